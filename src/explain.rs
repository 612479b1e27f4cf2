//! Why each figure is what it is: sentences generated from the computation of a line.

use crate::date;
use crate::engine::{How, MissionLine, Part, Simulation, UpliftLine, Year, simulate};
use crate::money::{Euros, counted, grouped};
use crate::scenario::{Action, CrisisPlan, Mission, Scenario, Territory};
use crate::tariff::{Citation, Source, Tariff};

/// The explanation of one figure, in French.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// What the figure is.
    pub label: String,
    /// The computation with the user's own numbers, step by step.
    pub steps: Vec<String>,
    /// The rule in words.
    pub rule: String,
    /// The figure.
    pub value: Euros,
    /// Where the amounts and the rule are printed.
    pub citations: Vec<&'static Citation>,
    /// Identifiers of the interpretations it depends on.
    pub interpretations: Vec<&'static str>,
}

impl Explanation {
    /// Steps and rule in one text.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}. {}", self.steps.join("\u{202f}; "), self.rule)
    }
}

/// What a source says of itself: title and date.
#[must_use]
pub fn describe(source: &Source) -> String {
    match date::read_iso(source.published) {
        Ok(day) => format!("{}, {}", source.document, date::long(day)),
        Err(_) => format!("{} ({})", source.document, source.published),
    }
}

/// A citation in full: document, place, date.
#[must_use]
pub fn cite(tariff: &Tariff, citation: &Citation) -> String {
    match tariff.source(citation.source) {
        Some(source) => format!("{}, {}", describe(source), citation.place),
        None => citation.place.to_string(),
    }
}

/// The yearly functioning. It depends on the size alone, so a population that stands exactly on a
/// bound brings its reading along.
#[must_use]
pub fn functioning(simulation: &Simulation) -> Explanation {
    let size = simulation.size.number();
    let mut explanation = of_part(
        "Fonctionnement".to_string(),
        &simulation.year.functioning,
        format!(
            "Enveloppe annuelle pour faire vivre la communauté (volet\u{a0}1), toujours due. \
             Elle dépend seulement de la taille\u{a0}: ici, taille\u{a0}{size}."
        ),
    );
    let sizes = &simulation.scenario.tariff.sizes;
    if let Territory::Population(population) = simulation.scenario.territory
        && sizes.bounds.iter().any(|bound| bound.inhabitants == population)
    {
        explanation.citations.extend(&sizes.sources);
        explanation.interpretations.extend(sizes.interpretations.iter().copied());
    }
    explanation
}

/// The additional functioning, due or not.
#[must_use]
pub fn additional(simulation: &Simulation) -> Explanation {
    let part = &simulation.year.additional;
    let limit = simulation.scenario.tariff.additional.as_ref().map_or_else(String::new, |rule| {
        format!("le contrat doit être signé avant le {}", date::long(rule.signed_before.0))
    });
    let rule = match part.how {
        How::NotInTariff => "Ce barème ne prévoit pas de financement additionnel.".to_string(),
        How::NoSignature => {
            format!("Non dû\u{a0}: {limit}, et aucune date de signature n’est indiquée.")
        }
        How::SignedTooLate => format!("Non dû\u{a0}: {limit}."),
        _ => format!("Versé une seule fois, la première année\u{a0}: {limit}."),
    };
    of_part("Financement additionnel du fonctionnement".to_string(), part, rule)
}

/// The fixed part of a mission.
#[must_use]
pub fn fixed(line: &MissionLine) -> Explanation {
    let rule = match line.fixed.how {
        How::Plan(CrisisPlan::Drafting) => {
            "Montant de l’année où le plan de crise est rédigé pour la première fois."
        }
        How::Plan(CrisisPlan::Update) => {
            "Montant des années où le plan de crise est seulement mis à jour."
        }
        _ => "La part fixe paie les moyens mis en œuvre. Elle ne dépend pas des résultats.",
    };
    of_part(part_label("Part fixe", line.mission), &line.fixed, rule.to_string())
}

