//! Numbers and texts as both files write them.

use time::Date;

use crate::money::{Euros, Rate};

/// Day 0 of spreadsheets, 30 December 1899, as a Julian day.
const DAY_ZERO: i32 = 2_415_019;

/// A decimal number that is written digit by digit.
#[derive(Clone, Copy)]
pub struct Number {
    digits: i64,
    decimals: usize,
}

impl Number {
    /// An amount, in euros with two decimals.
    pub fn euros(amount: Euros) -> Self {
        Self { digits: amount.cents(), decimals: 2 }
    }

    /// A rate as a share of 1.
    pub fn rate(rate: Rate) -> Self {
        Self { digits: rate.hundredths().into(), decimals: 4 }
    }

    /// A day, counted as spreadsheets do.
    pub fn day(day: Date) -> Self {
        Self { digits: (day.to_julian_day() - DAY_ZERO).into(), decimals: 0 }
    }

    /// A whole number.
    pub fn whole(number: impl Into<i64>) -> Self {
        Self { digits: number.into(), decimals: 0 }
    }

    /// Writes it with this decimal separator.
    pub fn push(self, out: &mut String, separator: char) {
        if self.digits < 0 {
            out.push('-');
        }
        let mut digits = self.digits.unsigned_abs().to_string();
        while digits.len() <= self.decimals {
            digits.insert(0, '0');
        }
        if self.decimals > 0 {
            digits.insert(digits.len() - self.decimals, separator);
        }
        out.push_str(&digits);
    }
}

/// Whether XML and spreadsheets can hold this character at all.
pub fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_exactly() {
        for (digits, decimals, expected) in [
            (9_969_863, 2, "99698,63"),
            (5, 2, "0,05"),
            (0, 2, "0,00"),
            (-150, 2, "-1,50"),
            (7, 0, "7"),
        ] {
            let mut text = String::new();
            Number { digits, decimals }.push(&mut text, ',');
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn counts_days_as_spreadsheets_do() {
        let day = Date::from_calendar_date(2024, time::Month::March, 1).unwrap();
        assert_eq!(Number::day(day).digits, 45_352);
    }
}
