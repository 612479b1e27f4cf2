//! What a link could not be read of, in the user's words.

use super::written::{COLOUR, KEY};
use crate::library::one_line;
use crate::scenario::{Mission, Other};

/// A key of a link in the user's words.
pub fn label(key: &str) -> Option<&'static str> {
    Some(match key {
        "v" => "version du lien",
        COLOUR => "couleur d’accent",
        "bareme" => "barème",
        "habitants" => "nombre d’habitants",
        "taille" => "taille",
        "communes" => "communes du territoire",
        "membres" => "nombre de membres",
        "signature" => "date de signature",
        "crises" => "années de crise",
        "prorata" => "prorata de la part variable",
        "delai" => "délai du solde",
        _ => match Other::from_slug(key) {
            Some(other) => other.label(),
            None => Mission::from_slug(key)?.title(),
        },
    })
}

/// What is said of a pair that cannot be read.
pub fn unreadable(key: &str) -> String {
    if key == "v" || key == KEY {
        return "Le lien vient d’une autre version du simulateur\u{a0}: vérifiez les valeurs."
            .to_string();
    }
    if let Some(label) = label(key) {
        return format!(
            "Le lien contient une valeur illisible pour «\u{a0}{label}\u{a0}», laissée de côté."
        );
    }
    let short: String = one_line(key).chars().take(20).collect();
    format!("Le lien contient un élément inconnu («\u{a0}{short}\u{a0}»), laissé de côté.")
}
