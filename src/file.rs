//! Scenarios in a file that opens again, and in the storage of the device: the same JSON.
//!
//! ```json
//! {"format": "simulateur-cpts", "version": "1", "avertissement": "…", "date": "2026-11-22",
//!  "scenarios": [{"nom": "Budget 2027", "scenario": "v=1&bareme=aci-2022&…", "lien": "https://…",
//!                 "bareme": "…", "totalAnnuel": "370 000 €"}]}
//! ```
//!
//! Only `nom` and `scenario` are read again; the rest is for people.

use serde::Serialize;
use time::Date;

use crate::api::read::Value;
use crate::date;
use crate::engine::total;
use crate::library::{MOST, Named};
use crate::link::{self, Section};
use crate::money::grouped;

const FORMAT: &str = "simulateur-cpts";
const VERSION: &str = "1";
const NOTICE: &str = "Simulateur indépendant, non officiel. Les montants dus sont fixés par le contrat \
                      signé avec la CPAM et l’ARS.";

/// What a file holds.
#[derive(Serialize)]
pub struct File<'a> {
    format: &'static str,
    version: &'static str,
    avertissement: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    scenarios: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    nom: &'a str,
    scenario: String,
    lien: String,
    bareme: &'static str,
    total_annuel: String,
}

/// A file with these scenarios; `page` is the address that the links lead to.
#[must_use]
pub fn write<'a>(
    scenarios: impl IntoIterator<Item = &'a Named>,
    page: &str,
    today: Option<Date>,
) -> File<'a> {
    let entry = |named: &'a Named| Entry {
        nom: &named.name,
        scenario: link::query(&named.scenario),
        lien: format!("{page}{}", link::write(Section::Simulator, &named.scenario)),
        bareme: named.scenario.tariff.name,
        total_annuel: total(&named.scenario).to_string(),
    };
    File {
        format: FORMAT,
        version: VERSION,
        avertissement: NOTICE,
        date: today.map(date::iso),
        scenarios: scenarios.into_iter().map(entry).collect(),
    }
}

/// What could be read of a file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// The scenarios that are whole.
    pub scenarios: Vec<Named>,
    /// French sentences: what could not be read.
    pub remarks: Vec<String>,
}

/// Reads what [`write()`] wrote. Never fails: what cannot be read is remarked upon. A scenario that was
/// altered is not taken.
#[must_use]
pub fn read(value: &Value) -> Reading {
    read_first(MOST, value)
}

/// The same for what the device keeps: nothing of it is left out, however long it became.
#[must_use]
pub fn read_all(value: &Value) -> Reading {
    read_first(usize::MAX, value)
}

fn read_first(most: usize, value: &Value) -> Reading {
    let mut reading = Reading::default();
    let format = member(value, "format");
    let (Some(format), Some(Value::List(entries))) = (format, member(value, "scenarios")) else {
        return not_ours();
    };
    if *format != Value::Text(FORMAT.to_string()) {
        return not_ours();
    }
    if member(value, "version") != Some(&Value::Text(VERSION.to_string())) {
        return refused("Ce fichier vient d’une autre version du simulateur.");
    }
    for (index, entry) in entries.iter().enumerate().take(most) {
        match read_entry(entry) {
            Ok(named) => reading.scenarios.push(named),
            Err(why) => reading.remarks.push(format!("Scénario {}\u{a0}: {why}", index + 1)),
        }
    }
    if entries.len() > most {
        let count = grouped(most as u64);
        reading.remarks.push(format!("Seuls les {count} premiers scénarios ont été lus."));
    }
    reading
}

/// What is said of a file of another kind.
#[must_use]
pub fn not_ours() -> Reading {
    refused("Ce ne sont pas des scénarios de ce simulateur, ou le fichier est abîmé.")
}

/// What is said of a file that is larger than any of ours.
#[must_use]
pub fn too_large() -> Reading {
    refused("Ce fichier est trop gros pour être un fichier de ce simulateur.")
}

fn refused(remark: &str) -> Reading {
    Reading { scenarios: Vec::new(), remarks: vec![remark.to_string()] }
}

