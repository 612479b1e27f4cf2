//! What is due in each contract year.

use super::layout::{
    self, BEFORE_YEARS, DAYS, FROM, Place, TO, functioning_due, places, total_due, year_columns,
};
use super::sheet::{Sheet, Style};
use super::text::Number;
use super::words::{self, PARTS};
use crate::date;
use crate::engine::{MissionLine, UpliftLine};
use crate::money::Euros;
use crate::schedule::{ContractYear, Plan};

/// The sheet. Its rows are those of `layout`.
pub fn sheet(plan: &Plan) -> String {
    let mut sheet = Sheet::titled("Dû par année de contrat");
    sheet.rows(2);
    let head = ["", "Année 1", "Année 2", "Année 3", "Année 4", "Année 5", PARTS[3]];
    sheet.texts(Style::Head, &head);
    days(&mut sheet, plan);
    amounts(&mut sheet, plan);
    sheet.finish(&[76, 15, 15, 15, 15, 15, 16], FROM - 1)
}

/// The bounds of the years, and how many days each mission runs in them.
fn days(sheet: &mut Sheet, plan: &Plan) {
    sheet.row();
    sheet.text(Style::Plain, "Du");
    for ((year, _), of) in year_columns().zip(&plan.years) {
        let at = [12 * (year - 1)];
        sheet.formula(Style::Day, Some(Number::day(of.from)), "EDATE(Signature,#)", &at);
    }
    sheet.row();
    sheet.text(Style::Plain, "Au (jour exclu)");
    for ((year, _), of) in year_columns().zip(&plan.years) {
        sheet.formula(Style::Day, Some(Number::day(of.to)), "EDATE(Signature,#)", &[12 * year]);
    }
    sheet.row();
    sheet.text(Style::Plain, "Jours de l’année");
    for ((_, column), of) in year_columns().zip(&plan.years) {
        let days = Number::whole(date::days_between(of.from, of.to));
        sheet.formula(Style::Count, Some(days), "@#-@#", &[column, TO, column, FROM]);
    }
    for place in places(plan.contract.tariff) {
        mission_days(sheet, plan, &place);
    }
}

fn mission_days(sheet: &mut Sheet, plan: &Plan, place: &Place) {
    sheet.row();
    sheet.text(Style::Plain, &[place.mission.id.title(), ", jours comptés"].concat());
    let engagement = plan.contract.engagement(place.mission.id);
    for ((_, column), of) in year_columns().zip(&plan.years) {
        let count = |start: time::Date| date::days_between(start.max(of.from), of.to);
        let days = engagement.map_or(0, |found| count(found.start));
        let formula = "IF(Entrées!$D#=\"\",0,MAX(0,@#-MAX(Entrées!$D#,@#)))";
        let at = [place.input, column, TO, place.input, column, FROM];
        sheet.formula(Style::Count, Some(Number::whole(days)), formula, &at);
    }
}

fn amounts(sheet: &mut Sheet, plan: &Plan) {
    let tariff = plan.contract.tariff;
    let functioning = |of: &ContractYear| of.due.functioning.amount;
    let all = |_: usize, column: usize| vec![layout::FUNCTIONING, layout::FUNCTIONING, column];
    line(sheet, plan, &[words::FUNCTIONING], &functioning, "INDEX(Barème!$B#:$E#,Taille)", &all);
    let additional = |of: &ContractYear| of.due.additional.amount;
    // Due in the first year only: the line of the year says whether.
    let first = |year: usize, _: usize| vec![usize::from(year == 1)];
    line(sheet, plan, &[words::ADDITIONAL], &additional, "Résultat!$E$7*#", &first);
    for place in places(tariff) {
        mission(sheet, plan, &place);
    }
    let total = |of: &ContractYear| of.due.total();
    let sum = |_: usize, column: usize| {
        vec![column, functioning_due(tariff), column, total_due(tariff) - 1]
    };
    line(sheet, plan, &[PARTS[3]], &total, "SUM(@#:@#)", &sum);
}

/// The four rows of a mission.
fn mission(sheet: &mut Sheet, plan: &Plan, place: &Place) {
    let &Place { input, fixed, update, variable, days, due, .. } = place;
    let title = place.mission.id.title();
    let part = |part: fn(&MissionLine) -> Euros| {
        let id = place.mission.id;
        move |of: &ContractYear| of.due.line(id).map(part).unwrap_or_default()
    };
    let uplift = |part: fn(&UpliftLine) -> Euros| {
        let id = place.mission.id;
        move |of: &ContractYear| {
            of.due.line(id).and_then(|line| line.uplift).as_ref().map(part).unwrap_or_default()
        }
    };

    let formula = if place.mission.update.is_some() { PLAN } else { FIXED };
    let at = |_: usize, column: usize| match place.mission.update {
        None => vec![fixed, fixed, column, days, column, DAYS],
        Some(_) => {
            vec![input, column, FROM, fixed, fixed, update, update, column, days, column, DAYS]
        }
    };
    line(sheet, plan, &[title, ", part fixe"], &part(|line| line.fixed.amount), formula, &at);

    let formula = if place.mission.id.is_rated() { ACHIEVED } else { CRISIS };
    let at = |year: usize, column: usize| {
        let inputs = year + BEFORE_YEARS;
        if place.mission.id.is_rated() {
            vec![variable, variable, inputs, input, column, days, column, DAYS, column, days]
        } else {
            vec![column, days, inputs, layout::CRISIS, variable, variable]
        }
    };
    let value = part(|line| line.variable.amount);
    line(sheet, plan, &[title, ", part variable"], &value, formula, &at);

    let formula = "ROUND(@#*Majoration,2)";
    let at = |_: usize, column: usize| vec![column, due];
    let label = ", majoration de la part fixe";
    line(sheet, plan, &[title, label], &uplift(|found| found.fixed), formula, &at);
    let at = |_: usize, column: usize| vec![column, due + 1];
    let label = ", majoration de la part variable";
    line(sheet, plan, &[title, label], &uplift(|found| found.variable), formula, &at);
}

const FIXED: &str = "ROUND(INDEX(Barème!$B#:$E#,Taille)*@#/@$#,2)";
const PLAN: &str = "ROUND(IF(Entrées!$D#>=@$#,INDEX(Barème!$B#:$E#,Taille),\
    INDEX(Barème!$B#:$E#,Taille))*@#/@$#,2)";
const ACHIEVED: &str = "ROUND(INDEX(Barème!$B#:$E#,Taille)*Entrées!@#\
    *IF(Prorata=\"oui\",@#/@$#,SIGN(@#)),2)";
const CRISIS: &str = "IF(AND(@#>0,Entrées!@#=\"oui\"),INDEX(Barème!$B#:$E#,Taille),0)";

/// One amount for each year and their sum. `at` fills the formula for a year and its column.
fn line(
    sheet: &mut Sheet,
    plan: &Plan,
    label: &[&str],
    value: &dyn Fn(&ContractYear) -> Euros,
    formula: &str,
    at: &dyn Fn(usize, usize) -> Vec<usize>,
) {
    let row = sheet.row();
    sheet.text(Style::Plain, &label.concat());
    for ((year, column), of) in year_columns().zip(&plan.years) {
        let value = Some(Number::euros(value(of)));
        sheet.formula(Style::Amount, value, formula, &at(year, column));
    }
    let total = plan.years.iter().map(value).sum();
    sheet.formula(Style::Total, Some(Number::euros(total)), "SUM(B#:F#)", &[row, row]);
}
