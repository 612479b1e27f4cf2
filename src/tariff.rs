//! The amounts, thresholds and deadlines of one version of the agreement, read from `tariffs/`.
//!
//! A tariff file is data with a source on every row. It is read and checked on the host by the
//! tests and by the build; in the browser the same text is embedded and only read.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use time::Date;

use crate::date;
use crate::money::{Euros, Rate};
use crate::scenario::{Mission, Size};

#[cfg(not(target_arch = "wasm32"))]
mod check;
#[cfg(not(target_arch = "wasm32"))]
pub use check::{TariffError, read};

/// The embedded tariff files, newest first. A new avenant is one more line here.
pub const FILES: [(&str, &str); 2] = [
    ("aci-2022.json", include_str!("../tariffs/aci-2022.json")),
    ("projet-2019.json", include_str!("../tariffs/projet-2019.json")),
];

/// One version of the agreement.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tariff {
    /// Stable identifier, as in links and in the API: `aci-2022`.
    pub id: String,
    /// The name in full, in French.
    pub name: String,
    /// The name inside a sentence, in French, without article.
    pub short_name: String,
    /// Whether contracts were ever signed on it.
    pub status: Status,
    /// First day in force, or the date of the draft. The next start ends it.
    #[serde(deserialize_with = "day")]
    pub starts: Date,
    /// What this version is, in one French sentence.
    pub summary: String,
    /// Documents that the rows cite.
    pub sources: BTreeMap<String, Source>,
    /// The bounds between sizes.
    pub sizes: Sizes,
    /// Yearly envelope for running the community ("volet 1").
    pub functioning: Row,
    /// One-off addition to the functioning, for contracts signed early.
    pub additional: Option<Additional>,
    /// The missions, in the order of the text.
    pub missions: Vec<MissionRow>,
    /// What large communities receive on top.
    pub uplift: Option<Uplift>,
    /// Totals printed in the text: control values, never inputs.
    pub control: Row,
    /// Choices made where the text is silent or ambiguous.
    pub interpretations: Vec<Interpretation>,
}

/// Whether a tariff applies to contracts.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Applies from its start to the start of the next one.
    InForce,
    /// Never applied: kept to read older documents.
    Draft,
}

/// A document that amounts come from.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// Its title, in French.
    pub document: String,
    /// Day of publication (`YYYY-MM-DD`) or `non daté`.
    pub published: String,
    /// Public address, where one is known.
    pub address: Option<String>,
    /// How far it can be relied on.
    pub confidence: Confidence,
    /// Day on which the figures were last compared with it.
    #[serde(deserialize_with = "day")]
    pub checked: Date,
}

/// How far a source can be relied on.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Official text or page of an administration.
    Official,
    /// A document that reproduces or comments an official text.
    Secondary,
}

/// An exact place in a source.
#[derive(Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Key in [`Tariff::sources`].
    pub source: String,
    /// Article, table or line, in French.
    pub place: String,
}

/// One amount for each size, in euros a year.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Row {
    #[serde(deserialize_with = "amounts")]
    amounts: [Euros; 4],
    /// Where the amounts are printed; never empty.
    pub sources: Vec<Citation>,
    /// Interpretations that the row depends on (`I-03`).
    #[serde(default)]
    pub interpretations: Vec<String>,
}

impl Row {
    /// The amount for a size, in euros a year.
    #[must_use]
    pub fn amount(&self, size: Size) -> Euros {
        self.amounts[size.index()]
    }
}

/// The bounds between the four sizes.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// The three bounds, ascending.
    pub bounds: [Bound; 3],
    /// Where the bounds are printed.
    pub sources: Vec<Citation>,
    /// How the bounds themselves are read.
    #[serde(default)]
    pub interpretations: Vec<String>,
}

/// A number of inhabitants that separates two sizes.
#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bound {
    /// The bound, in inhabitants.
    pub inhabitants: u32,
    /// The size of a territory with exactly that many inhabitants.
    pub belongs_to: Size,
}

impl Bound {
    /// The smallest population of the band above the bound.
    #[must_use]
    pub fn first_above(self, band_above: Size) -> u32 {
        if self.belongs_to == band_above { self.inhabitants } else { self.inhabitants + 1 }
    }
}

/// The additional functioning and its condition.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Additional {
    /// Contracts signed strictly before this day are entitled to it.
    #[serde(deserialize_with = "day")]
    pub signed_before: Date,
    /// The amounts.
    pub row: Row,
}

/// The amounts and deadlines of one mission.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct MissionRow {
    /// Which mission.
    pub id: Mission,
    /// Core (`socle`) or optional.
    pub core: bool,
    /// Fixed part; for the crisis mission, in the year the plan is first drafted.
    pub fixed: Row,
    /// Fixed part in the years the crisis plan is updated.
    pub update: Option<Row>,
    /// Ceiling of the variable part.
    pub variable: Row,
    /// When the mission must start and be fully deployed.
    pub deadline: Option<Deadline>,
}

