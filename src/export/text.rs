//! Numbers and texts as both files write them.

use rust_decimal::Decimal;
use time::Date;

/// Day 0 of spreadsheets, 30 December 1899, as a Julian day.
const DAY_ZERO: i32 = 2_415_019;

/// A day, counted as spreadsheets do.
pub fn serial(day: Date) -> Decimal {
    (day.to_julian_day() - DAY_ZERO).into()
}

/// Whether XML and spreadsheets can hold this character at all.
pub fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days_as_spreadsheets_do() {
        let day = Date::from_calendar_date(2024, time::Month::March, 1).unwrap();
        assert_eq!(serial(day), Decimal::from(45_352));
    }
}
