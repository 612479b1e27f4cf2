//! The invariants of ARCHITECTURE.md that a compiler does not keep.

use std::fs;
use std::path::{Path, PathBuf};

/// Every source file of the program with its path below `src`, tests inside it left out.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
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
    assert_eq!(offences("yew::", &["view", "main.rs", "browser.rs"]), Vec::<String>::new());
}

#[test]
fn only_the_browser_module_touches_the_window() {
    for word in ["window()", "document()", "local_storage", "js_sys::Date"] {
        assert_eq!(offences(word, &["browser.rs"]), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn no_float_holds_money() {
    for word in ["f32", "f64"] {
        assert_eq!(offences(word, &["api/"]), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn only_money_rounds() {
    for word in ["round_dp", ".round()"] {
        assert_eq!(offences(word, &["money.rs", "api/read.rs"]), Vec::<String>::new(), "{word}");
    }
}

/// Round thousands are how the agreement prints its amounts.
#[test]
fn no_amount_of_the_agreement_stands_in_the_code() {
    let limits =
        ["MAX_POPULATION: u32 = 10_000_000", "MAX_MEMBERS: u32 = 100_000", "FULL_HUNDREDTHS"];
    let amounts = offences("000", &["link.rs"]).into_iter().filter(|line| {
        let digits = line.replace('_', "");
        let amount = digits.split(|letter: char| !letter.is_ascii_digit());
        let large =
            amount.filter_map(|number| number.parse::<u64>().ok()).any(|number| number >= 5_000);
        large && !limits.iter().any(|limit| line.contains(limit)) && !line.contains('"')
    });
    assert_eq!(amounts.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn files_are_short() {
    for (file, text) in sources() {
        assert!(text.lines().count() <= 400, "{file} is too long");
    }
}
