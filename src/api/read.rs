//! A scenario from plain data, or exactly what is wrong with it. Nothing is silently corrected.

mod contract;

use rust_decimal::Decimal;
use time::Date;

pub use contract::contract;

pub use super::value::Value;

use crate::date::{self, DateError};
use crate::money::{Euros, Rate, grouped};
use crate::scenario::{
    CrisisPlan, MAX_MEMBERS, MAX_POPULATION, Mission, Scenario, Size, Territory,
};
use crate::tariff::{self, Tariff};

/// Largest amount that `reach` takes as a target, in euros.
pub const MAX_TARGET: f64 = 1e12;

/// Rates this close to a number with two decimals are read as that number.
const RATE_TOLERANCE: f64 = 1e-9;
/// The same of amounts.
const AMOUNT_TOLERANCE: f64 = 1e-6;

/// How many characters of a path a sentence repeats.
const LONGEST_SHOWN: usize = 80;

/// Why a value was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Where: `missions.acces.rate`; empty for the argument itself.
    pub path: String,
    /// Stable, kebab-case.
    pub code: &'static str,
    /// A French sentence naming the field and what it accepts.
    pub message: String,
}

type Read<T> = Result<T, Refusal>;

fn refuse<T>(path: &str, code: &'static str, accepted: &str) -> Read<T> {
    let subject = match path {
        "" => "L’argument n’est pas valable".to_string(),
        path => {
            // A hostile key may be as long as memory allows: its beginning names it.
            let shown: String = path.chars().take(LONGEST_SHOWN).collect();
            format!("Le champ «\u{a0}{shown}\u{a0}» n’est pas valable")
        }
    };
    Err(Refusal { path: path.to_string(), code, message: format!("{subject}\u{a0}: {accepted}.") })
}

/// Reads a `Scenario` of the API.
///
/// # Errors
///
/// The first field that is refused, with its path, a stable code and a French sentence.
pub fn scenario(value: &Value) -> Read<Scenario> {
    let root = Object::new("", value)?;
    root.only(&["tariff", "population", "size", "members", "signature", "missions"])?;
    let mut scenario = community(&root)?;
    for (mission, chosen) in missions(scenario.tariff, &root.child("missions")?)? {
        scenario.choice_mut(mission).selected = true;
        if mission.is_rated() {
            chosen.only(&["rate"])?;
            let rate = chosen.optional("rate", rate)?.unwrap_or(Rate::FULL);
            scenario.choice_mut(mission).rate = rate;
        } else {
            chosen.only(&["plan", "occurred"])?;
            scenario.plan = chosen.optional("plan", plan)?.unwrap_or(CrisisPlan::Drafting);
            scenario.crisis = chosen.optional("occurred", boolean)?.unwrap_or(false);
        }
    }
    Ok(scenario)
}

/// What a yearly scenario and a contract have in common, without missions.
fn community(root: &Object) -> Read<Scenario> {
    let tariff = root.optional("tariff", tariff)?.unwrap_or_else(tariff::current);
    let population =
        root.optional("population", |path, value| integer(path, value, 1, MAX_POPULATION))?;
    let size = root.optional("size", size)?;
    let members = root.optional("members", |path, value| integer(path, value, 0, MAX_MEMBERS))?;
    let signature = root.optional("signature", day)?;
    let Some(territory) = Territory::new(population, size) else {
        return refuse(
            "population",
            "size-or-population-required",
            "indiquez le nombre d’habitants (population) ou la taille (size)",
        );
    };
    let mut scenario = Scenario::empty(tariff, territory);
    scenario.members = members.unwrap_or(0);
    scenario.signature = signature;
    Ok(scenario)
}

/// The missions that are named, each with what is said of it.
fn missions<'a>(tariff: &Tariff, missions: &Object<'a>) -> Read<Vec<(Mission, Object<'a>)>> {
    let named = missions.pairs.iter().map(|(slug, value)| {
        let path = missions.path_of(slug);
        let Some(mission) = Mission::from_slug(slug) else {
            return refuse(&path, "unknown-mission", &one_of(Mission::ALL.map(Mission::slug)));
        };
        if tariff.mission(mission).is_none() {
            let why = format!("le barème {} n’a pas cette mission", tariff.id);
            return refuse(&path, "mission-not-in-tariff", &why);
        }
        Ok((mission, Object::new(&path, value)?))
    });
    named.collect()
}

/// An object with its path.
struct Object<'a> {
    path: String,
    pairs: &'a [(String, Value)],
}

