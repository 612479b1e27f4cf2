//! What the sheets and the text call things, in French.

use crate::alert;
use crate::date;
use crate::engine::Simulation;
use crate::schedule::{Kind, Subject};

/// Who speaks.
pub const DISCLAIMER: &str = "Simulateur indépendant, non officiel. Les montants dus sont fixés par \
                              le contrat signé avec la CPAM et l’ARS.";
/// The yearly envelope.
pub const FUNCTIONING: &str = "Fonctionnement";
/// The one-off addition to it.
pub const ADDITIONAL: &str = "Financement additionnel du fonctionnement";
/// The three parts of a mission, and their sum.
pub const PARTS: [&str; 4] = ["Part fixe", "Part variable", "Majoration", "Total"];

/// The answer to a question.
pub fn yes(answer: bool) -> &'static str {
    if answer { "oui" } else { "non" }
}

/// What a payment is for.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Functioning => FUNCTIONING,
        Subject::Additional => ADDITIONAL,
        Subject::Mission(mission) => mission.title(),
    }
}

/// Which part of it.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Full => "en totalité",
        Kind::Advance => "avance",
        Kind::Balance => "solde",
        Kind::Variable => "part variable",
    }
}

/// The tariff by its name, with the warning that goes with one that is not in force, and the day of
/// its last check.
pub fn tariff(simulation: &Simulation) -> String {
    let tariff = simulation.scenario.tariff;
    let (name, checked) = (tariff.name, date::long(tariff.last_checked()));
    let alerts = alert::alerts(simulation);
    match alerts.iter().find(|alert| alert.code == "tariff-not-current") {
        Some(alert) => format!("{name}, vérifié le {checked}. {}", alert.message),
        None => format!("{name}, vérifié le {checked}"),
    }
}
