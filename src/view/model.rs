//! What the page shows, and how each thing the user does changes it.

use crate::engine::total;
use crate::fields::Refusal;
use crate::library::Named;
use crate::link::{Reading, Section};
use crate::money::{Euros, Rate};
use crate::perimeter::Part;
use crate::scenario::{Action, Mission, Scenario};
use crate::tariff::Tariff;
use crate::view::field::Field;
use crate::view::figure::Figure;
use crate::view::places::{Pick, Places};
use crate::view::shelf::{Put, Shelf};
use crate::{date, file, link};

/// Where the scenario on screen comes from: it decides what happens to the address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// It was opened: the address says it already.
    Opened,
    /// One choice: one entry in the history.
    Choice,
    /// One of many small edits (typing, dragging): no entry of its own.
    Continuous,
}

/// Texts of fields that are not the scenario's own.
type Drafts = Vec<(Field, String)>;

/// The state of the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    /// What is simulated: the last valid one.
    pub scenario: Scenario,
    /// The part of the page that is shown.
    pub section: Section,
    /// The total before the last edit.
    pub before: Option<Euros>,
    /// What could not be read of the address.
    pub remarks: Vec<String>,
    /// The scenario before a reset, what was being typed, and the territory.
    pub undo: Option<(Scenario, Drafts, Vec<Part>)>,
    /// What this device kept from an earlier visit.
    pub offer: Option<Scenario>,
    /// Whether the link reached the clipboard, right after asking for it.
    pub copied: Option<bool>,
    /// The scenarios that are kept.
    pub shelf: Shelf,
    /// The communes of the territory.
    pub places: Places,
    /// Where the scenario comes from.
    pub origin: Origin,
    /// Counts the changes that leave a trace outside the page.
    pub serial: u32,
    /// Figures whose explanation is open.
    open: Vec<Figure>,
    /// Texts being typed, or refused.
    drafts: Drafts,
    /// The field of the last edit, when it was a continuous one.
    last_field: Option<Field>,
}

/// What the user, or the browser, does.
#[derive(Clone, PartialEq, Debug)]
#[expect(clippy::large_enum_variant, reason = "one message at a time")]
pub enum Msg {
    /// Chooses something.
    Choose(Action),
    /// Types in a field.
    Type(Field, String),
    /// Leaves a field.
    Leave(Field),
    /// Moves the slider of a mission.
    Slide(Mission, Rate),
    /// Opens or closes the explanation of a figure.
    Explain(Figure),
    /// Goes back to the opening scenario.
    Reset,
    /// Takes the reset back.
    Undo,
    /// Goes to another address.
    Open(Reading),
    /// Takes up what this device kept.
    Resume,
    /// Leaves it.
    Forget,
    /// Has read the remarks.
    DismissRemarks,
    /// Asked for the link, which reached the clipboard or not.
    Copied(bool),
    /// Does something to the kept scenarios.
    Shelf(Put),
    /// Brings a kept scenario on screen.
    Load(u32),
    /// Does something to the communes of the territory.
    Pick(Pick),
}

impl Model {
    /// The page as it opens.
    #[must_use]
    pub fn new(reading: Reading, offer: Option<Scenario>, shelf: Shelf) -> Self {
        let scenario = reading.scenario.unwrap_or_else(Scenario::opening);
        Self {
            scenario,
            places: Places::new(&scenario.perimeter),
            section: reading.section,
            before: None,
            remarks: reading.remarks,
            undo: None,
            offer,
            copied: None,
            shelf,
            origin: Origin::Opened,
            serial: 0,
            open: Vec::new(),
            drafts: Vec::new(),
            last_field: None,
        }
    }

