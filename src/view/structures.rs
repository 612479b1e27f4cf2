//! The section *Structures*: what each structure is paid over one to five years, and what is assumed.
//! The words below, which never change, are in `texts.rs`.

use yew::prelude::*;

use crate::chart;
use crate::scenario::{Other, YEARS};
use crate::structures::{Funding, Structure, funding, hint};
use crate::view::Page;
use crate::view::contract::shared;
use crate::view::field::{self, Field, Look, text_field};
use crate::view::grid::{Cell, Grid, Row, grid};
use crate::view::model::{Model, Msg};
use crate::view::result::status;

/// All of it, below the heading.
pub fn section(model: &Model, page: &Page) -> Html {
    let all = Structure::ALL.map(|structure| (structure, funding(structure, &model.scenario)));
    let sums = all.map(|(of, funding)| format!("{} {}", of.short_name(), funding.after(YEARS)));
    let sentence = format!("Sur cinq ans\u{a0}: {}.", sums.join(", "));
    html! {
        <div class="cpts-wide">
            <section class="cpts-card" id="resultat" aria-label="Résultat" tabindex="-1">
                <h2>{ "Montants sur 1 à 5\u{a0}ans" }</h2>
                { table(model, page.dispatch, &all) }
                <div class="cpts-halves">
                    <figure>
                        { Html::from_html_unchecked(AttrValue::from(chart::structures(&all, &sentence))) }
                        <figcaption class="cpts-hint">
                            { "Cumul sur cinq ans, un trait par année. Barre pleine\u{a0}: le bas de la \
                               fourchette. Barre claire\u{a0}: jusqu’au haut." }
                        </figcaption>
                    </figure>
                    <div>
                        <p>
                            { "Ces montants ne se classent pas\u{a0}: ESP et MSP suivent leur \
                               patientèle, l’ESS une spécialité, la CPTS toute une population." }
                        </p>
                        { shared(&model.scenario) }
                        if model.scenario.signature.is_none() {
                            <p class="cpts-hint">
                                { "Sans date de signature, la CPTS compte toutes ses missions dès le \
                                   premier jour, et la rédaction du plan de crise la première année." }
                            </p>
                        }
                        { status(model, sentence) }
                    </div>
                </div>
            </section>
            <section class="cpts-card" aria-labelledby="titre-hypotheses">
                <h2 id="titre-hypotheses">
                    { "Ce que nous supposons" }
                    <span class="cpts-optional">{ "à corriger si vous savez mieux" }</span>
                </h2>
                <div class="cpts-others">
                    { for all.iter().map(|of| group(model, page.dispatch, of)) }
                </div>
            </section>
        </div>
    }
}

fn table(model: &Model, dispatch: &Callback<Msg>, all: &[(Structure, Funding)]) -> Html {
    let mut head =
        vec![("Structure".to_string(), String::new()), ("Nom".to_string(), String::new())];
    head.extend((1..=YEARS).map(|years| {
        (format!("{years}\u{a0}{}", if years == 1 { "an" } else { "ans" }), String::new())
    }));
    let row = |(structure, funding): &(Structure, Funding)| {
        let mut cells = vec![Cell::Label(structure.long_name().to_string())];
        cells.extend((1..=YEARS).map(|years| Cell::Text(funding.after(years).to_string())));
        Row { class: Some("cpts-name"), head: structure.short_name().to_string(), cells }
    };
    let caption = "Montants cumulés depuis le début de la première année";
    grid(
        model,
        dispatch,
        &Grid { caption, head, rows: all.iter().map(row).collect(), panel: &|_| None },
    )
}

/// What is assumed of one structure.
fn group(
    model: &Model,
    dispatch: &Callback<Msg>,
    (structure, funding): &(Structure, Funding),
) -> Html {
    let field = |other, unit, placeholder| {
        let look = Look { unit, inputmode: "numeric", placeholder, narrow: false };
        html! {
            <>
                { text_field(model, dispatch, Field::Other(other), &look) }
                { field::hint(Field::Other(other), hint(other).to_string()) }
            </>
        }
    };
    html! {
        <div role="group" aria-label={structure.short_name()}>
            <h3>{ structure.short_name() }<small>{ structure.long_name() }</small></h3>
            <p>{ format!("{} sur 5\u{a0}ans", funding.after(YEARS)) }</p>
            { match structure {
                Structure::Esp => field(Other::EspFir, "€", ""),
                Structure::Ess => field(Other::EssDoctors, "médecins", "fourchette"),
                Structure::Msp => html! {
                    <>
                        { field(Other::MspPoints, "points", "moyenne") }
                        <p class="cpts-hint">
                            { "Pour compter vos points\u{a0}: " }
                            <a href="https://calculette-maisondesante.ameli.fr" rel="noreferrer" target="_blank">
                                { "calculette-maisondesante.ameli.fr" }
                            </a>
                        </p>
                        { field(Other::MspFir, "€", "") }
                    </>
                },
                Structure::Cpts => field(Other::CptsFir, "€", ""),
            } }
        </div>
    }
}
