//! What the user did before the program ran.

use crate::fields;
use crate::scenario::{Action, CrisisPlan, Mission, Size};
use crate::tariff;
use crate::view::field::Field;
use crate::view::model::Msg;

/// Messages for what the user did to the prerendered controls before the program ran: the `id` of
/// each control that no longer has its first value, and its text or state now.
#[must_use]
pub fn early_edits(touched: &[(String, String)]) -> Vec<Msg> {
    let edit = |(id, text): &(String, String)| {
        if let Some(field) = Field::all().find(|field| field.id() == *id) {
            return Some(Msg::Type(field, text.clone()));
        }
        let checked = text == "true";
        let (kind, name) = id.split_once('-')?;
        Some(Msg::Choose(match (kind, name) {
            ("taille", number) if checked => {
                Action::Size(Size::try_from(number.parse::<u8>().ok()?).ok()?)
            }
            ("mission", slug) => Action::Select(Mission::from_slug(slug)?, checked),
            ("plan", "redaction") if checked => Action::Plan(CrisisPlan::Drafting),
            ("plan", "miseajour") if checked => Action::Plan(CrisisPlan::Update),
            ("crise", _) => Action::Crisis(checked),
            ("bareme", id) if checked => Action::Tariff(tariff::find(id)?),
            ("curseur", slug) => Action::Rate(Mission::from_slug(slug)?, fields::rate(text).ok()?),
            _ => return None,
        }))
    };
    touched.iter().filter_map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::read;
    use crate::view::model::Model;
    use crate::view::shelf::Shelf;

    #[test]
    fn edits_made_before_the_program_ran_are_not_lost() {
        let touched = [
            ("habitants", "155520"),
            ("taux-acces", "80"),
            ("mission-qualite", "true"),
            ("mission-crise", "false"),
            ("plan-miseajour", "true"),
            ("plan-redaction", "false"),
            ("crise-survient", "true"),
            ("curseur-parcours", "50"),
            ("inconnu", "1"),
        ];
        let touched = touched.map(|(id, state)| (id.to_string(), state.to_string()));
        let model = early_edits(&touched)
            .into_iter()
            .fold(Model::new(read(""), None, Shelf::default()), |model, msg| model.after(msg));
        let scenario = model.scenario;
        assert_eq!(scenario.territory.population(), Some(155_520));
        assert_eq!(scenario.choice(Mission::Acces).rate.hundredths(), 80_00);
        assert_eq!(scenario.choice(Mission::Parcours).rate.hundredths(), 50_00);
        assert!(scenario.choice(Mission::Qualite).selected);
        assert!(!scenario.choice(Mission::Crise).selected);
        assert_eq!((scenario.plan, scenario.crisis), (CrisisPlan::Update, true));
    }
}
