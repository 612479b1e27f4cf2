//! What people type in the fields of the page, read with tolerance and refused with a reason.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use time::Date;

use crate::date::{self, DateError};
use crate::money::Rate;
use crate::scenario::{MAX_DELAY_IN_MONTHS, MAX_MEMBERS, MAX_POPULATION, Other};

/// A French sentence that says what the field accepts.
pub type Refusal = &'static str;

const POPULATION: Refusal = "Écrivez un nombre entier d’habitants, de 1 à 10\u{202f}000\u{202f}000, par exemple 40\u{202f}000.";
const MEMBERS: Refusal =
    "Écrivez un nombre entier de membres, de 0 à 100\u{202f}000, par exemple 120.";
const RATE: Refusal = "Écrivez un taux de 0 à 100\u{a0}%, par exemple 80.";
const RATE_DECIMALS: Refusal = "Écrivez un taux avec deux décimales au plus, par exemple 33,33.";
const DOCTORS: Refusal =
    "Écrivez un nombre entier de médecins, de 1 à 10\u{202f}000, par exemple 25.";
const POINTS: Refusal =
    "Écrivez un nombre entier de points, de 0 à 1\u{202f}000\u{202f}000, par exemple 9\u{202f}000.";
const FUND: Refusal = "Écrivez un montant en euros entiers, de 0 à 1\u{202f}000\u{202f}000\u{a0}€, par exemple 45\u{202f}000.";
const DELAY: Refusal = "Écrivez un nombre entier de mois, de 0 à 12.";
/// A mission cannot start before its contract.
pub const BEFORE_SIGNATURE: Refusal =
    "Une mission ne démarre pas avant la signature\u{a0}: écrivez une date plus tardive.";
/// The signature was moved after a start.
pub const SIGNED_LATER: Refusal = "Cette date est maintenant avant la signature\u{a0}: la mission compte à partir de la signature.";
const DATE: Refusal = "Écrivez une date au format JJ/MM/AAAA, par exemple 01/07/2027.";
const NO_SUCH_DAY: Refusal = "Cette date n’existe pas dans le calendrier.";
const SHORT_YEAR: Refusal = "Écrivez l’année avec quatre chiffres, par exemple 2027.";
const YEAR: Refusal = "Écrivez une date entre le 01/01/2000 et le 31/12/2099.";

/// Longest text that is looked at: nothing valid is longer.
const LONGEST: usize = 60;

/// A number of inhabitants: `155520`, `155 520`, `40k`, `40 000 hab.`; empty is not known.
///
/// # Errors
///
/// What the field accepts.
pub fn population(text: &str) -> Result<Option<u32>, Refusal> {
    let text = compact(text).ok_or(POPULATION)?;
    if text.is_empty() {
        return Ok(None);
    }
    let number = without_unit(&text, &["habitants", "habitant", "hab.", "hab", "h"]);
    whole(number).filter(|count| (1..=MAX_POPULATION).contains(count)).map(Some).ok_or(POPULATION)
}

/// A number of members; empty is 0.
///
/// # Errors
///
/// What the field accepts.
pub fn members(text: &str) -> Result<u32, Refusal> {
    let text = compact(text).ok_or(MEMBERS)?;
    if text.is_empty() {
        return Ok(0);
    }
    let number = without_unit(&text, &["membres", "membre"]);
    whole(number).filter(|count| *count <= MAX_MEMBERS).ok_or(MEMBERS)
}

/// A delay in months, 0 … 12; empty is 0.
///
/// # Errors
///
/// What the field accepts.
pub fn delay(text: &str) -> Result<u8, Refusal> {
    let text = compact(text).ok_or(DELAY)?;
    if text.is_empty() {
        return Ok(0);
    }
    let months = whole(without_unit(&text, &["mois"])).and_then(|months| u8::try_from(months).ok());
    months.filter(|months| *months <= MAX_DELAY_IN_MONTHS).ok_or(DELAY)
}

