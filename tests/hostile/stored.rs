//! Files, and what the device kept: the same JSON, damaged, foreign, or made to be opened.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use simulateur_cpts::api::json;
use simulateur_cpts::file::{self, Reading};
use simulateur_cpts::library::{LONGEST_NAME, MOST, Named, file_name, one_line};
use simulateur_cpts::link::query;

use super::{accepted, cases, inputs};

fn opened(text: &str) -> Reading {
    json::read(text).map_or_else(file::not_ours, |value| file::read(&value))
}

/// What was opened is valid, and saving it opens as the same.
fn obeys(reading: &Reading) {
    assert!(reading.scenarios.len() <= MOST);
    reading.remarks.iter().for_each(|remark| {
        // The pieces of a scenario's remarks follow each other in one.
        assert!(remark.chars().count() < 2_500, "{remark}");
        accepted::plain(remark);
    });
    for named in &reading.scenarios {
        names_something(&named.name);
        accepted::valid(&named.scenario);
    }
    let again = opened(&json::write(&file::write(&reading.scenarios, "", None)));
    assert_eq!(again.scenarios, reading.scenarios);
    assert_eq!(again.remarks, Vec::<String>::new());
}

fn names_something(name: &str) {
    assert!((1..=LONGEST_NAME).contains(&name.chars().count()));
    assert!(!name.trim().is_empty());
    accepted::plain(name);
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        inputs::text(200),
        // Only what shows nothing.
        prop::collection::vec(
            prop::sample::select(
                "\u{200b}\u{200d}\u{2060}\u{ad}\u{feff}\u{3164} \t".chars().collect::<Vec<_>>()
            ),
            0..30
        )
        .prop_map(String::from_iter),
        // A tower of accents.
        (inputs::letter(), 1..300_usize)
            .prop_map(|(letter, high)| format!("{letter}{}", "\u{301}".repeat(high))),
    ]
}

fn entry() -> impl Strategy<Value = Json> {
    let scenario = prop_oneof![
        3 => inputs::scenario().prop_map(|scenario| query(&scenario)),
        2 => inputs::damaged_query().prop_map(|(_, query)| query),
        1 => inputs::text(100),
    ];
    prop_oneof![
        8 => (name(), scenario).prop_map(|(name, scenario)| json!({"nom": name, "scenario": scenario, "lien": name})),
        1 => any_json(),
    ]
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        inputs::text(30).prop_map(Json::from),
        inputs::number_like().prop_map(Json::from),
    ];
    let keys = ["format", "version", "scenarios", "nom", "scenario", "__proto__", "date"];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let key = prop_oneof![
            prop::sample::select(keys.to_vec()).prop_map(str::to_string),
            inputs::text(10)
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::vec((key, inner), 0..6).prop_map(|pairs| pairs.into_iter().collect()),
        ]
    })
}

fn file() -> impl Strategy<Value = String> {
    prop::collection::vec(entry(), 0..5).prop_map(|scenarios| {
        json!({"format": "simulateur-cpts", "version": "1", "scenarios": scenarios}).to_string()
    })
}

proptest! {
    #![proptest_config(cases(2))]

    #[test]
    fn files_with_any_entries(text in file()) {
        obeys(&opened(&text));
    }

    #[test]
    fn files_of_other_programs(value in any_json()) {
        obeys(&opened(&value.to_string()));
    }

    #[test]
    fn damaged_files(text in file(), damage in prop::collection::vec(inputs::damage(), 1..4)) {
        obeys(&opened(&inputs::damaged(&text, &damage)));
    }

    #[test]
    fn any_text_can_be_a_name(text in name(), scenario in inputs::scenario(), taken in prop::collection::vec(name(), 0..5)) {
        let line = one_line(&text);
        prop_assert_eq!(one_line(&line), line.clone());
        let named = Named::new(&text, scenario);
        names_something(&named.name);
        let taken: Vec<String> = taken.iter().map(|name| Named::new(name, scenario).name).collect();
        let taken: Vec<&str> = taken.iter().map(String::as_str).chain([named.name.as_str()]).collect();
        let other = named.clone().among(&taken);
        names_something(&other.name);
        prop_assert!(!taken.contains(&other.name.as_str()));
        prop_assert_eq!(one_line(&other.name), other.name.clone());
        let file = file_name(&text, "json");
        let stem = file.strip_suffix(".json").unwrap_or_default();
        prop_assert!(file.len() <= 255 && stem.starts_with("simulateur-cpts"), "{file}");
        prop_assert!(!file.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '%', '\0']), "{file}");
        accepted::plain(&file);
    }
}

#[test]
fn a_hundred_thousand_levels_are_refused() {
    for (open, close) in [("[", "]"), ("{\"scenarios\":", "}")] {
        let deep = open.repeat(100_000) + "1" + &close.repeat(100_000);
        assert_eq!(opened(&deep), file::not_ours());
    }
}

#[test]
fn of_a_key_said_twice_the_last_counts_whatever_it_is() {
    let kept = "\"format\":\"simulateur-cpts\",\"version\":\"1\"";
    let twice = format!("{{{kept},\"scenarios\":[],\"scenarios\":null}}");
    assert_eq!(opened(&twice), file::not_ours());
}
