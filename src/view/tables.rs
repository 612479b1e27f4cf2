//! The tariff tables and the foot: text that never changes, so it is HTML and not program.

use futures::executor::block_on;
use yew::LocalServerRenderer;
use yew::prelude::*;

use super::figure::source;
use super::territory::band;
use crate::date;
use crate::explain::Reference;
use crate::money::grouped;
use crate::scenario::{Mission, Size};
use crate::tariff::{self, Citation, MissionRow, Row, Status, Tariff};

/// The abbreviations of the sections that the program writes: their text changes, and links inside
/// it would weigh in the program.
const ABBREVIATIONS: [&str; 15] = [
    "ACI", "ARS", "CPAM", "CPTS", "CSMF", "CSV", "ESP", "ESS", "FAQ", "FIR", "JSON", "MSP", "SVG",
    "URPS", "XLSX",
];

/// The section *Barème*.
pub fn tables() -> String {
    block_on(LocalServerRenderer::<Tables>::new().hydratable(false).render())
}

/// The foot of the page.
pub fn foot() -> String {
    block_on(LocalServerRenderer::<Foot>::new().hydratable(false).render())
}

#[component]
fn Tables() -> Html {
    html! {
        <>
            <div class="cpts-intro">
                <h1 tabindex="-1">{ "Les barèmes du financement des CPTS" }</h1>
                <p>
                    { "Tous les montants que le simulateur utilise, en euros par an et par taille, avec \
                       leurs sources." }
                </p>
            </div>
            { for tariff::all().iter().map(|tariff| html! { <TariffTable {tariff} /> }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TariffProps {
    tariff: &'static Tariff,
}

#[component]
fn TariffTable(props: &TariffProps) -> Html {
    let tariff = props.tariff;
    html! {
        <article class="cpts-card cpts-bareme" aria-labelledby={tariff.id}>
            <h2 id={tariff.id}>{ tariff.name }</h2>
            <p>{ status(tariff) }{ " " }{ tariff.summary }</p>
            { amounts(tariff) }
            { deadlines(tariff) }
            { rules(tariff) }
            { interpretations(tariff) }
            { sources(tariff) }
        </article>
    }
}

fn status(tariff: &Tariff) -> Html {
    match tariff.status {
        Status::InForce => html! {
            <span class="cpts-tag">{ format!("En vigueur depuis le {}", date::long(tariff.starts.0)) }</span>
        },
        Status::Draft => {
            html! { <span class="cpts-tag cpts-tag--off">{ "Jamais appliqué" }</span> }
        }
    }
}

fn amounts(tariff: &'static Tariff) -> Html {
    html! {
        <div class="cpts-scroll" role="region" tabindex="0" aria-label={format!("Montants, {}", tariff.short_name)}>
            <table class="cpts-grid">
                <caption>{ "Montants en euros par an, selon le nombre d’habitants" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Ligne" }</th>
                        { for Size::ALL.into_iter().map(|size| html! {
                            <th scope="col">
                                { format!("Taille\u{a0}{}", size.number()) }
                                <small>{ band(tariff, size) }</small>
                            </th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ row(tariff, "Fonctionnement", &tariff.functioning) }</tbody>
                { for tariff.missions.iter().map(|row| mission(tariff, row)) }
                if let Some(additional) = &tariff.additional {
                    <tbody>
                        { row(
                            tariff,
                            &format!(
                                "Financement additionnel du fonctionnement, une seule fois, si le \
                                 contrat est signé avant le {}",
                                date::long(additional.signed_before.0)
                            ),
                            &additional.row,
                        ) }
                    </tbody>
                }
                <tfoot>{ row(
                    tariff,
                    "Total annoncé par le texte, toutes missions, sans financement additionnel",
                    &tariff.control,
                ) }</tfoot>
            </table>
        </div>
    }
}

fn mission(tariff: &Tariff, row_of: &'static MissionRow) -> Html {
    let kind = if row_of.core { "socle" } else { "optionnelle" };
    let fixed = match row_of.id {
        Mission::Crise => "Part fixe, année de première rédaction du plan",
        _ => "Part fixe",
    };
    let variable = match row_of.id {
        Mission::Crise => "Part variable, si une crise sanitaire grave survient",
        _ => "Part variable, à 100\u{a0}% d’atteinte",
    };
    html! {
        <tbody>
            <tr>
                <th scope="rowgroup" colspan="5">
                    { row_of.id.title() }{ " " }<span class="cpts-tag">{ kind }</span>
                </th>
            </tr>
            { row(tariff, fixed, &row_of.fixed) }
            if let Some(update) = &row_of.update {
                { row(tariff, "Part fixe, années de mise à jour du plan", update) }
            }
            { row(tariff, variable, &row_of.variable) }
        </tbody>
    }
}

fn row(tariff: &Tariff, name: &str, row: &Row) -> Html {
    html! {
        <tr>
            <th scope="row">
                { name.to_string() }{ references(tariff, &row.sources, &row.interpretations) }
            </th>
            { for Size::ALL.into_iter().map(|size| html! {
                <td>{ row.amount(size).number() }</td>
            }) }
        </tr>
    }
}

/// Which documents a row stands in, by their letter, and how it is read.
fn references(tariff: &Tariff, citations: &[Citation], interpretations: &[&'static str]) -> Html {
    let letters = citations.iter().map(|citation| letter(tariff, citation.source).to_string());
    let names = letters.chain(interpretations.iter().map(ToString::to_string));
    html! { <small>{ format!(" Source {}", names.collect::<Vec<_>>().join(" · ")) }</small> }
}

/// The letter of a source in the list below the tables.
fn letter(tariff: &Tariff, id: &str) -> char {
    let place = tariff.sources.iter().position(|source| source.id == id);
    place.and_then(|place| ('A'..='Z').nth(place)).unwrap_or('?')
}

fn deadlines(tariff: &'static Tariff) -> Html {
    let months = |limit: Option<u8>| {
        limit.map_or_else(|| "aucun délai".to_string(), |months| format!("{months}\u{a0}mois"))
    };
    html! {
        <>
            <h3>{ "Délais des missions socles" }</h3>
            <div class="cpts-scroll" role="region" tabindex="0" aria-label={format!("Délais, {}", tariff.short_name)}>
                <table class="cpts-grid">
                    <caption>{ "Au plus tard après la signature du contrat" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Mission" }</th>
                            <th scope="col">{ "Démarrage" }</th>
                            <th scope="col">{ "Déploiement complet" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for tariff.missions.iter().filter_map(|row| Some((row, row.deadline.as_ref()?)))
                            .map(|(row, deadline)| html! {
                                <tr>
                                    <th scope="row">
                                        { row.id.title() }{ references(tariff, &deadline.sources, &[]) }
                                    </th>
                                    <td>{ months(deadline.start_months) }</td>
                                    <td>{ months(Some(deadline.deploy_months)) }</td>
                                </tr>
                            }) }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn rules(tariff: &Tariff) -> Html {
    let Some(uplift) = &tariff.uplift else {
        return Html::default();
    };
    html! {
        <>
            <h3>{ "Majoration" }</h3>
            <p>
                { format!(
                    "Une CPTS de taille\u{a0}{} qui compte au moins {}\u{a0}membres reçoit {} de plus sur \
                     les parts fixes et variables de ses missions.",
                    uplift.size.number(),
                    grouped(uplift.members.into()),
                    uplift.rate(),
                ) }
                { references(tariff, &uplift.sources, &uplift.interpretations) }
            </p>
        </>
    }
}

fn interpretations(tariff: &Tariff) -> Html {
    html! {
        <>
            <h3>{ "Interprétations" }</h3>
            <p>
                { "Là où le texte est muet ou ambigu, voici le choix du simulateur." }
            </p>
            <dl class="cpts-readings">
                { for tariff.interpretations.iter().map(|found| html! {
                    <>
                        <dt>{ format!("{}. {}", found.id, found.question) }</dt>
                        <dd><b>{ found.choice }</b>{ " " }{ found.reason }</dd>
                    </>
                }) }
            </dl>
        </>
    }
}

fn sources(tariff: &'static Tariff) -> Html {
    html! {
        <>
            <h3>{ "Sources" }</h3>
            <dl class="cpts-readings">
                { for tariff.sources.iter().map(|found| html! {
                    <>
                        <dt>{ format!("Source {}", letter(tariff, found.id)) }</dt>
                        <dd>
                            { source(tariff, Reference { source: found.id, place: None }) }
                            { format!(". Vérifiée le {}.", date::long(found.checked.0)) }
                        </dd>
                    </>
                }) }
            </dl>
        </>
    }
}

#[component]
fn Foot() -> Html {
    let tariff = tariff::current();
    let repository = env!("CARGO_PKG_REPOSITORY");
    html! {
        <>
            <p>
                { "Simulateur indépendant, non officiel. Les montants dus sont fixés par le contrat signé \
                   avec la CPAM et l’ARS." }
            </p>
            <p>
                <span id="version">
                    { format!(
                        "Version\u{a0}{}. Barème en vigueur\u{a0}: {}, vérifié le {}.",
                        env!("CARGO_PKG_VERSION"),
                        tariff.short_name,
                        date::long(tariff.last_checked()),
                    ) }
                </span>
                <span id="bareme-ancien" hidden={true}>
                    { " Cette vérification a plus d’un an\u{a0}: demandez à votre CPAM si les montants ont \
                       changé." }
                </span>
            </p>
            <p>
                { "Sigles\u{a0}: " }
                { for ABBREVIATIONS.into_iter().map(|term| html! {
                    <><a href={format!("#/comprendre/{}", term.to_lowercase())}>{ term }</a>{ ", " }</>
                }) }
                <a href="#/comprendre/glossaire">{ "tout le glossaire" }</a>{ "." }
            </p>
            <details class="cpts-legal">
                <summary>{ "Mentions légales et vie privée" }</summary>
                <p>
                    { "Ce simulateur est un logiciel libre (licence MIT), fourni sans garantie. Il n’est \
                       édité ni par l’Assurance maladie, ni par une ARS, ni par l’État. Chaque hébergeur \
                       répond de la copie qu’il publie." }
                </p>
                <p>
                    { "Aucune donnée ne quitte votre appareil\u{a0}: " }
                    <a href="#/comprendre/vie-privee">{ "vie privée" }</a>
                    { ". Aucun audit n’a encore été fait\u{a0}: " }
                    <a href="#/comprendre/accessibilite">{ "déclaration d’accessibilité" }</a>
                    { "." }
                </p>
                if !repository.is_empty() {
                    <p><a href={repository} rel="noreferrer">{ "Code source" }</a></p>
                }
            </details>
        </>
    }
}
