//! Explanations of figures that are sums of lines.

use super::{
    Explanation, Reference, additional, computation, functioning, mission, references, uplift,
};
use crate::engine::{MissionLine, Part, Simulation, Year, simulate};
use crate::money::{Euros, counted};
use crate::scenario::{Mission, Scenario};

/// All that a mission brings.
#[must_use]
pub fn mission_total(line: &MissionLine) -> Explanation {
    let parts = mission(line);
    Explanation {
        label: format!("«\u{a0}{}\u{a0}»", line.mission.title()),
        steps: vec![mission_sum(line)],
        rule:
            "Une mission reçoit sa part fixe, sa part variable et, s’il y a lieu, leur majoration."
                .to_string(),
        value: line.total(),
        references: merged(parts.iter().flat_map(|part| part.references.clone())),
        interpretations: unique(parts.iter().flat_map(|part| part.interpretations.clone())),
    }
}

/// The total for each inhabitant; `None` where the population is not known.
#[must_use]
pub fn per_inhabitant(simulation: &Simulation) -> Option<Explanation> {
    let population = simulation.scenario.territory.population()?;
    let total = simulation.year.total();
    let value = total.split_among(population)?;
    Some(Explanation {
        label: "Par habitant".to_string(),
        steps: vec![format!("{total} ÷ {} = {value}", counted(population, "habitant"))],
        rule: "Un repère pour comparer des territoires\u{a0}: aucun texte ne l’utilise."
            .to_string(),
        value,
        references: Vec::new(),
        interpretations: Vec::new(),
    })
}

/// The total of the year.
#[must_use]
pub fn total(simulation: &Simulation) -> Explanation {
    let rule = "Le total est la somme de ces lignes, chacune arrondie au centime.";
    let mut explanation = of_year("Financement annuel", &simulation.year, rule);
    let mut interpretations = functioning(simulation).interpretations;
    if simulation.year.additional.amount > Euros::ZERO {
        interpretations.extend(additional(simulation).interpretations);
    }
    interpretations.append(&mut explanation.interpretations);
    explanation.interpretations = interpretations;
    explanation
}

/// The usual year.
#[must_use]
pub fn usual_year(simulation: &Simulation) -> Explanation {
    let usual = simulate(&simulation.scenario.in_usual_year());
    let rule = if has_crisis(simulation) {
        "Vos missions à vos taux, une année où le plan de crise est seulement mis à jour, sans crise \
         ni financement additionnel."
    } else {
        "Vos missions à vos taux."
    };
    of_year("Année habituelle", &usual.year, rule)
}

/// The theoretical ceiling.
#[must_use]
pub fn ceiling(simulation: &Simulation) -> Explanation {
    let highest = simulate(&simulation.scenario.at_ceiling());
    let rule = match (has_crisis(simulation), highest.year.uplift() > Euros::ZERO) {
        (false, _) => "Toutes les missions du barème à 100\u{a0}%.",
        (true, false) => {
            "Toutes les missions à 100\u{a0}%, l’année de la rédaction du plan, avec une crise \
             sanitaire grave la même année. C’est le maximum imprimé, pas une année normale."
        }
        (true, true) => {
            "Toutes les missions à 100\u{a0}%, l’année de la rédaction du plan, avec une crise \
             sanitaire grave la même année\u{a0}: le maximum imprimé, augmenté de la majoration. Ce \
             n’est pas une année normale."
        }
    };
    of_year("Plafond théorique", &highest.year, rule)
}

/// Whether the tariff knows the crisis mission.
#[must_use]
pub fn has_crisis(simulation: &Simulation) -> bool {
    simulation.scenario.tariff.mission(Mission::Crise).is_some()
}

/// The scenario with one rate for all missions, `rule` saying why one would look at it.
#[must_use]
pub fn variant(label: &str, scenario: &Scenario, rule: &str) -> Explanation {
    of_year(label, &simulate(scenario).year, rule)
}

