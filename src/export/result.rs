//! One year, line by line, beside the usual year and the ceiling.

use super::Document;
use super::layout::{At, places};
use super::sheet::{Sheet, Style};
use super::words::{self, PARTS};
use crate::engine::{MissionLine, Year, simulate};
use crate::money::Euros;
use crate::tariff::MissionRow;

/// The year, the usual one and the ceiling, as the engine computes them.
struct Years<'a> {
    own: &'a Year,
    usual: Year,
    ceiling: Year,
}

/// The sheet. Its first line is in row 6.
pub fn sheet(document: &Document) -> String {
    let simulation = document.simulation;
    let scenario = &simulation.scenario;
    let years = Years {
        own: &simulation.year,
        usual: simulate(&scenario.in_usual_year()).year,
        ceiling: simulate(&scenario.at_ceiling()).year,
    };
    let mut sheet = Sheet::titled("Financement simulé d’une CPTS sur un an");
    sheet.row(1);
    sheet.text(Style::Typed, document.name);
    sheet.label(&words::tariff(simulation));
    sheet.row(2);
    sheet.text(Style::Head, "Ligne");
    sheet.texts(Style::Head, &PARTS);
    sheet.texts(Style::Head, &["Année habituelle", "Plafond théorique"]);
    community(&mut sheet, years.own);
    for (row, at) in places(scenario.tariff) {
        sheet.at = at;
        mission(&mut sheet, row, &years);
    }
    total(&mut sheet, &years);
    if let Some(plan) = document.plan {
        sheet.at = At::of(scenario.tariff);
        sheet.row(2);
        sheet.text(Style::Head, "Dû sur les cinq années du contrat");
        sheet.skip(3);
        sheet.formula(Style::Total, Some(plan.total().as_decimal()), "Contrat!G#t");
    }
    sheet.finish(&[62, 16, 16, 16, 16, 18, 18], 5)
}

/// The functioning and its addition.
fn community(sheet: &mut Sheet, year: &Year) {
    sheet.label(words::FUNCTIONING);
    sheet.skip(3);
    for formula in ["INDEX(Barème!$B13:$E13,Taille)", "E6", "E6"] {
        sheet.formula(Style::Amount, Some(year.functioning.amount.as_decimal()), formula);
    }
    sheet.label(words::ADDITIONAL);
    sheet.skip(3);
    let formula = "IF(AND(Signature<>\"\",Signature<Barème!B8),INDEX(Barème!$B14:$E14,Taille),0)";
    sheet.formula(Style::Amount, Some(year.additional.amount.as_decimal()), formula);
}

fn mission(sheet: &mut Sheet, row: &MissionRow, years: &Years) {
    sheet.label(row.id.title());
    let own = |part: fn(&MissionLine) -> Euros| years.own.line(row.id).map(part);
    let total = |year: &Year| year.line(row.id).map(MissionLine::total);
    let formulas = if row.id.is_rated() { RATED } else { CRISIS };
    let values = [
        own(|line| line.fixed.amount),
        own(|line| line.variable.amount),
        own(MissionLine::uplift),
        own(MissionLine::total),
        total(&years.usual),
        total(&years.ceiling),
    ];
    for (value, formula) in values.into_iter().zip(formulas) {
        sheet.formula(Style::Amount, Some(value.unwrap_or_default().as_decimal()), formula);
    }
}

/// Fixed part, variable part, uplift, total, usual year, ceiling.
const RATED: [&str; 6] = [
    "IF(Entrées!$B#e=\"oui\",~f,0)",
    "IF(Entrées!$B#e=\"oui\",ROUND(~v*Entrées!$C#e,2),0)",
    UPLIFT,
    TOTAL,
    "E#r",
    CEILING,
];
/// The same for the mission that follows no rate.
const CRISIS: [&str; 6] = [
    "IF(Entrées!$B#e=\"oui\",IF(Entrées!$B$10=\"mise à jour\",~u,~f),0)",
    "IF(AND(Entrées!$B#e=\"oui\",Entrées!$B$11=\"oui\"),~v,0)",
    UPLIFT,
    TOTAL,
    "IF(Entrées!$B#e=\"oui\",~u+ROUND(~u*Majoration,2),0)",
    CEILING,
];
const UPLIFT: &str = "ROUND(B#r*Majoration,2)+ROUND(C#r*Majoration,2)";
const TOTAL: &str = "SUM(B#r:D#r)";
const CEILING: &str = "~f+~v+ROUND(~f*Majoration,2)+ROUND(~v*Majoration,2)";

fn total(sheet: &mut Sheet, years: &Years) {
    let Years { own, usual, ceiling } = years;
    sheet.row(1);
    sheet.text(Style::Head, PARTS[3]);
    let totals =
        [own.fixed(), own.variable(), own.uplift(), own.total(), usual.total(), ceiling.total()];
    for total in totals {
        sheet.formula(Style::Total, Some(total.as_decimal()), "SUM(@c6:@c#p)");
    }
}
