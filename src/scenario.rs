//! What the user chose, and how one edit changes it.
//!
//! Every value here is already valid: the doors (`fields`, `link`, `api`) refuse the rest.

mod action;
mod other;

use time::Date;

pub use action::Action;
pub use other::{Other, Others};

use crate::money::Rate;
use crate::perimeter::Perimeter;
use crate::tariff::{self, MissionRow, Tariff};
pub use crate::tariff::{Mission, Size};

impl Size {
    /// 1 … 4
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// The next larger size.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        Self::try_from(self.0 + 1).ok()
    }

    /// The next smaller size.
    #[must_use]
    pub fn below(self) -> Option<Self> {
        Self::try_from(self.0 - 1).ok()
    }
}

impl Mission {
    /// Every mission, in the order of the agreement.
    pub const ALL: [Self; 6] = [
        Self::Acces,
        Self::Parcours,
        Self::Prevention,
        Self::Crise,
        Self::Qualite,
        Self::Accompagnement,
    ];

    /// Stable identifier.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Acces => "acces",
            Self::Parcours => "parcours",
            Self::Prevention => "prevention",
            Self::Crise => "crise",
            Self::Qualite => "qualite",
            Self::Accompagnement => "accompagnement",
        }
    }

    /// Title in French.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Acces => "Améliorer l’accès aux soins",
            Self::Parcours => "Organiser des parcours pluriprofessionnels autour du patient",
            Self::Prevention => "Développer des actions territoriales de prévention",
            Self::Crise => "Répondre aux crises sanitaires graves",
            Self::Qualite => "Développer la qualité et la pertinence des soins",
            Self::Accompagnement => "Accompagner les professionnels de santé sur le territoire",
        }
    }

    /// A few words in French, for lists and charts.
    #[must_use]
    pub fn short_title(self) -> &'static str {
        match self {
            Self::Acces => "Accès aux soins",
            Self::Parcours => "Parcours",
            Self::Prevention => "Prévention",
            Self::Crise => "Crises sanitaires",
            Self::Qualite => "Qualité et pertinence",
            Self::Accompagnement => "Accompagnement",
        }
    }

    /// The mission with this slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mission| mission.slug() == slug)
    }

    /// Whether its variable part follows an achievement rate.
    #[must_use]
    pub fn is_rated(self) -> bool {
        self != Self::Crise
    }
}

/// Largest number of inhabitants that is accepted.
pub const MAX_POPULATION: u32 = 10_000_000;
/// Largest number of members that is accepted.
pub const MAX_MEMBERS: u32 = 100_000;

/// The territory as far as it is known: a population, a size, or both when they were both given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Territory {
    /// The size follows from the number of inhabitants, 1 … [`MAX_POPULATION`].
    Population(u32),
    /// The size was chosen.
    Size(Size),
    /// The size was chosen and wins over the number of inhabitants.
    SizeOver {
        /// The size that counts.
        size: Size,
        /// 1 … [`MAX_POPULATION`].
        population: u32,
    },
}

impl Territory {
    /// The number of inhabitants, where it is known.
    #[must_use]
    pub fn population(self) -> Option<u32> {
        match self {
            Self::Population(population) | Self::SizeOver { population, .. } => Some(population),
            Self::Size(_) => None,
        }
    }

    /// The size that was chosen, if it does not follow from the population.
    #[must_use]
    pub fn chosen_size(self) -> Option<Size> {
        match self {
            Self::Size(size) | Self::SizeOver { size, .. } => Some(size),
            Self::Population(_) => None,
        }
    }

    /// A territory from what is known of it; `None` when nothing is.
    #[must_use]
    pub fn new(population: Option<u32>, size: Option<Size>) -> Option<Self> {
        match (population, size) {
            (Some(population), Some(size)) => Some(Self::SizeOver { size, population }),
            (Some(population), None) => Some(Self::Population(population)),
            (None, Some(size)) => Some(Self::Size(size)),
            (None, None) => None,
        }
    }
}

/// Years that a contract lasts.
pub const YEARS: usize = 5;
/// Longest delay of the balance after the anniversary, in months.
pub const MAX_DELAY_IN_MONTHS: u8 = 12;

/// When a mission starts under a contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// On the day of signature.
    AtSignature,
    /// On the last day that the text allows; at the signature where it sets no limit.
    AtLimit,
    /// On this day.
    On(Date),
}

/// A mission in a scenario. What was said of it is kept while it is not selected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Whether the community takes it on.
    pub selected: bool,
    /// Expected achievement of its objectives; without meaning for the crisis mission.
    pub rate: Rate,
    /// Its first day under a contract.
    pub start: Start,
    /// Contract years whose rate is another one than [`Choice::rate`].
    pub rates: [Option<Rate>; YEARS],
}

impl Choice {
    /// A mission at 100 % from the signature on.
    #[must_use]
    pub fn new(selected: bool) -> Self {
        Self { selected, rate: Rate::FULL, start: Start::AtSignature, rates: [None; YEARS] }
    }

    /// The rate of a contract year, 0 for the first.
    #[must_use]
    pub fn rate_of_year(&self, year: usize) -> Rate {
        self.rates[year].unwrap_or(self.rate)
    }
}

/// What the year pays for in the crisis mission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CrisisPlan {
    /// The plan is drafted for the first time.
    Drafting,
    /// An existing plan is updated.
    Update,
}

