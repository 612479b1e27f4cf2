//! One year of funding: from a scenario to lines of money, each with how it was computed.
//!
//! No clock, no randomness, no input or output, and nothing here can fail.

use std::iter;

use time::Date;

use crate::money::{Euros, Rate, Share};
use crate::scenario::{CrisisPlan, Mission, Scenario, Size};
use crate::tariff::{Additional, MissionRow, Payments, Row, Tariff, Uplift};

/// An amount that is due, and why it is that amount.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Rounded to the cent.
    pub amount: Euros,
    /// The computation.
    pub how: How,
    /// The row of the tariff it comes from, where there is one.
    pub row: Option<&'static Row>,
    /// What was reduced, and to which share of the year; `None` for a whole year.
    pub prorata: Option<Prorata>,
}

/// An amount that counts for a share of the year only.
#[derive(Clone, Copy, Debug)]
pub struct Prorata {
    /// The amount of a whole year.
    pub whole: Euros,
    /// The share that counts.
    pub share: Share,
    /// The rules of payment that say so.
    pub rule: &'static Payments,
    /// How they are read for this part, where they are silent.
    pub reading: Option<&'static str>,
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
    /// Nothing, because it is paid once, in the first year.
    FirstYearOnly,
}

impl Part {
    pub(crate) fn first_year_only() -> Self {
        Self::nothing(How::FirstYearOnly, None)
    }

    fn printed(row: &'static Row, size: Size) -> Self {
        Self { amount: row.amount(size), how: How::Printed, row: Some(row), prorata: None }
    }

    fn nothing(how: How, row: Option<&'static Row>) -> Self {
        Self { amount: Euros::ZERO, how, row, prorata: None }
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
    let line = |row: &'static MissionRow| {
        let terms = Terms {
            size,
            uplift: uplift_rule(scenario),
            payments: &scenario.tariff.payments,
            plan: scenario.plan,
            crisis: scenario.crisis,
            rate: scenario.choice(row.id).rate,
            fixed_share: Share::WHOLE,
            variable_share: Share::WHOLE,
        };
        mission_line(&terms, row)
    };
    Year {
        functioning: functioning(scenario.tariff, size),
        additional: additional(scenario.tariff, size, scenario.signature),
        missions: scenario.selected().map(line).collect(),
    }
}

/// The yearly functioning, always due in full.
pub(crate) fn functioning(tariff: &'static Tariff, size: Size) -> Part {
    Part::printed(&tariff.functioning, size)
}

/// The one-off addition to the functioning, due or not.
pub(crate) fn additional(tariff: &'static Tariff, size: Size, signature: Option<Date>) -> Part {
    let Some(Additional { signed_before, row }) = &tariff.additional else {
        return Part::nothing(How::NotInTariff, None);
    };
    match signature {
        None => Part::nothing(How::NoSignature, Some(row)),
        Some(day) if day < signed_before.0 => Part::printed(row, size),
        Some(_) => Part::nothing(How::SignedTooLate, Some(row)),
    }
}

/// What a year means for one mission.
pub(crate) struct Terms {
    /// The size that counts.
    pub size: Size,
    /// The uplift rule, when the community is entitled to it.
    pub uplift: Option<&'static Uplift>,
    /// The rules of payment.
    pub payments: &'static Payments,
    /// Drafting or update of the crisis plan.
    pub plan: CrisisPlan,
    /// Whether a serious crisis occurs.
    pub crisis: bool,
    /// Achievement rate.
    pub rate: Rate,
    /// The share of the year that the fixed part counts for.
    pub fixed_share: Share,
    /// The share of the year that the variable part counts for; a crisis always counts in full.
    pub variable_share: Share,
}

/// What one mission brings under these terms.
pub(crate) fn mission_line(terms: &Terms, row: &'static MissionRow) -> MissionLine {
    let fixed = fixed_part(terms, row);
    let variable = variable_part(terms, row);
    let uplift = terms.uplift.map(|rule| UpliftLine {
        rule,
        fixed: fixed.amount.times(rule.rate()),
        variable: variable.amount.times(rule.rate()),
    });
    MissionLine { mission: row.id, fixed, variable, uplift }
}

fn fixed_part(terms: &Terms, row: &'static MissionRow) -> Part {
    let (how, row) = match (&row.update, terms.plan) {
        (None, _) => (How::Printed, &row.fixed),
        (Some(_), CrisisPlan::Drafting) => (How::Plan(CrisisPlan::Drafting), &row.fixed),
        (Some(update), CrisisPlan::Update) => (How::Plan(CrisisPlan::Update), update),
    };
    let whole = row.amount(terms.size);
    let amount = whole.times_share(Rate::FULL, terms.fixed_share);
    let reading = match how {
        How::Plan(_) => terms.payments.prorated_crisis,
        _ => None,
    };
    let prorata = prorata(whole, terms.fixed_share, terms.payments, reading);
    Part { amount, how, row: Some(row), prorata }
}

fn variable_part(terms: &Terms, row: &'static MissionRow) -> Part {
    let ceiling = row.variable.amount(terms.size);
    let part = |amount, how, prorata| Part { amount, how, row: Some(&row.variable), prorata };
    if row.id.is_rated() {
        let (rate, share) = (terms.rate, terms.variable_share);
        let how = How::Achieved { ceiling, rate };
        let reading = Some(terms.payments.prorated_variable);
        let prorata = prorata(ceiling, share, terms.payments, reading);
        part(ceiling.times_share(rate, share), how, prorata)
    } else if terms.crisis {
        part(ceiling, How::Crisis, None)
    } else {
        part(Euros::ZERO, How::NoCrisis { ceiling }, None)
    }
}

fn prorata(
    whole: Euros,
    share: Share,
    rule: &'static Payments,
    reading: Option<&'static str>,
) -> Option<Prorata> {
    (!share.is_whole()).then_some(Prorata { whole, share, rule, reading })
}

/// The uplift rule, when this scenario is entitled to it.
pub(crate) fn uplift_rule(scenario: &Scenario) -> Option<&'static Uplift> {
    let rule = scenario.tariff.uplift.as_ref()?;
    (scenario.size() == rule.size && scenario.members >= rule.members).then_some(rule)
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
