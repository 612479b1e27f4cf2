//! What the device keeps: the last simulation, and the named scenarios.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::prelude::*;
use web_sys::{Storage, StorageEvent};

use simulateur_cpts::api::json;
use simulateur_cpts::file;
use simulateur_cpts::library::Named;
use simulateur_cpts::view::model::Msg;
use simulateur_cpts::view::shelf::Put;

/// The version in the keys lets a later format live beside this one.
const LAST: &str = "simulateur-cpts/1";
const NAMED: &str = "simulateur-cpts/scenarios/1";
/// Where a text that could not be read is set aside, before anything is written over it.
const UNREAD: &str = "simulateur-cpts/scenarios/illisible";

/// How long a window waits for its turn to write.
const PATIENCE_IN_MS: u32 = 3_000;

thread_local! {
    /// The named scenarios as this window last read or wrote them.
    static KNOWN: RefCell<String> = const { RefCell::new(String::new()) };
    /// The scenarios to keep, and what was known when they were handed over.
    static WAITING: RefCell<Option<(Vec<Named>, String)>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// `turn.js`
    #[wasm_bindgen(catch, js_name = cptsTurn)]
    fn in_turn(work: &JsValue) -> Result<(), JsValue>;
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn set(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Whether the device keeps anything at all.
pub fn works() -> bool {
    storage().is_some()
}

/// The last simulation.
pub fn last() -> Option<String> {
    get(LAST)
}

/// Keeps the last simulation. A full or refused storage loses nothing but the offer at the next visit.
pub fn keep_last(query: &str) {
    set(LAST, query);
}

/// The named scenarios. What is damaged is set aside as it is.
pub fn named() -> file::Reading {
    let text = get(NAMED).unwrap_or_default();
    let reading = read_kept(&text);
    if reading.remarks.is_empty() || set_aside(&text) {
        KNOWN.set(text);
    }
    reading
}

/// A text that may be a file of scenarios.
pub fn read(text: &str) -> file::Reading {
    json::read(text).map_or_else(file::not_ours, |value| file::read(&value))
}

/// The same from storage, where nothing is no damage.
fn read_kept(text: &str) -> file::Reading {
    if text.is_empty() {
        return file::Reading::default();
    }
    json::read(text).map_or_else(file::not_ours, |value| file::read_all(&value))
}

/// What was set aside.
pub fn aside() -> String {
    get(UNREAD).unwrap_or_default()
}

/// The same, and what there was no room to set aside, for the user to save.
pub fn unread() -> String {
    let (aside, text) = (aside(), get(NAMED).unwrap_or_default());
    let safe = read_kept(&text).remarks.is_empty() || aside.contains(&text);
    if safe { aside } else { aside + &text }
}

/// Copies a text that cannot be read to a place where nothing is written over it; says whether it is
/// safe there.
fn set_aside(text: &str) -> bool {
    let before = aside();
    before.contains(text) || set(UNREAD, &format!("{before}{text}\n"))
}

/// Keeps the named scenarios while no other window does, where the browser can see to that; another
/// window that has gone to sleep is not waited for.
pub fn keep_named(scenarios: Vec<Named>) {
    WAITING.set(Some((scenarios, KNOWN.with_borrow(Clone::clone))));
    if in_turn(&Closure::once_into_js(keep_waiting)).is_err() {
        keep_waiting();
    }
    Timeout::new(PATIENCE_IN_MS, keep_waiting).forget();
}

/// Keeps at once what waits for its turn, with what another window added since it was handed over.
/// Says whether the device did, and what there is now.
pub fn keep_waiting() {
    let Some((mut scenarios, known)) = WAITING.take() else { return };
    let stored = get(NAMED).unwrap_or_default();
    if stored != known {
        let reading = read_kept(&stored);
        if !reading.remarks.is_empty() && !set_aside(&stored) {
            return super::tell(Msg::Shelf(Put::Stored(false, scenarios)));
        }
        let before = read_kept(&known).scenarios;
        for named in reading.scenarios {
            if !before.contains(&named) && !scenarios.contains(&named) {
                let taken: Vec<&str> = scenarios.iter().map(|kept| kept.name.as_str()).collect();
                let named = named.among(&taken);
                scenarios.push(named);
            }
        }
    }
    let text = json::write(&file::write(&scenarios, "", None));
    let kept = set(NAMED, &text);
    KNOWN.set(if kept { text } else { stored });
    super::tell(Msg::Shelf(Put::Stored(kept, scenarios)));
}

/// Tells when another window changes the named scenarios. What it damages or clears is still here,
/// and is written again with the next change.
pub fn listen() {
    let heard = move |event: &web_sys::Event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
        let text = get(NAMED).filter(|_| event.key().as_deref() == Some(NAMED));
        let Some(text) = text else { return };
        let reading = read_kept(&text);
        if reading.remarks.is_empty() {
            let before = read_kept(&KNOWN.replace(text)).scenarios;
            super::tell(Msg::Shelf(Put::Elsewhere(before, reading.scenarios)));
        }
    };
    EventListener::new(&window(), "storage", heard).forget();
}
