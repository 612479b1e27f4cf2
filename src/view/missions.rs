//! The second question: which missions, with which results.

use yew::prelude::*;

use crate::alert;
use crate::engine::{MissionLine, Simulation};
use crate::fields;
use crate::money::Euros;
use crate::scenario::{Action, CrisisPlan, Mission, Scenario};
use crate::tariff::MissionRow;
use crate::view::field::Field;
use crate::view::field::{Choice, Look, choice, choice_input, input_of, text_field};
use crate::view::figure::{Figure, Share, explained, panel};
use crate::view::model::{Model, Msg};

const RATE: Look = Look { unit: "%", inputmode: "decimal", placeholder: "", narrow: true };

/// One card per mission of the tariff.
pub fn missions(model: &Model, dispatch: &Callback<Msg>, simulation: &Simulation) -> Html {
    let rows =
        |core: bool| model.scenario.tariff.missions.iter().filter(move |row| row.core == core);
    let card = |row| mission_card(model, dispatch, simulation, row);
    html! {
        <section class="cpts-card" aria-labelledby="etape-missions">
            <h2 id="etape-missions">
                <span class="cpts-step" aria-hidden="true">{ "2" }</span>{ "Vos missions" }
            </h2>
            { for model.scenario.set_aside().map(set_aside) }
            <h3 class="cpts-sub">
                { "Missions socles " }
                <span>{ "obligatoires" }</span>
            </h3>
            { for rows(true).map(card) }
            <h3 class="cpts-sub">{ "Missions optionnelles " }<span>{ "au choix" }</span></h3>
            { for rows(false).map(card) }
        </section>
    }
}

fn set_aside(mission: Mission) -> Html {
    html! {
        <p class="cpts-note">
            { format!(
                "La mission «\u{a0}{}\u{a0}» n’existe pas dans ce barème. Elle est mise de côté et \
                 reviendra avec un barème qui la prévoit.",
                mission.title()
            ) }
        </p>
    }
}

fn mission_card(
    model: &Model,
    dispatch: &Callback<Msg>,
    simulation: &Simulation,
    row: &'static MissionRow,
) -> Html {
    let mission = row.id;
    let slug = mission.slug();
    let title_id = format!("titre-{slug}");
    let line = simulation.year.line(mission);
    let select = Choice {
        kind: "checkbox",
        name: "mission",
        id: format!("mission-{slug}"),
        checked: line.is_some(),
        on: Action::Select(mission, true),
        off: Action::Select(mission, false),
    };
    html! {
        <div
            class={classes!("cpts-mission", line.is_some().then_some("cpts-mission--on"))}
            role="group"
            aria-labelledby={title_id.clone()}
            key={slug}
        >
            <label class="cpts-mission__name">
                { choice_input(dispatch, select) }
                <span id={title_id}>{ mission.title() }</span>
            </label>
            <p class="cpts-mission__asks">{ asks(mission) }</p>
            { match line {
                Some(line) => selected(model, dispatch, simulation, line),
                None => not_selected(simulation, row),
            } }
        </div>
    }
}

/// What the mission asks for.
fn asks(mission: Mission) -> &'static str {
    match mission {
        Mission::Acces => {
            "Trouver un médecin traitant à ceux qui n’en ont pas, organiser en ville les soins non \
             programmés."
        }
        Mission::Parcours => "Coordonner les professions autour d’une maladie ou d’une situation.",
        Mission::Prevention => {
            "Dépister, vacciner, informer\u{a0}: des actions propres au territoire."
        }
        Mission::Crise => {
            "Rédiger un plan, le tenir à jour chaque année, l’appliquer en cas de crise."
        }
        Mission::Qualite => "Partager et améliorer les pratiques entre professionnels.",
        Mission::Accompagnement => {
            "Accueillir étudiants et nouveaux installés, rendre le territoire attractif."
        }
    }
}

