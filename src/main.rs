//! Starts the page in the browser.
fn main() {
    yew::Renderer::<simulateur_cpts::view::App>::with_root(
        web_sys::window()
            .and_then(|w| w.document())
            .and_then(|d| d.get_element_by_id("simulateur"))
            .expect("root"),
    )
    .render();
}