fn read_entry(entry: &Value) -> Result<Named, String> {
    let text = |key| match member(entry, key) {
        Some(Value::Text(text)) => Ok(text.as_str()),
        _ => Err(format!("«\u{a0}{key}\u{a0}» manque ou n’est pas un texte.")),
    };
    let mut remarks = Vec::new();
    let scenario = link::read_query(text("scenario")?, &mut remarks);
    if remarks.is_empty() {
        Ok(Named::new(text("nom")?, scenario))
    } else {
        Err(remarks.join(" ").replace("Le lien", "Il"))
    }
}

fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let Value::Object(pairs) = value else { return None };
    pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::json;
    use crate::scenario::{Action, Mission, Scenario, Size, Start};

    fn parsed(json: &serde_json::Value) -> Value {
        json::read(&json.to_string()).unwrap()
    }

    fn kept() -> Vec<Named> {
        let opening = Scenario::opening();
        let other = opening
            .after(Action::Size(Size::ALL[3]))
            .after(Action::Signature(date::read_iso("2028-02-29").ok()))
            .after(Action::AllStarts(Start::AtLimit))
            .after(Action::Select(Mission::Acces, false));
        vec![
            Named::new("Budget ; \"2027\" =1+1", opening),
            Named::new(&"long ".repeat(1_000), other),
            Named::new("<script>alert(1)</script> \u{202e}👩‍⚕️", other),
        ]
    }

    #[test]
    fn a_file_opens_as_what_was_written() {
        let kept = kept();
        let file = write(&kept, "https://exemple.fr/", date::read_iso("2026-11-22").ok());
        let json = json::write(&file);
        let reading = read(&json::read(&json).unwrap());
        assert_eq!(reading, Reading { scenarios: kept.clone(), remarks: Vec::new() });
        assert!(json.contains("non officiel") && json.contains("2026-11-22"));
    }

    #[test]
    fn what_was_altered_is_named_and_the_rest_is_kept() {
        let kept = kept();
        let mut json = serde_json::to_value(write(&kept, "", None)).unwrap();
        let altered =
            json["scenarios"][1]["scenario"].as_str().unwrap().replace("taille=4", "taille=1");
        json["scenarios"][1]["scenario"] = altered.into();
        let reading = read(&parsed(&json));
        assert_eq!(reading.scenarios, [kept[0].clone(), kept[2].clone()]);
        assert!(reading.remarks[0].starts_with("Scénario 2"), "{:?}", reading.remarks);
    }

    #[test]
    fn a_file_is_read_up_to_the_limit_and_what_the_device_keeps_to_its_end() {
        let many = vec![Named::new("A", Scenario::opening()); MOST + 1];
        let json = serde_json::to_value(write(&many, "", None)).unwrap();
        let file = read(&parsed(&json));
        assert_eq!((file.scenarios.len(), file.remarks.len()), (MOST, 1));
        let kept = read_all(&parsed(&json));
        assert_eq!((kept.scenarios.len(), kept.remarks.len()), (MOST + 1, 0));
    }

    #[test]
    fn foreign_files_are_refused_in_a_sentence() {
        for json in [
            serde_json::json!(null),
            serde_json::json!([]),
            serde_json::json!({}),
            serde_json::json!({"format": "autre", "version": "1", "scenarios": []}),
            serde_json::json!({"format": FORMAT, "version": 2, "scenarios": []}),
            serde_json::json!({"format": FORMAT, "version": "1", "scenarios": {}}),
            serde_json::json!({"format": FORMAT, "version": "1", "scenarios": [null]}),
            serde_json::json!({"format": FORMAT, "version": "1", "scenarios": [{"nom": 1, "scenario": ""}]}),
            serde_json::json!({"format": FORMAT, "version": "1", "scenarios": [{"scenario": "v=1"}]}),
        ] {
            let reading = read(&parsed(&json));
            assert_eq!(reading.remarks.len(), 1, "{json}");
            assert_eq!(reading.scenarios, [], "{json}");
        }
    }
}
