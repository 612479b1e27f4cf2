//! A five-year contract: what was chosen for each of its years. Every value is already valid.

use time::Date;

use crate::date;
use crate::money::Rate;
pub use crate::scenario::{MAX_DELAY_IN_MONTHS, YEARS};
use crate::scenario::{Mission, Scenario, Start, Territory};
use crate::tariff::{MissionRow, Tariff};

/// A mission that the community takes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Engagement {
    /// Its first day, on or after the signature.
    pub start: Date,
    /// Expected achievement in each contract year; without meaning for the crisis mission.
    pub rates: [Rate; YEARS],
}

/// Everything that a five-year plan depends on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Contract {
    /// The version of the agreement.
    pub tariff: &'static Tariff,
    /// Size and population.
    pub territory: Territory,
    /// Professionals and structures that joined.
    pub members: u32,
    /// First day of the contract.
    pub signature: Date,
    /// One entry per mission, in the order of [`Mission::ALL`].
    pub engagements: [Option<Engagement>; 6],
    /// The contract years in which a serious crisis occurs.
    pub crisis_years: [bool; YEARS],
    /// Whether the variable part of a mission's first year is prorated (interpretation I-06).
    pub prorate_variable: bool,
    /// Months from an anniversary to the balance, 0 … [`MAX_DELAY_IN_MONTHS`] (I-07).
    pub balance_delay_in_months: u8,
}

impl Contract {
    /// The contract that a scenario describes; `None` without a day of signature.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Option<Self> {
        let mut engagements = [None; 6];
        for row in scenario.selected() {
            let choice = scenario.choice(row.id);
            let start = start_day(scenario, row)?;
            let rates = std::array::from_fn(|year| choice.rate_of_year(year));
            engagements[row.id as usize] = Some(Engagement { start, rates });
        }
        Some(Self {
            tariff: scenario.tariff,
            territory: scenario.territory,
            members: scenario.members,
            signature: scenario.signature?,
            engagements,
            crisis_years: scenario.crisis_years,
            prorate_variable: scenario.prorate_variable,
            balance_delay_in_months: scenario.balance_delay_in_months,
        })
    }

    /// The day that ends contract year `years` and opens the next one; 0 is the signature.
    #[must_use]
    pub fn anniversary(&self, years: u8) -> Date {
        date::years_after(self.signature, years)
    }

    /// What was chosen for a mission.
    #[must_use]
    pub fn engagement(&self, mission: Mission) -> Option<Engagement> {
        self.engagements[mission as usize]
    }

    /// The missions taken on that the tariff has, in its order.
    pub fn engaged(&self) -> impl Iterator<Item = (&'static MissionRow, Engagement)> + use<'_> {
        self.tariff.missions.iter().filter_map(|row| Some((row, self.engagement(row.id)?)))
    }

    /// The day after which a mission starts late, where the text sets a limit.
    #[must_use]
    pub fn start_limit(&self, row: &MissionRow) -> Option<Date> {
        limit(row, self.signature)
    }

    /// The same choices as one year: what both kinds of simulation have in common.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let mut scenario = Scenario::empty(self.tariff, self.territory);
        scenario.members = self.members;
        scenario.signature = Some(self.signature);
        for (row, engagement) in self.engaged() {
            let choice = scenario.choice_mut(row.id);
            (choice.selected, choice.rate) = (true, engagement.rates[0]);
        }
        scenario
    }
}

/// The first day of a mission under the contract of a scenario; `None` without a day of signature.
/// Nothing starts before the signature: an earlier day, which the page points out, counts as it.
#[must_use]
pub fn start_day(scenario: &Scenario, row: &MissionRow) -> Option<Date> {
    let signature = scenario.signature?;
    Some(match scenario.choice(row.id).start {
        Start::AtSignature => signature,
        Start::AtLimit => limit(row, signature).unwrap_or(signature),
        Start::On(day) => day.max(signature),
    })
}

fn limit(row: &MissionRow, signature: Date) -> Option<Date> {
    let months = row.deadline.as_ref()?.start_months?;
    Some(date::months_after(signature, months.into()))
}
