//! The invariants of ARCHITECTURE.md that a compiler does not keep.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use simulateur_cpts::tariff;

const NONE: Vec<String> = Vec::new();

/// Every source file of the program with its path below `src`; tests, inside it or in a `tests.rs`, are left out.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    assert!(files.len() > 20, "the sources were found");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap().to_string();
        (path.strip_prefix(&root).unwrap().display().to_string(), program)
    };
    files.into_iter().map(read).collect()
}

/// Lines of code, without comments, that hold a word, in files that may not.
fn offences(word: &str, allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, text) in sources() {
        if allowed.iter().any(|allowed| file.starts_with(allowed)) {
            continue;
        }
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        found.extend(code.filter(|line| line.contains(word)).map(|line| format!("{file}: {line}")));
    }
    found
}

#[test]
fn only_the_page_knows_yew() {
    for word in ["yew::", "use yew", "gloo", "web_sys"] {
        assert_eq!(offences(word, &["view", "main.rs", "browser"]), NONE, "{word}");
    }
}

#[test]
fn only_the_browser_module_touches_the_window() {
    for word in ["window()", "document()", "local_storage", "js_sys::Date"] {
        assert_eq!(offences(word, &["browser"]), NONE, "{word}");
    }
}

/// No clock, no randomness, no input or output, nothing that fails.
#[test]
fn the_engine_only_computes() {
    const IMPURE: [&str; 9] = [
        "std::time",
        "Instant",
        "SystemTime",
        "std::fs",
        "println!",
        "Result<",
        ".unwrap()",
        ".expect(",
        "panic!",
    ];
    for word in IMPURE {
        let found = offences(word, &[]).into_iter().filter(|line| {
            [
                "engine.rs",
                "reach.rs",
                "scenario.rs",
                "schedule.rs",
                "structures.rs",
                "explain.rs",
                "alert.rs",
                "export",
            ]
            .iter()
            .any(|file| line.starts_with(file))
        });
        assert_eq!(found.collect::<Vec<_>>(), NONE, "{word}");
    }
}

/// What each module, with what stands in its folder, may use beside itself; one that is not named here
/// stands further out.
#[test]
fn dependencies_point_one_way() {
    const ALLOWED: [(&str, &[&str]); 15] = [
        ("money", &[]),
        ("date", &[]),
        ("perimeter", &[]),
        ("communes", &["perimeter"]),
        ("tariff", &["money"]),
        ("scenario", &["money", "perimeter", "tariff"]),
        ("engine", &["money", "tariff", "scenario"]),
        ("reach", &["money", "scenario", "engine"]),
        ("contract", &["money", "date", "tariff", "scenario"]),
        ("schedule", &["money", "date", "tariff", "scenario", "contract", "engine"]),
        ("structures", &["money", "date", "tariff", "scenario", "contract", "engine", "schedule"]),
        ("explain", &["money", "date", "tariff", "scenario", "contract", "engine", "schedule"]),
        ("alert", &["money", "date", "tariff", "scenario", "contract", "engine", "schedule"]),
        ("chart", &["money", "date", "engine", "scenario", "schedule", "structures"]),
        (
            "export",
            &[
                "money", "date", "tariff", "scenario", "contract", "engine", "schedule", "explain",
                "alert",
            ],
        ),
    ];
    for (file, text) in sources() {
        let module = file.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else { continue };
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            // Of `crate::{` nothing is left, which no module may use: each is named where it is used.
            for used in line.split("crate::").skip(1) {
                let used = used.split(|letter: char| !letter.is_alphanumeric()).next().unwrap();
                assert!(used == module || allowed.contains(&used), "{file}: {line}");
            }
        }
    }
}

#[test]
fn no_float_holds_money() {
    for word in ["f32", "f64"] {
        assert_eq!(offences(word, &["api/"]), NONE, "{word}");
    }
}

#[test]
fn only_money_rounds() {
    for word in ["round_dp", ".round()", ".ceil()", ".floor()", ".trunc()", "rescale"] {
        assert_eq!(offences(word, &["money.rs", "api/read.rs"]), NONE, "{word}");
    }
}

#[test]
fn no_amount_of_the_agreement_stands_in_the_code() {
    let rows = tariff::all().iter().flat_map(|tariff| {
        let missions = tariff.missions.iter();
        let parts =
            missions.flat_map(|row| [Some(&row.fixed), row.update.as_ref(), Some(&row.variable)]);
        let others = [Some(&tariff.functioning), Some(&tariff.control)];
        parts.chain(others).flatten().chain(tariff.additional.as_ref().map(|found| &found.row))
    });
    let amounts: BTreeSet<u64> = rows.flat_map(|row| row.amounts).map(u64::from).collect();
    let structures = include_str!("../tariffs/structures.json");
    let others = structures.split("\"euros\": ").skip(1);
    let others = others.filter_map(|rest| {
        rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    });
    // 7 is a number of too many things.
    let amounts: BTreeSet<u64> =
        amounts.into_iter().chain(others.filter(|amount| *amount > 7)).collect();
    assert!(amounts.len() > 20 && amounts.contains(&80_105));
    for (file, text) in sources() {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // Numbers are not grouped in the same way everywhere: underscores and narrow spaces go.
            let plain = line.replace(['_', '\u{202f}'], "").replace("\\u{202f}", "");
            let numbers = plain.split(|letter: char| !letter.is_ascii_digit());
            for number in numbers.filter_map(|digits| digits.parse().ok()) {
                // 10 000 and 40 000 are also round numbers of other things.
                let limit = [10_000, 100_000].contains(&number) || line.contains("par exemple");
                assert!(limit || !amounts.contains(&number), "{file}: {line}");
            }
        }
    }
}

#[test]
fn files_are_short() {
    for (file, text) in sources() {
        assert!(text.lines().count() <= 400, "{file} is too long");
    }
}
