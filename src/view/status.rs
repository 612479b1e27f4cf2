//! The one live region: the total, said once the user pauses.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How long the user must pause before the total is said, in milliseconds.
const PAUSE_IN_MS: u32 = 600;

/// What the live region says.
#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// One sentence with the total.
    pub sentence: String,
}

/// Says the sentence after a pause, so that dragging a slider is not a torrent of announcements.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let said = use_state(|| props.sentence.clone());
    {
        let said = said.setter();
        use_effect_with(props.sentence.clone(), move |sentence| {
            let sentence = sentence.clone();
            let timer = Timeout::new(PAUSE_IN_MS, move || said.set(sentence));
            move || drop(timer)
        });
    }
    html! { <p class="cpts-sr" role="status">{ (*said).clone() }</p> }
}
