//! A checksum that tells whether a part of the page arrived as it was built.
//!
//! ```
//! use simulateur_cpts::checksum::checksum;
//!
//! assert_ne!(checksum(b"Ambon"), checksum(b"Arbon"));
//! ```

/// The polynomial checksum, base 31 modulo 2³², that `xtask/src/embed/start.js` computes too. Any
/// change of a single byte changes it.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum: u32, &byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn a_changed_byte_changes_the_sum_wherever_it_is() {
        let bytes: Vec<u8> = (0..200).collect();
        for place in 0..bytes.len() {
            for change in 1..=u8::MAX {
                let mut changed = bytes.clone();
                changed[place] ^= change;
                assert_ne!(checksum(&changed), checksum(&bytes), "byte {place}");
            }
        }
    }
}
