//! Money and rates: whole cents, rounded in one place, written the French way.
//!
//! ```
//! use simulateur_cpts::money::{Euros, Rate};
//!
//! let ceiling = Euros::whole(35_000);
//! let rate = Rate::from_hundredths(80_00).unwrap();
//! assert_eq!(ceiling.take(rate).to_string(), "28\u{202f}000\u{a0}€");
//! ```
//!
//! Two amounts cannot be multiplied:
//!
//! ```compile_fail
//! use simulateur_cpts::money::Euros;
//!
//! let _ = Euros::whole(2) * Euros::whole(2);
//! ```

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// An amount of money in euros, always a whole number of cents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Euros {
    cents: i64,
}

impl Euros {
    /// No money.
    pub const ZERO: Self = Self { cents: 0 };

    /// Whole euros, as the agreement prints them.
    #[must_use]
    pub fn whole(euros: u32) -> Self {
        Self::from_cents(i64::from(euros) * 100)
    }

    /// An amount counted in cents.
    #[must_use]
    pub fn from_cents(cents: i64) -> Self {
        Self { cents }
    }

    /// The amount in cents.
    #[must_use]
    pub fn cents(self) -> i64 {
        self.cents
    }

    /// The part of this amount that a rate gives, rounded once to the cent, half away from zero.
    #[must_use]
    pub fn take(self, rate: Rate) -> Self {
        self.take_share(rate, Share::WHOLE)
    }

    /// The part that a rate gives for a share of a year, rounded once to the cent.
    #[must_use]
    pub fn take_share(self, rate: Rate, share: Share) -> Self {
        let part = self.cents * i64::from(rate.hundredths) * i64::from(share.days);
        let whole = i64::from(Rate::FULL_HUNDREDTHS) * i64::from(share.of);
        Self::from_cents(divided(part, whole))
    }

    /// This amount for each of `count` people, rounded to the cent; `None` for nobody.
    #[must_use]
    pub fn for_each_of(self, count: u32) -> Option<Self> {
        (count > 0).then(|| Self::from_cents(divided(self.cents, count.into())))
    }

    /// How many hundredths of a percent of `whole` make at least this amount (0 when `whole` is 0).
    pub(crate) fn hundredths_of(self, whole: Self) -> u16 {
        let full = Rate::FULL_HUNDREDTHS;
        let part = (self.cents * i64::from(full)).max(0).unsigned_abs();
        let hundredths = part.div_ceil(whole.cents.max(1).unsigned_abs());
        if whole.cents > 0 {
            u16::try_from(hundredths).map_or(full, |some| some.min(full))
        } else {
            0
        }
    }

    /// The number alone, for columns that name their unit once: `370 000`, `99 698,63`.
    #[must_use]
    pub fn number(self) -> String {
        let sign = if self.cents < 0 { "\u{2212}" } else { "" };
        let cents = self.cents.unsigned_abs();
        let euros = grouped(cents / 100);
        match cents % 100 {
            0 => format!("{sign}{euros}"),
            rest => format!("{sign}{euros},{rest:02}"),
        }
    }
}

/// Rounds half away from zero: the only rounding of the program. A tariff's largest amount (`u32::MAX`
/// euros) times a full rate and a leap year stays five times below the largest `i64`.
fn divided(part: i64, whole: i64) -> i64 {
    let rest = part % whole;
    let away = if 2 * rest.abs() >= whole { part.signum() } else { 0 };
    part / whole + away
}

impl Add for Euros {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::from_cents(self.cents + other.cents)
    }
}

impl AddAssign for Euros {
    fn add_assign(&mut self, other: Self) {
        self.cents += other.cents;
    }
}

impl Sub for Euros {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::from_cents(self.cents - other.cents)
    }
}

impl Sum for Euros {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// French: `370 000 €`, `99 698,63 €`, with no decimals or two, never one.
impl fmt::Display for Euros {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\u{a0}€", self.number())
    }
}

