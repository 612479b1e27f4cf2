//! The page: a function of a scenario.
//!
//! [`App`] receives its start, today's date and its ways out as properties, so that the same page
//! runs in a browser, is written as HTML on the host, and is tested there.

use yew::prelude::*;

use crate::contract::Contract;
use crate::engine::simulate;
use crate::link::{Reading, Section, read};
use crate::money::Euros;
use crate::scenario::Scenario;
use crate::schedule;

mod contract;
pub mod early;
mod field;
mod figure;
mod grid;
mod lines;
mod missions;
pub mod model;
mod notices;
mod plan;
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
    /// Copies the link of a section with a scenario, then says whether it could.
    #[prop_or_default]
    pub on_copy: Callback<(Section, Scenario, Callback<bool>)>,
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
    match model.section {
        // The tables stand in the page already: the simulator waits behind them.
        Section::Simulator | Section::Tariffs => year_page(model, dispatch, props),
        Section::Contract => contract_page(model, dispatch, props),
        Section::Compare => Html::default(),
    }
}

fn intro(
    model: &Model,
    dispatch: &Callback<Msg>,
    props: &AppProps,
    title: &str,
    text: &str,
) -> Html {
    html! {
        <>
            <div class="cpts-intro">
                <h1 tabindex="-1">{ title.to_string() }</h1>
                <p>{ text.to_string() }</p>
                { notices::tariff_choice(model, dispatch, props.today) }
            </div>
            { notices::notices(model, dispatch, &props.on_notice_read) }
        </>
    }
}

fn year_page(model: &Model, dispatch: &Callback<Msg>, props: &AppProps) -> Html {
    let simulation = simulate(&model.scenario);
    let total = simulation.year.total();
    html! {
        <>
            { intro(
                model,
                dispatch,
                props,
                "Le financement de votre CPTS, euro par euro",
                "Choisissez la taille du territoire et les missions. Chaque montant montre son calcul et \
                 sa source. Rien ne quitte votre appareil.",
            ) }
            <div class="cpts-cols">
                <div class="cpts-form">
                    { territory::territory(model, dispatch) }
                    { missions::missions(model, dispatch, &simulation) }
                    { situation::situation(model, dispatch) }
                </div>
                { result::result(model, dispatch, &simulation, actions(model, dispatch, props)) }
                { lines::lines(&simulation, props.today) }
            </div>
            { dock(model, props, result::label(&simulation), Some("total"), total) }
        </>
    }
}

fn contract_page(model: &Model, dispatch: &Callback<Msg>, props: &AppProps) -> Html {
    let plan = Contract::of(&model.scenario).map(|contract| schedule::plan(&contract));
    html! {
        <>
            { intro(
                model,
                dispatch,
                props,
                "Cinq ans de contrat, et l’argent quand il arrive",
                "Un budget se construit sur ce qui sera versé dans l’année, pas sur les enveloppes \
                 accordées. Voici les deux, côte à côte.",
            ) }
            <div class="cpts-cols">
                { contract::questions(model, dispatch, props.today) }
                { plan::result(model, dispatch, plan.as_ref(), actions(model, dispatch, props)) }
                if let Some(plan) = &plan {
                    { plan::tables(model, dispatch, plan) }
                }
            </div>
            if let Some(plan) = &plan {
                { dock(model, props, "Reçu les douze premiers mois", None, plan::first_cash(plan)) }
            }
        </>
    }
}

fn actions(model: &Model, dispatch: &Callback<Msg>, props: &AppProps) -> Html {
    let copy = {
        let (on_copy, section, scenario) = (props.on_copy.clone(), model.section, model.scenario);
        let done = dispatch.reform(Msg::Copied);
        Callback::from(move |_: MouseEvent| on_copy.emit((section, scenario, done.clone())))
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

/// On a phone, the result at the bottom of the screen.
fn dock(model: &Model, props: &AppProps, label: &str, path: Option<&str>, value: Euros) -> Html {
    let onclick = props.on_show_result.reform(|_: MouseEvent| ());
    let hint = if model.is_stale() { "un champ est à corriger" } else { "voir le détail" };
    html! {
        <div class="cpts-dock">
            <button type="button" {onclick}>
                <span>{ label.to_string() }<small>{ hint }</small></span>
                <b>{ figure::amount(path.map(str::to_string), value) }</b>
            </button>
        </div>
    }
}
