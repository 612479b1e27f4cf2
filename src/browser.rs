//! The only place that touches the window: address, history, storage, clock, clipboard.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use time::Date;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlAnchorElement, HtmlElement, HtmlInputElement, HtmlMetaElement, Storage,
};
use yew::Callback;

use simulateur_cpts::date;
use simulateur_cpts::link::{self, Reading, Section};
use simulateur_cpts::scenario::Scenario;
use simulateur_cpts::tariff;
use simulateur_cpts::view::early::early_edits;
use simulateur_cpts::view::model::{Origin, is_old};
use simulateur_cpts::view::{AppProps, Change};

/// The version in the key lets a later format live beside this one.
const STORAGE_KEY: &str = "simulateur-cpts/1";
/// Browsers refuse more than a few address changes a second: typing and dragging wait this long.
const ADDRESS_PAUSE_IN_MS: u32 = 200;

/// The element that the page is drawn in.
///
/// # Panics
///
/// When `index.html` has lost it: the program then reports that it cannot run.
pub fn root() -> Element {
    document().get_element_by_id("simulateur").expect("#simulateur is in index.html")
}

/// Says in the page that the program cannot run, and lets the tables be read.
pub fn show_failure() {
    if let Some(failure) = document().get_element_by_id("panne") {
        let _ = failure.remove_attribute("hidden");
    }
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-etat", "panne");
    }
}

