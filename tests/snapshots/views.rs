//! What the page can look like, each view as the HTML that the page writes for it.

use std::rc::Rc;

use simulateur_cpts::communes::{Communes, Edit};
use simulateur_cpts::date::read_iso;
use simulateur_cpts::file::Reading;
use simulateur_cpts::library::Named;
use simulateur_cpts::link::{Section, read, write};
use simulateur_cpts::money::Rate;
use simulateur_cpts::perimeter::Code;
use simulateur_cpts::scenario::{Action, CrisisPlan, Mission, Other, Scenario, Size, Start};
use simulateur_cpts::tariff;
use simulateur_cpts::view::early::early_edits;
use simulateur_cpts::view::model::Msg;
use simulateur_cpts::view::places::{List, Pick};
use simulateur_cpts::view::shelf::Put;
use simulateur_cpts::view::{self, explained, opened, prerender, simulator};

/// The page as it opens from a fragment.
pub fn at(fragment: &str) -> view::Start {
    view::Start { reading: read(fragment), ..view::Start::default() }
}

/// The same from a section and what was chosen, one after the other.
pub fn chosen(section: Section, actions: &[Action]) -> view::Start {
    at(&write(section, &scenario(actions)))
}

pub fn scenario(actions: &[Action]) -> Scenario {
    actions.iter().fold(Scenario::opening(), |scenario, action| scenario.after(*action))
}

/// The page after texts were typed in its fields.
pub fn typed(start: view::Start, texts: &[(&str, &str)]) -> view::Start {
    let texts = texts.iter().map(|(id, text)| (id.to_string(), text.to_string()));
    after(start, early_edits(&texts.collect::<Vec<_>>()))
}

pub fn after(mut start: view::Start, messages: impl IntoIterator<Item = Msg>) -> view::Start {
    start.early.extend(messages);
    start
}

fn day(text: &str) -> time::Date {
    read_iso(text).unwrap()
}

pub fn signed(on: &str) -> Action {
    Action::Signature(Some(day(on)))
}

pub fn start(mission: Mission, on: &str) -> Action {
    Action::Start(mission, Start::On(day(on)))
}

pub fn rate(hundredths: u16) -> Rate {
    Rate::from_hundredths(hundredths).unwrap()
}

pub fn draft() -> Action {
    Action::Tariff(tariff::find("projet-2019").unwrap())
}

fn fragment(wanted: &str) -> String {
    prerender().into_iter().find(|(name, _)| *name == wanted).unwrap().1
}

// The simulator

pub fn opening() -> String {
    simulator("")
}

pub fn size_1() -> String {
    opened(chosen(Section::Simulator, &[Action::Size(Size::ALL[0])]))
}

pub fn size_2() -> String {
    opened(chosen(Section::Simulator, &[Action::Size(Size::ALL[1])]))
}

pub fn size_4() -> String {
    opened(chosen(Section::Simulator, &[Action::Size(Size::ALL[3])]))
}

pub fn population_near_a_bound() -> String {
    opened(typed(at(""), &[("habitants", "79500")]))
}

pub fn size_and_population_that_differ() -> String {
    let edits = [Action::Population(Some(155_520)), Action::Size(Size::ALL[0])];
    opened(chosen(Section::Simulator, &edits))
}

/// As many lines as a year can have.
pub fn every_line() -> [Action; 8] {
    [
        Action::Population(Some(200_000)),
        Action::Members(120),
        Action::Rate(Mission::Acces, rate(33_33)),
        Action::Rate(Mission::Parcours, Rate::ZERO),
        Action::Select(Mission::Qualite, true),
        Action::Select(Mission::Accompagnement, true),
        Action::Plan(CrisisPlan::Update),
        Action::Crisis(true),
    ]
}

pub fn every_line_explained() -> String {
    explained(view::Start {
        today: Some(day("2026-11-22")),
        ..chosen(Section::Simulator, &every_line())
    })
}

pub fn additional_functioning_explained() -> String {
    explained(chosen(
        Section::Simulator,
        &[signed("2022-09-29"), Action::Rate(Mission::Acces, rate(80_00))],
    ))
}

pub fn draft_tariff_with_a_mission_set_aside() -> String {
    opened(after(at(""), [Msg::Choose(draft())]))
}

pub fn core_mission_missing() -> String {
    opened(chosen(Section::Simulator, &[Action::Select(Mission::Prevention, false)]))
}

pub fn no_mission() -> String {
    let edits = Mission::ALL.map(|mission| Action::Select(mission, false));
    opened(chosen(Section::Simulator, &edits))
}

pub fn truncated_link() -> String {
    simulator("#/?v=1&taille=2&acces=8")
}

pub fn wrong_fields() -> String {
    let valid = [Action::Size(Size::ALL[3]), Action::Select(Mission::Parcours, false)];
    let wrong = [
        ("habitants", "abc"),
        ("membres", "-1"),
        ("signature", "31/02/2026"),
        ("taux-acces", "101"),
    ];
    opened(typed(chosen(Section::Simulator, &valid), &wrong))
}

pub fn after_a_reset() -> String {
    let edits = [Msg::Choose(Action::Size(Size::ALL[0])), Msg::Shelf(Put::Keep), Msg::Reset];
    opened(after(at(""), edits))
}

pub fn offer_of_the_last_visit() -> String {
    let today = Some(day("2099-01-01"));
    let offer = Some(scenario(&[Action::Size(Size::ALL[0])]));
    let kept = Reading { scenarios: Vec::new(), remarks: vec!["Rien ne se lit.".to_string()] };
    opened(view::Start { offer, kept, unread: true, today, ..at("") })
}

