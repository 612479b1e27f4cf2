//! The comparison file: complete, sourced, typeset, and refused with a reason when it is not.

mod refusals;

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use simulateur_cpts::explain::published;
use simulateur_cpts::scenario::{Other, Scenario};
use simulateur_cpts::structures::check::read;
use simulateur_cpts::structures::data::{Amount, File, Kind};
use simulateur_cpts::structures::{Structure, TEXTS, funding, hint, preset};
use simulateur_cpts::tariff;

fn file() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tariffs");
    fs::read_to_string(folder.join("structures.json")).unwrap()
}

fn data() -> File {
    read("structures.json", &file()).unwrap()
}

fn objects() -> Vec<Json> {
    TEXTS.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// Every text of a JSON value, with the key it stands under.
fn texts(key: &str, value: &Json, found: &mut Vec<(String, String)>) {
    match value {
        Json::String(text) => found.push((key.to_string(), text.clone())),
        Json::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Json::Object(pairs) => pairs.iter().for_each(|(key, value)| texts(key, value, found)),
        _ => {}
    }
}

#[test]
fn the_file_is_what_is_in_the_program() {
    let file: Json = serde_json::from_str(&file()).unwrap();
    for (index, object) in objects().iter().enumerate() {
        let written = file["structures"][index].as_object().unwrap();
        for (key, value) in written {
            assert_eq!(&object[key], value);
        }
        assert_eq!(object["amounts"], file["amounts"][object["id"].as_str().unwrap()]);
        assert_eq!(object["shortName"], Structure::ALL[index].short_name());
        assert_eq!(object["longName"], Structure::ALL[index].long_name());
    }
    for (other, expected) in Other::ALL.into_iter().zip(data().hints.all()) {
        assert_eq!(hint(other), expected);
    }
}

#[test]
fn each_object_holds_the_sources_that_it_cites_and_no_other() {
    for object in objects() {
        let mut found = Vec::new();
        texts("", &object, &mut found);
        let mut cited: Vec<_> =
            found.iter().filter(|(key, _)| key == "source").map(|(_, id)| id.as_str()).collect();
        cited.sort_unstable();
        cited.dedup();
        let sources = object["sources"].as_array().unwrap();
        let mut listed: Vec<_> =
            sources.iter().map(|source| source["id"].as_str().unwrap()).collect();
        listed.sort_unstable();
        assert_eq!(cited, listed, "{}", object["id"]);
    }
}

#[test]
fn the_amounts_are_those_of_the_documents() {
    let euros = |list: &[Amount]| list.iter().map(|amount| amount.euros).collect::<Vec<_>>();
    let amounts = data().amounts;
    assert_eq!((euros(&amounts.esp.fir), amounts.esp.payments), (vec![30_000], 3));
    assert_eq!(amounts.ess.startup.euros, 80_000);
    assert_eq!((amounts.ess.least.euros, amounts.ess.least.doctors), (50_000, 10));
    assert_eq!((amounts.ess.most.euros, amounts.ess.most.doctors), (100_000, 100));
    assert_eq!((euros(&amounts.msp.average), amounts.msp.point.euros), (vec![80_105, 80_040], 7));
    assert_eq!(euros(&amounts.msp.fir), [50_000, 35_000]);
    assert_eq!(euros(&amounts.cpts.fir), [50_000, 30_000]);
}

#[test]
fn what_is_assumed_is_the_first_amount_of_each_list() {
    let amounts = data().amounts;
    for (other, list) in [
        (Other::EspFir, &amounts.esp.fir),
        (Other::MspFir, &amounts.msp.fir),
        (Other::CptsFir, &amounts.cpts.fir),
    ] {
        assert_eq!(preset(other), Some(list[0].euros));
    }
    assert_eq!((preset(Other::EssDoctors), preset(Other::MspPoints)), (None, None));
    let centre = funding(Structure::Msp, &Scenario::opening());
    assert_eq!(centre.low[1].cents(), i64::from(amounts.msp.average[0].euros) * 100);
}

/// The hints are written by hand: they say each amount with its documents and their dates.
#[test]
fn hints_name_every_amount_with_its_documents() {
    let file = data();
    let ess = &file.amounts.ess;
    let msp = &file.amounts.msp;
    let of_list =
        |list: &'static [Amount]| list.iter().map(|found| (found.euros, &found.sources)).collect();
    let rows: [(&str, Vec<_>); 5] = [
        (file.hints.esp_fir, of_list(file.amounts.esp.fir.0)),
        (file.hints.msp_fir, of_list(msp.fir.0)),
        (file.hints.cpts_fir, of_list(file.amounts.cpts.fir.0)),
        (
            file.hints.msp_points,
            vec![
                (msp.average[0].euros, &msp.average[0].sources),
                (msp.point.euros, &msp.point.sources),
            ],
        ),
        (
            file.hints.ess_doctors,
            vec![(ess.least.euros, &ess.least.sources), (ess.most.euros, &ess.most.sources)],
        ),
    ];
    for (hint, amounts) in rows {
        for (euros, citations) in amounts {
            let euros = format!("{}\u{a0}€", simulateur_cpts::money::grouped(euros.into()));
            assert!(hint.contains(&euros), "{euros} in {hint}");
            for citation in citations {
                let named =
                    file.sources.iter().find(|source| source.id == citation.source).unwrap();
                let document = named.document.split(',').next().unwrap();
                let date = published(named).unwrap_or_else(|| named.published.to_string());
                assert!(
                    hint.contains(&format!("{document}, {date}")),
                    "{document}, {date} in {hint}"
                );
            }
        }
    }
}

/// Words repeat some amounts: those of the agreement and of the rows above.
#[test]
fn amounts_in_words_are_those_of_the_data() {
    let File { amounts, disagreements, combinations, .. } = data();
    let values = |subject: &str| -> String {
        let found = disagreements.iter().find(|found| found.subject.contains(subject));
        let found = found.unwrap_or_else(|| panic!("nothing on {subject}"));
        let values: Vec<_> = found.values.iter().map(|value| value.text).collect();
        format!("{} {} {}", found.subject, values.join(" "), found.outcome).replace('\u{202f}', "")
    };
    let control = tariff::current().control.amounts;
    let ceiling = values("si résultats");
    for amount in [control[0], control[3], 250_000, 505_000, 237_500, 480_000] {
        assert!(ceiling.contains(&amount.to_string()), "{amount}");
    }
    for (subject, listed) in [
        ("FIR de la CPTS", &amounts.cpts.fir),
        ("FIR de la MSP", &amounts.msp.fir),
        ("Moyenne", &amounts.msp.average),
    ] {
        for amount in listed {
            assert!(values(subject).contains(&amount.euros.to_string()), "{subject}");
        }
    }
    assert!(values("amorçage").contains(&amounts.ess.startup.euros.to_string()));
    let kinds: Vec<_> = combinations.iter().map(|found| found.kind).collect();
    assert!(kinds.contains(&Kind::Adds) && kinds.contains(&Kind::Alternative));
}

/// Typographic apostrophes, no-break spaces before `:;?!»€%`, narrow ones between thousands.
#[test]
fn what_people_read_is_typeset() {
    let mut found = Vec::new();
    texts("", &serde_json::from_str(&file()).unwrap(), &mut found);
    for (key, text) in found {
        if ["address", "id", "published", "checked", "source"].contains(&key.as_str()) {
            continue;
        }
        assert!(!text.contains('\''), "{key}: {text}");
        for mark in [':', ';', '?', '!', '»', '€', '%'] {
            assert!(!text.contains(&format!(" {mark}")), "{key}: {text}");
        }
        let letters: Vec<char> = text.chars().collect();
        let loose = |of: &[char]| {
            of[0].is_ascii_digit() && of[1] == ' ' && of[2..].iter().all(char::is_ascii_digit)
        };
        assert!(!letters.windows(5).any(loose), "{key}: {text}");
    }
}

#[test]
fn a_malformed_file_is_refused_with_its_name_the_key_and_the_reason() {
    let rows: [(&str, Json, &str, &str); 23] = [
        ("/structures/0/id", json!("msp"), "structures[0].id", "expected esp"),
        ("/structures/1/longName", json!(" "), "structures[1].longName", "empty"),
        ("/structures/2/aims/text", json!(""), "structures[2].aims.text", "empty"),
        ("/structures/2/aims/sources", json!([]), "structures[2].aims.sources", "without source"),
        (
            "/structures/3/aims/sources/0/source",
            json!("x"),
            "structures[3].aims.sources[0]",
            "unknown",
        ),
        ("/structures/3/aims/sources/0/place", json!(""), "structures[3].aims.sources[0]", "place"),
        ("/amounts/esp/fir", json!([]), "amounts.esp.fir", "no amount"),
        ("/amounts/esp/fir/0/euros", json!(0), "amounts.esp.fir[0].euros", "more than 0"),
        ("/amounts/esp/payments", json!(0), "amounts.esp.payments", "at least one"),
        ("/amounts/msp/point/euros", json!(7.5), "amounts.msp.point.euros", "floating"),
        ("/amounts/msp/point/euros", json!("7"), "amounts.msp.point.euros", "invalid type"),
        (
            "/amounts/msp/average/1/euros",
            json!(-1),
            "amounts.msp.average[1].euros",
            "invalid value",
        ),
        ("/amounts/msp/average/1/sources", json!([]), "amounts.msp.average[1].sources", "without"),
        ("/amounts/ess/least/doctors", json!(100), "amounts.ess.most", "larger team"),
        ("/disagreements/0/values", json!([]), "disagreements[0].values", "two values"),
        ("/disagreements/0/values/1/sources", json!([]), "disagreements[0].values[1]", "without"),
        ("/disagreements/0/structures", json!(["sisa"]), "disagreements[0].structures", "some of"),
        ("/disagreements/0/outcome", json!(""), "disagreements[0].outcome", "empty"),
        ("/hints/mspFir", json!(""), "hints", "empty"),
        ("/combinations/0/kind", json!("both"), "combinations[0].kind", "unknown variant"),
        ("/combinations/0/sources", json!([]), "combinations[0].sources", "without source"),
        ("/sources/0/published", json!("2024-13"), "sources[0].published", "YYYY-MM"),
        ("/sources/0/id", json!("tableau"), "sources[1].id", "twice"),
    ];
    let good: Json = serde_json::from_str(&file()).unwrap();
    refusals::check(&good, rows, read);
}

#[test]
fn an_unknown_or_a_missing_key_is_refused_wherever_it_stands() {
    let good: Json = serde_json::from_str(&file()).unwrap();
    let places = [
        "",
        "/structures/0",
        "/structures/0/aims",
        "/structures/0/aims/sources/0",
        "/amounts",
        "/amounts/esp",
        "/amounts/ess",
        "/amounts/ess/least",
        "/amounts/msp",
        "/amounts/msp/point",
        "/amounts/cpts",
        "/hints",
        "/disagreements/0",
        "/combinations/0",
        "/sources/0",
    ];
    for place in places {
        let mut more = good.clone();
        more.pointer_mut(place).unwrap()["note"] = json!("x");
        let error = read("bad.json", &more.to_string()).expect_err(place);
        assert!(error.reason.contains("unknown field `note`"), "{error}");
        for key in good.pointer(place).unwrap().as_object().unwrap().keys() {
            if key == "address" {
                continue;
            }
            let mut less = good.clone();
            less.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
            let error = read("bad.json", &less.to_string()).expect_err(place);
            assert!(error.reason.contains(key.as_str()), "{place}/{key}: {error}");
        }
    }
}

#[test]
fn a_source_that_nothing_cites_is_refused() {
    let mut more: Json = serde_json::from_str(&file()).unwrap();
    let mut source = more["sources"][0].clone();
    source["id"] = json!("oubli");
    more["sources"].as_array_mut().unwrap().push(source);
    let error = read("bad.json", &more.to_string()).unwrap_err();
    assert!(error.key.starts_with("sources[") && error.reason.contains("cites"), "{error}");
}
