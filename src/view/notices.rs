//! What the page has to say before anything else, and the choice of the tariff.

use yew::prelude::*;

use crate::date;
use crate::engine::total;
use crate::scenario::{Action, Scenario};
use crate::tariff::{self, Status, Tariff};
use crate::view::field::{Choice, choice};
use crate::view::model::{Model, Msg, is_old};
use crate::view::shelf::Put;
use crate::view::{Effect, Page, actions};

/// Everything at the top of the page that is there only sometimes.
pub fn notices(model: &Model, page: &Page) -> Html {
    html! {
        <div class="cpts-notices">
            { not_in_force(model.scenario.tariff, page) }
            { remarks(&model.remarks, LINK_REMARKS, page, Msg::DismissRemarks) }
            { remarks(
                &model.shelf.remarks,
                if model.shelf.of_file { FILE_REMARKS } else { KEPT_REMARKS },
                page,
                Msg::Shelf(Put::Dismiss),
            ) }
            if !model.shelf.remarks.is_empty() && !model.shelf.of_file {
                { save_unread(page) }
            }
            if let Some(offer) = &model.offer {
                { offered(offer, page) }
            }
        </div>
    }
}

const LINK_REMARKS: (&str, &str) =
    ("Le lien n’a pas pu être lu en entier. ", "Ce qui manque garde sa valeur de départ.");
const FILE_REMARKS: (&str, &str) = ("Ce fichier n’a pas pu être lu en entier.", "");
const KEPT_REMARKS: (&str, &str) =
    ("Vos scénarios n’ont pas pu être lus en entier. ", "Ce qui est illisible n’est pas effacé.");

/// The way to what the device kept and nobody could read.
pub fn save_unread(page: &Page) -> Html {
    let save = actions::click(page, Some(Effect::SaveUnread), None);
    actions::button("cpts-btn", "Enregistrer ce qui est illisible", save)
}

/// A button that goes with its notice: `leave` gives the focus a place to be.
pub fn button(label: &'static str, page: &Page, msg: Msg, leave: Effect) -> Html {
    actions::button("cpts-btn", label, actions::click(page, Some(leave), Some(msg)))
}

/// What was done, and the way to take it back or to go on.
pub fn done(what: String, next: Html) -> Html {
    html! { <div class="cpts-notice"><p>{ what }</p>{ next }</div> }
}

fn read(label: &'static str, page: &Page, msg: Msg) -> Html {
    button(label, page, msg, Effect::FocusHeading)
}

fn not_in_force(tariff: &'static Tariff, page: &Page) -> Html {
    if tariff.is_current() {
        return Html::default();
    }
    let why = match tariff.status {
        Status::Draft => "Ce barème n’est pas en vigueur. ",
        Status::InForce => "Ce barème n’est plus en vigueur. ",
    };
    html! {
        <div class="cpts-notice cpts-notice--warning">
            <p><b>{ why }</b>{ tariff.summary }</p>
            { read(
                "Revenir au barème en vigueur",
                page,
                Msg::Choose(Action::Tariff(tariff::current())),
            ) }
        </div>
    }
}

/// What could not be read, with the sentence that introduces it.
fn remarks(
    remarks: &[String],
    (what, then): (&'static str, &'static str),
    page: &Page,
    dismiss: Msg,
) -> Html {
    if remarks.is_empty() {
        return Html::default();
    }
    html! {
        <div class="cpts-notice cpts-notice--warning">
            <div>
                <p><b>{ what }</b>{ then }</p>
                <ul>{ for remarks.iter().map(|remark| html! { <li>{ remark.clone() }</li> }) }</ul>
            </div>
            { read("Compris", page, dismiss) }
        </div>
    }
}

fn offered(offer: &Scenario, page: &Page) -> Html {
    html! {
        <div class="cpts-notice">
            <p>
                { format!(
                    "Votre dernière simulation sur cet appareil\u{a0}: taille\u{a0}{}, {}.",
                    offer.size().number(),
                    total(offer),
                ) }
            </p>
            <div class="cpts-notice__actions">
                { read("Reprendre", page, Msg::Resume) }
                { read("Ignorer", page, Msg::Forget) }
            </div>
        </div>
    }
}

/// The tariff in use with its date, and how to change it.
pub fn tariff_choice(model: &Model, dispatch: &Callback<Msg>, today: Option<time::Date>) -> Html {
    let tariff = model.scenario.tariff;
    let old = today.is_some_and(|today| is_old(tariff, today));
    html! {
        <details class="cpts-tariff">
            <summary>
                <span class="cpts-tariff__name">{ format!("Barème\u{a0}: {}", in_use(tariff)) }</span>
                <span class="cpts-tariff__change">{ "Changer" }</span>
            </summary>
            <fieldset role="radiogroup">
                <legend>{ "Barème" }</legend>
                { for tariff::all().iter().map(|option| tariff_option(tariff, option, dispatch)) }
            </fieldset>
            <p class="cpts-hint">
                { format!("Montants vérifiés le {}.", date::long(tariff.last_checked())) }
                if old {
                    <b>{ " C’était il y a plus d’un an\u{a0}: demandez à votre CPAM s’ils ont changé." }</b>
                }
            </p>
        </details>
    }
}

/// `avenant 2 à l’ACI, en vigueur depuis le 1ᵉʳ avril 2022`
pub fn in_use(tariff: &Tariff) -> String {
    match tariff.status {
        Status::InForce => {
            format!("{}, en vigueur depuis le {}", tariff.short_name, date::long(tariff.starts.0))
        }
        Status::Draft => format!("{}, jamais appliqué", tariff.short_name),
    }
}

fn tariff_option(
    chosen: &'static Tariff,
    option: &'static Tariff,
    dispatch: &Callback<Msg>,
) -> Html {
    let radio = Choice {
        kind: "radio",
        name: "bareme",
        id: format!("bareme-{}", option.id),
        checked: chosen == option,
        on: Action::Tariff(option),
        off: Action::Tariff(option),
    };
    choice(dispatch, radio, html! { <>{ option.name }<small>{ option.summary }</small></> })
}
