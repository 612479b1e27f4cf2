//! A text field with its label, hint and refusal.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::view::model::{Field, Model, Msg};

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
