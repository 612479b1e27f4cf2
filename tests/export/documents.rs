//! Documents to export, always the same ones, and edits that a user could make in the workbook.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use simulateur_cpts::contract::{Contract, Engagement, YEARS};
use simulateur_cpts::engine::{Simulation, simulate};
use simulateur_cpts::export::Document;
use simulateur_cpts::money::Rate;
use simulateur_cpts::scenario::{CrisisPlan, Mission, Scenario, Size, Territory};
use simulateur_cpts::schedule::{Plan, plan};
use simulateur_cpts::{date, tariff};
use time::Date;

/// Texts that spreadsheets or their files could take for something else.
pub const HOSTILE_NAMES: &[&str] = &[
    "=HYPERLINK(\"http://example.org\";\"clic\")",
    "=1+1",
    "+1",
    "-2",
    "@x",
    "@SUM(1;1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u{a0}=1+1",
    "'=1+1",
    "''double",
    "＝1+1",
    "{=1+1}",
    "%=1",
    "=cmd|' /C calc'!A0",
    "1;=1+1;\"x",
    "x\r\n=1+1;2",
    "a;b",
    "dit « \"oui\" »",
    "première ligne\ndeuxième ligne",
    "CPTS 😀 du <Haut> & du Bas",
    "_x0041_ et _x000D_",
    "]]>",
    "&amp;lt;",
    "\u{0}\u{1}\u{b}nul\u{1f}\u{fffe}\u{ffff}",
    "  espaces  ",
    "01/02/2027",
    "1e5",
    "TRUE",
    "",
];

/// A document that owns what it is about.
#[derive(Clone, Debug)]
pub struct Owned {
    pub name: String,
    pub link: String,
    pub simulation: Simulation,
    pub plan: Option<Plan>,
    pub today: Option<Date>,
}

impl Owned {
    pub fn borrow(&self) -> Document<'_> {
        Document {
            name: &self.name,
            simulation: &self.simulation,
            plan: self.plan.as_ref(),
            link: &self.link,
            today: self.today,
        }
    }

    /// The same document about another year or contract.
    fn with(&self, scenario: &Scenario, contract: Option<&Contract>) -> Self {
        let (simulation, plan) = (simulate(scenario), contract.map(plan));
        Self { simulation, plan, ..self.clone() }
    }
}

/// So many documents: the first are the corners, then chance, but the same each time.
pub fn generated(count: usize) -> Vec<Owned> {
    let mut runner = TestRunner::deterministic();
    let mut draw = || any_document().new_tree(&mut runner).unwrap().current();
    (0..count).map(|index| draw_corner(index, draw())).collect()
}

/// Every eighth has no contract; sizes, tariffs and the two sides of the uplift take turns.
fn draw_corner(index: usize, mut drawn: Drawn) -> Owned {
    let versions = tariff::all();
    drawn.contract.tariff = &versions[usize::from(index % 3 == 2) % versions.len()];
    if index.is_multiple_of(2) {
        drawn.contract.territory = Territory::Size(Size::ALL[index / 2 % 4]);
    }
    let contract = drawn.contract;
    let mut scenario = contract.scenario();
    (scenario.plan, scenario.crisis) = (drawn.plan, drawn.crisis);
    for (choice, (selected, rate)) in scenario.choices.iter_mut().zip(drawn.choices) {
        (choice.selected, choice.rate) = (selected, rate);
    }
    let alone = index % 8 == 7;
    if alone && index % 16 == 15 {
        scenario.signature = None;
    }
    let empty = Owned {
        name: format!("Communauté nº {index}"),
        link: "https://example.org/#/?v=1".to_string(),
        simulation: simulate(&scenario),
        plan: None,
        today: (!index.is_multiple_of(5)).then(|| date::read_iso("2026-11-22").unwrap()),
    };
    empty.with(&scenario, (!alone).then_some(&contract))
}

#[derive(Clone, Debug)]
struct Drawn {
    contract: Contract,
    plan: CrisisPlan,
    crisis: bool,
    choices: [(bool, Rate); 6],
}

