//! What the user can do with a result: share it, print it, keep it, save it, start again.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::library::Named;
use crate::link::{Section, write};
use crate::view::model::{Model, Msg};
use crate::view::shelf::Put;
use crate::view::{Effect, Format, Page, notices, result};

/// All of it.
pub fn actions(model: &Model, page: &Page) -> Html {
    let (section, scenario) = (model.section, model.scenario);
    let act = |label, msg| button("cpts-btn", label, click(page, None, Some(msg)));
    let copy = click(page, Some(Effect::Copy(section, scenario)), None);
    let print = click(page, Some(Effect::Print), None);
    let copied = if model.copied == Some(true) { "Lien copié" } else { "Copier le lien" };
    html! {
        <div class="cpts-actions">
            { button("cpts-btn cpts-btn--main", copied, copy) }
            { button("cpts-btn", "Imprimer", print) }
            { button("cpts-btn", "Garder", once(click(page, None, Some(Msg::Shelf(Put::Keep))))) }
            { act("Réinitialiser", Msg::Reset) }
            if let Some(news) = &model.shelf.news {
                { notices::done(news.clone(), html! {
                    <a href={write(Section::Compare, &model.scenario)}>{ "Comparer les scénarios" }</a>
                }) }
            }
            if model.undo.is_some() {
                { notices::done(
                    result::RESET.to_string(),
                    notices::button("Annuler", page, Msg::Undo, Effect::ShowResult),
                ) }
            }
            if model.copied == Some(false) {
                <p class="cpts-error">
                    { "Le navigateur refuse la copie\u{a0}: copiez l’adresse de la page ouverte en grand, \
                       elle contient votre simulation." }
                </p>
            }
            { exports(model, page) }
        </div>
    }
}

/// What a click asks of the world, then tells the page.
pub fn click(page: &Page, effect: Option<Effect>, msg: Option<Msg>) -> Callback<MouseEvent> {
    let (world, dispatch) = (page.world.clone(), page.dispatch.clone());
    Callback::from(move |_| {
        if let Some(effect) = &effect {
            world.emit(effect.clone());
        }
        if let Some(msg) = &msg {
            dispatch.emit(msg.clone());
        }
    })
}

/// The same without the second click of a double one, which would make a second copy.
pub fn once(onclick: Callback<MouseEvent>) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        if event.detail() < 2 {
            onclick.emit(event);
        }
    })
}

/// A button with a text.
pub fn button(
    class: &'static str,
    label: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let label = label.into();
    html! { <button type="button" {class} {onclick}>{ label }</button> }
}

/// Everything that the scenario on screen can be saved as.
fn exports(model: &Model, page: &Page) -> Html {
    let save = |format: Format, label, detail| {
        let named = Named::new(&model.name(), model.scenario);
        let section = model.section;
        download(page, label, detail, Effect::Export(format, section, named))
    };
    html! {
        <details class="cpts-files">
            <summary>{ "Enregistrer, exporter, ouvrir" }</summary>
            <ul>
                { save(Format::Workbook, "Classeur Excel", "XLSX, avec ses formules") }
                { save(Format::Table, "Tableau CSV", "pour Excel en français") }
                { save(Format::Chart, "Graphique", "image SVG") }
                { save(Format::Scenario, "Scénario", "fichier JSON, à rouvrir ici") }
                { download(
                    page,
                    "Enregistrer pour un usage hors ligne",
                    "la page elle-même, avec ce scénario",
                    Effect::SavePage,
                ) }
            </ul>
            { open_file(page) }
        </details>
    }
}

fn download(page: &Page, label: &'static str, detail: &'static str, effect: Effect) -> Html {
    let onclick = click(page, Some(effect), None);
    html! { <li>{ button("cpts-link", label, onclick) }<small>{ detail }</small></li> }
}

/// The way back from a file.
pub fn open_file(page: &Page) -> Html {
    let world = page.world.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            world.emit(Effect::Read(file));
        }
        // The same file may be chosen again.
        input.set_value("");
    });
    html! {
        <label class="cpts-btn cpts-open">
            { "Ouvrir un fichier" }
            <input type="file" accept=".json,application/json" {onchange} />
        </label>
    }
}
