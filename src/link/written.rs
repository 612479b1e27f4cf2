//! A link that somebody writes by hand, or that the embedding script makes of its attributes:
//! `#/?cadre=1&taille=2&missions=acces:80,parcours,crise&couleur=7a3b8f&section=contrat`.
//!
//! It declares itself (`cadre=1`), so it needs no check. What it does not name, or leaves empty, keeps
//! its opening value; `missions`, where it is there, names all of them (`aucune` for none).

/// The key that declares it.
pub const KEY: &str = "cadre";
/// The accent colour: a frame reads it, the scenario does not depend on it.
pub const COLOUR: &str = "couleur";

/// What such a link says.
#[derive(Default)]
pub struct Written<'a> {
    /// Its pairs, one for each mission that it names.
    pub pairs: Vec<(&'a str, &'a str)>,
    /// Whether it names the missions.
    pub names_missions: bool,
    /// The section that it asks for.
    pub section: &'a str,
    declared: bool,
}

/// Reads a query, if it declares itself.
pub fn read(query: &str) -> Option<Written<'_>> {
    let mut written = Written::default();
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        written.declared |= key == KEY;
        match key {
            _ if value.is_empty() => {}
            "section" => written.section = value,
            "missions" => written.name_missions(value),
            _ => written.pairs.push((key, value)),
        }
    }
    written.declared.then_some(written)
}

impl<'a> Written<'a> {
    /// `acces:80,parcours`: a rate, or what the mission opens with.
    fn name_missions(&mut self, list: &'a str) {
        self.names_missions = true;
        for part in list.split([',', '%']) {
            // Browsers write a space of an address as %20.
            let mission = part.strip_prefix("20").unwrap_or(part);
            let usual = if mission == "crise" { "redaction" } else { "100" };
            if !matches!(mission, "" | "aucune") {
                self.pairs.push(mission.split_once(':').unwrap_or((mission, usual)));
            }
        }
    }
}

/// The digits of a colour, `7a3b8f` or `73f`, with or without `#`.
pub fn colour(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("%23").or_else(|| text.strip_prefix('#')).unwrap_or(text);
    let is_colour = matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_colour.then_some(digits)
}
