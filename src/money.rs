//! Money and rates: exact decimals, rounded in one place, written the French way.
//!
//! ```
//! use simulateur_cpts::money::{Euros, Rate};
//!
//! let ceiling = Euros::whole(35_000);
//! assert_eq!(ceiling.times(Rate::whole(80)).to_string(), "28\u{202f}000\u{a0}€");
//! ```
//!
//! Two amounts cannot be multiplied:
//!
//! ```compile_fail
//! use simulateur_cpts::money::Euros;
//!
//! let _ = Euros::whole(2) * Euros::whole(2);
//! ```

mod rate;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

pub use rate::{Rate, Share};

const ONE_HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// An amount in euros with at most two decimals.
///
/// Every constructor takes at most an `i64` of cents, 92 million billion euros. A decimal holds eight
/// billion times as much, so that neither a share of such an amount nor the sum of many overflows.
///
/// ```
/// use rust_decimal::Decimal;
/// use simulateur_cpts::money::Euros;
///
/// let sum = Euros::whole(99_698) + Euros::from_cents(63);
/// assert_eq!(sum.as_decimal(), Decimal::new(9_969_863, 2));
/// assert_eq!(sum.to_string(), "99\u{202f}698,63\u{a0}€");
/// assert_eq!(Euros::new(sum.as_decimal()), Some(sum));
/// assert_eq!(Euros::new(Decimal::new(1, 3)), None);
/// assert_eq!(Euros::whole(10).split_among(3), Some(Euros::from_cents(3_33)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Euros(Decimal);

impl Euros {
    /// No money.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount as it is; `None` with more than two decimals, or beyond an `i64` of cents.
    #[must_use]
    pub fn new(amount: Decimal) -> Option<Self> {
        hundredths(amount).map(Self::from_cents)
    }

    /// Whole euros, as the agreement prints them.
    #[must_use]
    pub fn whole(euros: u32) -> Self {
        Self::from_cents(i64::from(euros) * 100)
    }

    /// An amount counted in cents.
    #[must_use]
    pub fn from_cents(cents: i64) -> Self {
        Self(Decimal::new(cents, 2))
    }

    /// The amount rounded to the cent.
    fn rounded(exact: Decimal) -> Self {
        Self(rounded(exact, 2))
    }

    /// The amount with two decimals.
    #[must_use]
    pub fn as_decimal(self) -> Decimal {
        let mut amount = self.0;
        amount.rescale(2);
        amount
    }

    /// The amount in cents, for drawings and for what machines read.
    #[must_use]
    pub fn cents(self) -> i64 {
        hundredths(self.0).unwrap_or(i64::MAX)
    }

    /// The part of this amount that a rate gives, rounded once to the cent, half away from zero.
    #[must_use]
    pub fn times(self, rate: Rate) -> Self {
        self.times_share(rate, Share::WHOLE)
    }

    /// The part that a rate gives for a share of a year, rounded once to the cent.
    #[must_use]
    pub fn times_share(self, rate: Rate, share: Share) -> Self {
        let (days, of) = (Decimal::from(share.days()), Decimal::from(share.of()));
        Self::rounded(self.0 * rate.as_decimal() * days / (ONE_HUNDRED * of))
    }

    /// This amount for each of `count` people or payments, rounded to the cent; `None` for none of them.
    #[must_use]
    pub fn split_among(self, count: u32) -> Option<Self> {
        (count > 0).then(|| Self::rounded(self.0 / Decimal::from(count)))
    }

    /// The smallest rate of `whole` that makes at least this amount: 100 % where none does, 0 % of nothing.
    pub(crate) fn least_rate_of(self, whole: Self) -> Rate {
        if self <= Self::ZERO || whole <= Self::ZERO {
            return Rate::ZERO;
        }
        let percent = self.0 * ONE_HUNDRED / whole.0;
        let upwards = percent.round_dp_with_strategy(2, RoundingStrategy::ToPositiveInfinity);
        Rate::new(upwards).unwrap_or(Rate::FULL)
    }

    /// The number alone, for columns that name their unit once: `370 000`, `99 698,63`.
    #[must_use]
    pub fn number(self) -> String {
        let sign = if self < Self::ZERO { "\u{2212}" } else { "" };
        format!("{sign}{}", french(self.0, 2))
    }
}

/// Rounds half away from zero: the only rounding of the program.
fn rounded(exact: Decimal, decimals: u32) -> Decimal {
    let rounded = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    // A decimal can be less than nothing by nothing.
    if rounded.is_zero() { Decimal::ZERO } else { rounded }
}

/// How many hundredths make a number; `None` with more than two decimals, or beyond an `i64` of them.
fn hundredths(number: Decimal) -> Option<i64> {
    let number = number.normalize();
    if number.scale() > 2 {
        return None;
    }
    number.checked_mul(ONE_HUNDRED)?.to_i64()
}

impl Add for Euros {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Euros {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Euros {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
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
    if reference <= Euros::ZERO {
        return None;
    }
    let percent = rounded((amount - reference).0 * ONE_HUNDRED / reference.0, 1);
    if percent.is_zero() && amount != reference {
        return Some("moins de 0,1\u{a0}%".to_string());
    }
    let sign = if amount < reference { '\u{2212}' } else { '+' };
    Some(format!("{sign}\u{a0}{}\u{a0}%", french(percent, 1)))
}

/// A number without its sign, with U+202F between thousands and no decimals or so many.
fn french(number: Decimal, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let whole = grouped_digits(whole);
    if rest.bytes().all(|digit| digit == b'0') { whole } else { format!("{whole},{rest}") }
}

/// A whole number with U+202F between thousands.
#[must_use]
pub fn grouped(number: u64) -> String {
    grouped_digits(&number.to_string())
}

fn grouped_digits(digits: &str) -> String {
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

#[cfg(test)]
mod tests;