/// The sum of the fixed parts.
#[must_use]
pub fn all_fixed(year: &Year) -> Explanation {
    let rule = "Les parts fixes paient les moyens mis en œuvre pour chaque mission.";
    of_parts("Parts fixes", year, |line| &line.fixed, rule)
}

/// The sum of the variable parts.
#[must_use]
pub fn all_variable(year: &Year) -> Explanation {
    let rule = "Les parts variables sont versées après coup, selon les résultats.";
    of_parts("Parts variables", year, |line| &line.variable, rule)
}

/// The sum of the uplifts; `None` when nothing is uplifted.
#[must_use]
pub fn all_uplifts(year: &Year) -> Option<Explanation> {
    let lines = || year.missions.iter().filter_map(|line| Some((line, line.uplift.as_ref()?)));
    let mut first = lines().map(|(line, rule)| uplift(line, rule)).next()?;
    first.label = "Majoration".to_string();
    first.steps =
        lines().map(|(line, _)| named(line.mission, &line.uplift().to_string())).collect();
    first.value = year.uplift();
    Some(first)
}

fn named(mission: Mission, computation: &str) -> String {
    format!("{}\u{a0}: {computation}", mission.short_title())
}

fn of_parts(label: &str, year: &Year, part: fn(&MissionLine) -> &Part, rule: &str) -> Explanation {
    let parts = || year.missions.iter().map(|line| (line.mission, part(line)));
    let rows = || parts().filter_map(|(_, part)| part.row);
    Explanation {
        label: label.to_string(),
        steps: parts().map(|(mission, part)| named(mission, &computation(part))).collect(),
        rule: rule.to_string(),
        value: parts().map(|(_, part)| part.amount).sum(),
        references: merged(rows().flat_map(references)),
        interpretations: unique(rows().flat_map(|row| row.interpretations.iter().copied())),
    }
}

pub(super) fn of_year(label: &str, year: &Year, rule: &str) -> Explanation {
    let mut steps = vec![format!("Fonctionnement\u{a0}: {}", year.functioning.amount)];
    if year.additional.amount > Euros::ZERO {
        steps.push(format!("Financement additionnel\u{a0}: {}", year.additional.amount));
    }
    steps.extend(year.missions.iter().map(|line| named(line.mission, &mission_sum(line))));
    let rows = [&year.functioning, &year.additional].into_iter().filter_map(|part| part.row);
    let parts: Vec<_> = year.missions.iter().flat_map(mission).collect();
    let cited_by_parts = parts.iter().flat_map(|part| part.references.clone());
    Explanation {
        label: label.to_string(),
        steps,
        rule: rule.to_string(),
        value: year.total(),
        references: merged(rows.flat_map(references).chain(cited_by_parts)),
        interpretations: unique(parts.iter().flat_map(|part| part.interpretations.clone())),
    }
}

/// `90 000 € + 28 000 € = 118 000 €`
fn mission_sum(line: &MissionLine) -> String {
    let parts = [line.fixed.amount, line.variable.amount, line.uplift()];
    let terms: Vec<_> = parts.iter().filter(|part| **part > Euros::ZERO).collect();
    match terms[..] {
        [] | [_] => line.total().to_string(),
        _ => {
            let terms: Vec<_> = terms.iter().map(ToString::to_string).collect();
            format!("{} = {}", terms.join(" + "), line.total())
        }
    }
}

/// A sum stands on many lines of the same documents: each document once, with its place where all
/// lines share it.
pub(super) fn merged(references: impl Iterator<Item = Reference>) -> Vec<Reference> {
    let mut kept: Vec<Reference> = Vec::new();
    for reference in references {
        match kept.iter_mut().find(|other| other.source == reference.source) {
            None => kept.push(reference),
            Some(other) if other.place != reference.place => other.place = None,
            Some(_) => {}
        }
    }
    kept
}

pub(super) fn unique(ids: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut kept = Vec::new();
    for id in ids {
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    kept
}
