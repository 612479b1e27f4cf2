//! A territory made of parts: what belongs to it, and how it changes.

use super::{Communes, Kind, Place, Tally};
use crate::perimeter::Part;

/// One change of a territory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edit {
    /// Adds all of something.
    Add,
    /// Leaves all of it out. Communes that a part as specific as it holds as well stay.
    LeaveOut,
    /// Forgets that it was left out; adds it where that does not bring it back.
    TakeBack,
}

/// A territory, ready to be asked what belongs to it.
#[derive(Clone, Debug)]
pub struct Territory<'a> {
    all: &'a Communes,
    parts: Vec<Part>,
    /// For each entry of the list: 1 in, −1 out, 0 where no part names it.
    marks: Vec<i8>,
}

impl<'a> Territory<'a> {
    /// The territory made of these parts. Those that the list does not know count for nothing.
    #[must_use]
    pub fn new(all: &'a Communes, parts: &[Part]) -> Self {
        let mut territory = Self { all, parts: parts.to_vec(), marks: vec![0; all.entries.len()] };
        for part in parts {
            territory.mark(*part, if part.out { -1 } else { 1 });
        }
        territory
    }

    fn mark(&mut self, part: Part, mark: i8) {
        if let Some(place) = self.all.find(part.code) {
            self.marks[usize::from(place.0)] = mark;
        }
    }

    /// What it is made of.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether a commune, or district, belongs to it.
    #[must_use]
    pub fn has(&self, commune: Place) -> bool {
        let mut named = [commune].into_iter().chain(self.all.groups(commune));
        let said = named.find_map(|place| match self.marks[usize::from(place.0)] {
            0 => None,
            mark => Some(mark > 0),
        });
        said == Some(true)
    }

    /// How much of something belongs to it.
    #[must_use]
    pub fn inside(&self, place: Place) -> Tally {
        self.sum(self.all.members(place))
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.sum(self.all.communes())
    }

    fn sum(&self, communes: impl Iterator<Item = Place>) -> Tally {
        // Before anything is picked, the first search has nothing to count.
        if self.parts.is_empty() {
            return Tally::default();
        }
        let inside = communes.filter(|commune| self.has(*commune));
        inside.fold(Tally::default(), |sum, commune| sum + self.all.whole(commune))
    }

    /// After one change. Parts that decide nothing any more are dropped, and what was picked one by
    /// one stands for its group where that is shorter.
    #[must_use]
    pub fn with(&self, place: Place, edit: Edit) -> Self {
        self.edited(place, edit).without_idle().regrouped()
    }

    /// Its inhabitants after one change; `before` are those of [`Territory::total`], which whoever asks
    /// for many changes takes once.
    #[must_use]
    pub fn population_with(&self, before: u32, place: Place, edit: Edit) -> u32 {
        let whole = self.all.whole(place).population;
        match (self.all.kind(place), edit, self.has(place)) {
            (Kind::Commune, Edit::LeaveOut, true) => before - whole,
            (Kind::Commune, Edit::Add | Edit::TakeBack, false) => before + whole,
            (Kind::Commune, ..) => before,
            _ => self.edited(place, edit).total().population,
        }
    }

    fn edited(&self, place: Place, edit: Edit) -> Self {
        let said_of_it = |part: &Part| {
            self.all.find(part.code).is_some_and(|other| self.all.holds(place, other))
        };
        let mut parts = self.parts.clone();
        parts.retain(|part| !said_of_it(part));
        let edited = Self::new(self.all, &parts);
        if edit == Edit::TakeBack && edited.inside(place).communes > 0 {
            return edited;
        }
        parts.push(Part { code: self.all.code(place), out: edit == Edit::LeaveOut });
        Self::new(self.all, &parts)
    }

    /// Without a part that may be one that the list does not know.
    #[must_use]
    pub fn without(&self, part: Part) -> Self {
        if let Some(place) = self.all.find(part.code) {
            return self.with(place, Edit::LeaveOut);
        }
        let mut territory = self.clone();
        territory.parts.retain(|other| *other != part);
        territory
    }

    fn without_idle(mut self) -> Self {
        for part in self.parts.clone() {
            let Some(place) = self.all.find(part.code) else { continue };
            let members = || self.all.members(place);
            let before: Vec<bool> = members().map(|commune| self.has(commune)).collect();
            self.mark(part, 0);
            let idle = members().zip(before).all(|(commune, was)| self.has(commune) == was);
            if idle {
                self.parts.retain(|other| *other != part);
            } else {
                self.mark(part, if part.out { -1 } else { 1 });
            }
        }
        self
    }

    fn regrouped(self) -> Self {
        let picked = self.parts.iter().filter(|part| !part.out);
        let cited = picked
            .filter_map(|part| self.all.find(part.code))
            .flat_map(|place| self.all.groups(place))
            .filter(|group| matches!(self.all.kind(*group), Kind::City | Kind::Epci));
        let mut groups = Vec::new();
        for group in cited {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups.into_iter().fold(self, Self::regrouped_as)
    }

    /// With a group in the place of most of its communes, unless that is not shorter.
    fn regrouped_as(self, group: Place) -> Self {
        if self.marks[usize::from(group.0)] != 0 {
            return self;
        }
        let left_out = self.all.members(group).filter(|commune| !self.has(*commune));
        let left_out = left_out.map(|commune| Part { code: self.all.code(commune), out: true });
        let mut parts = self.parts.clone();
        parts.retain(|part| {
            !self.all.find(part.code).is_some_and(|other| self.all.holds(group, other))
        });
        parts.push(Part { code: self.all.code(group), out: false });
        parts.extend(left_out);
        if parts.len() < self.parts.len() { Self::new(self.all, &parts) } else { self }
    }

    /// A few words: `CC du Pays de Fayence`, `Bonneville, Ayse et 3 autres`.
    #[must_use]
    pub fn describe(&self) -> String {
        let parts = self.parts.iter().filter(|part| !part.out);
        let places = parts.filter_map(|part| self.all.find(part.code));
        let names: Vec<&str> = places.map(|place| self.all.name(place)).collect();
        let names = match names.as_slice() {
            [first, second, rest @ ..] if rest.len() > 1 => {
                format!("{first}, {second} et {}\u{a0}autres", rest.len())
            }
            names => names.join(", "),
        };
        let partly = if self.parts.iter().any(|part| part.out) { " (en partie)" } else { "" };
        names + partly
    }
}
