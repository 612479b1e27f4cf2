//! What a reader should know before using the workbook.

use super::Document;
use super::sheet::{Sheet, Style};
use super::words;
use crate::date;
use crate::tariff::Interpretation;

const HELP: &str = "Changez une cellule sur fond clair de la feuille «\u{a0}Entrées\u{a0}» (taux, taille, \
                    dates…)\u{a0}: tous les montants sont recalculés avec les montants et les règles de la \
                    feuille «\u{a0}Barème\u{a0}». Les autres cellules sont des formules\u{a0}: ne les \
                    remplacez pas.";

/// The sheet.
pub fn sheet(document: &Document) -> String {
    let mut sheet = Sheet::titled("Lisez-moi");
    sheet.row(1);
    let mut note = |label: &str, text: &str| {
        sheet.row_for(text);
        sheet.text(Style::Head, label);
        sheet.text(Style::Wrapped, text);
    };
    note("Qui calcule", words::DISCLAIMER);
    note("Mode d’emploi", HELP);
    note("Barème", &words::tariff(document.simulation));
    if let Some(today) = document.today {
        note("Exporté le", &date::long(today));
    }
    note("Lien", document.link);
    for reading in readings(document) {
        let text = format!("{} {}", reading.question, reading.choice);
        note(&format!("Interprétation {}", reading.id), &text);
    }
    sheet.finish(&[24, 110], 0)
}

/// The interpretations that the figures depend on: those of payments only with a contract.
fn readings(document: &Document) -> impl Iterator<Item = &'static Interpretation> {
    let tariff = document.simulation.scenario.tariff;
    let payments = &tariff.payments;
    let of_contract = [payments.prorated_crisis.unwrap_or_default(), payments.prorated_variable];
    let has_plan = document.plan.is_some();
    tariff.interpretations.into_iter().filter(move |reading| {
        has_plan || ![of_contract[0], of_contract[1], payments.balance_date].contains(&reading.id)
    })
}