pub fn communes_without_a_list() -> String {
    opened(after(at(""), [Msg::Pick(Pick::Open(true)), Msg::Pick(Pick::Arrived(None))]))
}

pub fn communes_searched_and_picked() -> String {
    let text = include_str!("../../territories/communes.tsv");
    let list = List(Rc::new(Communes::read(text.to_string()).unwrap()));
    let city = list.0.find(Code::read("13055").unwrap()).unwrap();
    let district = list.0.search("marseille 14", 1)[0];
    let edits = [
        Pick::Open(true),
        Pick::Arrived(Some(list)),
        Pick::Put(city, Edit::Add),
        Pick::Put(district, Edit::LeaveOut),
        Pick::Search("annecy".to_string()),
        Pick::Show(true),
    ];
    opened(after(at(""), edits.map(Msg::Pick)))
}

// The contract

pub fn contract_without_signature() -> String {
    let today = Some(day("2026-11-22"));
    opened(view::Start { today, ..chosen(Section::Contract, &[]) })
}

/// The worked check of the rules.
pub fn contract_at_the_limits() -> String {
    let edits =
        [Action::Size(Size::ALL[1]), signed("2027-01-01"), Action::AllStarts(Start::AtLimit)];
    opened(chosen(Section::Contract, &edits))
}

pub fn contract_with_rates_crises_and_late_starts() -> String {
    let edits = [
        Action::Size(Size::ALL[3]),
        Action::Members(120),
        signed("2027-03-15"),
        Action::YearRate(Mission::Acces, 0, rate(50_00)),
        Action::YearRate(Mission::Acces, 4, rate(33_33)),
        start(Mission::Acces, "2027-11-30"),
        start(Mission::Parcours, "2032-03-15"),
        Action::Select(Mission::Prevention, false),
        Action::Select(Mission::Qualite, true),
        start(Mission::Qualite, "2029-03-14"),
        Action::CrisisYear(0, true),
        Action::CrisisYear(2, true),
        Action::BalanceDelay(5),
        Action::ProrateVariable(false),
    ];
    opened(view::Start { today: Some(day("2026-11-22")), ..chosen(Section::Contract, &edits) })
}

pub fn contract_of_2020() -> String {
    opened(chosen(Section::Contract, &[signed("2020-02-29")]))
}

/// Two missions, so that each kind of figure is explained and the text stays short.
pub fn contract_explained() -> String {
    let edits = [
        Action::Size(Size::ALL[3]),
        Action::Members(100),
        signed("2022-09-29"),
        Action::Select(Mission::Parcours, false),
        Action::Select(Mission::Prevention, false),
        start(Mission::Acces, "2023-02-01"),
        Action::CrisisYear(1, true),
    ];
    explained(chosen(Section::Contract, &edits))
}

pub fn contract_of_the_draft_tariff() -> String {
    opened(chosen(Section::Contract, &[draft(), signed("2019-05-31"), Action::BalanceDelay(3)]))
}

pub fn contract_with_wrong_fields() -> String {
    let valid = [signed("2027-01-01"), start(Mission::Crise, "2027-07-01"), signed("2027-10-01")];
    let wrong = [("debut-acces", "31/04/2028"), ("taux-acces-3", "33,333"), ("delai", "13")];
    opened(typed(chosen(Section::Contract, &valid), &wrong))
}

// The comparison

pub fn nothing_to_compare() -> String {
    opened(at("#/comparer"))
}

pub fn four_scenarios_compared() -> String {
    let limits =
        [Action::Size(Size::ALL[3]), signed("2027-01-01"), Action::AllStarts(Start::AtLimit)];
    let scenarios = vec![
        Named::new("Petite", scenario(&[Action::Size(Size::ALL[0])])),
        Named::new("Avec calendrier", scenario(&limits)),
        Named::new("Grande", scenario(&[Action::Size(Size::ALL[3])])),
        Named::new("", scenario(&[Action::Crisis(true)])),
        Named::new("De trop", scenario(&[])),
    ];
    let kept = Reading { scenarios, remarks: Vec::new() };
    opened(after(view::Start { kept, ..at("#/comparer") }, [Msg::Shelf(Put::Remove(5))]))
}

pub fn device_that_keeps_nothing() -> String {
    let name = "x".repeat(120);
    let edits = [Put::Name(name), Put::Keep].map(Msg::Shelf);
    opened(after(view::Start { storage_refused: true, unread: true, ..at("#/comparer") }, edits))
}

// The other structures

pub fn structures_as_they_open() -> String {
    simulator("#/structures")
}

pub fn structures_with_values_and_a_contract() -> String {
    let edits = [
        Action::Size(Size::ALL[1]),
        signed("2027-01-01"),
        Action::AllStarts(Start::AtLimit),
        Action::Other(Other::EspFir, Some(0)),
        Action::Other(Other::EssDoctors, Some(8)),
        Action::Other(Other::MspPoints, Some(8_500)),
        Action::Other(Other::MspFir, Some(35_000)),
        Action::Other(Other::CptsFir, Some(30_000)),
    ];
    opened(chosen(Section::Structures, &edits))
}

pub fn structures_with_wrong_fields() -> String {
    let wrong = [("ess-medecins", "dix"), ("msp-points", "beaucoup"), ("msp-fir", "-5")];
    opened(typed(at("#/structures"), &wrong))
}

// What never changes

pub fn words_on_structures() -> String {
    fragment("structures")
}

pub fn tables_of_the_tariffs() -> String {
    fragment("bareme")
}

pub fn help() -> String {
    fragment("comprendre")
}

pub fn foot() -> String {
    fragment("pied")
}

pub fn choices_for_hosts() -> String {
    fragment("integrer")
}
