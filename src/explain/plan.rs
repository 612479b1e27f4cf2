//! Explanations of the figures of a five-year plan.

use super::{Explanation, Reference, all_fixed, all_uplifts, all_variable, of_part, sums, variant};
use crate::contract::Contract;
use crate::date;
use crate::engine::simulate;
use crate::money::Euros;
use crate::scenario::Mission;
use crate::schedule::{ContractYear, Kind, Payment, Plan, Subject, full_first_year};

/// A figure of a plan; contract years count from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanFigure {
    /// Due over the five years.
    Total,
    /// Due over the five years for one subject.
    SubjectTotal(Subject),
    /// Due in a contract year.
    Year(u8),
    /// Due in a contract year for one subject.
    Line(u8, Subject),
    /// Sum of the fixed parts of a contract year.
    Fixed(u8),
    /// Sum of the variable parts of a contract year.
    Variable(u8),
    /// Sum of the uplifts of a contract year.
    Uplift(u8),
    /// Received in a calendar year.
    Calendar(i32),
    /// One payment, by its place in the list.
    Payment(usize),
    /// Received in the first twelve months.
    FirstCash,
    /// What the printed table reads for a full first year.
    FirstTable,
}

impl PlanFigure {
    /// Its path in the API's result, where it has one.
    #[must_use]
    pub fn path(self) -> Option<String> {
        Some(match self {
            Self::Total => "plan.total".to_string(),
            Self::Year(year) => format!("plan.years.{year}.total"),
            Self::Line(year, Subject::Mission(mission)) => {
                format!("plan.years.{year}.missions.{}.total", mission.slug())
            }
            Self::Line(year, Subject::Functioning) => format!("plan.years.{year}.functioning"),
            Self::Line(year, Subject::Additional) => format!("plan.years.{year}.additional"),
            Self::Calendar(year) => format!("plan.calendarYears.{year}"),
            Self::Payment(index) => format!("plan.payments.{index}.amount"),
            _ => return None,
        })
    }
}

/// Why a figure of a plan is what it is; `None` when the plan has no such figure.
#[must_use]
pub fn explain(plan: &Plan, figure: PlanFigure) -> Option<Explanation> {
    let year = |index: u8| plan.years.get(usize::from(index).checked_sub(1)?);
    match figure {
        PlanFigure::Total => Some(over_years(plan, "Dû sur cinq ans", |year| year.due.total())),
        PlanFigure::SubjectTotal(subject) => {
            Some(over_years(plan, subject_name(subject), |year| year.due_for(subject)))
        }
        PlanFigure::Year(index) => year(index).map(whole_year),
        PlanFigure::Line(index, subject) => line(year(index)?, subject),
        PlanFigure::Fixed(index) => year(index).map(|year| dated(year, all_fixed(&year.due))),
        PlanFigure::Variable(index) => year(index).map(|year| dated(year, all_variable(&year.due))),
        PlanFigure::Uplift(index) => {
            year(index).and_then(|year| Some(dated(year, all_uplifts(&year.due)?)))
        }
        PlanFigure::Calendar(of) => Some(calendar_year(plan, of)),
        PlanFigure::Payment(index) => plan.payments.get(index).map(|of| payment(plan, of)),
        PlanFigure::FirstCash => Some(first_cash(plan)),
        PlanFigure::FirstTable => Some(variant(
            "Première année complète",
            &full_first_year(&plan.contract),
            "Toutes les missions choisies dès le premier jour, à 100\u{a0}%, plan de crise rédigé, \
             sans crise\u{a0}: ce que donne le barème lu ligne à ligne.",
        )),
    }
}

/// `Année 1, du 1ᵉʳ janvier 2027 au 31 décembre 2027`
#[must_use]
pub fn year_name(year: &ContractYear) -> String {
    let last = year.to.previous_day().unwrap_or(year.to);
    format!("Année {}, du {} au {}", year.index, date::long(year.from), date::long(last))
}

