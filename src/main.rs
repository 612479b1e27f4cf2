//! Starts the page in the browser.

use simulateur_cpts::view::App;

mod browser;

fn main() {
    yew::Renderer::<App>::with_root_and_props(browser::root(), browser::start()).render();
}
