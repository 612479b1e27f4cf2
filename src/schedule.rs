//! Five years of a contract: what is due in each contract year, and what is paid on which day.
//!
//! No clock, no randomness, no input or output, and nothing here can fail.

use std::collections::BTreeMap;

use time::Date;

use crate::contract::{Contract, Engagement, YEARS};
use crate::date;
use crate::engine::{
    MissionLine, Part, Terms, Year, additional, functioning, mission_line, uplift_rule,
};
use crate::money::{Euros, Share};
use crate::scenario::{CrisisPlan, Mission, Scenario, Size};
use crate::tariff::MissionRow;

/// What is due and paid under one contract.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What was planned.
    pub contract: Contract,
    /// The size that counts.
    pub size: Size,
    /// The contract years, in order.
    pub years: Vec<ContractYear>,
    /// Every payment, by date, then year, subject and kind; none of 0 €.
    pub payments: Vec<Payment>,
}

/// What is due from one anniversary to the next.
#[derive(Clone, Debug)]
pub struct ContractYear {
    /// 1 … 5
    pub index: u8,
    /// First day.
    pub from: Date,
    /// The anniversary that ends it, excluded.
    pub to: Date,
    /// The lines; only missions that started before the end of the year.
    pub due: Year,
}

/// What a payment is for, in the order of payments of one day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// Running the community.
    Functioning,
    /// One-off addition to it.
    Additional,
    /// A mission.
    Mission(Mission),
}

/// Which part of it, in the order of payments of one subject.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// All of it at once.
    Full,
    /// Its advance.
    Advance,
    /// The rest after an advance.
    Balance,
    /// Variable part of a mission, with its uplift.
    Variable,
}

/// Money that arrives on a day. The order of the fields is the order of payments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Payment {
    /// The day.
    pub date: Date,
    /// The contract year it is due for, 1 … 5.
    pub contract_year: u8,
    /// What for.
    pub subject: Subject,
    /// Which part of it.
    pub kind: Kind,
    /// How much, never 0.
    pub amount: Euros,
}

impl Plan {
    /// What is due over the five years.
    #[must_use]
    pub fn total(&self) -> Euros {
        self.years.iter().map(|year| year.due.total()).sum()
    }

    /// What is paid in each calendar year with a payment.
    #[must_use]
    pub fn calendar_years(&self) -> BTreeMap<i32, Euros> {
        let mut years = BTreeMap::new();
        for payment in &self.payments {
            *years.entry(payment.date.year()).or_default() += payment.amount;
        }
        years
    }
}

/// The plan of a contract.
#[must_use]
pub fn plan(contract: &Contract) -> Plan {
    let scenario = contract.scenario();
    let years: Vec<_> =
        (1..=YEARS).map(|index| contract_year(contract, &scenario, index)).collect();
    let mut payments: Vec<_> = years.iter().flat_map(|year| payments(contract, year)).collect();
    payments.retain(|payment| payment.amount != Euros::ZERO);
    payments.sort();
    Plan { contract: *contract, size: scenario.size(), years, payments }
}

fn contract_year(contract: &Contract, scenario: &Scenario, index: usize) -> ContractYear {
    let number = u8::try_from(index).unwrap_or_default();
    let (from, to) = (contract.anniversary(number - 1), contract.anniversary(number));
    let (tariff, size, uplift) = (contract.tariff, scenario.size(), uplift_rule(scenario));
    let lines = contract.engaged().filter(|(_, engagement)| engagement.start < to);
    let due = Year {
        functioning: functioning(tariff, size),
        additional: match index {
            1 => additional(tariff, size, Some(contract.signature)),
            _ => Part::first_year_only(),
        },
        missions: lines
            .map(|(row, engagement)| {
                let starts = engagement.start >= from;
                let share = share(from, to, engagement);
                let terms = Terms {
                    size,
                    uplift,
                    payments: &tariff.payments,
                    plan: if starts { CrisisPlan::Drafting } else { CrisisPlan::Update },
                    crisis: contract.crisis_years[index - 1],
                    rate: engagement.rates[index - 1],
                    fixed_share: share,
                    variable_share: if contract.prorate_variable { share } else { Share::WHOLE },
                };
                mission_line(&terms, row)
            })
            .collect(),
    };
    ContractYear { index: number, from, to, due }
}

/// The share of a contract year from a mission's start on.
fn share(from: Date, to: Date, engagement: Engagement) -> Share {
    let first = engagement.start.max(from);
    Share { days: date::days_between(first, to), of: date::days_between(from, to) }
}

/// What is paid for one contract year.
fn payments(contract: &Contract, year: &ContractYear) -> Vec<Payment> {
    let balance_date = date::months_after(year.to, contract.balance_delay_in_months.into());
    let pay = |date, subject, kind, amount| Payment {
        date,
        contract_year: year.index,
        subject,
        kind,
        amount,
    };
    let in_two = |opening: Date, subject, amount: Euros| {
        let advance = amount.take(contract.tariff.payments.advance());
        [
            pay(opening, subject, Kind::Advance, advance),
            pay(balance_date, subject, Kind::Balance, amount - advance),
        ]
    };
    let functioning = year.due.functioning.amount;
    let mut paid =
        vec![pay(year.from, Subject::Additional, Kind::Full, year.due.additional.amount)];
    if year.index == 1 {
        paid.push(pay(year.from, Subject::Functioning, Kind::Full, functioning));
    } else {
        paid.extend(in_two(year.from, Subject::Functioning, functioning));
    }
    for line in &year.due.missions {
        let subject = Subject::Mission(line.mission);
        let start = contract.engagement(line.mission).map_or(year.from, |found| found.start);
        let (fixed, variable) = with_uplift(line);
        paid.extend(in_two(start.max(year.from), subject, fixed));
        paid.push(pay(balance_date, subject, Kind::Variable, variable));
    }
    paid
}

/// The fixed and the variable part of a mission, each with its uplift.
fn with_uplift(line: &MissionLine) -> (Euros, Euros) {
    let uplift =
        line.uplift.map_or((Euros::ZERO, Euros::ZERO), |found| (found.fixed, found.variable));
    (line.fixed.amount + uplift.0, line.variable.amount + uplift.1)
}

/// Missions that start after their legal limit.
pub fn late(contract: &Contract) -> impl Iterator<Item = (&'static MissionRow, Date)> + use<'_> {
    contract.engaged().filter_map(|(row, found)| {
        let limit = contract.start_limit(row)?;
        (found.start > limit).then_some((row, limit))
    })
}

/// Missions that start when the contract is over: nothing is due for them.
pub fn after_contract(contract: &Contract) -> impl Iterator<Item = Mission> + use<'_> {
    let end = contract.anniversary(u8::try_from(YEARS).unwrap_or_default());
    contract.engaged().filter(move |(_, found)| found.start >= end).map(|(row, _)| row.id)
}
