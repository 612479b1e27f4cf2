//! The inverse: which uniform achievement rate brings a given amount.

use crate::engine::total;
use crate::money::{Euros, Rate};
use crate::scenario::Scenario;

/// What a selection can bring, and the rate that reaches a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The smallest rate with two decimals whose total is at least the target; `None` when even
    /// 100 % does not reach it.
    pub rate: Option<Rate>,
    /// Total at 0 %.
    pub min: Euros,
    /// Total at 100 %.
    pub max: Euros,
}

/// The smallest uniform rate with two decimals for which the year brings at least `target`.
#[must_use]
pub fn reach(scenario: &Scenario, target: Euros) -> Reach {
    let at = |rate| total(&scenario.with_rate(rate));
    let (min, max) = (at(Rate::ZERO), at(Rate::FULL));
    if target > max {
        return Reach { rate: None, min, max };
    }
    if target <= min {
        return Reach { rate: Some(Rate::ZERO), min, max };
    }
    // The total is a straight line but for the rounding of each part: start from the line, then
    // step to the exact rate.
    let mut rate = (target - min).least_rate_of(max - min);
    while let Some(below) = rate.below().filter(|below| at(*below) >= target) {
        rate = below;
    }
    while let Some(above) = rate.above().filter(|_| at(rate) < target) {
        rate = above;
    }
    Reach { rate: Some(rate), min, max }
}
