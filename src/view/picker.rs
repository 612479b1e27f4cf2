//! The territory as a sum of communes: search, list, sum, and what each commune changes.

use yew::prelude::*;

use crate::communes::{Communes, Kind, Place, Tally, Territory};
use crate::engine::total;
use crate::money::{counted, grouped, signed};
use crate::perimeter::{MOST_PARTS, Part};
use crate::view::actions::{button, click};
use crate::view::field::input_of;
use crate::view::model::{Model, Msg};
use crate::view::places::{Pick, Places};
use crate::view::{Effect, Page};

/// Where the focus goes when a button disappears.
const SEARCH: &str = "commune";
const ANSWERS: &str = "communes-proposees";

/// The question, folded until it is wanted.
pub fn picker(model: &Model, page: &Page) -> Html {
    let places = &model.places;
    let ontoggle = page.dispatch.reform(|event: Event| {
        Msg::Pick(Pick::Open(
            event.target_unchecked_into::<web_sys::Element>().has_attribute("open"),
        ))
    });
    html! {
        <details class="cpts-picker" open={places.open} {ontoggle}>
            <summary>{ "Additionner les communes de votre territoire" }</summary>
            if let Some(list) = &places.list {
                { question(model, page, &list.0) }
            } else if places.missing {
                <p class="cpts-error">
                    { "La liste des communes manque dans cette page\u{a0}: rechargez-la, ou tapez le \
                       nombre d’habitants." }
                </p>
            } else {
                <p class="cpts-hint">{ "La liste des communes arrive…" }</p>
            }
        </details>
    }
}

fn question(model: &Model, page: &Page, all: &Communes) -> Html {
    let territory = Territory::new(all, &model.places.parts);
    let about = About { model, page, all, territory: &territory, total: territory.total() };
    html! {
        <>
            { search(&about) }
            if !model.places.parts.is_empty() {
                <ul class="cpts-parts" aria-label="Votre territoire">
                    { for model.places.parts.iter().map(|part| row(&about, *part)) }
                </ul>
                { sum(&about) }
            }
            <p class="cpts-hint">
                { format!(
                    "Populations légales de l’Insee, millésime {} (Mayotte\u{a0}: recensement de 2017). \
                     Chaque commune est comptée une fois. Le contrat fixe le territoire et la taille.",
                    all.year(),
                ) }
            </p>
        </>
    }
}

/// What every part of the question needs.
struct About<'a> {
    model: &'a Model,
    page: &'a Page<'a>,
    all: &'a Communes,
    territory: &'a Territory<'a>,
    total: Tally,
}

fn search(about: &About) -> Html {
    let places = &about.model.places;
    let dispatch = about.page.dispatch;
    let answers =
        if places.shown { about.all.search(&places.query, Places::MOST_ANSWERS) } else { vec![] };
    let active = places.active.min(answers.len().saturating_sub(1));
    let oninput =
        dispatch.reform(|event: InputEvent| Msg::Pick(Pick::Search(input_of(&event).value())));
    let onfocus = dispatch.reform(|_| Msg::Pick(Pick::Show(true)));
    let onblur = dispatch.reform(|_| Msg::Pick(Pick::Show(false)));
    let nothing = places.shown && answers.is_empty() && places.query.trim().chars().count() > 1;
    html! {
        <div class="cpts-field cpts-combo">
            <label for={SEARCH}>{ "Ajouter une commune, une intercommunalité ou un département" }</label>
            <div class="cpts-input">
                <input
                    type="text"
                    id={SEARCH}
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls={ANSWERS}
                    aria-expanded={(!answers.is_empty()).to_string()}
                    aria-activedescendant={(!answers.is_empty()).then(|| answer_id(active))}
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="Nom ou code postal"
                    value={places.query.clone()}
                    onkeydown={keys(about, &answers, active)}
                    {oninput}
                    {onfocus}
                    {onblur}
                />
            </div>
            <ul id={ANSWERS} role="listbox" aria-label="Propositions" hidden={answers.is_empty()}>
                { for answers.iter().zip(0..).map(|(place, index)| answer(about, *place, index, active)) }
            </ul>
            if nothing {
                <p class="cpts-hint">{ "Rien ne porte ce nom ni ce code postal." }</p>
            }
        </div>
    }
}

