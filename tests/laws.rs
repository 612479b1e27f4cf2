//! What holds for every scenario: sizes × subsets of missions × plan × crisis × members × rates.

use simulateur_cpts::engine::{MissionLine, Simulation, simulate, total};
use simulateur_cpts::money::{Euros, Rate};
use simulateur_cpts::reach::reach;
use simulateur_cpts::scenario::{Action, CrisisPlan, Mission, Scenario, Size, Territory};
use simulateur_cpts::{date, explain, tariff};

/// Rates that need no rounding, one cent of rounding, and the ends.
const HUNDREDTHS: [u16; 6] = [0, 1, 33_33, 50_00, 99_99, 100_00];

fn every_scenario() -> impl Iterator<Item = Scenario> {
    let bases = tariff::all()
        .iter()
        .flat_map(|tariff| Size::ALL.map(|size| Scenario::empty(tariff, Territory::Size(size))));
    let subsets = bases.flat_map(|base| (0..64_u8).map(move |subset| with_missions(base, subset)));
    let plans = subsets.flat_map(|scenario| {
        [CrisisPlan::Drafting, CrisisPlan::Update]
            .map(|plan| scenario.after(Action::Plan(plan)))
            .into_iter()
            .flat_map(|scenario| [false, true].map(|crisis| scenario.after(Action::Crisis(crisis))))
    });
    let members = plans
        .flat_map(|scenario| [0, 99, 100].map(|members| scenario.after(Action::Members(members))));
    let signatures = members.flat_map(|scenario| {
        let before = date::read_iso("2022-09-29").ok();
        [None, before].map(|signature| scenario.after(Action::Signature(signature)))
    });
    signatures.flat_map(|scenario| HUNDREDTHS.map(|rate| scenario.with_rate(hundredths(rate))))
}

fn with_missions(mut scenario: Scenario, subset: u8) -> Scenario {
    for (index, mission) in Mission::ALL.into_iter().enumerate() {
        scenario.choice_mut(mission).selected = subset >> index & 1 == 1;
    }
    scenario
}

fn hundredths(hundredths: u16) -> Rate {
    Rate::from_hundredths(hundredths).unwrap()
}

/// Runs a law over every scenario and makes sure that there were as many as meant.
fn for_every_scenario(law: impl Fn(Scenario, Simulation)) {
    let mut count = 0;
    for scenario in every_scenario() {
        law(scenario, simulate(&scenario));
        count += 1;
    }
    assert_eq!(count, tariff::all().len() * 4 * 64 * 4 * 3 * 2 * HUNDREDTHS.len());
}

#[test]
fn the_total_is_the_sum_of_its_lines() {
    for_every_scenario(|_, simulation| {
        let year = &simulation.year;
        let mut sum = year.functioning.amount + year.additional.amount;
        for line in &year.missions {
            sum += line.fixed.amount + line.variable.amount;
            sum += line.uplift.map_or(Euros::ZERO, |uplift| uplift.fixed + uplift.variable);
        }
        assert_eq!(year.total(), sum);
        let by_kind = year.fixed() + year.variable() + year.uplift();
        assert_eq!(year.functioning.amount + year.additional.amount + by_kind, sum);
    });
}

#[test]
fn a_higher_rate_never_brings_less() {
    for scenario in every_scenario() {
        let totals = HUNDREDTHS.map(|rate| total(&scenario.with_rate(hundredths(rate))));
        assert!(totals.is_sorted(), "{scenario:?}");
    }
}

#[test]
fn a_mission_that_is_off_contributes_nothing() {
    for_every_scenario(|scenario, simulation| {
        for mission in Mission::ALL {
            let off = simulate(&scenario.after(Action::Select(mission, false)));
            assert!(off.year.line(mission).is_none());
            let brought = simulation.year.line(mission).map_or(Euros::ZERO, MissionLine::total);
            assert_eq!(simulation.year.total() - off.year.total(), brought);
        }
    });
}

#[test]
fn a_larger_size_never_brings_less() {
    for_every_scenario(|scenario, simulation| {
        if let Some(above) = simulation.size.above() {
            assert!(total(&scenario.with_size(above)) >= simulation.year.total());
        }
    });
}

#[test]
fn nothing_exceeds_the_ceiling_but_the_one_off_money() {
    for_every_scenario(|_, simulation| {
        let yearly = simulation.year.total() - simulation.year.additional.amount;
        assert!(yearly <= simulation.ceiling);
        assert!(simulation.usual_year <= simulation.ceiling);
    });
}

#[test]
fn the_uplift_is_a_tenth_of_each_rounded_part() {
    for_every_scenario(|scenario, simulation| {
        let entitled = scenario.tariff.uplift.is_some()
            && simulation.size.number() == 4
            && scenario.members >= 100;
        for line in &simulation.year.missions {
            assert_eq!(line.uplift.is_some(), entitled);
            if let Some(uplift) = line.uplift {
                // Half a cent away from zero, in integers.
                let tenth = |part: Euros| (part.cents() + 5) / 10;
                assert_eq!(uplift.fixed.cents(), tenth(line.fixed.amount));
                assert_eq!(uplift.variable.cents(), tenth(line.variable.amount));
            }
        }
    });
}

#[test]
fn every_explanation_has_its_value_a_computation_and_a_source() {
    for_every_scenario(|_, simulation| {
        for line in &simulation.year.missions {
            let explained = explain::mission(line);
            let sum: Euros = explained.iter().map(|explanation| explanation.value).sum();
            assert_eq!(sum, line.total());
            for explanation in explained {
                assert!(!explanation.steps.is_empty() && !explanation.rule.is_empty());
                assert!(!explanation.references.is_empty(), "{}", explanation.label);
            }
        }
        assert_eq!(explain::total(&simulation).value, simulation.year.total());
        assert_eq!(explain::usual_year(&simulation).value, simulation.usual_year);
        assert_eq!(explain::ceiling(&simulation).value, simulation.ceiling);
    });
}

#[test]
fn reach_gives_the_smallest_rate() {
    let steps = [0, 1, 49_995, 100_000, 12_345_67, 29_750_001, 33_333_333, 100_000_000];
    for scenario in every_scenario().step_by(HUNDREDTHS.len()) {
        let (min, max) =
            (total(&scenario.with_rate(Rate::ZERO)), total(&scenario.with_rate(Rate::FULL)));
        for target in steps.map(Euros::from_cents).into_iter().chain([min, max]) {
            let found = reach(&scenario, target);
            assert_eq!((found.min, found.max), (min, max));
            let Some(rate) = found.rate else {
                assert!(target > max);
                continue;
            };
            assert!(total(&scenario.with_rate(rate)) >= target);
            if let Some(below) = rate.hundredths().checked_sub(1) {
                assert!(total(&scenario.with_rate(hundredths(below))) < target);
            }
        }
    }
}

/// Fine steps: one hundredth of a percent at a time, with an uplift that rounds.
#[test]
fn reach_is_exact_between_the_rates() {
    let scenario = with_missions(Scenario::opening(), 0b11_1111)
        .after(Action::Size(Size::ALL[3]))
        .after(Action::Members(100));
    for rate in 0..=Rate::FULL_HUNDREDTHS {
        let exact = total(&scenario.with_rate(hundredths(rate)));
        assert_eq!(reach(&scenario, exact).rate, Some(hundredths(rate)));
        let just_above = exact + Euros::from_cents(1);
        let next = (rate < Rate::FULL_HUNDREDTHS).then(|| hundredths(rate + 1));
        assert_eq!(reach(&scenario, just_above).rate, next);
    }
}
