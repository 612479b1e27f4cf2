//! One year, line by line, beside the usual year and the ceiling.

use super::Document;
use super::cells::{
    ADDITIONAL_LIMIT, ADDITIONAL_ROW, CRISIS, CRISIS_PLAN, FIRST_LINE, FUNCTIONING_ROW,
    MissionCells, YEAR_FUNCTIONING, absolute, at_size, contract_total, missions,
};
use super::sheet::{Sheet, Style};
use super::words::{self, PARTS};
use crate::engine::{MissionLine, Year, simulate};
use crate::money::Euros;

/// The year, the usual one and the ceiling, as the engine computes them.
struct Years<'a> {
    own: &'a Year,
    usual: Year,
    ceiling: Year,
}

/// The sheet.
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
    for cells in missions(scenario.tariff) {
        mission(&mut sheet, &cells, &years);
    }
    total(&mut sheet, &years);
    if let Some(plan) = document.plan {
        sheet.row(2);
        sheet.text(Style::Head, "Dû sur les cinq années du contrat");
        sheet.skip(3);
        let formula = format!("Contrat!{}", contract_total(scenario.tariff));
        sheet.formula(Style::Total, Some(plan.total().as_decimal()), &formula);
    }
    sheet.finish(&[62, 16, 16, 16, 16, 18, 18], 5)
}

/// The functioning and its addition.
fn community(sheet: &mut Sheet, year: &Year) {
    sheet.label(words::FUNCTIONING);
    sheet.skip(3);
    for formula in [&at_size(FUNCTIONING_ROW), YEAR_FUNCTIONING, YEAR_FUNCTIONING] {
        sheet.formula(Style::Amount, Some(year.functioning.amount.as_decimal()), formula);
    }
    sheet.label(words::ADDITIONAL);
    sheet.skip(3);
    let additional = at_size(ADDITIONAL_ROW);
    let formula =
        format!(r#"IF(AND(Signature<>"",Signature<Barème!{ADDITIONAL_LIMIT}),{additional},0)"#);
    sheet.formula(Style::Amount, Some(year.additional.amount.as_decimal()), &formula);
}

fn mission(sheet: &mut Sheet, cells: &MissionCells, years: &Years) {
    let row = cells.row;
    sheet.label(row.id.title());
    let own = |part: fn(&MissionLine) -> Euros| years.own.line(row.id).map(part);
    let total = |year: &Year| year.line(row.id).map(MissionLine::total);
    let values = [
        own(|line| line.fixed.amount),
        own(|line| line.variable.amount),
        own(MissionLine::uplift),
        own(MissionLine::total),
        total(&years.usual),
        total(&years.ceiling),
    ];
    let formulas = formulas(cells, sheet.current_row());
    for (value, formula) in values.into_iter().zip(formulas) {
        sheet.formula(Style::Amount, Some(value.unwrap_or_default().as_decimal()), &formula);
    }
}

/// Fixed part, variable part, uplift, total, usual year and ceiling of a mission, for this row.
fn formulas(mission: &MissionCells, row: usize) -> [String; 6] {
    let MissionCells { fixed, variable, .. } = mission;
    let of_row = |column: char| format!("{column}{row}");
    let [fixed_part, variable_part, uplift, total] = ['B', 'C', 'D', 'E'].map(of_row);
    let [due_fixed, due_variable, usual] =
        if mission.row.id.is_rated() { rated(mission, total) } else { crisis(mission) };
    [
        due_fixed,
        due_variable,
        format!("ROUND({fixed_part}*Majoration,2)+ROUND({variable_part}*Majoration,2)"),
        format!("SUM({fixed_part}:{uplift})"),
        usual,
        format!("{fixed}+{variable}+ROUND({fixed}*Majoration,2)+ROUND({variable}*Majoration,2)"),
    ]
}

/// Fixed part, variable part and usual year of a mission that follows its achievement rate.
fn rated(mission: &MissionCells, total: String) -> [String; 3] {
    let MissionCells { selected, rate, fixed, variable, .. } = mission;
    [
        format!(r#"IF(Entrées!{selected}="oui",{fixed},0)"#),
        format!(r#"IF(Entrées!{selected}="oui",ROUND({variable}*Entrées!{rate},2),0)"#),
        total,
    ]
}

/// The same of the crisis mission, whose usual year has an updated plan and no crisis.
fn crisis(mission: &MissionCells) -> [String; 3] {
    let MissionCells { selected, fixed: drafting, update, variable, .. } = mission;
    let (plan, crisis) = (absolute(CRISIS_PLAN), absolute(CRISIS));
    [
        format!(
            r#"IF(Entrées!{selected}="oui",IF(Entrées!{plan}="mise à jour",{update},{drafting}),0)"#
        ),
        format!(r#"IF(AND(Entrées!{selected}="oui",Entrées!{crisis}="oui"),{variable},0)"#),
        format!(r#"IF(Entrées!{selected}="oui",{update}+ROUND({update}*Majoration,2),0)"#),
    ]
}

fn total(sheet: &mut Sheet, years: &Years) {
    let Years { own, usual, ceiling } = years;
    let last_line = sheet.current_row();
    sheet.row(1);
    sheet.text(Style::Head, PARTS[3]);
    let totals =
        [own.fixed(), own.variable(), own.uplift(), own.total(), usual.total(), ceiling.total()];
    for (total, column) in totals.into_iter().zip('B'..) {
        let formula = format!("SUM({column}{FIRST_LINE}:{column}{last_line})");
        sheet.formula(Style::Total, Some(total.as_decimal()), &formula);
    }
}
