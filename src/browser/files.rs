//! Files that the page gives and takes.

use gloo::utils::{body, document};
use time::Date;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Element, File, HtmlAnchorElement, Url};

use simulateur_cpts::api::json;
use simulateur_cpts::contract::Contract;
use simulateur_cpts::engine::simulate;
use simulateur_cpts::export::{self, Document};
use simulateur_cpts::library::{Named, file_name};
use simulateur_cpts::link::{self, Section};
use simulateur_cpts::schedule::plan;
use simulateur_cpts::view::Format;
use simulateur_cpts::view::model::Msg;
use simulateur_cpts::view::shelf::Put;
use simulateur_cpts::{chart, file};

use super::storage;

/// The browser has begun to read a file by then.
const READ_IN_MS: u32 = 120_000;

/// The byte order mark: the page is read as UTF-8 whatever a host says of its files.
const MARK: char = '\u{feff}';

/// Saves one scenario, or what is computed from it.
pub fn export(format: Format, section: Section, named: &Named, page: &str, today: Option<Date>) {
    let scenario = &named.scenario;
    let simulation = simulate(scenario);
    let plan = Contract::of(scenario).map(|contract| plan(&contract));
    let link = format!("{page}{}", link::write(section, scenario));
    let document = Document {
        name: &named.name,
        simulation: &simulation,
        plan: plan.as_ref(),
        link: &link,
        today,
    };
    let (extension, kind, bytes) = match format {
        Format::Workbook => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            export::xlsx(&document),
        ),
        Format::Table => ("csv", "text/csv;charset=utf-8", export::csv(&document).into_bytes()),
        Format::Scenario => return save_all(std::slice::from_ref(named), page, today),
        Format::Chart => {
            let svg = match &plan {
                Some(plan) if section == Section::Contract => chart::plan(plan),
                _ => chart::year(&simulation),
            };
            let file = chart::standalone(&svg, &export::provenance(&document));
            ("svg", "image/svg+xml", file.into_bytes())
        }
    };
    save(&file_name(&named.name, extension), kind, &bytes);
}

/// Saves named scenarios in one file, which opens again.
pub fn save_all(scenarios: &[Named], page: &str, today: Option<Date>) {
    let name = match scenarios {
        [one] => &one.name,
        _ => "scénarios",
    };
    let text = json::write(&file::write(scenarios, page, today));
    save(&file_name(name, "json"), "application/json", text.as_bytes());
}

/// Saves the page itself. It carries the scenario on screen in its state, as any saved page does.
pub fn save_page() {
    let Some(html) = document().document_element() else { return };
    // A file is not installed.
    let manifest = document().query_selector("link[rel=manifest]").ok().flatten();
    let manifest = manifest.inspect(Element::remove);
    let text = format!("{MARK}<!doctype html>\n{}", html.outer_html());
    let script = document().query_selector("script").ok().flatten();
    if let (Some(script), Some(manifest)) = (script, manifest) {
        let _ = script.before_with_node_1(&manifest);
    }
    save(&file_name("", "html"), "text/html;charset=utf-8", text.as_bytes());
}

/// Saves what the device kept and nobody could read.
pub fn save_unread() {
    save(&file_name("illisible", "txt"), "text/plain;charset=utf-8", storage::unread().as_bytes());
}

/// Offers a file to the user, as a link that is clicked.
fn save(name: &str, kind: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    let address = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    let link = document().create_element("a").map(JsCast::dyn_into::<HtmlAnchorElement>);
    let (Ok(address), Ok(Ok(link))) = (address, link) else { return };
    link.set_href(&address);
    link.set_download(name);
    // Some browsers follow only links that are in the page.
    let _ = body().append_child(&link);
    link.click();
    link.remove();
    let forget = move || drop(Url::revoke_object_url(&address));
    gloo::timers::callback::Timeout::new(READ_IN_MS, forget).forget();
}

/// Reads a file that the user chose.
pub fn read(chosen: &File) {
    let done = |reading| super::tell(Msg::Shelf(Put::Read(reading)));
    // No file of this page reaches five megabytes: what does is not one of them.
    if chosen.size() > 5e6 {
        return done(file::too_large());
    }
    let text = chosen.text();
    spawn_local(async move {
        let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
        done(text.map_or_else(file::not_ours, |text| storage::read(&text)));
    });
}
