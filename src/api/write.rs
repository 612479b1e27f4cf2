//! Results in the shape that JavaScript receives: amounts are numbers in euros.

use serde::{Serialize, Serializer};

use crate::alert;
use crate::date;
use crate::engine;
use crate::explain;
use crate::money::{Euros, Rate};
use crate::reach;
use crate::schedule::{self, Kind, Subject};
use crate::tariff::Tariff;

/// `Simulation` of the API.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Simulation {
    tariff: &'static str,
    size: u8,
    functioning: Amount,
    additional: Amount,
    missions: Missions,
    fixed: Amount,
    variable: Amount,
    uplift: Amount,
    total: Amount,
    usual_year: Amount,
    ceiling: Amount,
    alerts: Vec<Alert>,
    explanation: Vec<Explanation>,
}

/// Lines by mission, in the order of the tariff.
struct Missions(Vec<(&'static str, Line)>);

impl Serialize for Missions {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(slug, line)| (slug, line)))
    }
}

#[derive(Serialize)]
struct Line {
    fixed: Amount,
    variable: Amount,
    uplift: Amount,
    total: Amount,
    explanation: Vec<Explanation>,
}

#[derive(Serialize)]
struct Explanation {
    label: String,
    sentence: String,
    value: Amount,
    sources: Vec<String>,
    interpretations: Vec<&'static str>,
}

#[derive(Serialize)]
struct Alert {
    code: &'static str,
    message: String,
}

/// `Plan` of the API.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    tariff: &'static str,
    size: u8,
    years: Vec<ContractYear>,
    payments: Vec<Payment>,
    calendar_years: Vec<CalendarYear>,
    total: Amount,
    alerts: Vec<Alert>,
}

#[derive(Serialize)]
struct ContractYear {
    index: u8,
    from: String,
    to: String,
    functioning: Amount,
    additional: Amount,
    missions: Missions,
    total: Amount,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Payment {
    date: String,
    subject: &'static str,
    kind: &'static str,
    contract_year: u8,
    amount: Amount,
}

#[derive(Serialize)]
struct CalendarYear {
    year: i32,
    amount: Amount,
}

/// `Reach` of the API.
#[derive(Serialize)]
pub struct Reach {
    rate: Option<f64>,
    min: Amount,
    max: Amount,
    message: String,
}

/// An amount as JavaScript sees it: the double nearest to its cents.
struct Amount(Euros);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53 cents")]
        out.serialize_f64(self.0.cents() as f64 / 100.0)
    }
}

/// Gives a simulation its JavaScript shape.
#[must_use]
pub fn simulation(simulation: &engine::Simulation) -> Simulation {
    let tariff = simulation.scenario.tariff;
    let year = &simulation.year;
    let explained = [
        explain::functioning(simulation),
        explain::additional(simulation),
        explain::total(simulation),
    ];
    Simulation {
        tariff: tariff.id,
        size: simulation.size.number(),
        functioning: Amount(year.functioning.amount),
        additional: Amount(year.additional.amount),
        missions: missions(tariff, year),
        fixed: Amount(year.fixed()),
        variable: Amount(year.variable()),
        uplift: Amount(year.uplift()),
        total: Amount(year.total()),
        usual_year: Amount(simulation.usual_year),
        ceiling: Amount(simulation.ceiling),
        alerts: alerts(alert::alerts(simulation)),
        explanation: explained.into_iter().map(|of| explanation(tariff, of)).collect(),
    }
}

/// Gives a plan its JavaScript shape.
#[must_use]
pub fn plan(plan: &schedule::Plan) -> Plan {
    let tariff = plan.contract.tariff;
    let year = |of: &schedule::ContractYear| ContractYear {
        index: of.index,
        from: date::iso(of.from),
        to: date::iso(of.to),
        functioning: Amount(of.due.functioning.amount),
        additional: Amount(of.due.additional.amount),
        missions: missions(tariff, &of.due),
        total: Amount(of.due.total()),
    };
    let calendar_years = plan.calendar_years().into_iter();
    Plan {
        tariff: tariff.id,
        size: plan.size.number(),
        years: plan.years.iter().map(year).collect(),
        payments: plan.payments.iter().map(payment).collect(),
        calendar_years: calendar_years
            .map(|(year, amount)| CalendarYear { year, amount: Amount(amount) })
            .collect(),
        total: Amount(plan.total()),
        alerts: alerts(alert::contract_alerts(plan)),
    }
}

fn payment(payment: &schedule::Payment) -> Payment {
    Payment {
        date: date::iso(payment.date),
        subject: match payment.subject {
            Subject::Functioning => "functioning",
            Subject::Additional => "additional",
            Subject::Mission(mission) => mission.slug(),
        },
        kind: match payment.kind {
            Kind::Full => "full",
            Kind::Advance => "advance",
            Kind::Balance => "balance",
            Kind::Variable => "variable",
        },
        contract_year: payment.contract_year,
        amount: Amount(payment.amount),
    }
}

fn missions(tariff: &Tariff, year: &engine::Year) -> Missions {
    Missions(year.missions.iter().map(|of| (of.mission.slug(), line(tariff, of))).collect())
}

fn alerts(alerts: Vec<alert::Alert>) -> Vec<Alert> {
    let shaped = alerts.into_iter();
    shaped.map(|alert| Alert { code: alert.code, message: alert.message }).collect()
}

fn line(tariff: &Tariff, line: &engine::MissionLine) -> Line {
    Line {
        fixed: Amount(line.fixed.amount),
        variable: Amount(line.variable.amount),
        uplift: Amount(line.uplift()),
        total: Amount(line.total()),
        explanation: explain::mission(line)
            .into_iter()
            .map(|explained| explanation(tariff, explained))
            .collect(),
    }
}

fn explanation(tariff: &Tariff, from: explain::Explanation) -> Explanation {
    Explanation {
        sentence: from.sentence(),
        sources: from.references.iter().map(|reference| explain::cite(tariff, reference)).collect(),
        label: from.label,
        value: Amount(from.value),
        interpretations: from.interpretations,
    }
}

/// Gives the answer of [`reach::reach`] its JavaScript shape.
#[must_use]
pub fn reach(reach: &reach::Reach, target: Euros) -> Reach {
    let (min, max) = (reach.min, reach.max);
    let message = match reach.rate {
        None if min == max => {
            format!(
                "{target} est hors d’atteinte\u{a0}: cette sélection apporte {max}, quel que soit le taux."
            )
        }
        None => format!(
            "{target} est hors d’atteinte avec cette sélection\u{a0}: elle apporte de {min} à {max}."
        ),
        Some(rate) if rate == Rate::ZERO => {
            format!("{target} est atteint même sans aucun résultat\u{a0}: le minimum est {min}.")
        }
        Some(rate) => format!(
            "Un taux d’atteinte de {rate} sur toutes les missions suffit pour atteindre {target}."
        ),
    };
    let percent = |rate: Rate| f64::from(rate.hundredths()) / 100.0;
    Reach { rate: reach.rate.map(percent), min: Amount(min), max: Amount(max), message }
}
