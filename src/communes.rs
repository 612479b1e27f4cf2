//! The communes of France and the groups they belong to: what a territory is added up from.
//!
//! A commune is counted once, whatever the groups that hold it. Paris, Lyon and Marseille are counted
//! by district, and are groups themselves. Whether something belongs to a territory is said by the
//! most specific part that names it: itself, its city, its établissement public territorial, its
//! intercommunalité, its département.

mod read;
mod search;
mod territory;

pub use read::{Reading, Step};
pub use territory::{Edit, Territory};

use std::ops::Add;

use crate::perimeter::Code;

/// No group.
const NONE: u16 = u16::MAX;

/// The communes, as one file holds them.
#[derive(PartialEq, Debug)]
pub struct Communes {
    /// The text that the names stand in.
    text: String,
    /// Where their year stands in the text.
    year: (usize, usize),
    entries: Vec<Entry>,
    /// What is searched: one line for each entry, its words and postal codes, folded.
    keys: String,
}

/// What something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A city that is counted by district.
    City,
    /// A part of Greater Paris.
    Ept,
    /// An intercommunalité.
    Epci,
    /// A département, or an overseas collectivity.
    Department,
    /// A commune, or a district.
    Commune,
}

#[derive(PartialEq, Debug)]
struct Entry {
    code: Code,
    kind: Kind,
    /// Where its name starts in the text, and its length.
    name: (u32, u16),
    /// Where its line of the keys ends.
    key_end: u32,
    whole: Tally,
    /// The groups that hold it, the most specific first.
    groups: [u16; 4],
}

/// A place in the list of communes and groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place(u16);

/// How much of something belongs to a territory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Communes, or districts.
    pub communes: u32,
    /// Inhabitants.
    pub population: u32,
    /// Communes without a published population: they count for nobody.
    pub unknown: u32,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            communes: self.communes + other.communes,
            population: self.population + other.population,
            unknown: self.unknown + other.unknown,
        }
    }
}

impl Communes {
    /// The year that they are of: `2026`.
    #[must_use]
    pub fn year(&self) -> &str {
        &self.text[self.year.0..self.year.1]
    }

    /// Where a code stands in the list.
    #[must_use]
    pub fn find(&self, code: Code) -> Option<Place> {
        let place = self.entries.iter().position(|entry| entry.code == code)?;
        Some(Place(u16::try_from(place).unwrap_or(NONE)))
    }

    fn entry(&self, place: Place) -> &Entry {
        &self.entries[usize::from(place.0)]
    }

    /// Its official number.
    #[must_use]
    pub fn code(&self, place: Place) -> Code {
        self.entry(place).code
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self, place: Place) -> Kind {
        self.entry(place).kind
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, place: Place) -> &str {
        let (start, length) = self.entry(place).name;
        &self.text[start as usize..start as usize + usize::from(length)]
    }

    /// The whole of it.
    #[must_use]
    pub fn whole(&self, place: Place) -> Tally {
        self.entry(place).whole
    }

    /// The département that it lies in; `None` for a group that may lie in several.
    #[must_use]
    pub fn department(&self, place: Place) -> Option<Place> {
        self.groups(place).find(|group| self.kind(*group) == Kind::Department)
    }

    /// Whether it is a district of a city.
    #[must_use]
    pub fn is_district(&self, place: Place) -> bool {
        self.groups(place).any(|group| self.kind(group) == Kind::City)
    }

    /// What two groups have in common.
    #[must_use]
    pub fn common(&self, one: Place, other: Place) -> Tally {
        let shared = self.members(other).filter(|commune| self.holds(one, *commune));
        shared.fold(Tally::default(), |sum, commune| sum + self.whole(commune))
    }

    /// The groups that hold it, the most specific first.
    fn groups(&self, place: Place) -> impl Iterator<Item = Place> + use<> {
        self.entry(place).groups.into_iter().filter(|group| *group != NONE).map(Place)
    }

    /// Every commune and district, each once.
    pub fn communes(&self) -> impl Iterator<Item = Place> + use<'_> {
        let all = self.entries.iter().zip((0_u16..).map(Place));
        all.filter(|(entry, _)| entry.kind == Kind::Commune).map(|(_, place)| place)
    }

    /// The communes and districts of a group, or the commune itself.
    pub fn members(&self, of: Place) -> impl Iterator<Item = Place> + use<'_> {
        let is_commune = self.kind(of) == Kind::Commune;
        let inside = move |place: &Place| self.entry(*place).groups.contains(&of.0);
        let group = self.communes().filter(inside).take(if is_commune { 0 } else { usize::MAX });
        is_commune.then_some(of).into_iter().chain(group)
    }

    /// What a group is chosen by: its communes or districts; for a département, its intercommunalités
    /// and the communes without one.
    #[must_use]
    pub fn children(&self, group: Place) -> Vec<Place> {
        let mut children = Vec::new();
        for commune in self.members(group) {
            let epci = self.groups(commune).find(|group| self.kind(*group) == Kind::Epci);
            let child = match self.kind(group) {
                Kind::Department => epci.unwrap_or(commune),
                _ => commune,
            };
            if !children.contains(&child) {
                children.push(child);
            }
        }
        children
    }

    /// Whether all of `other` lies in `place`.
    fn holds(&self, place: Place, other: Place) -> bool {
        other == place
            || self.members(other).all(|commune| self.entry(commune).groups.contains(&place.0))
    }
}

#[cfg(test)]
mod tests;
