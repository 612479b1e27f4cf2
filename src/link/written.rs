//! A link that somebody writes by hand, or that the embedding script makes of its attributes:
//! `#/contrat?cadre=1&taille=2&missions=acces:80,parcours,crise&couleur=7a3b8f`.
//!
//! It declares itself (`cadre=1`), so it needs no check. What it does not name, or leaves empty, keeps
//! its opening value; `missions`, where it is there, names all of them (`aucune` for none).

/// The key that declares it.
pub const KEY: &str = "cadre";
/// The accent colour: a frame reads it, the scenario does not depend on it.
pub const COLOUR: &str = "couleur";

/// The pairs of a query that declares itself, one for each mission that it names, and whether it names
/// them.
pub fn pairs(query: &str) -> Option<(Vec<(&str, &str)>, bool)> {
    let (mut pairs, mut declared, mut names_missions) = (Vec::new(), false, false);
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        declared |= key == KEY;
        match key {
            _ if value.is_empty() => {}
            "missions" => {
                names_missions = true;
                name_missions(&mut pairs, value);
            }
            _ => pairs.push((key, value)),
        }
    }
    declared.then_some((pairs, names_missions))
}

/// `acces:80,parcours`: a rate, or what the mission opens with. Spaces separate too, as in an attribute.
fn name_missions<'a>(pairs: &mut Vec<(&'a str, &'a str)>, list: &'a str) {
    for mission in list.split("%20").flat_map(|part| part.split([',', ' '])) {
        let usual = if mission == "crise" { "redaction" } else { "100" };
        if !matches!(mission, "" | "aucune") {
            pairs.push(mission.split_once(':').unwrap_or((mission, usual)));
        }
    }
}

/// Whether a text is a colour: `7a3b8f` or `73f`, with or without `#`.
pub fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or(text);
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
