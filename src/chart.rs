//! Charts as SVG text: the same on the page and in a file of their own.

use std::fmt::Write as _;

use time::Date;

use crate::date;
use crate::money::{Euros, grouped};
use crate::schedule::Plan;

/// Size of the plan's chart, in its own units, and the frame that the curves stand in.
const WIDTH: i64 = 440;
const HEIGHT: i64 = 250;
const LEFT: i64 = 70;
const RIGHT: i64 = 430;
const TOP: i64 = 34;
const BOTTOM: i64 = 220;

/// Cumulated due against cumulated cash over the five years.
#[must_use]
pub fn plan(plan: &Plan) -> String {
    let frame = Frame::of(plan);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cpts-chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         aria-hidden=\"true\" focusable=\"false\">"
    );
    frame.axes(&mut svg);
    let due = plan.years.iter().map(|year| (year.from, year.due.total()));
    let cash = plan.payments.iter().map(|payment| (payment.date, payment.amount));
    let (due, cash) = (frame.steps(due), frame.steps(cash));
    let _ = write!(
        svg,
        "<path class=\"c-area\" d=\"{cash}V{BOTTOM}H{LEFT}Z\"/><path class=\"c-cash\" d=\"{cash}\"/>\
         <path class=\"c-due\" d=\"{due}\"/>\
         <path class=\"c-due\" d=\"M{LEFT} 14h24\"/><text x=\"102\" y=\"18\">Droits ouverts</text>\
         <path class=\"c-cash\" d=\"M228 14h24\"/><text x=\"260\" y=\"18\">Argent reçu</text></svg>"
    );
    svg
}

/// Where days and amounts stand.
struct Frame {
    first: Date,
    days: i64,
    step: i64,
    steps: i64,
}

impl Frame {
    fn of(plan: &Plan) -> Self {
        let first = plan.contract.signature;
        let end = plan.contract.anniversary(5);
        let last = plan.payments.iter().map(|payment| payment.date).max().unwrap_or(end).max(end);
        let highest = plan.total().cents().max(1);
        let step = round_step(highest);
        let steps = (highest + step - 1) / step;
        // The last payment is a step too: it needs some width to be seen.
        Self { first, days: i64::from(date::days_between(first, last)) + 60, step, steps }
    }

    fn x(&self, day: Date) -> i64 {
        LEFT + i64::from(date::days_between(self.first, day)) * (RIGHT - LEFT) / self.days
    }

    fn y(&self, cents: i64) -> i64 {
        BOTTOM - cents * (BOTTOM - TOP) / (self.step * self.steps)
    }

    /// Grid lines with their amounts, and the first day of each calendar year.
    fn axes(&self, svg: &mut String) {
        for index in 0..=self.steps {
            let cents = index * self.step;
            let thousands = grouped(cents.unsigned_abs() / 100_000);
            let y = self.y(cents);
            let _ = write!(
                svg,
                "<path class=\"c-grid\" d=\"M{LEFT} {y}H{RIGHT}\"/>\
                 <text class=\"c-end\" x=\"{}\" y=\"{}\">{thousands}\u{a0}k€</text>",
                LEFT - 6,
                y + 4
            );
        }
        let mut x = LEFT;
        for year in self.first.year()..=self.first.year() + 7 {
            let next =
                date::from_numbers(year + 1, 1, 1).map_or(RIGHT, |day| self.x(day)).min(RIGHT);
            // The days of the first and of the last year may be too few for its name.
            if next - x > 32 {
                let _ = write!(svg, "<text x=\"{}\" y=\"{}\">{year}</text>", x + 4, BOTTOM + 18);
            }
            if next < RIGHT {
                let _ = write!(svg, "<path class=\"c-grid\" d=\"M{next} {TOP}V{}\"/>", BOTTOM + 5);
            }
            x = next;
        }
    }

    /// A staircase of amounts that add up.
    fn steps(&self, amounts: impl Iterator<Item = (Date, Euros)>) -> String {
        let mut path = format!("M{LEFT} {BOTTOM}");
        let mut sum = 0;
        for (day, amount) in amounts {
            sum += amount.cents();
            let _ = write!(path, "H{}V{}", self.x(day), self.y(sum));
        }
        let _ = write!(path, "H{RIGHT}");
        path
    }
}

/// A round number of cents that divides the height in at most five.
fn round_step(highest: i64) -> i64 {
    let mut unit = 100_000;
    loop {
        for factor in [1, 2, 5] {
            if highest <= 5 * factor * unit {
                return factor * unit;
            }
        }
        unit *= 10;
    }
}
