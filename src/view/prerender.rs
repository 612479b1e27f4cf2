//! The page written as HTML on the host: what is read before the program runs, or without it.

use futures::executor::block_on;
use yew::LocalServerRenderer;

use super::{App, AppProps, tables, texts};

/// Fragments of `index.html`: file name without extension, HTML.
#[must_use]
pub fn prerender() -> Vec<(&'static str, String)> {
    vec![
        ("simulateur", simulator("")),
        ("structures", texts::texts()),
        ("bareme", tables::tables()),
        ("comprendre", String::new()),
        ("pied", tables::foot()),
    ]
}

/// The simulator as it opens from a fragment.
#[must_use]
pub fn simulator(fragment: &str) -> String {
    let renderer = LocalServerRenderer::<App>::with_props(AppProps::at(fragment));
    block_on(renderer.hydratable(false).render())
}
