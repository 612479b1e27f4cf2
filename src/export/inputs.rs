//! What the user chose, in cells to change. Everything else in the workbook follows from them.

use time::{Date, Month};

use super::Document;
use super::layout::{CRISIS, Place, places};
use super::sheet::{Sheet, Style};
use super::text::Number;
use super::words::yes;
use crate::contract::MAX_DELAY_IN_MONTHS;
use crate::date;
use crate::money::Rate;
use crate::scenario::{CrisisPlan, MAX_MEMBERS, MAX_POPULATION};
use crate::schedule::Plan;
use crate::tariff::Uplift;

const DRAFTING: &str = "rédaction";
/// Formulas compare with this word.
const UPDATE: &str = "mise à jour";
const YES_OR_NO: &str = "\"oui,non\"";

/// The sheet. Its rows are those of `layout` and of the names in `book`.
pub fn sheet(document: &Document) -> String {
    let mut sheet = Sheet::titled("Entrées");
    sheet.row();
    sheet.text(
        Style::Plain,
        "Changez les cellules sur fond clair\u{a0}: tous les montants suivent.",
    );
    community(&mut sheet, document);
    year(&mut sheet, document);
    match document.plan {
        Some(plan) => terms(&mut sheet, plan),
        None => _ = sheet.rows(2),
    }
    missions(&mut sheet, document);
    checks(&mut sheet, document);
    sheet.finish(&[62, 16, 16, 16, 12, 12, 12, 12, 12], 0)
}

fn community(sheet: &mut Sheet, document: &Document) {
    let simulation = document.simulation;
    let territory = simulation.scenario.territory;
    sheet.rows(2);
    sheet.text(Style::Plain, "Nombre d’habitants");
    sheet.number(Style::InputCount, territory.population().map(Number::whole));
    sheet.row();
    sheet.text(Style::Plain, "Taille choisie, de 1 à 4 (vide\u{a0}: selon les habitants)");
    let chosen = territory.chosen_size().map(|size| Number::whole(size.number()));
    sheet.number(Style::InputCount, chosen);
    sheet.row();
    sheet.text(Style::Plain, "Taille retenue");
    let size = Some(Number::whole(simulation.size.number()));
    let by_population = "IF(B5=\"\",1+(B4>=Barème!C12)+(B4>=Barème!D12)+(B4>=Barème!E12),B5)";
    sheet.formula(Style::Count, size, by_population, &[]);
    sheet.row();
    sheet.text(Style::Plain, "Membres");
    sheet.number(Style::InputCount, Some(Number::whole(simulation.scenario.members)));
    sheet.row();
    sheet.text(Style::Plain, "Majoration applicable");
    let tariff = simulation.scenario.tariff;
    let rule = tariff
        .uplift
        .as_ref()
        .filter(|rule| simulation.size == rule.size && simulation.scenario.members >= rule.members);
    let rate = rule.map_or(Rate::ZERO, Uplift::rate);
    let formula = "IF(AND(Taille=Barème!B5,B7>=Barème!B6),Barème!B7,0)";
    sheet.formula(Style::Percent, Some(Number::rate(rate)), formula, &[]);
    sheet.row();
    sheet.text(Style::Plain, "Date de signature");
    let signature = document.plan.map(|plan| plan.contract.signature);
    let signature = signature.or(simulation.scenario.signature);
    sheet.number(Style::InputDay, signature.map(Number::day));
}

fn year(sheet: &mut Sheet, document: &Document) {
    let scenario = &document.simulation.scenario;
    sheet.row();
    sheet.text(Style::Plain, "Plan de crise dans l’année");
    let plan = match scenario.plan {
        CrisisPlan::Drafting => DRAFTING,
        CrisisPlan::Update => UPDATE,
    };
    sheet.text(Style::InputText, plan);
    sheet.row();
    sheet.text(Style::Plain, "Crise sanitaire grave dans l’année");
    sheet.text(Style::InputText, yes(scenario.crisis));
}

