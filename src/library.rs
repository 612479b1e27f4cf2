//! Named scenarios that the user keeps: what the page compares and a file carries.

use crate::money::counted;
use crate::scenario::Scenario;

/// Longest name that is kept, in characters.
pub const LONGEST_NAME: usize = 120;
/// As many marks above or below one letter as any language writes; more of them pile up over the lines
/// around.
const MOST_MARKS: usize = 4;
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
    // In UTF-8 a letter takes up to four of the 255 bytes that file systems allow.
    for letter in one_line(name).chars().take(55) {
        // What Unicode calls a letter would take 20 kB of tables to tell.
        if letter.is_ascii_alphanumeric() || (!letter.is_ascii() && !letter.is_whitespace()) {
            stem.push(letter.to_ascii_lowercase());
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    format!("{}.{extension}", stem.trim_end_matches('-'))
}

/// A name on one line, at most [`LONGEST_NAME`] characters, without what is invisible, turns the
/// direction of writing, or piles up.
#[must_use]
pub fn one_line(name: &str) -> String {
    let mut marks = 0;
    let visible = name.chars().filter_map(|letter| match letter {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{2800}' => Some(' '),
        letter if letter.is_control() || is_among(&HIDDEN, letter) => None,
        letter => Some(letter),
    });
    let flat = visible.filter(|letter| {
        marks = if is_among(&MARKS, *letter) { marks + 1 } else { 0 };
        marks <= MOST_MARKS
    });
    // These need a letter before them.
    let leans = |letter: &char| {
        letter.is_whitespace()
            || is_among(&MARKS, *letter)
            || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
    };
    let name: String = flat.skip_while(leans).take(LONGEST_NAME).collect();
    name.trim_end().to_string()
}

/// What shows nothing, or changes how the rest is shown. The joiners that emoji and some scripts need
/// are not among them.
const HIDDEN: [(char, char); 16] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200b}'),
    ('\u{200e}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{fffe}', '\u{ffff}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// What stands above or below the letter before it, without taking room on the line.
const MARKS: [(char, char); 11] = [
    ('\u{300}', '\u{36f}'),
    ('\u{483}', '\u{489}'),
    ('\u{591}', '\u{5c7}'),
    ('\u{610}', '\u{61a}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{e34}', '\u{e3a}'),
    ('\u{e47}', '\u{e4e}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{1dff}'),
    ('\u{20d0}', '\u{20ff}'),
    ('\u{fe20}', '\u{fe2f}'),
];

fn is_among(ranges: &[(char, char)], letter: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
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
            ("\u{200d}\u{fe0f}\u{301}Z\u{ad}algo\u{e0041}", "Zalgo"),
        ] {
            assert_eq!(one_line(typed), kept);
        }
        assert_eq!(one_line(&"é".repeat(100_000)).chars().count(), LONGEST_NAME);
        let tower = format!("a{}b", "\u{30d}".repeat(100));
        assert_eq!(one_line(&tower), format!("a{}b", "\u{30d}".repeat(MOST_MARKS)));
        for empty in [" \u{200b} ", "\u{3164}", "\u{200d}\u{2060}\u{2800}"] {
            let unnamed = Named::new(empty, Scenario::opening());
            assert_eq!(unnamed.name, "Taille\u{a0}3, 4\u{a0}missions");
        }
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
