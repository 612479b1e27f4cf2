//! What holds for every five-year contract, over many thousand generated ones.

use proptest::prelude::*;
use simulateur_cpts::contract::{Contract, Engagement, YEARS};
use simulateur_cpts::engine::simulate;
use simulateur_cpts::money::{Euros, Rate};
use simulateur_cpts::scenario::{CrisisPlan, Mission, Size, Territory};
use simulateur_cpts::schedule::{Kind, Plan, Subject, plan};
use simulateur_cpts::{date, explain, tariff};
use time::Date;

/// Ten for each of `PROPTEST_CASES`, because they cost little.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    10 * asked.unwrap_or(200_u32)
}

fn day(text: &str) -> Date {
    date::read_iso(text).unwrap()
}

fn contract(size: usize, signature: &str) -> Contract {
    Contract {
        tariff: tariff::current(),
        territory: Territory::Size(Size::ALL[size - 1]),
        members: 0,
        signature: day(signature),
        engagements: [None; 6],
        crisis_years: [false; YEARS],
        prorate_variable: true,
        balance_delay_in_months: 0,
    }
}

fn engage(contract: &mut Contract, mission: Mission, start: &str) {
    let rates = [Rate::FULL; YEARS];
    contract.engagements[mission as usize] = Some(Engagement { start: day(start), rates });
}

/// Signatures anywhere, also on leap days, on 31 December and around the limit of the additional
/// functioning; starts from the signature to six years later, often on remarkable days.
fn any_contract() -> impl Strategy<Value = Contract> {
    let signature = prop_oneof![
        3 => (2000..2094_i32, 1..=366_u16).prop_map(|(year, ordinal)| {
            Date::from_ordinal_date(year, ordinal)
                .or_else(|_| Date::from_ordinal_date(year, 365))
                .unwrap()
        }),
        1 => prop::sample::select(vec![
            "2024-02-29", "2027-12-31", "2028-01-01", "2022-09-29", "2022-09-30", "2027-08-31",
        ])
        .prop_map(day),
    ];
    let start = prop_oneof![
        2 => (0..2_200_i32).prop_map(Some),
        1 => prop::sample::select(vec![0, 364, 365, 366, 730, 1_461, 1_825, 1_826, 1_827]).prop_map(Some),
        1 => Just(None),
    ];
    let engagement = (start, prop::array::uniform5(0..=Rate::FULL_HUNDREDTHS));
    (
        prop::sample::select(vec![0, 1]),
        1..=4_usize,
        prop::sample::select(vec![0, 99, 100, 5_000]),
        signature,
        prop::array::uniform6(engagement),
        prop::array::uniform5(any::<bool>()),
        any::<bool>(),
        0..=12_u8,
    )
        .prop_map(
            |(version, size, members, signature, engagements, crisis_years, prorate, delay)| {
                Contract {
                    tariff: &tariff::all()[version],
                    territory: Territory::Size(Size::ALL[size - 1]),
                    members,
                    signature,
                    engagements: engagements.map(|(start, rates)| {
                        Some(Engagement {
                            start: signature + time::Duration::days(start?.into()),
                            rates: rates.map(|rate| Rate::from_hundredths(rate).unwrap()),
                        })
                    }),
                    crisis_years,
                    prorate_variable: prorate,
                    balance_delay_in_months: delay,
                }
            },
        )
}

