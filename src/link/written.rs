//! A link that somebody writes by hand, or that the embedding script makes of its attributes:
//! `#/contrat?cadre=1&taille=2&missions=acces:80,parcours,crise&couleur=7a3b8f`.
//!
//! It declares itself (`cadre=1`), so it needs no check. What it does not name keeps its opening
//! value; `missions`, where it is there, names all of them.

use crate::scenario::Mission;

/// The key that declares it.
pub const KEY: &str = "cadre";
/// The accent colour: a frame reads it, the scenario does not depend on it.
pub const COLOUR: &str = "couleur";
const MISSIONS: &str = "missions";

/// The pairs of a link that declares itself, and whether it names the missions.
pub fn pairs(query: &str) -> Option<(Vec<(&str, &str)>, bool)> {
    let said = || query.split('&').filter_map(|pair| pair.split_once('='));
    said().find(|(key, _)| *key == KEY)?;
    let missions = said().filter(|(key, _)| *key == MISSIONS);
    // Browsers write a space of an address like this.
    let missions = missions.flat_map(|(_, list)| list.split("%20"));
    let missions = missions.flat_map(|part| part.split([',', ' '])).filter(|one| !one.is_empty());
    let others = said().filter(|(key, _)| *key != MISSIONS);
    let pairs = others.chain(missions.map(mission)).collect();
    Some((pairs, said().any(|(key, _)| key == MISSIONS)))
}

/// `acces:80`, or `acces` for what it opens with.
fn mission(said: &str) -> (&str, &str) {
    let usual = if said == Mission::Crise.slug() { "redaction" } else { "100" };
    said.split_once(':').unwrap_or((said, usual))
}

/// The digits of a colour, `7a3b8f` or `73f`, with or without `#`.
#[must_use]
pub fn colour(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("%23").or_else(|| text.strip_prefix('#')).unwrap_or(text);
    let is_colour = matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_colour.then_some(digits)
}
