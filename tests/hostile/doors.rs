//! The other doors: what is typed, and what JavaScript hands over.

use proptest::prelude::*;
use rust_decimal::Decimal;
use simulateur_cpts::api::read::{Refusal, Value, amount, contract, scenario};
use simulateur_cpts::contract::{Contract, Engagement};
use simulateur_cpts::money::Rate;
use simulateur_cpts::scenario::{Mission, Other, Scenario};
use simulateur_cpts::schedule::plan;
use simulateur_cpts::{date, fields};

use super::{accepted, cases, inputs};

/// The number that a text without spaces and unit stands for, by another reader.
fn decimal(text: &str, unit: &str) -> Option<Decimal> {
    let kept = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}');
    let kept = kept.collect::<String>().to_ascii_lowercase();
    let kept = kept.strip_suffix(unit).unwrap_or(&kept).replace(',', ".");
    kept.parse().ok()
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![2 => inputs::number_like(), 1 => inputs::text(80)]
}

/// A value with the keys of a scenario, often the right ones.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        2 => Just(Value::Undefined),
        1 => Just(Value::Null),
        1 => Just(Value::Other),
        2 => any::<bool>().prop_map(Value::Boolean),
        6 => prop_oneof![
            prop::sample::select(vec![
                0.0, -0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 33.33, 100.0, 100.01, 0.1 + 0.2, 39_999.0, 1e7, 1e7 + 1.0,
                1e308, 5e-324, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 2_f64.powi(53), 1e12,
            ]),
            any::<f64>(),
            (0..200_000_u32).prop_map(|number| f64::from(number) / 100.0),
        ]
        .prop_map(Value::Number),
        4 => prop_oneof![
            prop::sample::select(vec![
                "aci-2022", "projet-2019", "2027-01-01", "2022-09-29", "2024-02-29", "2099-12-31", "2100-01-01",
                "2027-02-29", "drafting", "update", "",
            ])
            .prop_map(str::to_string),
            inputs::number_like(),
            inputs::text(120),
        ]
        .prop_map(Value::Text),
    ];
    let keys = Mission::ALL.map(Mission::slug).into_iter().chain([
        "tariff",
        "population",
        "size",
        "members",
        "signature",
        "missions",
        "rate",
        "rates",
        "start",
        "plan",
        "occurred",
        "crisisYears",
        "prorateVariable",
        "balanceDelayMonths",
        "__proto__",
        "constructor",
        "",
    ]);
    let keys: Vec<_> = keys.collect();
    leaf.prop_recursive(4, 40, 8, move |inner| {
        let key = prop_oneof![
            12 => prop::sample::select(keys.clone()).prop_map(str::to_string),
            1 => inputs::text(200),
        ];
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..8).prop_map(Value::List),
            3 => prop::collection::vec((key, inner), 0..8).prop_map(Value::Object),
        ]
    })
}

/// A valid argument in which a few values are others.
fn nearly_valid() -> impl Strategy<Value = Value> {
    let number = |number: u32| Value::Number(number.into());
    let mission = (0..=Rate::FULL_HUNDREDTHS, inputs::day(), any::<bool>()).prop_map(
        move |(rate, start, dated)| {
            let rate = Value::Number(f64::from(rate) / 100.0);
            let start = if dated { Value::Text(date::iso(start)) } else { Value::Undefined };
            Value::Object(vec![("rate".to_string(), rate), ("start".to_string(), start)])
        },
    );
    let missions = prop::collection::vec(mission, 0..=6).prop_map(|chosen| {
        let slugs = Mission::ALL.map(|mission| mission.slug().to_string());
        Value::Object(slugs.into_iter().zip(chosen).collect())
    });
    let changed = prop::collection::vec((0..6_usize, value()), 0..3);
    (1..=4_u32, 1..=10_000_000_u32, 0..=100_000_u32, inputs::day(), missions, changed).prop_map(
        move |(size, population, members, signature, missions, changed)| {
            let mut pairs = vec![
                ("size".to_string(), number(size)),
                ("population".to_string(), number(population)),
                ("members".to_string(), number(members)),
                ("signature".to_string(), Value::Text(date::iso(signature))),
                ("missions".to_string(), missions),
                ("tariff".to_string(), Value::Text("aci-2022".to_string())),
            ];
            for (place, value) in changed {
                pairs[place].1 = value;
            }
            Value::Object(pairs)
        },
    )
}

