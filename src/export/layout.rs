//! Where things stand in the workbook: the rows that formulas of other sheets name.

use crate::contract::YEARS;
use crate::tariff::{MissionRow, Tariff};

/// Rows of the sheet of inputs: a crisis by year, then the missions.
pub const CRISIS: usize = 16;
const INPUTS: usize = CRISIS + 1;
/// The column before that of the first contract year, on the sheet of inputs.
pub const BEFORE_YEARS: usize = 4;

/// Rows of the tariff, after its rules.
pub const FUNCTIONING: usize = 13;
pub const ADDITIONAL: usize = 14;

/// Rows of the sheet of contract years: first and last day, number of days, days of each mission.
pub const FROM: usize = 4;
pub const TO: usize = 5;
pub const DAYS: usize = 6;
/// Rows of what is due for a mission in a contract year: two parts and the uplift of each.
pub const DUE_ROWS: usize = 4;

/// Where a mission stands.
pub struct Place {
    /// Its row of the tariff.
    pub mission: &'static MissionRow,
    /// Row of its inputs.
    pub input: usize,
    /// Rows of its amounts in the tariff.
    pub fixed: usize,
    /// The amount of an update; that of the fixed part where there is no other.
    pub update: usize,
    /// The ceiling of its variable part.
    pub variable: usize,
    /// Row of its days in each contract year.
    pub days: usize,
    /// First row of what is due for it in each contract year.
    pub due: usize,
}

/// The places of the missions of a tariff.
pub fn places(tariff: &'static Tariff) -> Vec<Place> {
    let first_due = functioning_due(tariff) + 2;
    let mut row = ADDITIONAL;
    let place = |(index, mission): (usize, &'static MissionRow)| {
        let fixed = row + 1;
        let update = fixed + usize::from(mission.update.is_some());
        row = update + 1;
        Place {
            mission,
            input: INPUTS + index,
            fixed,
            update,
            variable: row,
            days: DAYS + 1 + index,
            due: first_due + index * DUE_ROWS,
        }
    };
    tariff.missions.iter().enumerate().map(place).collect()
}

/// Row of the functioning due in each contract year; the additional one follows.
pub fn functioning_due(tariff: &Tariff) -> usize {
    DAYS + tariff.missions.len() + 1
}

/// Row of all that is due in each contract year.
pub fn total_due(tariff: &Tariff) -> usize {
    functioning_due(tariff) + 2 + tariff.missions.len() * DUE_ROWS
}

/// Contract years with their column on the sheet of contract years.
pub fn year_columns() -> impl Iterator<Item = (usize, usize)> {
    (1..=YEARS).map(|year| (year, year + 1))
}