/// What may be said of another structure: `25 médecins`, `9 000 points`, `45 000 €`, `45k€`; empty takes
/// it back.
///
/// # Errors
///
/// What the field accepts.
pub fn other(text: &str, other: Other) -> Result<Option<u32>, Refusal> {
    let refusal = match other {
        Other::EssDoctors => DOCTORS,
        Other::MspPoints => POINTS,
        _ => FUND,
    };
    let text = compact(text).ok_or(refusal)?;
    if text.is_empty() {
        return Ok(None);
    }
    let number =
        without_unit(&text, &["médecins", "médecin", "points", "point", "euros", "euro", "€"]);
    whole(number)
        .filter(|value| (other.least()..=other.most()).contains(value))
        .map(Some)
        .ok_or(refusal)
}

/// An achievement rate: `80`, `33,33`, `50 %`.
///
/// # Errors
///
/// What the field accepts.
pub fn rate(text: &str) -> Result<Rate, Refusal> {
    let text = compact(text).ok_or(RATE)?;
    let (units, decimals) = parted(without_unit(&text, &["%"])).ok_or(RATE)?;
    let decimals = decimals.trim_end_matches('0');
    // A text may be longer than any decimal: what follows the second one only has to be nothing.
    let (two, more) = decimals.split_at(decimals.len().min(2));
    match decimal(units, two).and_then(Rate::new) {
        Some(rate) if more.is_empty() => Ok(rate),
        None | Some(Rate::FULL) => Err(RATE),
        Some(_) => Err(RATE_DECIMALS),
    }
}

/// A day: `31/12/2027`, `1/7/2027`, `2027-07-01`; empty is not known.
///
/// # Errors
///
/// What the field accepts.
pub fn day(text: &str) -> Result<Option<Date>, Refusal> {
    let text = compact(text).ok_or(DATE)?;
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [first, second, third] = parts[..] else { return Err(DATE) };
    let (day, month, year) =
        if first.len() == 4 { (third, second, first) } else { (first, second, third) };
    if !parts.iter().all(|part| digits(part)) || day.len() > 2 || month.len() > 2 {
        return Err(DATE);
    }
    if year.len() != 4 {
        return Err(SHORT_YEAR);
    }
    let number = |digits: &str| digits.parse().unwrap_or(0);
    date::from_numbers(number(year), number(month), number(day)).map(Some).map_err(|error| {
        match error {
            DateError::NotADate => NO_SUCH_DAY,
            DateError::OutOfRange => YEAR,
        }
    })
}

/// The text in lower case without spaces of any kind; `None` when it is too long to be meant.
fn compact(text: &str) -> Option<String> {
    let mut kept = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}');
    let compact: String = kept.by_ref().take(LONGEST).collect();
    kept.next().is_none().then(|| compact.to_ascii_lowercase())
}

fn without_unit<'a>(text: &'a str, units: &[&str]) -> &'a str {
    units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number, in thousands when it ends with `k`: `40k`, `1,5k`.
fn whole(text: &str) -> Option<u32> {
    let Some(thousands) = text.strip_suffix('k') else {
        return digits(text).then(|| text.parse().ok())?;
    };
    let (units, decimals) = parted(thousands).filter(|(_, decimals)| decimals.len() <= 3)?;
    decimal(units, decimals)?.checked_mul(Decimal::ONE_THOUSAND)?.to_u32()
}

/// The digits before and after a comma or a point.
fn parted(number: &str) -> Option<(&str, &str)> {
    let (units, decimals) = number.split_once([',', '.']).unwrap_or((number, "0"));
    (digits(units) && digits(decimals)).then_some((units, decimals))
}

