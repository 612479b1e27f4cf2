//! The tariff files: complete, sourced, and refused with a reason when they are not.

mod refusals;

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use simulateur_cpts::tariff::check::read;
use simulateur_cpts::tariff::{self, Status};

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tariffs").join(name);
    fs::read_to_string(path).unwrap()
}

#[test]
fn the_files_in_the_folder_are_the_ones_in_the_program() {
    for (tariff, text) in tariff::all().iter().zip(tariff::TEXTS) {
        let source = file(&format!("{}.json", tariff.id));
        let (source, embedded): (Json, Json) =
            (serde_json::from_str(&source).unwrap(), serde_json::from_str(text).unwrap());
        assert_eq!(source, embedded);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tariffs");
    // The comparison of structures stands beside them.
    assert_eq!(fs::read_dir(folder).unwrap().count(), tariff::all().len() + 1);
}

#[test]
fn the_agreement_in_force_is_the_default() {
    assert_eq!(tariff::current().id, "aci-2022");
    assert!(tariff::current().is_current() && tariff::current().status == Status::InForce);
    assert_eq!(tariff::find("projet-2019").unwrap().status, Status::Draft);
}

#[test]
fn all_seven_interpretations_are_there() {
    let ids: Vec<_> = tariff::current().interpretations.iter().map(|found| found.id).collect();
    assert_eq!(ids, ["I-01", "I-02", "I-03", "I-04", "I-05", "I-06", "I-07"]);
}

/// Relations between rows that the agreement keeps, found by arithmetic.
#[test]
fn related_rows_keep_their_proportions() {
    let tariff = tariff::current();
    let crisis = tariff.mission(tariff::Mission::Crise).unwrap();
    let additional = tariff.additional.as_ref().unwrap();
    for size in 0..4 {
        let drafting = crisis.fixed.amounts[size];
        assert_eq!(crisis.update.as_ref().unwrap().amounts[size] * 2, drafting);
        assert_eq!(crisis.variable.amounts[size] * 2, drafting * 3);
        assert_eq!(additional.row.amounts[size] * 4, tariff.functioning.amounts[size] * 3);
    }
}

#[test]
fn a_malformed_file_is_refused_with_its_name_the_key_and_the_reason() {
    let rows: [(&str, Json, &str, &str); 20] = [
        ("/functioning/sources", json!([]), "functioning.sources", "without source"),
        ("/functioning/sources", Json::Null, "functioning.sources", "invalid type"),
        ("/missions/3/update/sources", json!([]), "missions[3].update.sources", "without source"),
        ("/missions/0/fixed/amounts/1", json!(70_001), "control.amounts[1]", "add up to"),
        ("/missions/0/fixed/amounts/1", json!(7.5), "missions[0].fixed.amounts[1]", "floating"),
        ("/missions/0/fixed/amounts/1", json!(-1), "missions[0].fixed.amounts[1]", "invalid value"),
        ("/missions/0/fixed/amounts", json!([1, 2, 3]), "missions[0].fixed.amounts", "length"),
        ("/missions/0/fixed/amounts", json!([4, 3, 2, 1]), "missions[0].fixed.amounts", "shrink"),
        (
            "/missions/0/fixed/sources/0/source",
            json!("x"),
            "missions[0].fixed.sources[0]",
            "unknown",
        ),
        ("/missions/0/fixed/sources/0/place", json!(" "), "missions[0].fixed.sources[0]", "place"),
        ("/missions/0/id", json!("urgence"), "missions[0].id", "unknown variant"),
        ("/missions/1/id", json!("acces"), "missions[1]", "twice"),
        ("/missions/0/deadline", Json::Null, "missions[0]", "deadline"),
        ("/sizes/bounds/1/inhabitants", json!(1), "sizes.bounds", "ascend"),
        ("/sizes/bounds/0/belongsTo", json!(4), "sizes.bounds", "belongs"),
        ("/uplift/size", json!(5), "uplift.size", "size from 1 to 4"),
        ("/additional/signedBefore", json!("2022-02-30"), "additional.signedBefore", "YYYY-MM-DD"),
        ("/sources/0/published", json!("hier"), "sources[0].published", "non daté"),
        ("/sources/0/address", json!("http://x"), "sources[0].address", "https"),
        ("/interpretations/6/id", json!("I-06"), "interpretations[6]", "twice"),
    ];
    let good: Json = serde_json::from_str(&file("aci-2022.json")).unwrap();
    refusals::check(&good, rows, read);
}

#[test]
fn an_unknown_key_is_refused_wherever_it_stands() {
    let good: Json = serde_json::from_str(&file("aci-2022.json")).unwrap();
    let places = ["", "/functioning", "/missions/0", "/uplift", "/sizes/bounds/0", "/sources/0"];
    for place in places {
        let mut bad = good.clone();
        bad.pointer_mut(place).unwrap()["ends"] = json!("2027-01-01");
        let error = read("bad.json", &bad.to_string()).expect_err(place);
        assert!(error.reason.contains("unknown field `ends`"), "{error}");
    }
}

#[test]
fn every_key_that_is_not_optional_is_needed() {
    let good: Json = serde_json::from_str(&file("projet-2019.json")).unwrap();
    for key in good.as_object().unwrap().keys() {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        let error = read("bad.json", &bad.to_string()).expect_err(key);
        assert!(error.reason.contains(key.as_str()), "{error}");
    }
}
