//! The address: any text, links damaged on their way, and links made to be believed.

use proptest::prelude::*;
use simulateur_cpts::link::{query, read, read_query, write};
use simulateur_cpts::perimeter::{Code, Perimeter};
use simulateur_cpts::scenario::{Mission, Other};
use simulateur_cpts::{date, fields, tariff};

use super::{accepted, cases, inputs};

/// Links that once did harm, or that every attacker tries first: one a line, read by one loop.
const KNOWN: &str = include_str!("links.txt");

fn obeys(fragment: &str) {
    let reading = read(fragment);
    assert!(reading.remarks.len() <= 10, "{} remarks", reading.remarks.len());
    reading.remarks.iter().for_each(|remark| accepted::readable(remark));
    if let Some(scenario) = reading.scenario {
        accepted::valid(&scenario);
        accepted::adds_up(&scenario);
    }
}

/// A link is believed without a remark only where its check is right.
fn believed_only_when_whole(query: &str) {
    let mut remarks = Vec::new();
    read_query(query, &mut remarks);
    let whole = query.rsplit_once("&fin=").is_some_and(|(pairs, _)| inputs::sealed(pairs) == query);
    assert!(whole || !remarks.is_empty(), "{query}");
}

#[test]
fn known_hostile_links() {
    let links = KNOWN.lines().filter(|line| !line.is_empty() && !line.starts_with("// "));
    for link in links.clone() {
        let raw = link.replace("\\u202e", "\u{202e}").replace("\\0", "\0");
        obeys(&raw);
        for length in (0..raw.len()).filter(|length| raw.is_char_boundary(*length)) {
            obeys(&raw[..length]);
        }
    }
    assert!(links.count() > 40);
}

/// What the reader must say of a pair, decided a second time; `None` where it is more than one value.
fn is_readable(key: &str, value: &str) -> Option<bool> {
    let whole = |least: u64, most: u64| {
        let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let number = value.trim_start_matches('0');
        digits && number.len() < 12 && (least..=most).contains(&number.parse().unwrap_or(0))
    };
    Some(match key {
        "v" => value == "1",
        "bareme" => tariff::all().iter().any(|tariff| tariff.id == value),
        "habitants" => whole(1, 10_000_000),
        "taille" => whole(1, 4),
        "membres" => whole(0, 100_000),
        "delai" => whole(0, 12),
        "signature" => date::read_iso(value).is_ok_and(|day| date::iso(day) == value),
        "crises" => value.chars().all(|year| ('1'..='5').contains(&year)),
        "prorata" => value == "non",
        "communes" => {
            value.split(['-', '_']).filter(|code| !code.is_empty()).count() > 0
                && Perimeter::read(value).is_some()
        }
        "acces" if value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
            fields::rate(value).is_ok()
        }
        _ => match Other::from_slug(key) {
            Some(other) => whole(other.least().into(), other.most().into()),
            None if Mission::from_slug(key).is_some() => return None,
            None => false,
        },
    })
}

fn key() -> impl Strategy<Value = String> {
    let others = Other::ALL.map(Other::slug);
    let known = Mission::ALL.map(Mission::slug).into_iter().chain(others).chain([
        "v",
        "bareme",
        "habitants",
        "taille",
        "communes",
        "membres",
        "signature",
        "crises",
        "prorata",
        "delai",
    ]);
    prop_oneof![
        8 => prop::sample::select(known.collect::<Vec<_>>()).prop_map(str::to_string),
        1 => inputs::text(30).prop_map(|key| key.replace(['&', '='], "")),
    ]
}

/// Pairs with a right check: the reader cannot fall back on the check to refuse them.
fn crafted() -> impl Strategy<Value = (Vec<(String, String)>, String)> {
    let value = prop_oneof![4 => inputs::number_like(), 1 => inputs::text(20)];
    let value = value.prop_map(|value| value.replace('&', ""));
    prop::collection::vec((key(), value), 1..12).prop_map(|pairs| {
        let text: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let sealed = inputs::sealed(&text.join("&"));
        (pairs, sealed)
    })
}

proptest! {
    #![proptest_config(cases(1))]

    #[test]
    fn any_text_is_an_address(text in inputs::text(200)) {
        obeys(&text);
        obeys(&format!("#/?{text}"));
        believed_only_when_whole(&text);
    }

    #[test]
    fn damaged_links_are_noticed((scenario, damaged) in inputs::damaged_query(), section in inputs::section()) {
        believed_only_when_whole(&damaged);
        obeys(&format!("#/{}?{damaged}", section.slug()));
        if damaged == query(&scenario) {
            prop_assert_eq!(read(&write(section, &scenario)).scenario, Some(scenario));
        }
    }

    #[test]
    fn crafted_links_get_no_value_past_the_rules((pairs, query) in crafted()) {
        obeys(&format!("#/?{query}"));
        let mut remarks = Vec::new();
        read_query(&query, &mut remarks);
        let said: Option<Vec<bool>> = pairs.iter().map(|(key, value)| is_readable(key, value)).collect();
        if let Some(said) = said {
            prop_assert_eq!(remarks.is_empty(), said.iter().all(|readable| *readable), "{:?}", remarks);
        }
    }

    #[test]
    fn a_territory_in_a_link_reads_back_or_is_refused(text in inputs::number_like()) {
        if let Some(perimeter) = Perimeter::read(&text) {
            prop_assert_eq!(perimeter.to_string(), text.clone());
        }
        if let Some(code) = Code::read(&text) {
            prop_assert_eq!(code.to_string(), text);
        }
    }
}

proptest! {
    #![proptest_config(cases(20))]

    #[test]
    fn a_link_cut_anywhere_is_noticed(scenario in inputs::scenario()) {
        let whole = query(&scenario);
        for length in 0..whole.len() {
            let mut remarks = Vec::new();
            accepted::valid(&read_query(&whole[..length], &mut remarks));
            prop_assert!(!remarks.is_empty(), "{}", &whole[..length]);
        }
    }

    #[test]
    fn whatever_is_accepted_leaves_as_files((_, query) in crafted(), name in inputs::text(150)) {
        let scenario = read_query(&query, &mut Vec::new());
        accepted::leaves_as_files(&name, &scenario);
    }
}