/// What a payment is for, in French.
#[must_use]
pub fn subject_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Functioning => "Fonctionnement",
        Subject::Additional => "Financement additionnel",
        Subject::Mission(mission) => mission.short_title(),
    }
}

/// Which part of it, in French.
#[must_use]
pub fn kind_name(payment: &Payment) -> &'static str {
    match (payment.kind, payment.subject) {
        (Kind::Full, _) => "en totalité",
        (Kind::Advance, Subject::Mission(_)) => "avance de la part fixe",
        (Kind::Advance, _) => "avance",
        (Kind::Balance, Subject::Mission(_)) => "solde de la part fixe",
        (Kind::Balance, _) => "solde",
        (Kind::Variable, _) => "part variable",
    }
}

fn dated(year: &ContractYear, mut explanation: Explanation) -> Explanation {
    explanation.label = format!("{}, année {}", explanation.label, year.index);
    explanation
}

fn over_years(plan: &Plan, label: &str, amount: impl Fn(&ContractYear) -> Euros) -> Explanation {
    let step = |year: &ContractYear| format!("Année {}\u{a0}: {}", year.index, amount(year));
    Explanation {
        label: label.to_string(),
        steps: plan.years.iter().map(step).collect(),
        rule: "Somme de ce qui est dû pour les cinq années du contrat.".to_string(),
        value: plan.years.iter().map(&amount).sum(),
        references: rules_of(&plan.contract),
        interpretations: Vec::new(),
    }
}

fn whole_year(year: &ContractYear) -> Explanation {
    let rule = "Une mission qui démarre en cours d’année compte pour les jours qui restent.";
    sums::of_year(&year_name(year), &year.due, rule)
}

fn line(year: &ContractYear, subject: Subject) -> Option<Explanation> {
    let printed =
        |part, rule: &str| of_part(subject_name(subject).to_string(), part, rule.to_string());
    let explanation = match subject {
        Subject::Functioning => printed(
            &year.due.functioning,
            "Enveloppe annuelle, due en entier chaque année du contrat.",
        ),
        Subject::Additional => {
            printed(&year.due.additional, "Versé une seule fois, la première année du contrat.")
        }
        Subject::Mission(mission) => mission_line(year, mission)?,
    };
    Some(dated(year, explanation))
}

fn mission_line(year: &ContractYear, mission: Mission) -> Option<Explanation> {
    let line = year.due.line(mission)?;
    let mut explanation = sums::mission_total(line);
    let parts = super::mission(line);
    let step = |(name, part): (&str, &Explanation)| {
        let steps = part.steps.join("\u{202f}; ");
        // `barème : 55 000 €` brings its own colon.
        let colon = if steps.contains("\u{a0}: ") { "," } else { "\u{a0}:" };
        format!("{name}{colon} {steps}")
    };
    let names = ["Part fixe", "Part variable", "Majoration"];
    let total = std::mem::take(&mut explanation.steps);
    explanation.steps = names.into_iter().zip(&parts).map(step).collect();
    explanation.steps.extend(total.into_iter().map(|sum| format!("Total\u{a0}: {sum}")));
    Some(explanation)
}

/// `01/07/2027, Parcours, avance de la part fixe, année 1`
fn payment_name(payment: &Payment) -> String {
    format!(
        "{}, {}, {}, année {}",
        date::short(payment.date),
        subject_name(payment.subject),
        kind_name(payment),
        payment.contract_year,
    )
}

fn sum_of<'a>(
    plan: &Plan,
    label: String,
    payments: impl Iterator<Item = &'a Payment>,
    rule: &str,
) -> Explanation {
    let payments: Vec<_> = payments.collect();
    let step = |of: &&Payment| format!("{}\u{a0}: {}", payment_name(of), of.amount);
    Explanation {
        label,
        steps: payments.iter().map(step).collect(),
        rule: rule.to_string(),
        value: payments.iter().map(|payment| payment.amount).sum(),
        references: rules_of(&plan.contract),
        interpretations: vec![plan.contract.tariff.payments.balance_date],
    }
}