/// A difference between two amounts, written with its sign: `+ 7 000 €`, `− 7 000 €`.
#[must_use]
pub fn signed(difference: Euros) -> String {
    if difference < Euros::ZERO {
        format!("\u{2212}\u{a0}{}", Euros::ZERO - difference)
    } else {
        format!("+\u{a0}{difference}")
    }
}

/// How much more an amount is than another one, to a tenth of a percent: `+ 50 %`, `− 20,3 %`; `None`
/// beside nothing.
#[must_use]
pub fn percent_more(reference: Euros, amount: Euros) -> Option<String> {
    if reference.cents <= 0 {
        return None;
    }
    let tenths = divided((amount - reference).cents * 1_000, reference.cents);
    if tenths == 0 && amount != reference {
        return Some("moins de 0,1\u{a0}%".to_string());
    }
    let sign = if amount < reference { '\u{2212}' } else { '+' };
    let tenths = tenths.unsigned_abs();
    let whole = grouped(tenths / 10);
    Some(match tenths % 10 {
        0 => format!("{sign}\u{a0}{whole}\u{a0}%"),
        rest => format!("{sign}\u{a0}{whole},{rest}\u{a0}%"),
    })
}

/// A whole number with U+202F between thousands.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A number with what it counts: `1 habitant`, `1 234 habitants`.
#[must_use]
pub fn counted(number: u32, noun: &str) -> String {
    let plural = if number > 1 { "s" } else { "" };
    format!("{}\u{a0}{noun}{plural}", grouped(number.into()))
}

/// A percentage from 0 to 100 with at most two decimals: achievement rate, uplift.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rate {
    hundredths: u16,
}

impl Rate {
    /// 0 %.
    pub const ZERO: Self = Self { hundredths: 0 };
    /// 100 %.
    pub const FULL: Self = Self { hundredths: Self::FULL_HUNDREDTHS };
    /// 100 % in hundredths of a percent.
    pub const FULL_HUNDREDTHS: u16 = 10_000;

    /// A rate from hundredths of a percent, 0 … 10 000; `None` above.
    #[must_use]
    pub fn from_hundredths(hundredths: u16) -> Option<Self> {
        (hundredths <= Self::FULL_HUNDREDTHS).then_some(Self { hundredths })
    }

    /// A whole percentage; above 100 it is 100.
    #[must_use]
    pub fn whole(percent: u8) -> Self {
        Self { hundredths: u16::from(percent.min(100)) * 100 }
    }

    /// The rate in hundredths of a percent, 0 … 10 000.
    #[must_use]
    pub fn hundredths(self) -> u16 {
        self.hundredths
    }

    /// The number alone with the given decimal separator: `80`, `33.3`, `33,33`.
    #[must_use]
    pub fn number(self, separator: char) -> String {
        let hundredths = self.hundredths;
        match (hundredths / 100, hundredths % 100) {
            (whole, 0) => whole.to_string(),
            (whole, rest) if rest % 10 == 0 => format!("{whole}{separator}{}", rest / 10),
            (whole, rest) => format!("{whole}{separator}{rest:02}"),
        }
    }
}

/// A share of a year, counted in days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// Days that count, 0 … `of`.
    pub days: u16,
    /// Days of the year, 365 or 366.
    pub of: u16,
}

impl Share {
    /// All of the year.
    pub const WHOLE: Self = Self { days: 1, of: 1 };

    /// Whether the whole year counts.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.days == self.of
    }
}

