//! The third question: what else changes the amounts.

use yew::prelude::*;

use crate::date;
use crate::money::grouped;
use crate::tariff::Tariff;
use crate::view::field::Field;
use crate::view::field::{Look, hint, text_field};
use crate::view::model::{Model, Msg};

const MEMBERS: Look =
    Look { unit: "membres", inputmode: "numeric", placeholder: "", narrow: false };

/// How the day of signature looks, here and beside the contract.
pub const SIGNATURE: Look =
    Look { unit: "", inputmode: "text", placeholder: "JJ/MM/AAAA", narrow: false };

/// Members and date of signature.
pub fn situation(model: &Model, dispatch: &Callback<Msg>) -> Html {
    let tariff = model.scenario.tariff;
    html! {
        <section class="cpts-card" aria-labelledby="etape-situation">
            <h2 id="etape-situation">
                <span class="cpts-step" aria-hidden="true">{ "3" }</span>{ "Votre situation" }
                <span class="cpts-optional">{ "facultatif" }</span>
            </h2>
            <div class="cpts-pair">
                <div>
                    { text_field(model, dispatch, Field::Members, &MEMBERS) }
                    { hint(Field::Members, members_hint(tariff)) }
                </div>
                <div>
                    { text_field(model, dispatch, Field::Signature, &SIGNATURE) }
                    { hint(Field::Signature, signature_hint(tariff)) }
                </div>
            </div>
        </section>
    }
}

fn members_hint(tariff: &Tariff) -> String {
    tariff.uplift.as_ref().map_or_else(
        || "Sans effet sur les montants de ce barème.".to_string(),
        |rule| {
            format!(
                "En taille\u{a0}{}, {} de plus sur les missions à partir de {}\u{a0}membres.",
                rule.size.number(),
                rule.rate(),
                grouped(rule.members.into()),
            )
        },
    )
}

/// What the day of signature changes in one year.
pub fn signature_hint(tariff: &Tariff) -> String {
    tariff.additional.as_ref().map_or_else(
        || "Par exemple 01/07/2027. Sans effet sur les montants de ce barème.".to_string(),
        |rule| {
            format!(
                "Par exemple 01/07/2027. Avant le {}, un financement additionnel s’ajoute la \
                 première année.",
                date::long(rule.signed_before.0)
            )
        },
    )
}