fn calendar_year(plan: &Plan, year: i32) -> Explanation {
    let payments = plan.payments.iter().filter(|payment| payment.date.year() == year);
    let rule = "Ce qui arrive sur le compte de l’association du 1ᵉʳ janvier au 31 décembre.";
    sum_of(plan, format!("Reçu en {year}"), payments, rule)
}

fn first_cash(plan: &Plan) -> Explanation {
    let rule = "Ce qui arrive sur le compte avant le premier anniversaire du contrat.";
    sum_of(plan, "Reçu les douze premiers mois".to_string(), plan.first_payments(), rule)
}

fn payment(plan: &Plan, payment: &Payment) -> Explanation {
    let contract = &plan.contract;
    let year = &plan.years[usize::from(payment.contract_year) - 1];
    let (whole, amount) = (year.fixed_for(payment.subject), payment.amount);
    let advance = contract.tariff.payments.advance();
    let (step, rule) = match payment.kind {
        Kind::Full => (amount.to_string(), "Versé en totalité à la signature.".to_string()),
        Kind::Advance => (
            format!("{whole} × {advance} = {amount}"),
            format!(
                "Avance de {advance}, à l’ouverture de l’année du contrat, ou au démarrage de la \
                 mission s’il est plus tard. Pour une mission, elle porte sur la part fixe et sa \
                 majoration."
            ),
        ),
        Kind::Balance => (
            format!("{whole} − {} = {amount}", whole - amount),
            format!("Le reste après l’avance, {}.", at_balance(contract)),
        ),
        Kind::Variable => (
            variable_step(year, payment),
            format!("La part variable et sa majoration, sans avance, {}.", at_balance(contract)),
        ),
    };
    let at_balance = matches!(payment.kind, Kind::Balance | Kind::Variable);
    Explanation {
        label: payment_name(payment),
        steps: vec![step],
        rule,
        value: amount,
        references: rules_of(contract),
        interpretations: at_balance
            .then_some(contract.tariff.payments.balance_date)
            .into_iter()
            .collect(),
    }
}

fn variable_step(year: &ContractYear, payment: &Payment) -> String {
    let line = match payment.subject {
        Subject::Mission(mission) => year.due.line(mission),
        _ => None,
    };
    let Some(line) = line else { return payment.amount.to_string() };
    let part = super::variable(line).steps.join("\u{202f}; ");
    match line.uplift {
        Some(uplift) if uplift.variable > Euros::ZERO => format!(
            "{part}\u{202f}; avec la majoration\u{a0}: {} + {} = {}",
            line.variable.amount, uplift.variable, payment.amount
        ),
        _ => part,
    }
}

fn at_balance(contract: &Contract) -> String {
    match contract.balance_delay_in_months {
        0 => "à l’anniversaire qui clôt l’année".to_string(),
        months => format!("{months}\u{a0}mois après l’anniversaire qui clôt l’année"),
    }
}

/// On what all figures of a plan stand: documents, and interpretations.
#[must_use]
pub fn foundations(plan: &Plan) -> (Vec<Reference>, Vec<&'static str>) {
    let of_year = |year| plan.subjects().into_iter().filter_map(move |subject| line(year, subject));
    let lines: Vec<_> = plan.years.iter().flat_map(of_year).collect();
    let size = super::functioning(&simulate(&plan.contract.scenario()));
    let balance = plan.contract.tariff.payments.balance_date;
    let references = lines.iter().chain([&size]).flat_map(|found| found.references.clone());
    let readings =
        [&size].into_iter().chain(&lines).flat_map(|found| found.interpretations.clone());
    (
        sums::merged(references.chain(rules_of(&plan.contract))),
        sums::unique(readings.chain([balance])),
    )
}

fn rules_of(contract: &Contract) -> Vec<Reference> {
    contract.tariff.payments.sources.iter().map(Reference::from).collect()
}
