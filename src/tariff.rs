//! The amounts, thresholds and deadlines of one version of the agreement.
//!
//! A tariff file in `tariffs/` is data with a source on every row. The build script reads and checks
//! all of them and writes them as constants: see `data` for their shape, [`check`] for what is
//! refused.

use time::Date;

use crate::money::{Euros, Rate};

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
mod data;
#[allow(
    clippy::enum_glob_use,
    clippy::unreadable_literal,
    clippy::wildcard_imports,
    reason = "nobody reads generated code"
)]
mod embedded {
    //! What the build script wrote.
    use super::data::*;
    use {Confidence::*, Mission::*, Status::*};

    include!(concat!(env!("OUT_DIR"), "/tariffs.rs"));
}

pub use data::{
    Additional, Bound, Citation, Confidence, Day, Deadline, Interpretation, List, Mission,
    MissionRow, Payments, Row, Size, Sizes, Source, Status, Tariff, Uplift,
};

/// The embedded tariff files as JSON, in the order of [`all`].
pub use embedded::TEXTS;

impl Row {
    /// The amount for a size, in euros a year.
    #[must_use]
    pub fn amount(&self, size: Size) -> Euros {
        Euros::whole(self.amounts[size.index()])
    }
}

impl Bound {
    /// The smallest population of the band above the bound.
    #[must_use]
    pub fn first_above(self, band_above: Size) -> u32 {
        if self.belongs_to == band_above { self.inhabitants } else { self.inhabitants + 1 }
    }
}

impl Uplift {
    /// Share of the fixed and of the variable part of every mission.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::whole(self.percent)
    }
}

impl Payments {
    /// Share of the functioning and of fixed parts that is advanced.
    #[must_use]
    pub fn advance(&self) -> Rate {
        Rate::whole(self.advance_percent)
    }
}

impl Tariff {
    /// The size of a territory with this many inhabitants.
    #[must_use]
    pub fn size_of(&self, population: u32) -> Size {
        let above = |(bound, size): &(&Bound, Size)| population >= bound.first_above(*size);
        let bands = self.sizes.bounds.iter().zip(Size::ALL.into_iter().skip(1));
        bands.take_while(above).last().map_or(Size::ALL[0], |(_, size)| size)
    }

    /// The populations of a size: first and last number of inhabitants; the last size has no last.
    #[must_use]
    pub fn band(&self, size: Size) -> (u32, Option<u32>) {
        let first = |size: Size| {
            size.index()
                .checked_sub(1)
                .map_or(1, |below| self.sizes.bounds[below].first_above(size))
        };
        (first(size), size.above().map(|above| first(above) - 1))
    }

    /// The row of a mission, unless this tariff does not have it.
    #[must_use]
    pub fn mission(&self, mission: Mission) -> Option<&MissionRow> {
        self.missions.iter().find(|row| row.id == mission)
    }

    /// The source that rows name so.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The interpretation with this identifier.
    #[must_use]
    pub fn interpretation(&self, id: &str) -> Option<&Interpretation> {
        self.interpretations.iter().find(|interpretation| interpretation.id == id)
    }

    /// The oldest day on which one of its sources was last compared with the figures.
    #[must_use]
    pub fn last_checked(&self) -> Date {
        self.sources.iter().map(|source| source.checked).min().unwrap_or(self.starts).0
    }

    /// Whether this is the version that applies today, as far as the data know.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self == current()
    }
}

/// Two tariffs are the same when they have the same identifier.
impl PartialEq for Tariff {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// All embedded tariffs, newest first.
#[must_use]
pub fn all() -> &'static [Tariff] {
    &embedded::TARIFFS
}

/// The tariff with this identifier.
#[must_use]
pub fn find(id: &str) -> Option<&'static Tariff> {
    all().iter().find(|tariff| tariff.id == id)
}

/// The newest tariff in force: the default. There is no clock here: a file is delivered once its
/// tariff has started.
#[must_use]
pub fn current() -> &'static Tariff {
    all().iter().find(|tariff| tariff.status == Status::InForce).unwrap_or(&all()[0])
}
