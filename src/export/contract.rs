//! What is due in each contract year.

use rust_decimal::Decimal;

use super::cells::{
    DueCells, FUNCTIONING_ROW, MissionCells, YEAR_ADDITIONAL, YearCells, at_size, contract_years,
    missions,
};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words::{self, PARTS};
use crate::contract::YEARS;
use crate::date;
use crate::engine::{MissionLine, UpliftLine};
use crate::money::Euros;
use crate::schedule::{ContractYear, Plan};

/// The sheet.
pub fn sheet(plan: &Plan) -> String {
    let tariff = plan.contract.tariff;
    let mut sheet = Sheet::titled("Dû par année de contrat");
    sheet.row(2);
    let head = ["", "Année 1", "Année 2", "Année 3", "Année 4", "Année 5", PARTS[3]];
    sheet.texts(Style::Head, &head);
    let mut table = Table { sheet, plan, cells: contract_years(tariff) };
    let missions = missions(tariff);
    table.bounds();
    for cells in &missions {
        table.days(cells);
    }
    table.community();
    for cells in &missions {
        table.mission(cells);
    }
    table.line(Style::Total, PARTS[3], &|of| of.due.total(), &|year| {
        format!("SUM({}:{})", year.functioning, year.last_due)
    });
    table.sheet.finish(&[76, 15, 15, 15, 15, 15, 16], 3)
}

struct Table<'a> {
    sheet: Sheet,
    plan: &'a Plan,
    cells: [YearCells; YEARS],
}

impl Table<'_> {
    /// First day, end and days of each year.
    fn bounds(&mut self) {
        self.years("Du", Style::Day, &|of| serial(of.from), &|year| {
            format!("EDATE(Signature,{})", 12 * (year.number - 1))
        });
        self.years("Au (jour exclu)", Style::Day, &|of| serial(of.to), &|year| {
            format!("EDATE(Signature,{})", 12 * year.number)
        });
        let days = |of: &ContractYear| date::days_between(of.from, of.to).into();
        self.years("Jours de l’année", Style::Count, &days, &|year| {
            format!("{}-{}", year.to, year.from)
        });
    }

    /// How many days a mission runs in each year.
    fn days(&mut self, cells: &MissionCells) {
        let engagement = self.plan.contract.engagement(cells.row.id);
        let days = |of: &ContractYear| {
            let start = engagement.map_or(of.to, |found| found.start);
            date::days_between(start.max(of.from), of.to).into()
        };
        let start = &cells.start;
        let label = format!("{}, jours comptés", cells.row.id.title());
        self.years(&label, Style::Count, &days, &|YearCells { from, to, .. }| {
            format!(r#"IF(Entrées!{start}="",0,MAX(0,{to}-MAX(Entrées!{start},{from})))"#)
        });
    }

    /// The functioning and its addition.
    fn community(&mut self) {
        let functioning = |of: &ContractYear| of.due.functioning.amount;
        let formula = |_: &YearCells| at_size(FUNCTIONING_ROW);
        self.line(Style::Amount, words::FUNCTIONING, &functioning, &formula);
        // The line of the year decides whether it is due, in the first year only.
        let additional = |of: &ContractYear| of.due.additional.amount;
        let formula = |YearCells { from, .. }: &YearCells| {
            format!("IF({from}=Signature,Résultat!{YEAR_ADDITIONAL},0)")
        };
        self.line(Style::Amount, words::ADDITIONAL, &additional, &formula);
    }

    /// The four rows of a mission.
    fn mission(&mut self, cells: &MissionCells) {
        let id = cells.row.id;
        for (part, value, formula) in PARTS_DUE {
            let label = format!("{}, {part}", id.title());
            let value = |of: &ContractYear| of.due.line(id).map(value).unwrap_or_default();
            self.line(Style::Amount, &label, &value, &|year| formula(cells, year));
        }
    }

    /// One amount for each year and their sum.
    fn line(
        &mut self,
        style: Style,
        label: &str,
        value: &dyn Fn(&ContractYear) -> Euros,
        formula: &dyn Fn(&YearCells) -> String,
    ) {
        self.years(label, style, &|of| value(of).as_decimal(), formula);
        let total: Euros = self.plan.years.iter().map(value).sum();
        let row = self.sheet.current_row();
        self.sheet.formula(Style::Total, Some(total.as_decimal()), &format!("SUM(B{row}:F{row})"));
    }

    /// One figure for each year.
    fn years(
        &mut self,
        label: &str,
        style: Style,
        value: &dyn Fn(&ContractYear) -> Decimal,
        formula: &dyn Fn(&YearCells) -> String,
    ) {
        self.sheet.label(label);
        for (cells, of) in self.cells.iter().zip(&self.plan.years) {
            self.sheet.formula(style, Some(value(of)), &formula(cells));
        }
    }
}

type Value = fn(&MissionLine) -> Euros;
type Formula = fn(&MissionCells, &YearCells) -> String;

/// The parts of what is due for a mission.
const PARTS_DUE: [(&str, Value, Formula); 4] = [
    ("part fixe", |line| line.fixed.amount, due_fixed),
    ("part variable", |line| line.variable.amount, due_variable),
    (
        "majoration de la part fixe",
        |line| uplift(line, |found| found.fixed),
        |mission, year| format!("ROUND({}*Majoration,2)", mission.in_year(year).fixed),
    ),
    (
        "majoration de la part variable",
        |line| uplift(line, |found| found.variable),
        |mission, year| format!("ROUND({}*Majoration,2)", mission.in_year(year).variable),
    ),
];

fn uplift(line: &MissionLine, part: fn(&UpliftLine) -> Euros) -> Euros {
    line.uplift.as_ref().map(part).unwrap_or_default()
}

/// The fixed part for the days that count; a crisis plan is drafted in the year the mission starts.
fn due_fixed(mission: &MissionCells, year: &YearCells) -> String {
    let MissionCells { row, start, fixed, update, .. } = mission;
    let YearCells { from, days_of_year, .. } = year;
    let DueCells { days, .. } = mission.in_year(year);
    let amount = if row.id.is_rated() {
        fixed.clone()
    } else {
        format!("IF(Entrées!{start}>={from},{fixed},{update})")
    };
    format!("ROUND({amount}*{days}/{days_of_year},2)")
}

/// The variable part at the rate of the year, or in full in a year of crisis.
fn due_variable(mission: &MissionCells, year: &YearCells) -> String {
    let MissionCells { row, variable, .. } = mission;
    let YearCells { crisis, days_of_year, .. } = year;
    let DueCells { rate, days, .. } = mission.in_year(year);
    if row.id.is_rated() {
        let share = format!(r#"IF(Prorata="oui",{days}/{days_of_year},SIGN({days}))"#);
        format!("ROUND({variable}*Entrées!{rate}*{share},2)")
    } else {
        format!(r#"IF(AND({days}>0,Entrées!{crisis}="oui"),{variable},0)"#)
    }
}
