//! The address, the history, and the section that they show.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlAnchorElement};

use simulateur_cpts::link::{self, Section};
use simulateur_cpts::view::Change;
use simulateur_cpts::view::model::{Msg, Origin};

use super::{focus_heading, state_node, storage};

/// Browsers refuse more than a few address changes a second: typing and dragging wait this long.
const ADDRESS_PAUSE_IN_MS: u32 = 200;

thread_local! {
    /// What waits for a pause to be written outside the page.
    static WAITING: RefCell<Option<(Timeout, Change)>> = const { RefCell::new(None) };
    /// The section on screen.
    static SECTION: RefCell<Option<Section>> = const { RefCell::new(None) };
    /// The links of the menu.
    static MENU: Vec<(Section, HtmlAnchorElement)> = menu();
}

/// Shows what changed outside the page: section, menu, address, the state inside a saved page. A choice is
/// written before anybody can go back from it; many small edits once the user pauses.
pub fn changed(change: &Change) {
    show_section(change.section);
    match change.origin {
        Origin::Opened => {
            // Not at once: the browser first puts the page back to where this entry was left.
            let focused = document().active_element();
            Timeout::new(0, move || show_place(focused)).forget();
            mention(change);
        }
        Origin::Choice => {
            write_waiting();
            write(change);
        }
        Origin::Continuous => {
            let timer = Timeout::new(ADDRESS_PAUSE_IN_MS, || {
                if let Some((timer, change)) = WAITING.take() {
                    timer.forget();
                    write(&change);
                }
            });
            WAITING.set(Some((timer, change.clone())));
        }
    }
}

/// Writes at once what waits.
fn write_waiting() {
    if let Some((timer, change)) = WAITING.take() {
        drop(timer);
        write(&change);
    }
}

fn write(change: &Change) {
    mention(change);
    write_address(change);
}

/// Puts the scenario into the links of the menu, and into the state of a saved page.
fn mention(change: &Change) {
    MENU.with(|menu| {
        for (section, link) in menu {
            link.set_href(&link::write(*section, &change.scenario));
        }
    });
    if framed().is_some() {
        // The way out of the frame.
        let large = document().query_selector(".cpts-large").ok().flatten();
        if let Some(link) = large.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
            link.set_href(&link::write(change.section, &change.scenario));
        }
    }
    if let Some(node) = state_node() {
        node.set_content(&link::query(&change.scenario));
    }
}

/// Leaving a field, or the page, or pressing something ends the pause: a link leads on from there.
pub fn write_before_leaving() {
    for event in ["focusout", "pointerdown", "click"] {
        EventListener::new(&document(), event, |_| write_waiting()).forget();
    }
    let leaving = |_: &web_sys::Event| {
        write_waiting();
        storage::keep_waiting();
    };
    EventListener::new(&window(), "pagehide", leaving).forget();
}

fn write_address(change: &Change) {
    let mut link = link::write(change.section, &change.scenario);
    let framed = framed();
    if let Some(colour) = framed.as_deref().filter(|colour| !colour.is_empty()) {
        link.push_str("&couleur=");
        link.push_str(colour);
    }
    if let Ok(history) = window().history() {
        // The host of a frame shares its history: going back is the host's.
        let written = if change.origin == Origin::Choice && framed.is_none() {
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

/// Goes to the place that the address names, and opens what hides it; not away from an element that the
/// user has gone on to since this one had the focus.
fn show_place(focused: Option<Element>) {
    let reading = link::read(&super::fragment());
    let Some(anchor) = reading.anchor else { return };
    let id = format!("/{}/{anchor}", reading.section.slug());
    let Some(place) = document().get_element_by_id(&id) else { return };
    if let Ok(Some(details)) = place.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    let not_gone_on = [focused, document().body().map(Into::into), Some(place.clone())];
    if !not_gone_on.contains(&document().active_element()) {
        return;
    }
    super::show(&place);
    super::focus(&id);
}

/// In the frame of another page: the accent colour that it asked for, or nothing. `frame.js` writes it.
fn framed() -> Option<String> {
    document().document_element()?.get_attribute("data-cadre")
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
    MENU.with(|menu| {
        for (other, link) in menu {
            let _ = if *other == section {
                link.set_attribute("aria-current", "page")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    });
    if before.is_some() {
        let _ = super::show_top();
        focus_heading(if section.is_static() { name } else { "simulateur" });
    }
}

fn menu() -> Vec<(Section, HtmlAnchorElement)> {
    let link = |section: Section| {
        let selector = format!("nav a[data-section=\"{}\"]", section.slug());
        let link = document().query_selector(&selector).ok()??.dyn_into().ok()?;
        Some((section, link))
    };
    Section::ALL.into_iter().filter_map(link).collect()
}
