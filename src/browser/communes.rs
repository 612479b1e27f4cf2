//! The list of communes, which arrives behind the program.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;

use simulateur_cpts::checksum::checksum;
use simulateur_cpts::communes::{Reading, Step};
use simulateur_cpts::view::model::Msg;
use simulateur_cpts::view::places::{List, Pick};

/// What is read in one task, in bytes: a slow phone takes about ten milliseconds for it.
const STRETCH_IN_BYTES: usize = 1 << 16;

/// Tells the page the list once all of it is there.
pub fn send() {
    if document().ready_state() == "loading" {
        EventListener::once(&document(), "DOMContentLoaded", |_| start()).forget();
    } else {
        // What asked for it is painted first.
        Timeout::new(0, start).forget();
    }
}

fn start() {
    let block = document().get_element_by_id("communes");
    let text = block.and_then(|block| {
        let text = block.text_content()?;
        // A damaged list might still be read, and count wrong.
        (block.get_attribute("data-somme")? == checksum(text.as_bytes()).to_string())
            .then_some(text)
    });
    match text {
        Some(text) => read(Reading::new(text)),
        None => arrived(None),
    }
}

fn read(reading: Reading) {
    match reading.next(STRETCH_IN_BYTES) {
        Some(Step::More(reading)) => drop(Timeout::new(0, || read(reading)).forget()),
        Some(Step::Read(list)) => arrived(Some(List(Rc::new(list)))),
        None => arrived(None),
    }
}

fn arrived(list: Option<List>) {
    super::tell(Msg::Pick(Pick::Arrived(list)));
}
