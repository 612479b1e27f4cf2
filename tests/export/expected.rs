//! What the engine says every cell should hold.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use simulateur_cpts::engine::{MissionLine, Year, simulate};
use simulateur_cpts::money::Euros;
use simulateur_cpts::scenario::Mission;
use simulateur_cpts::schedule::{Kind, Payment, Plan, Subject};
use simulateur_cpts::{date, explain};
use time::Date;

use crate::book::{Book, Cell};
use crate::documents::Owned;

const FUNCTIONING: &str = "Fonctionnement";
const ADDITIONAL: &str = "Financement additionnel du fonctionnement";
const TOTAL: &str = "Total";

/// How many cells were compared, and how far the farthest was, in cents.
#[derive(Clone, Copy, Default, Debug)]
pub struct Comparison {
    pub cells: usize,
    pub largest_difference_in_cents: f64,
}

impl AddAssign for Comparison {
    fn add_assign(&mut self, other: Self) {
        self.cells += other.cells;
        self.largest_difference_in_cents =
            self.largest_difference_in_cents.max(other.largest_difference_in_cents);
    }
}

impl Comparison {
    /// Binary fractions are within a millionth of a cent of what they stand for.
    #[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^53 cents")]
    fn amount(&mut self, found: Option<&Cell>, expected: Euros, what: &str) {
        let difference = match found {
            Some(Cell::Number(euros)) => (euros * 100.0 - expected.cents() as f64).abs(),
            _ => f64::INFINITY,
        };
        assert!(difference < 1e-6, "{what}: {found:?} instead of {expected}");
        self.cells += 1;
        self.largest_difference_in_cents = self.largest_difference_in_cents.max(difference);
    }

    fn whole(&mut self, found: Option<&Cell>, expected: i32, what: &str) {
        assert_eq!(found, Some(&Cell::Number(f64::from(expected))), "{what}");
        self.cells += 1;
    }

    fn amounts(&mut self, found: &[Cell], expected: &[Euros], what: &str) {
        for (index, amount) in expected.iter().enumerate() {
            self.amount(found.get(index), *amount, &format!("{what}, column {index}"));
        }
    }
}

/// Compares every figure of a workbook; panics at the first that is not the engine's.
pub fn compare(book: &Book, document: &Owned) -> Comparison {
    let mut sum = Comparison::default();
    year(&mut sum, book, document);
    inputs(&mut sum, book, document);
    assert_eq!(book.has("Contrat"), document.plan.is_some());
    assert_eq!(book.has("Versements"), document.plan.is_some());
    if let Some(plan) = &document.plan {
        due(&mut sum, book, plan);
        payments(&mut sum, book, plan);
    }
    sum
}

fn year(sum: &mut Comparison, book: &Book, document: &Owned) {
    let (simulation, scenario) = (&document.simulation, &document.simulation.scenario);
    let year = &simulation.year;
    let usual = simulate(&scenario.in_usual_year()).year;
    let ceiling = simulate(&scenario.at_ceiling()).year;
    let functioning = year.functioning.amount;
    let row = book.row("Résultat", FUNCTIONING);
    sum.amounts(&row[3..], &[functioning; 3], FUNCTIONING);
    sum.amount(book.row("Résultat", ADDITIONAL).get(3), year.additional.amount, ADDITIONAL);
    for row in &scenario.tariff.missions {
        let total = |of: &Year| of.line(row.id).map_or(Euros::ZERO, MissionLine::total);
        let [fixed, variable, uplift] = parts(year, row.id);
        let own = total(year);
        let expected = [fixed, variable, uplift, own, total(&usual), total(&ceiling)];
        let title = row.id.title();
        sum.amounts(book.row("Résultat", title), &expected, title);
    }
    let totals = [
        year.fixed(),
        year.variable(),
        year.uplift(),
        year.total(),
        simulation.usual_year,
        simulation.ceiling,
    ];
    sum.amounts(book.row("Résultat", TOTAL), &totals, TOTAL);
    if let Some(plan) = &document.plan {
        let row = book.row("Résultat", "Dû sur les cinq années du contrat");
        sum.amount(row.get(3), plan.total(), "five years");
    }
}

fn parts(year: &Year, mission: Mission) -> [Euros; 3] {
    let none = [Euros::ZERO; 3];
    year.line(mission).map_or(none, |line| [line.fixed.amount, line.variable.amount, line.uplift()])
}

