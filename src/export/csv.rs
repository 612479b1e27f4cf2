//! The table as text.

use super::Document;
use super::text::is_allowed;
use super::words::{self, PARTS};
use crate::date;
use crate::engine::{Part, UpliftLine, Year};
use crate::explain;
use crate::money::Euros;
use crate::schedule::Plan;

/// Tells spreadsheets that the text is UTF-8.
const MARK: char = '\u{feff}';

/// The text of a document.
pub fn write(document: &Document) -> String {
    let mut table = Table::default();
    head(&mut table, document);
    year(&mut table, &document.simulation.year);
    if let Some(plan) = document.plan {
        due(&mut table, plan);
        payments(&mut table, plan);
        calendar_years(&mut table, plan);
    }
    table.text
}

fn head(table: &mut Table, document: &Document) {
    table.text.push(MARK);
    table.row(&["Nom", &inert(document.name)]);
    table.row(&["Barème", &words::tariff(document.simulation)]);
    if let Some(today) = document.today {
        table.row(&["Date", &date::short(today)]);
    }
    table.row(&["Lien", &inert(document.link)]);
    table.row(&["Avertissement", words::DISCLAIMER]);
}

fn year(table: &mut Table, year: &Year) {
    table.section(&["Ligne", "Part", "Calcul", "Montant"]);
    let mut line = |subject: &str, part: &str, how: &str, amount: Euros| {
        table.row(&[subject, part, how, &number(amount)]);
    };
    let mut of_part = |subject: &str, label: &str, part: &Part| {
        line(subject, label, &explain::in_brief(part), part.amount);
    };
    of_part(words::FUNCTIONING, PARTS[3], &year.functioning);
    of_part(words::ADDITIONAL, PARTS[3], &year.additional);
    for mission in &year.missions {
        let title = mission.mission.title();
        of_part(title, PARTS[0], &mission.fixed);
        of_part(title, PARTS[1], &mission.variable);
    }
    for mission in &year.missions {
        if let Some(UpliftLine { rule, fixed, variable }) = mission.uplift {
            let how = format!("{} de chaque part", rule.rate());
            line(mission.mission.title(), PARTS[2], &how, fixed + variable);
        }
    }
    line(PARTS[3], "", "", year.total());
}

fn due(table: &mut Table, plan: &Plan) {
    table.section(&["Année du contrat", "Du", "Au (jour exclu)", "Ligne", "Part", "Dû"]);
    for year in &plan.years {
        let index = year.index.to_string();
        let (from, to) = (date::short(year.from), date::short(year.to));
        let mut line = |subject: &str, part: &str, amount: Euros| {
            table.row(&[&index, &from, &to, subject, part, &number(amount)]);
        };
        line(words::FUNCTIONING, PARTS[3], year.due.functioning.amount);
        line(words::ADDITIONAL, PARTS[3], year.due.additional.amount);
        for mission in &year.due.missions {
            let title = mission.mission.title();
            line(title, PARTS[0], mission.fixed.amount);
            line(title, PARTS[1], mission.variable.amount);
            line(title, PARTS[2], mission.uplift());
        }
        line(PARTS[3], "", year.due.total());
    }
}

fn payments(table: &mut Table, plan: &Plan) {
    table.section(&["Date", "Année du contrat", "Objet", "Nature", "Versement"]);
    for payment in &plan.payments {
        table.row(&[
            &date::short(payment.date),
            &payment.contract_year.to_string(),
            words::subject(payment.subject),
            words::kind(payment.kind),
            &number(payment.amount),
        ]);
    }
}

fn calendar_years(table: &mut Table, plan: &Plan) {
    table.section(&["Année civile", "Reçu"]);
    for (year, received) in plan.calendar_years() {
        table.row(&[&year.to_string(), &number(received)]);
    }
}

/// `99698,63`: a spreadsheet set to French reads a number.
fn number(amount: Euros) -> String {
    amount.as_decimal().to_string().replace('.', ",")
}

/// A text that no spreadsheet takes for a formula, also one that drops the space in front or knows
/// the wide signs of Asian keyboards.
fn inert(text: &str) -> String {
    let mut inert = String::new();
    let first = text.chars().find(|letter| is_allowed(*letter) && !letter.is_whitespace());
    if first.is_some_and(|letter| "=+-@'＝＋－＠".contains(letter)) {
        inert.push('\'');
    }
    inert.extend(text.chars().filter(|letter| is_allowed(*letter)));
    inert
}

#[derive(Default)]
struct Table {
    text: String,
}

impl Table {
    /// The head of a table below an empty line.
    fn section(&mut self, head: &[&str]) {
        self.row(&[]);
        self.row(head);
    }

    fn row(&mut self, fields: &[&str]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.text.push(';');
            }
            self.field(field);
        }
        self.text.push_str("\r\n");
    }

    fn field(&mut self, field: &str) {
        if !field.contains(['"', ';', '\r', '\n', '\t']) {
            return self.text.push_str(field);
        }
        self.text.push('"');
        for letter in field.chars() {
            if letter == '"' {
                self.text.push('"');
            }
            self.text.push(letter);
        }
        self.text.push('"');
    }
}
