//! The other structures beside the community: what each is paid over one to five years.
//!
//! The amounts are data of `tariffs/structures.json`, written as constants by the build script: see
//! `data` for their shape, [`check`] for what is refused. No clock, no randomness, no input or output,
//! and nothing here can fail.
//!
//! ```
//! use simulateur_cpts::money::Euros;
//! use simulateur_cpts::scenario::Scenario;
//! use simulateur_cpts::structures::{Structure, funding};
//!
//! let of_team = funding(Structure::Esp, &Scenario::opening());
//! assert_eq!(of_team.after(5).to_string(), "30\u{202f}000\u{a0}€");
//! ```

use std::fmt;

use crate::contract::Contract;
use crate::money::Euros;
use crate::scenario::{Action, Other, Scenario, Start, YEARS};
use crate::schedule::plan;

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod data;
#[allow(clippy::unreadable_literal, reason = "nobody reads generated code")]
mod embedded {
    //! What the build script wrote.
    include!(concat!(env!("OUT_DIR"), "/structures.rs"));
}

/// One object for each structure as JSON, in the order of [`Structure::ALL`].
pub use embedded::TEXTS;

use embedded::{
    CPTS_FIR, ESP_FIR, ESP_PAYMENTS, ESS_LEAST, ESS_LEAST_DOCTORS, ESS_MOST, ESS_MOST_DOCTORS,
    ESS_STARTUP, HINTS, MSP_AVERAGE, MSP_FIR, MSP_POINT, NAMES,
};

/// A way to practise together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Structure {
    /// Primary care team.
    Esp,
    /// Specialised care team.
    Ess,
    /// Multi-professional health centre.
    Msp,
    /// Community of a territory.
    Cpts,
}

impl Structure {
    /// All of them, from the smallest to the largest.
    pub const ALL: [Self; 4] = [Self::Esp, Self::Ess, Self::Msp, Self::Cpts];

    /// How people call it: `ESP`.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        NAMES[self as usize].0
    }

    /// Its name in full, in French.
    #[must_use]
    pub fn long_name(self) -> &'static str {
        NAMES[self as usize].1
    }
}

/// What documents say of a value that the user may know better, in French.
#[must_use]
pub fn hint(other: Other) -> &'static str {
    HINTS[other as usize]
}

/// What counts where the user says nothing: `None` where nothing is assumed.
#[must_use]
pub fn preset(other: Other) -> Option<u32> {
    match other {
        Other::EspFir => Some(ESP_FIR),
        Other::MspFir => Some(MSP_FIR),
        Other::CptsFir => Some(CPTS_FIR),
        Other::EssDoctors | Other::MspPoints => None,
    }
}

/// An amount as far as it is known: from `low` to `high`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The least it can be.
    pub low: Euros,
    /// The most it can be.
    pub high: Euros,
}

/// French: `130 000 à 180 000 €`, or `30 000 €` where both are the same.
impl fmt::Display for Range {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low != self.high {
            write!(out, "{} à ", self.low.number())?;
        }
        self.high.fmt(out)
    }
}

/// What a structure is paid in each year, on the two ways that bound what can happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Funding {
    /// The way that brings the least after any number of years.
    pub low: [Euros; YEARS],
    /// The way that brings the most.
    pub high: [Euros; YEARS],
}

impl Funding {
    /// What has been paid after some years, 1 … 5.
    #[must_use]
    pub fn after(&self, years: usize) -> Range {
        let sum = |of: &[Euros; YEARS]| of.iter().take(years).copied().sum();
        Range { low: sum(&self.low), high: sum(&self.high) }
    }

    /// The same every year, whatever happens.
    fn yearly(amounts: [Euros; YEARS]) -> Self {
        Self { low: amounts, high: amounts }
    }

    /// The same with more in the first year.
    fn and_first(mut self, amount: Euros) -> Self {
        self.low[0] += amount;
        self.high[0] += amount;
        self
    }
}

