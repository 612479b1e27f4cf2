//! Where things stand in the workbook, and how formulas name it.
//!
//! Formulas are templates. `#` and a letter stand for a number, `@` and a letter for the column with
//! that number, `~` and a letter for the amount of the tariff in that row at the size that counts.
//! The letters:
//!
//! | letter | what |
//! |---|---|
//! | `r`, `p`, `c` | the row of the cell itself, the row above, its column |
//! | `e` | row of a mission among the inputs |
//! | `f`, `u`, `v` | its rows in the tariff: fixed part, update, ceiling of the variable part |
//! | `d` | row of its days in each contract year |
//! | `w`, `x`, `y`, `z` | rows of what is due for it: fixed part, variable part, uplift of each |
//! | `a`, `b`, `t` | rows of what is due by contract year: functioning, additional, total |
//! | `i`, `l` | rows of the first and the last mission among the inputs |
//! | `k` | a column of another sheet |
//! | `m`, `n`, `s` | other numbers |
//!
//! Rows that are the same for every tariff stand in the formulas as they are.

use super::text::push_all;
use crate::contract::YEARS;
use crate::tariff::{MissionRow, Tariff};

/// Row before the first mission among the inputs: that of crises by year.
const CRISIS: usize = 16;
/// Row of the additional functioning in the tariff, before the missions.
const ADDITIONAL: usize = 14;
/// Row before the first mission's days in each contract year.
const DAYS: usize = 6;
/// Rows of what is due for a mission in a contract year.
const DUE_ROWS: usize = 4;

const COLUMNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What the letters of formulas stand for.
#[derive(Clone, Default)]
pub struct At([usize; 26]);

impl At {
    /// What they stand for under a tariff, before any mission is meant.
    pub fn of(tariff: &Tariff) -> Self {
        let missions = tariff.missions.len();
        let due = DAYS + missions + 1;
        let mut at = Self::default();
        at.set(
            "abtil",
            &[due, due + 1, due + 2 + missions * DUE_ROWS, CRISIS + 1, CRISIS + missions],
        );
        at
    }

    /// Gives letters their numbers.
    pub fn set(&mut self, letters: &str, numbers: &[usize]) {
        for (letter, number) in letters.bytes().zip(numbers) {
            if let Some(place) = self.0.get_mut(usize::from(letter.wrapping_sub(b'a'))) {
                *place = *number;
            }
        }
    }

    /// The text that a template stands for.
    pub fn fill(&self, template: &str) -> String {
        let mut text = String::new();
        let mut letters = template.chars();
        while let Some(letter) = letters.next() {
            if !matches!(letter, '#' | '@' | '~') {
                text.push(letter);
                continue;
            }
            let number = self.number(letters.next().unwrap_or_default());
            let digits = number.to_string();
            match letter {
                '#' => text.push_str(&digits),
                // No sheet is wider than the alphabet.
                '@' => {
                    text.push_str(COLUMNS.get(number.wrapping_sub(1)..number).unwrap_or_default());
                }
                _ => push_all(&mut text, &["INDEX(Barème!$B", &digits, ":$E", &digits, ",Taille)"]),
            }
        }
        text
    }

    fn number(&self, letter: char) -> usize {
        self.0.get((letter as usize).wrapping_sub('a' as usize)).copied().unwrap_or_default()
    }
}

/// The missions of a tariff, each with what the letters stand for.
pub fn places(tariff: &'static Tariff) -> Vec<(&'static MissionRow, At)> {
    let mut at = At::of(tariff);
    let mut due = at.number('b') + 1;
    let mut row = ADDITIONAL;
    let place = |(index, mission): (usize, &'static MissionRow)| {
        let fixed = row + 1;
        let update = fixed + usize::from(mission.update.is_some());
        row = update + 1;
        at.set("fuv", &[fixed, update, row]);
        at.set("ed", &[CRISIS + 1 + index, DAYS + 1 + index]);
        at.set("wxyz", &[due, due + 1, due + 2, due + 3]);
        due += DUE_ROWS;
        (mission, at.clone())
    };
    tariff.missions.iter().enumerate().map(place).collect()
}

/// The contract years with their column on the sheet of contract years.
pub fn year_columns() -> impl Iterator<Item = (usize, usize)> {
    (1..=YEARS).map(|year| (year, year + 1))
}