/// The variable part of a mission.
#[must_use]
pub fn variable(line: &MissionLine) -> Explanation {
    let rule = match line.variable.how {
        How::Crisis => {
            "Due en entier, parce qu’une crise sanitaire grave, reconnue par les autorités, \
             survient dans l’année."
                .to_string()
        }
        How::NoCrisis { ceiling } => format!(
            "Rien n’est dû sans crise sanitaire grave reconnue par les autorités. \
             Une crise apporterait {ceiling}."
        ),
        _ => "La part variable suit le taux d’atteinte des objectifs écrits dans votre contrat."
            .to_string(),
    };
    of_part(part_label("Part variable", line.mission), &line.variable, rule)
}

/// What a serious crisis would bring, uplift included; `None` where it changes nothing: it occurs
/// already, or the mission is not selected.
#[must_use]
pub fn possible_crisis(simulation: &Simulation) -> Option<Explanation> {
    let line = simulation.year.line(Mission::Crise)?;
    let How::NoCrisis { .. } = line.variable.how else { return None };
    let with_crisis = simulate(&simulation.scenario.after(Action::Crisis(true)));
    let line = with_crisis.year.line(Mission::Crise)?;
    let mut explanation = variable(line);
    explanation.label = "Si une crise survient".to_string();
    explanation.value = with_crisis.year.total() - simulation.year.total();
    if let Some(UpliftLine { rule, variable, .. }) = line.uplift {
        let (part, rate) = (line.variable.amount, rule.rate());
        explanation.steps.push(format!("{part} × {rate} = {variable}"));
        explanation.citations.extend(&rule.sources);
        explanation.interpretations.extend(rule.interpretations.iter().copied());
    }
    explanation.rule = "Ce montant s’ajouterait si une crise sanitaire grave, reconnue par les \
                        autorités, survenait dans l’année."
        .to_string();
    Some(explanation)
}

/// The uplift of a mission.
#[must_use]
pub fn uplift(line: &MissionLine, uplift: &UpliftLine) -> Explanation {
    let percent = uplift.rule.rate();
    let step = |part: &Part, share: Euros| format!("{} × {percent} = {share}", part.amount);
    Explanation {
        label: part_label("Majoration", line.mission),
        steps: vec![step(&line.fixed, uplift.fixed), step(&line.variable, uplift.variable)],
        rule: format!(
            "Une CPTS de taille\u{a0}{} qui compte au moins {}\u{a0}membres reçoit {percent} de plus \
             sur chaque part de ses missions.",
            uplift.rule.size.number(),
            grouped(uplift.rule.members.into()),
        ),
        value: line.uplift(),
        citations: uplift.rule.sources.iter().collect(),
        interpretations: uplift.rule.interpretations.iter().copied().collect(),
    }
}

/// All explanations of a mission: fixed part, variable part, uplift where there is one.
#[must_use]
pub fn mission(line: &MissionLine) -> Vec<Explanation> {
    let uplifted = line.uplift.as_ref().map(|rule| uplift(line, rule));
    [fixed(line), variable(line)].into_iter().chain(uplifted).collect()
}

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
        citations: first_of_each_source(parts.iter().flat_map(|part| part.citations.clone())),
        interpretations: unique(parts.iter().flat_map(|part| part.interpretations.clone())),
    }
}

