//! The page as it is written on the host: what a reader without JavaScript gets.

use simulateur_cpts::engine::simulate;
use simulateur_cpts::explain;
use simulateur_cpts::link::{Section, write};
use simulateur_cpts::money::{Euros, Rate};
use simulateur_cpts::scenario::{Action, Scenario, Size};
use simulateur_cpts::structures::check::read;
use simulateur_cpts::tariff;
use simulateur_cpts::view::{prerender, simulator};

/// The cents of every element that carries this path.
fn cents(html: &str, path: &str) -> Vec<i64> {
    let marker = format!("data-amount=\"{path}\" data-cents=\"");
    let found = html.split(&marker).skip(1);
    found.map(|rest| rest[..rest.find('"').unwrap()].parse().unwrap()).collect()
}

/// The path is on the page, and every element that carries it has this amount.
fn assert_cents(html: &str, path: &str, expected: Euros) {
    let found = cents(html, path);
    assert!(!found.is_empty(), "{path} is not on the page");
    assert!(found.iter().all(|cents| *cents == expected.cents()), "{path}: {found:?}");
}

fn page(scenario: &Scenario) -> String {
    simulator(&write(Section::Simulator, scenario))
}

/// The same text without the links to the glossary inside it.
fn without_glossary(html: &str) -> String {
    let mut pieces = html.split("<a href=\"#/comprendre/");
    let first = pieces.next().unwrap_or_default().to_string();
    pieces.fold(first, |text, piece| {
        let (_, linked) = piece.split_once('>').unwrap();
        text + &linked.replacen("</a>", "", 1)
    })
}

#[test]
fn what_is_nothing_has_no_piece_in_the_bar() {
    let pieces = |html: &str| html.matches("<polygon ").count();
    let scenario = Scenario::opening();
    let bar = pieces(&page(&scenario));
    assert!(bar > 3);
    let html = page(&scenario.with_rate(Rate::ZERO));
    assert_cents(&html, "variable", Euros::ZERO);
    assert_eq!(pieces(&html), bar - 1);
}

#[test]
fn the_total_names_every_reading_it_depends_on() {
    let day = simulateur_cpts::date::read_iso("2022-09-29").ok();
    let scenario =
        Scenario::opening().after(Action::Signature(day)).after(Action::Population(Some(175_000)));
    let explained = explain::total(&simulate(&scenario));
    assert_eq!(explained.interpretations, ["I-01", "I-02", "I-03"]);
}

#[test]
fn what_a_crisis_would_bring_includes_the_uplift() {
    let scenario =
        Scenario::opening().after(Action::Size(Size::ALL[3])).after(Action::Members(100));
    let would = explain::possible_crisis(&simulate(&scenario)).unwrap().value;
    assert_eq!(would, Euros::whole(82_500));
    let crisis = scenario.after(Action::Crisis(true));
    assert_eq!(simulate(&crisis).year.total() - simulate(&scenario).year.total(), would);
    assert_eq!(explain::possible_crisis(&simulate(&crisis)), None);
}

#[test]
fn the_tables_hold_every_amount_source_and_interpretation() {
    let fragments = prerender();
    let (_, tables) = fragments.iter().find(|(name, _)| *name == "bareme").unwrap();
    let tables = without_glossary(tables);
    for tariff in tariff::all() {
        for total in tariff.control.amounts {
            assert!(tables.contains(&simulateur_cpts::money::grouped(total.into())));
        }
        for source in &tariff.sources {
            assert!(tables.contains(source.document));
            assert!(source.address.is_none_or(|address| tables.contains(address)));
        }
        for interpretation in &tariff.interpretations {
            assert!(tables.contains(interpretation.choice));
        }
    }
    assert!(
        !tables.contains("data-amount"),
        "tables never change: they carry no amount of a result"
    );
}

#[test]
fn the_words_on_structures_hold_every_cell_disagreement_and_source() {
    let fragments = prerender();
    let (_, html) = fragments.iter().find(|(name, _)| *name == "structures").unwrap();
    let linked = html;
    // Abbreviations lead to the glossary: their links go.
    let mut tags = html.split('<').map(|piece| format!("<{piece}"));
    let mut html = tags.next().unwrap_or_default().replacen('<', "", 1);
    for piece in tags {
        let link = piece.starts_with("<a ") || piece.starts_with("</a>");
        html += if link { piece.split_once('>').map_or("", |(_, text)| text) } else { &piece };
    }
    let file = read("", include_str!("../tariffs/structures.json")).unwrap();
    let texts =
        file.structures.iter().flat_map(|structure| structure.texts().map(|(_, text)| text));
    let values = file.disagreements.iter().flat_map(|found| found.values.iter());
    for text in texts.chain(values).map(|sourced| sourced.text) {
        assert!(html.contains(text), "{text}");
    }
    for found in &file.disagreements {
        assert!(html.contains(found.outcome) && html.contains(found.subject));
    }
    assert!(file.combinations.iter().all(|found| html.contains(found.text)));
    for source in &file.sources {
        assert!(html.contains(source.document));
        assert!(source.address.is_none_or(|address| linked.contains(address)));
    }
    // 36 cells, each with its sources and their dates.
    assert_eq!(html.matches("<td><p>").count(), 36);
    assert!(html.matches("<small>Source ").count() > 36);
}