fn paid(plan: &Plan) -> Euros {
    plan.payments.iter().map(|payment| payment.amount).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_due_is_paid_to_the_cent(contract in any_contract()) {
        let plan = plan(&contract);
        prop_assert_eq!(paid(&plan), plan.total());
        prop_assert_eq!(plan.calendar_years().into_iter().map(|(_, amount)| amount).sum::<Euros>(), plan.total());
        for year in &plan.years {
            let of_year = plan.payments.iter().filter(|payment| payment.contract_year == year.index);
            prop_assert_eq!(of_year.map(|payment| payment.amount).sum::<Euros>(), year.due.total());
        }
    }

    #[test]
    fn payments_are_in_order_and_never_of_nothing(contract in any_contract()) {
        let plan = plan(&contract);
        prop_assert!(plan.payments.is_sorted());
        prop_assert!(plan.payments.iter().all(|payment| payment.amount > Euros::ZERO));
        prop_assert!(plan.payments.iter().all(|payment| payment.date >= contract.signature));
    }

    #[test]
    fn years_follow_each_other_and_cover_the_contract(contract in any_contract()) {
        let plan = plan(&contract);
        prop_assert_eq!(plan.years[0].from, contract.signature);
        for pair in plan.years.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
        }
        for year in &plan.years {
            let days = date::days_between(year.from, year.to);
            prop_assert!((365..=366).contains(&days), "{days} days");
        }
    }

    /// A year in which every mission ran from the first day is the simulated year.
    #[test]
    fn a_whole_year_is_the_simulated_year(contract in any_contract()) {
        let plan = plan(&contract);
        for year in plan.years.iter().skip(1) {
            let index = usize::from(year.index) - 1;
            let mut scenario = contract.scenario();
            scenario.signature = None;
            scenario.plan = CrisisPlan::Update;
            scenario.crisis = contract.crisis_years[index];
            for (row, engagement) in contract.engaged() {
                scenario.choice_mut(row.id).rate = engagement.rates[index];
            }
            if contract.engaged().all(|(_, engagement)| engagement.start < year.from) {
                prop_assert_eq!(year.due.total(), simulate(&scenario).year.total());
            }
        }
    }

    #[test]
    fn advances_are_three_quarters_of_what_they_advance(contract in any_contract()) {
        let plan = plan(&contract);
        let find = |year: u8, subject: Subject, kind| {
            plan.payments
                .iter()
                .find(|found| {
                    (found.contract_year, found.subject, found.kind) == (year, subject, kind)
                })
                .map_or(Euros::ZERO, |found| found.amount)
        };
        for year in &plan.years {
            for line in &year.due.missions {
                let subject = Subject::Mission(line.mission);
                let advance = find(year.index, subject, Kind::Advance).cents();
                let whole = advance + find(year.index, subject, Kind::Balance).cents();
                let uplift = line.uplift.map_or(Euros::ZERO, |uplift| uplift.fixed);
                prop_assert_eq!(whole, (line.fixed.amount + uplift).cents());
                // Half a cent away from zero, in integers.
                prop_assert_eq!(advance, (whole * 3 + 2) / 4);
            }
        }
    }

    #[test]
    fn a_longer_delay_moves_money_but_never_changes_it(contract in any_contract()) {
        let late = Contract { balance_delay_in_months: 12, ..contract };
        prop_assert_eq!(plan(&late).total(), plan(&contract).total());
        prop_assert_eq!(plan(&late).payments.len(), plan(&contract).payments.len());
    }
}

#[test]
fn the_first_year_of_a_typical_contract_brings_a_third_of_the_table() {
    let mut typical = contract(2, "2027-01-01");
    engage(&mut typical, Mission::Acces, "2027-07-01");
    engage(&mut typical, Mission::Crise, "2027-07-01");
    engage(&mut typical, Mission::Parcours, "2028-01-01");
    engage(&mut typical, Mission::Prevention, "2028-01-01");
    let plan = plan(&typical);
    assert_eq!(plan.calendar_years()[0], (2027, Euros::from_cents(99_698_63)));
}

#[test]
fn a_prorated_part_explains_its_days_and_its_reading() {
    let mut one = contract(2, "2027-01-01");
    engage(&mut one, Mission::Acces, "2027-07-01");
    engage(&mut one, Mission::Crise, "2027-07-01");
    let plan = plan(&one);
    let [acces, crise] = &plan.years[0].due.missions[..] else { panic!("two missions") };
    let fixed = explain::fixed(acces);
    assert_eq!(
        fixed.steps,
        ["70\u{202f}000\u{a0}€ × 184\u{a0}jours sur 365 = 35\u{202f}287,67\u{a0}€"]
    );
    assert_eq!(explain::variable(acces).interpretations, ["I-06"]);
    assert_eq!(explain::fixed(crise).interpretations, ["I-05"]);
    let second = &plan.years[1].due.missions[0];
    assert_eq!(explain::fixed(second).interpretations, [""; 0]);
}

#[test]
fn the_crisis_plan_is_drafted_in_the_year_the_mission_starts() {
    let mut crisis = contract(3, "2027-01-01");
    crisis.crisis_years = [true; YEARS];
    engage(&mut crisis, Mission::Crise, "2028-07-01");
    let plan = plan(&crisis);
    let lines: Vec<_> = plan.years.iter().map(|year| year.due.line(Mission::Crise)).collect();
    assert!(lines[0].is_none());
    // 184 days of 366, and the crisis in full.
    assert_eq!(lines[1].unwrap().fixed.amount, Euros::from_cents(22_622_95));
    assert_eq!(lines[1].unwrap().variable.amount, Euros::whole(67_500));
    assert_eq!(lines[2].unwrap().fixed.amount, Euros::whole(22_500));
}
