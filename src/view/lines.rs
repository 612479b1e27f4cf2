//! Every line of the year with its computation: the text that a printed page carries.

use yew::prelude::*;

use crate::date;
use crate::engine::{MissionLine, Simulation};
use crate::explain::{self, Explanation};
use crate::money::{Euros, grouped};
use crate::view::figure::amount;
use crate::view::territory::band;

/// The table of all lines.
pub fn lines(simulation: &Simulation) -> Html {
    let year = &simulation.year;
    let additional = year.additional.amount > Euros::ZERO;
    html! {
        <section class="cpts-card cpts-lines" aria-labelledby="etape-detail">
            <h2 id="etape-detail">{ "Le calcul, ligne par ligne" }</h2>
            <p class="cpts-hint">{ hypotheses(simulation) }</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ "Ligne" }</th>
                        <th scope="col">{ "Calcul" }</th>
                        <th scope="col">{ "€ par an" }</th>
                    </tr>
                </thead>
                <tbody>
                    { row("Fonctionnement", &explain::functioning(simulation), "functioning") }
                    if additional {
                        { row("Additionnel", &explain::additional(simulation), "additional") }
                    }
                    { for year.missions.iter().map(mission_rows) }
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="2">{ "Total" }</th>
                        <td>{ amount(Some("total".to_string()), year.total()) }</td>
                    </tr>
                </tfoot>
            </table>
        </section>
    }
}

/// What was assumed, in one sentence.
fn hypotheses(simulation: &Simulation) -> String {
    let scenario = &simulation.scenario;
    let known = format!(
        "Barème\u{a0}: {}. Taille\u{a0}{} ({} habitants).",
        scenario.tariff.short_name,
        simulation.size.number(),
        band(scenario.tariff, simulation.size),
    );
    let members = scenario.members;
    let members = (members > 0).then(|| format!("{}\u{a0}membres.", grouped(members.into())));
    let signature = scenario.signature.map(|day| format!("Signature le {}.", date::long(day)));
    [Some(known), members, signature].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn mission_rows(line: &MissionLine) -> Html {
    let slug = line.mission.slug();
    let parts = explain::mission(line);
    let names = [("part fixe", "fixed"), ("part variable", "variable"), ("majoration", "uplift")];
    html! {
        <>
            <tr class="cpts-lines__group">
                <th scope="rowgroup" colspan="2">{ line.mission.title() }</th>
                <td>{ amount(Some(format!("missions.{slug}.total")), line.total()) }</td>
            </tr>
            { for parts.iter().zip(names).map(|(part, (name, key))| {
                row(name, part, &format!("missions.{slug}.{key}"))
            }) }
        </>
    }
}

fn row(name: &str, explanation: &Explanation, path: &str) -> Html {
    html! {
        <tr>
            <th scope="row">{ name.to_string() }</th>
            <td class="cpts-lines__how">{ explanation.steps.join(", ") }</td>
            <td>{ amount(Some(path.to_string()), explanation.value) }</td>
        </tr>
    }
}
