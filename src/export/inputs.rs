//! What the user chose, in cells to change. Everything else in the workbook follows from them.

use super::Document;
use super::layout::{At, places};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words::yes;
use crate::contract::{MAX_DELAY_IN_MONTHS, YEARS};
use crate::engine::Simulation;
use crate::money::Rate;
use crate::scenario::{CrisisPlan, MAX_MEMBERS, MAX_POPULATION};
use crate::schedule::Plan;
use crate::tariff::{MissionRow, Uplift};

/// The sheet. Other sheets and names name its rows: see `layout`.
pub fn sheet(document: &Document) -> String {
    let simulation = document.simulation;
    let scenario = &simulation.scenario;
    let mut sheet = Sheet::titled("Entrées");
    sheet.at = At::of(scenario.tariff);
    sheet.label("Changez les cellules sur fond clair\u{a0}: tous les montants suivent.");
    sheet.row(1);
    community(&mut sheet, simulation);
    let planned = document.plan.map(|plan| plan.contract.signature);
    let signature = planned.or(scenario.signature);
    sheet.label("Date de signature");
    sheet.number(Style::InputDay, signature.map(serial));
    sheet.label("Plan de crise dans l’année");
    let drafting = scenario.plan == CrisisPlan::Drafting;
    sheet.text(Style::InputText, if drafting { "rédaction" } else { "mise à jour" });
    sheet.label("Crise sanitaire grave dans l’année");
    sheet.text(Style::InputText, yes(scenario.crisis));
    match document.plan {
        Some(plan) => terms(&mut sheet, plan),
        None => sheet.row(2),
    }
    missions(&mut sheet, document);
    checks(&mut sheet);
    sheet.finish(&[62, 16, 18, 26, 12, 12, 12, 12, 12], 0)
}

fn community(sheet: &mut Sheet, simulation: &Simulation) {
    let scenario = &simulation.scenario;
    let territory = scenario.territory;
    sheet.label("Nombre d’habitants");
    sheet.number(Style::InputCount, territory.population().map(Into::into));
    sheet.label("Taille choisie, de 1 à 4 (vide\u{a0}: selon les habitants)");
    let chosen = territory.chosen_size().map(|size| size.number().into());
    sheet.number(Style::InputCount, chosen);
    sheet.label("Taille retenue");
    let size = Some(simulation.size.number().into());
    let by_population = "IF(B5=\"\",1+(B4>=Barème!C12)+(B4>=Barème!D12)+(B4>=Barème!E12),B5)";
    sheet.formula(Style::Count, size, by_population);
    sheet.label("Membres");
    sheet.number(Style::InputCount, Some(scenario.members.into()));
    sheet.label("Majoration applicable");
    let rule = scenario.tariff.uplift.as_ref();
    let rule = rule.filter(|rule| simulation.size == rule.size && scenario.members >= rule.members);
    let rate = Some(rule.map_or(Rate::ZERO, Uplift::rate).as_fraction());
    let formula = "IF(AND(Taille=Barème!B5,B7>=Barème!B6),Barème!B7,0)";
    sheet.formula(Style::Percent, rate, formula);
}

fn terms(sheet: &mut Sheet, plan: &Plan) {
    sheet.label("Délai du solde après l’anniversaire, en mois");
    sheet.number(Style::InputCount, Some(plan.contract.balance_delay_in_months.into()));
    sheet.label("Part variable réduite l’année où une mission démarre");
    sheet.text(Style::InputText, yes(plan.contract.prorate_variable));
}

const HEAD: [&str; 9] = [
    "Missions",
    "Retenue dans l’année",
    "Taux d’atteinte dans l’année",
    "Début dans le contrat (vide\u{a0}: aucun)",
    "Année 1",
    "Année 2",
    "Année 3",
    "Année 4",
    "Année 5",
];

fn missions(sheet: &mut Sheet, document: &Document) {
    sheet.row(2);
    let of_year = HEAD.len() - YEARS - 1;
    let columns = if document.plan.is_some() { HEAD.len() } else { of_year };
    sheet.texts(Style::Head, &HEAD[..columns]);
    sheet.label("Crise sanitaire grave");
    if let Some(plan) = document.plan {
        sheet.skip(of_year);
        for crisis in plan.contract.crisis_years {
            sheet.text(Style::InputText, yes(crisis));
        }
    }
    for (row, _) in places(document.simulation.scenario.tariff) {
        mission(sheet, document, row);
    }
}

fn mission(sheet: &mut Sheet, document: &Document, row: &MissionRow) {
    let choice = document.simulation.scenario.choice(row.id);
    sheet.label(row.id.title());
    sheet.text(Style::InputText, yes(choice.selected));
    let mut rates = vec![choice.rate];
    let engagement = document.plan.map(|plan| plan.contract.engagement(row.id));
    if let Some(engagement) = engagement {
        // A mission that is taken on later in the workbook starts from the rate of the year.
        rates.extend(engagement.map_or([choice.rate; YEARS], |found| found.rates));
    }
    for (index, rate) in rates.into_iter().enumerate() {
        if index == 1 {
            let start = engagement.flatten().map(|found| serial(found.start));
            sheet.number(Style::InputDay, start);
        }
        if row.id.is_rated() {
            sheet.number(Style::InputPercent, Some(rate.as_fraction()));
        } else {
            sheet.skip(1);
        }
    }
}

/// What cells accept: kind of check, cells, limits. Without a contract, some of them are empty.
const CHECKS: [[&str; 4]; 11] = [
    ["whole", "B4", "1", "#m"],
    ["list", "B5", "\"1,2,3,4\"", ""],
    ["whole", "B7", "0", "#n"],
    ["date", "B9", FIRST_DAY, LAST_DAY],
    ["list", "B10", "\"rédaction,mise à jour\"", ""],
    ["list", "B11 B#i:B#l", "\"oui,non\"", ""],
    ["decimal", "C#i:C#l", "0", "1"],
    ["whole", "B12", "0", "#k"],
    ["list", "B13 E16:I16", "\"oui,non\"", ""],
    ["date", "D#i:D#l", "Signature", LAST_DAY],
    ["decimal", "E#i:I#l", "0", "1"],
];
/// The days that a contract may name.
const FIRST_DAY: &str = "DATE(2000,1,1)";
const LAST_DAY: &str = "DATE(2099,12,31)";

fn checks(sheet: &mut Sheet) {
    let limits = [MAX_POPULATION as usize, MAX_MEMBERS as usize, MAX_DELAY_IN_MONTHS.into()];
    sheet.at.set("mnk", &limits);
    for check in &CHECKS {
        sheet.check(check);
    }
}
