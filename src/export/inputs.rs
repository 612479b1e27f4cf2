//! What the user chose, in cells to change. Everything else in the workbook follows from them.

use super::Document;
use super::cells::{
    BALANCE_DELAY, CHOSEN_SIZE, CRISIS, CRISIS_PLAN, CRISIS_YEARS, MEMBERS, MissionCells,
    POPULATION, PRORATED, RATE, SELECTED, SIGNATURE, SIZE, SIZE_BOUNDS, START, UPLIFT,
    UPLIFT_MEMBERS, UPLIFT_RATE, UPLIFT_SIZE, YEAR_RATES, mission_inputs, missions,
};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words::yes;
use crate::contract::{MAX_DELAY_IN_MONTHS, YEARS};
use crate::engine::Simulation;
use crate::money::Rate;
use crate::scenario::{CrisisPlan, MAX_MEMBERS, MAX_POPULATION, Mission};
use crate::schedule::Plan;
use crate::tariff::{Tariff, Uplift};

/// The sheet. Formulas of other sheets refer to its cells.
pub fn sheet(document: &Document) -> String {
    let simulation = document.simulation;
    let scenario = &simulation.scenario;
    let mut sheet = Sheet::titled("Entrées");
    sheet.label("Changez les cellules sur fond clair\u{a0}: tous les montants suivent.");
    sheet.row(1);
    community(&mut sheet, simulation);
    let planned = document.plan.map(|plan| plan.contract.signature);
    let signature = planned.or(scenario.signature);
    sheet.label_of(SIGNATURE, "Date de signature");
    sheet.number(Style::InputDay, signature.map(serial));
    sheet.label_of(CRISIS_PLAN, "Plan de crise dans l’année");
    let drafting = scenario.plan == CrisisPlan::Drafting;
    sheet.text(Style::InputText, if drafting { "rédaction" } else { "mise à jour" });
    sheet.label_of(CRISIS, "Crise sanitaire grave dans l’année");
    sheet.text(Style::InputText, yes(scenario.crisis));
    match document.plan {
        Some(plan) => terms(&mut sheet, plan),
        None => sheet.row(2),
    }
    table(&mut sheet, document);
    checks(&mut sheet, scenario.tariff);
    sheet.finish(&[62, 16, 18, 26, 12, 12, 12, 12, 12], 0)
}

