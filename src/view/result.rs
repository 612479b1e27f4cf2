//! The result: the total, what it is made of, and what to compare it with.

use yew::prelude::*;

use crate::alert::{self, Alert};
use crate::engine::{Simulation, total};
use crate::explain;
use crate::money::{Euros, Rate, signed};
use crate::scenario::Mission;
use crate::view::field::Field;
use crate::view::figure::{Figure, amount, explained, panel};
use crate::view::model::{Model, Msg};

/// The whole column.
pub fn result(
    model: &Model,
    dispatch: &Callback<Msg>,
    simulation: &Simulation,
    actions: Html,
) -> Html {
    column(html! {
        <>
            <div class="cpts-card cpts-total">
                { headline(model, dispatch, simulation) }
                { split(model, dispatch, simulation) }
            </div>
            { actions }
            { alerts(simulation) }
            <div class="cpts-card cpts-marks">
                <h2>{ "Pour situer ce montant" }</h2>
                { marks(model, dispatch, simulation) }
            </div>
        </>
    })
}

/// The result of a section: a region with a name of its own.
pub fn column(content: Html) -> Html {
    html! {
        <section class="cpts-result" id="resultat" aria-label="Résultat" tabindex="-1">
            { content }
        </section>
    }
}

/// What the total is called: money of the first year only makes it that year.
pub fn label(simulation: &Simulation) -> &'static str {
    if simulation.year.additional.amount > Euros::ZERO {
        "Financement de l’année 1 du contrat"
    } else {
        "Financement annuel"
    }
}

fn headline(model: &Model, dispatch: &Callback<Msg>, simulation: &Simulation) -> Html {
    let total = simulation.year.total();
    let label = label(simulation);
    let population = model.scenario.territory.population();
    let share = population.and_then(|population| total.split_among(population));
    let sentence = format!("{label}\u{a0}: {total}.");
    html! {
        <>
            <p class="cpts-total__label">{ label }</p>
            <div class="cpts-total__sum">
                { explained(model, dispatch, Figure::Total, total, label) }
            </div>
            { status(model, sentence) }
            <p class="cpts-total__delta">{ change(model, total) }</p>
            <p class="cpts-total__delta">
                if let Some(share) = share {
                    { "soit " }
                    { explained(model, dispatch, Figure::PerInhabitant, share, "par habitant") }
                    { " par habitant" }
                }
            </p>
            <div>
                { for panel(model, simulation, Figure::Total) }
                { for panel(model, simulation, Figure::PerInhabitant) }
            </div>
        </>
    }
}

/// What the live region says, what just happened and then the result, and which fields keep the
/// result from following.
pub fn status(model: &Model, result: String) -> Html {
    let reset = model.undo.as_ref().map(|_| RESET.to_string());
    let copied = (model.copied == Some(true)).then(|| "Lien copié.".to_string());
    let news = [
        reset,
        copied,
        model.shelf.news.clone(),
        model.places.news.clone(),
        Some(result),
        stale(model),
    ];
    let sentence = news.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! { <>{ live(sentence) }<p class="cpts-stale">{ stale(model) }</p></> }
}

/// The `id` of the live region.
pub const LIVE: &str = "annonce";

/// The one live region. The world puts the sentence into it once the user pauses, so that dragging a
/// slider is not a torrent of announcements.
pub fn live(sentence: String) -> Html {
    html! { <p class="cpts-sr" id={LIVE} role="status" data-phrase={sentence}></p> }
}

/// Said after a reset, beside the way to take it back.
pub const RESET: &str = "La simulation est revenue à ses valeurs de départ.";

/// Which fields keep the result from following.
fn stale(model: &Model) -> Option<String> {
    let refused: Vec<_> = model.refused().map(Field::label).collect();
    let names = refused.join(", ");
    (!refused.is_empty()).then(|| format!("Dernier résultat valable, à corriger\u{a0}: {names}."))
}

