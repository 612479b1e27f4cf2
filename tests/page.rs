//! The page as it is written on the host: what a reader without JavaScript gets.

use simulateur_cpts::contract::Contract;
use simulateur_cpts::date;
use simulateur_cpts::engine::simulate;
use simulateur_cpts::explain;
use simulateur_cpts::link::{Section, write};
use simulateur_cpts::money::{Euros, Rate};
use simulateur_cpts::scenario::{Action, CrisisPlan, Mission, Other, Scenario, Size, Start};
use simulateur_cpts::schedule::plan;
use simulateur_cpts::structures::check::read;
use simulateur_cpts::structures::hint;
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
fn the_page_opens_with_a_size_3_community() {
    let html = simulator("");
    assert_cents(&html, "total", Euros::whole(370_000));
    assert!(html.contains("370\u{202f}000\u{a0}€"));
    assert_eq!(html.matches("role=\"status\"").count(), 1);
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
fn every_amount_on_the_page_is_the_engine_s() {
    let base = Scenario::opening().after(Action::Population(Some(200_000)));
    let scenario = base
        .after(Action::Members(120))
        .after(Action::Select(Mission::Qualite, true))
        .after(Action::Plan(CrisisPlan::Update))
        .after(Action::Crisis(true));
    let simulation = simulate(&scenario);
    let year = &simulation.year;
    let html = page(&scenario);
    let check = |path: &str, expected| assert_cents(&html, path, expected);
    check("total", year.total());
    check("functioning", year.functioning.amount);
    check("fixed", year.fixed());
    check("variable", year.variable());
    check("uplift", year.uplift());
    check("usualYear", simulation.usual_year);
    check("ceiling", simulation.ceiling);
    for line in &year.missions {
        let slug = line.mission.slug();
        check(&format!("missions.{slug}.fixed"), line.fixed.amount);
        check(&format!("missions.{slug}.variable"), line.variable.amount);
        check(&format!("missions.{slug}.uplift"), line.uplift());
        check(&format!("missions.{slug}.total"), line.total());
    }
    assert!(cents(&html, "missions.accompagnement.total").is_empty());
}

#[test]
fn the_additional_functioning_makes_it_year_one() {
    let day = simulateur_cpts::date::read_iso("2022-09-29").ok();
    let html = page(&Scenario::opening().after(Action::Signature(day)));
    assert!(html.contains("année 1 du contrat"));
    assert_eq!(cents(&html, "additional").first(), Some(&56_250_00));
}

#[test]
fn a_tariff_that_is_not_in_force_says_so() {
    let draft = tariff::find("projet-2019").unwrap();
    let html = page(&Scenario::opening().after(Action::Tariff(draft)));
    assert!(html.contains("Ce barème n’est pas en vigueur."));
    assert!(html.contains("mise de côté"));
    assert!(!simulator("").contains("pas en vigueur"));
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
fn the_territory_says_how_far_the_next_size_is() {
    let html = page(&Scenario::opening().after(Action::Population(Some(155_520))));
    assert!(html.contains("Il manque 19\u{202f}481\u{a0}habitants pour la taille\u{a0}4."));
    let differs = Scenario::opening()
        .after(Action::Population(Some(155_520)))
        .after(Action::Size(Size::ALL[0]));
    assert!(page(&differs).contains("ne correspond pas à ce nombre"));
}

#[test]
fn a_core_mission_that_is_off_is_to_be_started() {
    let html = page(&Scenario::opening().after(Action::Select(Mission::Prevention, false)));
    assert!(html.contains("À démarrer. "));
    assert!(html.contains("au plus tard 12\u{a0}mois après la signature"));
}

#[test]
fn a_broken_link_is_said_and_the_rest_is_kept() {
    let html = simulator("#/?v=1&taille=2&acces=8");
    assert!(html.contains("Le lien n’a pas pu être lu en entier."));
    assert_cents(&html, "total", Euros::whole(295_000));
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
fn the_structures_show_what_each_is_paid_and_where_it_is_printed() {
    let scenario = Scenario::opening()
        .after(Action::Other(Other::EssDoctors, Some(8)))
        .after(Action::Other(Other::MspPoints, Some(8_500)));
    let html =
        simulator(&write(Section::Structures, &scenario)).replace(['\u{202f}', '\u{a0}'], " ");
    for amount in ["10 000 à 30 000 €", "330 000 €", "347 500 €", "1 810 000 €"] {
        assert!(html.contains(amount), "{amount}");
    }
    for hint in Other::ALL.map(hint) {
        assert!(html.contains(&hint.replace(['\u{202f}', '\u{a0}'], " ")), "{hint}");
    }
    assert!(html.contains("Sans date de signature"));
    assert_eq!(html.matches("role=\"status\"").count(), 1);
    assert!(
        html.contains("aria-label=\"Sur cinq ans : ESP 30 000 €, ESS 330 000 €, MSP 347 500 €")
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

/// Hash policies forbid both.
#[test]
fn nothing_is_styled_or_scripted_in_place() {
    for (name, html) in prerender() {
        assert!(!html.contains(" style=") && !html.contains(" onclick="), "{name}");
    }
}

#[test]
fn every_amount_of_the_contract_is_the_schedule_s() {
    let start = date::read_iso("2027-07-01").unwrap();
    let scenario = Scenario::opening()
        .after(Action::Size(Size::ALL[1]))
        .after(Action::Signature(date::read_iso("2027-01-01").ok()))
        .after(Action::Start(Mission::Acces, Start::On(start)))
        .after(Action::AllStarts(Start::AtLimit))
        .after(Action::YearRate(Mission::Acces, 2, Rate::ZERO))
        .after(Action::CrisisYear(3, true));
    let plan = plan(&Contract::of(&scenario).unwrap());
    let html = simulator(&write(Section::Contract, &scenario));
    assert_cents(&html, "plan.total", plan.total());
    assert_cents(&html, "total", simulate(&scenario).year.total());
    for year in &plan.years {
        let path = format!("plan.years.{}", year.index);
        assert_cents(&html, &format!("{path}.total"), year.due.total());
        assert_cents(&html, &format!("{path}.functioning"), year.due.functioning.amount);
        for line in &year.due.missions {
            let path = format!("{path}.missions.{}.total", line.mission.slug());
            assert_cents(&html, &path, line.total());
        }
    }
    for (year, amount) in plan.calendar_years() {
        assert_cents(&html, &format!("plan.calendarYears.{year}"), amount);
    }
    for (index, payment) in plan.payments.iter().enumerate() {
        assert_cents(&html, &format!("plan.payments.{index}.amount"), payment.amount);
    }
    assert_eq!(html.matches("role=\"status\"").count(), 1);
}

#[test]
fn a_contract_without_a_day_of_signature_asks_for_it() {
    let html = simulator(&write(Section::Contract, &Scenario::opening()));
    assert!(html.contains("Indiquez la date de signature"));
    assert!(!html.contains("data-amount=\"plan"));
}
