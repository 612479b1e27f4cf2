//! Rates and shares: what an amount is multiplied by.

use std::fmt;

use rust_decimal::Decimal;

use super::{french, hundredths};

/// A percentage from 0 to 100 with at most two decimals: achievement rate, uplift.
///
/// ```
/// use rust_decimal::Decimal;
/// use simulateur_cpts::money::{Euros, Rate};
///
/// let rate = Rate::new(Decimal::new(33_33, 2)).unwrap();
/// assert_eq!(rate.to_string(), "33,33\u{a0}%");
/// assert_eq!(Euros::whole(7_500).times(rate), Euros::from_cents(2_499_75));
/// assert_eq!(Rate::new(Decimal::new(33_333, 3)), None, "three decimals");
/// assert_eq!(Rate::new(Decimal::from(101)), None, "above 100 %");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rate {
    /// A scenario holds many rates: two bytes each in place of sixteen.
    hundredths: u16,
}

impl Rate {
    /// 0 %.
    pub const ZERO: Self = Self { hundredths: 0 };
    /// 100 %.
    pub const FULL: Self = Self { hundredths: Self::FULL_HUNDREDTHS };
    /// 100 % in hundredths of a percent.
    pub const FULL_HUNDREDTHS: u16 = 10_000;

    /// A percentage as it is; `None` outside 0 … 100 or with more than two decimals.
    #[must_use]
    pub fn new(percent: Decimal) -> Option<Self> {
        hundredths(percent)?.try_into().ok().and_then(Self::from_hundredths)
    }

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

    /// The percentage, 0 … 100, with two decimals.
    #[must_use]
    pub fn as_decimal(self) -> Decimal {
        Decimal::new(self.hundredths.into(), 2)
    }

    /// What amounts are multiplied by, 0 … 1, with four decimals.
    #[must_use]
    pub fn as_fraction(self) -> Decimal {
        Decimal::new(self.hundredths.into(), 4)
    }

    /// The rate in hundredths of a percent, 0 … 10 000, for what machines read.
    #[must_use]
    pub fn hundredths(self) -> u16 {
        self.hundredths
    }

    /// Its whole percents, for a slider that knows no others.
    #[must_use]
    pub fn whole_percents(self) -> u16 {
        self.hundredths / 100
    }

    /// The next higher rate; `None` above 100 %.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        Self::from_hundredths(self.hundredths + 1)
    }

    /// The next lower rate; `None` below 0 %.
    #[must_use]
    pub fn below(self) -> Option<Self> {
        self.hundredths.checked_sub(1).map(|hundredths| Self { hundredths })
    }

    /// The number alone with the given decimal separator: `80`, `33.3`, `33,33`.
    #[must_use]
    pub fn number(self, separator: char) -> String {
        let number = self.as_decimal().normalize().to_string();
        number.chars().map(|letter| if letter == '.' { separator } else { letter }).collect()
    }
}

/// French: `80 %`, `33,33 %`.
impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\u{a0}%", french(self.as_decimal(), 2))
    }
}

/// A share of a year, counted in days: none of them, all of them or any number between.
///
/// ```
/// use simulateur_cpts::money::{Euros, Rate, Share};
///
/// let half = Share::of_year(184, 365).unwrap();
/// assert_eq!(Euros::whole(365).times_share(Rate::FULL, half), Euros::whole(184));
/// assert!(!half.is_whole());
/// assert_eq!(Share::of_year(366, 365), None, "more than the year");
/// assert_eq!(Share::of_year(0, 0), None, "a year has days");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    days: u16,
    of: u16,
}

impl Share {
    /// All of the year.
    pub const WHOLE: Self = Self { days: 1, of: 1 };

    /// So many days of a year of `of` days; `None` where the year has fewer, or none at all.
    #[must_use]
    pub fn of_year(days: u16, of: u16) -> Option<Self> {
        (of > 0 && days <= of).then_some(Self { days, of })
    }

    /// Days that count.
    #[must_use]
    pub fn days(self) -> u16 {
        self.days
    }

    /// Days of the year; 1 of [`Share::WHOLE`].
    #[must_use]
    pub fn of(self) -> u16 {
        self.of
    }

    /// Whether the whole year counts.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.days == self.of
    }
}
