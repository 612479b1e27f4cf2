//! One year of funding: from a scenario to lines of money, each with how it was computed.
//!
//! No clock, no randomness, no input or output, and nothing here can fail.

use std::iter;

use crate::money::{Euros, Rate};
use crate::scenario::{CrisisPlan, Mission, Scenario, Size};
use crate::tariff::{Additional, MissionRow, Row, Tariff, Uplift};

/// An amount that is due, and why it is that amount.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Rounded to the cent.
    pub amount: Euros,
    /// The computation.
    pub how: How,
    /// The row of the tariff it comes from, where there is one.
    pub row: Option<&'static Row>,
}

/// How an amount was computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// The amount of the row.
    Printed,
    /// The crisis plan's amount: drafting or update.
    Plan(CrisisPlan),
    /// Ceiling × achievement rate.
    Achieved {
        /// The amount of the row.
        ceiling: Euros,
        /// The achievement rate.
        rate: Rate,
    },
    /// The whole amount, because a serious crisis occurs.
    Crisis,
    /// Nothing, because no serious crisis occurs.
    NoCrisis {
        /// What a crisis would bring.
        ceiling: Euros,
    },
    /// Nothing, because the tariff has no such rule.
    NotInTariff,
    /// Nothing, because no date of signature is known.
    NoSignature,
    /// Nothing, because the contract is signed on or after the limit.
    SignedTooLate,
}

impl Part {
    fn nothing(how: How, row: Option<&'static Row>) -> Self {
        Self { amount: Euros::ZERO, how, row }
    }
}

/// The uplift of one mission: a share of each part, rounded part by part.
#[derive(Clone, Copy, Debug)]
pub struct UpliftLine {
    /// The rule.
    pub rule: &'static Uplift,
    /// Uplift of the fixed part.
    pub fixed: Euros,
    /// Uplift of the variable part.
    pub variable: Euros,
}

/// What one mission brings in the year.
#[derive(Clone, Copy, Debug)]
pub struct MissionLine {
    /// Which mission.
    pub mission: Mission,
    /// Paid for the means deployed.
    pub fixed: Part,
    /// Paid for results.
    pub variable: Part,
    /// What a large community receives on top.
    pub uplift: Option<UpliftLine>,
}

impl MissionLine {
    /// Uplift of both parts.
    #[must_use]
    pub fn uplift(&self) -> Euros {
        self.uplift.map_or(Euros::ZERO, |uplift| uplift.fixed + uplift.variable)
    }

    /// Fixed part, variable part and uplift.
    #[must_use]
    pub fn total(&self) -> Euros {
        self.fixed.amount + self.variable.amount + self.uplift()
    }
}

/// All that is due in one year.
#[derive(Clone, Debug)]
pub struct Year {
    /// Yearly envelope for running the community.
    pub functioning: Part,
    /// One-off addition to it.
    pub additional: Part,
    /// The selected missions, in the order of the tariff.
    pub missions: Vec<MissionLine>,
}

impl Year {
    /// Sum of the fixed parts.
    #[must_use]
    pub fn fixed(&self) -> Euros {
        self.missions.iter().map(|line| line.fixed.amount).sum()
    }

    /// Sum of the variable parts.
    #[must_use]
    pub fn variable(&self) -> Euros {
        self.missions.iter().map(|line| line.variable.amount).sum()
    }

    /// Sum of the uplifts.
    #[must_use]
    pub fn uplift(&self) -> Euros {
        self.missions.iter().map(MissionLine::uplift).sum()
    }

    /// Everything.
    #[must_use]
    pub fn total(&self) -> Euros {
        self.functioning.amount
            + self.additional.amount
            + self.missions.iter().map(MissionLine::total).sum()
    }

    /// The line of a mission, when it is selected.
    #[must_use]
    pub fn line(&self, mission: Mission) -> Option<&MissionLine> {
        self.missions.iter().find(|line| line.mission == mission)
    }
}

/// One simulated year with what to compare it with.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// What was simulated.
    pub scenario: Scenario,
    /// The size that counts.
    pub size: Size,
    /// The lines.
    pub year: Year,
    /// The selected missions at the user's rates, plan updated, no crisis, no one-off money.
    pub usual_year: Euros,
    /// Every mission of the tariff at 100 %, drafting year and crisis, no one-off money.
    pub ceiling: Euros,
}

