//! The questions of the five-year contract that the simulator does not ask.

use yew::prelude::*;

use crate::contract::{Contract, YEARS};
use crate::date;
use crate::engine::total;
use crate::link::{Section, write};
use crate::money::counted;
use crate::scenario::{Action, Mission, Scenario, Start};
use crate::tariff::MissionRow;
use crate::view::actions::{button, click};
use crate::view::field::{Choice, Field, Look, choice, hint, text_field};
use crate::view::figure::amount;
use crate::view::model::{Model, Msg};
use crate::view::situation::{SIGNATURE, signature_hint};
use crate::view::{Effect, Page};

const DELAY: Look = Look { unit: "mois", inputmode: "numeric", placeholder: "", narrow: false };
const START: Look = Look { unit: "", inputmode: "text", placeholder: "JJ/MM/AAAA", narrow: false };
const RATE: Look = Look { unit: "", inputmode: "decimal", placeholder: "", narrow: false };

/// All questions.
pub fn questions(model: &Model, page: &Page) -> Html {
    let contract = Contract::of(&model.scenario);
    html! {
        <div class="cpts-form">
            { signature(model, page) }
            { missions(model, page, contract.as_ref()) }
            { hypotheses(model, page.dispatch) }
        </div>
    }
}

fn signature(model: &Model, page: &Page) -> Html {
    let (scenario, dispatch) = (&model.scenario, page.dispatch);
    let next_year =
        page.start.today.and_then(|today| date::from_numbers(today.year() + 1, 1, 1).ok());
    let proposed = next_year.filter(|_| scenario.signature.is_none());
    html! {
        <section class="cpts-card" aria-labelledby="etape-signature">
            <h2 id="etape-signature">
                <span class="cpts-step" aria-hidden="true">{ "1" }</span>{ "Votre contrat" }
            </h2>
            { shared(scenario) }
            { text_field(model, dispatch, Field::Signature, &SIGNATURE) }
            { hint(Field::Signature, signature_hint(scenario.tariff)) }
            if let Some(day) = proposed {
                { quick(
                    page,
                    format!("Essayer le {}", date::long(day)),
                    Action::Signature(Some(day)),
                    Some(Field::Signature),
                ) }
            }
        </section>
    }
}

/// What the simulator asked already.
pub fn shared(scenario: &Scenario) -> Html {
    let missions = u32::try_from(scenario.selected().count()).unwrap_or_default();
    html! {
        <p class="cpts-shared">
            { format!(
                "Taille\u{a0}{}, {}\u{a0}: ",
                scenario.size().number(),
                counted(missions, "mission"),
            ) }
            { amount(Some("total".to_string()), total(scenario)) }
            { " par an. " }
            <a href={write(Section::Simulator, scenario)}>{ "Modifier dans le simulateur" }</a>
        </p>
    }
}

/// A button that makes one choice. Where it goes with that choice, a field takes its focus.
fn quick(page: &Page, label: impl Into<AttrValue>, action: Action, then: Option<Field>) -> Html {
    let focus = then.map(|field| Effect::Focus(field.id()));
    button("cpts-btn cpts-btn--small", label, click(page, focus, Some(Msg::Choose(action))))
}

fn missions(model: &Model, page: &Page, contract: Option<&Contract>) -> Html {
    let rows: Vec<_> = model.scenario.selected().collect();
    html! {
        <section class="cpts-card" aria-labelledby="etape-calendrier">
            <h2 id="etape-calendrier">
                <span class="cpts-step" aria-hidden="true">{ "2" }</span>{ "Le démarrage des missions" }
            </h2>
            if rows.is_empty() {
                <p class="cpts-hint">{ "Aucune mission n’est choisie dans le simulateur." }</p>
            } else if contract.is_none() {
                <p class="cpts-hint">
                    { "Sans date de signature, les missions n’ont pas encore de calendrier. Les taux se \
                       règlent dès maintenant." }
                </p>
            } else {
                <div class="cpts-quick" role="group" aria-label="Toutes les missions démarrent">
                    <span>{ "Toutes les missions" }</span>
                    { quick(page, "À la signature", Action::AllStarts(Start::AtSignature), None) }
                    { quick(page, "À la limite légale", Action::AllStarts(Start::AtLimit), None) }
                </div>
            }
            { for rows.into_iter().map(|row| mission(model, page, contract, row)) }
        </section>
    }
}

