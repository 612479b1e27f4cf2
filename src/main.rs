//! Starts the page in the browser.

use simulateur_cpts::view::App;

mod browser;

fn main() {
    yew::set_custom_panic_hook(Box::new(|_| browser::show_failure()));
    let start = browser::start();
    let focused = browser::focused();
    yew::Renderer::<App>::with_root_and_props(browser::root(), start).render();
    if let Some(id) = focused {
        browser::focus(&id);
    }
}
