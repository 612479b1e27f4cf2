//! The scenarios that the user keeps, and how each thing done to them changes them.

use crate::file::Reading;
use crate::library::{LONGEST_NAME, MOST, Named};
use crate::scenario::Scenario;

/// As many kept scenarios stand beside the one on screen.
pub const MOST_COMPARED: usize = 3;

const FULL: &str = "Supprimez d’abord un scénario\u{a0}: la liste est pleine.";

/// A kept scenario with an identifier that lasts as long as the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Never used twice.
    pub id: u32,
    /// What is kept; its name may be empty while it is being typed.
    pub named: Named,
    /// Whether it stands beside the one on screen.
    pub compared: bool,
}

/// Everything that is kept.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Shelf {
    /// In the order in which they were kept.
    pub items: Vec<Item>,
    /// The name for the scenario on screen.
    pub name: String,
    /// What was deleted last, and its place.
    pub removed: Option<(usize, Item)>,
    /// What just happened, in French.
    pub news: Option<String>,
    /// What could not be read of a file or of the storage.
    pub remarks: Vec<String>,
    /// Whether these are about a file.
    pub of_file: bool,
    /// Whether the device refuses to keep them.
    pub refused: bool,
    /// Counts the changes that the device must keep.
    pub serial: u32,
    last_id: u32,
}

/// What the user, a file or another window does to the shelf.
#[derive(Clone, PartialEq, Debug)]
pub enum Put {
    /// Names the scenario on screen.
    Name(String),
    /// Keeps the scenario on screen.
    Keep,
    /// Renames a kept one.
    Rename(u32, String),
    /// Copies a kept one.
    Duplicate(u32),
    /// Deletes a kept one.
    Remove(u32),
    /// Takes the last deletion back.
    Restore,
    /// Puts a kept one beside the one on screen, or takes it away.
    Compare(u32, bool),
    /// Opens a file.
    Read(Reading),
    /// Has written the name of a kept one.
    Named(u32),
    /// Another window changed what the device keeps, from the first list to the second.
    Elsewhere(Vec<Named>, Vec<Named>),
    /// The device kept them, or refused to; with what another window had added.
    Stored(bool, Vec<Named>),
    /// Has read the remarks.
    Dismiss,
}

impl Shelf {
    /// What the device kept, and what could not be read of it; `refused` where it keeps nothing.
    #[must_use]
    pub fn new(reading: Reading, refused: bool) -> Self {
        let mut shelf = Self { refused, remarks: reading.remarks, ..Self::default() };
        reading.scenarios.into_iter().for_each(|named| drop(shelf.add(named)));
        shelf
    }

    /// The kept scenarios alone.
    pub fn named(&self) -> impl Iterator<Item = &Named> {
        self.items.iter().map(|item| &item.named)
    }

    /// Those that stand beside the one on screen.
    pub fn compared(&self) -> impl Iterator<Item = &Named> {
        self.items.iter().filter(|item| item.compared).map(|item| &item.named)
    }

    /// A kept scenario.
    #[must_use]
    pub fn item(&self, id: u32) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Applies one change; `shown` is the scenario on screen.
    pub fn put(&mut self, put: Put, shown: Scenario) {
        if !matches!(put, Put::Stored(..) | Put::Elsewhere(..)) {
            self.news = None;
        }
        match put {
            Put::Name(name) => self.name = cut(&name),
            Put::Keep => self.keep(Named::new(&self.name, shown)),
            Put::Rename(id, name) => self.rename(id, &name),
            Put::Duplicate(id) => {
                if let Some(item) = self.item(id) {
                    self.keep(item.named.clone());
                }
            }
            Put::Remove(id) => self.remove(id),
            Put::Restore => self.restore(),
            Put::Compare(id, compared) => {
                let room = self.compared().count() < MOST_COMPARED;
                if let Some(item) = self.items.iter_mut().find(|item| item.id == id) {
                    item.compared = compared && room;
                    let how = if item.compared { "est comparé" } else { "n’est plus comparé" };
                    self.news = Some(format!("«\u{a0}{}\u{a0}» {how}.", item.named.name));
                }
            }
            Put::Read(reading) => self.read(reading),
            Put::Named(id) => self.tidy(id),
            Put::Elsewhere(before, now) => {
                // What lives only in this window stays.
                self.items
                    .retain(|item| now.contains(&item.named) || !before.contains(&item.named));
                self.add_missing(now, usize::MAX);
            }
            Put::Stored(stored, scenarios) => {
                self.refused = !stored;
                self.add_missing(scenarios, usize::MAX);
            }
            Put::Dismiss => self.remarks.clear(),
        }
    }

