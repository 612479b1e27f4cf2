//! Numbers and texts as both files write them.

use time::Date;

/// Day 0 of spreadsheets, 30 December 1899, as a Julian day.
const DAY_ZERO: i32 = 2_415_019;

/// A day, counted as spreadsheets do.
pub fn serial(day: Date) -> i64 {
    (day.to_julian_day() - DAY_ZERO).into()
}

/// Writes texts one after the other.
pub fn push_all(out: &mut String, texts: &[&str]) {
    for text in texts {
        out.push_str(text);
    }
}

/// Writes a decimal number digit by digit: `9969863` with two decimals is `99698,63`.
pub fn push_decimal(out: &mut String, digits: i64, decimals: usize, separator: char) {
    if digits < 0 {
        out.push('-');
    }
    let mut text = digits.unsigned_abs().to_string();
    while text.len() <= decimals {
        text.insert(0, '0');
    }
    if decimals > 0 {
        text.insert(text.len() - decimals, separator);
    }
    out.push_str(&text);
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
            push_decimal(&mut text, digits, decimals, ',');
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn counts_days_as_spreadsheets_do() {
        let day = Date::from_calendar_date(2024, time::Month::March, 1).unwrap();
        assert_eq!(serial(day), 45_352);
    }
}
