//! The address, the history, and the section that they show.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::HtmlAnchorElement;

use simulateur_cpts::link::{self, Section};
use simulateur_cpts::view::Change;
use simulateur_cpts::view::model::{Msg, Origin};

use super::{focus_heading, state_node, storage};

/// Browsers refuse more than a few address changes a second: typing and dragging wait this long.
const ADDRESS_PAUSE_IN_MS: u32 = 200;

thread_local! {
    /// The address to write when the user pauses.
    static WAITING: RefCell<Option<(Timeout, Change)>> = const { RefCell::new(None) };
    /// The section on screen.
    static SECTION: RefCell<Option<Section>> = const { RefCell::new(None) };
}

/// Shows what changed: section, menu, address, the state inside a saved page.
pub fn changed(change: &Change) {
    show_section(change.section);
    for section in Section::ALL {
        set_menu_link(section, &link::write(section, &change.scenario));
    }
    if let Some(node) = state_node() {
        node.set_content(&link::query(&change.scenario));
    }
    match change.origin {
        // Not at once: the browser first puts the page back to where this entry was left.
        Origin::Opened => {
            Timeout::new(0, show_place).forget();
        }
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
pub fn write_before_leaving() {
    EventListener::new(&document(), "change", |_| write_waiting()).forget();
    let leaving = |_: &web_sys::Event| {
        write_waiting();
        storage::keep_waiting();
    };
    EventListener::new(&window(), "pagehide", leaving).forget();
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
    if change.keep {
        storage::keep_last(&link::query(&change.scenario));
    }
}

/// Tells the page when the address changes: back, forward, a pasted link, the menu.
pub fn listen() {
    remember();
    let heard = move |_: &web_sys::Event| {
        // The browser is at another entry already: this one must not receive what waits.
        WAITING.take();
        let mut reading = link::read(&super::fragment());
        if reading.scenario.is_none() {
            match remembered() {
                Some(query) => {
                    reading.scenario = Some(link::read_query(&query, &mut reading.remarks));
                }
                None => remember(),
            }
        }
        super::tell(Msg::Open(reading));
    };
    EventListener::new(&window(), "popstate", heard).forget();
}

/// The scenario that this entry of the history remembers.
pub fn remembered() -> Option<String> {
    let state = window().history().and_then(|history| history.state()).ok()?;
    state.as_string().filter(|query| !query.is_empty())
}

/// An entry whose address may carry no scenario remembers the one on screen.
fn remember() {
    if let (Ok(history), Some(node)) = (window().history(), state_node()) {
        let _ = history.replace_state_with_url(&node.content().into(), "", None);
    }
}

/// Goes to the place that the address names, and opens what hides it.
fn show_place() {
    let reading = link::read(&super::fragment());
    let Some(anchor) = reading.anchor else { return };
    let id = format!("/{}/{anchor}", reading.section.slug());
    let Some(place) = document().get_element_by_id(&id) else { return };
    if let Ok(Some(details)) = place.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    place.scroll_into_view();
    super::focus(&id);
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
        focus_heading(if section.is_static() { name } else { "simulateur" });
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