/// The funding of one year.
#[must_use]
pub fn simulate(scenario: &Scenario) -> Simulation {
    Simulation {
        scenario: *scenario,
        size: scenario.size(),
        year: year(scenario),
        usual_year: total(&scenario.in_usual_year()),
        ceiling: total(&scenario.at_ceiling()),
    }
}

/// The total of one year.
#[must_use]
pub fn total(scenario: &Scenario) -> Euros {
    year(scenario).total()
}

/// The lines of one year.
fn year(scenario: &Scenario) -> Year {
    let size = scenario.size();
    let functioning = &scenario.tariff.functioning;
    Year {
        functioning: Part {
            amount: functioning.amount(size),
            how: How::Printed,
            row: Some(functioning),
        },
        additional: additional(scenario, size),
        missions: scenario.selected().map(|row| mission_line(scenario, size, row)).collect(),
    }
}

fn additional(scenario: &Scenario, size: Size) -> Part {
    let Some(Additional { signed_before, row }) = &scenario.tariff.additional else {
        return Part::nothing(How::NotInTariff, None);
    };
    match scenario.signature {
        None => Part::nothing(How::NoSignature, Some(row)),
        Some(day) if day < signed_before.0 => {
            Part { amount: row.amount(size), how: How::Printed, row: Some(row) }
        }
        Some(_) => Part::nothing(How::SignedTooLate, Some(row)),
    }
}

fn mission_line(scenario: &Scenario, size: Size, row: &'static MissionRow) -> MissionLine {
    let fixed = fixed_part(scenario, size, row);
    let variable = variable_part(scenario, size, row);
    let uplift = uplift_rule(scenario, size).map(|rule| UpliftLine {
        rule,
        fixed: fixed.amount.take(rule.rate()),
        variable: variable.amount.take(rule.rate()),
    });
    MissionLine { mission: row.id, fixed, variable, uplift }
}

fn fixed_part(scenario: &Scenario, size: Size, row: &'static MissionRow) -> Part {
    let (how, row) = match (&row.update, scenario.plan) {
        (None, _) => (How::Printed, &row.fixed),
        (Some(_), CrisisPlan::Drafting) => (How::Plan(CrisisPlan::Drafting), &row.fixed),
        (Some(update), CrisisPlan::Update) => (How::Plan(CrisisPlan::Update), update),
    };
    Part { amount: row.amount(size), how, row: Some(row) }
}

fn variable_part(scenario: &Scenario, size: Size, row: &'static MissionRow) -> Part {
    let ceiling = row.variable.amount(size);
    let (amount, how) = if row.id.is_rated() {
        let rate = scenario.choice(row.id).rate;
        (ceiling.take(rate), How::Achieved { ceiling, rate })
    } else if scenario.crisis {
        (ceiling, How::Crisis)
    } else {
        (Euros::ZERO, How::NoCrisis { ceiling })
    };
    Part { amount, how, row: Some(&row.variable) }
}

/// The uplift rule, when this scenario is entitled to it.
fn uplift_rule(scenario: &Scenario, size: Size) -> Option<&'static Uplift> {
    let rule = scenario.tariff.uplift.as_ref()?;
    (size == rule.size && scenario.members >= rule.members).then_some(rule)
}

/// The bound nearest to a population, within the bands on either side of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NearestBound {
    /// The size on the other side of the bound.
    pub neighbour: Size,
    /// How many inhabitants more or fewer make the neighbouring size; never 0.
    pub inhabitants: u32,
    /// Whether the population is within 2 % of the bound.
    pub near: bool,
}

/// How far a population is from the nearest bound of its size.
#[must_use]
pub fn nearest_bound(tariff: &Tariff, population: u32) -> NearestBound {
    let size = tariff.size_of(population);
    let (first, last) = tariff.band(size);
    let near = |index: usize| {
        let bound = tariff.sizes.bounds[index].inhabitants;
        100 * u64::from(population.abs_diff(bound)) <= 2 * u64::from(bound)
    };
    let down = size.below().map(|neighbour| NearestBound {
        neighbour,
        inhabitants: population - first + 1,
        near: near(neighbour.index()),
    });
    let up = size.above().zip(last).map(|(neighbour, last)| NearestBound {
        neighbour,
        inhabitants: last + 1 - population,
        near: near(size.index()),
    });
    let sides = iter::once(up).chain(iter::once(down)).flatten();
    sides.min_by_key(|side| side.inhabitants).unwrap_or(NearestBound {
        neighbour: size,
        inhabitants: 0,
        near: false,
    })
}