/// Everything that one simulated year, or the contract around it, depends on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scenario {
    /// The version of the agreement.
    pub tariff: &'static Tariff,
    /// Size and population.
    pub territory: Territory,
    /// The communes that make it up, where they were picked.
    pub perimeter: Perimeter,
    /// Professionals and structures that joined, 0 … [`MAX_MEMBERS`].
    pub members: u32,
    /// Day on which the contract is signed, where it is known.
    pub signature: Option<Date>,
    /// One choice per mission, in the order of [`Mission::ALL`].
    pub choices: [Choice; 6],
    /// Drafting or update of the crisis plan.
    pub plan: CrisisPlan,
    /// Whether a serious crisis, recognised by the authorities, occurs in the year.
    pub crisis: bool,
    /// The contract years in which one occurs.
    pub crisis_years: [bool; YEARS],
    /// Whether the variable part of a mission's first contract year is prorated (I-06).
    pub prorate_variable: bool,
    /// Months from an anniversary to the balance, 0 … [`MAX_DELAY_IN_MONTHS`] (I-07).
    pub balance_delay_in_months: u8,
    /// What was said of the other structures.
    pub others: Others,
}

impl Scenario {
    /// A scenario on a tariff without any mission.
    #[must_use]
    pub fn empty(tariff: &'static Tariff, territory: Territory) -> Self {
        Self {
            tariff,
            territory,
            perimeter: Perimeter::EMPTY,
            members: 0,
            signature: None,
            choices: [Choice::new(false); 6],
            plan: CrisisPlan::Drafting,
            crisis: false,
            crisis_years: [false; YEARS],
            prorate_variable: true,
            balance_delay_in_months: 0,
            others: Others::default(),
        }
    }

    /// What the page opens with: size 3, the four core missions at 100 %, first drafting, no crisis.
    #[must_use]
    pub fn opening() -> Self {
        let mut scenario = Self::empty(tariff::current(), Territory::Size(Size::ALL[2]));
        for row in scenario.tariff.missions.iter().filter(|row| row.core) {
            scenario.choice_mut(row.id).selected = true;
        }
        scenario
    }

    /// The size that counts.
    #[must_use]
    pub fn size(&self) -> Size {
        match self.territory {
            Territory::Population(population) => self.tariff.size_of(population),
            Territory::Size(size) | Territory::SizeOver { size, .. } => size,
        }
    }

    /// What was chosen for a mission.
    #[must_use]
    pub fn choice(&self, mission: Mission) -> Choice {
        self.choices[mission as usize]
    }

    /// What was chosen for a mission, to change it.
    pub fn choice_mut(&mut self, mission: Mission) -> &mut Choice {
        &mut self.choices[mission as usize]
    }

    /// The selected missions that the tariff has, in the order of the tariff.
    pub fn selected(&self) -> impl Iterator<Item = &'static MissionRow> + use<'_> {
        self.tariff.missions.iter().filter(|row| self.choice(row.id).selected)
    }

    /// Selected missions that the tariff does not have: they count for nothing until it changes.
    pub fn set_aside(&self) -> impl Iterator<Item = Mission> + use<'_> {
        let selected = |mission: &Mission| self.choice(*mission).selected;
        Mission::ALL
            .into_iter()
            .filter(selected)
            .filter(|mission| self.tariff.mission(*mission).is_none())
    }

    /// The same scenario with this rate for every mission that has one.
    #[must_use]
    pub fn with_rate(mut self, rate: Rate) -> Self {
        for choice in &mut self.choices {
            choice.rate = rate;
        }
        self
    }

    /// The same scenario at another size.
    #[must_use]
    pub fn with_size(mut self, size: Size) -> Self {
        self.territory = Territory::Size(size);
        self
    }

    /// The same scenario in a usual year: plan updated, no crisis, no one-off money.
    #[must_use]
    pub fn in_usual_year(mut self) -> Self {
        self.plan = CrisisPlan::Update;
        self.crisis = false;
        self.signature = None;
        self
    }

    /// Every mission of the tariff at 100 %, drafting year and crisis, without one-off money.
    #[must_use]
    pub fn at_ceiling(mut self) -> Self {
        self.choices = [Choice::new(true); 6];
        self.plan = CrisisPlan::Drafting;
        self.crisis = true;
        self.signature = None;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_edit_wins_between_population_and_size() {
        let [_, two, three, four] = Size::ALL;
        let typed = Scenario::opening().after(Action::Population(Some(50_000)));
        assert_eq!((typed.size(), typed.territory), (two, Territory::Population(50_000)));

        let chosen = typed.after(Action::Size(four));
        assert_eq!(chosen.size(), four);
        assert_eq!(chosen.territory.population(), Some(50_000));

        let back = chosen.after(Action::Size(two));
        assert_eq!(back.territory, Territory::Population(50_000));

        let typed_again = chosen.after(Action::Population(Some(100_000)));
        assert_eq!(typed_again.size(), three);
    }

    #[test]
    fn clearing_the_population_keeps_the_size() {
        let typed = Scenario::opening().after(Action::Population(Some(200_000)));
        let cleared = typed.after(Action::Population(None));
        assert_eq!(cleared.territory, Territory::Size(Size::ALL[3]));
    }

    #[test]
    fn a_mission_that_the_tariff_lacks_is_set_aside_and_comes_back() {
        let draft = tariff::find("projet-2019").unwrap();
        let aside = Scenario::opening().after(Action::Tariff(draft));
        assert_eq!(aside.set_aside().collect::<Vec<_>>(), [Mission::Crise]);
        assert!(aside.selected().all(|row| row.id != Mission::Crise));

        let back = aside.after(Action::Tariff(tariff::current()));
        assert_eq!(back, Scenario::opening());
    }
}
