//! The page: a function of a scenario.
//!
//! [`App`] receives its start, today's date and its ways out as properties, so that the same page
//! runs in a browser, is written as HTML on the host, and is tested there.

use yew::prelude::*;

use crate::engine::{Simulation, simulate};
use crate::link::{Reading, Section, read};
use crate::scenario::Scenario;

pub mod early;
mod field;
mod figure;
mod lines;
mod missions;
pub mod model;
mod notices;
mod result;
mod situation;
mod status;
#[cfg(feature = "prerender")]
mod tables;
mod territory;

#[cfg(feature = "prerender")]
mod prerender;
#[cfg(feature = "prerender")]
pub use prerender::{prerender, simulator};

use model::{Model, Msg, Origin};

/// What leaves the page when its state changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// The section on screen.
    pub section: Section,
    /// The scenario on screen.
    pub scenario: Scenario,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether the device may keep it: not while an earlier one is still on offer.
    pub keep: bool,
}

/// The world around the page.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// What the address, or the saved page, asks for.
    pub start: Reading,
    /// What this device kept.
    #[prop_or_default]
    pub offer: Option<Scenario>,
    /// What the user did before the program ran.
    #[prop_or_default]
    pub early: Vec<Msg>,
    /// Today, where there is a clock.
    #[prop_or_default]
    pub today: Option<time::Date>,
    /// The state changed.
    #[prop_or_default]
    pub on_change: Callback<Change>,
    /// Called once the page is drawn and its first change is told: receives the way to tell it that
    /// the address changed.
    #[prop_or_default]
    pub on_ready: Callback<Callback<Reading>>,
    /// Copies the link of a scenario, then says whether it could.
    #[prop_or_default]
    pub on_copy: Callback<(Scenario, Callback<bool>)>,
    /// Prints the page.
    #[prop_or_default]
    pub on_print: Callback<()>,
    /// A notice is about to go with the button that had the focus.
    #[prop_or_default]
    pub on_notice_read: Callback<()>,
    /// Brings the result into view.
    #[prop_or_default]
    pub on_show_result: Callback<()>,
}

impl AppProps {
    /// The page as it opens from a fragment, without a world around it.
    #[must_use]
    pub fn at(fragment: &str) -> Self {
        yew::props!(Self { start: read(fragment) })
    }
}

/// The simulator.
#[component]
pub fn App(props: &AppProps) -> Html {
    let model = use_reducer({
        let props = props.clone();
        move || {
            let start = Model::new(props.start, props.offer);
            props.early.into_iter().fold(start, |model, edit| model.after(edit))
        }
    });
    let dispatch = {
        let dispatcher = model.dispatcher();
        use_callback((), move |msg, ()| dispatcher.dispatch(msg))
    };
    {
        let change = Change {
            section: model.section,
            scenario: model.scenario,
            origin: model.origin,
            keep: model.offer.is_none(),
        };
        let on_change = props.on_change.clone();
        use_effect_with(model.serial, move |_| on_change.emit(change));
    }
    {
        let (on_ready, dispatch) = (props.on_ready.clone(), dispatch.clone());
        use_effect_with((), move |()| on_ready.emit(dispatch.reform(Msg::Open)));
    }
    page(&model, &dispatch, props)
}

fn page(model: &Model, dispatch: &Callback<Msg>, props: &AppProps) -> Html {
    let simulation = simulate(&model.scenario);
    html! {
        <>
            <div class="cpts-intro">
                <h1 tabindex="-1">{ "Le financement de votre CPTS, euro par euro" }</h1>
                <p>
                    { "Choisissez la taille du territoire et les missions. Chaque montant montre son \
                       calcul et sa source. Rien ne quitte votre appareil." }
                </p>
                { notices::tariff_choice(model, dispatch, props.today) }
            </div>
            { notices::notices(model, dispatch, &props.on_notice_read) }
            <div class="cpts-cols">
                <div class="cpts-form">
                    { territory::territory(model, dispatch) }
                    { missions::missions(model, dispatch, &simulation) }
                    { situation::situation(model, dispatch) }
                </div>
                { result::result(model, dispatch, &simulation, actions(model, dispatch, props)) }
                { lines::lines(&simulation, props.today) }
            </div>
            { dock(model, &simulation, props) }
        </>
    }
}

fn actions(model: &Model, dispatch: &Callback<Msg>, props: &AppProps) -> Html {
    let copy = {
        let (on_copy, scenario) = (props.on_copy.clone(), model.scenario);
        let done = dispatch.reform(Msg::Copied);
        Callback::from(move |_: MouseEvent| on_copy.emit((scenario, done.clone())))
    };
    let print = props.on_print.reform(|_: MouseEvent| ());
    let reset = dispatch.reform(|_: MouseEvent| Msg::Reset);
    html! {
        <div class="cpts-actions">
            <button type="button" class="cpts-btn cpts-btn--main" onclick={copy}>
                { if model.copied == Some(true) { "Lien copié" } else { "Copier le lien" } }
            </button>
            <button type="button" class="cpts-btn" onclick={print}>{ "Imprimer" }</button>
            <button type="button" class="cpts-btn" onclick={reset}>{ "Réinitialiser" }</button>
            if model.undo.is_some() {
                <div class="cpts-notice">
                    <p>{ result::RESET }</p>
                    { notices::button("Annuler", dispatch, Msg::Undo, &props.on_show_result) }
                </div>
            }
            if model.copied == Some(false) {
                <p class="cpts-error">
                    { "Le navigateur refuse la copie\u{a0}: copiez l’adresse de la page, elle contient \
                       votre simulation." }
                </p>
            }
        </div>
    }
}

/// On a phone, the total at the bottom of the screen.
fn dock(model: &Model, simulation: &Simulation, props: &AppProps) -> Html {
    let onclick = props.on_show_result.reform(|_: MouseEvent| ());
    let hint = if model.is_stale() { "un champ est à corriger" } else { "voir le détail" };
    html! {
        <div class="cpts-dock">
            <button type="button" {onclick}>
                <span>{ result::label(simulation) }<small>{ hint }</small></span>
                <b>{ figure::amount(Some("total".to_string()), simulation.year.total()) }</b>
            </button>
        </div>
    }
}
