//! The program inside the page, as text.
//!
//! Hosts compress the whole page, brotli better than anything a page could unpack itself. So the
//! WebAssembly is not compressed here: its bytes are sorted by kind, each becomes one character, and
//! what the host compresses is the program. The characters are plain letters of HTML text, which survive a
//! browser's "save as"; the 93 most frequent bytes take one byte of UTF-8, the others two. The two or
//! three bytes of a French letter, dash or quote stay that letter: its words are in the page as well,
//! and compress with them.

mod streams;

use std::cmp::Reverse;

use anyhow::Result;

use crate::minify::{self, BROWSERS, OLD_BROWSERS};
use crate::program::Program;
use crate::tools::NodeTools;

/// Guards against what comes before it being damaged or cut; written in old JavaScript.
const GUARD: &str = include_str!("embed/guard.js");
/// Reads the text back and starts the program.
const START: &str = include_str!("embed/start.js");

/// The end of the body: guard, program, start.
pub fn scripts(program: &Program, tools: Option<&NodeTools>) -> Result<String> {
    let guard = minify::script(tools, GUARD, OLD_BROWSERS)?;
    let start = START.replace("/* glue */", &program.glue);
    let start = minify::script(tools, &start, BROWSERS)?;
    let streams = streams::split(&program.wasm)?;
    let sorted = streams.bytes.concat();
    let sizes = streams.bytes.map(|stream| stream.len().to_string()).join(" ");
    let (head, functions) = (streams.head, streams.functions);
    let length = program.wasm.len();
    let said = format!("{sizes}{head}{functions}{length}");
    let (text, sum) = (text(&sorted), sum(said.as_bytes().iter().chain(&sorted)));
    Ok(format!(
        "<script>{guard}</script>\n\
         <script type=\"application/octet-stream\" id=\"programme\" data-tailles=\"{sizes}\" \
         data-debut=\"{head}\" data-fonctions=\"{functions}\" data-longueur=\"{length}\" \
         data-somme=\"{sum}\">{text}</script>\n\
         <script>{start}</script>\n"
    ))
}

/// The 256 characters that stand for the bytes, then the program written with them.
fn text(wasm: &[u8]) -> String {
    let alphabet = alphabet(wasm);
    let mut text: String = alphabet.iter().collect();
    let mut rest = wasm;
    while let [byte, after @ ..] = rest {
        if let Some(letter) = letter(rest) {
            text.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            text.push(alphabet[usize::from(*byte)]);
            rest = after;
        }
    }
    text
}

/// The letter that these bytes begin with, if it is one that stays: U+00A0 to U+00FF take two bytes,
/// U+2010 to U+203F three. `start.js` knows them by these ranges, which the alphabet does not use.
fn letter(bytes: &[u8]) -> Option<char> {
    let stays = |letter: &char| matches!(letter, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{203f}');
    let length = if bytes[0] == 0xe2 { 3 } else { 2 };
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
    text.chars().next().filter(stays).filter(|letter| letter.len_utf8() == length)
}

/// One character for each byte. A frequent byte that is a printable character stands for itself,
/// because brotli compresses best what stays in place.
fn alphabet(wasm: &[u8]) -> [char; 256] {
    let frequent = frequent(wasm);
    let stays = |byte: u8| frequent[usize::from(byte)] && is_printable(byte);
    let mut free = (0..=u8::MAX).filter(|&byte| is_printable(byte) && !stays(byte)).map(char::from);
    // These have one form only, so no tool that normalises text changes them.
    let mut others = '\u{100}'..;
    let mut alphabet = ['\0'; 256];
    for byte in 0..=u8::MAX {
        let character = match byte {
            _ if stays(byte) => Some(char::from(byte)),
            _ if frequent[usize::from(byte)] => free.next(),
            _ => others.next(),
        };
        alphabet[usize::from(byte)] =
            character.expect("as many printable characters as frequent bytes");
    }
    alphabet
}

/// Which bytes are the most frequent, as many as there are printable characters.
fn frequent(wasm: &[u8]) -> [bool; 256] {
    let mut counts = [0_usize; 256];
    for &byte in wasm {
        counts[usize::from(byte)] += 1;
    }
    let mut bytes: Vec<u8> = (0..=u8::MAX).collect();
    bytes.sort_by_key(|&byte| Reverse(counts[usize::from(byte)]));
    let printable = bytes.iter().filter(|&&byte| is_printable(byte)).count();
    let mut frequent = [false; 256];
    for &byte in &bytes[..printable] {
        frequent[usize::from(byte)] = true;
    }
    frequent
}

/// One byte of UTF-8 that no reader of HTML takes for markup.
fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'<' | b'&')
}

/// Changes with any single byte; `start.js` computes the same.
fn sum<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> u32 {
    bytes.into_iter().fold(0, |sum: u32, &byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_own_character_and_none_is_markup() {
        let wasm: Vec<u8> = (0..=u8::MAX).chain([0, 0, b'<', 200]).collect();
        let alphabet = alphabet(&wasm);
        let different: std::collections::HashSet<_> = alphabet.iter().collect();
        assert_eq!(different.len(), 256);
        assert!(alphabet.iter().all(|c| !c.is_control() && !['<', '&'].contains(c)));
    }

    #[test]
    fn the_text_reads_back() {
        let wasm: Vec<u8> = (0..10_000_u32).map(|n| (n * n % 251).to_le_bytes()[0]).collect();
        let text: Vec<char> = text(&wasm).chars().collect();
        let (alphabet, body) = text.split_at(256);
        let bytes_of = |c: &char| match alphabet.iter().position(|one| one == c) {
            Some(byte) => vec![u8::try_from(byte).unwrap()],
            None => c.to_string().into_bytes(),
        };
        assert_eq!(body.iter().flat_map(bytes_of).collect::<Vec<_>>(), wasm);
    }

    #[test]
    fn french_letters_stay_and_cannot_be_taken_for_a_byte() {
        let said = "été\u{a0}: l’œuvre – 5\u{202f}000 €".as_bytes();
        let written = text(said);
        for letter in ['é', '\u{a0}', '’', '–', '\u{202f}'] {
            assert!(written.contains(letter), "{letter}");
        }
        assert!(alphabet(said).iter().all(|one| letter(one.to_string().as_bytes()).is_none()));
        // A letter cut in two is bytes.
        assert_eq!(text(&[0xc3]).chars().count(), 257);
        assert_eq!(text(&[0xe2, 0x80]).chars().count(), 258);
    }

    #[test]
    fn one_changed_byte_changes_the_sum() {
        assert_ne!(sum(&[1, 2, 3]), sum(&[1, 2, 4]));
        assert_ne!(sum(&[1, 2, 3]), sum(&[9, 2, 3]));
    }
}
