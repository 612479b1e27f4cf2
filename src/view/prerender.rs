//! The page written as HTML on the host: what is read before the program runs, or without it.

use futures::executor::block_on;
use yew::LocalServerRenderer;

use super::{App, AppProps, host, tables, texts, understand};

/// Fragments of `index.html` and `host/integrer.html`: file name without extension, HTML.
#[must_use]
pub fn prerender() -> Vec<(&'static str, String)> {
    let fixed = [
        ("structures", texts::texts()),
        ("bareme", tables::tables()),
        ("comprendre", understand::understand()),
        ("pied", tables::foot()),
    ];
    let linked = fixed.map(|(name, html)| (name, understand::link_terms(&html)));
    let plain = [("simulateur", simulator("")), ("integrer", host::choices())];
    plain.into_iter().chain(linked).collect()
}

/// The simulator as it opens from a fragment.
#[must_use]
pub fn simulator(fragment: &str) -> String {
    let renderer = LocalServerRenderer::<App>::with_props(AppProps::at(fragment));
    block_on(renderer.hydratable(false).render())
}
