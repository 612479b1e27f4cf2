//! The result: the total, what it is made of, and what to compare it with.

use yew::prelude::*;

use crate::alert;
use crate::engine::{How, Simulation, total};
use crate::money::{Euros, Rate, signed};
use crate::scenario::Mission;
use crate::view::figure::{Figure, amount, explained, panel};
use crate::view::model::{Model, Msg};
use crate::view::status::Status;

/// The whole column.
pub fn result(
    model: &Model,
    dispatch: &Callback<Msg>,
    simulation: &Simulation,
    actions: Html,
) -> Html {
    html! {
        <section class="cpts-result" id="resultat" aria-label="Résultat" tabindex="-1">
            <div class="cpts-card cpts-total">
                { headline(model, dispatch, simulation) }
                { split(model, dispatch, simulation) }
            </div>
            { alerts(simulation) }
            <div class="cpts-card cpts-marks">
                <h2>{ "Pour situer ce montant" }</h2>
                { marks(model, dispatch, simulation) }
            </div>
            { actions }
        </section>
    }
}

fn headline(model: &Model, dispatch: &Callback<Msg>, simulation: &Simulation) -> Html {
    let total = simulation.year.total();
    let first_year = simulation.year.additional.amount > Euros::ZERO;
    let label =
        if first_year { "Financement de l’année 1 du contrat" } else { "Financement annuel" };
    let sentence = format!("{label}\u{a0}: {total}.");
    let sentence = if model.is_stale() {
        format!("{sentence} Dernier résultat valable\u{a0}: un champ est à corriger.")
    } else {
        sentence
    };
    html! {
        <>
            <p class="cpts-total__label">{ label }</p>
            <p class="cpts-total__sum">
                { explained(model, dispatch, Figure::Total, total, label) }
            </p>
            <Status {sentence} />
            if model.is_stale() {
                <p class="cpts-stale">{ "Dernier résultat valable\u{a0}: un champ est à corriger." }</p>
            }
            <p class="cpts-total__delta">{ context(model, total) }</p>
            { for panel(model, simulation, Figure::Total) }
        </>
    }
}

