//! The territory as a sum of communes: search, list, sum, and what each commune changes.

use yew::prelude::*;

use crate::communes::{Communes, Edit, Kind, Place, Tally, Territory};
use crate::engine::total;
use crate::money::{counted, grouped, signed};
use crate::perimeter::{MOST_PARTS, Part};
use crate::view::actions::{button, click};
use crate::view::field::input_of;
use crate::view::model::{Model, Msg};
use crate::view::places::{NOTHING, Pick, counted_in};
use crate::view::{Effect, Page};

/// Where the focus goes when a button disappears.
const SEARCH: &str = "commune";
/// The `id` of the list of answers.
pub const ANSWERS: &str = "communes-proposees";

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
                    "Populations légales {} de l’Insee, en vigueur au 1ᵉʳ janvier 2026 (Mayotte et \
                     collectivités d’outre-mer\u{a0}: derniers recensements publiés). Chaque commune est \
                     comptée une fois. Le contrat fixe le territoire et la taille.",
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
    let answers: &[Place] = if places.shown { &places.found } else { &[] };
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
                    onkeydown={keys(about, answers, active)}
                    {oninput}
                    {onfocus}
                    {onblur}
                />
            </div>
            <ul id={ANSWERS} role="listbox" aria-label="Propositions" hidden={answers.is_empty()}>
                { for answers.iter().zip(0..).map(|(place, index)| answer(about, *place, index, active)) }
            </ul>
            if nothing {
                <p class="cpts-hint">{ NOTHING }</p>
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
    let taken = answers.get(active).map(|place| Pick::Put(*place, edit(about, *place)));
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
fn edit(about: &About, place: Place) -> Edit {
    let is_inside = about.territory.inside(place) == about.all.whole(place);
    if is_inside { Edit::LeaveOut } else { Edit::Add }
}

fn answer(about: &About, place: Place, index: usize, active: usize) -> Html {
    let edit = edit(about, place);
    let onclick = click(about.page, None, Some(Msg::Pick(Pick::Put(place, edit))));
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
            <b>{ if edit == Edit::LeaveOut { "Retirer " } else { "" } }{ about.all.name(place) }</b>
            <small>{ kind(about.all, place) }</small>
            <span>{ inhabitants(about.all.whole(place)) }</span>
            if !about.model.places.parts.is_empty() { { change(about, place, edit) } }
        </li>
    }
}

/// `commune, Haute-Savoie`, `intercommunalité, 7 communes`
fn kind(all: &Communes, place: Place) -> String {
    let code = all.code(place).to_string();
    let is_overseas = || matches!(code.as_str(), "975" | "977" | "978") || code.starts_with("98");
    let (name, parts) = match all.kind(place) {
        Kind::City => ("ville", "arrondissement"),
        Kind::Ept => ("établissement public territorial", "commune"),
        Kind::Epci => ("intercommunalité", "commune"),
        Kind::Department if is_overseas() => ("collectivité d’outre-mer", "commune"),
        Kind::Department => ("département", "commune"),
        Kind::Commune => {
            let department = all.department(place).map(|of| all.name(of)).unwrap_or_default();
            let name = if all.is_district(place) { "arrondissement" } else { "commune" };
            return format!("{name}, {department}");
        }
    };
    format!("{name}, {}", counted(all.whole(place).communes, parts))
}

fn inhabitants(tally: Tally) -> String {
    if tally.communes == tally.unknown {
        return "population non publiée, comptée 0".to_string();
    }
    counted(tally.population, "habitant")
}

/// What adding something, or leaving it out, changes where it changes the size.
fn change(about: &About, place: Place, edit: Edit) -> Html {
    let scenario = &about.model.scenario;
    let before = about.total.population;
    let after = about.territory.population_with(before, place, edit);
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
                if edit == Edit::LeaveOut { "Retirer" } else { "Ajouter" },
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
    let (label, edit, sign, minus) = if part.out {
        ("Remettre", Edit::TakeBack, "Sans ", "−\u{a0}")
    } else {
        ("Retirer", Edit::LeaveOut, "", "")
    };
    let (inside, whole) = (about.territory.inside(place), about.all.whole(place));
    let partly = !part.out && inside.communes < whole.communes;
    let unfolds = !part.out && about.all.kind(place) != Kind::Commune;
    html! {
        <li key={part.code.to_string()} class={part.out.then_some("cpts-parts__out")}>
            <b>{ sign }{ name }</b>
            <small>
                { kind(about.all, place) }
                if partly { { format!(", dont {} ici", grouped(inside.communes.into())) } }
            </small>
            <span>{ minus }{ inhabitants(if part.out { whole } else { inside }) }</span>
            { act(about, label, name, Pick::Put(place, edit)) }
            { change(about, place, edit) }
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
                <ul>{ for about.all.children(group).into_iter().map(|place| member(about, group, place)) }</ul>
            }
        </div>
    }
}

fn member(about: &About, group: Place, place: Place) -> Html {
    let checked = about.territory.inside(place).communes > 0;
    let edit = if checked { Edit::LeaveOut } else { Edit::TakeBack };
    let onchange = about.page.dispatch.reform(move |_| Msg::Pick(Pick::Put(place, edit)));
    html! {
        <li>
            <label class="cpts-choice">
                <input type="checkbox" autocomplete="off" {checked} {onchange} />
                <span>
                    { about.all.name(place) }{ " " }
                    <small>{ inhabitants(about.all.common(group, place)) }</small>{ " " }
                    { change(about, place, edit) }
                </span>
            </label>
        </li>
    }
}

fn sum(about: &About) -> Html {
    let sum = about.total;
    let scenario = &about.model.scenario;
    let counts = counted_in(sum);
    let differs = counts.is_some() && scenario.territory.population() != counts;
    html! {
        <p class="cpts-parts__sum">
            <b>{ counted(sum.population, "habitant") }</b>
            if sum.population > 0 {
                { format!(", taille\u{a0}{}", scenario.tariff.size_of(sum.population).number()) }
            }
            { format!(
                ". Communes et arrondissements\u{a0}: {}.",
                grouped(sum.communes.into())
            ) }
            if sum.unknown > 0 {
                { format!(
                    " {} sans population publiée, comptée 0.",
                    counted(sum.unknown, "commune"),
                ) }
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
