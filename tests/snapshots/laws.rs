//! What holds in every view.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use scraper::{ElementRef, Html};

use super::outline::outline;
use super::page::{Page, ancestors, elements, is_hidden, role, spoken};
use super::{VIEWS, spelling};

const NONE: Vec<String> = Vec::new();

static WRITTEN: LazyLock<Vec<(&'static str, String)>> =
    LazyLock::new(|| VIEWS.iter().map(|(name, view)| (*name, view())).collect());

fn trees() -> impl Iterator<Item = (&'static str, Html)> {
    WRITTEN.iter().map(|(name, html)| (*name, Html::parse_fragment(html)))
}

/// What is wrong in the views, each fault with its view.
fn faults(find: impl Fn(&Page) -> Vec<String>) -> Vec<String> {
    let of_view = |(name, html): (&str, Html)| {
        let found = find(&Page::of(&html)).into_iter();
        found.map(|fault| format!("{name}: {fault}")).collect::<Vec<_>>()
    };
    trees().flat_map(of_view).collect()
}

/// The views that hold what never changes, and stand below every other one.
fn is_fixed(name: &str) -> bool {
    ["words_on_structures", "tables_of_the_tariffs", "help", "foot", "choices_for_hosts"]
        .contains(&name)
}

fn named(element: ElementRef) -> String {
    element.html().chars().take(120).collect()
}

fn is_shown(element: ElementRef) -> bool {
    let off = |of: ElementRef| is_hidden(of) || of.attr("aria-hidden") == Some("true");
    !off(element) && !ancestors(element).any(off)
}

#[test]
fn every_control_has_a_name() {
    const CALLED: [&str; 18] = [
        "link",
        "button",
        "textbox",
        "searchbox",
        "radio",
        "radiogroup",
        "checkbox",
        "slider",
        "table",
        "region",
        "article",
        "navigation",
        "combobox",
        "listbox",
        "option",
        "img",
        "heading",
        "file",
    ];
    let nameless = faults(|page| {
        let controls =
            page.all().filter(|element| role(*element).is_some_and(|role| CALLED.contains(&role)));
        let nameless =
            controls.filter(|element| is_shown(*element) && page.name(*element).is_empty());
        nameless.map(named).collect()
    });
    assert_eq!(nameless, NONE);
}

#[test]
fn headings_leave_no_gap() {
    let level = |element: ElementRef| element.value().name().strip_prefix('h')?.parse().ok();
    let levels = |page: &Page| page.all().filter_map(level).collect::<Vec<u8>>();
    for (name, html) in trees() {
        let levels = levels(&Page::of(&html));
        // The words on structures stand below those that change, the others have no heading.
        let above = match name {
            "words_on_structures" => 1,
            "foot" | "choices_for_hosts" => continue,
            _ => 0,
        };
        assert!(levels.first() == Some(&(above + 1)), "{name} starts with {levels:?}");
        assert!(levels.is_sorted_by(|before, level| *level <= before + 1), "{name}: {levels:?}");
        assert!(above == 1 || !levels[1..].contains(&1), "{name} has two first headings");
    }
}

/// The `id`s of the page around its sections: those of the template, and of what never changes.
fn around() -> Vec<String> {
    let ids = |html: &Html| {
        let ids = elements(html.root_element()).filter_map(|element| element.attr("id"));
        ids.map(str::to_string).collect::<Vec<_>>()
    };
    let template = ids(&Html::parse_document(include_str!("../../index.html")));
    let fixed = trees().filter(|(name, _)| is_fixed(name) && *name != "choices_for_hosts");
    template.into_iter().chain(fixed.flat_map(|(_, html)| ids(&html))).collect()
}

#[test]
fn an_id_is_used_once_and_what_refers_to_one_finds_it() {
    const REFERENCES: [&str; 6] = [
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-activedescendant",
        "list",
    ];
    let others = around();
    for (name, html) in trees() {
        let page = Page::of(&html);
        let mut known: BTreeSet<&str> = BTreeSet::new();
        if !is_fixed(name) {
            known.extend(others.iter().map(String::as_str));
        }
        for id in page.all().filter_map(|element| element.attr("id")) {
            assert!(known.insert(id), "{name}: two elements have the id {id}");
        }
        for element in page.all() {
            let ids = REFERENCES
                .iter()
                .filter_map(|name| element.attr(name))
                .flat_map(str::split_ascii_whitespace);
            for id in ids {
                assert!(page.has(id), "{name}: no element has the id {id} of {}", named(element));
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_tells_nothing() {
    let places: BTreeSet<String> = around().into_iter().collect();
    let wrong = faults(|page| {
        let links = page.all().filter(|element| element.value().name() == "a");
        let is_wrong = |link: &ElementRef| {
            let Some(target) = link.attr("href") else { return true };
            let Some(inside) = target.strip_prefix('#') else {
                return !(target.starts_with("https://") && link.attr("rel") == Some("noreferrer"));
            };
            let reading = simulateur_cpts::link::read(target);
            !reading.remarks.is_empty() || reading.anchor.is_some() && !places.contains(inside)
        };
        links.filter(is_wrong).map(named).collect()
    });
    assert_eq!(wrong, NONE);
}

#[test]
fn an_amount_has_one_value_and_is_written_as_it_is() {
    let wrong = faults(|page| {
        let mut values: BTreeMap<&str, &str> = BTreeMap::new();
        let mut wrong = Vec::new();
        for element in page.all() {
            let Some(path) = element.attr("data-amount") else { continue };
            let cents = element.attr("data-cents").unwrap_or_default();
            if *values.entry(path).or_insert(cents) != cents {
                wrong.push(format!("{path} has two values"));
            }
            let text: String = element.text().collect();
            if spelling::cents(&text).map(|read| read.to_string()).as_deref() != Some(cents) {
                wrong.push(format!("{path} is {cents} cents and reads {text}"));
            }
        }
        // Who hears the name of a button hears the amount that it shows.
        for button in page.all().filter(|element| element.value().name() == "button") {
            let text: String = button.text().collect();
            if button.attr("aria-expanded").is_some() && !page.name(button).starts_with(text.trim())
            {
                wrong.push(format!("{} shows {text}", page.name(button)));
            }
        }
        wrong
    });
    assert_eq!(wrong, NONE);
}

#[test]
fn numbers_are_written_the_french_way() {
    let mut thousands = 0;
    for (name, html) in trees() {
        let text = outline(&html);
        thousands += text.matches('␣').count();
        for line in text.lines() {
            assert_eq!(spelling::fault(line), None, "{name}: {line}");
        }
    }
    assert!(thousands > 1_000, "{thousands}");
}

/// Hash policies forbid style and scripts in place; number fields change under a wheel.
#[test]
fn nothing_is_styled_scripted_or_typed_as_a_number() {
    let wrong = faults(|page| {
        let is_wrong = |element: &ElementRef| {
            let mut attributes = element.value().attrs();
            attributes.any(|(name, value)| {
                name == "style"
                    || name == "title"
                    || name.starts_with("on")
                    || (name, value) == ("type", "number")
            })
        };
        page.all().filter(is_wrong).map(named).collect()
    });
    assert_eq!(wrong, NONE);
}

#[test]
fn one_region_speaks() {
    for (name, html) in trees() {
        let page = Page::of(&html);
        let speaks = |element: &ElementRef| {
            element.attr("aria-live").is_some()
                || matches!(role(*element), Some("status" | "alert" | "log"))
        };
        let speaking: Vec<_> = page.all().filter(speaks).map(named).collect();
        assert_eq!(speaking.len(), usize::from(!is_fixed(name)), "{name}: {speaking:?}");
        let phrase = page.all().find_map(|element| element.attr("data-phrase"));
        let is_sentence = |text: &str| text.ends_with('.') || text.ends_with("par an");
        assert!(phrase.is_none_or(is_sentence), "{name}: {phrase:?}");
    }
}

#[test]
fn tables_name_what_their_cells_are_about() {
    let wrong = faults(|page| {
        let tables = page.all().filter(|element| element.value().name() == "table");
        tables.flat_map(|table| headers(page, table)).collect()
    });
    assert_eq!(wrong, NONE);
}

fn headers(page: &Page, table: ElementRef) -> Vec<String> {
    let name = page.name(table);
    let scopes = |of: ElementRef| {
        elements(of).filter_map(|cell| cell.attr("scope").map(str::to_string)).collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    let all = scopes(table);
    if name.is_empty() || !all.iter().any(|scope| scope == "row") {
        wrong.push(format!("{name} has no headers: {}", named(table)));
    }
    for header in elements(table).filter(|cell| cell.value().name() == "th") {
        if !matches!(header.attr("scope"), Some("col" | "row" | "rowgroup")) {
            wrong.push(format!("no scope: {}", spoken(header)));
        }
    }
    for body in elements(table).filter(|part| part.value().name() == "tbody") {
        if scopes(body).iter().filter(|scope| *scope == "rowgroup").count() > 1 {
            wrong.push(format!("{name}: two groups of rows in one"));
        }
    }
    wrong
}

/// Where every explanation is open, each button has one: an amount, its terms or its formula, its sources.
#[test]
fn every_explanation_has_its_formula_and_its_sources() {
    const SOURCES: [&str; 4] = ["avenant", "annexe", "article", "Journal officiel"];
    for (name, html) in trees().filter(|(name, _)| name.ends_with("explained")) {
        let page = Page::of(&html);
        let buttons =
            page.all().filter(|element| element.attr("aria-expanded") == Some("true")).count();
        let panels: Vec<_> =
            page.all().filter(|element| element.attr("class") == Some("cpts-panel")).collect();
        assert!(
            buttons > 20 && panels.len() == buttons,
            "{name}: {} for {buttons} buttons",
            panels.len()
        );
        for panel in panels {
            let text = spoken(panel);
            assert!(text.matches('€').count() > 1, "{name}, no terms: {text}");
            let list =
                elements(panel).find(|element| element.attr("aria-label") == Some("Sources"));
            let sources = list.map(spoken).unwrap_or_default();
            let is_our_own = text.contains("aucun texte ne l’utilise");
            assert!(
                is_our_own || SOURCES.iter().any(|word| sources.contains(word)),
                "{name}, no source: {text}"
            );
        }
    }
}

/// A cell names its sources by letters: each is in the list, with its document.
#[test]
fn every_letter_of_a_source_is_in_the_list() {
    for (name, html) in trees().filter(|(name, _)| *name == "words_on_structures") {
        let page = Page::of(&html);
        let texts = |wanted: &'static str| {
            page.all().filter(move |element| element.value().name() == wanted).map(spoken)
        };
        let listed: BTreeSet<String> =
            texts("dt").map(|term| term.replace("Source ", "")).collect();
        let mut used = 0;
        for sources in
            texts("small").filter_map(|text| Some(text.strip_prefix("Source ")?.to_string()))
        {
            for source in sources.split(" · ") {
                let letter = source.split(',').next().unwrap_or_default();
                let is_dated = source.contains("20") || source.contains("non daté");
                assert!(listed.contains(letter) && is_dated, "{name}: {source} among {listed:?}");
                used += 1;
            }
        }
        assert!(used > 36, "{used}");
    }
}