    /// What a field shows: what is being typed, or the scenario's value.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        self.draft(field).map_or_else(|| field.write(&self.scenario), str::to_string)
    }

    /// Why what was typed in a field is refused.
    #[must_use]
    pub fn refusal(&self, field: Field) -> Option<Refusal> {
        field.read(self.draft(field)?, &self.scenario).err()
    }

    /// What is wrong with a field: what was typed, or what it holds beside the other ones.
    #[must_use]
    pub fn complaint(&self, field: Field) -> Option<Refusal> {
        match self.draft(field) {
            Some(_) => self.refusal(field),
            None => field.conflict(&self.scenario),
        }
    }

    /// The visible fields that are refused: the result is only the last valid one.
    pub fn refused(&self) -> impl Iterator<Item = Field> + use<'_> {
        Field::all().filter(|field| self.shows(*field) && self.refusal(*field).is_some())
    }

    /// The name of the scenario on screen: the user's, or its territory's; empty where it has none.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.shelf.name.clone();
        if name.is_empty() { self.places.name.clone() } else { name }
    }

    /// Whether a visible field holds a refused value, so that the result is only the last valid one.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.refused().next().is_some()
    }

    /// Whether the explanation of a figure is open.
    #[must_use]
    pub fn is_open(&self, figure: Figure) -> bool {
        self.open.contains(&figure)
    }

    /// The scenario alone, as kept on the device and in a saved page.
    #[must_use]
    pub fn query(&self) -> String {
        link::query(&self.scenario)
    }

    /// The state after `msg`.
    #[must_use]
    pub fn after(&self, msg: Msg) -> Self {
        let mut next = self.clone();
        if !matches!(msg, Msg::Shelf(Put::Stored(..) | Put::Elsewhere(..))) {
            next.copied = None;
            next.places.news = None;
        }
        let opens = matches!(msg, Msg::Open(_) | Msg::Load(_) | Msg::Resume);
        match msg {
            Msg::Choose(action) => {
                next.drafts.retain(|(field, _)| !field.is_written_by(action));
                next.choose(&self.scenario.after(action));
            }
            Msg::Type(field, text) => next.typed(field, text),
            Msg::Leave(field) if self.refusal(field).is_none() => next.forget_draft(field),
            Msg::Leave(_) => {}
            Msg::Slide(mission, rate) => {
                next.forget_draft(Field::Rate(mission));
                next.edit(Field::Rate(mission), Action::Rate(mission, rate));
            }
            Msg::Explain(figure) if self.is_open(figure) => {
                next.open.retain(|open| *open != figure);
            }
            Msg::Explain(figure) => next.open.push(figure),
            Msg::Reset => next.reset(),
            Msg::Undo => {
                if let Some((scenario, drafts, parts)) = next.undo.take() {
                    next.choose(&scenario);
                    next.drafts = drafts;
                    next.places.bring_back(parts);
                }
            }
            Msg::Open(reading) => next.opened(reading),
            Msg::Resume => {
                next.offer = None;
                next.drafts.clear();
                next.choose(&self.offer.unwrap_or(self.scenario));
            }
            Msg::Forget => {
                // From now on the device keeps what is on screen.
                next.offer = None;
                next.origin = Origin::Continuous;
                next.serial += 1;
            }
            Msg::DismissRemarks => next.remarks.clear(),
            Msg::Copied(reached) => next.copied = Some(reached),
            Msg::Shelf(put) => next.put(put),
            Msg::Load(id) => {
                if let Some(item) = self.shelf.item(id) {
                    next.load(&item.named);
                }
            }
            Msg::Pick(pick) => {
                if let Some((perimeter, population)) = next.places.pick(pick) {
                    next.forget_draft(Field::Population);
                    next.choose(&self.scenario.after(Action::Perimeter(perimeter, population)));
                }
            }
        }
        if opens && next.scenario != self.scenario && next.scenario.perimeter.is_empty() {
            next.places.forget();
        }
        next.places.follow(&next.scenario.perimeter);
        next
    }

    fn shows(&self, field: Field) -> bool {
        let selected = |mission: Mission| self.scenario.selected().any(|row| row.id == mission);
        let dated = !matches!(field, Field::Start(_)) || self.scenario.signature.is_some();
        field.mission().is_none_or(selected)
            && dated
            && field.section().is_none_or(|section| section == self.section)
    }

    fn draft(&self, field: Field) -> Option<&str> {
        self.drafts.iter().find(|(typed, _)| *typed == field).map(|(_, text)| text.as_str())
    }

    fn forget_draft(&mut self, field: Field) {
        self.drafts.retain(|(typed, _)| *typed != field);
    }

    fn typed(&mut self, field: Field, text: String) {
        self.forget_draft(field);
        if let Ok(action) = field.read(&text, &self.scenario) {
            self.edit(field, action);
        }
        self.drafts.push((field, text));
    }

    /// One of many small edits of a field: they count as one change.
    fn edit(&mut self, field: Field, action: Action) {
        let scenario = self.scenario.after(action);
        if scenario == self.scenario {
            return;
        }
        if self.last_field != Some(field) {
            self.before = Some(total(&self.scenario));
        }
        self.last_field = Some(field);
        self.replace(&scenario, Origin::Continuous);
    }

    fn choose(&mut self, scenario: &Scenario) {
        if *scenario == self.scenario {
            return;
        }
        self.before = Some(total(&self.scenario));
        self.last_field = None;
        self.replace(scenario, Origin::Choice);
    }

    fn put(&mut self, put: Put) {
        // A file with one scenario is opened to be seen.
        let single = match &put {
            Put::Read(file::Reading { scenarios, .. }) if scenarios.len() == 1 => {
                scenarios.first().cloned()
            }
            _ => None,
        };
        let unnamed = self.shelf.name.is_empty() && put == Put::Keep;
        if unnamed {
            self.shelf.name = self.places.name.clone();
        }
        self.shelf.put(put, self.scenario);
        if unnamed {
            self.shelf.name.clear();
        }
        if let Some(named) = single {
            self.load(&named);
        }
    }

    /// Brings a kept scenario on screen, where it can be seen and changed.
    fn load(&mut self, named: &Named) {
        self.drafts.clear();
        self.shelf.name.clone_from(&named.name);
        self.shelf.news = Some(format!("«\u{a0}{}\u{a0}» est affiché.", named.name));
        if self.section == Section::Compare {
            self.section = Section::Simulator;
        }
        self.before = None;
        self.last_field = None;
        self.replace(&named.scenario, Origin::Choice);
    }

    fn reset(&mut self) {
        let parts = self.places.parts.clone();
        let before = (self.scenario, std::mem::take(&mut self.drafts), parts);
        self.remarks.clear();
        self.places.forget();
        self.choose(&Scenario::opening());
        if before.0 != self.scenario || !before.1.is_empty() {
            self.undo = Some(before);
        }
    }

    /// Another scenario ends the chance to undo a reset.
    fn replace(&mut self, scenario: &Scenario, origin: Origin) {
        self.undo = None;
        self.scenario = *scenario;
        self.origin = origin;
        self.serial += 1;
    }

    fn opened(&mut self, reading: Reading) {
        let other = reading.scenario.filter(|other| *other != self.scenario);
        let scenario = other.unwrap_or(self.scenario);
        if other.is_some() {
            self.drafts.clear();
            self.undo = None;
            self.before = Some(total(&self.scenario));
            self.last_field = None;
        }
        self.scenario = scenario;
        self.section = reading.section;
        self.remarks = reading.remarks;
        self.origin = Origin::Opened;
        self.serial += 1;
    }
}

/// Whether a tariff was last checked more than a year before `today`.
#[must_use]
pub fn is_old(tariff: &Tariff, today: time::Date) -> bool {
    today > date::years_after(tariff.last_checked(), 1)
}

#[cfg(test)]
mod tests;
