//! Named scenarios that the user keeps: what the page compares and a file carries.

use crate::money::counted;
use crate::scenario::Scenario;

/// Longest name that is kept, in characters.
pub const LONGEST_NAME: usize = 120;
/// As many as anybody can tell apart; a file with more is read up to there.
pub const MOST: usize = 200;

/// A scenario with a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Named {
    /// As the user wrote it, made fit for one line; never empty.
    pub name: String,
    /// What it simulates.
    pub scenario: Scenario,
}

impl Named {
    /// A scenario under a name, or under what it says of itself.
    #[must_use]
    pub fn new(name: &str, scenario: Scenario) -> Self {
        let name = one_line(name);
        let name = if name.is_empty() { describe(&scenario) } else { name };
        Self { name, scenario }
    }

    /// The same under a name that is not taken: `Budget`, `Budget (2)`.
    #[must_use]
    pub fn among(mut self, taken: &[&str]) -> Self {
        let base = self.name.clone();
        let mut count = 1;
        while taken.contains(&self.name.as_str()) {
            count += 1;
            let number = format!(" ({count})");
            self.name =
                base.chars().take(LONGEST_NAME - number.len()).collect::<String>() + &number;
        }
        self
    }
}

/// A scenario in a few words: `Taille 2, 4 missions`.
#[must_use]
pub fn describe(scenario: &Scenario) -> String {
    let missions = u32::try_from(scenario.selected().count()).unwrap_or_default();
    format!("Taille\u{a0}{}, {}", scenario.size().number(), counted(missions, "mission"))
}

/// A file name with the letters and digits of a name: `simulateur-cpts-budget-2027.xlsx`.
#[must_use]
pub fn file_name(name: &str, extension: &str) -> String {
    let mut stem = String::from("simulateur-cpts-");
    for letter in one_line(name).chars().take(60) {
        // What Unicode calls a letter would take 20 kB of tables to tell.
        if letter.is_ascii_alphanumeric() || (!letter.is_ascii() && !letter.is_whitespace()) {
            stem.push(letter.to_ascii_lowercase());
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    format!("{}.{extension}", stem.trim_end_matches('-'))
}

/// A name on one line, at most [`LONGEST_NAME`] characters, without what is invisible or turns the
/// direction of writing.
#[must_use]
pub fn one_line(name: &str) -> String {
    let visible = name.chars().filter_map(|letter| match letter {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    });
    visible.take(LONGEST_NAME).collect::<String>().trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_visible_line() {
        for (typed, kept) in [
            ("  Budget 2027 ", "Budget 2027"),
            ("a\nb\tc\r\nd", "a b c  d"),
            ("=HYPERLINK(\"x\";1)", "=HYPERLINK(\"x\";1)"),
            ("\u{202e}evil\u{2066}", "evil"),
            ("<b>gras</b>", "<b>gras</b>"),
            ("é👩‍⚕️", "é👩‍⚕️"),
        ] {
            assert_eq!(one_line(typed), kept);
        }
        assert_eq!(one_line(&"é".repeat(100_000)).chars().count(), LONGEST_NAME);
        let unnamed = Named::new(" \u{200b} ", Scenario::opening());
        assert_eq!(unnamed.name, "Taille\u{a0}3, 4\u{a0}missions");
    }

    #[test]
    fn a_file_is_named_after_its_scenario() {
        for (name, file) in [
            ("Budget 2027", "simulateur-cpts-budget-2027.csv"),
            ("../../etc/passwd", "simulateur-cpts-etc-passwd.csv"),
            ("Équipe : É=1", "simulateur-cpts-Équipe-É-1.csv"),
            ("<>|?*", "simulateur-cpts.csv"),
        ] {
            assert_eq!(file_name(name, "csv"), file);
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = ["A", "A (2)", "B"];
        let named = |name| Named::new(name, Scenario::opening()).among(&taken).name;
        assert_eq!(named("A"), "A (3)");
        assert_eq!(named("C"), "C");
        let long = "é".repeat(LONGEST_NAME);
        let second = Named::new(&long, Scenario::opening()).among(&[&long]).name;
        assert_eq!(one_line(&second), second);
    }
}