/// Change since the last edit, and the amount for each inhabitant.
fn context(model: &Model, total: Euros) -> String {
    let change = model.before.map(|before| match total - before {
        change if change == Euros::ZERO => "Inchangé depuis le dernier choix".to_string(),
        change => format!("{} depuis le dernier choix", signed(change)),
    });
    let population = model.scenario.territory.population();
    let share = population.and_then(|population| total.for_each_of(population));
    let share = share.map(|share| format!("{share} par habitant"));
    [change, share].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// One colour of the bar: its figure, its name, its class, and whether it is only a possibility.
struct Slice {
    figure: Figure,
    name: &'static str,
    class: &'static str,
    value: Euros,
    possible: bool,
}

fn slices(simulation: &Simulation) -> Vec<Slice> {
    let year = &simulation.year;
    let slice = |figure, name, class, value| Slice { figure, name, class, value, possible: false };
    let mut slices =
        vec![slice(Figure::Functioning, "Fonctionnement", "b1", year.functioning.amount)];
    if year.additional.amount > Euros::ZERO {
        let name = "Financement additionnel";
        slices.push(slice(Figure::Additional, name, "b5", year.additional.amount));
    }
    slices.push(slice(Figure::Fixed, "Parts fixes", "b2", year.fixed()));
    slices.push(slice(Figure::Variable, "Parts variables", "b3", year.variable()));
    if year.uplift() > Euros::ZERO {
        slices.push(slice(Figure::Uplift, "Majoration", "b6", year.uplift()));
    }
    if let Some(How::NoCrisis { ceiling }) = year.line(Mission::Crise).map(|line| line.variable.how)
    {
        slices.push(Slice {
            figure: Figure::Crisis,
            name: "Si une crise survient",
            class: "b4",
            value: ceiling,
            possible: true,
        });
    }
    slices
}

fn split(model: &Model, dispatch: &Callback<Msg>, simulation: &Simulation) -> Html {
    let slices = slices(simulation);
    html! {
        <>
            { bar(&slices) }
            <table class="cpts-split">
                <caption class="cpts-sr">{ "Répartition du total, en euros par an" }</caption>
                <tbody>{ for slices.iter().map(|of| slice_rows(model, dispatch, simulation, of)) }</tbody>
            </table>
        </>
    }
}

fn slice_rows(
    model: &Model,
    dispatch: &Callback<Msg>,
    simulation: &Simulation,
    slice: &Slice,
) -> Html {
    html! {
        <>
            <tr class={slice.possible.then_some("cpts-split__if")}>
                <th scope="row"><i class={slice.class} aria-hidden="true"></i>{ slice.name }</th>
                <td>
                    if slice.possible { { "+\u{a0}" } }
                    { explained(model, dispatch, slice.figure, slice.value, slice.name) }
                </td>
            </tr>
            if let Some(panel) = panel(model, simulation, slice.figure) {
                <tr class="cpts-split__panel"><td colspan="2">{ panel }</td></tr>
            }
        </>
    }
}

/// The stacked bar. Its text equivalent is the table below it.
fn bar(slices: &[Slice]) -> Html {
    const WIDTH: i64 = 1_000;
    let whole = slices.iter().map(|slice| slice.value.cents()).sum::<i64>().max(1);
    let mut left = 0;
    let mut pieces = Vec::new();
    for slice in slices {
        let right = left + slice.value.cents();
        let (x, end) = (left * WIDTH / whole, right * WIDTH / whole);
        left = right;
        // A hairline of two units separates the pieces.
        let width = (end - x - 2).max(0);
        pieces.push(html! {
            <rect class={slice.class} x={x.to_string()} width={width.to_string()} height="28" />
        });
    }
    html! {
        <svg
            class="cpts-bar"
            viewBox="0 0 998 28"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
        >
            { for pieces }
        </svg>
    }
}

fn alerts(simulation: &Simulation) -> Html {
    // The banner says that the tariff is not in force, the territory that a bound is near.
    let elsewhere = ["tariff-not-current", "near-bound"];
    let alerts: Vec<_> = alert::alerts(simulation)
        .into_iter()
        .filter(|alert| !elsewhere.contains(&alert.code))
        .collect();
    if alerts.is_empty() {
        return Html::default();
    }
    html! {
        <div class="cpts-card cpts-alerts">
            <h2>{ "À savoir" }</h2>
            <ul>{ for alerts.into_iter().map(|alert| html! { <li>{ alert.message }</li> }) }</ul>
        </div>
    }
}

fn marks(model: &Model, dispatch: &Callback<Msg>, simulation: &Simulation) -> Html {
    let scenario = &model.scenario;
    let prudent = total(&scenario.with_rate(Rate::ZERO));
    let full = total(&scenario.with_rate(Rate::FULL));
    let mark = |figure, name, detail, value| {
        mark_row(model, dispatch, simulation, &Mark { figure, name, detail, value })
    };
    html! {
        <table class="cpts-split">
            <caption class="cpts-sr">{ "Le total à côté d’autres hypothèses, en euros par an" }</caption>
            <tbody>
                { mark(Figure::Prudent, "Prudent", "aucun objectif atteint", prudent) }
                <tr class="cpts-split__on">
                    <th scope="row">{ "Votre choix" }</th>
                    <td>{ amount(Some("total".to_string()), simulation.year.total()) }</td>
                </tr>
                { mark(Figure::Full, "100\u{a0}%", "tous les objectifs atteints", full) }
                { mark(
                    Figure::UsualYear,
                    "Année habituelle",
                    "plan mis à jour, sans crise",
                    simulation.usual_year,
                ) }
                { mark(
                    Figure::Ceiling,
                    "Plafond théorique",
                    "toutes les missions à 100\u{a0}%, rédaction du plan et crise la même année",
                    simulation.ceiling,
                ) }
            </tbody>
        </table>
    }
}

struct Mark {
    figure: Figure,
    name: &'static str,
    detail: &'static str,
    value: Euros,
}

fn mark_row(model: &Model, dispatch: &Callback<Msg>, simulation: &Simulation, mark: &Mark) -> Html {
    html! {
        <>
            <tr>
                <th scope="row">{ mark.name }<small>{ mark.detail }</small></th>
                <td>{ explained(model, dispatch, mark.figure, mark.value, mark.name) }</td>
            </tr>
            if let Some(panel) = panel(model, simulation, mark.figure) {
                <tr class="cpts-split__panel"><td colspan="2">{ panel }</td></tr>
            }
        </>
    }
}