fn answer_id(index: usize) -> String {
    format!("{ANSWERS}-{index}")
}

/// Arrows move, Enter takes, Escape hides.
fn keys(about: &About, answers: &[Place], active: usize) -> Callback<KeyboardEvent> {
    let dispatch = about.page.dispatch.clone();
    let count = answers.len();
    let taken = answers.get(active).map(|place| Pick::Put(*place, is_inside(about, *place)));
    Callback::from(move |event: KeyboardEvent| {
        let pick = match (event.key().as_str(), &taken) {
            ("ArrowDown", Some(_)) => Pick::Move((active + 1) % count),
            ("ArrowDown", None) => Pick::Show(true),
            ("ArrowUp", Some(_)) => Pick::Move((active + count - 1) % count),
            ("Enter", Some(pick)) => pick.clone(),
            ("Escape", _) => Pick::Show(false),
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(Msg::Pick(pick));
    })
}

/// Taking an answer adds it, or leaves it out when all of it belongs to the territory already.
fn is_inside(about: &About, place: Place) -> bool {
    about.territory.inside(place) == about.all.whole(place)
}

fn answer(about: &About, place: Place, index: usize, active: usize) -> Html {
    let out = is_inside(about, place);
    let onclick = click(about.page, None, Some(Msg::Pick(Pick::Put(place, out))));
    // The field keeps the focus, so that the next name can be typed.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <li
            id={answer_id(index)}
            role="option"
            aria-selected={(index == active).to_string()}
            {onclick}
            {onmousedown}
        >
            <b>{ if out { "Retirer " } else { "" } }{ about.all.name(place) }</b>
            <small>{ kind(about.all, place) }</small>
            <span>{ inhabitants(about, place) }</span>
            if !about.model.places.parts.is_empty() { { change(about, place, out) } }
        </li>
    }
}

/// `commune, Haute-Savoie`, `intercommunalité, 7 communes`
fn kind(all: &Communes, place: Place) -> String {
    let name = match all.kind(place) {
        Kind::City => "ville",
        Kind::Ept => "établissement public territorial",
        Kind::Epci => "intercommunalité",
        Kind::Department => "département",
        Kind::Commune => {
            let department = all.department(place).map(|of| all.name(of)).unwrap_or_default();
            return format!("commune, {department}");
        }
    };
    format!("{name}, {}", counted(all.whole(place).communes, "commune"))
}

const UNPUBLISHED: &str = "population non publiée, comptée 0";

fn inhabitants(about: &About, place: Place) -> String {
    let whole = about.all.whole(place);
    if whole.communes == whole.unknown {
        return UNPUBLISHED.to_string();
    }
    counted(whole.population, "habitant")
}

/// What adding something, or leaving it out, changes where it changes the size.
fn change(about: &About, place: Place, out: bool) -> Html {
    let scenario = &about.model.scenario;
    let inside = about.territory.inside(place).population;
    let before = about.total.population;
    let after =
        if out { before - inside } else { before - inside + about.all.whole(place).population };
    let size_of = |population: u32| scenario.tariff.size_of(population.max(1));
    let (old, new) = (size_of(before), size_of(after));
    if old == new || after == 0 {
        return Html::default();
    }
    let gap = total(&scenario.with_size(new)) - total(&scenario.with_size(old));
    html! {
        <small class="cpts-change">
            { format!(
                "{}\u{a0}: taille\u{a0}{}, {} par an",
                if out { "Retirer" } else { "Ajouter" },
                new.number(),
                signed(gap),
            ) }
        </small>
    }
}