fn answered(refusal: &Refusal) {
    const CODES: [&str; 17] = [
        "not-an-object",
        "null",
        "unknown-key",
        "unknown-mission",
        "mission-not-in-tariff",
        "unknown-tariff",
        "unknown-value",
        "size-or-population-required",
        "not-a-number",
        "not-an-integer",
        "not-a-boolean",
        "not-a-date",
        "date-out-of-range",
        "out-of-range",
        "too-many-decimals",
        "start-before-signature",
        "rate-and-rates",
    ];
    assert!(CODES.contains(&refusal.code), "{}", refusal.code);
    assert!(refusal.message.chars().count() < 500 && refusal.message.ends_with('.'));
}

fn contract_is_valid(contract: &Contract) {
    assert!((2000..=2099).contains(&contract.signature.year()));
    assert!(contract.balance_delay_in_months <= 12 && contract.members <= 100_000);
    for Engagement { start, .. } in contract.engagements.into_iter().flatten() {
        assert!(start >= contract.signature && start.year() <= 2099);
    }
    let plan = plan(contract);
    let paid = plan.payments.iter().map(|payment| payment.amount.cents()).sum::<i64>();
    assert_eq!(paid, plan.total().cents());
}

fn read_as_an_argument(value: &Value) {
    match scenario(value) {
        Ok(scenario) => {
            accepted::valid(&scenario);
            accepted::adds_up(&scenario);
        }
        Err(refusal) => answered(&refusal),
    }
    match contract(value) {
        Ok(contract) => contract_is_valid(&contract),
        Err(refusal) => answered(&refusal),
    }
}

proptest! {
    #![proptest_config(cases(1))]

    #[test]
    fn any_text_can_be_typed(text in typed()) {
        if let Ok(rate) = fields::rate(&text) {
            prop_assert_eq!(decimal(&text, "%"), Some(Decimal::new(rate.hundredths().into(), 2)), "{}", text);
            prop_assert_eq!(fields::rate(&rate.number(',')), Ok(rate));
        }
        if let Ok(Some(population)) = fields::population(&text) {
            prop_assert!((1..=10_000_000).contains(&population));
            prop_assert_eq!(fields::population(&population.to_string()), Ok(Some(population)));
        }
        prop_assert!(fields::members(&text).unwrap_or(0) <= 100_000);
        prop_assert!(fields::delay(&text).unwrap_or(0) <= 12);
        for other in Other::ALL {
            if let Ok(Some(value)) = fields::other(&text, other) {
                prop_assert!((other.least()..=other.most()).contains(&value));
            }
        }
        if let Ok(Some(day)) = fields::day(&text) {
            prop_assert!((2000..=2099).contains(&day.year()));
            prop_assert_eq!(fields::day(&date::short(day)), Ok(Some(day)));
            prop_assert_eq!(fields::day(&date::iso(day)), Ok(Some(day)));
        }
        if let Ok(day) = date::read_iso(&text) {
            prop_assert_eq!(date::iso(day), text);
        }
    }

    #[test]
    fn any_value_is_an_argument(value in value(), target in value()) {
        read_as_an_argument(&value);
        match amount("target", &target) {
            Ok(euros) => prop_assert!((0..=100_000_000_000_000).contains(&euros.cents())),
            Err(refusal) => answered(&refusal),
        }
    }

    #[test]
    fn a_valid_argument_with_other_values_is_read_or_refused(value in nearly_valid()) {
        read_as_an_argument(&value);
    }
}

#[test]
fn a_valid_argument_is_accepted() {
    let missions = Value::Object(vec![("acces".to_string(), Value::Object(Vec::new()))]);
    let size = ("size".to_string(), Value::Number(3.0));
    let value = Value::Object(vec![size, ("missions".to_string(), missions)]);
    assert!(scenario(&value).is_ok_and(|read: Scenario| read.size().number() == 3));
}
