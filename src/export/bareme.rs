//! The tariff in use: rules and amounts, each with its source.

use super::Document;
use super::layout::{ADDITIONAL, FUNCTIONING, places};
use super::sheet::{Sheet, Style};
use super::text::Number;
use super::words;
use crate::explain::{self, Reference};
use crate::scenario::Size;
use crate::tariff::{Citation, Row, Tariff};

/// Row of the first rule.
const RULES: usize = 5;

/// The sheet. Its rows are those of `layout`.
pub fn sheet(document: &Document) -> String {
    let tariff = document.simulation.scenario.tariff;
    let mut sheet = Sheet::titled("Barème");
    sheet.row();
    sheet.text(Style::Plain, tariff.name);
    sheet.rows(RULES - 3);
    sheet.texts(Style::Head, &["Règles", "", "", "", "", "Source"]);
    rules(&mut sheet, tariff);
    sheet.rows(2);
    let head = ["Montants par an", "Taille 1", "Taille 2", "Taille 3", "Taille 4", "Source"];
    sheet.texts(Style::Head, &head);
    sizes(&mut sheet, tariff);
    amounts(&mut sheet, tariff);
    sheet.finish(&[62, 14, 14, 14, 14, 110], 0)
}

fn rules(sheet: &mut Sheet, tariff: &'static Tariff) {
    let uplift = tariff.uplift.as_ref();
    let mut rule = |label, style, number: Option<Number>, sources: Option<&'static [Citation]>| {
        sheet.row();
        sheet.text(Style::Plain, label);
        sheet.number(style, number);
        sheet.skip(Size::ALL.len() - 1);
        sheet.text(Style::Plain, &cited(tariff, sources));
    };
    let sources = uplift.map(|rule| &*rule.sources);
    let size = uplift.map(|rule| Number::whole(rule.size.number()));
    rule("Majoration\u{a0}: taille", Style::Count, size, sources);
    let members = uplift.map(|rule| Number::whole(rule.members));
    rule("Majoration\u{a0}: membres au moins", Style::Count, members, sources);
    let rate = uplift.map(|rule| Number::rate(rule.rate()));
    rule("Majoration\u{a0}: taux sur chaque part des missions", Style::Percent, rate, sources);
    let additional = tariff.additional.as_ref();
    let limit = additional.map(|rule| Number::day(rule.signed_before.0));
    let label = "Financement additionnel\u{a0}: contrat signé avant le";
    rule(label, Style::Day, limit, additional.map(|rule| &*rule.row.sources));
    let advance = Some(Number::rate(tariff.payments.advance()));
    let label = "Avance sur le fonctionnement et les parts fixes";
    rule(label, Style::Percent, advance, Some(&tariff.payments.sources));
}

fn sizes(sheet: &mut Sheet, tariff: &'static Tariff) {
    sheet.row();
    sheet.text(Style::Plain, "Taille à partir de (habitants)");
    for size in Size::ALL {
        sheet.number(Style::Count, Some(Number::whole(tariff.band(size).0)));
    }
    sheet.text(Style::Plain, &cited(tariff, Some(&tariff.sizes.sources)));
}

fn amounts(sheet: &mut Sheet, tariff: &'static Tariff) {
    let mut amount = |at: usize, label: &str, part: &str, row: Option<&'static Row>| {
        let written = sheet.row();
        debug_assert_eq!(written, at);
        sheet.text(Style::Plain, &[label, part].concat());
        for size in Size::ALL {
            sheet.number(Style::Amount, row.map(|row| Number::euros(row.amount(size))));
        }
        sheet.text(Style::Plain, &cited(tariff, row.map(|row| &*row.sources)));
    };
    amount(FUNCTIONING, words::FUNCTIONING, "", Some(&tariff.functioning));
    let additional = tariff.additional.as_ref().map(|rule| &rule.row);
    amount(ADDITIONAL, words::ADDITIONAL, "", additional);
    for place in places(tariff) {
        let (row, title) = (place.mission, place.mission.id.title());
        let first =
            if row.update.is_some() { ", rédaction du plan, part fixe" } else { ", part fixe" };
        amount(place.fixed, title, first, Some(&row.fixed));
        if let Some(update) = &row.update {
            amount(place.update, title, ", mise à jour du plan, part fixe", Some(update));
        }
        amount(place.variable, title, ", part variable", Some(&row.variable));
    }
}

/// Where something is printed; a tariff without it says so.
fn cited(tariff: &Tariff, sources: Option<&'static [Citation]>) -> String {
    let Some(sources) = sources else { return "Non prévu par ce barème".to_string() };
    let cite = |citation: &'static Citation| explain::cite(tariff, &Reference::from(citation));
    sources.iter().map(cite).collect::<Vec<_>>().join("\u{202f}; ")
}