fn any_rate() -> impl Strategy<Value = Rate> {
    let hundredths = prop_oneof![
        3 => 0..=Rate::FULL_HUNDREDTHS,
        1 => prop::sample::select(vec![0, 1, 33_33, 50_00, 66_67, 85_55, 99_99, 100_00]),
    ];
    hundredths.prop_map(|rate| Rate::from_hundredths(rate).unwrap())
}

/// Anywhere in the century, also on leap days, on 31 December and around the limit of the
/// additional functioning.
fn any_signature() -> impl Strategy<Value = Date> {
    prop_oneof![
        2 => (2000..2092_i32, 1..=365_u16)
            .prop_map(|(year, ordinal)| Date::from_ordinal_date(year, ordinal).unwrap()),
        2 => prop::sample::select(vec![
            "2024-02-29", "2020-02-29", "2027-02-28", "2027-12-31", "2028-01-01", "2022-09-29",
            "2022-09-30", "2027-08-31", "2026-10-31",
        ])
        .prop_map(|text| date::read_iso(text).unwrap()),
    ]
}

fn any_territory() -> impl Strategy<Value = Territory> {
    let bounds = vec![
        1, 39_999, 40_000, 40_001, 69_999, 70_000, 79_999, 80_000, 174_999, 175_000, 175_001,
        250_000, 250_001, 1_000_000,
    ];
    let size = prop::sample::select(Size::ALL.to_vec());
    (prop::sample::select(bounds), size, 0..3).prop_map(|(population, size, kind)| match kind {
        0 => Territory::Population(population),
        1 => Territory::Size(size),
        _ => Territory::SizeOver { size, population },
    })
}

/// Days from the signature to the start of a mission; none for a mission that is left out.
fn any_start() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        3 => (0..1_900_i64).prop_map(Some),
        2 => prop::sample::select(vec![0, 1, 364, 365, 366, 730, 1_461, 1_825, 1_826, 1_827])
            .prop_map(Some),
        1 => Just(None),
    ]
}

fn any_document() -> impl Strategy<Value = Drawn> {
    let engagement = (any_start(), prop::array::uniform5(any_rate()));
    let contract = (
        any_territory(),
        prop::sample::select(vec![0, 99, 100, 5_000]),
        any_signature(),
        prop::array::uniform6(engagement),
        prop::array::uniform5(any::<bool>()),
        any::<bool>(),
        prop::sample::select(vec![0, 1, 2, 6, 12]),
    );
    let year = (any::<bool>(), any::<bool>(), prop::array::uniform6((any::<bool>(), any_rate())));
    (contract, year).prop_map(|(contract, (drafting, crisis, choices))| {
        let (territory, members, signature, engagements, crisis_years, prorate, delay) = contract;
        let engagements = engagements.map(|(start, rates)| {
            Some(Engagement { start: signature + time::Duration::days(start?), rates })
        });
        let contract = Contract {
            tariff: tariff::current(),
            territory,
            members,
            signature,
            engagements,
            crisis_years,
            prorate_variable: prorate,
            balance_delay_in_months: delay,
        };
        let plan = if drafting { CrisisPlan::Drafting } else { CrisisPlan::Update };
        Drawn { contract, plan, crisis, choices }
    })
}

