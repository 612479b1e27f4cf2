//! The only place that touches the window: address, history, storage, clock, clipboard, files.

mod address;
mod communes;
mod files;
mod storage;

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use time::Date;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlMetaElement};
use yew::Callback;

use simulateur_cpts::date;
use simulateur_cpts::link::{self, Section};
use simulateur_cpts::scenario::Scenario;
use simulateur_cpts::tariff;
use simulateur_cpts::view::early::early_edits;
use simulateur_cpts::view::model::{Msg, is_old};
use simulateur_cpts::view::{ANSWERS, AppProps, Effect, LIVE, Start};

/// How long the user must pause before something is said, in milliseconds.
const SPEECH_PAUSE_IN_MS: u32 = 600;

thread_local! {
    /// The way to tell the page something.
    static TELL: RefCell<Callback<Msg>> = RefCell::new(Callback::noop());
    /// What is about to be said.
    static SPEECH: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Scrolls to the top of the page, in the host's window where the page is in a frame (`frame.js`).
    #[wasm_bindgen(catch, js_name = cptsTop)]
    fn show_top() -> Result<(), JsValue>;
    /// Scrolls an element into view, in the host's window where the page is in a frame (`frame.js`).
    #[wasm_bindgen(catch, js_name = cptsShow)]
    fn scroll_to(element: &Element) -> Result<(), JsValue>;
    /// Gives an element the focus, as [`scroll_to`] does.
    #[wasm_bindgen(catch, js_name = cptsFocus)]
    fn take_focus(element: &HtmlElement) -> Result<(), JsValue>;
}

/// Scrolls an element into view.
fn show(element: &Element) {
    let _ = scroll_to(element);
}

/// The element that the page is drawn in.
///
/// # Panics
///
/// When `index.html` has lost it: the program then reports that it cannot run.
pub fn root() -> Element {
    document().get_element_by_id("simulateur").expect("#simulateur is in index.html")
}

/// Everything the page needs to know when it starts. The address wins over the state inside a saved
/// page, which wins over the opening scenario; what the device kept is only offered.
pub fn start() -> AppProps {
    let today = today();
    let mut reading = link::read(&fragment());
    if reading.scenario.is_none() {
        let saved = state_node().map(|node| node.content()).filter(|saved| !saved.is_empty());
        // A page that is loaded again stands where it was left.
        let saved = address::remembered().or(saved);
        reading.scenario = saved.map(|saved| link::read_query(&saved, &mut reading.remarks));
    }
    let shown = link::query(&reading.scenario.unwrap_or_else(Scenario::opening));
    let offer = storage::last().filter(|kept| *kept != shown).and_then(|kept| {
        let mut remarks = Vec::new();
        let scenario = link::read_query(&kept, &mut remarks);
        (remarks.is_empty() && scenario != Scenario::opening()).then_some(scenario)
    });
    let focused = focused();
    let address = page_address();
    show_if_old(today);
    hold_skip_link();
    address::write_before_leaving();
    let start = Start {
        reading,
        offer,
        kept: storage::named(),
        unread: !storage::aside().is_empty(),
        storage_refused: !storage::works(),
        early: early_edits(&touched_controls()),
        today,
        address: address.clone(),
    };
    let world = move |effect| match effect {
        Effect::Ready(tell) => ready(tell, focused.as_deref()),
        Effect::Changed(change) => address::changed(&change),
        Effect::Drawn => {
            say();
            show_active_option();
        }
        Effect::Communes => communes::send(),
        Effect::Copy(section, scenario) => copy(section, &scenario),
        Effect::Keep(scenarios) => storage::keep_named(scenarios),
        Effect::SaveUnread => files::save_unread(),
        Effect::Export(format, section, named) => {
            files::export(format, section, &named, &address, today);
        }
        Effect::SaveAll(scenarios) => files::save_all(&scenarios, &address, today),
        Effect::SavePage => files::save_page(),
        Effect::Read(file) => files::read(&file),
        Effect::Print => drop(window().print()),
        Effect::FocusHeading => focus_heading("simulateur"),
        Effect::Focus(id) => focus(&id),
        Effect::ShowResult => show_result(),
    };
    AppProps { start, world: Callback::from(world) }
}

/// Tells the page something.
fn tell(msg: Msg) {
    TELL.with_borrow(Callback::clone).emit(msg);
}

fn ready(way: Callback<Msg>, focused: Option<&str>) {
    TELL.set(way);
    address::listen();
    storage::listen();
    if let Some(id) = focused {
        focus(id);
    }
}