/// A part of the territory, its inhabitants, what leaving it out would change, and its communes.
fn row(about: &About, part: Part) -> Html {
    let Some(place) = about.all.find(part.code) else {
        return html! {
            <li key={part.code.to_string()}>
                <b>{ part.code.to_string() }</b><small>{ "inconnu de cette liste, compté 0" }</small>
                { act(about, "Retirer", &part.code.to_string(), Pick::Remove(part)) }
            </li>
        };
    };
    let name = about.all.name(place);
    let (label, sign) = if part.out { ("Remettre", "Sans ") } else { ("Retirer", "") };
    let (inside, whole) = (about.territory.inside(place), about.all.whole(place));
    let partly = !part.out && inside.communes < whole.communes;
    let shown = if part.out { whole.population } else { inside.population };
    let unpublished = whole.communes == whole.unknown;
    let unfolds = !part.out && about.all.kind(place) != Kind::Commune;
    html! {
        <li key={part.code.to_string()} class={part.out.then_some("cpts-parts__out")}>
            <b>{ sign }{ name }</b>
            <small>
                { kind(about.all, place) }
                if partly { { format!(", dont {} ici", grouped(inside.communes.into())) } }
            </small>
            <span>
                { if part.out { "−\u{a0}" } else { "" } }
                { if unpublished { UNPUBLISHED.to_string() } else { counted(shown, "habitant") } }
            </span>
            { act(about, label, name, Pick::Put(place, !part.out)) }
            { change(about, place, !part.out) }
            if unfolds { { communes(about, place) } }
        </li>
    }
}

fn act(about: &About, label: &'static str, name: &str, pick: Pick) -> Html {
    let onclick = click(about.page, Some(Effect::Focus(SEARCH.to_string())), Some(Msg::Pick(pick)));
    html! {
        <button type="button" class="cpts-link" aria-label={format!("{label} {name}")} {onclick}>
            { label }
        </button>
    }
}

/// The communes of a group, each to be left out or taken back. Of a département, its
/// intercommunalités.
fn communes(about: &About, group: Place) -> Html {
    let open = about.model.places.unfolded.contains(&about.all.code(group));
    let toggle = Msg::Pick(Pick::Unfold(about.all.code(group)));
    let onclick = click(about.page, None, Some(toggle));
    html! {
        <div class="cpts-members">
            <button type="button" class="cpts-link" aria-expanded={open.to_string()} {onclick}>
                { if open { "Masquer le détail" } else { "Choisir dans le détail" } }
            </button>
            if open {
                <ul>{ for about.all.children(group).into_iter().map(|place| member(about, place)) }</ul>
            }
        </div>
    }
}

fn member(about: &About, place: Place) -> Html {
    let inside = about.territory.inside(place);
    let checked = inside.communes > 0;
    let onchange = about.page.dispatch.reform(move |_| Msg::Pick(Pick::Put(place, checked)));
    let whole = about.all.whole(place);
    html! {
        <li>
            <label class="cpts-choice">
                <input type="checkbox" autocomplete="off" {checked} {onchange} />
                <span>{ about.all.name(place) }{ " " }<small>{ format!("{}\u{a0}hab.", grouped(whole.population.into())) }</small></span>
            </label>
        </li>
    }
}

fn sum(about: &About) -> Html {
    let sum = about.total;
    let scenario = &about.model.scenario;
    let differs = sum.population > 0 && scenario.territory.population() != Some(sum.population);
    html! {
        <p class="cpts-parts__sum">
            <b>{ counted(sum.population, "habitant") }</b>
            { format!(" dans {}", counted(sum.communes, "commune")) }
            if sum.population > 0 {
                { format!(", taille\u{a0}{}", scenario.tariff.size_of(sum.population).number()) }
            }
            { "." }
            if sum.unknown > 0 {
                { format!(" Sans population publiée, comptées 0\u{a0}: {}.", sum.unknown) }
            }
            if about.model.places.parts.len() > MOST_PARTS {
                { format!(
                    " Au-delà de {MOST_PARTS} éléments, le lien ne porte que le nombre d’habitants, pas \
                     la liste."
                ) }
            }
            if differs {
                <span class="cpts-hint--near">
                    { "Le calcul utilise un autre nombre d’habitants. " }
                    { button(
                        "cpts-link",
                        format!("Reprendre {}", counted(sum.population, "habitant")),
                        click(about.page, None, Some(Msg::Pick(Pick::Recount))),
                    ) }
                </span>
            }
        </p>
    }
}
