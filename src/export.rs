//! A simulation as a file for a spreadsheet: a workbook whose formulas follow what is typed into it,
//! and a table as text. Values in, bytes out: no clock, no window, and nothing here can fail.

mod bareme;
mod book;
mod cells;
mod contract;
mod csv;
mod inputs;
mod notes;
mod payments;
mod result;
mod sheet;
mod text;
mod words;
mod zip;

use time::Date;

use crate::date;
use crate::engine::Simulation;
use crate::schedule::Plan;

/// What an export is about.
///
/// The plan is of the same community as the year: tariff, territory, members and signature are read
/// from the simulation. Their missions may differ.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The user's name for the scenario: any text, may be empty.
    pub name: &'a str,
    /// One year.
    pub simulation: &'a Simulation,
    /// Five years, when the day of signature is known.
    pub plan: Option<&'a Plan>,
    /// Full link to the scenario.
    pub link: &'a str,
    /// Day of the export, where it is known.
    pub today: Option<Date>,
}

/// A workbook (XLSX): every amount is a formula over the sheets of inputs and of the tariff.
///
/// The same document gives the same bytes.
#[must_use]
pub fn xlsx(document: &Document) -> Vec<u8> {
    let mut sheets = vec![
        ("Résultat", result::sheet(document)),
        ("Entrées", inputs::sheet(document)),
        ("Barème", bareme::sheet(document)),
    ];
    if let Some(plan) = document.plan {
        sheets.push(("Contrat", contract::sheet(plan)));
        sheets.push(("Versements", payments::sheet(plan)));
    }
    sheets.push(("Lisez-moi", notes::sheet(document)));
    zip::stored(&book::parts(sheets, document.plan.is_some()))
}

/// A table as text (CSV) that a French spreadsheet opens directly: UTF-8 with its mark, `;`, CRLF,
/// decimal commas, days as `31/01/2027`.
///
/// A name or link that a spreadsheet could take for a formula gets an apostrophe in front; so does
/// one that starts with an apostrophe, so that dropping one gives back the text.
#[must_use]
pub fn csv(document: &Document) -> String {
    csv::write(document)
}

/// What a file says of itself, line by line: name, who computes, tariff, link.
#[must_use]
pub fn provenance(document: &Document) -> Vec<String> {
    let made = document.today.map(|day| format!("Fait le {}.", date::long(day)));
    [
        Some(document.name.to_string()),
        Some(words::DISCLAIMER.to_string()),
        Some(words::tariff(document.simulation)),
        made,
        Some(document.link.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
