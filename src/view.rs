//! The page.
use yew::prelude::*;
/// The page.
#[component]
pub fn App() -> Html {
    html! { <p>{ "Bonjour" }</p> }
}
/// Fragments of `index.html` written once on the host: file name without extension, HTML.
#[cfg(feature = "prerender")]
pub fn prerender() -> Vec<(&'static str, String)> {
    let page = futures::executor::block_on(
        yew::LocalServerRenderer::<App>::new().hydratable(false).render(),
    );
    vec![("simulateur", page), ("bareme", "<p>tables</p>".to_string())]
}
