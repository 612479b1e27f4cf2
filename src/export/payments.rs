//! What is paid on which day, and what arrives in each calendar year.

use super::layout::{At, places, year_columns};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words;
use crate::money::Euros;
use crate::schedule::{Kind, Plan, Subject};

/// Calendar years that can hold a payment: balances of the fifth year come up to a year late.
const CALENDAR_YEARS: usize = 7;

/// A payment that can be: what of it, the formulas of its day and of its amount.
type Row = (Kind, &'static str, &'static str);

const OPENING_DAY: &str = "Contrat!@k4";
const BALANCE_DAY: &str = "EDATE(Contrat!@k5,Délai)";
const FIRST_FUNCTIONING: [Row; 1] = [(Kind::Full, OPENING_DAY, "Contrat!@k#a")];
const FIRST_ADDITIONAL: [Row; 1] = [(Kind::Full, OPENING_DAY, "Contrat!@k#b")];
const FUNCTIONING: [Row; 2] = [
    (Kind::Advance, OPENING_DAY, "ROUND(Contrat!@k#a*Avance,2)"),
    (Kind::Balance, BALANCE_DAY, "Contrat!@k#a-E#p"),
];
const MISSION: [Row; 3] = [
    (Kind::Advance, "MAX(Entrées!$D#e,Contrat!@k4)", "ROUND((Contrat!@k#w+Contrat!@k#y)*Avance,2)"),
    (Kind::Balance, BALANCE_DAY, "Contrat!@k#w+Contrat!@k#y-E#p"),
    (Kind::Variable, BALANCE_DAY, "Contrat!@k#x+Contrat!@k#z"),
];

/// The sheet: a row for each payment that can be, also while it is nothing, so that a mission that
/// is taken on in the workbook finds its place. The first one is in row 4.
pub fn sheet(plan: &Plan) -> String {
    let tariff = plan.contract.tariff;
    let mut sheet = Sheet::titled("Versements");
    sheet.row(2);
    let head =
        ["Date", "Année du contrat", "Objet", "Nature", "Montant", "", "Année civile", "Reçu"];
    sheet.texts(Style::Head, &head);
    let mut table = Table { sheet, plan, year: 0, rows: 0 };
    for (year, column) in year_columns() {
        table.year = year;
        table.sheet.at = At::of(tariff);
        table.sheet.at.set("k", &[column]);
        if year == 1 {
            table.pay(Subject::Functioning, &FIRST_FUNCTIONING);
            table.pay(Subject::Additional, &FIRST_ADDITIONAL);
        } else {
            table.pay(Subject::Functioning, &FUNCTIONING);
        }
        for (row, at) in places(tariff) {
            table.sheet.at = at;
            table.sheet.at.set("k", &[column]);
            table.pay(Subject::Mission(row.id), &MISSION);
        }
    }
    table.sheet.finish(&[14, 12, 62, 16, 16, 4, 14, 16], 3)
}

struct Table<'a> {
    sheet: Sheet,
    plan: &'a Plan,
    /// The contract year.
    year: usize,
    /// Rows so far.
    rows: usize,
}

impl Table<'_> {
    fn pay(&mut self, subject: Subject, rows: &[Row]) {
        for (kind, day, amount) in rows {
            let found = self.plan.payments.iter().find(|found| {
                let key = (usize::from(found.contract_year), found.subject, found.kind);
                key == (self.year, subject, *kind)
            });
            let sheet = &mut self.sheet;
            sheet.row(1);
            // Nothing is paid on no day.
            let day = ["IF(E#r=0,\"\",", day, ")"].concat();
            sheet.formula(Style::Day, found.map(|found| serial(found.date)), &day);
            sheet.number(Style::Count, Some(self.year.into()));
            sheet.text(Style::Plain, words::subject(subject));
            sheet.text(Style::Plain, words::kind(*kind));
            let paid = found.map_or(Euros::ZERO, |found| found.amount);
            sheet.formula(Style::Amount, Some(paid.as_decimal()), amount);
            if self.rows <= CALENDAR_YEARS {
                self.calendar_year();
            }
            self.rows += 1;
        }
    }

    /// What arrives in a calendar year, beside the first payments, and below it all of it.
    fn calendar_year(&mut self) {
        let (sheet, plan) = (&mut self.sheet, self.plan);
        sheet.skip(1);
        if self.rows == CALENDAR_YEARS {
            sheet.text(Style::Head, words::PARTS[3]);
            return sheet.formula(Style::Total, Some(plan.total().as_decimal()), "SUM(H4:H#p)");
        }
        let year = plan.contract.signature.year() + i32::try_from(self.rows).unwrap_or_default();
        sheet.at.set("n", &[self.rows]);
        sheet.formula(Style::Plain, Some(year.into()), "YEAR(Signature)+#n");
        let of_year = plan.payments.iter().filter(|payment| payment.date.year() == year);
        let received: Euros = of_year.map(|payment| payment.amount).sum();
        // Two payments for the functioning of a year and three for each mission.
        sheet.at.set("n", &[3 + plan.years.len() * (3 * plan.contract.tariff.missions.len() + 2)]);
        sheet.formula(Style::Amount, Some(received.as_decimal()), RECEIVED);
    }
}

const RECEIVED: &str =
    "SUMIFS(E$4:E$#n,A$4:A$#n,\">=\"&DATE(G#r,1,1),A$4:A$#n,\"<=\"&DATE(G#r,12,31))";