/// Everything the page needs to know when it starts. The address wins over the state inside a saved
/// page, which wins over the opening scenario; what the device kept is only offered.
pub fn start() -> AppProps {
    let today = today();
    let mut reading = link::read(&fragment());
    if reading.scenario.is_none() {
        let saved = state_node().map(|node| node.content()).filter(|saved| !saved.is_empty());
        reading.scenario = saved.map(|saved| link::read_query(&saved, &mut reading.remarks));
    }
    let shown = link::query(&reading.scenario.unwrap_or_else(Scenario::opening));
    let offer = stored().filter(|kept| *kept != shown).and_then(|kept| {
        let mut remarks = Vec::new();
        let scenario = link::read_query(&kept, &mut remarks);
        (remarks.is_empty() && scenario != Scenario::opening()).then_some(scenario)
    });
    let focused = focused();
    show_if_old(today);
    hold_skip_link();
    write_before_leaving();
    AppProps {
        early: early_edits(&touched_controls()),
        start: reading,
        offer,
        today,
        on_change: Callback::from(|change| changed(&change)),
        on_ready: Callback::from(move |opened| {
            listen(opened);
            if let Some(id) = &focused {
                focus(id);
            }
        }),
        on_copy: Callback::from(|(section, scenario, done)| copy(section, &scenario, done)),
        on_print: Callback::from(|()| drop(window().print())),
        on_notice_read: Callback::from(|()| focus_heading("simulateur")),
        on_show_result: Callback::from(|()| show_result()),
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
    let _ = element.focus();
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
    document().query_selector("meta[name=cpts-etat]").ok()??.dyn_into().ok()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn stored() -> Option<String> {
    storage()?.get_item(STORAGE_KEY).ok()?
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

thread_local! {
    /// The address to write when the user pauses.
    static WAITING: RefCell<Option<(Timeout, Change)>> = const { RefCell::new(None) };
    /// The section on screen.
    static SECTION: RefCell<Option<Section>> = const { RefCell::new(None) };
}

fn changed(change: &Change) {
    show_section(change.section);
    for section in Section::ALL {
        set_menu_link(section, &link::write(section, &change.scenario));
    }
    if let Some(node) = state_node() {
        node.set_content(&link::query(&change.scenario));
    }
    match change.origin {
        Origin::Opened => {}
        Origin::Continuous => {
            let timer = Timeout::new(ADDRESS_PAUSE_IN_MS, || {
                if let Some((timer, change)) = WAITING.take() {
                    timer.forget();
                    write_address(&change, false);
                }
            });
            WAITING.set(Some((timer, change.clone())));
        }
        Origin::Choice => {
            write_waiting();
            write_address(change, true);
        }
    }
}

/// Writes at once what waits for a pause.
fn write_waiting() {
    if let Some((timer, change)) = WAITING.take() {
        drop(timer);
        write_address(&change, false);
    }
}

/// Leaving a field, or the page, ends the pause.
fn write_before_leaving() {
    EventListener::new(&document(), "change", |_| write_waiting()).forget();
    EventListener::new(&window(), "pagehide", |_| write_waiting()).forget();
}

fn write_address(change: &Change, new_entry: bool) {
    let link = link::write(change.section, &change.scenario);
    if let Ok(history) = window().history() {
        let written = if new_entry {
            history.push_state_with_url(&JsValue::NULL, "", Some(&link))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&link))
        };
        // A sandboxed frame may refuse: the page works on, its address stays behind.
        drop(written);
    }
    if let Some(storage) = storage().filter(|_| change.keep) {
        // A full or refused storage loses nothing but the offer at the next visit.
        let _ = storage.set_item(STORAGE_KEY, &link::query(&change.scenario));
    }
}

/// Tells the page when the address changes: back, forward, a pasted link, the menu.
fn listen(opened: Callback<Reading>) {
    // The first entry may have an address without scenario: it remembers its own.
    if let (Ok(history), Some(node)) = (window().history(), state_node()) {
        let _ = history.replace_state_with_url(&node.content().into(), "", None);
    }
    let heard = move |_: &web_sys::Event| {
        // The browser is at another entry already: this one must not receive what waits.
        WAITING.take();
        let mut reading = link::read(&fragment());
        let remembered = window().history().and_then(|history| history.state());
        if let (None, Ok(Some(query))) = (
            &reading.scenario,
            remembered.map(|state| state.as_string().filter(|query| !query.is_empty())),
        ) {
            reading.scenario = Some(link::read_query(&query, &mut reading.remarks));
        }
        opened.emit(reading);
    };
    EventListener::new(&window(), "popstate", heard).forget();
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

fn show_section(section: Section) {
    let before = SECTION.replace(Some(section));
    if before == Some(section) {
        return;
    }
    let name = if section == Section::Simulator { "simulateur" } else { section.slug() };
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-section", name);
        let _ = html.set_attribute("data-etat", "pret");
    }
    document().set_title(&match section {
        Section::Simulator => "Simulateur CPTS".to_string(),
        _ => format!("{} – Simulateur CPTS", section.title()),
    });
    for other in Section::ALL {
        let Some(link) = menu_link(other) else { continue };
        let _ = if other == section {
            link.set_attribute("aria-current", "page")
        } else {
            link.remove_attribute("aria-current")
        };
    }
    if before.is_some() {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_heading(if section == Section::Tariffs { name } else { "simulateur" });
    }
}

fn focus_heading(section: &str) {
    let heading = document().query_selector(&format!("#{section} h1")).ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

fn menu_link(section: Section) -> Option<HtmlAnchorElement> {
    let selector = format!("nav a[data-section=\"{}\"]", section.slug());
    document().query_selector(&selector).ok()??.dyn_into().ok()
}

fn set_menu_link(section: Section, link: &str) {
    if let Some(element) = menu_link(section) {
        element.set_href(link);
    }
}

fn show_if_old(today: Option<Date>) {
    let old = today.is_some_and(|today| is_old(tariff::current(), today));
    if let Some(warning) = document().get_element_by_id("bareme-ancien").filter(|_| old) {
        let _ = warning.remove_attribute("hidden");
    }
}

fn copy(section: Section, scenario: &Scenario, done: Callback<bool>) {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    let text = format!("{page}{}", link::write(section, scenario));
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        // Pages that are not served securely have no clipboard.
        return done.emit(false);
    }
    let promise = window().navigator().clipboard().write_text(&text);
    wasm_bindgen_futures::spawn_local(async move {
        let written = wasm_bindgen_futures::JsFuture::from(promise).await;
        done.emit(written.is_ok());
    });
}

fn show_result() {
    let Some(result) = document().get_element_by_id("resultat") else { return };
    result.scroll_into_view();
    if let Ok(result) = result.dyn_into::<HtmlElement>() {
        let _ = result.focus();
    }
}
