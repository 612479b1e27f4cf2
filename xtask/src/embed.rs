//! The program inside the page, as text.
//!
//! The host compresses the whole page, better than a page could compress a part of itself. So the
//! WebAssembly is not compressed here: each of its bytes becomes one character, and the host
//! compresses the program. The characters are plain letters, which survive a browser's "save as". The 93
//! most frequent bytes become ASCII, the others take two bytes of UTF-8.

use std::cmp::Reverse;

use anyhow::Result;
use simulateur_cpts::checksum::checksum;

use crate::minify::{self, BROWSERS, OLD_BROWSERS};
use crate::program::Program;
use crate::tools::NodeTools;

/// Reports a program that is damaged, cut or too new for the browser; written in old JavaScript.
const GUARD: &str = include_str!("embed/guard.js");
/// Turns the text back into bytes and starts the program.
const START: &str = include_str!("embed/start.js");

/// The end of the body: guard, program, start.
pub fn scripts(program: &Program, tools: Option<&NodeTools>) -> Result<String> {
    let guard = minify::script(tools, GUARD, OLD_BROWSERS)?;
    let start = minify::script(tools, &START.replace("/* glue */", &program.glue), BROWSERS)?;
    let (text, sum) = (text(&program.wasm), checksum(&program.wasm));
    Ok(format!(
        "<script>{guard}</script>\n\
         <script type=\"application/octet-stream\" id=\"programme\" data-somme=\"{sum}\">{text}</script>\n\
         <script>{start}</script>\n"
    ))
}

/// The alphabet, that is the 256 characters for the bytes 0 to 255, then one character for each byte.
fn text(wasm: &[u8]) -> String {
    let alphabet = alphabet(wasm);
    alphabet.iter().copied().chain(wasm.iter().map(|&byte| alphabet[usize::from(byte)])).collect()
}

/// One character for each byte. A frequent byte that is a printable character keeps that character:
/// names and sentences inside the program stay readable, and compress with those of the page.
fn alphabet(wasm: &[u8]) -> [char; 256] {
    let frequent = frequent(wasm);
    let stays = |byte: u8| frequent[usize::from(byte)] && is_printable(byte);
    let mut free = (0..=u8::MAX).filter(|&byte| is_printable(byte) && !stays(byte)).map(char::from);
    // Precomposed letters from here on have one form only, so no tool that normalises text changes them.
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

/// The most frequent bytes, as many as there are printable characters.
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

/// One byte of UTF-8 that no HTML parser takes for markup.
fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'<' | b'&')
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
        let byte = |c: &char| alphabet.iter().position(|one| one == c).unwrap();
        let read: Vec<u8> = body.iter().map(|c| u8::try_from(byte(c)).unwrap()).collect();
        assert_eq!(read, wasm);
    }
}
