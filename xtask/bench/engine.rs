//! One simulation by the engine, beside the same sums written by hand in integer cents.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use simulateur_cpts::api::write;
use simulateur_cpts::contract::Contract;
use simulateur_cpts::date;
use simulateur_cpts::engine::simulate;
use simulateur_cpts::money::{Euros, Rate};
use simulateur_cpts::scenario::{Action, Mission, Scenario, Start};
use simulateur_cpts::schedule::plan;

/// The scenario of `xtask/bench/api.mjs`.
fn scenario() -> Scenario {
    let rate = |hundredths| Rate::from_hundredths(hundredths).unwrap_or(Rate::FULL);
    Scenario::opening()
        .after(Action::Members(40))
        .after(Action::Rate(Mission::Parcours, rate(80_00)))
        .after(Action::Rate(Mission::Prevention, rate(62_50)))
}

/// How many plans are made at once: the time must grow as their number.
const GROWTH: [usize; 4] = [1, 10, 100, 1_000];

/// The same, signed, with missions that start during a year.
fn contract() -> Contract {
    let day = |text| date::read_iso(text).ok();
    let scenario = scenario().after(Action::Signature(day("2027-01-01")));
    let start = day("2027-07-01").map_or(Start::AtSignature, Start::On);
    let scenario = scenario.after(Action::AllStarts(start));
    Contract::of(&scenario).unwrap_or_else(|| unreachable!("it is signed"))
}

/// Size 3 of the agreement in force, in cents: fixed part, ceiling of the variable part.
const RATED: [(i64, i64); 5] = [
    (90_000_00, 35_000_00),
    (45_000_00, 45_000_00),
    (17_500_00, 17_500_00),
    (15_000_00, 15_000_00),
    (10_000_00, 10_000_00),
];
const FUNCTIONING: i64 = 75_000_00;
const DRAFTING: i64 = 45_000_00;
const UPDATE: i64 = 22_500_00;
const CRISIS: i64 = 67_500_00;

/// Total, usual year and ceiling, as [`simulate`] gives them.
fn by_hand(
    table: &[(i64, i64); 5],
    rates: [Option<i64>; 5],
    members: u32,
    crisis: bool,
) -> [i64; 3] {
    let uplifted = |part: i64| if members >= 100 { part + (part + 5) / 10 } else { part };
    let part = |(fixed, ceiling): (i64, i64), hundredths: i64| {
        uplifted(fixed) + uplifted((ceiling * hundredths + 5_000) / 10_000)
    };
    let chosen: i64 = table
        .iter()
        .copied()
        .zip(rates)
        .map(|(row, rate)| rate.map_or(0, |hundredths| part(row, hundredths)))
        .sum();
    let all: i64 = table.iter().copied().map(|row| part(row, 100_00)).sum();
    let occurred = if crisis { uplifted(CRISIS) } else { 0 };
    [
        FUNCTIONING + chosen + uplifted(DRAFTING) + occurred,
        FUNCTIONING + chosen + uplifted(UPDATE),
        FUNCTIONING + all + uplifted(DRAFTING) + uplifted(CRISIS),
    ]
}

fn engine(criterion: &mut Criterion) {
    let scenario = scenario();
    let rates = [Some(100_00), Some(80_00), Some(62_50), None, None];
    let simulation = simulate(&scenario);
    let found = [simulation.year.total(), simulation.usual_year, simulation.ceiling];
    let expected = by_hand(&RATED, rates, scenario.members, scenario.crisis);
    assert_eq!(found.map(Euros::cents), expected, "both compute the same");

    let mut group = criterion.benchmark_group("engine");
    group.bench_function("reference", |bench| {
        // The table too is data: folded into the code, it would not be the same sums.
        bench
            .iter(|| by_hand(black_box(&RATED), black_box(rates), black_box(40), black_box(false)));
    });
    group.bench_function("simulate", |bench| bench.iter(|| simulate(black_box(&scenario))));
    group.bench_function("explained", |bench| {
        bench.iter(|| write::simulation(&simulate(black_box(&scenario))));
    });
    let contract = contract();
    group.bench_function("plan", |bench| bench.iter(|| plan(black_box(&contract))));
    for count in GROWTH {
        let contracts = vec![contract; count];
        group.bench_function(format!("plans-{count}"), |bench| {
            bench.iter(|| black_box(&contracts).iter().map(|of| plan(of).total()).sum::<Euros>());
        });
    }
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
