//! The tariff in use: rules and amounts, each with its source.

use rust_decimal::Decimal;

use super::Document;
use super::cells::{
    ADDITIONAL_LIMIT, ADVANCE, SIZE_BOUNDS, UPLIFT_MEMBERS, UPLIFT_RATE, UPLIFT_SIZE,
};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words;
use crate::explain::{self, Reference};
use crate::scenario::Size;
use crate::tariff::{Citation, Row, Tariff};

/// The sheet. Formulas of other sheets refer to its cells.
pub fn sheet(document: &Document) -> String {
    let tariff = document.simulation.scenario.tariff;
    let mut sheet = Sheet::titled("Barème");
    sheet.label(tariff.name);
    sheet.row(2);
    sheet.texts(Style::Head, &["Règles", "", "", "", "", "Source"]);
    rules(&mut sheet, tariff);
    sheet.row(2);
    let head = ["Montants par an", "Taille 1", "Taille 2", "Taille 3", "Taille 4", "Source"];
    sheet.texts(Style::Head, &head);
    let bounds = Size::ALL.map(|size| Some(tariff.band(size).0.into()));
    let sources = Some(&*tariff.sizes.sources);
    line(&mut sheet, tariff, "Taille à partir de (habitants)", Style::Count, bounds, sources);
    sheet.holds(SIZE_BOUNDS[0]);
    amounts(&mut sheet, tariff);
    sheet.finish(&[62, 14, 14, 14, 14, 110], 0)
}

fn rules(sheet: &mut Sheet, tariff: &'static Tariff) {
    let mut rule = |cell, label, style, number, sources| {
        line(sheet, tariff, label, style, [number, None, None, None], sources);
        sheet.holds(cell);
    };
    let uplift = tariff.uplift.as_ref();
    let sources = uplift.map(|rule| &*rule.sources);
    let size = uplift.map(|rule| rule.size.number().into());
    rule(UPLIFT_SIZE, "Majoration\u{a0}: taille", Style::Count, size, sources);
    let members = uplift.map(|rule| rule.members.into());
    rule(UPLIFT_MEMBERS, "Majoration\u{a0}: membres au moins", Style::Count, members, sources);
    let rate = uplift.map(|rule| rule.rate().as_fraction());
    rule(
        UPLIFT_RATE,
        "Majoration\u{a0}: taux sur chaque part des missions",
        Style::Percent,
        rate,
        sources,
    );
    let additional = tariff.additional.as_ref();
    let limit = additional.map(|rule| serial(rule.signed_before.0));
    let sources = additional.map(|rule| &*rule.row.sources);
    rule(
        ADDITIONAL_LIMIT,
        "Financement additionnel\u{a0}: contrat signé avant le",
        Style::Day,
        limit,
        sources,
    );
    let advance = Some(tariff.payments.advance().as_fraction());
    let sources = Some(&*tariff.payments.sources);
    rule(
        ADVANCE,
        "Avance sur le fonctionnement et les parts fixes",
        Style::Percent,
        advance,
        sources,
    );
}

fn amounts(sheet: &mut Sheet, tariff: &'static Tariff) {
    let mut amount = |label: &str, row: Option<&'static Row>| {
        let amounts = Size::ALL.map(|size| row.map(|row| row.amount(size).as_decimal()));
        let sources = row.map(|row| &*row.sources);
        line(sheet, tariff, label, Style::Amount, amounts, sources);
    };
    amount(words::FUNCTIONING, Some(&tariff.functioning));
    amount(words::ADDITIONAL, tariff.additional.as_ref().map(|rule| &rule.row));
    for row in &tariff.missions {
        let title = row.id.title();
        if row.update.is_some() {
            amount(&format!("{title}, rédaction du plan, part fixe"), Some(&row.fixed));
            amount(&format!("{title}, mise à jour du plan, part fixe"), row.update.as_ref());
        } else {
            amount(&format!("{title}, part fixe"), Some(&row.fixed));
        }
        amount(&format!("{title}, part variable"), Some(&row.variable));
    }
}

/// A row with its sources, or a note that this tariff has no such rule.
fn line(
    sheet: &mut Sheet,
    tariff: &Tariff,
    label: &str,
    style: Style,
    numbers: [Option<Decimal>; 4],
    sources: Option<&'static [Citation]>,
) {
    let cite = |citation: &'static Citation| explain::cite(tariff, &Reference::from(citation));
    let cited: Vec<_> = sources.unwrap_or_default().iter().map(cite).collect();
    let text =
        if cited.is_empty() { "Non prévu par ce barème" } else { &cited.join("\u{202f}; ") };
    sheet.row_for(text);
    sheet.text(Style::Plain, label);
    for number in numbers {
        sheet.number(style, number);
    }
    sheet.text(Style::Wrapped, text);
}
