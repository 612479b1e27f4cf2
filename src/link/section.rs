//! The parts of the page.

/// A part of the page with an address of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Section {
    /// `#/`
    #[default]
    Simulator,
    /// `#/contrat`
    Contract,
    /// `#/comparer`
    Compare,
    /// `#/structures`
    Structures,
    /// `#/bareme`
    Tariffs,
    /// `#/comprendre`
    Understand,
}

impl Section {
    /// Every section, in the order of the menu.
    pub const ALL: [Self; 6] = [
        Self::Simulator,
        Self::Contract,
        Self::Compare,
        Self::Structures,
        Self::Tariffs,
        Self::Understand,
    ];

    /// Its name in the address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Simulator => "",
            Self::Contract => "contrat",
            Self::Compare => "comparer",
            Self::Structures => "structures",
            Self::Tariffs => "bareme",
            Self::Understand => "comprendre",
        }
    }

    /// Whether its text never changes, and has places with an address of their own.
    #[must_use]
    pub fn is_static(self) -> bool {
        matches!(self, Self::Tariffs | Self::Understand)
    }

    /// Its name in the menu.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Simulator => "Simulateur",
            Self::Contract => "Contrat sur 5 ans",
            Self::Compare => "Comparer",
            Self::Structures => "Structures",
            Self::Tariffs => "Barème",
            Self::Understand => "Comprendre",
        }
    }
}
