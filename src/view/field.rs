//! The text fields and choices of the page: what they read and write, and how they look.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::contract::start_day;
use crate::date;
use crate::fields::{self, Refusal};
use crate::link::Section;
use crate::money::grouped;
use crate::scenario::{Action, Mission, Other, Scenario, Start, YEARS};
use crate::structures::preset;
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
    /// First day of a mission under the contract.
    Start(Mission),
    /// Achievement rate of a mission in a contract year, 0 for the first.
    YearRate(Mission, usize),
    /// Months from an anniversary to the balance.
    Delay,
    /// What may be said of another structure.
    Other(Other),
}

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        let rates = |mission: Mission| {
            let years = (0..YEARS).map(move |year| Self::YearRate(mission, year));
            years.chain([Self::Rate(mission)]).filter(move |_| mission.is_rated())
        };
        let of_mission = move |mission| rates(mission).chain([Self::Start(mission)]);
        [Self::Population, Self::Members, Self::Signature, Self::Delay]
            .into_iter()
            .chain(Mission::ALL.into_iter().flat_map(of_mission))
            .chain(Other::ALL.into_iter().map(Self::Other))
    }

    /// The mission it belongs to.
    #[must_use]
    pub fn mission(self) -> Option<Mission> {
        match self {
            Self::Rate(mission) | Self::Start(mission) | Self::YearRate(mission, _) => {
                Some(mission)
            }
            _ => None,
        }
    }

    /// The section that it stands in, where it stands in one alone.
    #[must_use]
    pub fn section(self) -> Option<Section> {
        match self {
            Self::Start(_) | Self::YearRate(..) | Self::Delay => Some(Section::Contract),
            Self::Other(_) => Some(Section::Structures),
            _ => None,
        }
    }

    /// Whether an edit gives it another text.
    #[must_use]
    pub fn is_written_by(self, action: Action) -> bool {
        match (self, action) {
            (Self::Signature, Action::Signature(_)) | (Self::Start(_), Action::AllStarts(_)) => {
                true
            }
            (Self::YearRate(of, _), Action::FirstRateEveryYear(mission)) => of == mission,
            _ => false,
        }
    }

    /// Its `id` in the page.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Population => "habitants".to_string(),
            Self::Members => "membres".to_string(),
            Self::Signature => "signature".to_string(),
            Self::Rate(mission) => format!("taux-{}", mission.slug()),
            Self::Start(mission) => format!("debut-{}", mission.slug()),
            Self::YearRate(mission, year) => format!("taux-{}-{}", mission.slug(), year + 1),
            Self::Delay => "delai".to_string(),
            Self::Other(other) => other.slug().to_string(),
        }
    }

    /// The `id` of what stands below it and is read out with it; rates have no such sentence.
    #[must_use]
    pub fn hint_id(self) -> Option<String> {
        let has_hint = !matches!(self, Self::Rate(_) | Self::YearRate(..));
        has_hint.then(|| format!("{}-aide", self.id()))
    }

    /// Its name, in French.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Population => "Nombre d’habitants",
            Self::Members => "Nombre de membres",
            Self::Signature => "Date de signature",
            Self::Rate(_) => "Taux d’atteinte",
            Self::Start(_) => "Date de démarrage",
            Self::YearRate(_, year) => return format!("Taux de l’année\u{a0}{}", year + 1),
            Self::Delay => "Délai du solde",
            Self::Other(other) => other.label(),
        }
        .to_string()
    }

    /// Reads what was typed.
    pub(super) fn read(self, text: &str, scenario: &Scenario) -> Result<Action, Refusal> {
        match self {
            Self::Population => fields::population(text).map(Action::Population),
            Self::Members => fields::members(text).map(Action::Members),
            Self::Signature => fields::day(text).map(Action::Signature),
            Self::Rate(mission) => fields::rate(text).map(|rate| Action::Rate(mission, rate)),
            Self::Start(mission) => {
                let start = fields::day(text)?.map_or(Start::AtSignature, Start::On);
                if is_before_signature(start, scenario) {
                    return Err(fields::BEFORE_SIGNATURE);
                }
                Ok(Action::Start(mission, start))
            }
            Self::YearRate(mission, year) => {
                fields::rate(text).map(|rate| Action::YearRate(mission, year, rate))
            }
            Self::Delay => fields::delay(text).map(Action::BalanceDelay),
            Self::Other(other) => {
                fields::other(text, other).map(|value| Action::Other(other, value))
            }
        }
    }

    /// Why the scenario's own value cannot stand beside its other ones.
    pub(super) fn conflict(self, scenario: &Scenario) -> Option<Refusal> {
        let Self::Start(mission) = self else { return None };
        is_before_signature(scenario.choice(mission).start, scenario)
            .then_some(fields::SIGNED_LATER)
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
            Self::Start(mission) => match scenario.choice(mission).start {
                Start::On(day) => date::short(day),
                _ => scenario
                    .tariff
                    .mission(mission)
                    .and_then(|row| start_day(scenario, row))
                    .map_or_else(String::new, date::short),
            },
            Self::YearRate(mission, year) => {
                scenario.choice(mission).rate_of_year(year).number(',')
            }
            Self::Delay => scenario.balance_delay_in_months.to_string(),
            Self::Other(other) => {
                let value = scenario.others.get(other).or_else(|| preset(other));
                value.map_or_else(String::new, |value| grouped(value.into()))
            }
        }
    }
}

fn is_before_signature(start: Start, scenario: &Scenario) -> bool {
    matches!((start, scenario.signature), (Start::On(day), Some(signature)) if day < signature)
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
    let refusal = model.complaint(field);
    let error_id = format!("{id}-erreur");
    let oninput = dispatch.reform(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Msg::Type(field, input.value())
    });
    let onchange = dispatch.reform(move |_| Msg::Leave(field));
    html! {
        <div class={classes!("cpts-field", look.narrow.then_some("cpts-field--narrow"))}>
            <label for={id.clone()}>{ visible_label(field) }</label>
            <div class="cpts-input">
                <input
                    type="text"
                    {id}
                    value={model.text(field)}
                    inputmode={look.inputmode}
                    autocomplete="off"
                    spellcheck="false"
                    aria-label={matches!(field, Field::YearRate(..)).then(|| field.label())}
                    placeholder={look.placeholder}
                    aria-invalid={refusal.is_some().then_some("true")}
                    aria-describedby={refusal.map_or_else(|| field.hint_id(), |_| Some(error_id.clone()))}
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

/// What a field is for, below it.
pub fn hint(field: Field, text: String) -> Html {
    html! { <p class="cpts-hint" id={field.hint_id()}>{ text }</p> }
}

/// Fields in a row of years show what differs.
fn visible_label(field: Field) -> String {
    match field {
        Field::YearRate(_, year) => format!("année\u{a0}{}", year + 1),
        _ => field.label(),
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
    /// What checking it means.
    pub on: Action,
    /// What unchecking it means; the same for a radio, which another one unchecks.
    pub off: Action,
}

/// The control of a choice, without its label.
pub fn choice_input(dispatch: &Callback<Msg>, choice: Choice) -> Html {
    let (on, off) = (choice.on, choice.off);
    let onchange = dispatch
        .reform(move |event: Event| Msg::Choose(if input_of(&event).checked() { on } else { off }));
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
