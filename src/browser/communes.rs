//! The list of communes, which arrives behind the program.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;

use simulateur_cpts::communes::{Communes, sum};
use simulateur_cpts::view::model::Msg;
use simulateur_cpts::view::places::{List, Pick};

/// Tells the page the list once all of it is there.
pub fn send() {
    if document().ready_state() == "loading" {
        EventListener::once(&document(), "DOMContentLoaded", |_| read()).forget();
    } else {
        // What asked for it is painted first.
        Timeout::new(0, read).forget();
    }
}

fn read() {
    let block = document().get_element_by_id("communes");
    let list = block.and_then(|block| {
        let text = block.text_content()?;
        // A damaged list might still be read, and count wrong.
        let whole = block.get_attribute("data-somme")? == sum(&text).to_string();
        whole.then(|| Communes::read(text))?
    });
    super::tell(Msg::Pick(Pick::Arrived(list.map(|list| List(Rc::new(list))))));
}
