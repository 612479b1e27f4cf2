//! What is due in each contract year.

use rust_decimal::Decimal;

use super::layout::{At, places, year_columns};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words::{self, PARTS};
use crate::date;
use crate::engine::{MissionLine, UpliftLine};
use crate::money::Euros;
use crate::schedule::{ContractYear, Plan};
use crate::tariff::MissionRow;

/// The sheet. Its rows 4 to 6 are the first day, the end and the days of each year.
pub fn sheet(plan: &Plan) -> String {
    let tariff = plan.contract.tariff;
    let mut sheet = Sheet::titled("Dû par année de contrat");
    sheet.row(2);
    let head = ["", "Année 1", "Année 2", "Année 3", "Année 4", "Année 5", PARTS[3]];
    sheet.texts(Style::Head, &head);
    days(&mut sheet, plan);

    sheet.at = At::of(tariff);
    let functioning = |of: &ContractYear| of.due.functioning.amount;
    line(&mut sheet, plan, words::FUNCTIONING, &functioning, "INDEX(Barème!$B13:$E13,Taille)");
    // The line of the year says whether it is due, in the first year only.
    let additional = |of: &ContractYear| of.due.additional.amount;
    let formula = "IF(@c4=Signature,Résultat!$E7,0)";
    line(&mut sheet, plan, words::ADDITIONAL, &additional, formula);
    for (row, at) in places(tariff) {
        sheet.at = at;
        mission(&mut sheet, plan, row);
    }
    line(&mut sheet, plan, PARTS[3], &|of| of.due.total(), "SUM(@c#a:@c#p)");
    sheet.finish(&[76, 15, 15, 15, 15, 15, 16], 3)
}

/// The bounds of the years, and how many days each mission runs in them.
fn days(sheet: &mut Sheet, plan: &Plan) {
    let (from, to) = (|of: &ContractYear| serial(of.from), |of: &ContractYear| serial(of.to));
    years(sheet, plan, "Du", Style::Day, &from, "EDATE(Signature,#m)");
    years(sheet, plan, "Au (jour exclu)", Style::Day, &to, "EDATE(Signature,#n)");
    let days = |of: &ContractYear| date::days_between(of.from, of.to).into();
    years(sheet, plan, "Jours de l’année", Style::Count, &days, "@c5-@c4");
    for (row, at) in places(plan.contract.tariff) {
        sheet.at = at;
        let engagement = plan.contract.engagement(row.id);
        let days = |of: &ContractYear| {
            let start = engagement.map_or(of.to, |found| found.start);
            date::days_between(start.max(of.from), of.to).into()
        };
        let label = [row.id.title(), ", jours comptés"].concat();
        let formula = "IF(Entrées!$D#e=\"\",0,MAX(0,@c5-MAX(Entrées!$D#e,@c4)))";
        years(sheet, plan, &label, Style::Count, &days, formula);
    }
}

/// The four rows of a mission.
fn mission(sheet: &mut Sheet, plan: &Plan, row: &MissionRow) {
    let formulas = if row.id.is_rated() { RATED } else { CRISIS };
    for ((label, part), formula) in ROWS.into_iter().zip(formulas) {
        let value = |of: &ContractYear| of.due.line(row.id).map(part).unwrap_or_default();
        line(sheet, plan, &[row.id.title(), label].concat(), &value, formula);
    }
}

type Part = fn(&MissionLine) -> Euros;
const ROWS: [(&str, Part); 4] = [
    (", part fixe", |line| line.fixed.amount),
    (", part variable", |line| line.variable.amount),
    (", majoration de la part fixe", |line| uplift(line, |found| found.fixed)),
    (", majoration de la part variable", |line| uplift(line, |found| found.variable)),
];

fn uplift(line: &MissionLine, part: fn(&UpliftLine) -> Euros) -> Euros {
    line.uplift.as_ref().map(part).unwrap_or_default()
}

const RATED: [&str; 4] = [
    "ROUND(~f*@c#d/@c6,2)",
    "ROUND(~v*Entrées!@k#e*IF(Prorata=\"oui\",@c#d/@c6,SIGN(@c#d)),2)",
    "ROUND(@c#w*Majoration,2)",
    "ROUND(@c#x*Majoration,2)",
];
const CRISIS: [&str; 4] = [
    "ROUND(IF(Entrées!$D#e>=@c4,~f,~u)*@c#d/@c6,2)",
    "IF(AND(@c#d>0,Entrées!@k16=\"oui\"),~v,0)",
    RATED[2],
    RATED[3],
];

/// One amount for each year and their sum.
fn line(
    sheet: &mut Sheet,
    plan: &Plan,
    label: &str,
    value: &dyn Fn(&ContractYear) -> Euros,
    formula: &str,
) {
    let style = if label == PARTS[3] { Style::Total } else { Style::Amount };
    years(sheet, plan, label, style, &|of| value(of).as_decimal(), formula);
    let total: Euros = plan.years.iter().map(value).sum();
    sheet.formula(Style::Total, Some(total.as_decimal()), "SUM(B#r:F#r)");
}

/// One figure for each year.
fn years(
    sheet: &mut Sheet,
    plan: &Plan,
    label: &str,
    style: Style,
    value: &dyn Fn(&ContractYear) -> Decimal,
    formula: &str,
) {
    sheet.label(label);
    for ((year, column), of) in year_columns().zip(&plan.years) {
        // Among the inputs, years stand three columns further to the right.
        sheet.at.set("kmn", &[column + 3, 12 * (year - 1), 12 * year]);
        sheet.formula(style, Some(value(of)), formula);
    }
}
