//! The first question: population and size.

use yew::prelude::*;

use crate::alert::distance;
use crate::engine::{nearest_bound, total};
use crate::money::{counted, grouped};
use crate::scenario::{Action, Scenario, Size};
use crate::tariff::Tariff;
use crate::view::field::Field;
use crate::view::field::{Choice, Look, choice_input, text_field};
use crate::view::model::{Model, Msg};
use crate::view::{Page, picker};

const POPULATION: Look =
    Look { unit: "habitants", inputmode: "numeric", placeholder: "", narrow: false };

/// Population field and size cards.
pub fn territory(model: &Model, page: &Page) -> Html {
    let dispatch = page.dispatch;
    html! {
        <section class="cpts-card" aria-labelledby="etape-territoire">
            <h2 id="etape-territoire">
                <span class="cpts-step" aria-hidden="true">{ "1" }</span>{ "Votre territoire" }
            </h2>
            { text_field(model, dispatch, Field::Population, &POPULATION) }
            { hint(&model.scenario) }
            { picker::picker(model, page) }
            <fieldset class="cpts-sizes" role="radiogroup">
                <legend>{ "Taille de la CPTS" }</legend>
                { for Size::ALL.into_iter().map(|size| size_card(&model.scenario, dispatch, size)) }
            </fieldset>
        </section>
    }
}

fn size_card(scenario: &Scenario, dispatch: &Callback<Msg>, size: Size) -> Html {
    let number = size.number();
    let radio = Choice {
        kind: "radio",
        name: "taille",
        id: format!("taille-{number}"),
        checked: scenario.size() == size,
        on: Action::Size(size),
        off: Action::Size(size),
    };
    html! {
        <label class="cpts-size">
            { choice_input(dispatch, radio) }
            <b>{ format!("Taille {number}") }</b>
            <span>
                { band(scenario.tariff, size) }<span class="cpts-sr">{ " habitants\u{a0}:" }</span>
            </span>
            <span class="cpts-size__total">{ total(&scenario.with_size(size)).to_string() }</span>
        </label>
    }
}

/// `moins de 40 000`, `40 000 à 79 999`, `plus de 175 000`
pub fn band(tariff: &Tariff, size: Size) -> String {
    let grouped = |count: u32| grouped(count.into());
    match tariff.band(size) {
        (1, Some(last)) => format!("moins de {}", grouped(last + 1)),
        (first, Some(last)) => format!("{} à {}", grouped(first), grouped(last)),
        (first, None) => format!("plus de {}", grouped(first - 1)),
    }
}

/// What the population says: its size, how far the next one is and what it would bring.
fn hint(scenario: &Scenario) -> Html {
    let Some(population) = scenario.territory.population() else {
        return html! {
            <p class="cpts-hint" id={Field::Population.hint_id()}>
                { "Facultatif si vous connaissez la taille. Celle du contrat fait foi." }
            </p>
        };
    };
    let tariff = scenario.tariff;
    let own_size = tariff.size_of(population);
    let bound = nearest_bound(tariff, population);
    let total_at = |size| total(&scenario.with_size(size));
    let (here, there) = (total_at(own_size), total_at(bound.neighbour));
    let (gap, more) = if there < here { (here - there, "moins") } else { (there - here, "plus") };
    let differs = scenario.size() != own_size;
    html! {
        <>
            <p
                class={classes!("cpts-hint", bound.near.then_some("cpts-hint--near"))}
                id={Field::Population.hint_id()}
            >
                if bound.near { <b>{ "Tout près d’un seuil. " }</b> }
                { format!(
                    "Avec {}, taille\u{a0}{}. {} À choix égal, elle apporterait \
                     {gap} de {more} par an.",
                    counted(population, "habitant"),
                    own_size.number(),
                    distance(own_size < bound.neighbour, &bound),
                ) }
            </p>
            if differs {
                <p class="cpts-hint cpts-hint--near">
                    { format!(
                        "Vous avez choisi la taille\u{a0}{}, qui ne correspond pas à ce nombre \
                         d’habitants. Le calcul suit la taille choisie.",
                        scenario.size().number(),
                    ) }
                </p>
            }
        </>
    }
}