fn terms(sheet: &mut Sheet, plan: &Plan) {
    sheet.row();
    sheet.text(Style::Plain, "Délai du solde après l’anniversaire, en mois");
    let delay = plan.contract.balance_delay_in_months;
    sheet.number(Style::InputCount, Some(Number::whole(delay)));
    sheet.row();
    sheet.text(Style::Plain, "Part variable réduite l’année où une mission démarre");
    sheet.text(Style::InputText, yes(plan.contract.prorate_variable));
}

fn missions(sheet: &mut Sheet, document: &Document) {
    sheet.rows(2);
    let head = ["Missions", "Retenue dans l’année", "Taux d’atteinte dans l’année"];
    sheet.texts(Style::Head, &head);
    if document.plan.is_some() {
        let head = ["Début dans le contrat (vide\u{a0}: aucun)", "Année 1", "Année 2", "Année 3"];
        sheet.texts(Style::Head, &head);
        sheet.texts(Style::Head, &["Année 4", "Année 5"]);
    }
    sheet.row();
    sheet.text(Style::Plain, "Crise sanitaire grave");
    if let Some(plan) = document.plan {
        sheet.skip(3);
        for crisis in plan.contract.crisis_years {
            sheet.text(Style::InputText, yes(crisis));
        }
    }
    for place in places(document.simulation.scenario.tariff) {
        mission(sheet, document, &place);
    }
}

fn mission(sheet: &mut Sheet, document: &Document, place: &Place) {
    let mission = place.mission.id;
    let choice = document.simulation.scenario.choice(mission);
    sheet.row();
    sheet.text(Style::Plain, mission.title());
    sheet.text(Style::InputText, yes(choice.selected));
    let rate = |sheet: &mut Sheet, rate: Rate| {
        if mission.is_rated() {
            sheet.number(Style::InputPercent, Some(Number::rate(rate)));
        } else {
            sheet.skip(1);
        }
    };
    rate(sheet, choice.rate);
    let Some(plan) = document.plan else { return };
    let engagement = plan.contract.engagement(mission);
    sheet.number(Style::InputDay, engagement.map(|found| Number::day(found.start)));
    // A mission that is taken on later in the workbook starts from the rate of the year.
    let rates = engagement.map_or([choice.rate; 5], |found| found.rates);
    for year in rates {
        rate(sheet, year);
    }
}

fn checks(sheet: &mut Sheet, document: &Document) {
    let most = |number: u32| number.to_string();
    sheet.check("whole", "B4", "1", &most(MAX_POPULATION), &[]);
    sheet.check("list", "B5", "\"1,2,3,4\"", "", &[]);
    sheet.check("whole", "B7", "0", &most(MAX_MEMBERS), &[]);
    let [first, last] = days_of_contracts();
    sheet.check("date", "B9", &first, &last, &[]);
    sheet.check("list", "B10", &["\"", DRAFTING, ",", UPDATE, "\""].concat(), "", &[]);
    sheet.check("list", "B11", YES_OR_NO, "", &[]);
    let end = CRISIS + document.simulation.scenario.tariff.missions.len();
    sheet.check("list", "B#:B#", YES_OR_NO, "", &[CRISIS + 1, end]);
    sheet.check("decimal", "C#:C#", "0", "1", &[CRISIS + 1, end]);
    if document.plan.is_some() {
        sheet.check("whole", "B12", "0", &most(MAX_DELAY_IN_MONTHS.into()), &[]);
        sheet.check("list", "B13", YES_OR_NO, "", &[]);
        sheet.check("list", "E#:I#", YES_OR_NO, "", &[CRISIS, CRISIS]);
        sheet.check("date", "D#:D#", "Signature", &last, &[CRISIS + 1, end]);
        sheet.check("decimal", "E#:I#", "0", "1", &[CRISIS + 1, end]);
    }
}

/// The first and the last day that a contract may name, as a spreadsheet counts.
fn days_of_contracts() -> [String; 2] {
    let first = Date::from_calendar_date(*date::YEARS.start(), Month::January, 1);
    let last = Date::from_calendar_date(*date::YEARS.end(), Month::December, 31);
    [first, last].map(|day| {
        let mut text = String::new();
        if let Ok(day) = day {
            Number::day(day).push(&mut text, '.');
        }
        text
    })
}
