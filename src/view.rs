//! The page: a function of a scenario.
//!
//! [`App`] receives what it starts from and one way to ask something of the world around it, so that
//! the same page runs in a browser, is written as HTML on the host, and is tested there.

use yew::prelude::*;

use crate::contract::Contract;
use crate::engine::simulate;
use crate::library::Named;
use crate::link::{Reading, Section, read};
use crate::money::Euros;
use crate::scenario::Scenario;
use crate::{file, schedule};

mod actions;
mod compare;
mod contract;
pub mod early;
mod field;
mod figure;
mod grid;
#[cfg(feature = "prerender")]
mod host;
mod lines;
mod missions;
pub mod model;
mod note;
mod notices;
mod picker;
pub mod places;
mod plan;
mod result;
pub mod shelf;
mod situation;
mod structures;
#[cfg(feature = "prerender")]
mod tables;
mod territory;
#[cfg(feature = "prerender")]
mod texts;
#[cfg(feature = "prerender")]
mod understand;

#[cfg(feature = "prerender")]
mod prerender;
#[cfg(feature = "prerender")]
pub use prerender::{explained, opened, prerender, simulator};

pub use picker::ANSWERS;
pub use result::LIVE;

use model::{Model, Msg, Origin};
use shelf::Shelf;

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

/// What the page starts from.
#[derive(Clone, PartialEq, Default)]
pub struct Start {
    /// What the address, or the saved page, asks for.
    pub reading: Reading,
    /// What this device kept from an earlier visit.
    pub offer: Option<Scenario>,
    /// What this device keeps under a name, and what could not be read of it.
    pub kept: file::Reading,
    /// Whether something that could not be read is set aside, from this visit or an earlier one.
    pub unread: bool,
    /// Whether this device refuses to keep anything.
    pub storage_refused: bool,
    /// What the user did before the program ran.
    pub early: Vec<Msg>,
    /// Today, where there is a clock.
    pub today: Option<time::Date>,
    /// The address of the page, without a fragment; empty where it means nothing to others.
    pub address: String,
}

/// What the page asks of the world around it.
#[derive(Clone, Debug)]
pub enum Effect {
    /// The page is there: this is how the world tells it something.
    Ready(Callback<Msg>),
    /// The state changed.
    Changed(Change),
    /// The page was drawn: what it has to say may be another sentence.
    Drawn,
    /// Sends the list of communes; answered by [`places::Pick::Arrived`].
    Communes,
    /// Copies the link of a section with a scenario; answered by [`Msg::Copied`].
    Copy(Section, Scenario),
    /// Keeps the named scenarios; answered by [`shelf::Put::Stored`].
    Keep(Vec<Named>),
    /// Saves one scenario, or what is computed from it, as a file.
    Export(Format, Section, Named),
    /// Saves named scenarios in one file.
    SaveAll(Vec<Named>),
    /// Saves the page itself.
    SavePage,
    /// Saves what the device kept and nobody could read.
    SaveUnread,
    /// Reads a file that was chosen; answered by [`shelf::Put::Read`].
    Read(web_sys::File),
    /// Prints the page.
    Print,
    /// What had the focus is about to go: the heading of the page takes it.
    FocusHeading,
    /// What had the focus is about to go: the element with this `id` takes it.
    Focus(String),
    /// Brings the result into view.
    ShowResult,
}

/// What a scenario can be saved as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A workbook with formulas.
    Workbook,
    /// A table as text.
    Table,
    /// The scenario, to be opened again.
    Scenario,
    /// The chart of the section.
    Chart,
}

/// The world around the page.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// What the page starts from.
    pub start: Start,
    /// Does what the page asks.
    #[prop_or_default]
    pub world: Callback<Effect>,
}

impl AppProps {
    /// The page as it opens from a fragment, without a world around it.
    #[must_use]
    pub fn at(fragment: &str) -> Self {
        Self {
            start: Start { reading: read(fragment), ..Start::default() },
            world: Callback::default(),
        }
    }
}

/// The simulator. A struct component: hooks would add 2 kB to the page.
pub struct App {
    model: Model,
    /// Which changes, of the scenario and of the shelf, the world knows already.
    told: Option<(u32, u32)>,
    /// Whether the list of communes was asked for.
    asked: bool,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let start = ctx.props().start.clone();
        let shelf = Shelf::new(start.kept, start.storage_refused);
        let model = Model::new(start.reading, start.offer, shelf);
        Self {
            model: start.early.into_iter().fold(model, |model, edit| model.after(edit)),
            told: None,
            asked: false,
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, msg: Msg) -> bool {
        let next = self.model.after(msg);
        let changed = next != self.model;
        self.model = next;
        changed
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        page(
            &self.model,
            &Page {
                dispatch: &ctx.link().callback(|msg| msg),
                world: &props.world,
                start: &props.start,
            },
        )
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let (model, world) = (&self.model, &ctx.props().world);
        let known = self.told.replace((model.serial, model.shelf.serial));
        if known.is_none_or(|(serial, _)| serial != model.serial) {
            world.emit(Effect::Changed(Change {
                section: model.section,
                scenario: model.scenario,
                origin: model.origin,
                keep: model.offer.is_none(),
            }));
        }
        if known.is_some_and(|(_, serial)| serial != model.shelf.serial) {
            world.emit(Effect::Keep(model.shelf.named().cloned().collect()));
        }
        world.emit(Effect::Drawn);
        if first_render {
            world.emit(Effect::Ready(ctx.link().callback(|msg| msg)));
        }
        if self.model.places.open && !self.asked {
            self.asked = true;
            world.emit(Effect::Communes);
        }
    }
}

