//! Five years of a contract: what is due in each contract year, and what is paid on which day.
//!
//! No clock, no randomness, no input or output, and nothing here can fail.

use time::Date;

use crate::contract::{Contract, Engagement, YEARS};
use crate::date;
use crate::engine::{
    MissionLine, Part, Terms, Year, additional, functioning, mission_line, uplift_rule,
};
use crate::money::{Euros, Rate, Share};
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

    /// What is paid in each calendar year with a payment, in order.
    #[must_use]
    pub fn calendar_years(&self) -> Vec<(i32, Euros)> {
        let of_one_year = self.payments.chunk_by(|one, next| one.date.year() == next.date.year());
        of_one_year
            .map(|paid| (paid[0].date.year(), paid.iter().map(|payment| payment.amount).sum()))
            .collect()
    }
}

impl Plan {
    /// What is due for the contract years that are open on a day.
    #[must_use]
    pub fn due_by(&self, day: Date) -> Euros {
        let open = self.years.iter().filter(|year| year.from <= day);
        open.map(|year| year.due.total()).sum()
    }

    /// What has been paid at the end of a day.
    #[must_use]
    pub fn paid_by(&self, day: Date) -> Euros {
        let paid = self.payments.iter().filter(|payment| payment.date <= day);
        paid.map(|payment| payment.amount).sum()
    }

    /// The payments of the first twelve months.
    pub fn first_payments(&self) -> impl Iterator<Item = &Payment> {
        let end = self.contract.anniversary(1);
        self.payments.iter().filter(move |payment| payment.date < end)
    }

    /// What the contract pays for at some time, in the order of payments.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let missions = self.contract.engaged().map(|(row, _)| Subject::Mission(row.id));
        let additional = self.years[0].due.additional.amount > Euros::ZERO;
        [Subject::Functioning]
            .into_iter()
            .chain(additional.then_some(Subject::Additional))
            .chain(missions)
            .collect()
    }
}

impl ContractYear {
    /// What is due for one subject.
    #[must_use]
    pub fn due_for(&self, subject: Subject) -> Euros {
        match subject {
            Subject::Functioning => self.due.functioning.amount,
            Subject::Additional => self.due.additional.amount,
            Subject::Mission(mission) => {
                self.due.line(mission).map_or(Euros::ZERO, MissionLine::total)
            }
        }
    }

    /// What is paid for one subject whatever the results: the amount that is split in two.
    #[must_use]
    pub fn fixed_for(&self, subject: Subject) -> Euros {
        match subject {
            Subject::Mission(mission) => {
                self.due.line(mission).map_or(Euros::ZERO, |line| with_uplift(line).0)
            }
            _ => self.due_for(subject),
        }
    }
}

/// What the printed table reads for a full first year: every mission of the contract from the first
/// day on, at 100 %, plan drafted, no crisis.
#[must_use]
pub fn full_first_year(contract: &Contract) -> Scenario {
    contract.scenario().with_rate(Rate::FULL)
}

/// The plan of a contract.
#[must_use]
pub fn plan(contract: &Contract) -> Plan {
    let scenario = contract.scenario();
    let years: Vec<_> =
        (1..=YEARS).map(|index| contract_year(contract, &scenario, index)).collect();
    let all = years.iter().flat_map(|year| payments(contract, year));
    let mut payments: Vec<_> = all.filter(|payment| payment.amount != Euros::ZERO).collect();
    payments.sort_unstable();
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

/// The share of a contract year from a mission's start on, which is before its end.
fn share(from: Date, to: Date, engagement: Engagement) -> Share {
    let first = engagement.start.max(from);
    let share = Share::of_year(date::days_between(first, to), date::days_between(from, to));
    share.unwrap_or(Share::WHOLE)
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
        let advance = amount.times(contract.tariff.payments.advance());
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