/// Limits counted in months after the signature.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deadline {
    /// Start at the latest, where the text sets a limit.
    pub start_months: Option<u8>,
    /// Full deployment at the latest.
    pub deploy_months: u8,
    /// Where the limits are printed.
    pub sources: Vec<Citation>,
}

/// What a large community receives on top of its missions.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Uplift {
    /// The size that is entitled to it.
    pub size: Size,
    /// The smallest number of members that is entitled to it.
    pub members: u32,
    /// Share of the fixed and of the variable part of every mission.
    #[serde(deserialize_with = "percent")]
    pub percent: Rate,
    /// Where the rule is printed.
    pub sources: Vec<Citation>,
    /// How the rule is read.
    #[serde(default)]
    pub interpretations: Vec<String>,
}

/// A choice made where the text is silent or ambiguous, shown beside the figures it changes.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Interpretation {
    /// `I-01` …
    pub id: String,
    /// What the text leaves open, in French.
    pub question: String,
    /// What the program does, in French.
    pub choice: String,
    /// Why, in French.
    pub reason: String,
}

impl Tariff {
    /// The size of a territory with this many inhabitants.
    #[must_use]
    pub fn size_of(&self, population: u32) -> Size {
        let above = |(bound, size): &(&Bound, Size)| population >= bound.first_above(*size);
        let bands = self.sizes.bounds.iter().zip(Size::ALL.into_iter().skip(1));
        bands.take_while(above).last().map_or(Size::ALL[0], |(_, size)| size)
    }

    /// The populations of a size: first and last number of inhabitants; the last size has no last.
    #[must_use]
    pub fn band(&self, size: Size) -> (u32, Option<u32>) {
        let first = |size: Size| {
            size.index()
                .checked_sub(1)
                .map_or(1, |below| self.sizes.bounds[below].first_above(size))
        };
        (first(size), size.above().map(|above| first(above) - 1))
    }

    /// The row of a mission, unless this tariff does not have it.
    #[must_use]
    pub fn mission(&self, mission: Mission) -> Option<&MissionRow> {
        self.missions.iter().find(|row| row.id == mission)
    }

    /// The interpretation with this identifier.
    #[must_use]
    pub fn interpretation(&self, id: &str) -> Option<&Interpretation> {
        self.interpretations.iter().find(|interpretation| interpretation.id == id)
    }

    /// The oldest day on which one of its sources was last compared with the figures.
    #[must_use]
    pub fn last_checked(&self) -> Date {
        self.sources.values().map(|source| source.checked).min().unwrap_or(self.starts)
    }

    /// Whether this is the version that applies today, as far as the data know.
    #[must_use]
    pub fn is_current(&self) -> bool {
        std::ptr::eq(self, current())
    }
}

/// Two tariffs are the same when they have the same identifier.
impl PartialEq for Tariff {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// All embedded tariffs, newest first.
#[must_use]
pub fn all() -> &'static [Tariff] {
    static ALL: OnceLock<Vec<Tariff>> = OnceLock::new();
    ALL.get_or_init(|| FILES.iter().map(|(file, text)| embedded(file, text)).collect())
}

/// The tariff with this identifier.
#[must_use]
pub fn find(id: &str) -> Option<&'static Tariff> {
    all().iter().find(|tariff| tariff.id == id)
}

/// The newest tariff in force: the default.
///
/// # Panics
///
/// Never: a test shows that one is embedded.
#[must_use]
pub fn current() -> &'static Tariff {
    let in_force = all().iter().filter(|tariff| tariff.status == Status::InForce);
    in_force.max_by_key(|tariff| tariff.starts).expect("a tariff in force is embedded")
}

/// The tariff in force on a day, unless the first one starts later.
#[must_use]
pub fn in_force_on(day: Date) -> Option<&'static Tariff> {
    let started = |tariff: &&Tariff| tariff.status == Status::InForce && tariff.starts <= day;
    all().iter().filter(started).max_by_key(|tariff| tariff.starts)
}

#[cfg(not(target_arch = "wasm32"))]
fn embedded(file: &str, text: &str) -> Tariff {
    read(file, text).unwrap_or_else(|error| panic!("{error}"))
}

/// In the browser JavaScript's own parser reads the text: no second parser is shipped.
#[cfg(target_arch = "wasm32")]
fn embedded(file: &str, text: &str) -> Tariff {
    let value = js_sys::JSON::parse(text).unwrap_or_default();
    serde_wasm_bindgen::from_value(value).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    date::read_iso(&text).map_err(|_| serde::de::Error::custom("expected a day as YYYY-MM-DD"))
}

fn percent<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Rate, D::Error> {
    let percent = u16::deserialize(from)?;
    Rate::from_hundredths(percent.saturating_mul(100))
        .ok_or_else(|| serde::de::Error::custom("expected a whole percentage from 0 to 100"))
}

fn amounts<'de, D: serde::Deserializer<'de>>(from: D) -> Result<[Euros; 4], D::Error> {
    <[u32; 4]>::deserialize(from).map(|row| row.map(Euros::whole))
}