/// What every part of the page may need beside the state.
struct Page<'a> {
    dispatch: &'a Callback<Msg>,
    world: &'a Callback<Effect>,
    start: &'a Start,
}

fn page(model: &Model, page: &Page) -> Html {
    match model.section {
        // The tables stand in the page already: the simulator waits behind them.
        Section::Simulator | Section::Tariffs | Section::Understand => year_page(model, page),
        Section::Contract => contract_page(model, page),
        Section::Compare => compare_page(model, page),
        Section::Structures => structures_page(model, page),
    }
}

fn intro(model: &Model, page: &Page, title: &'static str, text: &'static str) -> Html {
    html! {
        <>
            <div class="cpts-intro">
                <h1 tabindex="-1">{ title }</h1>
                <p>{ text }</p>
                { notices::tariff_choice(model, page.dispatch, page.start.today) }
            </div>
            { notices::notices(model, page) }
        </>
    }
}

fn year_page(model: &Model, page: &Page) -> Html {
    let simulation = simulate(&model.scenario);
    let (total, dispatch) = (simulation.year.total(), page.dispatch);
    html! {
        <>
            { intro(
                model,
                page,
                "Le financement de votre CPTS, euro par euro",
                "Choisissez la taille du territoire et les missions. Chaque montant montre son calcul et \
                 sa source. Rien ne quitte votre appareil.",
            ) }
            <div class="cpts-cols">
                <div class="cpts-form">
                    { territory::territory(model, page) }
                    { missions::missions(model, dispatch, &simulation) }
                    { situation::situation(model, dispatch) }
                </div>
                { result::result(model, dispatch, &simulation, actions::actions(model, page)) }
                { lines::lines(model, page, &simulation) }
            </div>
            { dock(model, page, result::label(&simulation), Some("total"), total) }
        </>
    }
}

fn contract_page(model: &Model, page: &Page) -> Html {
    let plan = Contract::of(&model.scenario).map(|contract| schedule::plan(&contract));
    let dispatch = page.dispatch;
    html! {
        <>
            { intro(
                model,
                page,
                "Cinq ans de contrat, et l’argent quand il arrive",
                "Un budget se construit sur ce qui sera versé dans l’année, pas sur les enveloppes \
                 accordées. Voici les deux, côte à côte.",
            ) }
            <div class="cpts-cols">
                { contract::questions(model, page) }
                { plan::result(model, dispatch, plan.as_ref(), actions::actions(model, page)) }
            </div>
            if let Some(plan) = &plan {
                { plan::tables(model, page, plan) }
                { dock(model, page, "Reçu les douze premiers mois", None, plan::first_cash(plan)) }
            }
        </>
    }
}

fn compare_page(model: &Model, page: &Page) -> Html {
    html! {
        <>
            { intro(
                model,
                page,
                "Comparer vos scénarios",
                "Gardez plusieurs hypothèses sous un nom, puis lisez leurs écarts sur un an et sur cinq.",
            ) }
            { compare::section(model, page) }
        </>
    }
}

fn structures_page(model: &Model, page: &Page) -> Html {
    html! {
        <>
            { intro(
                model,
                page,
                "ESP, ESS, MSP, CPTS\u{a0}: laquelle, et avec quel argent",
                "MSP et CPTS s’additionnent sur un territoire\u{a0}: l’une est financée pour sa patientèle, \
                 l’autre pour une population. ESP et MSP sont une alternative pour la même équipe. \
                 L’ESS complète les autres.",
            ) }
            { structures::section(model, page) }
        </>
    }
}

/// On a phone, the result at the bottom of the screen.
fn dock(
    model: &Model,
    page: &Page,
    label: &'static str,
    path: Option<&'static str>,
    value: Euros,
) -> Html {
    let onclick = actions::click(page, Some(Effect::ShowResult), None);
    let hint = if model.is_stale() { "un champ est à corriger" } else { "voir le détail" };
    html! {
        <div class="cpts-dock">
            <button type="button" {onclick}>
                <span>{ label }<small>{ hint }</small></span>
                <b>{ figure::amount(path.map(str::to_string), value) }</b>
            </button>
        </div>
    }
}
