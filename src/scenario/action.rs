//! One edit of a scenario.

use time::Date;

use super::{CrisisPlan, Mission, Other, Scenario, Size, Start, Territory, YEARS};
use crate::money::Rate;
use crate::perimeter::Perimeter;
use crate::tariff::Tariff;

/// One edit of a scenario.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Action {
    /// A number of inhabitants was typed (its size wins), or cleared (the size stays).
    Population(Option<u32>),
    /// Communes were picked, which have so many inhabitants (its size wins), or none that is known.
    Perimeter(Perimeter, Option<u32>),
    /// A size was chosen; the number of inhabitants is kept.
    Size(Size),
    /// The number of members changed.
    Members(u32),
    /// The day of signature was set or cleared.
    Signature(Option<Date>),
    /// A mission was selected or dropped.
    Select(Mission, bool),
    /// The achievement rate of a mission changed.
    Rate(Mission, Rate),
    /// Drafting or update was chosen.
    Plan(CrisisPlan),
    /// A serious crisis occurs, or not.
    Crisis(bool),
    /// Another version of the agreement was chosen.
    Tariff(&'static Tariff),
    /// A mission starts on another day of the contract.
    Start(Mission, Start),
    /// All missions start at once.
    AllStarts(Start),
    /// The rate of a mission in one contract year, 0 for the first.
    YearRate(Mission, usize, Rate),
    /// The rate of the first contract year goes for all of them.
    FirstRateEveryYear(Mission),
    /// A serious crisis occurs in a contract year, 0 for the first, or not.
    CrisisYear(usize, bool),
    /// The variable part of a mission's first year is prorated, or not.
    ProrateVariable(bool),
    /// Months from an anniversary to the balance, 0 … [`MAX_DELAY_IN_MONTHS`](crate::contract::MAX_DELAY_IN_MONTHS).
    BalanceDelay(u8),
    /// Something was said of another structure, from [`Other::least`] to
    /// [`Other::most`], or taken back.
    Other(Other, Option<u32>),
}

impl Scenario {
    /// The scenario after one edit.
    #[must_use]
    pub fn after(mut self, action: Action) -> Self {
        match action {
            Action::Population(population) => self.territory = self.with_population(population),
            Action::Perimeter(perimeter, population) => {
                self.perimeter = perimeter;
                self.territory = self.with_population(population);
            }
            Action::Size(size) => self.territory = self.with_chosen_size(size),
            Action::Members(members) => self.members = members,
            Action::Signature(signature) => self.signature = signature,
            Action::Select(mission, selected) => self.choice_mut(mission).selected = selected,
            Action::Rate(mission, rate) => self.choice_mut(mission).rate = rate,
            Action::Plan(plan) => self.plan = plan,
            Action::Crisis(occurs) => self.crisis = occurs,
            Action::Tariff(tariff) => self.tariff = tariff,
            Action::Start(mission, start) => self.choice_mut(mission).start = start,
            Action::AllStarts(start) => {
                self.choices.iter_mut().for_each(|choice| choice.start = start);
            }
            Action::YearRate(mission, year, rate) => {
                self.choice_mut(mission).rates[year] = Some(rate);
            }
            Action::FirstRateEveryYear(mission) => {
                let choice = self.choice_mut(mission);
                let first = choice.rate_of_year(0);
                choice.rates = [(first != choice.rate).then_some(first); YEARS];
            }
            Action::CrisisYear(year, occurs) => self.crisis_years[year] = occurs,
            Action::ProrateVariable(prorate) => self.prorate_variable = prorate,
            Action::BalanceDelay(months) => self.balance_delay_in_months = months,
            Action::Other(other, value) => self.others.set(other, value),
        }
        self
    }

    /// Without a number of inhabitants, the size stays.
    fn with_population(&self, population: Option<u32>) -> Territory {
        let size = population.is_none().then(|| self.size());
        Territory::new(population, size).unwrap_or(self.territory)
    }

    /// Choosing the size that the population has anyway is no contradiction.
    fn with_chosen_size(&self, size: Size) -> Territory {
        match self.territory.population() {
            Some(population) if self.tariff.size_of(population) == size => {
                Territory::Population(population)
            }
            Some(population) => Territory::SizeOver { size, population },
            None => Territory::Size(size),
        }
    }
}