/// What the last edit changed.
fn change(model: &Model, total: Euros) -> Option<String> {
    let change = total - model.before?;
    (change != Euros::ZERO).then(|| format!("{} depuis la dernière modification", signed(change)))
}

/// One line of the table, and its colour in the bar.
struct Slice {
    figure: Figure,
    name: &'static str,
    class: &'static str,
    value: Euros,
    /// What the bar shows of it: not what another line shows already.
    drawn: Euros,
    /// Not due, but possible.
    possible: bool,
}

const OF_WHICH_CRISIS: &str = "dont crise sanitaire";

fn slices(simulation: &Simulation) -> Vec<Slice> {
    let year = &simulation.year;
    let slice = |figure, name, class, value| Slice {
        figure,
        name,
        class,
        value,
        drawn: value,
        possible: false,
    };
    let crisis = year.line(Mission::Crise).map(|line| line.variable);
    let occurred = crisis.map_or(Euros::ZERO, |part| part.amount);
    let mut slices = vec![
        slice(Figure::Functioning, "Fonctionnement", "b1", year.functioning.amount),
        slice(Figure::Additional, "Financement additionnel", "b5", year.additional.amount),
        slice(Figure::Fixed, "Parts fixes", "b2", year.fixed()),
        Slice {
            drawn: year.variable() - occurred,
            ..slice(Figure::Variable, "Parts variables", "b3", year.variable())
        },
        slice(Figure::Crisis, OF_WHICH_CRISIS, "b4", occurred),
        slice(Figure::Uplift, "Majoration", "b6", year.uplift()),
    ];
    let always = [Figure::Functioning, Figure::Fixed, Figure::Variable];
    slices.retain(|slice| slice.value > Euros::ZERO || always.contains(&slice.figure));
    if let Some(value) = explain::possible_crisis_amount(simulation) {
        let name = "Si une crise survient";
        slices.push(Slice { possible: true, ..slice(Figure::Crisis, name, "b0", value) });
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
    let class = match slice.name {
        OF_WHICH_CRISIS => Some("cpts-split__of"),
        _ => slice.possible.then_some("cpts-split__if"),
    };
    html! {
        <>
            <tr {class}>
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
    let whole = slices.iter().map(|slice| slice.drawn.cents()).sum::<i64>().max(1);
    let mut left = 0;
    let mut pieces = Vec::new();
    for slice in slices {
        let right = left + slice.drawn.cents();
        let (start, end) = (left * WIDTH / whole, right * WIDTH / whole);
        left = right;
        // Not a rectangle, whose place is style that browsers compute again. Of no width, it would be a line.
        let points = format!("{start},0 {end},0 {end},28 {start},28");
        pieces.push(html! { if start < end { <polygon class={slice.class} {points} /> } });
    }
    html! {
        <svg
            class="cpts-bar"
            viewBox="0 0 1000 28"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
        >
            <defs>
                <pattern id="hachures" width="14" height="28" patternUnits="userSpaceOnUse">
                    <path d="M0 28 14 0" />
                </pattern>
            </defs>
            { for pieces }
        </svg>
    }
}

fn alerts(simulation: &Simulation) -> Html {
    // The territory says that a bound is near.
    let alerts = alert::alerts(simulation).into_iter();
    alert_card(alerts.filter(|alert| alert.code != "near-bound"))
}

/// Everything worth knowing, but what the banner says: that the tariff is not in force.
pub fn alert_card(alerts: impl Iterator<Item = Alert>) -> Html {
    let alerts: Vec<_> = alerts.filter(|alert| alert.code != "tariff-not-current").collect();
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
    let (usual, ceiling) = if explain::has_crisis(simulation) {
        (
            "plan mis à jour, sans crise",
            "toutes les missions à 100\u{a0}%, rédaction du plan et crise la même année",
        )
    } else {
        ("vos missions à vos taux", "toutes les missions à 100\u{a0}%")
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
                    usual,
                    simulation.usual_year,
                ) }
                { mark(
                    Figure::Ceiling,
                    "Plafond théorique",
                    ceiling,
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
