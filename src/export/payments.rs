//! What is paid on which day, and what arrives in each calendar year.

use super::layout::{FROM, Place, TO, functioning_due, places, year_columns};
use super::sheet::{Sheet, Style};
use super::text::Number;
use super::words;
use crate::money::Euros;
use crate::schedule::{Kind, Plan, Subject};

/// Row of the first payment.
const FIRST: usize = 4;
/// Calendar years that can hold a payment: balances of the fifth year come up to a year late.
const CALENDAR_YEARS: usize = 7;

/// The sheet: a row for each payment that can be, also while it is nothing, so that a mission that
/// is taken on in the workbook finds its place.
pub fn sheet(plan: &Plan) -> String {
    let mut sheet = Sheet::titled("Versements");
    sheet.rows(2);
    let head = ["Date", "Année du contrat", "Objet", "Nature", "Montant"];
    sheet.texts(Style::Head, &head);
    sheet.skip(1);
    sheet.texts(Style::Head, &["Année civile", "Reçu"]);
    let mut table = Table { sheet, plan, last: FIRST - 1 + rows(plan) };
    for (year, column) in year_columns() {
        table.of_year(year, column);
    }
    table.sheet.finish(&[14, 12, 62, 16, 16, 4, 14, 16], FIRST - 1)
}

/// How many payments there can be: three for a mission and two for the functioning of a year, but
/// one for that of the first, which the additional one makes two.
fn rows(plan: &Plan) -> usize {
    plan.years.len() * (3 * plan.contract.tariff.missions.len() + 2)
}

struct Table<'a> {
    sheet: Sheet,
    plan: &'a Plan,
    last: usize,
}

impl Table<'_> {
    fn of_year(&mut self, year: usize, column: usize) {
        let tariff = self.plan.contract.tariff;
        let due = functioning_due(tariff);
        let subject = Subject::Functioning;
        if year == 1 {
            let at = [column, FROM];
            self.pay(
                year,
                subject,
                Kind::Full,
                ("Contrat!@#", &at),
                ("Contrat!@#", &[column, due]),
            );
            let amount = ("Contrat!@#", &[column, due + 1][..]);
            self.pay(year, Subject::Additional, Kind::Full, ("Contrat!@#", &at), amount);
        } else {
            let opening = ("Contrat!@#", &[column, FROM][..]);
            self.in_two(year, column, subject, opening, ("Contrat!@#", &[column, due]));
        }
        for Place { mission, input, due, .. } in places(tariff) {
            let subject = Subject::Mission(mission.id);
            let opening = ("MAX(Entrées!$D#,Contrat!@#)", &[input, column, FROM][..]);
            let fixed = ("(Contrat!@#+Contrat!@#)", &[column, due, column, due + 2][..]);
            self.in_two(year, column, subject, opening, fixed);
            let variable = ("Contrat!@#+Contrat!@#", &[column, due + 1, column, due + 3][..]);
            self.pay(year, subject, Kind::Variable, (BALANCE_DAY, &[column, TO]), variable);
        }
    }

    /// An advance, and what it leaves.
    fn in_two(
        &mut self,
        year: usize,
        column: usize,
        subject: Subject,
        opening: (&str, &[usize]),
        (amount, at): (&str, &[usize]),
    ) {
        let advance = ["ROUND(", amount, "*Avance,2)"].concat();
        let row = self.pay(year, subject, Kind::Advance, opening, (&advance, at));
        let balance = [amount, "-E#"].concat();
        let at = [at, &[row]].concat();
        self.pay(year, subject, Kind::Balance, (BALANCE_DAY, &[column, TO]), (&balance, &at));
    }

    /// One payment, with formulas for its day and its amount; tells its row.
    fn pay(
        &mut self,
        year: usize,
        subject: Subject,
        kind: Kind,
        (day, day_at): (&str, &[usize]),
        (amount, amount_at): (&str, &[usize]),
    ) -> usize {
        let row = self.sheet.row();
        let found = self.plan.payments.iter().find(|found| {
            (usize::from(found.contract_year), found.subject, found.kind) == (year, subject, kind)
        });
        // Nothing is paid on no day.
        let formula = ["IF(E#=0,\"\",", day, ")"].concat();
        let at = [&[row], day_at].concat();
        let sheet = &mut self.sheet;
        sheet.formula(Style::Day, found.map(|found| Number::day(found.date)), &formula, &at);
        sheet.number(Style::Count, i64::try_from(year).ok().map(Number::whole));
        sheet.text(Style::Plain, words::subject(subject));
        sheet.text(Style::Plain, words::kind(kind));
        let paid = found.map_or(Euros::ZERO, |found| found.amount);
        sheet.formula(Style::Amount, Some(Number::euros(paid)), amount, amount_at);
        self.calendar_year(row);
        row
    }

    /// What arrives in a calendar year, beside the first payments, and below it all of it.
    fn calendar_year(&mut self, row: usize) {
        let index = row - FIRST;
        let (sheet, plan) = (&mut self.sheet, self.plan);
        if index > CALENDAR_YEARS {
            return;
        }
        sheet.skip(1);
        if index == CALENDAR_YEARS {
            sheet.text(Style::Head, words::PARTS[3]);
            let total = Some(Number::euros(plan.total()));
            return sheet.formula(Style::Total, total, "SUM(H#:H#)", &[FIRST, row - 1]);
        }
        let year = plan.contract.signature.year() + i32::try_from(index).unwrap_or_default();
        sheet.formula(Style::Plain, Some(Number::whole(year)), "YEAR(Signature)+#", &[index]);
        let of_year = plan.payments.iter().filter(|payment| payment.date.year() == year);
        let received = of_year.map(|payment| payment.amount).sum();
        let last = self.last;
        let at = [FIRST, last, FIRST, last, row, FIRST, last, row];
        sheet.formula(Style::Amount, Some(Number::euros(received)), RECEIVED, &at);
    }
}

const BALANCE_DAY: &str = "EDATE(Contrat!@#,Délai)";
const RECEIVED: &str = "SUMIFS(E$#:E$#,A$#:A$#,\">=\"&DATE(G#,1,1),A$#:A$#,\"<=\"&DATE(G#,12,31))";
