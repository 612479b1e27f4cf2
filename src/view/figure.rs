//! A figure of the page: its amount, and its explanation in place.

use yew::prelude::*;

use crate::engine::Simulation;
use crate::explain::plan::PlanFigure;
use crate::explain::{self, Explanation, Reference};
use crate::money::{Euros, Rate};
use crate::scenario::Mission;
use crate::schedule::Plan;
use crate::tariff::{Confidence, Source, Tariff};
use crate::view::model::{Model, Msg};

/// What a mission's figure is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// Fixed part.
    Fixed,
    /// Variable part.
    Variable,
    /// Uplift of both.
    Uplift,
    /// All of it.
    Total,
}

/// A figure that explains itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// Everything.
    Total,
    /// Running the community.
    Functioning,
    /// One-off addition to it.
    Additional,
    /// Sum of the fixed parts.
    Fixed,
    /// Sum of the variable parts.
    Variable,
    /// Sum of the uplifts.
    Uplift,
    /// What a crisis brings, or would bring.
    Crisis,
    /// The scenario with no result at all.
    Prudent,
    /// The scenario with every objective reached.
    Full,
    /// A usual year.
    UsualYear,
    /// The printed maximum.
    Ceiling,
    /// The total for each inhabitant.
    PerInhabitant,
    /// A part of one mission.
    Part(Mission, Share),
    /// A figure of the five-year plan.
    Plan(PlanFigure),
}

impl Figure {
    /// Its path in the API's result, where it has one.
    #[must_use]
    pub fn path(self) -> Option<String> {
        let share = |share| match share {
            Share::Fixed => "fixed",
            Share::Variable => "variable",
            Share::Uplift => "uplift",
            Share::Total => "total",
        };
        Some(match self {
            Self::Total => "total".to_string(),
            Self::Functioning => "functioning".to_string(),
            Self::Additional => "additional".to_string(),
            Self::Fixed => "fixed".to_string(),
            Self::Variable => "variable".to_string(),
            Self::Uplift => "uplift".to_string(),
            Self::UsualYear => "usualYear".to_string(),
            Self::Ceiling => "ceiling".to_string(),
            Self::Part(mission, of) => format!("missions.{}.{}", mission.slug(), share(of)),
            Self::Plan(figure) => return figure.path(),
            Self::Crisis | Self::Prudent | Self::Full | Self::PerInhabitant => return None,
        })
    }

    /// Why it is what it is; `None` when the simulation has no such figure.
    fn explain(self, simulation: &Simulation) -> Option<Explanation> {
        let (scenario, year) = (&simulation.scenario, &simulation.year);
        Some(match self {
            Self::Total => explain::total(simulation),
            Self::Functioning => explain::functioning(simulation),
            Self::Additional => explain::additional(simulation),
            Self::Fixed => explain::all_fixed(year),
            Self::Variable => explain::all_variable(year),
            Self::Uplift => explain::all_uplifts(year)?,
            Self::Crisis => explain::possible_crisis(simulation)
                .or_else(|| year.line(Mission::Crise).map(explain::variable))?,
            Self::Prudent => explain::variant(
                "Prudent",
                &scenario.with_rate(Rate::ZERO),
                "Le même choix si aucun objectif n’est atteint\u{a0}: toutes les parts variables \
                 liées à un taux sont à 0\u{a0}%.",
            ),
            Self::Full => explain::variant(
                "Objectifs atteints à 100\u{a0}%",
                &scenario.with_rate(Rate::FULL),
                "Le même choix si tous les objectifs sont atteints à 100\u{a0}%.",
            ),
            Self::PerInhabitant => explain::per_inhabitant(simulation)?,
            Self::UsualYear => explain::usual_year(simulation),
            Self::Ceiling => explain::ceiling(simulation),
            Self::Plan(_) => return None,
            Self::Part(mission, share) => {
                let line = year.line(mission)?;
                match share {
                    Share::Fixed => explain::fixed(line),
                    Share::Variable => explain::variable(line),
                    Share::Uplift => explain::uplift(line, line.uplift.as_ref()?),
                    Share::Total => explain::mission_total(line),
                }
            }
        })
    }
}

/// An amount with the attributes that tests and host pages read.
pub fn amount(path: Option<String>, value: Euros) -> Html {
    marked(path, value, value.to_string())
}

