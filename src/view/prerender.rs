//! The page written as HTML on the host: what is read before the program runs, or without it.

use futures::executor::block_on;
use yew::{Callback, LocalServerRenderer};

use super::figure::{Figure, Share};
use super::model::Msg;
use super::{App, AppProps, Start, host, tables, texts, understand};
use crate::contract::Contract;
use crate::explain::plan::PlanFigure;
use crate::scenario::{Mission, Scenario};
use crate::schedule::{self, Plan};

/// Fragments of `index.html` and `host/integrer.html`: file name without extension, HTML.
#[must_use]
pub fn prerender() -> Vec<(&'static str, String)> {
    let fixed = [
        ("structures", texts::texts()),
        ("bareme", tables::tables()),
        ("comprendre", understand::understand()),
        ("pied", tables::foot()),
    ];
    let linked = fixed.map(|(name, html)| (name, understand::link_terms(&html)));
    let plain = [("simulateur", simulator("")), ("integrer", host::choices())];
    plain.into_iter().chain(linked).collect()
}

/// The simulator as it opens from a fragment.
#[must_use]
pub fn simulator(fragment: &str) -> String {
    opened(AppProps::at(fragment).start)
}

/// The simulator as it opens from anything.
#[must_use]
pub fn opened(start: Start) -> String {
    let props = AppProps { start, world: Callback::default() };
    block_on(LocalServerRenderer::<App>::with_props(props).hydratable(false).render())
}

/// The same with every explanation open.
#[must_use]
pub fn explained(mut start: Start) -> String {
    let scenario = start.reading.scenario.unwrap_or_else(Scenario::opening);
    start.early.extend(figures(&scenario).into_iter().map(Msg::Explain));
    opened(start)
}

/// Every figure that explains itself.
fn figures(scenario: &Scenario) -> Vec<Figure> {
    let mut figures = vec![
        Figure::Total,
        Figure::Functioning,
        Figure::Additional,
        Figure::Fixed,
        Figure::Variable,
        Figure::Uplift,
        Figure::Crisis,
        Figure::Prudent,
        Figure::Full,
        Figure::UsualYear,
        Figure::Ceiling,
        Figure::PerInhabitant,
    ];
    for share in [Share::Fixed, Share::Variable, Share::Uplift, Share::Total] {
        figures.extend(Mission::ALL.map(|mission| Figure::Part(mission, share)));
    }
    if let Some(contract) = Contract::of(scenario) {
        figures.extend(plan_figures(&schedule::plan(&contract)).into_iter().map(Figure::Plan));
    }
    figures
}

fn plan_figures(plan: &Plan) -> Vec<PlanFigure> {
    let mut figures = vec![PlanFigure::Total, PlanFigure::FirstCash, PlanFigure::FirstTable];
    for subject in plan.subjects() {
        figures.push(PlanFigure::SubjectTotal(subject));
        figures.extend(plan.years.iter().map(|year| PlanFigure::Line(year.index, subject)));
    }
    for sum in [PlanFigure::Year, PlanFigure::Fixed, PlanFigure::Variable, PlanFigure::Uplift] {
        figures.extend(plan.years.iter().map(|year| sum(year.index)));
    }
    figures.extend(plan.calendar_years().into_iter().map(|(year, _)| PlanFigure::Calendar(year)));
    figures.extend((0..plan.payments.len()).map(PlanFigure::Payment));
    figures
}