/// Puts the page's sentence into its live region: at once on an empty one, otherwise after a pause.
fn say() {
    let region = || document().get_element_by_id(LIVE);
    let speak =
        |region: &Element| region.set_text_content(region.get_attribute("data-phrase").as_deref());
    let Some(shown) = region() else { return };
    if shown.text_content() == shown.get_attribute("data-phrase") {
        SPEECH.take();
    } else if shown.child_nodes().length() == 0 {
        speak(&shown);
    } else {
        let later = move || region().as_ref().into_iter().for_each(speak);
        SPEECH.set(Some(Timeout::new(SPEECH_PAUSE_IN_MS, later)));
    }
}

/// Scrolls a list of answers to the one that the arrows are at.
fn show_active_option() {
    let Some(list) = document().get_element_by_id(ANSWERS) else { return };
    let option = list.query_selector("[aria-selected=true]").ok().flatten();
    if let Some(option) = option.and_then(|option| option.dyn_into::<HtmlElement>().ok()) {
        list.set_scroll_top(option.offset_top() - list.client_height() / 2);
    }
}

/// The control that has the focus before the page is drawn again, to give it back.
fn focused() -> Option<String> {
    let focused = document().active_element()?.id();
    (!focused.is_empty()).then_some(focused)
}

/// Gives the focus back, with the caret behind what was typed.
fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    let _ = take_focus(element);
    if let Some(input) =
        element.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "text")
    {
        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or_default();
        let _ = input.set_selection_range(end, end);
    }
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let number = |part: u32| i32::try_from(part).unwrap_or_default();
    date::from_numbers(
        number(now.get_full_year()),
        number(now.get_month()) + 1,
        number(now.get_date()),
    )
    .ok()
}

/// The node that a saved page carries its state in.
fn state_node() -> Option<HtmlMetaElement> {
    document().get_element_by_id("cpts-etat")?.dyn_into().ok()
}

/// What the user did to the prerendered controls: `id`, and text or state.
fn touched_controls() -> Vec<(String, String)> {
    let Ok(controls) = root().query_selector_all("input") else { return Vec::new() };
    let controls = (0..controls.length()).filter_map(|index| controls.get(index));
    let controls = controls.filter_map(|node| node.dyn_into::<HtmlInputElement>().ok());
    let touched = controls.filter_map(|input| {
        let state = match input.type_().as_str() {
            "checkbox" | "radio" => {
                (input.checked() != input.default_checked()).then(|| input.checked().to_string())?
            }
            // A saved page has no first value for a slider, which then stands in the middle.
            "range" if !input.has_attribute("value") => return None,
            _ => (input.value() != input.default_value()).then(|| input.value())?,
        };
        Some((input.id(), state))
    });
    touched.collect()
}

/// The skip link moves the focus, not the address: the address is the scenario.
fn hold_skip_link() {
    let Some(link) = document().query_selector(".cpts-skip").ok().flatten() else { return };
    let skip = |event: &web_sys::Event| {
        event.prevent_default();
        focus("contenu");
    };
    EventListener::new_with_options(
        &link,
        "click",
        EventListenerOptions::enable_prevent_default(),
        skip,
    )
    .forget();
}

fn focus_heading(section: &str) {
    let heading = document().query_selector(&format!("#{section} h1")).ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = take_focus(&heading);
    }
}

fn show_if_old(today: Option<Date>) {
    let old = today.is_some_and(|today| is_old(tariff::current(), today));
    if let Some(warning) = document().get_element_by_id("bareme-ancien").filter(|_| old) {
        let _ = warning.remove_attribute("hidden");
    }
}

/// Where others find this page; empty for a file, whose place on this device says nothing to them.
fn page_address() -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    if page.starts_with("http") { page.to_string() } else { String::new() }
}

fn copy(section: Section, scenario: &Scenario) {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    let text = format!("{page}{}", link::write(section, scenario));
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        // Pages that are not served securely have no clipboard.
        return tell(Msg::Copied(false));
    }
    let promise = window().navigator().clipboard().write_text(&text);
    spawn_local(async move {
        let written = JsFuture::from(promise).await;
        tell(Msg::Copied(written.is_ok()));
    });
}

fn show_result() {
    let Some(result) = document().get_element_by_id("resultat") else { return };
    show(&result);
    if let Ok(result) = result.dyn_into::<HtmlElement>() {
        let _ = take_focus(&result);
    }
}