fn mission(
    model: &Model,
    page: &Page,
    contract: Option<&Contract>,
    row: &'static MissionRow,
) -> Html {
    let (mission, dispatch) = (row.id, page.dispatch);
    let title = format!("titre-contrat-{}", mission.slug());
    html! {
        <div
            class="cpts-mission cpts-mission--on"
            role="group"
            aria-labelledby={title.clone()}
            key={mission.slug()}
        >
            <p class="cpts-mission__name" id={title}>{ mission.title() }</p>
            <div class="cpts-calendar">
                if let Some(contract) = contract {
                    <div>
                        { text_field(model, dispatch, Field::Start(mission), &START) }
                        { hint(Field::Start(mission), limit(contract, row)) }
                    </div>
                }
                if mission.is_rated() {
                    { rates(model, page, mission) }
                } else {
                    { crises(&model.scenario, dispatch) }
                }
            </div>
        </div>
    }
}

fn limit(contract: &Contract, row: &MissionRow) -> String {
    contract.start_limit(row).map_or_else(
        || "Aucun délai légal.".to_string(),
        |day| format!("Au plus tard le {}.", date::long(day)),
    )
}

fn rates(model: &Model, page: &Page, mission: Mission) -> Html {
    let dispatch = page.dispatch;
    let choice = model.scenario.choice(mission);
    let first = choice.rate_of_year(0);
    let differ = (1..YEARS).any(|year| choice.rate_of_year(year) != first);
    html! {
        <fieldset class="cpts-years">
            <legend>{ "Taux d’atteinte, en\u{a0}%" }</legend>
            <div>
                { for (0..YEARS)
                    .map(|year| text_field(model, dispatch, Field::YearRate(mission, year), &RATE)) }
            </div>
            if differ {
                { quick(
                    page,
                    format!("{first} chaque année"),
                    Action::FirstRateEveryYear(mission),
                    Some(Field::YearRate(mission, 0)),
                ) }
            }
        </fieldset>
    }
}

fn crises(scenario: &Scenario, dispatch: &Callback<Msg>) -> Html {
    let year = |year: usize| {
        let of = Choice {
            kind: "checkbox",
            name: "crise-annee",
            id: format!("crise-{}", year + 1),
            checked: scenario.crisis_years[year],
            on: Action::CrisisYear(year, true),
            off: Action::CrisisYear(year, false),
        };
        choice(dispatch, of, html! { { format!("Année\u{a0}{}", year + 1) } })
    };
    html! {
        <fieldset class="cpts-years">
            <legend>{ "Une crise sanitaire grave survient" }</legend>
            <div class="cpts-choices">{ for (0..YEARS).map(year) }</div>
        </fieldset>
    }
}

fn hypotheses(model: &Model, dispatch: &Callback<Msg>) -> Html {
    let payments = &model.scenario.tariff.payments;
    let prorate = Choice {
        kind: "checkbox",
        name: "prorata",
        id: "prorata".to_string(),
        checked: model.scenario.prorate_variable,
        on: Action::ProrateVariable(true),
        off: Action::ProrateVariable(false),
    };
    html! {
        <section class="cpts-card" aria-labelledby="etape-hypotheses">
            <h2 id="etape-hypotheses">
                <span class="cpts-step" aria-hidden="true">{ "3" }</span>{ "Deux hypothèses" }
                <span class="cpts-optional">{ "les textes sont muets" }</span>
            </h2>
            { text_field(model, dispatch, Field::Delay, &DELAY) }
            { hint(
                Field::Delay,
                format!(
                    "{}. Mois entre l’anniversaire du contrat et le versement du solde, de 0 à 12.",
                    payments.balance_date,
                ),
            ) }
            <div class="cpts-field">
                { choice(dispatch, prorate, html! {
                    { "Réduire la part variable quand la mission démarre en cours d’année" }
                }) }
                <p class="cpts-hint">
                    { payments.prorated_variable }
                    { ". Elle compte alors pour les jours qui restent, comme la part fixe." }
                </p>
            </div>
        </section>
    }
}