/// The total for each inhabitant; `None` where the population is not known.
#[must_use]
pub fn per_inhabitant(simulation: &Simulation) -> Option<Explanation> {
    let population = simulation.scenario.territory.population()?;
    let total = simulation.year.total();
    let value = total.for_each_of(population)?;
    Some(Explanation {
        label: "Par habitant".to_string(),
        steps: vec![format!("{total} ÷ {} = {value}", counted(population, "habitant"))],
        rule: "Un repère pour comparer des territoires\u{a0}: aucun texte ne l’utilise."
            .to_string(),
        value,
        citations: Vec::new(),
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
    let rule = "Vos missions à vos taux, une année où le plan de crise est seulement mis à jour, \
                sans crise ni financement additionnel.";
    of_year("Année habituelle", &usual.year, rule)
}

/// The theoretical ceiling.
#[must_use]
pub fn ceiling(simulation: &Simulation) -> Explanation {
    let highest = simulate(&simulation.scenario.at_ceiling());
    let rule = "Toutes les missions à 100\u{a0}%, l’année de la rédaction du plan, avec une crise \
                sanitaire grave la même année. C’est le maximum imprimé, pas une année normale.";
    of_year("Plafond théorique", &highest.year, rule)
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
    of_parts("Parts fixes", year, fixed, year.fixed(), rule)
}

/// The sum of the variable parts.
#[must_use]
pub fn all_variable(year: &Year) -> Explanation {
    let rule = "Les parts variables sont versées après coup, selon les résultats.";
    of_parts("Parts variables", year, variable, year.variable(), rule)
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

fn part_label(part: &str, mission: Mission) -> String {
    format!("{part}, «\u{a0}{}\u{a0}»", mission.title())
}

fn named(mission: Mission, computation: &str) -> String {
    format!("{}\u{a0}: {computation}", mission.short_title())
}

fn of_part(label: String, part: &Part, rule: String) -> Explanation {
    Explanation {
        label,
        steps: vec![computation(part)],
        rule,
        value: part.amount,
        citations: part.row.map_or_else(Vec::new, |row| row.sources.iter().collect()),
        interpretations: part
            .row
            .map_or_else(Vec::new, |row| row.interpretations.iter().copied().collect()),
    }
}

/// `35 000 € × 80 % = 28 000 €`
fn computation(part: &Part) -> String {
    match part.how {
        How::Achieved { .. } => format!("{} = {}", in_brief(part), part.amount),
        _ => part.amount.to_string(),
    }
}

/// How a part was computed, in a few words beside its amount: `35 000 € × 80 %`.
#[must_use]
pub fn in_brief(part: &Part) -> String {
    match part.how {
        How::Achieved { ceiling, rate } => format!("{ceiling} × {rate}"),
        How::Printed => "montant du barème".to_string(),
        How::Plan(CrisisPlan::Drafting) => "première rédaction du plan".to_string(),
        How::Plan(CrisisPlan::Update) => "mise à jour du plan".to_string(),
        How::Crisis => "une crise survient".to_string(),
        How::NoCrisis { .. } => "aucune crise".to_string(),
        How::NotInTariff | How::NoSignature | How::SignedTooLate => "non dû".to_string(),
    }
}

fn of_parts(
    label: &str,
    year: &Year,
    explain: fn(&MissionLine) -> Explanation,
    value: Euros,
    rule: &str,
) -> Explanation {
    let parts: Vec<_> = year.missions.iter().map(|line| (line.mission, explain(line))).collect();
    let steps = parts.iter().map(|(mission, part)| named(*mission, &part.steps.join(", ")));
    Explanation {
        label: label.to_string(),
        steps: steps.collect(),
        rule: rule.to_string(),
        value,
        citations: first_of_each_source(parts.iter().flat_map(|(_, part)| part.citations.clone())),
        interpretations: unique(parts.iter().flat_map(|(_, part)| part.interpretations.clone())),
    }
}

fn of_year(label: &str, year: &Year, rule: &str) -> Explanation {
    let mut steps = vec![format!("Fonctionnement\u{a0}: {}", year.functioning.amount)];
    if year.additional.amount > Euros::ZERO {
        steps.push(format!("Financement additionnel\u{a0}: {}", year.additional.amount));
    }
    steps.extend(year.missions.iter().map(|line| named(line.mission, &mission_sum(line))));
    let rows = [&year.functioning, &year.additional].into_iter().filter_map(|part| part.row);
    let parts: Vec<_> = year.missions.iter().flat_map(mission).collect();
    let citations = rows.flat_map(|row| &row.sources);
    let cited_by_parts = parts.iter().flat_map(|part| part.citations.clone());
    Explanation {
        label: label.to_string(),
        steps,
        rule: rule.to_string(),
        value: year.total(),
        citations: first_of_each_source(citations.chain(cited_by_parts)),
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

/// A sum would repeat the same documents line after line: one place in each is enough.
fn first_of_each_source(
    citations: impl Iterator<Item = &'static Citation>,
) -> Vec<&'static Citation> {
    let mut kept: Vec<&Citation> = Vec::new();
    for citation in citations {
        if kept.iter().all(|other| other.source != citation.source) {
            kept.push(citation);
        }
    }
    kept
}

fn unique(ids: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut kept = Vec::new();
    for id in ids {
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    kept
}
