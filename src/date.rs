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
    let first = if date.day() == 1 { "ᵉʳ" } else { "" };
    format!("{}{first}\u{a0}{}", date.day(), month(date))
}

/// `janvier 2027`
#[must_use]
pub fn month(date: Date) -> String {
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
    let month = MONTHS[usize::from(u8::from(date.month())) - 1];
    format!("{month} {}", date.year())
}

/// The same day some years later; 29 February falls on 28 February.
#[must_use]
pub fn years_after(date: Date, years: u8) -> Date {
    months_after(date, u16::from(years) * 12)
}

/// The same day some months later, or the last day of that month when it has no such day.
#[must_use]
pub fn months_after(date: Date, months: u16) -> Date {
    let month = u16::from(u8::from(date.month())) - 1 + months;
    let year = date.year() + i32::from(month / 12);
    let month = Month::January.nth_next(u8::try_from(month % 12).unwrap_or_default());
    let day = date.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MAX)
}

/// 31 December of a year.
#[must_use]
pub fn year_end(year: i32) -> Date {
    Date::from_calendar_date(year, Month::December, 31).unwrap_or(Date::MAX)
}

/// Days from one day to a later one; 0 when it is not later.
#[must_use]
pub fn days_between(from: Date, to: Date) -> u16 {
    u16::try_from(to.to_julian_day() - from.to_julian_day()).unwrap_or_default()
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
    }

    #[test]
    fn counts_months_to_the_end_of_short_ones() {
        let date = |text| read_iso(text).unwrap();
        for (from, months, to) in [
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2026-11-22", 12, "2027-11-22"),
            ("2027-08-31", 6, "2028-02-29"),
            ("2027-08-31", 1, "2027-09-30"),
            ("2027-12-31", 0, "2027-12-31"),
            ("2027-12-31", 2, "2028-02-29"),
        ] {
            assert_eq!(iso(months_after(date(from), months)), to, "{from} + {months}");
        }
        assert_eq!(iso(years_after(date("2024-02-29"), 1)), "2025-02-28");
        assert_eq!(days_between(date("2027-07-01"), date("2028-01-01")), 184);
    }
}