fn inputs(sum: &mut Comparison, book: &Book, document: &Owned) {
    let scenario = &document.simulation.scenario;
    let size = i32::from(scenario.size().number());
    sum.whole(book.row("Entrées", "Taille retenue").first(), size, "size");
    sum.whole(book.row("Entrées", "Membres").first(), scenario.members.cast_signed(), "members");
    if let Some(day) = scenario.signature {
        let found = book.row("Entrées", "Date de signature").first();
        sum.whole(found, serial(day), "signature");
    }
}

fn due(sum: &mut Comparison, book: &Book, plan: &Plan) {
    let row = |label: &str| book.row("Contrat", label);
    let tariff = plan.contract.tariff;
    let mut line = |label: &str, of: &dyn Fn(&Year) -> Euros| {
        let mut expected: Vec<_> = plan.years.iter().map(|year| of(&year.due)).collect();
        expected.push(expected.iter().copied().sum());
        sum.amounts(row(label), &expected, label);
    };
    line(FUNCTIONING, &|year| year.functioning.amount);
    line(ADDITIONAL, &|year| year.additional.amount);
    for mission in &tariff.missions {
        let (id, title) = (mission.id, mission.id.title());
        let of =
            |year: &Year, part: fn(&MissionLine) -> Euros| year.line(id).map_or(Euros::ZERO, part);
        line(&format!("{title}, part fixe"), &|year| of(year, |line| line.fixed.amount));
        line(&format!("{title}, part variable"), &|year| of(year, |line| line.variable.amount));
        line(&format!("{title}, majoration de la part fixe"), &|year| {
            of(year, |line| line.uplift.map_or(Euros::ZERO, |found| found.fixed))
        });
        line(&format!("{title}, majoration de la part variable"), &|year| {
            of(year, |line| line.uplift.map_or(Euros::ZERO, |found| found.variable))
        });
    }
    line(TOTAL, &Year::total);
    for (index, year) in plan.years.iter().enumerate() {
        sum.whole(row("Du").get(index), serial(year.from), "from");
        sum.whole(row("Au (jour exclu)").get(index), serial(year.to), "to");
        let days = i32::from(date::days_between(year.from, year.to));
        sum.whole(row("Jours de l’année").get(index), days, "days");
    }
}

/// The rows that pay something are the engine's payments, no more and no fewer.
fn payments(sum: &mut Comparison, book: &Book, plan: &Plan) {
    let rows = &book.rows("Versements")[3..];
    let mut expected: BTreeMap<_, &Payment> = BTreeMap::new();
    for payment in &plan.payments {
        let key = (payment.contract_year, subject(payment.subject), kind(payment.kind));
        assert!(expected.insert(key, payment).is_none());
    }
    for row in rows {
        let [date, Cell::Number(year), Cell::Text(subject), Cell::Text(kind), amount, ..] =
            &row[..]
        else {
            panic!("{row:?}")
        };
        let found = expected.keys().copied().find(|(of, for_what, which)| {
            (f64::from(*of), *for_what, *which) == (*year, subject.as_str(), kind.as_str())
        });
        let what = format!("{year} {subject} {kind}");
        let payment = found.and_then(|key| expected.remove(&key));
        sum.amount(Some(amount), payment.map_or(Euros::ZERO, |found| found.amount), &what);
        match payment {
            Some(payment) => sum.whole(Some(date), serial(payment.date), &what),
            None => assert_eq!(date, &Cell::Empty, "{what}"),
        }
    }
    assert!(expected.is_empty(), "no row for {expected:?}");

    let mut years: std::collections::BTreeMap<_, _> = plan.calendar_years().into_iter().collect();
    for (index, row) in rows[..7].iter().enumerate() {
        let year = plan.contract.signature.year() + i32::try_from(index).unwrap();
        sum.whole(row.get(6), year, "calendar year");
        let received = years.remove(&year).unwrap_or_default();
        sum.amount(row.get(7), received, &format!("received in {year}"));
    }
    assert!(years.is_empty(), "{years:?}");
    sum.amount(rows[7].get(7), plan.total(), "received");
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Functioning => FUNCTIONING,
        Subject::Additional => ADDITIONAL,
        Subject::Mission(mission) => mission.title(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Full => "en totalité",
        Kind::Advance => "avance",
        Kind::Balance => "solde",
        Kind::Variable => "part variable",
    }
}

