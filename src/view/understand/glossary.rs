//! The glossary, and the links that lead to it from every text that never changes.

use std::collections::BTreeSet;

use super::typography;

/// `term | meaning`, in the order of the page.
const TERMS: &str = include_str!("glossary.txt");

/// Elements whose text is left alone: names, and what acts on its own.
const LEFT_ALONE: [&str; 10] =
    ["a", "b", "h1", "h2", "h3", "button", "summary", "dt", "caption", "th"];

/// Terms and meanings.
fn terms() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TERMS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(" | ").expect("a glossary line is: term | meaning"))
}

/// The address of a term inside the page, which is also its `id`.
fn address(term: &str) -> String {
    format!("/comprendre/{}", term.to_lowercase())
}

/// All terms, each with its `id`.
pub fn list() -> String {
    let entry = |(term, meaning): (&str, &str)| {
        let (id, meaning) = (address(term), typography(meaning));
        format!("<div id=\"{id}\" tabindex=\"-1\"><dt>{term}</dt><dd>{meaning}</dd></div>")
    };
    format!("<dl class=\"cpts-glossary\">{}</dl>", terms().map(entry).collect::<String>())
}

/// Links the first occurrence of each abbreviation in every article, or part without articles, to the
/// glossary. Reads the HTML of this page only: `<` and `>` stand nowhere but around tags.
pub fn link_terms(html: &str) -> String {
    let mut linked = String::with_capacity(html.len() + html.len() / 8);
    let (mut seen, mut left_alone) = (BTreeSet::new(), 0);
    for (index, piece) in html.split('<').enumerate() {
        let (tag, text) =
            if index == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        if index > 0 {
            linked.extend(["<", tag, ">"]);
        }
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        match (LEFT_ALONE.contains(&name), tag.starts_with('/')) {
            (true, false) => left_alone += 1,
            (true, true) => left_alone -= 1,
            (false, _) => {}
        }
        if name == "article" {
            seen.clear();
        }
        if left_alone == 0 { link_text(text, &mut seen, &mut linked) } else { linked += text }
    }
    linked
}

fn link_text<'a>(text: &'a str, seen: &mut BTreeSet<&'a str>, linked: &mut String) {
    let word_ends = |letter: char| !letter.is_alphanumeric();
    for piece in text.split_inclusive(word_ends) {
        let word = piece.trim_end_matches(word_ends);
        // What is nothing but an abbreviation is a name: a link there would be too small to touch.
        if word.len() == text.trim().len() || !is_abbreviation(word) || !seen.insert(word) {
            *linked += piece;
        } else {
            let after = &piece[word.len()..];
            linked.extend(["<a href=\"#", &address(word), "\">", word, "</a>", after]);
        }
    }
}

fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase) && terms().any(|(term, _)| term == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_abbreviation_is_linked_and_names_are_left_alone() {
        let html = "<p>Une CPTS, la CPTS.</p><h2>La CPAM dit</h2><article><td>CPTS</td><p>L’ARS et \
                    <b>la CPTS</b>, L1434, la CPTS-1</p></article>";
        let link = |term: &str, id: &str| format!("<a href=\"#/comprendre/{id}\">{term}</a>");
        let expected = html
            .replacen("Une CPTS", &format!("Une {}", link("CPTS", "cpts")), 1)
            .replace("’ARS", &format!("’{}", link("ARS", "ars")))
            .replace("la CPTS-1", &format!("la {}-1", link("CPTS", "cpts")));
        assert_eq!(link_terms(html), expected);
    }

    #[test]
    fn terms_stand_once_and_in_order() {
        let names: Vec<_> = terms().map(|(term, _)| term.to_lowercase()).collect();
        assert!(names.is_sorted() && names.len() > 30);
        let ids: BTreeSet<_> = names.iter().collect();
        assert_eq!(ids.len(), names.len());
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())));
    }
}
