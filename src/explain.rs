//! Why each figure is what it is: sentences generated from the computation of a line.

pub mod plan;
mod sums;

pub use sums::{
    all_fixed, all_uplifts, all_variable, ceiling, has_crisis, mission_total, per_inhabitant,
    total, usual_year, variant,
};

use crate::date;
use crate::engine::{self, How, MissionLine, Part, Simulation, UpliftLine, simulate};
use crate::money::{Euros, counted, grouped};
use crate::scenario::{Action, CrisisPlan, Mission, Territory};
use crate::tariff::{Citation, Row, Source, Tariff};

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
    pub references: Vec<Reference>,
    /// Identifiers of the interpretations it depends on.
    pub interpretations: Vec<&'static str>,
}

/// A document, and the place in it where the figure stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference {
    /// How the tariff names the document.
    pub source: &'static str,
    /// The place; `None` for a sum over several places.
    pub place: Option<&'static str>,
}

impl From<&'static Citation> for Reference {
    fn from(citation: &'static Citation) -> Self {
        Self { source: citation.source, place: Some(citation.place) }
    }
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
    match published(source) {
        Some(date) => format!("{}, {date}", source.document),
        None => format!("{} (document {})", source.document, source.published),
    }
}

/// The day or the month of a source: `31 mars 2022`, `novembre 2024`.
#[must_use]
pub fn published(source: &Source) -> Option<String> {
    let first = || date::read_iso(&format!("{}-01", source.published)).ok();
    let day = date::read_iso(source.published).ok().map(date::long);
    day.or_else(|| first().map(date::month))
}

/// A reference in full: document, date, place.
#[must_use]
pub fn cite(tariff: &Tariff, reference: &Reference) -> String {
    let document = tariff.source(reference.source).map(describe);
    let place = reference.place.map(str::to_string);
    document.into_iter().chain(place).collect::<Vec<_>>().join(", ")
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
        explanation.references.extend(sizes.sources.iter().map(Reference::from));
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
pub fn possible_crisis_amount(simulation: &Simulation) -> Option<Euros> {
    let line = simulation.year.line(Mission::Crise)?;
    let How::NoCrisis { .. } = line.variable.how else { return None };
    let with_crisis = engine::total(&simulation.scenario.after(Action::Crisis(true)));
    Some(with_crisis - simulation.year.total())
}

/// The same, explained.
#[must_use]
pub fn possible_crisis(simulation: &Simulation) -> Option<Explanation> {
    let value = possible_crisis_amount(simulation)?;
    let with_crisis = simulate(&simulation.scenario.after(Action::Crisis(true)));
    let line = with_crisis.year.line(Mission::Crise)?;
    let mut explanation = variable(line);
    explanation.label = "Si une crise survient".to_string();
    explanation.value = value;
    if let Some(UpliftLine { rule, variable, .. }) = line.uplift {
        let (part, rate) = (line.variable.amount, rule.rate());
        explanation.steps.push(format!("{part} × {rate} = {variable}"));
        explanation.references.extend(rule.sources.iter().map(Reference::from));
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
        references: uplift.rule.sources.iter().map(Reference::from).collect(),
        interpretations: uplift.rule.interpretations.iter().copied().collect(),
    }
}

/// All explanations of a mission: fixed part, variable part, uplift where there is one.
#[must_use]
pub fn mission(line: &MissionLine) -> Vec<Explanation> {
    let uplifted = line.uplift.as_ref().map(|rule| uplift(line, rule));
    [fixed(line), variable(line)].into_iter().chain(uplifted).collect()
}

fn part_label(part: &str, mission: Mission) -> String {
    format!("{part}, «\u{a0}{}\u{a0}»", mission.title())
}

fn of_part(label: String, part: &Part, mut rule: String) -> Explanation {
    let mut references: Vec<_> = part.row.into_iter().flat_map(references).collect();
    let readings = part.row.into_iter().flat_map(|row| row.interpretations.iter().copied());
    let mut interpretations: Vec<_> = readings.collect();
    if let Some(prorata) = part.prorata {
        rule.push_str(
            " La mission démarre en cours d’année\u{a0}: seuls les jours restants comptent.",
        );
        references.extend(prorata.rule.sources.iter().map(Reference::from));
        interpretations.extend(prorata.reading);
    }
    let step = match (part.how, part.prorata) {
        (How::Achieved { .. }, _) | (_, Some(_)) => computation(part),
        (_, None) => format!("{}\u{a0}: {}", in_brief(part), part.amount),
    };
    Explanation { label, steps: vec![step], rule, value: part.amount, references, interpretations }
}

/// `35 000 € × 80 % = 28 000 €`
fn computation(part: &Part) -> String {
    let days = part.prorata.map_or_else(String::new, |prorata| {
        format!(" × {} sur {}", counted(prorata.share.days().into(), "jour"), prorata.share.of())
    });
    match (part.how, part.prorata) {
        (How::Achieved { .. }, _) => format!("{}{days} = {}", in_brief(part), part.amount),
        (_, Some(prorata)) => format!("{}{days} = {}", prorata.whole, part.amount),
        (_, None) => part.amount.to_string(),
    }
}

/// How a part was computed, in a few words beside its amount: `35 000 € × 80 %`.
#[must_use]
pub fn in_brief(part: &Part) -> String {
    match part.how {
        How::Achieved { ceiling, rate } => format!("{ceiling} × {rate}"),
        How::Printed => "barème".to_string(),
        How::Plan(CrisisPlan::Drafting) => "première rédaction du plan".to_string(),
        How::Plan(CrisisPlan::Update) => "mise à jour du plan".to_string(),
        How::Crisis => "une crise survient".to_string(),
        How::NoCrisis { .. } => "aucune crise".to_string(),
        How::NotInTariff | How::NoSignature | How::SignedTooLate | How::FirstYearOnly => {
            "non dû".to_string()
        }
    }
}

fn references(row: &'static Row) -> impl Iterator<Item = Reference> {
    row.sources.iter().map(Reference::from)
}