/// What a structure is paid over five years.
#[must_use]
pub fn funding(structure: Structure, scenario: &Scenario) -> Funding {
    let fund = |other| Euros::whole(said(scenario, other).unwrap_or_default());
    match structure {
        Structure::Esp => in_payments(fund(Other::EspFir)),
        Structure::Ess => specialised(said(scenario, Other::EssDoctors)),
        Structure::Msp => Funding::yearly([centre(said(scenario, Other::MspPoints)); YEARS])
            .and_first(fund(Other::MspFir)),
        Structure::Cpts => Funding::yearly(community(scenario)).and_first(fund(Other::CptsFir)),
    }
}

fn said(scenario: &Scenario, other: Other) -> Option<u32> {
    scenario.others.get(other).or_else(|| preset(other))
}

/// A fund that comes at once, or in as many equal payments as the text allows, one a year.
fn in_payments(fund: Euros) -> Funding {
    let mut funding = Funding::yearly([Euros::ZERO; YEARS]);
    funding.high[0] = fund;
    let part = fund.split_among(ESP_PAYMENTS).unwrap_or(fund);
    let mut rest = fund;
    for (year, place) in (1..=ESP_PAYMENTS).zip(&mut funding.low) {
        // The last one takes what rounding left.
        *place = if year == ESP_PAYMENTS { rest } else { part };
        rest = rest - *place;
    }
    funding
}

/// No text that was read says what teams between the smallest and the largest receive.
fn specialised(doctors: Option<u32>) -> Funding {
    let (least, most) = match doctors {
        Some(..=ESS_LEAST_DOCTORS) => (ESS_LEAST, ESS_LEAST),
        Some(ESS_MOST_DOCTORS..) => (ESS_MOST, ESS_MOST),
        _ => (ESS_LEAST, ESS_MOST),
    };
    let [low, high] = [least, most].map(|euros| [Euros::whole(euros); YEARS]);
    Funding { low, high }.and_first(Euros::whole(ESS_STARTUP))
}

/// A year of a health centre: the national average unless its points are known.
fn centre(points: Option<u32>) -> Euros {
    Euros::whole(points.map_or(MSP_AVERAGE, |points| points.saturating_mul(MSP_POINT)))
}

/// What is due to the community in each contract year.
fn community(scenario: &Scenario) -> [Euros; YEARS] {
    let plan = Contract::of(&signed(scenario)).map(|contract| plan(&contract));
    let due = |year: usize| plan.as_ref()?.years.get(year).map(|found| found.due.total());
    std::array::from_fn(|year| due(year).unwrap_or_default())
}

