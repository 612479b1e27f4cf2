//! The figures and names of the agreement that the prose asks for.

use time::{Date, Month};

use super::accessibility::claims;
use super::sources::sources;
use crate::contract::Contract;
use crate::date;
use crate::engine::{simulate, total};
use crate::money::{Euros, Rate, grouped};
use crate::scenario::{Action, CrisisPlan, Mission, Scenario, Size, Start};
use crate::schedule::{full_first_year, plan};
use crate::tariff::{self, Tariff};

/// What stands in the page for `{{name}}`; `None` when nobody knows.
pub fn fact(name: &str) -> Option<String> {
    let tariff = tariff::current();
    let words: Vec<&str> = name.split(' ').collect();
    Some(match words[..] {
        ["sources", ref ids @ ..] => sources(ids)?,
        ["essais"] => claims()?,
        ["titre", mission] => title(tariff, mission)?,
        ["delais", mission] => deadlines(tariff, mission)?,
        ["demarrage", mission] => {
            let deadline = tariff.mission(Mission::from_slug(mission)?)?.deadline.as_ref()?;
            format!("{}\u{a0}mois", deadline.start_months?)
        }
        ["plafond", at] => simulate(&everything(at)?).ceiling.to_string(),
        ["annee", which, at] => year(which, &everything(at)?)?.to_string(),
        ["fonctionnement", at] => tariff.functioning.amount(size(at)?).to_string(),
        ["variable", which, at] => variable(tariff, which, size(at)?)?.to_string(),
        ["exemple", which] => example(which)?.to_string(),
        ["avance"] => tariff.payments.advance().to_string(),
        ["majoration"] => tariff.uplift.as_ref()?.rate().to_string(),
        ["membres"] => tariff.uplift.as_ref()?.members.to_string(),
        ["seuils"] => bounds(tariff),
        ["seuils", year] => bounds(draft(year)?),
        ["socles"] => core(tariff),
        ["socles", year] => core(draft(year)?),
        ["bareme"] => tariff.short_name.to_string(),
        ["depuis"] => date::long(tariff.starts.0),
        ["verifie"] => date::long(tariff.last_checked()),
        ["version"] => env!("CARGO_PKG_VERSION").to_string(),
        _ => return None,
    })
}

fn size(number: &str) -> Option<Size> {
    Size::try_from(number.parse::<u8>().ok()?).ok()
}

/// The draft of a year that never applied.
fn draft(year: &str) -> Option<&'static Tariff> {
    tariff::find(&format!("projet-{year}"))
}

/// Every mission at 100 %, the plan drafted, no crisis.
fn everything(at: &str) -> Option<Scenario> {
    Some(Scenario::opening().with_size(size(at)?).at_ceiling().after(Action::Crisis(false)))
}

fn year(which: &str, full: &Scenario) -> Option<Euros> {
    Some(match which {
        "redaction" => total(full),
        "mise-a-jour" => total(&full.in_usual_year()),
        "sans-resultat" => total(&full.in_usual_year().with_rate(Rate::ZERO)),
        _ => return None,
    })
}

/// The variable parts of one mission, of the core ones or of all of them; without a crisis, unless
/// its mission is named.
fn variable(tariff: &Tariff, which: &str, size: Size) -> Option<Euros> {
    if let Some(mission) = Mission::from_slug(which) {
        return Some(tariff.mission(mission)?.variable.amount(size));
    }
    let core_only = match which {
        "socle" => true,
        "toutes" => false,
        _ => return None,
    };
    let rated = tariff.missions.iter().filter(|row| row.id.is_rated());
    let counted = rated.filter(|row| row.core || !core_only);
    Some(counted.map(|row| row.variable.amount(size)).sum())
}

/// A size-2 community that signs on 1 January 2027 and starts its core missions at the legal limits:
/// what it receives that year, and what the table reads.
fn example(which: &str) -> Option<Euros> {
    let signature = Date::from_calendar_date(2027, Month::January, 1).ok();
    let scenario = Scenario::opening()
        .with_size(size("2")?)
        .after(Action::Signature(signature))
        .after(Action::AllStarts(Start::AtLimit))
        .after(Action::Plan(CrisisPlan::Drafting));
    let contract = Contract::of(&scenario)?;
    match which {
        "recu" => plan(&contract).calendar_years().first().map(|(_, received)| *received),
        "lu" => Some(total(&full_first_year(&contract))),
        _ => None,
    }
}

fn title(tariff: &Tariff, mission: &str) -> Option<String> {
    let mission = Mission::from_slug(mission)?;
    let kind = if tariff.mission(mission)?.core { "socle" } else { "au choix" };
    Some(format!("{} <span class=\"cpts-tag\">{kind}</span>", mission.title()))
}

fn deadlines(tariff: &Tariff, mission: &str) -> Option<String> {
    let row = tariff.mission(Mission::from_slug(mission)?)?;
    let text = match &row.deadline {
        None => "Démarrage libre.".to_string(),
        Some(deadline) => format!(
            "Démarrage sous <b>{}\u{a0}mois</b>, déploiement complet sous <b>{}\u{a0}mois</b> après la \
             signature.",
            deadline.start_months?, deadline.deploy_months
        ),
    };
    Some(text)
}

/// `40 000, 80 000 et 175 000`
fn bounds(tariff: &Tariff) -> String {
    let [low, middle, high] = tariff.sizes.bounds.map(|bound| grouped(bound.inhabitants.into()));
    format!("{low}, {middle} et {high}")
}

/// How many core missions a tariff has, in words.
fn core(tariff: &Tariff) -> String {
    const WORDS: [&str; 7] = ["Aucune", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six"];
    WORDS[tariff.missions.iter().filter(|row| row.core).count()].to_string()
}
