//! The section *Comprendre* and what it promises to the rest of the page: every abbreviation explained,
//! every link answered, every block with its sources.

use std::collections::BTreeSet;

use simulateur_cpts::link::{Section, read, write};
use simulateur_cpts::scenario::{Action, Mission, Scenario, Size};
use simulateur_cpts::tariff;
use simulateur_cpts::view::{prerender, simulator};

const NONE: Vec<String> = Vec::new();

fn fragment(wanted: &str) -> String {
    let found = prerender().into_iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("no {wanted}")).1
}

/// The sections that the program writes, in states that show as many words as possible.
fn dynamic() -> Vec<String> {
    let day = simulateur_cpts::date::read_iso("2022-09-29").ok();
    let scenario = Scenario::opening()
        .after(Action::Population(Some(79_500)))
        .after(Action::Size(Size::ALL[3]))
        .after(Action::Members(99))
        .after(Action::Signature(day))
        .after(Action::Select(Mission::Parcours, false));
    let draft = scenario.after(Action::Tariff(tariff::find("projet-2019").unwrap()));
    let pages = Section::ALL.into_iter().flat_map(|section| {
        [Scenario::opening(), scenario, draft].map(|scenario| simulator(&write(section, &scenario)))
    });
    pages.chain([simulator("#/?v=2&taille=9&acces=8")]).collect()
}