fn not_selected(simulation: &Simulation, row: &MissionRow) -> Html {
    let size = simulation.size;
    let (fixed, variable) = (row.fixed.amount(size), row.variable.amount(size));
    html! {
        <>
            <p class="cpts-mission__sum cpts-mission__sum--off">
                { format!("{fixed} fixe, jusqu’à {variable} variable") }
            </p>
            if row.core {
                <p class="cpts-note">
                    <b>{ "À démarrer. " }</b>
                    { row.deadline.as_ref().map_or_else(String::new, alert::deadline) }
                </p>
            }
        </>
    }
}

fn selected(
    model: &Model,
    dispatch: &Callback<Msg>,
    simulation: &Simulation,
    line: &MissionLine,
) -> Html {
    let mission = line.mission;
    let shares = [
        (Share::Fixed, "part fixe", line.fixed.amount, true),
        (Share::Variable, "part variable", line.variable.amount, true),
        (Share::Uplift, "majoration", line.uplift(), line.uplift.is_some()),
    ];
    let part = |(share, name, value, _): (Share, &str, Euros, bool)| {
        let subject = format!("{name}, {}", mission.title());
        html! {
            <li>
                { format!("{}\u{a0}", name.trim_start_matches("part ")) }
                { explained(model, dispatch, Figure::Part(mission, share), value, &subject) }
            </li>
        }
    };
    let present = || shares.into_iter().filter(|(_, _, _, present)| *present);
    html! {
        <>
            <p class="cpts-mission__sum">
                { explained(
                    model,
                    dispatch,
                    Figure::Part(mission, Share::Total),
                    line.total(),
                    mission.title(),
                ) }
            </p>
            <ul class="cpts-mission__parts">{ for present().map(part) }</ul>
            <div class="cpts-mission__panels">
                { for panel(model, simulation, Figure::Part(mission, Share::Total)) }
                { for present().filter_map(|(share, ..)| {
                    panel(model, simulation, Figure::Part(mission, share))
                }) }
            </div>
            if mission.is_rated() {
                { rate(model, dispatch, mission) }
            } else {
                { crisis(&model.scenario, dispatch) }
            }
        </>
    }
}

fn rate(model: &Model, dispatch: &Callback<Msg>, mission: Mission) -> Html {
    let rate = model.scenario.choice(mission).rate;
    let oninput = dispatch.reform(move |event: InputEvent| {
        Msg::Slide(mission, fields::rate(&input_of(&event).value()).unwrap_or(rate))
    });
    html! {
        <div class="cpts-rate">
            { text_field(model, dispatch, Field::Rate(mission), &RATE) }
            <input
                type="range"
                id={format!("curseur-{}", mission.slug())}
                min="0"
                max="100"
                step="1"
                autocomplete="off"
                aria-label="Taux d’atteinte, curseur"
                aria-valuetext={rate.to_string()}
                value={rate.whole_percents().to_string()}
                {oninput}
            />
        </div>
    }
}

fn crisis(scenario: &Scenario, dispatch: &Callback<Msg>) -> Html {
    let plan = |plan: CrisisPlan, id: &str, label: &str| {
        let radio = Choice {
            kind: "radio",
            name: "plan",
            id: id.to_string(),
            checked: scenario.plan == plan,
            on: Action::Plan(plan),
            off: Action::Plan(plan),
        };
        choice(dispatch, radio, html! { { label.to_string() } })
    };
    let occurs = Choice {
        kind: "checkbox",
        name: "crise",
        id: "crise-survient".to_string(),
        checked: scenario.crisis,
        on: Action::Crisis(true),
        off: Action::Crisis(false),
    };
    html! {
        <div class="cpts-crisis">
            <fieldset class="cpts-choices">
                <legend class="cpts-sr">{ "Plan de crise de l’année" }</legend>
                { plan(CrisisPlan::Drafting, "plan-redaction", "Première rédaction du plan") }
                { plan(CrisisPlan::Update, "plan-miseajour", "Mise à jour du plan") }
            </fieldset>
            { choice(dispatch, occurs, html! { { "Une crise sanitaire grave survient" } }) }
        </div>
    }
}
