//! The shape of a tariff file, shared by the build script, which reads the files, and by the
//! program, which receives them as constants. Hence no other module of the crate is named here.
//!
//! The `Debug` form of these types is Rust: that is how the build script writes the constants.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer};
use time::Date;

/// One version of the agreement.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tariff {
    /// Stable identifier, as in links and in the API: `aci-2022`.
    pub id: &'static str,
    /// The name in full, in French.
    pub name: &'static str,
    /// The name inside a sentence, in French, without article.
    pub short_name: &'static str,
    /// Whether contracts were ever signed on it.
    pub status: Status,
    /// First day in force, or the date of the draft. The next start ends it.
    pub starts: Day,
    /// What this version is, in French.
    pub summary: &'static str,
    /// Documents that the rows cite.
    pub sources: List<Source>,
    /// The bounds between sizes.
    pub sizes: Sizes,
    /// Yearly envelope for running the community ("volet 1").
    pub functioning: Row,
    /// One-off addition to the functioning, for contracts signed early.
    pub additional: Option<Additional>,
    /// The missions, in the order of the text.
    pub missions: List<MissionRow>,
    /// What large communities receive on top.
    pub uplift: Option<Uplift>,
    /// How what is due is paid over the years of a contract.
    pub payments: Payments,
    /// Totals printed in the text: control values, never inputs.
    pub control: Row,
    /// Choices made where the text is silent or ambiguous.
    pub interpretations: List<Interpretation>,
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
#[serde(deny_unknown_fields)]
pub struct Source {
    /// How rows name it.
    pub id: &'static str,
    /// Its title, in French.
    pub document: &'static str,
    /// Day of publication (`YYYY-MM-DD`), its month (`YYYY-MM`) where no day is known, or `non daté`.
    pub published: &'static str,
    /// Public address, where one is known.
    pub address: Option<&'static str>,
    /// How far it can be relied on.
    pub confidence: Confidence,
    /// Day on which the figures were last compared with it.
    pub checked: Day,
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
    /// [`Source::id`]
    pub source: &'static str,
    /// Article, table or line, in French.
    pub place: &'static str,
}

/// One amount for each size, in whole euros a year.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Row {
    /// In the order of the sizes.
    pub amounts: [u32; 4],
    /// Where the amounts are printed; never empty.
    pub sources: List<Citation>,
    /// Interpretations that the row depends on (`I-03`).
    #[serde(default)]
    pub interpretations: List<&'static str>,
}

/// The bounds between the four sizes.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Sizes {
    /// The three bounds, ascending.
    pub bounds: [Bound; 3],
    /// Where the bounds are printed.
    pub sources: List<Citation>,
    /// How the bounds themselves are read.
    #[serde(default)]
    pub interpretations: List<&'static str>,
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

/// The additional functioning and its condition.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Additional {
    /// Contracts signed strictly before this day are entitled to it.
    pub signed_before: Day,
    /// The amounts.
    pub row: Row,
}

/// The amounts and deadlines of one mission.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
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
#[serde(rename_all = "camelCase", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Deadline {
    /// Start at the latest, where the text sets a limit.
    pub start_months: Option<u8>,
    /// Full deployment at the latest.
    pub deploy_months: u8,
    /// Where the limits are printed.
    pub sources: List<Citation>,
}

/// What a large community receives on top of its missions.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Uplift {
    /// The size that is entitled to it.
    pub size: Size,
    /// The smallest number of members that is entitled to it.
    pub members: u32,
    /// Share of the fixed and of the variable part of every mission, in percent.
    pub percent: u8,
    /// Where the rule is printed.
    pub sources: List<Citation>,
    /// How the rule is read.
    #[serde(default)]
    pub interpretations: List<&'static str>,
}

/// How what is due is paid.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payments {
    /// Share of the functioning and of fixed parts that is advanced, in percent.
    pub advance_percent: u8,
    /// Where the rules are printed.
    pub sources: List<Citation>,
    /// How the proration of the crisis mission's fixed part is read, where there is one.
    pub prorated_crisis: Option<&'static str>,
    /// How the proration of variable parts is read.
    pub prorated_variable: &'static str,
    /// How the date of the balance is read.
    pub balance_date: &'static str,
}

/// A choice made where the text is silent or ambiguous, shown beside the figures it changes.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Interpretation {
    /// `I-01` …
    pub id: &'static str,
    /// What the text leaves open, in French.
    pub question: &'static str,
    /// What the program does, in French.
    pub choice: &'static str,
    /// Why, in French.
    pub reason: &'static str,
}

/// A mission of the agreement, named by its slug in tariff files, links and the API.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Mission {
    /// Access to care.
    Acces,
    /// Care pathways across professions.
    Parcours,
    /// Prevention in the territory.
    Prevention,
    /// Response to serious health crises: its own amounts, no achievement rate.
    Crise,
    /// Quality and relevance of care.
    Qualite,
    /// Support of the territory's professionals.
    Accompagnement,
}

/// Band of the number of inhabitants of the territory, 1 … 4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Debug)]
#[serde(try_from = "u8")]
pub struct Size(pub(crate) u8);

impl Size {
    /// The four sizes.
    pub const ALL: [Self; 4] = [Self(1), Self(2), Self(3), Self(4)];

    /// 0 … 3: its place in a tariff row.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

impl TryFrom<u8> for Size {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if (1..=4).contains(&number) {
            Ok(Self(number))
        } else {
            Err("expected a size from 1 to 4")
        }
    }
}

/// A day of the calendar, `YYYY-MM-DD` in files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Day {
    /// The day with this number in its year: what the build script writes.
    ///
    /// # Panics
    ///
    /// While compiling, for a day that the year does not have.
    #[must_use]
    pub const fn of_year(year: i32, ordinal: u16) -> Self {
        match Date::from_ordinal_date(year, ordinal) {
            Ok(date) => Self(date),
            Err(_) => panic!("no such day"),
        }
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len(), parts.next()) != (4, 2, 2, None) {
            return None;
        }
        let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
        Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok().map(Self)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Day::of_year({}, {})", self.0.year(), self.0.ordinal())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).ok_or_else(|| serde::de::Error::custom("expected a day as YYYY-MM-DD"))
    }
}

/// A list that can be a constant.
pub struct List<T: 'static>(pub &'static [T]);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(&[])
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0
    }
}

impl<T> IntoIterator for &List<T> {
    type Item = &'static T;
    type IntoIter = std::slice::Iter<'static, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "List(&{:?})", self.0)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(|items| Self(items.leak()))
    }
}
