//! The territory as a sum of communes: the state of its question.

use std::rc::Rc;

use crate::communes::{Communes, Edit, Place, Tally, Territory};
use crate::money::counted;
use crate::perimeter::{Code, Part, Perimeter};
use crate::scenario::MAX_POPULATION;

/// Said of a search that finds nothing.
pub const NOTHING: &str = "Rien ne porte ce nom ni ce code postal.";

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
    /// What it found.
    pub found: Vec<Place>,
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
    Put(Place, Edit),
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

    /// Starts again without any part.
    pub fn forget(&mut self) {
        self.parts.clear();
        self.name.clear();
    }

    /// Takes [`Places::forget`] back: a scenario carries some territories only in part.
    pub fn bring_back(&mut self, parts: Vec<Part>) {
        self.parts = parts;
        self.rename();
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
                let list = self.list.as_ref();
                self.found =
                    list.map_or_else(Vec::new, |list| list.0.search(&query, Self::MOST_ANSWERS));
                self.news = Some(match self.found.len() {
                    0 => NOTHING.to_string(),
                    count => counted(u32::try_from(count).unwrap_or_default(), "proposition") + ".",
                });
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
            Pick::Put(place, edit) => {
                self.query.clear();
                self.found.clear();
                self.shown = false;
                return self.change(
                    |territory| territory.with(place, edit),
                    |all| (all.name(place).to_string(), edit == Edit::LeaveOut),
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
        if total.population > MAX_POPULATION && !out {
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

/// The number of inhabitants that a scenario can have.
#[must_use]
pub fn counted_in(total: Tally) -> Option<u32> {
    (1..=MAX_POPULATION).contains(&total.population).then_some(total.population)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Section, read, write};
    use crate::perimeter::MOST_PARTS;
    use crate::scenario::{Action, Scenario, Size};
    use crate::view::model::{Model, Msg};
    use crate::view::shelf::{Put, Shelf};

    fn list() -> List {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/territories/communes.tsv");
        List(Rc::new(Communes::read(std::fs::read_to_string(file).unwrap()).unwrap()))
    }

    fn model(fragment: &str, list: &List) -> Model {
        let arrived = Msg::Pick(Pick::Arrived(Some(list.clone())));
        Model::new(read(fragment), None, Shelf::default()).after(arrived)
    }

    fn with(model: &Model, list: &List, code: &str) -> Model {
        let place = list.0.find(Code::read(code).unwrap()).unwrap();
        model.after(Msg::Pick(Pick::Put(place, Edit::Add)))
    }

    fn population(model: &Model) -> Option<u32> {
        model.scenario.territory.population()
    }

    #[test]
    fn picked_communes_give_the_population_and_the_name() {
        let list = list();
        let picked = with(&model("", &list), &list, "13214");
        assert_eq!(population(&picked), Some(60_505));
        assert_eq!(picked.name(), "Marseille 14e Arrondissement");
        let news = picked.places.news.clone().unwrap();
        assert!(news.contains("ajouté") && news.contains("60\u{202f}505"), "{news}");
        let kept = picked.after(Msg::Shelf(Put::Keep));
        assert_eq!(kept.shelf.items[0].named.name, "Marseille 14e Arrondissement");
        let named = picked.after(Msg::Shelf(Put::Name("Budget".to_string())));
        assert_eq!(named.name(), "Budget", "the user's own name wins");
    }

    #[test]
    fn the_parts_follow_links_resets_and_undo() {
        let list = list();
        let picked = with(&model("", &list), &list, "13214");
        let reset = picked.after(Msg::Reset);
        assert!(reset.places.parts.is_empty() && reset.name().is_empty());
        assert_eq!(reset.after(Msg::Undo).places.parts, picked.places.parts);
        let link = write(Section::Simulator, &picked.scenario);
        assert_eq!(model(&link, &list).places.parts, picked.places.parts);
        let elsewhere = picked.after(Msg::Open(read("#/?v=1&taille=2&fin=000000")));
        assert!(elsewhere.places.parts.is_empty());
    }

    #[test]
    fn another_number_or_size_keeps_the_parts() {
        let list = list();
        let picked = with(&model("", &list), &list, "13214");
        let typed = picked.after(Msg::Choose(Action::Population(Some(90_000))));
        assert_eq!((population(&typed), typed.places.parts.len()), (Some(90_000), 1));
        let again = typed.after(Msg::Pick(Pick::Recount));
        assert_eq!(population(&again), Some(60_505));
        let sized = picked.after(Msg::Choose(Action::Size(Size::ALL[0])));
        assert_eq!((sized.scenario.size(), sized.places.parts.len()), (Size::ALL[0], 1));
    }

    #[test]
    fn too_many_inhabitants_are_refused_and_too_many_parts_stay_on_the_page() {
        let list = list();
        let codes = ["59", "75", "69", "92", "93", "13"];
        let most = codes.iter().fold(model("", &list), |model, code| with(&model, &list, code));
        assert!(population(&most).is_some_and(|count| count > 9_000_000));
        let refused = with(&most, &list, "33");
        assert_eq!(refused.scenario, most.scenario);
        assert!(refused.places.news.unwrap().contains("dépasserait"));
        let link = "#/?v=1&taille=4&communes=59_75_69_92_93_13_33_31_38&fin=000000";
        let beyond = model(link, &list);
        assert_eq!(beyond.after(Msg::Pick(Pick::Recount)).scenario, beyond.scenario);
        let place = list.0.find(Code::read("31").unwrap()).unwrap();
        let less = beyond.after(Msg::Pick(Pick::Put(place, Edit::LeaveOut)));
        assert_eq!(less.places.parts.len(), 8, "less is never refused");

        let far_apart = list.0.communes().step_by(700).take(MOST_PARTS + 1);
        let many = far_apart.fold(model("", &list), |model, commune| {
            model.after(Msg::Pick(Pick::Put(commune, Edit::Add)))
        });
        assert!(many.scenario.perimeter.is_empty());
        assert_eq!(many.places.parts.len(), MOST_PARTS + 1);
        let edited = many.after(Msg::Choose(Action::Crisis(true)));
        assert_eq!(edited.places.parts, many.places.parts);
        let elsewhere = many.after(Msg::Open(read("#/?v=1&taille=2&fin=000000")));
        assert!(elsewhere.places.parts.is_empty() && elsewhere.name().is_empty());
        let reset = many.after(Msg::Reset);
        assert!(reset.places.parts.is_empty());
        assert_eq!(reset.scenario, Scenario::opening());
        let undone = reset.after(Msg::Undo);
        assert_eq!(
            (undone.places.parts, undone.places.name),
            (many.places.parts, many.places.name)
        );
    }

    #[test]
    fn nothing_happens_before_the_list_is_there() {
        let list = list();
        let place = list.0.find(Code::read("13214").unwrap()).unwrap();
        let waiting = Model::new(read("#/?communes=13214&fin=000000"), None, Shelf::default());
        assert!(waiting.places.open && waiting.places.parts.len() == 1);
        let scenario = waiting.after(Msg::Pick(Pick::Put(place, Edit::LeaveOut))).scenario;
        assert_eq!(scenario, waiting.scenario);
        assert!(waiting.after(Msg::Pick(Pick::Arrived(None))).places.missing);
    }
}
