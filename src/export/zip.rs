//! A ZIP archive of files that are stored as they are.
//!
//! Own code because crates weigh more than all of the export: with `crc32fast` instead of `crc32`
//! below the page weighs 16 kB more after brotli (its tables), with `zip`, no compression enabled,
//! 26 kB more. What is used of the format has not changed since 1993.

/// Bytes of the end record and of the fixed parts of the two headers of a file.
const ROOM_BY_FILE: usize = 160;

/// The archive, without a date: the same files give the same bytes.
pub fn stored(files: &[(String, String)]) -> Vec<u8> {
    let size = files.iter().map(|(_, text)| text.len() + ROOM_BY_FILE).sum();
    let mut archive = Vec::with_capacity(size);
    let mut directory = Vec::new();
    for (name, text) in files {
        let start = archive.len();
        let header = header(name, text.as_bytes());
        archive.extend_from_slice(b"PK\x03\x04");
        archive.extend_from_slice(&header);
        archive.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(text.as_bytes());
        // Made by version 2.0 for MS-DOS; then no comment, disk 0, no attributes.
        directory.extend_from_slice(b"PK\x01\x02\x14\0");
        directory.extend_from_slice(&header);
        directory.extend_from_slice(&[0; 10]);
        push(&mut directory, start, 4);
        directory.extend_from_slice(name.as_bytes());
    }
    let start = archive.len();
    archive.extend_from_slice(&directory);
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    push(&mut archive, files.len(), 2);
    push(&mut archive, files.len(), 2);
    push(&mut archive, directory.len(), 4);
    push(&mut archive, start, 4);
    push(&mut archive, 0, 2);
    archive
}

/// What the header of a file and its entry in the directory have in common.
fn header(name: &str, bytes: &[u8]) -> Vec<u8> {
    // Needs version 2.0, no flags, stored, midnight of 1 January 1980.
    let mut header = b"\x14\0\0\0\0\0\0\0\x21\0".to_vec();
    header.extend_from_slice(&crc32(bytes).to_le_bytes());
    push(&mut header, bytes.len(), 4);
    push(&mut header, bytes.len(), 4);
    push(&mut header, name.len(), 2);
    push(&mut header, 0, 2);
    header
}

/// A whole number in this many bytes, the lowest first.
fn push(out: &mut Vec<u8>, number: usize, bytes: usize) {
    out.extend_from_slice(&number.to_le_bytes()[..bytes]);
}

/// CRC-32 bit by bit: a table would weigh more than the milliseconds it saves.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let lowest = crc & 1;
            crc >>= 1;
            if lowest == 1 {
                crc ^= 0xEDB8_8320;
            }
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_as_everyone_does() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