/// Days since 30 December 1899.
fn serial(day: Date) -> i32 {
    let zero = Date::from_calendar_date(1899, time::Month::December, 30).unwrap();
    i32::try_from((day - zero).whole_days()).unwrap()
}

/// What a workbook keeps of a text: all of it but what XML has no place for.
pub fn kept(text: &str) -> String {
    let allowed = |letter: char| {
        !matches!(letter, '\u{fffe}' | '\u{ffff}')
            && (!letter.is_ascii_control() || "\t\r\n\u{7f}".contains(letter))
    };
    text.chars().filter(|letter| allowed(*letter)).collect()
}

/// Compares every row of a text table; panics at the first that is not the engine's.
pub fn compare_table(text: &str, document: &Owned) -> usize {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    let name = rows[0][1].as_str();
    assert_eq!(name.strip_prefix('\'').unwrap_or(name), kept(&document.name));
    let danger = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    for field in rows.iter().flatten() {
        assert!(!field.trim_start_matches(' ').starts_with(danger), "{field:?}");
    }
    let expected = table(document);
    let start = rows.iter().position(|row| row[0] == "Ligne").expect("the year");
    let found: Vec<_> = rows[start..].iter().filter(|row| !row[0].is_empty()).collect();
    assert_eq!(found.len(), expected.len());
    for (row, expected) in found.iter().zip(&expected) {
        assert_eq!(**row, *expected);
    }
    expected.len()
}

/// The rows of the text after its head, empty ones left out.
fn table(document: &Owned) -> Vec<Vec<String>> {
    let row = |fields: &[&str]| fields.iter().map(ToString::to_string).collect::<Vec<_>>();
    let year = &document.simulation.year;
    let mut rows = vec![row(&["Ligne", "Part", "Calcul", "Montant"])];
    let mut part = |what: &str, part: &str, of: &simulateur_cpts::engine::Part| {
        rows.push(row(&[what, part, &explain::in_brief(of), &comma(of.amount)]));
    };
    part(FUNCTIONING, TOTAL, &year.functioning);
    part(ADDITIONAL, TOTAL, &year.additional);
    for line in &year.missions {
        part(line.mission.title(), "Part fixe", &line.fixed);
        part(line.mission.title(), "Part variable", &line.variable);
    }
    for line in year.missions.iter().filter(|line| line.uplift.is_some()) {
        let how = "10\u{a0}% de chaque part";
        rows.push(row(&[line.mission.title(), "Majoration", how, &comma(line.uplift())]));
    }
    rows.push(row(&[TOTAL, "", "", &comma(year.total())]));
    let Some(plan) = &document.plan else { return rows };
    rows.push(row(&["Année du contrat", "Du", "Au (jour exclu)", "Ligne", "Part", "Dû"]));
    for of in &plan.years {
        let [from, to] = [of.from, of.to].map(date::short);
        let mut line = |what: &str, part: &str, amount: Euros| {
            rows.push(row(&[&of.index.to_string(), &from, &to, what, part, &comma(amount)]));
        };
        line(FUNCTIONING, TOTAL, of.due.functioning.amount);
        line(ADDITIONAL, TOTAL, of.due.additional.amount);
        for mission in &of.due.missions {
            let [fixed, variable, uplift] = parts(&of.due, mission.mission);
            line(mission.mission.title(), "Part fixe", fixed);
            line(mission.mission.title(), "Part variable", variable);
            line(mission.mission.title(), "Majoration", uplift);
        }
        line(TOTAL, "", of.due.total());
    }
    rows.push(row(&["Date", "Année du contrat", "Objet", "Nature", "Versement"]));
    for payment in &plan.payments {
        let (what, which) = (subject(payment.subject), kind(payment.kind));
        let (day, year) = (date::short(payment.date), payment.contract_year.to_string());
        rows.push(row(&[&day, &year, what, which, &comma(payment.amount)]));
    }
    rows.push(row(&["Année civile", "Reçu"]));
    for (year, received) in plan.calendar_years() {
        rows.push(row(&[&year.to_string(), &comma(received)]));
    }
    rows
}

/// `99698,63`
fn comma(amount: Euros) -> String {
    format!("{},{:02}", amount.cents() / 100, amount.cents() % 100)
}
