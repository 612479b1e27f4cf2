//! The shape of the comparison file, shared by the build script and the program: `crate::tariff` is
//! all that it may name, since the build script has that too.
//!
//! The program itself receives only the figures and the few words that its page changes around.

use serde::Deserialize;

use crate::tariff::{Citation, List, Source};

/// What is known of the four structures.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct File {
    /// Documents that everything below cites.
    pub sources: List<Source>,
    /// What they are, in words: ESP, ESS, MSP, CPTS.
    pub structures: [Structure; 4],
    /// What they are paid.
    pub amounts: Amounts,
    /// What stands beside the fields of the page: the amounts again with their documents, in French.
    pub hints: Hints,
    /// Where documents contradict each other.
    pub disagreements: List<Disagreement>,
    /// What adds up, and what is one or the other.
    pub combinations: List<Combination>,
}

/// A structure in words.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Structure {
    /// Stable identifier, as in the API: `esp`.
    pub id: &'static str,
    /// How people call it: `ESP`.
    pub short_name: &'static str,
    /// Its name in full, in French.
    pub long_name: &'static str,
    /// Who is in it.
    pub composition: Sourced,
    /// Its legal form.
    pub legal_form: Sourced,
    /// Whom it serves.
    pub territory: Sourced,
    /// What it is for.
    pub aims: Sourced,
    /// What its health project holds.
    pub health_project: Sourced,
    /// Who validates it, and its contract.
    pub validation: Sourced,
    /// Which money it receives; the amounts stand in [`Amounts`].
    pub funding: Sourced,
    /// The texts it rests on.
    pub references: Sourced,
    /// How the amounts over the years are computed here.
    pub computation: Sourced,
}

impl Structure {
    /// Every text with its key.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, &Sourced); 9] {
        [
            ("composition", &self.composition),
            ("legalForm", &self.legal_form),
            ("territory", &self.territory),
            ("aims", &self.aims),
            ("healthProject", &self.health_project),
            ("validation", &self.validation),
            ("funding", &self.funding),
            ("references", &self.references),
            ("computation", &self.computation),
        ]
    }
}

/// A French sentence and where it comes from.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Sourced {
    /// The sentence.
    pub text: &'static str,
    /// Never empty.
    pub sources: List<Citation>,
}

/// What the structures are paid. Where documents differ, the amount that the computation starts from
/// comes first.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Amounts {
    /// Primary care team.
    pub esp: Esp,
    /// Specialised care team.
    pub ess: Ess,
    /// Multi-professional health centre.
    pub msp: Msp,
    /// Community of a territory: what the engine does not compute.
    pub cpts: Cpts,
}

/// A primary care team has the regional fund (FIR) alone.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Esp {
    /// All of it, a ceiling.
    pub fir: List<Amount>,
    /// In how many payments at most, one a year at most.
    pub payments: u32,
}

/// A specialised care team: a credit, then an amount a year.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Ess {
    /// Once, to start.
    pub startup: Amount,
    /// A year, for the smallest team.
    pub least: Tier,
    /// A year, for the largest team.
    pub most: Tier,
}

/// A health centre under its own agreement.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Msp {
    /// A year, on average in the country.
    pub average: List<Amount>,
    /// For one point of its indicators.
    pub point: Amount,
    /// Once, to start.
    pub fir: List<Amount>,
}

/// What a community receives beside its agreement.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Cpts {
    /// Once, to start.
    pub fir: List<Amount>,
}

/// An amount and where it is printed.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Amount {
    /// Whole euros.
    pub euros: u32,
    /// Never empty.
    pub sources: List<Citation>,
}

/// An amount that goes with a number of doctors.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Tier {
    /// Whole euros a year.
    pub euros: u32,
    /// How many doctors.
    pub doctors: u32,
    /// Never empty.
    pub sources: List<Citation>,
}

/// What stands beside each field.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hints {
    /// Fund of the primary care team.
    pub esp_fir: &'static str,
    /// Doctors of the specialised care team.
    pub ess_doctors: &'static str,
    /// Points of the health centre.
    pub msp_points: &'static str,
    /// Fund of the health centre.
    pub msp_fir: &'static str,
    /// Fund of the community.
    pub cpts_fir: &'static str,
}

impl Hints {
    /// All of them, in the order of `Other::ALL`.
    #[must_use]
    pub fn all(&self) -> [&'static str; 5] {
        [self.esp_fir, self.ess_doctors, self.msp_points, self.msp_fir, self.cpts_fir]
    }
}

/// What documents say differently.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// What it is about, in French.
    pub subject: &'static str,
    /// The structures it is about.
    pub structures: List<&'static str>,
    /// What each document says, two at least.
    pub values: List<Sourced>,
    /// Which one counts, or what it depends on, in French.
    pub outcome: &'static str,
    /// Whether a text settles it.
    pub settled: bool,
}

/// How structures go together.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// What it says of their money.
    pub kind: Kind,
    /// The structures it is about.
    pub structures: List<&'static str>,
    /// The sentence, in French.
    pub text: &'static str,
    /// Never empty.
    pub sources: List<Citation>,
}

/// What a combination says of money.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Both are paid.
    Adds,
    /// One or the other is.
    Alternative,
    /// Good to know, in no total.
    Information,
}
