//! The text fields and choices of the page: what they read and write, and how they look.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::date;
use crate::fields::{self, Refusal};
use crate::money::grouped;
use crate::scenario::{Action, Mission, Scenario};
use crate::view::model::{Model, Msg};

/// A text field of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Number of inhabitants.
    Population,
    /// Number of members.
    Members,
    /// Day of signature.
    Signature,
    /// Achievement rate of a mission.
    Rate(Mission),
}

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        let rated = Mission::ALL.into_iter().filter(|mission| mission.is_rated());
        [Self::Population, Self::Members, Self::Signature].into_iter().chain(rated.map(Self::Rate))
    }

    /// Its `id` in the page.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Population => "habitants".to_string(),
            Self::Members => "membres".to_string(),
            Self::Signature => "signature".to_string(),
            Self::Rate(mission) => format!("taux-{}", mission.slug()),
        }
    }

    /// Its name, in French.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Population => "Nombre d’habitants",
            Self::Members => "Nombre de membres",
            Self::Signature => "Date de signature",
            Self::Rate(_) => "Taux d’atteinte",
        }
    }

    /// Reads what was typed.
    pub(super) fn read(self, text: &str) -> Result<Action, Refusal> {
        match self {
            Self::Population => fields::population(text).map(Action::Population),
            Self::Members => fields::members(text).map(Action::Members),
            Self::Signature => fields::day(text).map(Action::Signature),
            Self::Rate(mission) => fields::rate(text).map(|rate| Action::Rate(mission, rate)),
        }
    }

    /// How the scenario's own value is written.
    pub(super) fn write(self, scenario: &Scenario) -> String {
        match self {
            Self::Population => scenario
                .territory
                .population()
                .map_or_else(String::new, |count| grouped(count.into())),
            Self::Members if scenario.members == 0 => String::new(),
            Self::Members => grouped(scenario.members.into()),
            Self::Signature => scenario.signature.map_or_else(String::new, date::short),
            Self::Rate(mission) => scenario.choice(mission).rate.number(','),
        }
    }
}

/// How a field looks.
pub struct Look {
    /// What stands behind the text: `%`, `habitants`.
    pub unit: &'static str,
    /// Which keyboard a phone shows.
    pub inputmode: &'static str,
    /// What is expected, shown while the field is empty.
    pub placeholder: &'static str,
    /// Narrow fields stand in a line.
    pub narrow: bool,
}

/// A text field: what was typed stays, a refusal is said beside it.
pub fn text_field(model: &Model, dispatch: &Callback<Msg>, field: Field, look: &Look) -> Html {
    let id = field.id();
    let refusal = model.refusal(field);
    let error_id = format!("{id}-erreur");
    let oninput = dispatch.reform(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Msg::Type(field, input.value())
    });
    let onchange = dispatch.reform(move |_| Msg::Leave(field));
    html! {
        <div class={classes!("cpts-field", look.narrow.then_some("cpts-field--narrow"))}>
            <label for={id.clone()}>{ field.label() }</label>
            <div class="cpts-input">
                <input
                    type="text"
                    {id}
                    value={model.text(field)}
                    inputmode={look.inputmode}
                    autocomplete="off"
                    spellcheck="false"
                    placeholder={look.placeholder}
                    aria-invalid={refusal.is_some().then_some("true")}
                    aria-describedby={refusal.is_some().then(|| error_id.clone())}
                    {oninput}
                    {onchange}
                />
                if !look.unit.is_empty() {
                    <span aria-hidden="true">{ look.unit }</span>
                }
            </div>
            if let Some(refusal) = refusal {
                <p class="cpts-error" id={error_id}>{ refusal }</p>
            }
        </div>
    }
}

/// A radio or a checkbox: its kind and group, `id`, whether it is checked, and what a change means.
pub struct Choice {
    /// `radio` or `checkbox`.
    pub kind: &'static str,
    /// The name that the radios of a group share.
    pub name: &'static str,
    /// Its `id` in the page.
    pub id: String,
    /// Whether it is checked.
    pub checked: bool,
    /// Makes a message of the new state.
    pub msg: Callback<bool, Msg>,
}

/// The control of a choice, without its label.
pub fn choice_input(dispatch: &Callback<Msg>, choice: Choice) -> Html {
    let msg = choice.msg;
    let onchange = dispatch.reform(move |event: Event| msg.emit(input_of(&event).checked()));
    html! {
        <input
            type={choice.kind}
            name={choice.name}
            id={choice.id}
            autocomplete="off"
            checked={choice.checked}
            {onchange}
        />
    }
}

/// A choice with its label on one line.
pub fn choice(dispatch: &Callback<Msg>, choice: Choice, label: Html) -> Html {
    html! {
        <label class="cpts-choice">{ choice_input(dispatch, choice) }<span>{ label }</span></label>
    }
}

/// The element that an event of an input came from.
pub fn input_of(event: &Event) -> HtmlInputElement {
    event.target_unchecked_into()
}
