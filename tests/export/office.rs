//! Drives `LibreOffice`, many files in one run because starting it is slow.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use time::Date;

use crate::book::Book;
use crate::documents::{Change, Typed};

/// A file to open and what to type into its inputs, one change after the other.
pub struct Job {
    pub file: Vec<u8>,
    pub kind: &'static str,
    pub changes: Vec<Change>,
}

/// What `LibreOffice` made of it: the book as it opens, then after each change.
pub struct Computed {
    /// How many cached values were replaced by nonsense before it was opened.
    pub poisoned: u64,
    pub books: Vec<Book>,
}

/// Runs the jobs in a folder of this name.
pub fn run(name: &str, jobs: &[Job]) -> Vec<Computed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut list = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        let path = folder.join(format!("{index}.{}", job.kind));
        fs::write(&path, &job.file).unwrap();
        let changes: Vec<_> = job.changes.iter().map(cells).collect();
        list.push(json!({"path": path, "kind": job.kind, "changes": changes}));
    }
    fs::write(folder.join("jobs.json"), Value::from(list).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/office.py");
    let output = Command::new(python()).arg(script).arg(&folder).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "LibreOffice could not be driven:\n{errors}");
    let results = fs::read_to_string(folder.join("results.json")).unwrap();
    let results: Vec<Value> = serde_json::from_str(&results).unwrap();
    assert_eq!(results.len(), jobs.len());
    results.iter().map(computed).collect()
}

fn computed(result: &Value) -> Computed {
    let books = result["books"].as_array().unwrap().iter().map(Book::from_json);
    Computed { poisoned: result["poisoned"].as_u64().unwrap(), books: books.collect() }
}

/// The Python that `LibreOffice` talks to: Debian's own knows it, others in front of it may not.
fn python() -> &'static str {
    let knows_office = |python: &&str| {
        let output = Command::new(python).args(["-c", "import uno"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    let python = ["/usr/bin/python3", "python3"].into_iter().find(knows_office);
    let office = Command::new("soffice").arg("--version").output();
    let missing = "these tests need LibreOffice and its Python bridge: install the packages \
                   libreoffice-calc-nogui and python3-uno, or run `cargo xtask test --all`, which does";
    assert!(office.is_ok_and(|output| output.status.success()), "{missing}");
    python.expect(missing)
}

fn cells(change: &Change) -> Value {
    change.iter().map(|(cell, typed)| json!([cell, value(typed)])).collect()
}

fn value(typed: &Typed) -> Value {
    match typed {
        Typed::Nothing => Value::Null,
        Typed::Text(text) => json!(text),
        Typed::Whole(number) => json!(number),
        Typed::Hundredths(hundredths) => json!(f64::from(*hundredths) / 10_000.0),
        Typed::Day(day) => {
            let zero = Date::from_calendar_date(1899, time::Month::December, 30).unwrap();
            json!((*day - zero).whole_days())
        }
    }
}