impl<'a> Object<'a> {
    fn new(path: &str, value: &'a Value) -> Read<Self> {
        match value {
            Value::Object(pairs) => Ok(Self { path: path.to_string(), pairs }),
            Value::Null => refuse(path, "null", "un objet est attendu, pas null"),
            _ => refuse(path, "not-an-object", "un objet est attendu"),
        }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_string() } else { format!("{}.{key}", self.path) }
    }

    fn get(&self, key: &str) -> &'a Value {
        let pair = self.pairs.iter().find(|(name, _)| name == key);
        pair.map_or(&Value::Undefined, |(_, value)| value)
    }

    /// Refuses every other key.
    fn only(&self, known: &[&str]) -> Read<()> {
        match self.pairs.iter().find(|(key, _)| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some((key, _)) => {
                refuse(&self.path_of(key), "unknown-key", &one_of(known.iter().copied()))
            }
        }
    }

    fn child(&self, key: &str) -> Read<Object<'a>> {
        Object::new(&self.path_of(key), self.get(key))
    }

    /// Reads a field; absent and `undefined` are the same, `null` is refused.
    fn optional<T>(
        &self,
        key: &str,
        read: impl FnOnce(&str, &Value) -> Read<T>,
    ) -> Read<Option<T>> {
        match self.field(key)? {
            None => Ok(None),
            Some((path, value)) => read(&path, value).map(Some),
        }
    }

    /// A field that is present, with its path.
    fn field(&self, key: &str) -> Read<Option<(String, &'a Value)>> {
        let path = self.path_of(key);
        match self.get(key) {
            Value::Undefined => Ok(None),
            Value::Null => refuse(&path, "null", "une valeur est attendue, pas null"),
            value => Ok(Some((path, value))),
        }
    }
}

fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    format!("valeurs acceptées\u{a0}: {}", names.join(", "))
}

fn tariff(path: &str, value: &Value) -> Read<&'static Tariff> {
    let found = match value {
        Value::Text(id) => tariff::find(id),
        _ => None,
    };
    found.map_or_else(
        || {
            let known = tariff::all().iter().map(|tariff| tariff.id);
            refuse(path, "unknown-tariff", &one_of(known))
        },
        Ok,
    )
}

fn size(path: &str, value: &Value) -> Read<Size> {
    let number = integer(path, value, 1, 4)?;
    let found = u8::try_from(number).ok().and_then(|number| Size::try_from(number).ok());
    found.map_or_else(|| refuse(path, "out-of-range", "un nombre entier de 1 à 4"), Ok)
}

fn integer(path: &str, value: &Value, least: u32, most: u32) -> Read<u32> {
    let accepted = format!(
        "un nombre entier de {} à {} est attendu",
        grouped(least.into()),
        grouped(most.into())
    );
    let number = finite(path, value, &accepted)?;
    if number.fract() != 0.0 {
        return refuse(path, "not-an-integer", &accepted);
    }
    if !(f64::from(least)..=f64::from(most)).contains(&number) {
        return refuse(path, "out-of-range", &accepted);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    Ok(number as u32)
}

fn finite(path: &str, value: &Value, accepted: &str) -> Read<f64> {
    match value {
        Value::Number(number) if number.is_finite() => Ok(*number),
        _ => refuse(path, "not-a-number", accepted),
    }
}

fn rate(path: &str, value: &Value) -> Read<Rate> {
    let accepted = "un taux de 0 à 100, avec deux décimales au plus, est attendu";
    let number = finite(path, value, accepted)?;
    if !(-RATE_TOLERANCE..=100.0 + RATE_TOLERANCE).contains(&number) {
        return refuse(path, "out-of-range", accepted);
    }
    let rate = decimal(number, RATE_TOLERANCE).and_then(Rate::new);
    rate.map_or_else(|| refuse(path, "too-many-decimals", accepted), Ok)
}

/// Reads an amount in euros, 0 … [`MAX_TARGET`], with at most two decimals.
///
/// # Errors
///
/// As [`scenario`].
pub fn amount(path: &str, value: &Value) -> Read<Euros> {
    let accepted = "un montant en euros, positif ou nul, avec deux décimales au plus, est attendu";
    if *value == Value::Null {
        return refuse(path, "null", accepted);
    }
    let number = finite(path, value, accepted)?;
    if !(0.0..=MAX_TARGET).contains(&number) {
        return refuse(path, "out-of-range", accepted);
    }
    let amount = decimal(number, AMOUNT_TOLERANCE).and_then(Euros::new);
    amount.map_or_else(|| refuse(path, "too-many-decimals", accepted), Ok)
}

/// The number with two decimals that a double means: at a trillion, doubles are a hundredth of a cent apart,
/// so it is the nearest doubles that are compared.
fn decimal(number: f64, tolerance: f64) -> Option<Decimal> {
    let hundredths = (number * 100.0).round();
    let is_near = (hundredths / 100.0 - number).abs() <= tolerance;
    #[expect(clippy::cast_possible_truncation, reason = "callers check the range")]
    is_near.then(|| Decimal::new(hundredths as i64, 2))
}

fn boolean(path: &str, value: &Value) -> Read<bool> {
    match value {
        Value::Boolean(boolean) => Ok(*boolean),
        _ => refuse(path, "not-a-boolean", "true ou false est attendu"),
    }
}

fn plan(path: &str, value: &Value) -> Read<CrisisPlan> {
    match value {
        Value::Text(text) if text == "drafting" => Ok(CrisisPlan::Drafting),
        Value::Text(text) if text == "update" => Ok(CrisisPlan::Update),
        _ => refuse(path, "unknown-value", &one_of(["drafting", "update"])),
    }
}

fn day(path: &str, value: &Value) -> Read<Date> {
    let accepted = "une date AAAA-MM-JJ, du 2000-01-01 au 2099-12-31, est attendue";
    let read = match value {
        Value::Text(text) => date::read_iso(text),
        _ => Err(DateError::NotADate),
    };
    read.or_else(|error| match error {
        DateError::NotADate => refuse(path, "not-a-date", accepted),
        DateError::OutOfRange => refuse(path, "date-out-of-range", accepted),
    })
}
