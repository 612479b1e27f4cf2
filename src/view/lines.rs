//! Every line of the year with its computation: the text that a printed page carries.

use yew::prelude::*;

use crate::date;
use crate::engine::{MissionLine, Part, Simulation};
use crate::explain;
use crate::money::{Euros, counted};
use crate::view::Page;
use crate::view::figure::amount;
use crate::view::model::Model;
use crate::view::note::note;
use crate::view::territory::band;

/// The table of all lines.
pub fn lines(model: &Model, page: &Page, simulation: &Simulation) -> Html {
    let total = explain::total(simulation);
    let year = &simulation.year;
    let additional = year.additional.amount > Euros::ZERO;
    html! {
        <section class="cpts-card cpts-lines" aria-labelledby="etape-detail">
            <h2 id="etape-detail">{ "Le calcul, ligne par ligne" }</h2>
            <p class="cpts-hint">{ hypotheses(simulation) }</p>
            <table aria-labelledby="etape-detail">
                // With a key each, no row is drawn again because another one comes or goes.
                <thead key="titres">
                    <tr>
                        <th scope="col">{ "Ligne" }</th>
                        <th scope="col">{ "Calcul" }</th>
                        <th scope="col">{ "Montant" }</th>
                    </tr>
                </thead>
                <tbody key="fonctionnement">
                    { part_row("Fonctionnement", &year.functioning, "functioning".to_string()) }
                    if additional {
                        { part_row("Financement additionnel", &year.additional, "additional".to_string()) }
                    }
                </tbody>
                { for year.missions.iter().map(mission_rows) }
                <tfoot key="total">
                    <tr>
                        <th scope="row" colspan="2">{ "Total" }</th>
                        <td>{ amount(Some("total".to_string()), year.total()) }</td>
                    </tr>
                </tfoot>
            </table>
            { note(model, page, total.references, &total.interpretations) }
        </section>
    }
}

/// What was assumed, in one sentence.
pub fn hypotheses(simulation: &Simulation) -> String {
    let scenario = &simulation.scenario;
    let population = scenario.territory.population();
    let population = population.map(|count| format!("{}.", counted(count, "habitant")));
    let known = format!(
        "Barème\u{a0}: {}. Taille\u{a0}{} ({} habitants).",
        scenario.tariff.short_name,
        simulation.size.number(),
        band(scenario.tariff, simulation.size),
    );
    let members = scenario.members;
    let members = (members > 0).then(|| format!("{}.", counted(members, "membre")));
    let signature = scenario.signature.map(|day| format!("Signature le {}.", date::long(day)));
    [Some(known), population, members, signature]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn mission_rows(line: &MissionLine) -> Html {
    let slug = line.mission.slug();
    let path = |share: &str| format!("missions.{slug}.{share}");
    html! {
        <tbody key={slug}>
            <tr class="cpts-lines__group">
                <th scope="rowgroup" colspan="2">{ line.mission.title() }</th>
                <td>{ amount(Some(path("total")), line.total()) }</td>
            </tr>
            { part_row("part fixe", &line.fixed, path("fixed")) }
            { part_row("part variable", &line.variable, path("variable")) }
            if let Some(uplift) = &line.uplift {
                { row(
                    "majoration",
                    format!("{} des deux parts", uplift.rule.rate()),
                    line.uplift(),
                    path("uplift"),
                ) }
            }
        </tbody>
    }
}

fn part_row(name: &str, part: &Part, path: String) -> Html {
    row(name, explain::in_brief(part), part.amount, path)
}

fn row(name: &str, how: String, value: Euros, path: String) -> Html {
    html! {
        <tr>
            <th scope="row">{ name.to_string() }</th>
            <td class="cpts-lines__how">{ how }</td>
            <td>{ amount(Some(path), value) }</td>
        </tr>
    }
}