/// The number that digits before and after the separator make; `None` beyond what a decimal holds.
fn decimal(units: &str, decimals: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&format!("{units}.{decimals:0<1}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_populations_as_people_write_them() {
        for (text, count) in [
            ("155520", 155_520),
            (" 155 520 ", 155_520),
            ("155\u{202f}520", 155_520),
            ("155\u{a0}520 habitants", 155_520),
            ("40k", 40_000),
            ("40 K", 40_000),
            ("1,5k", 1_500),
            ("40 000 hab.", 40_000),
            ("1", 1),
            ("10000000", 10_000_000),
        ] {
            assert_eq!(population(text), Ok(Some(count)), "{text}");
        }
        assert_eq!(population("  "), Ok(None));
    }

    #[test]
    fn refuses_populations_that_could_be_misread() {
        let long = "9".repeat(10_000);
        for text in [
            "0",
            "-5",
            "1e9",
            "39 999,5",
            "40.000",
            "40,000",
            "abc",
            "👩‍⚕️",
            "10000001",
            "k",
            ",5k",
            "1,2345k",
            "99999999999k",
            "4 0 0 0 0 x",
            &long,
        ] {
            assert_eq!(population(text), Err(POPULATION), "{text}");
        }
    }

    #[test]
    fn reads_members() {
        assert_eq!(members(""), Ok(0));
        assert_eq!(members("0"), Ok(0));
        assert_eq!(members("1 234 membres"), Ok(1_234));
        for text in ["-1", "100001", "1,5", "cent"] {
            assert_eq!(members(text), Err(MEMBERS), "{text}");
        }
    }

    #[test]
    fn reads_delays() {
        for (text, months) in [("", 0), ("0", 0), ("3 mois", 3), ("12", 12)] {
            assert_eq!(delay(text), Ok(months), "{text}");
        }
        for text in ["13", "-1", "1,5", "trois", "256", "99999999999"] {
            assert_eq!(delay(text), Err(DELAY), "{text}");
        }
    }

    #[test]
    fn reads_what_is_said_of_other_structures() {
        for (of, text, value) in [
            (Other::EssDoctors, "", None),
            (Other::EssDoctors, "25 médecins", Some(25)),
            (Other::MspPoints, "9\u{202f}000 points", Some(9_000)),
            (Other::CptsFir, "45k€", Some(45_000)),
            (Other::EspFir, "0 €", Some(0)),
            (Other::MspFir, "1 000 000", Some(1_000_000)),
        ] {
            assert_eq!(other(text, of), Ok(value), "{text}");
        }
        for (of, text, refusal) in [
            (Other::EssDoctors, "0", DOCTORS),
            (Other::EssDoctors, "10 001", DOCTORS),
            (Other::MspPoints, "8500,5", POINTS),
            (Other::MspPoints, "beaucoup", POINTS),
            (Other::CptsFir, "1 000 001", FUND),
            (Other::CptsFir, "-1", FUND),
            (Other::CptsFir, "50 000,00", FUND),
        ] {
            assert_eq!(other(text, of), Err(refusal), "{text}");
        }
    }

    #[test]
    fn reads_rates() {
        for (text, hundredths) in [
            ("80", 80_00),
            ("50 %", 50_00),
            ("33,33", 33_33),
            ("33.3", 33_30),
            ("100", 100_00),
            ("100,00", 100_00),
            ("0", 0),
            ("007", 7_00),
            ("12,500", 12_50),
        ] {
            assert_eq!(rate(text).map(Rate::hundredths), Ok(hundredths), "{text}");
        }
        for text in ["", "101", "-1", "100,01", "abc", "%", "5,", ",5", "1e1", "٣"] {
            assert_eq!(rate(text), Err(RATE), "{text}");
        }
        assert_eq!(rate("33,333"), Err(RATE_DECIMALS));
    }

    #[test]
    fn reads_days() {
        for (text, iso) in [
            ("01/07/2027", "2027-07-01"),
            ("1/7/2027", "2027-07-01"),
            ("2027-07-01", "2027-07-01"),
            ("29.02.2028", "2028-02-29"),
        ] {
            assert_eq!(
                day(text).map(|day| day.map(date::iso)),
                Ok(Some(iso.to_string())),
                "{text}"
            );
        }
        assert_eq!(day(""), Ok(None));
        for (text, refusal) in [
            ("31/02/2026", NO_SUCH_DAY),
            ("00/01/2026", NO_SUCH_DAY),
            ("1/7/27", SHORT_YEAR),
            ("01/01/0001", YEAR),
            ("01/01/9999", YEAR),
            ("demain", DATE),
            ("2027", DATE),
            ("1/2/3/4", DATE),
            ("001/02/2027", DATE),
        ] {
            assert_eq!(day(text), Err(refusal), "{text}");
        }
    }
}
