//! The structures in words: text that never changes, so it is HTML and not program. Only the host reads
//! the file for it.

use futures::executor::block_on;
use yew::LocalServerRenderer;
use yew::prelude::*;

use super::figure::sourced;
use crate::date;
use crate::explain::published;
use crate::money::Euros;
use crate::structures::check::read;
use crate::structures::data::{Amount, Amounts, Combination, Disagreement, File, Kind, Sourced};
use crate::tariff::{Citation, Source};

/// The words of the section *Structures*.
pub fn texts() -> String {
    block_on(LocalServerRenderer::<Texts>::new().hydratable(false).render())
}

/// The criteria, in the order of the file's own keys.
const CRITERIA: [&str; 9] = [
    "Composition",
    "Forme juridique",
    "Territoire",
    "Objectifs",
    "Projet de santé",
    "Validation et contrat",
    "Financements",
    "Références",
    "Calcul de nos montants",
];
const FUNDING: &str = "funding";

#[component]
fn Texts() -> Html {
    let text = include_str!("../../tariffs/structures.json");
    let Ok(file) = read("structures.json", text) else {
        return Html::default();
    };
    html! {
        <div class="cpts-wide">
            { combinations(&file) }
            { table(&file) }
            { disagreements(&file) }
            { sources(&file.sources) }
        </div>
    }
}

fn combinations(file: &File) -> Html {
    let of_kind = |kind: Kind| file.combinations.iter().filter(move |found| found.kind == kind);
    let list = |title: &'static str, kind| {
        html! {
            <div>
                <h3>{ title }</h3>
                <ul class="cpts-points">
                    { for of_kind(kind).map(|of| combination(&file.sources, of)) }
                </ul>
            </div>
        }
    };
    html! {
        <section class="cpts-card cpts-bareme" aria-labelledby="titre-cumul">
            <h2 id="titre-cumul">{ "Ce qui s’additionne, ce qui est une alternative" }</h2>
            <div class="cpts-halves">
                { list("S’additionne", Kind::Adds) }
                { list("L’un ou l’autre", Kind::Alternative) }
                { list("À suivre", Kind::Information) }
            </div>
        </section>
    }
}

fn combination(sources: &[Source], found: &Combination) -> Html {
    html! { <li>{ found.text }{ " " }{ cited(sources, &found.sources) }</li> }
}

/// Letters of the sources with their dates: `Source A, novembre 2024 · B, non daté`.
fn cited(sources: &[Source], citations: &[Citation]) -> Html {
    let mut letters: Vec<String> = Vec::new();
    for citation in citations {
        let Some(index) = sources.iter().position(|source| source.id == citation.source) else {
            continue;
        };
        let date = published(&sources[index]).unwrap_or_else(|| "non daté".to_string());
        let named = format!("{}, {date}", letter(index));
        if !letters.contains(&named) {
            letters.push(named);
        }
    }
    html! { <small>{ format!("Source {}", letters.join(" · ")) }</small> }
}

fn letter(index: usize) -> char {
    ('A'..='Z').nth(index).unwrap_or('?')
}

fn table(file: &File) -> Html {
    let keys = file.structures[0].texts().map(|(key, _)| key);
    html! {
        <section class="cpts-card" aria-labelledby="titre-textes">
            <h2 id="titre-textes">{ "Les quatre structures, point par point" }</h2>
            <table class="cpts-texts">
                <caption class="cpts-hint">
                    { "Dans chaque case, ses sources et leurs dates\u{a0}; les lettres renvoient à la liste \
                       au bas de la page." }
                </caption>
                <thead>
                    <tr>
                        <td></td>
                        { for file.structures.iter().map(|structure| html! {
                            <th scope="col">
                                { structure.short_name }<small>{ structure.long_name }</small>
                            </th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for CRITERIA.iter().zip(keys).enumerate().map(|(index, (title, key))| html! {
                        <tr>
                            <th scope="row">{ *title }</th>
                            { for file.structures.iter().map(|structure| {
                                let text = structure.texts()[index].1;
                                let amounts = (key == FUNDING).then(|| amounts(structure.id, &file.amounts));
                                cell(&file.sources, text, amounts.unwrap_or_default())
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}

fn cell(sources: &[Source], said: &Sourced, amounts: Vec<String>) -> Html {
    html! {
        <td>
            <p>{ said.text }</p>
            { for amounts.into_iter().map(|amount| html! { <p><b>{ amount }</b></p> }) }
            { cited(sources, &said.sources) }
        </td>
    }
}

/// The amounts of a structure in words, from the data.
fn amounts(id: &str, amounts: &Amounts) -> Vec<String> {
    let euros = |amount: &Amount| Euros::whole(amount.euros).to_string();
    let fir = |amounts: &[Amount]| {
        let each: Vec<_> = amounts.iter().map(euros).collect();
        format!("FIR\u{a0}: {}", each.join(" ou "))
    };
    match id {
        "esp" => vec![fir(&amounts.esp.fir)],
        "ess" => vec![
            format!("Amorçage\u{a0}: {}", euros(&amounts.ess.startup)),
            format!(
                "Par an\u{a0}: {} ({}\u{a0}médecins) à {} ({} et plus)",
                Euros::whole(amounts.ess.least.euros),
                amounts.ess.least.doctors,
                Euros::whole(amounts.ess.most.euros),
                amounts.ess.most.doctors,
            ),
        ],
        "msp" => vec![
            format!(
                "ACI\u{a0}: {} le point, {} par an en moyenne",
                euros(&amounts.msp.point),
                amounts.msp.average.first().map(euros).unwrap_or_default(),
            ),
            fir(&amounts.msp.fir),
        ],
        _ => vec!["ACI\u{a0}: voir le barème".to_string(), fir(&amounts.cpts.fir)],
    }
}

fn disagreements(file: &File) -> Html {
    html! {
        <section class="cpts-card cpts-bareme" aria-labelledby="titre-desaccords">
            <h2 id="titre-desaccords">{ "Quand les documents se contredisent" }</h2>
            <div class="cpts-halves">
                { for file.disagreements.iter().map(|found| disagreement(&file.sources, found)) }
            </div>
        </section>
    }
}

fn disagreement(sources: &[Source], found: &Disagreement) -> Html {
    let (class, tag) =
        if found.settled { ("cpts-tag", "tranché") } else { ("cpts-tag cpts-tag--off", "ouvert") };
    html! {
        <div>
            <h3>{ found.subject }{ " " }<span {class}>{ tag }</span></h3>
            <ul class="cpts-points">
                { for found.values.iter().map(|value| html! {
                    <li>{ value.text }{ " " }{ cited(sources, &value.sources) }</li>
                }) }
            </ul>
            <p>{ found.outcome }</p>
        </div>
    }
}

fn sources(sources: &[Source]) -> Html {
    html! {
        <section class="cpts-card cpts-bareme" aria-labelledby="titre-sources">
            <h2 id="titre-sources">{ "Sources" }</h2>
            <dl class="cpts-readings">
                { for sources.iter().enumerate().map(|(index, found)| html! {
                    <>
                        <dt>{ letter(index) }</dt>
                        <dd>
                            { sourced(found, None) }
                            { format!(". Vérifiée le {}.", date::long(found.checked.0)) }
                        </dd>
                    </>
                }) }
            </dl>
        </section>
    }
}
