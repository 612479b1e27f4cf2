//! What is paid on which day, and what arrives in each calendar year.

use super::cells::{
    CALENDAR_YEAR, DueCells, FIRST_PAYMENT, MissionCells, PAYMENT_AMOUNT, PAYMENT_DAY, RECEIVED,
    YearCells, contract_years, missions,
};
use super::sheet::{Sheet, Style};
use super::text::serial;
use super::words;
use crate::money::Euros;
use crate::schedule::{Kind, Plan, Subject};

/// Calendar years that can hold a payment: balances of the fifth year come up to a year late.
const CALENDAR_YEARS: usize = 7;

/// A possible payment: its kind and the formulas of its day and amount.
type Row = (Kind, String, String);

/// The sheet: a row for each possible payment, also while it is nothing, so that a mission that
/// is taken on in the workbook finds its place.
pub fn sheet(plan: &Plan) -> String {
    let tariff = plan.contract.tariff;
    let mut sheet = Sheet::titled("Versements");
    sheet.row(2);
    let head =
        ["Date", "Année du contrat", "Objet", "Nature", "Montant", "", "Année civile", "Reçu"];
    sheet.texts(Style::Head, &head);
    let mut table = Table { sheet, plan, year: 0 };
    for year in contract_years(tariff) {
        table.year = year.number;
        if year.number == 1 {
            table.first_year(&year);
        } else {
            table.functioning(&year);
        }
        for cells in missions(tariff) {
            table.mission(&cells, &year);
        }
    }
    table.sheet.finish(&[14, 12, 62, 16, 16, 4, 14, 16], 3)
}

/// When balances and variable parts of a contract year are paid.
fn balance_day(year: &YearCells) -> String {
    format!("EDATE(Contrat!{},Délai)", year.to)
}

struct Table<'a> {
    sheet: Sheet,
    plan: &'a Plan,
    /// The contract year.
    year: usize,
}

impl Table<'_> {
    /// The functioning of the first year and its addition, each in one payment.
    fn first_year(&mut self, year: &YearCells) {
        let YearCells { from, functioning, additional, .. } = year;
        for (subject, due) in
            [(Subject::Functioning, functioning), (Subject::Additional, additional)]
        {
            let (day, amount) = (format!("Contrat!{from}"), format!("Contrat!{due}"));
            self.pay(subject, &[(Kind::Full, day, amount)]);
        }
    }

    fn functioning(&mut self, year: &YearCells) {
        let YearCells { from, functioning, .. } = year;
        let advance = self.next_amount();
        let rows = [
            (
                Kind::Advance,
                format!("Contrat!{from}"),
                format!("ROUND(Contrat!{functioning}*Avance,2)"),
            ),
            (Kind::Balance, balance_day(year), format!("Contrat!{functioning}-{advance}")),
        ];
        self.pay(Subject::Functioning, &rows);
    }

    fn mission(&mut self, cells: &MissionCells, year: &YearCells) {
        let (start, from) = (&cells.start, &year.from);
        let DueCells { fixed, variable, fixed_uplift, variable_uplift, .. } = cells.in_year(year);
        let due_fixed = format!("Contrat!{fixed}+Contrat!{fixed_uplift}");
        let due_variable = format!("Contrat!{variable}+Contrat!{variable_uplift}");
        let advance = self.next_amount();
        let rows = [
            (
                Kind::Advance,
                format!("MAX(Entrées!{start},Contrat!{from})"),
                format!("ROUND(({due_fixed})*Avance,2)"),
            ),
            (Kind::Balance, balance_day(year), format!("{due_fixed}-{advance}")),
            (Kind::Variable, balance_day(year), due_variable),
        ];
        self.pay(Subject::Mission(cells.row.id), &rows);
    }

    /// The cell of the next amount: the advance that a balance is reduced by.
    fn next_amount(&self) -> String {
        format!("{PAYMENT_AMOUNT}{}", self.sheet.current_row() + 1)
    }

    fn pay(&mut self, subject: Subject, rows: &[Row]) {
        for (kind, day, amount) in rows {
            let found = self.plan.payments.iter().find(|found| {
                let key = (usize::from(found.contract_year), found.subject, found.kind);
                key == (self.year, subject, *kind)
            });
            let own_amount = self.next_amount();
            let sheet = &mut self.sheet;
            sheet.row(1);
            // A payment of nothing has no day.
            let day = format!(r#"IF({own_amount}=0,"",{day})"#);
            sheet.formula(Style::Day, found.map(|found| serial(found.date)), &day);
            sheet.number(Style::Count, Some(self.year.into()));
            sheet.text(Style::Plain, words::subject(subject));
            sheet.text(Style::Plain, words::kind(*kind));
            let paid = found.map_or(Euros::ZERO, |found| found.amount);
            sheet.formula(Style::Amount, Some(paid.as_decimal()), amount);
            self.calendar_year();
        }
    }

    /// Beside the first payments, the sum of a calendar year; below the last year, their total.
    fn calendar_year(&mut self) {
        let (sheet, plan) = (&mut self.sheet, self.plan);
        let row = sheet.current_row();
        let index = row - FIRST_PAYMENT;
        if index > CALENDAR_YEARS {
            return;
        }
        sheet.skip(1);
        if index == CALENDAR_YEARS {
            sheet.text(Style::Head, words::PARTS[3]);
            let formula = format!("SUM({RECEIVED}{FIRST_PAYMENT}:{RECEIVED}{})", row - 1);
            return sheet.formula(Style::Total, Some(plan.total().as_decimal()), &formula);
        }
        let year = plan.contract.signature.year() + i32::try_from(index).unwrap_or_default();
        let formula = format!("YEAR(Signature)+{index}");
        sheet.formula(Style::Plain, Some(year.into()), &formula);
        let of_year = plan.payments.iter().filter(|payment| payment.date.year() == year);
        let received: Euros = of_year.map(|payment| payment.amount).sum();
        sheet.formula(Style::Amount, Some(received.as_decimal()), &received_in_year_of(row, plan));
    }
}

/// The sum of the payments in the calendar year of this row.
fn received_in_year_of(row: usize, plan: &Plan) -> String {
    // Two payments for the functioning of a year and three for each mission.
    let payments = plan.years.len() * (3 * plan.contract.tariff.missions.len() + 2);
    let last = FIRST_PAYMENT + payments - 1;
    let all = |column: char| format!("{column}${FIRST_PAYMENT}:{column}${last}");
    let (amounts, days) = (all(PAYMENT_AMOUNT), all(PAYMENT_DAY));
    let year = format!("{CALENDAR_YEAR}{row}");
    format!(r#"SUMIFS({amounts},{days},">="&DATE({year},1,1),{days},"<="&DATE({year},12,31))"#)
}