fn community(sheet: &mut Sheet, simulation: &Simulation) {
    let scenario = &simulation.scenario;
    let territory = scenario.territory;
    sheet.label_of(POPULATION, "Nombre d’habitants");
    sheet.number(Style::InputCount, territory.population().map(Into::into));
    sheet.label_of(CHOSEN_SIZE, "Taille choisie, de 1 à 4 (vide\u{a0}: selon les habitants)");
    let chosen = territory.chosen_size().map(|size| size.number().into());
    sheet.number(Style::InputCount, chosen);
    sheet.label_of(SIZE, "Taille retenue");
    let size = Some(simulation.size.number().into());
    let [second, third, fourth] =
        SIZE_BOUNDS.map(|bound| format!("({POPULATION}>=Barème!{bound})"));
    let formula = format!(r#"IF({CHOSEN_SIZE}="",1+{second}+{third}+{fourth},{CHOSEN_SIZE})"#);
    sheet.formula(Style::Count, size, &formula);
    sheet.label_of(MEMBERS, "Membres");
    sheet.number(Style::InputCount, Some(scenario.members.into()));
    sheet.label_of(UPLIFT, "Majoration applicable");
    let rule = scenario.tariff.uplift.as_ref();
    let rule = rule.filter(|rule| simulation.size == rule.size && scenario.members >= rule.members);
    let rate = Some(rule.map_or(Rate::ZERO, Uplift::rate).as_fraction());
    let formula = format!(
        "IF(AND(Taille=Barème!{UPLIFT_SIZE},{MEMBERS}>=Barème!{UPLIFT_MEMBERS}),Barème!{UPLIFT_RATE},0)"
    );
    sheet.formula(Style::Percent, rate, &formula);
}

fn terms(sheet: &mut Sheet, plan: &Plan) {
    sheet.label_of(BALANCE_DELAY, "Délai du solde après l’anniversaire, en mois");
    sheet.number(Style::InputCount, Some(plan.contract.balance_delay_in_months.into()));
    sheet.label_of(PRORATED, "Part variable réduite l’année où une mission démarre");
    sheet.text(Style::InputText, yes(plan.contract.prorate_variable));
}

const YEAR_HEAD: [&str; 3] = ["Missions", "Retenue dans l’année", "Taux d’atteinte dans l’année"];
const CONTRACT_HEAD: [&str; 6] = [
    "Début dans le contrat (vide\u{a0}: aucun)",
    "Année 1",
    "Année 2",
    "Année 3",
    "Année 4",
    "Année 5",
];

fn table(sheet: &mut Sheet, document: &Document) {
    sheet.row(2);
    sheet.texts(Style::Head, &YEAR_HEAD);
    if document.plan.is_some() {
        sheet.texts(Style::Head, &CONTRACT_HEAD);
    }
    sheet.label_of(CRISIS_YEARS[0], "Crise sanitaire grave");
    if let Some(plan) = document.plan {
        sheet.skip(3);
        for crisis in plan.contract.crisis_years {
            sheet.text(Style::InputText, yes(crisis));
        }
    }
    for cells in missions(document.simulation.scenario.tariff) {
        mission(sheet, document, &cells);
    }
}

fn mission(sheet: &mut Sheet, document: &Document, cells: &MissionCells) {
    let id = cells.row.id;
    let choice = document.simulation.scenario.choice(id);
    sheet.label_of(&cells.selected, id.title());
    sheet.text(Style::InputText, yes(choice.selected));
    input_rate(sheet, id, choice.rate);
    let Some(plan) = document.plan else { return };
    let engagement = plan.contract.engagement(id);
    sheet.number(Style::InputDay, engagement.map(|found| serial(found.start)));
    // A mission that is taken on later in the workbook starts from the rate of the year.
    for rate in engagement.map_or([choice.rate; YEARS], |found| found.rates) {
        input_rate(sheet, id, rate);
    }
}

/// An achievement rate to change, where the mission follows one.
fn input_rate(sheet: &mut Sheet, mission: Mission, rate: Rate) {
    if mission.is_rated() {
        sheet.number(Style::InputPercent, Some(rate.as_fraction()));
    } else {
        sheet.skip(1);
    }
}

/// The days that a contract may name.
const FIRST_DAY: &str = "DATE(2000,1,1)";
const LAST_DAY: &str = "DATE(2099,12,31)";

/// Limits what cells accept. Without a contract, some of them are empty.
fn checks(sheet: &mut Sheet, tariff: &Tariff) {
    let [population, members] = [MAX_POPULATION, MAX_MEMBERS].map(|most| most.to_string());
    let delay = MAX_DELAY_IN_MONTHS.to_string();
    let of_missions = |from, to| mission_inputs(tariff, from, to);
    let (selected, starts) = (of_missions(SELECTED, SELECTED), of_missions(START, START));
    let rates = of_missions(RATE, RATE);
    let [first, .., last] = CRISIS_YEARS;
    let [first_rate, .., last_rate] = YEAR_RATES;

    sheet.check_range("whole", POPULATION, ["1", &population]);
    sheet.check_list(CHOSEN_SIZE, "1,2,3,4");
    sheet.check_range("whole", MEMBERS, ["0", &members]);
    sheet.check_range("date", SIGNATURE, [FIRST_DAY, LAST_DAY]);
    sheet.check_list(CRISIS_PLAN, "rédaction,mise à jour");
    sheet.check_list(&format!("{CRISIS} {selected}"), "oui,non");
    sheet.check_range("decimal", &rates, ["0", "1"]);
    sheet.check_range("whole", BALANCE_DELAY, ["0", &delay]);
    sheet.check_list(&format!("{PRORATED} {first}:{last}"), "oui,non");
    sheet.check_range("date", &starts, ["Signature", LAST_DAY]);
    sheet.check_range("decimal", &of_missions(first_rate, last_rate), ["0", "1"]);
}
