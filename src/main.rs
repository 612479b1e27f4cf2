//! Starts the page in the browser.

use simulateur_cpts::view::App;

mod browser;

fn main() {
    yew::set_custom_panic_hook(Box::new(|_| browser::show_failure()));
    yew::Renderer::<App>::with_root_and_props(browser::root(), browser::start()).render();
}
