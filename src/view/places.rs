//! The territory as a sum of communes: the state of its question.

use std::rc::Rc;

use crate::communes::{Communes, Place, Tally, Territory};
use crate::money::counted;
use crate::perimeter::{Code, Part, Perimeter};
use crate::scenario::MAX_POPULATION;

/// The list of communes, shared by every state of the page.
#[derive(Clone, Debug)]
pub struct List(pub Rc<Communes>);

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The state of the question.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Places {
    /// Whether the question is unfolded: the list is needed from then on.
    pub open: bool,
    /// The communes, once they arrived.
    pub list: Option<List>,
    /// Whether they never will.
    pub missing: bool,
    /// What the territory is made of; more than a scenario carries, perhaps.
    pub parts: Vec<Part>,
    /// Its name, once the list is there; empty where it has none.
    pub name: String,
    /// What is typed in the search field.
    pub query: String,
    /// Whether its answers are shown.
    pub shown: bool,
    /// Which answer the arrows are at.
    pub active: usize,
    /// The groups whose communes are listed.
    pub unfolded: Vec<Code>,
    /// What just happened, in French.
    pub news: Option<String>,
}

/// What the user, or the world, does to it.
#[derive(Clone, PartialEq, Debug)]
pub enum Pick {
    /// Unfolds the question, or folds it.
    Open(bool),
    /// The list arrived, or never will.
    Arrived(Option<List>),
    /// Types in the search field.
    Search(String),
    /// Shows the answers, or hides them.
    Show(bool),
    /// Moves to an answer.
    Move(usize),
    /// Adds something, or leaves it out.
    Put(Place, bool),
    /// Takes a part away that the list may not know.
    Remove(Part),
    /// Lists the communes of a group, or not.
    Unfold(Code),
    /// Counts the inhabitants again.
    Recount,
}

impl Places {
    /// As many answers are shown.
    pub const MOST_ANSWERS: usize = 8;

    /// For a scenario that was opened.
    #[must_use]
    pub fn new(perimeter: &Perimeter) -> Self {
        let parts: Vec<Part> = perimeter.parts().collect();
        Self { open: !parts.is_empty(), parts, ..Self::default() }
    }

    /// Follows a scenario that changed elsewhere. One that carries nothing because it cannot is no
    /// reason to forget.
    pub fn follow(&mut self, perimeter: &Perimeter) {
        if Perimeter::new(&self.parts) != *perimeter {
            self.parts = perimeter.parts().collect();
            self.open |= !self.parts.is_empty();
            self.rename();
        }
    }

    /// The territory, once the list is there.
    #[must_use]
    pub fn territory(&self) -> Option<Territory<'_>> {
        let list = self.list.as_ref()?;
        (!self.parts.is_empty()).then(|| Territory::new(&list.0, &self.parts))
    }

    fn rename(&mut self) {
        self.name = self.territory().map(|territory| territory.describe()).unwrap_or_default();
    }

    /// Applies one change. Says the territory that the scenario shall follow, if it changes.
    pub fn pick(&mut self, pick: Pick) -> Option<(Perimeter, Option<u32>)> {
        match pick {
            Pick::Open(open) => self.open = open,
            Pick::Arrived(list) => {
                self.missing = list.is_none();
                self.list = list;
                self.rename();
            }
            Pick::Search(query) => {
                self.query = query;
                self.active = 0;
                self.shown = true;
            }
            Pick::Show(shown) => self.shown = shown,
            Pick::Move(active) => {
                self.active = active;
                self.shown = true;
            }
            Pick::Unfold(code) if self.unfolded.contains(&code) => {
                self.unfolded.retain(|open| *open != code);
            }
            Pick::Unfold(code) => self.unfolded.push(code),
            Pick::Put(place, out) => {
                self.query.clear();
                self.shown = false;
                return self.change(
                    |territory| territory.with(place, out),
                    |all| (all.name(place).to_string(), out),
                );
            }
            Pick::Remove(part) => {
                let name = |_: &Communes| (part.code.to_string(), true);
                return self.change(|territory| territory.without(part), name);
            }
            Pick::Recount => {
                return Some((Perimeter::new(&self.parts), counted_in(self.territory()?.total())));
            }
        }
        None
    }

    fn change(
        &mut self,
        edit: impl FnOnce(Territory) -> Territory,
        what: impl FnOnce(&Communes) -> (String, bool),
    ) -> Option<(Perimeter, Option<u32>)> {
        let list = self.list.clone()?;
        let territory = edit(Territory::new(&list.0, &self.parts));
        let (name, out) = what(&list.0);
        let total = territory.total();
        if total.population > MAX_POPULATION {
            self.news = Some(format!(
                "«\u{a0}{name}\u{a0}» n’est pas ajouté\u{a0}: le territoire dépasserait {}.",
                counted(MAX_POPULATION, "habitant")
            ));
            return None;
        }
        let how = if out { "retiré" } else { "ajouté" };
        self.news = Some(format!(
            "«\u{a0}{name}\u{a0}» {how}\u{a0}: {} en tout.",
            counted(total.population, "habitant")
        ));
        self.parts = territory.parts().to_vec();
        self.rename();
        Some((Perimeter::new(&self.parts), counted_in(total)))
    }
}

/// The number of inhabitants of a scenario, which has at least one.
fn counted_in(total: Tally) -> Option<u32> {
    (total.population > 0).then_some(total.population)
}
