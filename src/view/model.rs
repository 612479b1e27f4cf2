//! What the page shows, and how each thing the user does changes it.

use std::rc::Rc;

use yew::Reducible;

use crate::engine::total;
use crate::fields::{self, Refusal};
use crate::link::{Reading, Section};
use crate::money::{Euros, Rate, grouped};
use crate::scenario::{Action, CrisisPlan, Mission, Scenario, Size};
use crate::tariff::Tariff;
use crate::view::figure::Figure;
use crate::{date, link};

/// A text field of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Number of inhabitants.
    Population,
    /// Number of members.
    Members,
    /// Day of signature.
    Signature,
    /// Achievement rate of a mission.
    Rate(Mission),
}

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        let rated = Mission::ALL.into_iter().filter(|mission| mission.is_rated());
        [Self::Population, Self::Members, Self::Signature].into_iter().chain(rated.map(Self::Rate))
    }

    /// Its `id` in the page.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Population => "habitants".to_string(),
            Self::Members => "membres".to_string(),
            Self::Signature => "signature".to_string(),
            Self::Rate(mission) => format!("taux-{}", mission.slug()),
        }
    }

    /// Reads what was typed.
    fn read(self, text: &str) -> Result<Action, Refusal> {
        match self {
            Self::Population => fields::population(text).map(Action::Population),
            Self::Members => fields::members(text).map(Action::Members),
            Self::Signature => fields::day(text).map(Action::Signature),
            Self::Rate(mission) => fields::rate(text).map(|rate| Action::Rate(mission, rate)),
        }
    }

    /// How the scenario's own value is written.
    fn write(self, scenario: &Scenario) -> String {
        match self {
            Self::Population => scenario
                .territory
                .population()
                .map_or_else(String::new, |count| grouped(count.into())),
            Self::Members if scenario.members == 0 => String::new(),
            Self::Members => grouped(scenario.members.into()),
            Self::Signature => scenario.signature.map_or_else(String::new, date::short),
            Self::Rate(mission) => scenario.choice(mission).rate.number(','),
        }
    }
}

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
    /// The scenario before a reset.
    pub undo: Option<Scenario>,
    /// What this device kept from an earlier visit.
    pub offer: Option<Scenario>,
    /// Whether the link reached the clipboard, right after asking for it.
    pub copied: Option<bool>,
    /// Where the scenario comes from.
    pub origin: Origin,
    /// Counts the changes that leave a trace outside the page.
    pub serial: u32,
    /// Figures whose explanation is open.
    open: Vec<Figure>,
    /// Texts being typed, or refused.
    drafts: Vec<(Field, String)>,
    /// The field of the last edit, when it was a continuous one.
    last_field: Option<Field>,
}

/// What the user, or the browser, does.
#[derive(Clone, PartialEq, Debug)]
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
}

impl Model {
    /// The page as it opens.
    #[must_use]
    pub fn new(reading: Reading, offer: Option<Scenario>) -> Self {
        Self {
            scenario: reading.scenario.unwrap_or_else(Scenario::opening),
            section: reading.section,
            before: None,
            remarks: reading.remarks,
            undo: None,
            offer,
            copied: None,
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
        field.read(self.draft(field)?).err()
    }

    /// Whether some visible field is refused, so that the result is only the last valid one.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        Field::all().filter(|field| self.shows(*field)).any(|field| self.refusal(field).is_some())
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
        next.copied = None;
        match msg {
            Msg::Choose(action) => next.choose(self.scenario.after(action)),
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
            Msg::Reset => {
                next.drafts.clear();
                next.remarks.clear();
                next.undo = Some(self.scenario);
                next.choose(Scenario::opening());
            }
            Msg::Undo => {
                next.undo = None;
                next.choose(self.undo.unwrap_or(self.scenario));
            }
            Msg::Open(reading) => next.opened(reading),
            Msg::Resume => {
                next.offer = None;
                next.drafts.clear();
                next.choose(self.offer.unwrap_or(self.scenario));
            }
            Msg::Forget => next.offer = None,
            Msg::DismissRemarks => next.remarks.clear(),
            Msg::Copied(reached) => next.copied = Some(reached),
        }
        next
    }

    fn shows(&self, field: Field) -> bool {
        match field {
            Field::Rate(mission) => self.scenario.selected().any(|row| row.id == mission),
            _ => true,
        }
    }

    fn draft(&self, field: Field) -> Option<&str> {
        self.drafts.iter().find(|(typed, _)| *typed == field).map(|(_, text)| text.as_str())
    }

    fn forget_draft(&mut self, field: Field) {
        self.drafts.retain(|(typed, _)| *typed != field);
    }

    fn typed(&mut self, field: Field, text: String) {
        self.forget_draft(field);
        if let Ok(action) = field.read(&text) {
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
        self.replace(scenario, Origin::Continuous);
    }

    fn choose(&mut self, scenario: Scenario) {
        if scenario == self.scenario {
            return;
        }
        self.before = Some(total(&self.scenario));
        self.last_field = None;
        // A size that was chosen, not typed, answers what was refused in the field.
        self.replace(scenario, Origin::Choice);
    }

    fn replace(&mut self, scenario: Scenario, origin: Origin) {
        if self.undo.is_some_and(|_| scenario != Scenario::opening()) {
            self.undo = None;
        }
        self.scenario = scenario;
        self.origin = origin;
        self.serial += 1;
    }

    fn opened(&mut self, reading: Reading) {
        let scenario = reading.scenario.unwrap_or(self.scenario);
        if scenario != self.scenario {
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

impl Reducible for Model {
    type Action = Msg;

    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        let next = self.after(msg);
        if next == *self { self } else { Rc::new(next) }
    }
}

/// Messages for what the user did to the prerendered controls before the program ran: the `id` of
/// each control that no longer has its first value, and its text or state now.
#[must_use]
pub fn early_edits(touched: &[(String, String)]) -> Vec<Msg> {
    let edit = |(id, text): &(String, String)| {
        if let Some(field) = Field::all().find(|field| field.id() == *id) {
            return Some(Msg::Type(field, text.clone()));
        }
        let checked = text == "true";
        let (kind, name) = id.split_once('-')?;
        Some(Msg::Choose(match (kind, name) {
            ("taille", number) if checked => {
                Action::Size(Size::try_from(number.parse::<u8>().ok()?).ok()?)
            }
            ("mission", slug) => Action::Select(Mission::from_slug(slug)?, checked),
            ("plan", "redaction") if checked => Action::Plan(CrisisPlan::Drafting),
            ("plan", "miseajour") if checked => Action::Plan(CrisisPlan::Update),
            ("crise", _) => Action::Crisis(checked),
            ("bareme", id) if checked => Action::Tariff(crate::tariff::find(id)?),
            ("curseur", slug) => Action::Rate(Mission::from_slug(slug)?, fields::rate(text).ok()?),
            _ => return None,
        }))
    };
    touched.iter().filter_map(edit).collect()
}

/// Whether a tariff was last checked more than a year before `today`.
#[must_use]
pub fn is_old(tariff: &Tariff, today: time::Date) -> bool {
    today > date::one_year_after(tariff.last_checked())
}
