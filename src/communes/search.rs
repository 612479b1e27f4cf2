//! Finds communes and groups by the first letters of their words, or by postal code.

use std::cmp::Reverse;

use super::{Communes, Kind, Place};

/// Writes the words of a name behind what is there, each after a space: without capitals, accents,
/// hyphens, and with `saint` for `st`.
pub fn fold_into(keys: &mut String, name: &str) {
    for word in plain(name).split(' ').filter(|word| !word.is_empty()) {
        keys.push(' ');
        keys.push_str(match word {
            "st" => "saint",
            "ste" => "sainte",
            word => word,
        });
    }
}

/// Letters without accents, spaces for what parts words. The list of French letters is shorter than
/// Unicode's tables.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        plain.push(plain_letter(letter));
        if matches!(letter, 'Œ' | 'œ') {
            plain.push('e');
        }
    }
    plain
}

fn plain_letter(letter: char) -> char {
    match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' => letter.to_ascii_lowercase(),
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Œ' | 'œ' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ÿ' | 'ÿ' => 'y',
        _ => ' ',
    }
}

impl Communes {
    /// The best answers to a query, at most `most`: each of its words begins a word of the name, or a
    /// postal code. Names that begin like the query come first, then the most inhabitants.
    #[must_use]
    pub fn search(&self, query: &str, most: usize) -> Vec<Place> {
        let mut words = String::new();
        fold_into(&mut words, query);
        let mut found = self.matching(&words);
        keep_best(&mut found, most);
        // Who types `st` may be on the way to Strasbourg.
        let typed = plain(query);
        for short in ["st", "ste"] {
            if typed == short || typed.ends_with(&format!(" {short}")) {
                let before = words.rfind(' ').unwrap_or_default();
                let mut more = self.matching(&format!("{} {short}", &words[..before]));
                more.retain(|(_, place)| !found.iter().any(|(_, known)| known == place));
                found.extend(more);
                keep_best(&mut found, most);
            }
        }
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// All that `words` (each after a space) find, each with its rank.
    fn matching(&self, words: &str) -> Vec<(Rank, Place)> {
        let mut found = Vec::new();
        // The longest word has the fewest answers.
        let longest = words.split(' ').fold("", |a, b| if b.len() > a.len() { b } else { a });
        if longest.is_empty() {
            return found;
        }
        let needle = format!(" {longest}");
        let others = words.split(' ').filter(|word| !word.is_empty() && *word != longest);
        let mut entries = self.entries.iter().zip((0_u16..).map(Place));
        let mut start = 0;
        while let Some(at) = self.keys[start..].find(&needle).map(|at| start + at) {
            // The line of the keys that it stands in.
            let found_in = entries.find(|(entry, _)| {
                let inside = at < entry.key_end as usize;
                start = if inside { start } else { entry.key_end as usize };
                inside
            });
            let Some((entry, place)) = found_in else { break };
            let end = entry.key_end as usize;
            let key = &self.keys[start..end];
            let rank = (
                !key.starts_with(words),
                Reverse(entry.whole.population),
                entry.kind == Kind::Commune,
            );
            if others.clone().all(|word| begins_a_word(key, word)) {
                found.push((rank, place));
            }
            start = end;
        }
        found
    }
}

/// Smaller is better: whether the name begins otherwise, inhabitants, and groups before communes.
type Rank = (bool, Reverse<u32>, bool);

fn begins_a_word(key: &str, word: &str) -> bool {
    key.match_indices(word).any(|(at, _)| key[..at].ends_with(' '))
}

/// Keeps the best answers in order; of equals, the first.
fn keep_best(found: &mut Vec<(Rank, Place)>, most: usize) {
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(most);
}
