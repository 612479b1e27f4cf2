//! What must hold of every scenario that a door lets in: the bounds of the rules, and a computation that
//! adds up to the end.

use simulateur_cpts::contract::Contract;
use simulateur_cpts::engine::{MissionLine, simulate, total};
use simulateur_cpts::export::{self, Document};
use simulateur_cpts::link::{query, read_query};
use simulateur_cpts::money::{Euros, Rate};
use simulateur_cpts::perimeter::MOST_PARTS;
use simulateur_cpts::reach::reach;
use simulateur_cpts::scenario::{Scenario, Start};
use simulateur_cpts::schedule::{Plan, plan};
use simulateur_cpts::{alert, chart, explain};
use time::Date;

/// Its values are those that the rules allow, and its link gives it back.
pub fn valid(scenario: &Scenario) {
    let population = scenario.territory.population();
    assert!(population.is_none_or(|count| (1..=10_000_000).contains(&count)));
    assert!(scenario.members <= 100_000);
    assert!(scenario.balance_delay_in_months <= 12);
    assert!(scenario.perimeter.parts().count() <= MOST_PARTS);
    scenario.signature.into_iter().for_each(of_the_century);
    for choice in scenario.choices {
        if let Start::On(day) = choice.start {
            of_the_century(day);
        }
        let rates = choice.rates.into_iter().flatten().chain([choice.rate]);
        rates.for_each(|rate| assert!(rate.hundredths() <= Rate::FULL_HUNDREDTHS));
    }
    for (other, value) in scenario.others.said() {
        assert!((other.least()..=other.most()).contains(&value));
    }
    let mut remarks = Vec::new();
    assert_eq!(read_query(&query(scenario), &mut remarks), *scenario);
    assert_eq!(remarks, Vec::<String>::new());
}

fn of_the_century(day: Date) {
    assert!((2000..=2099).contains(&day.year()));
}

/// Everything that is computed from it adds up.
pub fn adds_up(scenario: &Scenario) {
    let simulation = simulate(scenario);
    let year = &simulation.year;
    let missions: Euros = year.missions.iter().map(MissionLine::total).sum();
    assert_eq!(year.functioning.amount + year.additional.amount + missions, year.total());
    for line in &year.missions {
        let explained: Euros = explain::mission(line).iter().map(|part| part.value).sum();
        assert_eq!(explained, line.total());
    }
    assert_eq!(explain::total(&simulation).value, year.total());
    let found = reach(scenario, year.total());
    let enough = found.rate.is_some_and(|rate| total(&scenario.with_rate(rate)) >= year.total());
    assert!(enough && found.min <= year.total() && year.total() <= found.max);
    for alert in alert::alerts(&simulation) {
        assert!(alert.message.ends_with('.'));
    }
    if let Some(contract) = Contract::of(scenario) {
        paid_to_the_cent(&plan(&contract));
    }
}

fn paid_to_the_cent(plan: &Plan) {
    let paid: Euros = plan.payments.iter().map(|payment| payment.amount).sum();
    assert_eq!(paid, plan.total());
    let by_calendar: Euros = plan.calendar_years().into_iter().map(|(_, amount)| amount).sum();
    assert_eq!(by_calendar, plan.total());
    for year in &plan.years {
        assert!(year.due.missions.iter().all(|line| line.total() >= Euros::ZERO));
    }
    assert!(plan.payments.iter().all(|payment| payment.amount > Euros::ZERO));
    for alert in alert::contract_alerts(plan) {
        assert!(alert.message.ends_with('.'));
    }
}

/// It leaves the page in every form; nothing in these can be taken for anything but text.
pub fn leaves_as_files(name: &str, scenario: &Scenario) {
    let simulation = simulate(scenario);
    let plan = Contract::of(scenario).map(|contract| plan(&contract));
    let link = query(scenario);
    let document =
        Document { name, simulation: &simulation, plan: plan.as_ref(), link: &link, today: None };
    assert!(export::xlsx(&document).starts_with(b"PK"));
    for record in csv_records(&export::csv(&document)) {
        for cell in &record {
            let sign = cell.trim_start().chars().next();
            let is_amount = cell.chars().skip(1).all(|c| c.is_ascii_digit() || c == ',');
            let formula = sign.is_some_and(|sign| "=+-@\t\r".contains(sign));
            assert!(!formula || (cell.starts_with('-') && is_amount), "{cell:?}");
        }
    }
    let svg = plan.as_ref().map_or_else(|| chart::year(&simulation), chart::plan);
    let tags = |name: &str| {
        let lines = export::provenance(&Document { name, ..document });
        chart::standalone(&svg, &lines).matches('<').count()
    };
    assert_eq!(tags(name), tags(&name.replace(['<', '&'], "a")), "{name:?} is markup in the image");
}

fn csv_records(text: &str) -> Vec<csv::StringRecord> {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(b';').flexible(true).has_headers(false);
    reader.from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect()
}

/// A sentence of the page: short, and with nothing that turns or hides what is around it.
pub fn readable(sentence: &str) {
    assert!(sentence.chars().count() < 300, "{} letters", sentence.chars().count());
    assert!(sentence.ends_with('.'), "{sentence}");
    plain(sentence);
}

/// Nothing in it is invisible or turns the direction of writing.
pub fn plain(text: &str) {
    for letter in text.chars() {
        let turns = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}');
        let hidden = letter.is_control()
            || matches!(
                letter,
                '\u{ad}'
                    | '\u{200b}'
                    | '\u{2028}'
                    | '\u{2029}'
                    | '\u{2060}'
                    | '\u{feff}'
                    | '\u{e0000}'..='\u{e007f}'
            );
        assert!(!turns && !hidden, "{letter:?} in {text:?}");
    }
}
