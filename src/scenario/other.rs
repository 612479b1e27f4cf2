//! What may be said of the structures that a community is compared with.

/// One thing that may be said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Other {
    /// Start-up fund of the primary care team, in euros.
    EspFir,
    /// Doctors of the specialised care team.
    EssDoctors,
    /// Points of the health centre in a year.
    MspPoints,
    /// Start-up fund of the health centre, in euros.
    MspFir,
    /// Start-up fund of the community, in euros.
    CptsFir,
}

impl Other {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::EspFir, Self::EssDoctors, Self::MspPoints, Self::MspFir, Self::CptsFir];

    /// Its name in links and in the page.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::EspFir => "esp-fir",
            Self::EssDoctors => "ess-medecins",
            Self::MspPoints => "msp-points",
            Self::MspFir => "msp-fir",
            Self::CptsFir => "cpts-fir",
        }
    }

    /// Its name in French.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::EspFir => "FIR de l’ESP",
            Self::EssDoctors => "Médecins de l’ESS",
            Self::MspPoints => "Points de la MSP",
            Self::MspFir => "FIR de la MSP",
            Self::CptsFir => "FIR de la CPTS",
        }
    }

    /// The smallest value that is accepted.
    #[must_use]
    pub fn least(self) -> u32 {
        u32::from(self == Self::EssDoctors)
    }

    /// The largest value that is accepted.
    #[must_use]
    pub fn most(self) -> u32 {
        if self == Self::EssDoctors { 10_000 } else { 1_000_000 }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|other| other.slug() == slug)
    }
}

/// What was said; the rest follows from documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Others([Option<u32>; 5]);

impl Others {
    /// What was said of one thing, from [`Other::least`] to [`Other::most`].
    #[must_use]
    pub fn get(self, other: Other) -> Option<u32> {
        self.0[other as usize]
    }

    /// Everything that was said.
    pub fn said(self) -> impl Iterator<Item = (Other, u32)> {
        Other::ALL.into_iter().filter_map(move |other| Some((other, self.get(other)?)))
    }

    /// Says it, or takes it back.
    pub fn set(&mut self, other: Other, value: Option<u32>) {
        self.0[other as usize] = value;
    }
}
