//! One year, line by line, beside the usual year and the ceiling.

use super::Document;
use super::layout::{self, Place, places};
use super::sheet::{Sheet, Style};
use super::text::Number;
use super::words::{self, PARTS};
use crate::engine::{MissionLine, Year, simulate};
use crate::money::Euros;

/// Row of the functioning, the first line.
const FIRST: usize = 6;
/// Columns of amounts.
const COLUMNS: [usize; 6] = [2, 3, 4, 5, 6, 7];

/// The year, the usual one and the ceiling, as the engine computes them.
struct Years {
    own: Year,
    usual: Year,
    ceiling: Year,
}

/// The sheet.
pub fn sheet(document: &Document) -> String {
    let simulation = document.simulation;
    let scenario = &simulation.scenario;
    let years = Years {
        own: simulation.year.clone(),
        usual: simulate(&scenario.in_usual_year()).year,
        ceiling: simulate(&scenario.at_ceiling()).year,
    };
    let mut sheet = Sheet::titled("Financement simulé d’une CPTS sur un an");
    sheet.row();
    sheet.text(Style::Typed, document.name);
    sheet.row();
    sheet.text(Style::Plain, &words::tariff(simulation));
    sheet.rows(2);
    sheet.text(Style::Head, "Ligne");
    sheet.texts(Style::Head, &PARTS);
    sheet.texts(Style::Head, &["Année habituelle", "Plafond théorique"]);
    community(&mut sheet, &years);
    for place in places(scenario.tariff) {
        mission(&mut sheet, &place, &years);
    }
    total(&mut sheet, &years);
    if let Some(plan) = document.plan {
        sheet.rows(2);
        sheet.text(Style::Head, "Dû sur les cinq années du contrat");
        sheet.skip(3);
        let at = [layout::total_due(scenario.tariff)];
        sheet.formula(Style::Total, Some(Number::euros(plan.total())), "Contrat!G#", &at);
    }
    sheet.finish(&[62, 16, 16, 16, 16, 18, 18], FIRST - 1)
}

/// The functioning and its addition.
fn community(sheet: &mut Sheet, years: &Years) {
    let year = &years.own;
    let row = sheet.row();
    sheet.text(Style::Plain, words::FUNCTIONING);
    sheet.skip(3);
    let functioning = Some(Number::euros(year.functioning.amount));
    let formula = "INDEX(Barème!$B#:$E#,Taille)";
    sheet.formula(Style::Amount, functioning, formula, &[layout::FUNCTIONING; 2]);
    for _ in 0..2 {
        sheet.formula(Style::Amount, functioning, "$E#", &[row]);
    }
    sheet.row();
    sheet.text(Style::Plain, words::ADDITIONAL);
    sheet.skip(3);
    let formula = "IF(AND(Signature<>\"\",Signature<Barème!$B$8),INDEX(Barème!$B#:$E#,Taille),0)";
    let additional = Some(Number::euros(year.additional.amount));
    sheet.formula(Style::Amount, additional, formula, &[layout::ADDITIONAL; 2]);
}

fn mission(sheet: &mut Sheet, place: &Place, years: &Years) {
    let row = sheet.row();
    let mission = place.mission.id;
    sheet.text(Style::Plain, mission.title());
    let line = years.own.line(mission);
    let mut cell = |value: Option<Euros>, formula: &str, at: &[usize]| {
        sheet.formula(Style::Amount, Some(Number::euros(value.unwrap_or_default())), formula, at);
    };
    let &Place { input, fixed, update, variable, .. } = place;
    let rated = mission.is_rated();
    let formula = if place.mission.update.is_some() { PLAN } else { FIXED };
    let at = [input, fixed, fixed, update, update];
    let value = line.map(|line| line.fixed.amount);
    cell(value, formula, &at);
    let value = line.map(|line| line.variable.amount);
    cell(value, if rated { ACHIEVED } else { CRISIS }, &[input, variable, variable, input]);
    cell(line.map(MissionLine::uplift), UPLIFT, &[row, row]);
    cell(line.map(MissionLine::total), "SUM(B#:D#)", &[row, row]);
    let usual = if rated { "E#" } else { USUAL };
    let at = if rated { [row; 5] } else { [input, update, update, update, update] };
    cell(years.usual.line(mission).map(MissionLine::total), usual, &at);
    let at = [fixed, fixed, variable, variable, fixed, fixed, variable, variable];
    cell(years.ceiling.line(mission).map(MissionLine::total), CEILING, &at);
}

const FIXED: &str = "IF(Entrées!$B#=\"oui\",INDEX(Barème!$B#:$E#,Taille),0)";
const PLAN: &str = "IF(Entrées!$B#=\"oui\",IF(Entrées!$B$10<>\"mise à jour\",\
    INDEX(Barème!$B#:$E#,Taille),INDEX(Barème!$B#:$E#,Taille)),0)";
const ACHIEVED: &str =
    "IF(Entrées!$B#=\"oui\",ROUND(INDEX(Barème!$B#:$E#,Taille)*Entrées!$C#,2),0)";
const CRISIS: &str =
    "IF(AND(Entrées!$B#=\"oui\",Entrées!$B$11=\"oui\"),INDEX(Barème!$B#:$E#,Taille),0)";
const UPLIFT: &str = "ROUND(B#*Majoration,2)+ROUND(C#*Majoration,2)";
const USUAL: &str = "IF(Entrées!$B#=\"oui\",INDEX(Barème!$B#:$E#,Taille)\
    +ROUND(INDEX(Barème!$B#:$E#,Taille)*Majoration,2),0)";
const CEILING: &str = "INDEX(Barème!$B#:$E#,Taille)+INDEX(Barème!$B#:$E#,Taille)\
    +ROUND(INDEX(Barème!$B#:$E#,Taille)*Majoration,2)\
    +ROUND(INDEX(Barème!$B#:$E#,Taille)*Majoration,2)";

fn total(sheet: &mut Sheet, years: &Years) {
    let Years { own, usual, ceiling } = years;
    let row = sheet.row();
    sheet.text(Style::Head, PARTS[3]);
    let totals =
        [own.fixed(), own.variable(), own.uplift(), own.total(), usual.total(), ceiling.total()];
    for (column, total) in COLUMNS.into_iter().zip(totals) {
        let at = [column, FIRST, column, row - 1];
        sheet.formula(Style::Total, Some(Number::euros(total)), "SUM(@#:@#)", &at);
    }
}
