//! The choices of the page for hosts (`host/integrer.html`), from the same data as the simulator.

use futures::executor::block_on;
use yew::LocalServerRenderer;
use yew::prelude::*;

use super::territory::band;
use crate::link::Section;
use crate::scenario::{Scenario, Size};
use crate::tariff;

/// The fieldsets that become attributes: size, missions, section.
pub fn choices() -> String {
    block_on(LocalServerRenderer::<Choices>::new().hydratable(false).render())
}

#[component]
fn Choices() -> Html {
    let tariff = tariff::current();
    let opening = Scenario::opening();
    html! {
        <>
            <fieldset>
                <legend>{ "Taille de la CPTS à l’ouverture" }</legend>
                { radio("taille", "", true, "Non précisée", "la page s’ouvre sur la taille 3") }
                { for Size::ALL.into_iter().map(|size| {
                    let number = size.number().to_string();
                    let name = format!("Taille\u{a0}{number}");
                    let detail = format!("{}\u{a0}habitants", band(tariff, size));
                    radio("taille", &number, false, &name, &detail)
                }) }
            </fieldset>
            <fieldset>
                <legend>{ "Missions cochées à l’ouverture" }</legend>
                { for tariff.missions.iter().map(|row| html! {
                    <label class="cpts-choice">
                        <input
                            type="checkbox"
                            name="missions"
                            value={row.id.slug()}
                            checked={opening.choice(row.id).selected}
                        />
                        <span>{ row.id.title() }</span>
                    </label>
                }) }
            </fieldset>
            <fieldset>
                <legend>{ "Section affichée à l’ouverture" }</legend>
                { for Section::ALL.into_iter().map(|section| {
                    radio("section", section.slug(), section.slug().is_empty(), section.title(), "")
                }) }
            </fieldset>
        </>
    }
}

fn radio(name: &'static str, value: &str, checked: bool, label: &str, detail: &str) -> Html {
    html! {
        <label class="cpts-choice">
            <input type="radio" {name} value={value.to_string()} {checked} />
            <span>{ label.to_string() }<small>{ detail.to_string() }</small></span>
        </label>
    }
}