/// What is typed into a cell of the inputs.
#[derive(Clone, Debug)]
pub enum Typed {
    Nothing,
    Text(&'static str),
    Whole(u32),
    Hundredths(u16),
    Day(Date),
}

/// Cells of the inputs with what is typed into them.
pub type Change = Vec<(String, Typed)>;

/// What a user could type, one thing after the other, and the document that it makes: the values
/// of another document, so that any of them meets any other.
pub fn edits(document: &Owned, donor: &Owned) -> Vec<(Change, Owned)> {
    let mut scenario = document.simulation.scenario;
    let mut contract = document.plan.as_ref().map(|plan| plan.contract);
    let other = donor.simulation.scenario;
    let other_contract = donor.plan.as_ref().map(|plan| plan.contract);
    let mut states = Vec::new();
    let mut step = |change: Change, scenario: &Scenario, contract: Option<&Contract>| {
        states.push((change, document.with(scenario, contract)));
    };

    for (place, row) in scenario.tariff.missions.iter().enumerate() {
        let choice = other.choice(row.id);
        *scenario.choice_mut(row.id) = choice;
        let mut change = vec![(format!("B{}", 17 + place), yes(choice.selected))];
        if row.id.is_rated() {
            change.push((format!("C{}", 17 + place), Typed::Hundredths(choice.rate.hundredths())));
        }
        step(change, &scenario, contract.as_ref());
    }
    scenario.crisis = !scenario.crisis;
    step(vec![("B11".into(), yes(scenario.crisis))], &scenario, contract.as_ref());
    let (plan, word) = match scenario.plan {
        CrisisPlan::Drafting => (CrisisPlan::Update, "mise à jour"),
        CrisisPlan::Update => (CrisisPlan::Drafting, "rédaction"),
    };
    scenario.plan = plan;
    step(vec![("B10".into(), Typed::Text(word))], &scenario, contract.as_ref());
    for territory in [other.territory, Territory::Size(Size::ALL[3])] {
        scenario.territory = territory;
        if let Some(contract) = &mut contract {
            contract.territory = territory;
        }
        let size = territory.chosen_size().map(|size| Typed::Whole(size.number().into()));
        let change = vec![
            ("B4".into(), territory.population().map_or(Typed::Nothing, Typed::Whole)),
            ("B5".into(), size.unwrap_or(Typed::Nothing)),
        ];
        step(change, &scenario, contract.as_ref());
    }
    let members = if scenario.members < 100 { 100 } else { 99 };
    scenario.members = members;
    if let Some(contract) = &mut contract {
        contract.members = members;
    }
    step(vec![("B7".into(), Typed::Whole(members))], &scenario, contract.as_ref());
    if let (Some(contract), Some(other)) = (&mut contract, &other_contract) {
        contract_edits(&mut step, &mut scenario, contract, other);
    }
    states
}

/// Edits of the five years.
fn contract_edits(
    step: &mut impl FnMut(Change, &Scenario, Option<&Contract>),
    scenario: &mut Scenario,
    contract: &mut Contract,
    other: &Contract,
) {
    let days = |engagement: Engagement| engagement.start - other.signature;
    for (place, row) in contract.tariff.missions.iter().enumerate() {
        let line = 17 + place;
        let index = row.id as usize;
        let taken = other.engagement(row.id).map(|found| Engagement {
            start: contract.signature + days(found),
            rates: found.rates,
        });
        contract.engagements[index] = taken;
        let start = taken.map_or(Typed::Nothing, |found| Typed::Day(found.start));
        let mut change = vec![(format!("D{line}"), start)];
        if let Some(found) = taken.filter(|_| row.id != Mission::Crise) {
            for (column, rate) in ["E", "F", "G", "H", "I"].into_iter().zip(found.rates) {
                change.push((format!("{column}{line}"), Typed::Hundredths(rate.hundredths())));
            }
        }
        step(change, scenario, Some(contract));
    }
    for year in 0..YEARS {
        contract.crisis_years[year] = !contract.crisis_years[year];
        let cell = format!("{}16", ["E", "F", "G", "H", "I"][year]);
        step(vec![(cell, yes(contract.crisis_years[year]))], scenario, Some(contract));
    }
    contract.balance_delay_in_months = 12 - other.balance_delay_in_months;
    let delay = Typed::Whole(contract.balance_delay_in_months.into());
    step(vec![("B12".into(), delay)], scenario, Some(contract));
    contract.prorate_variable = !contract.prorate_variable;
    step(vec![("B13".into(), yes(contract.prorate_variable))], scenario, Some(contract));
    // The missions keep their days, so that some start before the year, in it or after it.
    let earliest = contract.engaged().map(|(_, found)| found.start).min();
    for signature in [Some(other.signature), earliest].into_iter().flatten() {
        if contract.engaged().all(|(_, found)| found.start >= signature) {
            contract.signature = signature;
            scenario.signature = Some(signature);
            step(vec![("B9".into(), Typed::Day(signature))], scenario, Some(contract));
        }
    }
}

fn yes(answer: bool) -> Typed {
    Typed::Text(if answer { "oui" } else { "non" })
}