fn marked(path: Option<String>, value: Euros, text: String) -> Html {
    match path {
        None => html! { <span class="cpts-amount">{ text }</span> },
        Some(path) => html! {
            <span class="cpts-amount" data-amount={path} data-cents={value.cents().to_string()}>
                { text }
            </span>
        },
    }
}

/// An amount that opens its explanation; `subject` completes its name for screen readers.
pub fn explained(
    model: &Model,
    dispatch: &Callback<Msg>,
    figure: Figure,
    value: Euros,
    subject: &str,
) -> Html {
    opener(model, dispatch, figure, value, value.to_string(), subject)
}

/// The same in a column that names its unit once.
pub fn explained_number(
    model: &Model,
    dispatch: &Callback<Msg>,
    figure: Figure,
    value: Euros,
    subject: &str,
) -> Html {
    opener(model, dispatch, figure, value, value.number(), subject)
}

fn opener(
    model: &Model,
    dispatch: &Callback<Msg>,
    figure: Figure,
    value: Euros,
    text: String,
    subject: &str,
) -> Html {
    let onclick = dispatch.reform(move |_| Msg::Explain(figure));
    // Not hidden text beside the amount: where every amount changes, it took a seventh of the layout.
    let name = format!("{text}, {subject}\u{a0}: voir le calcul");
    html! {
        <button
            type="button"
            class="cpts-why"
            aria-label={name}
            aria-expanded={model.is_open(figure).to_string()}
            {onclick}
        >
            { marked(figure.path(), value, text) }
        </button>
    }
}

/// The explanation of a figure, when it is open.
pub fn panel(model: &Model, simulation: &Simulation, figure: Figure) -> Option<Html> {
    let open = model.is_open(figure);
    let explanation = open.then(|| figure.explain(simulation)).flatten()?;
    Some(explanation_block(simulation.scenario.tariff, figure, &explanation))
}

/// The explanation of a figure of the plan, when it is open.
pub fn plan_panel(model: &Model, plan: &Plan, figure: Figure) -> Option<Html> {
    let Figure::Plan(of) = figure else { return None };
    let open = model.is_open(figure);
    let explanation = open.then(|| explain::plan::explain(plan, of)).flatten()?;
    Some(explanation_block(plan.contract.tariff, figure, &explanation))
}

fn explanation_block(tariff: &'static Tariff, figure: Figure, explanation: &Explanation) -> Html {
    html! {
        <div class="cpts-panel">
            <p class="cpts-panel__title">
                { format!("{}\u{a0}: ", explanation.label) }
                { amount(figure.path(), explanation.value) }
            </p>
            <ol class="cpts-panel__steps">
                { for explanation.steps.iter().map(|step| html! { <li>{ step.clone() }</li> }) }
            </ol>
            <p>{ explanation.rule.clone() }</p>
            { for explanation.interpretations.iter().map(|id| interpretation(tariff, id)) }
            <ul class="cpts-panel__sources" aria-label="Sources">
                { for explanation.references.iter().map(|reference| html! {
                    <li>{ source(tariff, *reference) }</li>
                }) }
            </ul>
        </div>
    }
}

/// A source with its date, its address, the place, and how far it can be relied on.
pub fn source(tariff: &'static Tariff, reference: Reference) -> Html {
    tariff
        .source(reference.source)
        .map_or_else(Html::default, |source| sourced(source, reference.place))
}

/// The same of a source that is known.
pub fn sourced(source: &Source, place: Option<&str>) -> Html {
    let document = explain::describe(source);
    let document = match source.address {
        Some(address) => html! {
            <a href={address} rel="noreferrer" target="_blank">{ document }</a>
        },
        None => html! { { document } },
    };
    let place = place.map_or_else(String::new, |place| format!(", {place}"));
    let confidence = match source.confidence {
        Confidence::Official => "source officielle",
        Confidence::Secondary => "source secondaire",
    };
    html! { <>{ document }{ format!("{place} ({confidence})") }</> }
}

fn interpretation(tariff: &'static Tariff, id: &str) -> Html {
    let Some(found) = tariff.interpretation(id) else {
        return Html::default();
    };
    html! {
        <p class="cpts-panel__reading">
            <b>{ format!("Interprétation {id}. ") }</b>
            { format!("{} {}", found.question, found.choice) }
        </p>
    }
}
