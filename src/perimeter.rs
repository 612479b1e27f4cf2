//! The territory as a sum: communes, and groups of communes some of which are left out.
//!
//! `200000172-74042_13214` is an intercommunalité without one of its communes, and a district of
//! Marseille. What a code stands for is known to [`crate::communes`] alone.

use std::fmt;

/// As many parts fit in a scenario, and so in a link. Beyond them it carries the population only.
pub const MOST_PARTS: usize = 40;

const BASE: u32 = 36;

/// The official number of a commune, district or city (5 characters, INSEE), of a département (2 or
/// 3), of an intercommunalité (9 digits, SIREN).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Code(u32);

impl Code {
    /// Reads it; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let corsican = |(place, letter): (usize, char)| {
            letter.is_ascii_digit() || (place == 1 && matches!(letter, 'A' | 'B'))
        };
        let number = if text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            text.parse().ok().filter(|number| *number >= 100_000_000)?
        } else if matches!(text.len(), 2 | 3 | 5) && text.chars().enumerate().all(corsican) {
            u32::from_str_radix(text, BASE).ok()?
        } else {
            return None;
        };
        let code = Self(number);
        (number > 0 && code.to_string() == text).then_some(code)
    }

    /// The code of a commune: the first two characters of its département's, and a number up to 999.
    #[must_use]
    pub fn of_commune(department: &str, number: u32) -> Option<Self> {
        let department = u32::from_str_radix(department.get(..2)?, BASE).ok()?;
        let digits = [department, number / 100, number / 10 % 10, number % 10];
        (number <= 999).then(|| Self(digits.into_iter().fold(0, |code, digit| code * BASE + digit)))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let length = match self.0 {
            100_000_000.. => return write!(f, "{}", self.0),
            0..1_296 => 2,
            1_296..46_656 => 3,
            _ => 5,
        };
        for place in (0..length).rev() {
            let digit = char::from_digit(self.0 / BASE.pow(place) % BASE, BASE);
            write!(f, "{}", digit.unwrap_or_default().to_ascii_uppercase())?;
        }
        Ok(())
    }
}

/// Something that belongs to the territory, or is left out of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// What.
    pub code: Code,
    /// Whether it is left out.
    pub out: bool,
}

/// The parts of a territory that a scenario carries, at most [`MOST_PARTS`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Perimeter {
    codes: [Code; MOST_PARTS],
    out: u64,
    count: u8,
}

impl Perimeter {
    /// No part.
    pub const EMPTY: Self = Self { codes: [Code(0); MOST_PARTS], out: 0, count: 0 };

    /// The parts; none of them where they are too many.
    #[must_use]
    pub fn new(parts: &[Part]) -> Self {
        let mut perimeter = Self::EMPTY;
        if parts.len() <= MOST_PARTS {
            for (place, part) in parts.iter().enumerate() {
                perimeter.codes[place] = part.code;
                perimeter.out |= u64::from(part.out) << place;
                perimeter.count += 1;
            }
        }
        perimeter
    }

    /// What it was made of.
    pub fn parts(&self) -> impl Iterator<Item = Part> + use<'_> {
        let codes = self.codes.iter().take(self.count.into()).enumerate();
        codes.map(|(place, code)| Part { code: *code, out: self.out >> place & 1 == 1 })
    }

    /// Whether it has no part.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Reads what [`Display`](fmt::Display) wrote; `None` when it cannot be read, is empty or too long.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for (place, piece) in text.split('_').enumerate() {
            for (nth, code) in piece.split('-').enumerate() {
                let starts_out = place == 0 && nth == 0 && code.is_empty() && piece.len() > 1;
                if !starts_out {
                    parts.push(Part { code: Code::read(code)?, out: nth > 0 });
                }
            }
        }
        (parts.len() <= MOST_PARTS).then(|| Self::new(&parts))
    }
}

impl fmt::Display for Perimeter {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (place, part) in self.parts().enumerate() {
            let sign = match (part.out, place) {
                (true, _) => "-",
                (false, 0) => "",
                (false, _) => "_",
            };
            write!(f, "{sign}{}", part.code)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_code_reads_back() {
        for text in
            ["01", "75", "2A", "971", "989", "01001", "2A004", "13214", "98901", "200000172"]
        {
            assert_eq!(Code::read(text).map(|code| code.to_string()).as_deref(), Some(text));
        }
        for (department, number, text) in
            [("01", 1, "01001"), ("2A", 4, "2A004"), ("974", 411, "97411")]
        {
            assert_eq!(Code::of_commune(department, number), Code::read(text));
        }
        assert_eq!(Code::of_commune("01", 1_000), None);
        for text in [
            "",
            "1",
            "2C",
            "2a",
            "00",
            "0100",
            "010011",
            "AA001",
            "099999999",
            "20000017",
            "é1",
            "-1",
            "+1",
        ] {
            assert_eq!(Code::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_perimeter_reads_back() {
        for text in ["74042", "200000172-74042_13214", "01_02-01001-02001", "-01001_01"] {
            assert_eq!(Perimeter::read(text).map(|read| read.to_string()).as_deref(), Some(text));
        }
        for text in ["", "-", "_", "01__02", "01--02", "01_-02", "01.02", "01-", "01_", "commune"] {
            assert_eq!(Perimeter::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_not_carried() {
        let part = Part { code: Code::read("01001").unwrap(), out: false };
        let most = [part; MOST_PARTS];
        assert_eq!(Perimeter::new(&most).parts().count(), MOST_PARTS);
        assert!(Perimeter::new(&[part; MOST_PARTS + 1]).is_empty());
        let text = Perimeter::new(&most).to_string();
        assert!(Perimeter::read(&text).is_some());
        assert_eq!(Perimeter::read(&format!("{text}_01001")), None);
    }
}