/// Without a day of signature, the contract of a community that takes on all its missions on the first
/// day, signed once nothing is due for signing early: which day it is changes nothing then.
fn signed(scenario: &Scenario) -> Scenario {
    if scenario.signature.is_some() {
        return *scenario;
    }
    let tariff = scenario.tariff;
    let day = tariff.additional.as_ref().map_or(tariff.starts, |rule| rule.signed_before);
    scenario.after(Action::Signature(Some(day.0))).after(Action::AllStarts(Start::AtSignature))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::scenario::{Mission, Size};
    use crate::tariff;

    fn whole(euros: u32) -> Euros {
        Euros::whole(euros)
    }

    fn after(structure: Structure, scenario: &Scenario, years: usize) -> (Euros, Euros) {
        let range = funding(structure, scenario).after(years);
        (range.low, range.high)
    }

    fn with(other: Other, value: u32) -> Scenario {
        Scenario::opening().after(Action::Other(other, Some(value)))
    }

    #[test]
    fn a_primary_care_team_receives_its_fund_in_one_to_three_payments() {
        let opening = Scenario::opening();
        for (years, low) in [(1, 10_000), (2, 20_000), (3, 30_000), (5, 30_000)] {
            assert_eq!(after(Structure::Esp, &opening, years), (whole(low), whole(30_000)));
        }
        let odd = with(Other::EspFir, 100);
        assert_eq!(
            funding(Structure::Esp, &odd).low[..3],
            [33_33, 33_33, 33_34].map(Euros::from_cents)
        );
        assert_eq!(after(Structure::Esp, &with(Other::EspFir, 0), 5), (Euros::ZERO, Euros::ZERO));
    }

    #[test]
    fn a_specialised_care_team_is_a_range_until_its_size_is_known_to_be_an_end_of_it() {
        let opening = Scenario::opening();
        assert_eq!(after(Structure::Ess, &opening, 1), (whole(130_000), whole(180_000)));
        assert_eq!(after(Structure::Ess, &opening, 5), (whole(330_000), whole(580_000)));
        for (doctors, low, high) in [
            (1, 330_000, 330_000),
            (10, 330_000, 330_000),
            (11, 330_000, 580_000),
            (99, 330_000, 580_000),
            (100, 580_000, 580_000),
        ] {
            let scenario = with(Other::EssDoctors, doctors);
            assert_eq!(after(Structure::Ess, &scenario, 5), (whole(low), whole(high)), "{doctors}");
        }
    }

    #[test]
    fn a_health_centre_has_the_average_or_its_points() {
        let opening = Scenario::opening();
        assert_eq!(after(Structure::Msp, &opening, 5), (whole(450_525), whole(450_525)));
        assert_eq!(after(Structure::Msp, &with(Other::MspPoints, 8_500), 1).0, whole(109_500));
        assert_eq!(after(Structure::Msp, &with(Other::MspPoints, 0), 5).0, whole(50_000));
        assert_eq!(after(Structure::Msp, &with(Other::MspFir, 35_000), 1).0, whole(115_105));
    }

    #[test]
    fn a_community_has_what_its_plan_says_and_its_fund() {
        let signed = Scenario::opening()
            .after(Action::Size(Size::ALL[1]))
            .after(Action::Signature(date::read_iso("2027-01-01").ok()))
            .after(Action::AllStarts(Start::AtLimit))
            .after(Action::CrisisYear(2, true))
            .after(Action::Other(Other::CptsFir, Some(30_000)));
        let plan = plan(&Contract::of(&signed).unwrap());
        for years in 1..=YEARS {
            let due: Euros = plan.years[..years].iter().map(|year| year.due.total()).sum();
            let expected = due + whole(30_000);
            assert_eq!(after(Structure::Cpts, &signed, years), (expected, expected));
        }
    }

    #[test]
    fn without_a_signature_every_mission_counts_from_the_first_day() {
        let unsigned = Scenario::opening()
            .after(Action::AllStarts(Start::AtLimit))
            .after(Action::Other(Other::CptsFir, Some(0)));
        // 370 000 in the year that drafts the plan, 347 500 in the others.
        for (years, due) in [(1, 370_000), (2, 717_500), (5, 1_760_000)] {
            assert_eq!(after(Structure::Cpts, &unsigned, years).0, whole(due));
        }
        let draft = unsigned.after(Action::Tariff(tariff::find("projet-2019").unwrap()));
        assert_eq!(after(Structure::Cpts, &draft, 1).0, crate::engine::total(&draft));
        let none = Mission::ALL
            .into_iter()
            .fold(unsigned, |scenario, mission| scenario.after(Action::Select(mission, false)));
        assert_eq!(after(Structure::Cpts, &none, 5).0, whole(375_000));
    }

    #[test]
    fn ranges_are_written_once_where_both_ends_are_the_same() {
        let range = Range { low: whole(130_000), high: whole(180_000) };
        assert_eq!(range.to_string(), "130\u{202f}000 à 180\u{202f}000\u{a0}€");
        let single = Range { low: whole(7), high: whole(7) };
        assert_eq!(single.to_string(), "7\u{a0}€");
    }
}
