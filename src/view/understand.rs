//! The section *Comprendre*: prose in files of its own, one for each block. Figures of the agreement
//! are not written there but named (`{{plafond 1}}`), and filled in from the tariff and the engine.
//!
//! An element that a link leads to has the fragment itself as its `id` (`/comprendre/cpam`): no other
//! `id` of the page looks like that, and the link works before the program runs, or without it.

mod accessibility;
mod facts;
mod glossary;
mod sources;

pub use glossary::link_terms;

use facts::fact;

/// Anchor, title and text of each block, in the order of the page.
const BLOCKS: [(&str, &str, &str); 6] = [
    ("missions", "Les six missions", include_str!("understand/missions.html")),
    ("argent", "Ce que l’argent peut payer", include_str!("understand/money.html")),
    ("calendrier", "Le calendrier", include_str!("understand/calendar.html")),
    ("creer", "Créer une CPTS, pas à pas", include_str!("understand/create.html")),
    ("questions", "Questions", include_str!("understand/questions.html")),
    ("outil", "Cet outil", include_str!("understand/tool.html")),
];
const GLOSSARY: (&str, &str) = ("glossaire", "Glossaire");

/// The section *Comprendre*, without its links to the glossary.
pub fn understand() -> String {
    let titles = BLOCKS.map(|(anchor, title, _)| (anchor, title)).into_iter().chain([GLOSSARY]);
    let links = titles
        .map(|(anchor, title)| format!("<a href=\"#/comprendre/{anchor}\">{title}</a>"))
        .collect::<Vec<_>>()
        .concat();
    let blocks: String =
        BLOCKS.iter().map(|(anchor, title, text)| block(anchor, title, &prose(text))).collect();
    let intro = prose(include_str!("understand/intro.html"));
    let search = prose(include_str!("understand/search.html"));
    let (anchor, title) = GLOSSARY;
    let glossary = block(anchor, title, &glossary::list());
    [
        intro.as_str(),
        "<nav class=\"cpts-toc\" aria-label=\"Sommaire\">",
        &links,
        "</nav>",
        &search,
        &blocks,
        &glossary,
    ]
    .concat()
}

fn block(anchor: &str, title: &str, text: &str) -> String {
    let id = format!("/comprendre/{anchor}");
    format!(
        "<article class=\"cpts-card cpts-aide\" aria-labelledby=\"{id}\">\
         <h2 id=\"{id}\" tabindex=\"-1\">{title}</h2>{text}</article>"
    )
}

/// A text as it is typed, made ready for the page: facts filled in, French typography, no indentation.
///
/// # Panics
///
/// When the text names a fact that nobody knows: the page is then not built.
fn prose(text: &str) -> String {
    let words: Vec<_> = text.split_ascii_whitespace().collect();
    let mut written = String::new();
    let mut rest = words.join(" ");
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").expect("every {{ has its }}");
        let value = fact(name).unwrap_or_else(|| panic!("the help names an unknown fact: {name}"));
        written += before;
        written += &value;
        rest = after.to_string();
    }
    typography(&(written + &rest))
}

/// Curved apostrophes, and the spaces where French text must not break: plain ones are typed.
fn typography(text: &str) -> String {
    const RULES: [(&str, &str); 10] = [
        ("'", "’"),
        (" :", "\u{a0}:"),
        (" ;", "\u{a0};"),
        (" ?", "\u{a0}?"),
        (" !", "\u{a0}!"),
        (" %", "\u{a0}%"),
        (" €", "\u{a0}€"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        ("n° ", "n°\u{a0}"),
    ];
    let text = RULES.iter().fold(text.to_string(), |text, (typed, set)| text.replace(typed, set));
    let letters: Vec<char> = text.chars().collect();
    let digit = |index: usize| letters.get(index).is_some_and(char::is_ascii_digit);
    let thousands = |index: usize| {
        index > 0
            && digit(index - 1)
            && (1..=3).all(|ahead| digit(index + ahead))
            && !digit(index + 4)
    };
    let set = letters.iter().enumerate().map(|(index, letter)| match letter {
        ' ' if thousands(index) => '\u{202f}',
        letter => *letter,
    });
    set.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_typing_becomes_french_typography() {
        let set = "«\u{a0}L’an\u{a0}»\u{a0}: 1\u{202f}250\u{202f}000\u{a0}€, n°\u{a0}2022\u{a0}?";
        assert_eq!(prose("« L'an » : 1 250 000 €,\n  n° 2022 ?"), set);
        assert_eq!(prose("le 16 mars 2022 1234 5"), "le 16 mars 2022 1234 5");
    }

    #[test]
    fn facts_are_filled_in() {
        assert_eq!(prose("{{plafond 1}}."), "287\u{202f}500\u{a0}€.");
        assert_eq!(prose("{{annee redaction 1}}"), "250\u{202f}000\u{a0}€");
        assert_eq!(prose("{{annee mise-a-jour 1}}"), "237\u{202f}500\u{a0}€");
        assert_eq!(prose("{{exemple recu}}"), "99\u{202f}698,63\u{a0}€");
    }

    #[test]
    #[should_panic(expected = "unknown fact: plafond 5")]
    fn an_unknown_fact_stops_the_build() {
        prose("{{plafond 5}}");
    }

    /// Amounts of the agreement are filled in. Those that are typed come from elsewhere.
    #[test]
    fn no_amount_of_the_agreement_is_typed() {
        // Steps of the indicators of one real contract; the social security ceiling of 2026.
        const TYPED: [&str; 4] = ["ou 9 000 €", "et 11 000 €", "ou 3 500 €", ": 48 060 €"];
        for (anchor, _, text) in BLOCKS {
            for (index, _) in text.match_indices(" €") {
                let before = &text[..index + " €".len()];
                assert!(TYPED.iter().any(|typed| before.ends_with(typed)), "{anchor}: {before}");
            }
        }
    }
}