/// French: `80 %`, `33,33 %`.
impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.hundredths;
        match (hundredths / 100, hundredths % 100) {
            (whole, 0) => write!(out, "{whole}\u{a0}%"),
            (whole, rest) => write!(out, "{whole},{rest:02}\u{a0}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::{Decimal, RoundingStrategy};

    use super::*;

    #[test]
    fn rounds_half_away_from_zero_once() {
        let rate = |hundredths| Rate::from_hundredths(hundredths).unwrap();
        for (amount_in_cents, hundredths, expected_in_cents) in [
            (1, 50_00, 1),
            (-1, 50_00, -1),
            (3, 50_00, 2),
            (1, 49_99, 0),
            (7_500_00, 33_33, 2_499_75),
        ] {
            let part = Euros::from_cents(amount_in_cents).take(rate(hundredths));
            assert_eq!(part.cents(), expected_in_cents, "{hundredths} of {amount_in_cents}");
        }
    }

    /// The same by a decimal library.
    fn decimal_share(cents: i64, rate: Rate, share: Share) -> Decimal {
        let part =
            Decimal::from(cents) * Decimal::from(rate.hundredths) * Decimal::from(share.days);
        let whole = Decimal::from(10_000 * u32::from(share.of));
        (part / whole).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
    }

    proptest::proptest! {
        #[test]
        fn shares_are_those_of_exact_decimals(
            cents in -200_000_000_i64..200_000_000, hundredths in 0_u16..=100_00, days in 0_u16..=366,
        ) {
            for of in [365, 366] {
                let (rate, share) = (Rate { hundredths }, Share { days: days.min(of), of });
                let part = Euros { cents }.take_share(rate, share).cents();
                proptest::prop_assert_eq!(Decimal::from(part), decimal_share(cents, rate, share));
            }
        }

        #[test]
        fn the_rate_that_reaches_an_amount_is_the_smallest(
            part in 0_i64..300_000_000, whole in 1_i64..200_000_000,
        ) {
            let exact = Decimal::from(part) * Decimal::from(10_000) / Decimal::from(whole);
            let expected = exact.ceil().min(Decimal::from(10_000));
            let found = Euros { cents: part }.hundredths_of(Euros { cents: whole });
            proptest::prop_assert_eq!(Decimal::from(found), expected);
        }
    }

    #[test]
    fn the_largest_amount_of_a_tariff_can_be_shared() {
        let most = Euros::whole(u32::MAX);
        assert_eq!(most.take_share(Rate::FULL, Share { days: 366, of: 366 }), most);
        assert_eq!(Euros::whole(1).hundredths_of(Euros::ZERO), 0);
        assert_eq!(Euros::from_cents(-1).hundredths_of(Euros::whole(1)), 0);
    }

    #[test]
    fn writes_amounts_as_the_french_do() {
        for (cents, text) in [
            (0, "0 €"),
            (999_00, "999 €"),
            (1_000_00, "1\u{202f}000 €"),
            (9_969_863, "99\u{202f}698,63 €"),
            (50, "0,50 €"),
            (-1_234_567_05, "\u{2212}1\u{202f}234\u{202f}567,05 €"),
        ] {
            assert_eq!(Euros::from_cents(cents).to_string(), text.replace(' ', "\u{a0}"));
        }
        assert_eq!(signed(Euros::whole(5)), "+\u{a0}5\u{a0}€");
        assert_eq!(signed(Euros::from_cents(-500)), "\u{2212}\u{a0}5\u{a0}€");
    }

    #[test]
    fn writes_rates_with_no_decimals_or_two() {
        for (hundredths, text, number) in [
            (80_00, "80 %", "80"),
            (33_33, "33,33 %", "33.33"),
            (33_30, "33,30 %", "33.3"),
            (5, "0,05 %", "0.05"),
        ] {
            let rate = Rate::from_hundredths(hundredths).unwrap();
            assert_eq!(rate.to_string(), text.replace(' ', "\u{a0}"));
            assert_eq!(rate.number('.'), number);
        }
        assert_eq!(Rate::from_hundredths(100_01), None);
    }

    #[test]
    fn shares_an_amount_between_people() {
        assert_eq!(Euros::whole(10).for_each_of(3), Some(Euros::from_cents(333)));
        assert_eq!(Euros::whole(10).for_each_of(0), None);
    }
}
