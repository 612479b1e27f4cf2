//! The section *Comparer*: the scenarios that are kept, and up to four side by side.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::compare::{Figures, compare, difference};
use crate::engine::total;
use crate::library::{LONGEST_NAME, describe};
use crate::money::Euros;
use crate::scenario::Scenario;
use crate::view::actions::{button, click, once, open_file};
use crate::view::field::input_of;
use crate::view::grid::{Cell, Grid, Row, grid};
use crate::view::model::{Model, Msg};
use crate::view::result::live;
use crate::view::shelf::{Item, MOST_COMPARED, Put};
use crate::view::{Effect, Page, notices};

const TOO_LONG: &str = "120\u{a0}caractères au plus\u{a0}: le reste est coupé.";

/// The whole section below its heading.
pub fn section(model: &Model, page: &Page) -> Html {
    html! {
        <div class="cpts-wide">
            { keep(model, page) }
            { kept(model, page) }
            <section class="cpts-card" id="resultat" aria-label="Résultat" tabindex="-1">
                <h2>{ "Côte à côte" }</h2>
                { table(model, page.dispatch) }
            </section>
        </div>
    }
}

/// A text field that names a scenario.
fn name_field(
    id: String,
    label: &'static str,
    value: &str,
    hidden_label: bool,
    typed: &Callback<String>,
    left: Option<Callback<Event>>,
) -> Html {
    let oninput = typed.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.value()
    });
    html! {
        <div class="cpts-field">
            <label for={id.clone()} class={hidden_label.then_some("cpts-sr")}>
                { label }
            </label>
            <div class="cpts-input cpts-input--wide">
                <input
                    type="text"
                    {id}
                    value={value.to_string()}
                    maxlength={LONGEST_NAME.to_string()}
                    autocomplete="off"
                    {oninput}
                    onchange={left}
                />
            </div>
            if value.chars().count() >= LONGEST_NAME {
                <p class="cpts-hint">{ TOO_LONG }</p>
            }
        </div>
    }
}

fn keep(model: &Model, page: &Page) -> Html {
    let named = page.dispatch.reform(|name| Msg::Shelf(Put::Name(name)));
    let keep = once(click(page, None, Some(Msg::Shelf(Put::Keep))));
    html! {
        <section class="cpts-card" aria-labelledby="titre-affiche">
            <h2 id="titre-affiche">{ "Le scénario affiché" }</h2>
            <p class="cpts-shared">{ summary(&model.scenario) }</p>
            <div class="cpts-keep">
                { name_field("nom".to_string(), "Nom du scénario", &model.shelf.name, false, &named, None) }
                { button("cpts-btn cpts-btn--main", "Garder ce scénario", keep) }
            </div>
        </section>
    }
}

/// `Taille 2, 4 missions, 295 000 € par an`
fn summary(scenario: &Scenario) -> String {
    format!("{}, {} par an", describe(scenario), total(scenario))
}

fn kept(model: &Model, page: &Page) -> Html {
    let shelf = &model.shelf;
    let named: Vec<_> = shelf.named().cloned().collect();
    let save = click(page, Some(Effect::SaveAll(named)), None);
    html! {
        <section class="cpts-card" aria-labelledby="titre-gardes">
            // Above the list: what a second click meets is its heading.
            if let Some((_, removed)) = &shelf.removed {
                { notices::done(
                    format!("«\u{a0}{}\u{a0}» est supprimé.", removed.named.name),
                    notices::button(
                        "Annuler la suppression",
                        page,
                        Msg::Shelf(Put::Restore),
                        Effect::FocusHeading,
                    ),
                ) }
            }
            <h2 id="titre-gardes">{ "Vos scénarios gardés" }</h2>
            <p class="cpts-hint">
                if shelf.refused {
                    <b>{ "Ce navigateur refuse de garder des données. " }</b>
                    { "Vos scénarios vivent seulement dans cette page\u{a0}: enregistrez-les dans un \
                       fichier avant de la fermer." }
                } else {
                    { "Ils restent dans ce navigateur, sur cet appareil. Cochez-en jusqu’à trois pour les \
                       comparer au scénario affiché." }
                }
            </p>
            if shelf.items.is_empty() {
                <p class="cpts-hint">{ "Aucun scénario gardé pour l’instant." }</p>
            }
            <ul class="cpts-shelf">{ for shelf.items.iter().map(|of| item(model, page, of)) }</ul>
            { live(shelf.news.clone().unwrap_or_else(|| summary(&model.scenario))) }
            <div class="cpts-shelf__files">
                if !shelf.items.is_empty() {
                    { button("cpts-btn", "Enregistrer tous les scénarios", save) }
                }
                { open_file(page) }
                // While something is said of it, the button stands there.
                if page.start.unread && shelf.remarks.is_empty() {
                    { notices::save_unread(page) }
                }
            </div>
        </section>
    }
}

