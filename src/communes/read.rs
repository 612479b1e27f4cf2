//! Reads the file of the communes: `territories/communes.tsv` says its form.

use super::{Communes, Entry, Kind, NONE, Tally, search};
use crate::perimeter::Code;

/// More inhabitants than France will ever have: a list that counts more is damaged.
const MOST_INHABITANTS: u32 = 1_000_000_000;

impl Communes {
    /// Reads the file; `None` when it is damaged.
    #[must_use]
    pub fn read(text: String) -> Option<Self> {
        match Reading::new(text).next(usize::MAX)? {
            Step::Read(list) => Some(list),
            Step::More(_) => None,
        }
    }
}

/// The file being read, a stretch at a time: all of it at once would make the page stand still.
#[derive(Default)]
pub struct Reading {
    text: String,
    /// How much of the text has been read, in bytes.
    read: usize,
    reader: Reader,
}

/// How far a reading has come.
pub enum Step {
    /// There is more to read.
    More(Reading),
    /// This is the list.
    Read(Communes),
}

impl Reading {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Reads on for so many bytes, and to the end of the line; `None` when the file is damaged.
    #[must_use]
    pub fn next(mut self, bytes: usize) -> Option<Step> {
        let end = self.read.saturating_add(bytes);
        while self.read < self.text.len() && self.read < end {
            let rest = &self.text[self.read..];
            let line = rest.split_inclusive('\n').next().unwrap_or(rest);
            self.read += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if !line.is_empty() && !line.starts_with('#') {
                self.reader.line(&self.text, line)?;
            }
        }
        if self.read < self.text.len() {
            return Some(Step::More(self));
        }
        let Reader { entries, keys, year, .. } = self.reader;
        Some(Step::Read(Communes { year: year?, entries, keys, text: self.text }))
    }
}

#[derive(Default)]
struct Reader {
    year: Option<(usize, usize)>,
    entries: Vec<Entry>,
    keys: String,
    /// The département being read: its code, its place, the groups that its communes cite.
    department: String,
    department_place: u16,
    known: Vec<u16>,
    /// The number of the commune before.
    number: u32,
    /// All inhabitants so far.
    everybody: u32,
}

impl Reader {
    fn line(&mut self, text: &str, line: &str) -> Option<()> {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        if self.year.is_none() {
            self.year = Some((start, start + line.len()));
            return Some(());
        }
        let mut cells = line.split('\t');
        let first = cells.next()?;
        let name = cells.next()?;
        let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        let name_at = (u32::try_from(at(name)).ok()?, u16::try_from(name.len()).ok()?);
        let kind = match first.chars().next() {
            Some('!') => Kind::City,
            Some('+') => Kind::Ept,
            Some('=') => Kind::Epci,
            Some('@') => Kind::Department,
            _ => return self.commune(first, name, name_at, cells),
        };
        let place = u16::try_from(self.entries.len()).ok()?;
        let code = Code::read(&first[1..])?;
        if kind == Kind::Department {
            self.number = 0;
            self.department_place = place;
            first[1..].clone_into(&mut self.department);
            let codes = cells.next().unwrap_or_default().split(' ').filter(|code| !code.is_empty());
            self.known = codes.map(|code| self.group(Code::read(code)?)).collect::<Option<_>>()?;
        }
        search::fold_into(&mut self.keys, name);
        self.push(code, kind, name_at, Tally::default(), [NONE; 4])
    }

    fn group(&self, code: Code) -> Option<u16> {
        u16::try_from(self.entries.iter().position(|entry| entry.code == code)?).ok()
    }

    fn commune<'a>(
        &mut self,
        number: &str,
        name: &str,
        name_at: (u32, u16),
        mut cells: impl Iterator<Item = &'a str>,
    ) -> Option<()> {
        self.number = if number.is_empty() { self.number + 1 } else { number.parse().ok()? };
        let code = Code::of_commune(&self.department, self.number)?;
        let mut whole = Tally { communes: 1, ..Tally::default() };
        match cells.next().unwrap_or_default() {
            "" => whole.unknown = 1,
            count => whole.population = count.parse().ok()?,
        }
        self.everybody = self.everybody.checked_add(whole.population)?;
        if self.everybody > MOST_INHABITANTS {
            return None;
        }
        search::fold_into(&mut self.keys, name);
        for postal in cells.next().unwrap_or_default().split(' ').filter(|code| !code.is_empty()) {
            self.keys.push(' ');
            if postal.len() < 5 {
                self.keys.push_str(&self.department);
            }
            self.keys.push_str(postal);
        }
        let mut groups = [NONE; 4];
        let ranks = cells.next().unwrap_or_default().split(' ').filter(|rank| !rank.is_empty());
        let cited = ranks.map(|rank| self.known.get(rank.parse::<usize>().ok()?).copied());
        let cited = cited.chain([Some(self.department_place)]);
        for (slot, group) in groups.iter_mut().zip(cited) {
            *slot = group?;
        }
        if let Some(former) = cells.next() {
            former.split(';').for_each(|name| search::fold_into(&mut self.keys, name));
        }
        for group in groups.into_iter().filter(|group| *group != NONE) {
            let group = &mut self.entries[usize::from(group)].whole;
            *group = *group + whole;
        }
        self.push(code, Kind::Commune, name_at, whole, groups)
    }

    fn push(
        &mut self,
        code: Code,
        kind: Kind,
        name: (u32, u16),
        whole: Tally,
        groups: [u16; 4],
    ) -> Option<()> {
        // The last number stands for no place.
        if self.entries.len() >= usize::from(NONE) {
            return None;
        }
        self.keys.push('\n');
        self.entries.push(Entry {
            code,
            kind,
            name,
            key_end: u32::try_from(self.keys.len()).ok()?,
            whole,
            groups,
        });
        Some(())
    }
}
