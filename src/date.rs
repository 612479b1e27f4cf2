//! Calendar days: read and written as `YYYY-MM-DD`, written in French.

use time::{Date, Month};

/// The first and last year that a scenario may name.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

/// Why a text is not a day of a scenario.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateError {
    /// Not `YYYY-MM-DD`, or a day that the calendar does not have.
    NotADate,
    /// A real day outside 2000 … 2099.
    OutOfRange,
}

/// Reads `YYYY-MM-DD`, digits only, within [`YEARS`].
///
/// # Errors
///
/// [`DateError::NotADate`] for another shape or an impossible day, [`DateError::OutOfRange`] for a
/// day outside the accepted years.
pub fn read_iso(text: &str) -> Result<Date, DateError> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return Err(DateError::NotADate);
    }
    let number = |from: usize, to: usize| text[from..to].parse().unwrap_or(0);
    from_numbers(number(0, 4), number(5, 7), number(8, 10))
}

/// The day with these numbers, within [`YEARS`].
///
/// # Errors
///
/// As [`read_iso`].
pub fn from_numbers(year: i32, month: i32, day: i32) -> Result<Date, DateError> {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    let day = u8::try_from(day).map_err(|_| DateError::NotADate)?;
    let date = month.and_then(|month| Date::from_calendar_date(year, month, day).ok());
    match date {
        None => Err(DateError::NotADate),
        Some(_) if !YEARS.contains(&year) => Err(DateError::OutOfRange),
        Some(date) => Ok(date),
    }
}

/// `2027-01-31`
#[must_use]
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// `31/01/2027`
#[must_use]
pub fn short(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), u8::from(date.month()), date.year())
}

/// `31 janvier 2027`, `1ᵉʳ avril 2022`
#[must_use]
pub fn long(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let first = if date.day() == 1 { "ᵉʳ" } else { "" };
    let month = MONTHS[usize::from(u8::from(date.month())) - 1];
    format!("{}{first}\u{a0}{month} {}", date.day(), date.year())
}

/// The same day one year later; 29 February falls on 28 February.
#[must_use]
pub fn one_year_after(date: Date) -> Date {
    let year = date.year() + 1;
    date.replace_year(year)
        .or_else(|_| date.replace_day(28).and_then(|day| day.replace_year(year)))
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_real_days_of_the_century() {
        for (text, expected) in [
            ("2024-02-29", Ok("29/02/2024")),
            ("2000-01-01", Ok("01/01/2000")),
            ("2099-12-31", Ok("31/12/2099")),
            ("2026-02-31", Err(DateError::NotADate)),
            ("2025-02-29", Err(DateError::NotADate)),
            ("2026-13-01", Err(DateError::NotADate)),
            ("2026-1-01", Err(DateError::NotADate)),
            ("+026-01-01", Err(DateError::NotADate)),
            ("2026-01-0é", Err(DateError::NotADate)),
            ("", Err(DateError::NotADate)),
            ("1999-12-31", Err(DateError::OutOfRange)),
            ("2100-01-01", Err(DateError::OutOfRange)),
            ("0000-01-01", Err(DateError::OutOfRange)),
        ] {
            assert_eq!(read_iso(text).map(short), expected.map(str::to_string), "{text}");
        }
    }

    #[test]
    fn writes_days_in_french() {
        let date = |text| read_iso(text).unwrap();
        assert_eq!(long(date("2022-04-01")), "1ᵉʳ\u{a0}avril 2022");
        assert_eq!(long(date("2026-11-22")), "22\u{a0}novembre 2026");
        assert_eq!(iso(one_year_after(date("2024-02-29"))), "2025-02-28");
        assert_eq!(iso(one_year_after(date("2026-11-22"))), "2027-11-22");
    }
}