fn item(model: &Model, page: &Page, item: &Item) -> Html {
    let (id, dispatch) = (item.id, page.dispatch);
    let name = &item.named.name;
    let full = !item.compared && model.shelf.compared().count() == MOST_COMPARED;
    let compared = dispatch
        .reform(move |event: Event| Msg::Shelf(Put::Compare(id, input_of(&event).checked())));
    let about = format!("apropos-{id}");
    let left = dispatch.reform(move |_| Msg::Shelf(Put::Named(id)));
    let renamed = dispatch.reform(move |name| Msg::Shelf(Put::Rename(id, name)));
    let copy = click(page, None, Some(Msg::Shelf(Put::Duplicate(id))));
    html! {
        <li key={id}>
            <div role="group" aria-label={if name.is_empty() { describe(&item.named.scenario) } else { name.clone() }}>
                <label class="cpts-choice">
                    <input
                        type="checkbox"
                        autocomplete="off"
                        checked={item.compared}
                        disabled={full}
                        aria-describedby={about.clone()}
                        onchange={compared}
                    />
                    <span>{ "Comparer" }</span>
                </label>
                { name_field(format!("nom-{id}"), "Nom", name, true, &renamed, Some(left)) }
                <p class="cpts-hint" id={about}>
                    { summary(&item.named.scenario) }
                    if full { { ". On en compare trois au plus\u{a0}: décochez-en un d’abord." } }
                </p>
                <div class="cpts-shelf__actions">
                    { button("cpts-btn cpts-btn--small", "Ouvrir", click(page, None, Some(Msg::Load(id)))) }
                    { button("cpts-btn cpts-btn--small", "Dupliquer", once(copy)) }
                    { notices::button("Supprimer", page, Msg::Shelf(Put::Remove(id)), Effect::FocusHeading) }
                </div>
            </div>
        </li>
    }
}

fn table(model: &Model, dispatch: &Callback<Msg>) -> Html {
    let shown = (String::from("Affiché"), model.scenario);
    let compared = model.shelf.compared().map(|named| (named.name.clone(), named.scenario));
    let all: Vec<_> = std::iter::once(shown).chain(compared).collect();
    if all.len() < 2 {
        return html! {
            <p class="cpts-hint">
                { "Gardez un scénario, changez-en un dans le simulateur, puis comparez-les ici." }
            </p>
        };
    }
    let scenarios: Vec<Scenario> = all.iter().map(|(_, scenario)| *scenario).collect();
    let mut head = vec![("Ligne".to_string(), String::new())];
    head.extend(all.into_iter().map(|(name, scenario)| (name, describe(&scenario))));
    let (one, five) = compare(&scenarios);
    let unsigned = scenarios.iter().filter(|scenario| scenario.signature.is_none()).count();
    let rows = |figures: Vec<Figures>| figures.iter().map(row).collect();
    let panel = |_| None;
    let part = |caption, rows| {
        grid(model, dispatch, &Grid { caption, head: head.clone(), rows, panel: &panel })
    };
    html! {
        <>
            { part("Une année, en euros. L’écart est avec le scénario affiché.", rows(one)) }
            if unsigned < scenarios.len() {
                { part("Cinq ans de contrat, en euros. L’écart est avec le scénario affiché.", rows(five)) }
            }
            if unsigned > 0 {
                <p class="cpts-hint">
                    { "Sans date de signature, un scénario n’a pas de calendrier sur cinq ans." }
                </p>
            }
        </>
    }
}

fn row(figures: &Figures) -> Row {
    let reference = figures.amounts.first().copied().flatten();
    let cell = |(index, amount): (usize, &Option<Euros>)| match (amount, reference) {
        (None, _) => Cell::Text("–".to_string()),
        (Some(amount), Some(reference)) if index > 0 => {
            Cell::Compared(amount.number(), difference(reference, *amount))
        }
        (Some(amount), _) => Cell::Text(amount.number()),
    };
    Row {
        class: figures.sum.then_some("cpts-grid__sum"),
        head: figures.name.clone(),
        cells: figures.amounts.iter().enumerate().map(cell).collect(),
    }
}