    /// Whether the user can add nothing more. What the device keeps already is never refused: two
    /// windows may have kept more together.
    fn is_full(&self) -> bool {
        self.items.len() >= MOST
    }

    fn keep(&mut self, named: Named) {
        if self.is_full() {
            self.news = Some(FULL.into());
        } else {
            let name = self.add(named);
            self.news = Some(format!("«\u{a0}{name}\u{a0}» est gardé."));
            self.serial += 1;
        }
    }

    /// Adds a scenario under a free name, and compares it while there is room. Says the name.
    fn add(&mut self, named: Named) -> String {
        let taken: Vec<&str> = self.named().map(|kept| kept.name.as_str()).collect();
        let named = named.among(&taken);
        let name = named.name.clone();
        self.last_id += 1;
        let compared = self.compared().count() < MOST_COMPARED;
        self.items.push(Item { id: self.last_id, named, compared });
        name
    }

    fn rename(&mut self, id: u32, name: &str) {
        if let Some(item) = self.items.iter_mut().find(|item| item.id == id) {
            item.named.name = cut(name);
            self.serial += 1;
        }
    }

    /// A name that is empty or taken gives way to one that is not.
    fn tidy(&mut self, id: u32) {
        let Some(place) = self.items.iter().position(|item| item.id == id) else { return };
        let kept = &self.items[place].named;
        let others = self.items.iter().filter(|item| item.id != id);
        let taken: Vec<&str> = others.map(|item| item.named.name.as_str()).collect();
        let tidied = Named::new(&kept.name, kept.scenario).among(&taken);
        self.news = Some(format!("Renommé\u{a0}: «\u{a0}{}\u{a0}».", tidied.name));
        if tidied != *kept {
            self.items[place].named = tidied;
            self.serial += 1;
        }
    }

    fn remove(&mut self, id: u32) {
        if let Some(place) = self.items.iter().position(|item| item.id == id) {
            let item = self.items.remove(place);
            self.news = Some(format!("«\u{a0}{}\u{a0}» est supprimé.", item.named.name));
            self.removed = Some((place, item));
            self.serial += 1;
        }
    }

    fn restore(&mut self) {
        if self.is_full() {
            self.news = Some(FULL.into());
        } else if let Some((place, mut item)) = self.removed.take() {
            item.compared &= self.compared().count() < MOST_COMPARED;
            self.news = Some(format!("«\u{a0}{}\u{a0}» est revenu.", item.named.name));
            self.items.insert(place.min(self.items.len()), item);
            self.serial += 1;
        }
    }

    fn read(&mut self, reading: Reading) {
        let before = self.items.len();
        let is_empty = reading.scenarios.is_empty();
        let left_out = self.add_missing(reading.scenarios, MOST);
        self.remarks = reading.remarks;
        if is_empty && self.remarks.is_empty() {
            self.remarks.push("Ce fichier ne contient aucun scénario.".to_string());
        }
        match left_out {
            0 => {}
            1 => self.remarks.push(format!("Un scénario n’est pas gardé. {FULL}")),
            count => self.remarks.push(format!("{count} scénarios ne sont pas gardés. {FULL}")),
        }
        self.of_file = true;
        self.serial += 1;
        let added = match self.items.len() - before {
            0 => "Aucun nouveau scénario.".to_string(),
            1 => "Un scénario est ouvert.".to_string(),
            count => format!("{count} scénarios sont ouverts."),
        };
        self.news = Some(
            self.remarks
                .first()
                .map_or(added, |why| format!("Ce fichier n’a pas pu être lu en entier. {why}")),
        );
    }

    /// Adds the scenarios that are not there yet, up to so many in all; counts those that found no room.
    fn add_missing(&mut self, scenarios: Vec<Named>, most: usize) -> usize {
        let mut left_out = 0;
        for named in scenarios {
            if self.named().any(|kept| *kept == named) {
                continue;
            }
            if self.items.len() < most {
                self.add(named);
            } else {
                left_out += 1;
            }
        }
        left_out
    }
}

/// What is being typed: cut, but not yet tidied under the caret.
fn cut(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests;
