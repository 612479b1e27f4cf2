//! What the user should know about a simulation beyond its figures.

use crate::date;
use crate::engine::{NearestBound, Simulation, nearest_bound, simulate, total};
use crate::money::{counted, signed};
use crate::schedule::{self, Plan};
use crate::tariff::{Deadline, Status};

/// A stable code and a French sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alert {
    /// Kebab-case, never changes.
    pub code: &'static str,
    /// For the user.
    pub message: String,
}

/// Everything worth knowing about a simulation, most important first.
#[must_use]
pub fn alerts(simulation: &Simulation) -> Vec<Alert> {
    let mut alerts = Vec::new();
    alerts.extend(tariff_not_current(simulation));
    alerts.extend(tariff_to_recheck(simulation));
    alerts.extend(core_missions_missing(simulation));
    alerts.extend(near_bound(simulation));
    alerts.extend(members_near_threshold(simulation));
    alerts
}

/// Everything worth knowing about a five-year plan, most important first.
#[must_use]
pub fn contract_alerts(plan: &Plan) -> Vec<Alert> {
    let contract = &plan.contract;
    let late = schedule::late(contract).map(|(row, limit)| Alert {
        code: "start-late",
        message: format!(
            "«\u{a0}{}\u{a0}» démarre après le délai du contrat, le {}\u{a0}: risque de résiliation et \
             de récupération des avances.",
            row.id.title(),
            date::long(limit)
        ),
    });
    let after = schedule::after_contract(contract).map(|mission| Alert {
        code: "start-after-contract",
        message: format!(
            "«\u{a0}{}\u{a0}» démarre après la fin du contrat\u{a0}: rien n’est dû pour cette mission.",
            mission.title()
        ),
    });
    let common = alerts(&simulate(&contract.scenario()));
    common.into_iter().chain(late).chain(after).collect()
}

fn tariff_not_current(simulation: &Simulation) -> Option<Alert> {
    let tariff = simulation.scenario.tariff;
    let why = match tariff.status {
        Status::Draft => "n’a jamais été appliqué",
        Status::InForce => "n’est plus en vigueur",
    };
    (!tariff.is_current()).then(|| Alert {
        code: "tariff-not-current",
        message: format!("Le barème utilisé ({}) {why}.", tariff.short_name),
    })
}

fn tariff_to_recheck(simulation: &Simulation) -> Option<Alert> {
    let checked = simulation.scenario.tariff.last_checked();
    let signature = simulation.scenario.signature?;
    (signature > date::years_after(checked, 1)).then(|| Alert {
        code: "tariff-to-recheck",
        message: format!(
            "Le barème a été vérifié pour la dernière fois le {}, plus d’un an avant la signature\u{a0}: \
             demandez à votre CPAM s’il a changé.",
            date::long(checked)
        ),
    })
}

fn core_missions_missing(simulation: &Simulation) -> impl Iterator<Item = Alert> {
    let scenario = simulation.scenario;
    let missing = scenario.tariff.missions.iter().filter(|row| row.core);
    missing.filter(move |row| !scenario.choice(row.id).selected).map(|row| {
        let deadline = row.deadline.as_ref().map_or_else(String::new, deadline);
        Alert {
            code: "core-mission-missing",
            message: format!(
                "Mission socle à démarrer\u{a0}: «\u{a0}{}\u{a0}», comptée pour 0\u{a0}€. {deadline}",
                row.id.title()
            ),
        }
    })
}

/// The limits of a mission in one French sentence.
#[must_use]
pub fn deadline(deadline: &Deadline) -> String {
    let deployed = format!("la déployer entièrement dans les {}\u{a0}mois", deadline.deploy_months);
    match deadline.start_months {
        Some(months) => format!(
            "Le contrat demande de la démarrer au plus tard {months}\u{a0}mois après la signature \
             et de {deployed}."
        ),
        None => format!("Le contrat demande de {deployed} après la signature."),
    }
}

fn near_bound(simulation: &Simulation) -> Option<Alert> {
    let scenario = &simulation.scenario;
    let population = scenario.territory.population()?;
    let bound = nearest_bound(scenario.tariff, population);
    let own_size = scenario.tariff.size_of(population);
    let total_at = |size| total(&scenario.with_size(size));
    bound.near.then(|| Alert {
        code: "near-bound",
        message: format!(
            "{} Écart sur l’année avec le même choix\u{a0}: {}. Vérifiez la population retenue au \
             contrat.",
            distance(own_size < bound.neighbour, &bound),
            signed(total_at(bound.neighbour) - total_at(own_size)),
        ),
    })
}

/// `Il manque 19 481 habitants pour la taille 4.`
#[must_use]
pub fn distance(upwards: bool, bound: &NearestBound) -> String {
    let count = counted(bound.inhabitants, "habitant");
    let size = bound.neighbour.number();
    if upwards {
        format!("Il manque {count} pour la taille\u{a0}{size}.")
    } else {
        format!("Avec {count} de moins, le territoire serait de taille\u{a0}{size}.")
    }
}

fn members_near_threshold(simulation: &Simulation) -> Option<Alert> {
    let scenario = &simulation.scenario;
    let rule = scenario.tariff.uplift.as_ref()?;
    let missing = rule.members.checked_sub(scenario.members)?;
    let near = missing > 0 && missing * 10 <= rule.members;
    (simulation.size == rule.size && near).then(|| Alert {
        code: "members-near-threshold",
        message: format!(
            "Il manque {} pour la majoration de {} (à partir de {}\u{a0}membres).",
            counted(missing, "membre"),
            rule.rate(),
            rule.members
        ),
    })
}
