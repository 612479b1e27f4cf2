//! Ten times as much to read takes about ten times as long: nothing hangs on a text made to be slow.
//!
//! What grows with the square takes a hundred times as long. The limit between the two is generous, each
//! time is the best of several, and only a ratio is looked at.

use std::time::{Duration, Instant};

use simulateur_cpts::api::json;
use simulateur_cpts::communes::Communes;
use simulateur_cpts::library::one_line;
use simulateur_cpts::perimeter::Perimeter;
use simulateur_cpts::{fields, file, link};

use super::inputs::sealed;

const LIMIT: f64 = 35.0;
const SMALL: usize = 4_000;

fn best(work: &impl Fn()) -> Duration {
    let time = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..5).map(|_| time()).min().unwrap()
}

/// Reads a text made `SMALL`, then ten times as large.
fn grows_evenly(name: &str, make: impl Fn(usize) -> String, read: impl Fn(&str)) {
    let (small, large) = (make(SMALL), make(10 * SMALL));
    let ratio = || {
        let (small, large) = (best(&|| read(&small)), best(&|| read(&large)));
        large.as_secs_f64() / small.as_secs_f64().max(1e-6)
    };
    // One bad moment of the machine is no finding.
    let ratio = (0..3).map(|_| ratio()).find(|ratio| *ratio < LIMIT);
    assert!(ratio.is_some(), "{name}: ten times as much takes over {LIMIT} times as long");
}

fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn a_long_link_takes_long_in_proportion() {
    let read = |text: &str| drop(link::read(text));
    let link = |pairs: String| format!("#/?{}", sealed(&format!("v=1{pairs}")));
    grows_evenly("unknown keys", |n| link(many(n, |i| format!("&k{i}=1"))), read);
    grows_evenly("one key", |n| link("&taille=3".repeat(n)), read);
    grows_evenly("unreadable values", |n| link(many(n, |i| format!("&acces={i}x"))), read);
    grows_evenly(
        "communes",
        |n| link(format!("&communes={}", many(n, |i| format!("_{i:05}")))),
        read,
    );
    grows_evenly("leaving out", |n| link(format!("&communes=01{}", "-01001".repeat(n))), read);
    grows_evenly("rates", |n| link(format!("&acces=80{}", "_1-2-3-4-5".repeat(n))), read);
    grows_evenly("digits", |n| link(format!("&habitants={}", "9".repeat(10 * n))), read);
    grows_evenly("crises", |n| link(format!("&crises={}", "12345".repeat(n))), read);
    grows_evenly("separators", |n| format!("#/?{}", "&fin=".repeat(n)), read);
    grows_evenly("slashes", |n| format!("#{}", "/".repeat(n * 10)), read);
    grows_evenly("percents", |n| format!("#/?{}", "%26".repeat(n)), read);
}

#[test]
fn a_long_text_takes_long_in_proportion() {
    let text = |n: usize| "9 ".repeat(n * 10);
    grows_evenly("population", text, |text| _ = fields::population(text));
    grows_evenly("rate", text, |text| _ = fields::rate(text));
    grows_evenly("day", |n| "1/".repeat(n), |text| _ = fields::day(text));
    grows_evenly("name", |n| "é\u{202e}\u{301}".repeat(n), |text| drop(one_line(text)));
    grows_evenly("perimeter", |n| "01001_".repeat(n), |text| _ = Perimeter::read(text));
}

#[test]
fn a_large_file_takes_long_in_proportion() {
    let read = |text: &str| drop(json::read(text).map(|value| file::read(&value)));
    let with = |entries: String| {
        format!(r#"{{"format":"simulateur-cpts","version":"1","scenarios":[{entries}{{}}]}}"#)
    };
    grows_evenly(
        "entries",
        |n| with(many(n, |i| format!(r#"{{"nom":"{i}","scenario":"v=1"}},"#))),
        read,
    );
    grows_evenly("keys", |n| format!("{{{}\"z\":1}}", many(n, |i| format!(r#""k{i}":1,"#))), read);
    grows_evenly("one key", |n| format!("{{{}\"z\":1}}", r#""format":1,"#.repeat(n)), read);
    grows_evenly(
        "a name",
        |n| with(format!(r#"{{"nom":"{}","scenario":"v=1"}},"#, "x".repeat(10 * n))),
        read,
    );
    grows_evenly(
        "a scenario",
        |n| with(format!(r#"{{"nom":"x","scenario":"{}"}},"#, many(n, |i| format!("k{i}=1&")))),
        read,
    );
}

#[test]
fn a_long_list_of_communes_takes_long_in_proportion() {
    let list = |n: usize| {
        format!("2023\n@01\tAin\n{}", many(n / 100, |_| "\tSaint-É\t10\t400\n".to_string()))
    };
    grows_evenly("communes", list, |text| drop(Communes::read(text.to_string())));
    let whole =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/territories/communes.tsv"));
    let whole = Communes::read(whole.unwrap()).unwrap();
    grows_evenly("a query", |n| "saint ".repeat(n / 20), |query| drop(whole.search(query, 8)));
    grows_evenly(
        "words",
        |n| many(n / 20, |i| format!("a{i} ")),
        |query| drop(whole.search(query, 8)),
    );
}
