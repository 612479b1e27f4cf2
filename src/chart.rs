//! Charts as SVG text: the same on the page and in a file of their own.

use std::fmt::Write as _;

use time::Date;

use crate::date;
use crate::engine::Simulation;
use crate::money::{Euros, grouped};
use crate::scenario::{Mission, YEARS};
use crate::schedule::Plan;
use crate::structures::{Funding, Structure};

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

/// What each structure has been paid after five years, one bar below the other with a line after each
/// year; what is not sure is lighter. `title` says the same in words.
#[must_use]
pub fn structures(all: &[(Structure, Funding)], title: &str) -> String {
    const ROW_HEIGHT: usize = 52;
    let highest = all.iter().map(|(_, funding)| funding.after(YEARS).high.cents()).max();
    let highest = highest.unwrap_or_default().max(1);
    let x = |amount: Euros| 10 + amount.cents() * (RIGHT - 10) / highest;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cpts-chart\" viewBox=\"0 0 {WIDTH} {}\" \
         role=\"img\" aria-label=\"{title}\">",
        all.len() * ROW_HEIGHT
    );
    for ((structure, funding), y) in all.iter().zip((0..).step_by(ROW_HEIGHT)) {
        let sum = funding.after(YEARS);
        let (low, high) = (x(sum.low), x(sum.high));
        let (text, top, bottom) = (y + 16, y + 24, y + 44);
        let _ = write!(
            svg,
            "<text class=\"c-name\" x=\"10\" y=\"{text}\">{}</text>\
             <text class=\"c-end\" x=\"{RIGHT}\" y=\"{text}\">{sum}</text>\
             <path class=\"c-sure\" d=\"M10 {top}H{low}V{bottom}H10Z\"/>",
            structure.short_name()
        );
        if low < high {
            let _ =
                write!(svg, "<path class=\"c-range\" d=\"M{low} {top}H{high}V{bottom}H{low}\"/>");
        }
        for year in 1..YEARS {
            let x = x(funding.after(year).low);
            let _ = write!(svg, "<path class=\"c-year\" d=\"M{x} {top}V{bottom}\"/>");
        }
    }
    svg.push_str("</svg>");
    svg
}

/// What the year is made of, as one stacked bar with its amounts.
#[must_use]
pub fn year(simulation: &Simulation) -> String {
    let pieces = pieces(simulation);
    let whole = pieces.iter().map(|piece| piece.value.cents()).sum::<i64>().max(1);
    let width = RIGHT - 10;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cpts-chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
         <text class=\"c-title\" x=\"10\" y=\"20\">{}</text>",
        simulation.year.total()
    );
    let (mut sum, mut y) = (0, 92);
    for piece in &pieces {
        let left = 10 + sum * width / whole;
        sum += piece.value.cents();
        let right = 10 + sum * width / whole;
        let Piece { class, name, value } = piece;
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{left}\" y=\"34\" width=\"{}\" height=\"30\"/>\
             <rect class=\"{class}\" x=\"10\" y=\"{}\" width=\"12\" height=\"12\"/>\
             <text x=\"30\" y=\"{y}\">{name}</text><text class=\"c-end\" x=\"{RIGHT}\" y=\"{y}\">{value}</text>",
            right - left,
            y - 11
        );
        y += 24;
    }
    svg.push_str("</svg>");
    svg
}

/// A part of the year, and its colour in every chart.
pub struct Piece {
    /// Class of its colour.
    pub class: &'static str,
    /// In French.
    pub name: &'static str,
    /// How much.
    pub value: Euros,
}

/// The parts that make up the total, none of 0 €.
fn pieces(simulation: &Simulation) -> Vec<Piece> {
    let year = &simulation.year;
    let crisis = year.line(Mission::Crise).map_or(Euros::ZERO, |line| line.variable.amount);
    let mut pieces = Vec::from(
        [
            ("b1", "Fonctionnement", year.functioning.amount),
            ("b5", "Financement additionnel", year.additional.amount),
            ("b2", "Parts fixes", year.fixed()),
            ("b3", "Parts variables", year.variable() - crisis),
            ("b4", "Crise sanitaire", crisis),
            ("b6", "Majoration", year.uplift()),
        ]
        .map(|(class, name, value)| Piece { class, name, value }),
    );
    pieces.retain(|piece| piece.value > Euros::ZERO);
    pieces
}

/// A chart as a file of its own: its colours, and below it what it is.
#[must_use]
pub fn standalone(svg: &str, lines: &[String]) -> String {
    const STYLE: &str = include_str!("../style/chart.svg.css");
    let lines: Vec<String> = lines.iter().flat_map(|line| wrapped(line)).collect();
    let height = HEIGHT + 14 * i64::try_from(lines.len()).unwrap_or_default() + 8;
    let taller = svg.replacen(
        &format!("0 0 {WIDTH} {HEIGHT}"),
        &format!("0 0 {WIDTH} {height}\" width=\"{}\" height=\"{}", WIDTH * 2, height * 2),
        1,
    );
    let taller = taller.replace("aria-hidden=\"true\" focusable=\"false\"", "role=\"img\"");
    let body = taller.strip_suffix("</svg>").unwrap_or(&taller);
    let (head, rest) = body.split_once('>').unwrap_or((body, ""));
    let mut file = format!(
        "{head}><style>{STYLE}</style><rect class=\"c-paper\" width=\"100%\" height=\"100%\"/>{rest}"
    );
    for (index, line) in lines.iter().enumerate() {
        let y = HEIGHT + 14 * (i64::try_from(index).unwrap_or_default() + 1);
        let _ = write!(file, "<text class=\"c-note\" x=\"10\" y=\"{y}\">");
        escape(line, &mut file);
        file.push_str("</text>");
    }
    file.push_str("</svg>\n");
    file
}

/// A text in lines that fit below a chart, cut at the last space of each where it has one.
fn wrapped(text: &str) -> Vec<String> {
    const LONGEST: usize = 62;
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some((end, _)) = rest.char_indices().nth(LONGEST) {
        let end = rest[..end].rfind(' ').map_or(end, |space| space + 1);
        lines.push(rest[..end].to_string());
        rest = &rest[end..];
    }
    lines.push(rest.to_string());
    lines
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            letter => out.push(letter),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_below_a_chart_fits_and_loses_nothing() {
        let link = "https://exemple.fr/#/contrat?".to_string() + &"acces=100_20270701&".repeat(14);
        for text in ["", "court", &link, &format!("un mot {link} puis d’autres"), &"é ".repeat(200)]
        {
            let lines = wrapped(text);
            assert!(lines.iter().all(|line| line.chars().count() <= 62), "{lines:?}");
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }
}
