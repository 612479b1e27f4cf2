//! Worked cases: data files with a scenario of the API and the figures it must give.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value as Json;
use simulateur_cpts::api::read::{Value, scenario};
use simulateur_cpts::api::write::simulation;
use simulateur_cpts::engine::simulate;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    what: String,
    source: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    scenario: Json,
    expected: serde_json::Map<String, Json>,
}

#[test]
fn every_worked_case_gives_its_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut checked = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file: CaseFile = serde_json::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!file.source.is_empty(), "{}: figures without a source", path.display());
        for case in file.cases {
            let name = format!("{}, {}: {}", path.display(), file.what, case.name);
            let scenario = scenario(&plain(&case.scenario))
                .unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            let found = serde_json::to_value(simulation(&simulate(&scenario))).unwrap();
            assert!(!case.expected.is_empty(), "{name} expects nothing");
            for (key, expected) in case.expected {
                let pointer = format!("/{}", key.replace('.', "/"));
                let found = found.pointer(&pointer).and_then(Json::as_f64);
                let expected = expected.as_f64().expect("an expected figure is a number");
                assert_eq!(found, Some(expected), "{name}: {key}");
                checked += 1;
            }
        }
    }
    assert!(checked > 200, "only {checked} figures were checked");
}

/// JSON as the API would copy it from JavaScript.
fn plain(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Boolean(*boolean),
        Json::Number(number) => Value::Number(number.as_f64().unwrap()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(plain).collect()),
        Json::Object(pairs) => {
            Value::Object(pairs.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
    }
}