/// What a reader sees, and what is read out instead.
fn text(html: &str) -> String {
    let spoken = html.split(" aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let shown = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    shown.chain(spoken).collect::<Vec<_>>().join(" ")
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let marker = format!(" {name}=\"");
    let starts = html.match_indices(&marker).map(|(at, _)| at + marker.len());
    starts.map(|start| html[start..].split('"').next().unwrap()).collect()
}

/// Words of two capitals or more.
fn abbreviations(html: &str) -> BTreeSet<String> {
    /// Numbers in Roman figures, and the levels of conformity of the rules on accessibility.
    const OTHER: [&str; 3] = ["II", "AA", "AAA"];
    let text = text(html);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let capitals = |word: &&str| {
        word.chars().filter(|letter| letter.is_uppercase()).count() > 1
            && word.chars().all(char::is_uppercase)
    };
    words.filter(capitals).filter(|word| !OTHER.contains(word)).map(str::to_string).collect()
}

fn place(term: &str) -> String {
    format!("/comprendre/{}", term.to_lowercase())
}

#[test]
fn every_abbreviation_of_the_page_is_in_the_glossary() {
    let template = include_str!("../index.html").split("<body>").nth(1).unwrap();
    let help = fragment("comprendre");
    let explained: BTreeSet<_> = attributes(&help, "id").into_iter().collect();
    let parts = prerender().into_iter().map(|(_, html)| html);
    let pages = parts.chain(dynamic()).chain([template.to_string()]);
    let used: BTreeSet<_> = pages.flat_map(|html| abbreviations(&html)).collect();
    assert!(used.len() > 15, "{used:?}");
    let missing = used.into_iter().filter(|term| !explained.contains(place(term).as_str()));
    assert_eq!(missing.collect::<Vec<_>>(), NONE);
}

#[test]
fn the_foot_leads_to_every_abbreviation_of_the_sections_that_change() {
    let foot = fragment("pied");
    let links: BTreeSet<_> = attributes(&foot, "href").into_iter().collect();
    let used: BTreeSet<_> = dynamic().iter().flat_map(|html| abbreviations(html)).collect();
    let missing =
        used.into_iter().filter(|term| !links.contains(format!("#{}", place(term)).as_str()));
    assert_eq!(missing.collect::<Vec<_>>(), NONE);
}

#[test]
fn the_first_abbreviation_of_every_fixed_part_is_linked() {
    for name in ["structures", "bareme", "comprendre", "pied"] {
        assert!(fragment(name).contains("<a href=\"#/comprendre/cpts\">CPTS</a>"), "{name}");
    }
}

#[test]
fn every_place_that_a_link_names_is_there_and_opens() {
    let help = fragment("comprendre");
    let ids: BTreeSet<_> = attributes(&help, "id").into_iter().collect();
    let parts = prerender();
    let links = parts.iter().flat_map(|(_, html)| attributes(html, "href"));
    let inside: BTreeSet<_> = links.filter(|link| link.starts_with("#/")).collect();
    assert!(inside.len() > 30);
    for link in inside {
        let reading = read(link);
        assert_eq!((reading.remarks, reading.scenario), (NONE, None), "{link}");
        if reading.anchor.is_some() {
            assert!(ids.contains(&link[1..]), "{link} leads nowhere");
        }
    }
    for id in ids.iter().filter(|id| id.starts_with('/')) {
        assert!(read(&format!("#{id}")).anchor.is_some(), "{id} has no address");
    }
}

#[test]
fn every_block_and_every_answer_names_dated_sources() {
    let help = fragment("comprendre");
    let blocks: Vec<_> = help.split("<article").skip(1).collect();
    let (glossary, blocks) = blocks.split_last().unwrap();
    assert!(glossary.contains("/comprendre/glossaire"));
    let answers =
        blocks.iter().find(|block| block.contains("id=\"/comprendre/questions\"")).unwrap();
    for text in blocks.iter().copied().chain(answers.split("<details").skip(1)) {
        let sources: Vec<_> = text.split("<div class=\"cpts-sources\">").skip(1).collect();
        assert!(!sources.is_empty(), "no source: {text}");
        for source in sources.iter().flat_map(|list| list.split("<li>").skip(1)) {
            let source = source.split("</li>").next().unwrap();
            let year = |word: &str| word.len() == 4 && (word.starts_with("20"));
            let dated = source.split(|letter: char| !letter.is_alphanumeric()).any(year);
            assert!(dated || source.contains("document non daté"), "no date: {source}");
        }
    }
}

#[test]
fn the_prose_is_set_in_french_and_complete() {
    let help = text(&fragment("comprendre"));
    for unset in ["'", " :", " ;", " ?", " !", " %", " €", "« ", " »", "{{", "}}"] {
        assert!(!help.contains(unset), "{unset:?}");
    }
    for amount in ["287\u{202f}500", "250\u{202f}000", "237\u{202f}500", "99\u{202f}698,63"] {
        assert!(help.contains(&format!("{amount}\u{a0}€")), "{amount}");
    }
    // The declaration of accessibility is as long as the list of what is tried.
    let (before, after) = help.split_once("Déclaration d’accessibilité").unwrap();
    let prose = [before, after.split_once("Paris Cedex").unwrap().1];
    let words: usize = prose.iter().map(|part| part.split_whitespace().count()).sum();
    assert!((1_800..3_000).contains(&words), "{words} words");
}

#[test]
fn the_declaration_of_accessibility_claims_only_what_a_test_names() {
    let list = include_str!("../src/view/understand/accessibility.txt");
    let help = fragment("comprendre");
    let mut claims = 0;
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let [browser, file, name, sentence] = line.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let path = format!("{}/tests/browser/{file}.test.mjs", env!("CARGO_MANIFEST_DIR"));
        let tests =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let is_named = |call: &str| {
            ['"', '`'].iter().any(|quote| tests.contains(&format!("{call}({quote}{name}")))
        };
        assert!(is_named("test") || is_named("thorough"), "{file} has no test {name}");
        let start: String =
            sentence.chars().take_while(|letter| !"'{:%".contains(*letter)).collect();
        assert!(help.contains(start.trim_end()) && help.contains(browser), "{sentence}");
        claims += 1;
    }
    let declared = help.split("/comprendre/accessibilite").nth(1).unwrap();
    let items = declared.split("Pas essayé").next().unwrap().matches("<li>").count();
    assert!(claims > 8 && items == claims, "{items} sentences for {claims} claims");
}
