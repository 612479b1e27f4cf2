//! What a printed page says below its figures: hypotheses, sources, interpretations, date, link.

use yew::prelude::*;

use crate::date;
use crate::explain::plan::{PlanFigure, subject_name, year_name};
use crate::explain::{self, Reference};
use crate::link::write;
use crate::money::Euros;
use crate::schedule::{ContractYear, Plan, Subject};
use crate::tariff::Tariff;
use crate::view::Page;
use crate::view::figure::source;
use crate::view::model::Model;

/// Sources and interpretations of the figures above, then who computed them, when, and the link.
pub fn note(
    model: &Model,
    page: &Page,
    references: Vec<Reference>,
    interpretations: &[&'static str],
) -> Html {
    let tariff = model.scenario.tariff;
    let name = model.name();
    let made = page.start.today.map(|day| format!(" Calculé le {}.", date::long(day)));
    let link = format!("{}{}", page.start.address, write(model.section, &model.scenario));
    html! {
        <div class="cpts-note-foot">
            <h3>{ "Sources" }</h3>
            <ul>{ for references.into_iter().map(|of| html! { <li>{ source(tariff, of) }</li> }) }</ul>
            if !interpretations.is_empty() {
                <h3>{ "Interprétations" }</h3>
                <ul>{ for interpretations.iter().map(|id| html! { <li>{ reading(tariff, id) }</li> }) }</ul>
            }
            <p>
                { format!(
                    "Simulateur indépendant, non officiel. Barème\u{a0}: {}, vérifié le {}.",
                    tariff.short_name,
                    date::long(tariff.last_checked()),
                ) }
                { made }
            </p>
            <p class="cpts-print">
                if !name.is_empty() { { format!("{name}. ") } }
                { format!("Lien\u{a0}: {link}") }
            </p>
        </div>
    }
}

fn reading(tariff: &Tariff, id: &str) -> String {
    tariff
        .interpretation(id)
        .map_or_else(String::new, |found| format!("{id}. {} {}", found.question, found.choice))
}

/// The hypotheses of a contract, and on what its figures stand.
pub fn contract_note(model: &Model, page: &Page, plan: &Plan) -> Html {
    let contract = &plan.contract;
    let mission = |(row, engagement): (&crate::tariff::MissionRow, crate::contract::Engagement)| {
        let rates = engagement.rates.map(|rate| rate.to_string()).join(", ");
        let rates = if row.id.is_rated() {
            format!(", taux par année\u{a0}: {rates}")
        } else {
            String::new()
        };
        let start = date::long(engagement.start);
        html! { <li>{ format!("{}\u{a0}: démarrage le {start}{rates}.", row.id.title()) }</li> }
    };
    let crises: Vec<String> = (1..=contract.crisis_years.len())
        .filter(|year| contract.crisis_years[year - 1])
        .map(|year| year.to_string())
        .collect();
    let crises = if crises.is_empty() { "aucune".to_string() } else { crises.join(", ") };
    let prorated = if contract.prorate_variable { "oui" } else { "non" };
    let simulation = crate::engine::simulate(&contract.scenario());
    let (references, readings) = explain::plan::foundations(plan);
    html! {
        <section class="cpts-card cpts-lines" aria-labelledby="titre-note">
            <h2 id="titre-note">{ "Hypothèses et sources" }</h2>
            <ul class="cpts-hypotheses">
                <li>{ super::lines::hypotheses(&simulation) }</li>
                { for contract.engaged().map(mission) }
                <li>
                    { format!(
                        "Années de crise sanitaire grave\u{a0}: {crises}. Part variable au prorata\u{a0}: \
                         {prorated}. Délai du solde\u{a0}: {}\u{a0}mois.",
                        contract.balance_delay_in_months,
                    ) }
                </li>
            </ul>
            <div class="cpts-print cpts-hypotheses">
                <h3>{ "Le calcul, ligne par ligne" }</h3>
                { for plan.years.iter().map(|year| steps(plan, year)) }
            </div>
            { note(model, page, references, &readings) }
        </section>
    }
}

/// Every line of a contract year with its computation, on paper where nothing can be opened.
fn steps(plan: &Plan, year: &ContractYear) -> Html {
    let line = |subject: Subject| {
        let figure = PlanFigure::Line(year.index, subject);
        let explained = explain::plan::explain(plan, figure)?;
        let steps = explained.steps.join("\u{202f}; ");
        (explained.value > Euros::ZERO)
            .then(|| html! { <li>{ format!("{}. {steps}", subject_name(subject)) }</li> })
    };
    html! {
        <>
            <p><b>{ year_name(year) }</b></p>
            <ul>{ for plan.subjects().into_iter().filter_map(line) }</ul>
        </>
    }
}
