//! A scenario to a link and back.
//!
//! The whole state stands in the fragment, which browsers never send to a server:
//! `#/?v=1&bareme=aci-2022&habitants=155520&acces=85.5&crise=redaction&fin=0c4f1a`. The last pair is
//! a check over the rest, so that a link cut short or altered on its way is noticed. Only letters,
//! digits and `-._=&/?` are used: nothing has to be escaped. Links that people write have no check: see
//! `written`.

mod remarks;
mod section;
mod written;

use crate::date;
use crate::fields;
use crate::money::Rate;
use crate::perimeter::Perimeter;
use crate::scenario::{
    Choice, CrisisPlan, MAX_DELAY_IN_MONTHS, MAX_MEMBERS, MAX_POPULATION, Mission, Other, Scenario,
    Size, Start, Territory, YEARS,
};
use crate::tariff;

pub use section::Section;

use remarks::{label, unreadable};

const VERSION: &str = "1";
const NO: &str = "non";
const LIMIT: &str = "limite";
/// Where the skip link leads before the program takes it over.
const CONTENT: &str = "contenu";
/// A link that repeats itself is not worth more remarks than this.
const MOST_REMARKS: usize = 8;

/// What could be read of a fragment.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// The section to show.
    pub section: Section,
    /// The place inside a section whose text never changes: `cpam` of `#/comprendre/cpam`.
    pub anchor: Option<String>,
    /// The scenario, unless the fragment carries none.
    pub scenario: Option<Scenario>,
    /// French sentences: what could not be read.
    pub remarks: Vec<String>,
}

/// The fragment of a section with a scenario, `#` included.
#[must_use]
pub fn write(section: Section, scenario: &Scenario) -> String {
    format!("#/{}?{}", section.slug(), query(scenario))
}

/// The scenario alone, as it stands behind the `?`.
#[must_use]
pub fn query(scenario: &Scenario) -> String {
    let mut pairs = vec![format!("v={VERSION}"), format!("bareme={}", scenario.tariff.id)];
    let mut push = |key: &str, value: String| pairs.push(format!("{key}={value}"));
    if let Some(population) = scenario.territory.population() {
        push("habitants", population.to_string());
    }
    if let Some(size) = scenario.territory.chosen_size() {
        push("taille", size.number().to_string());
    }
    if !scenario.perimeter.is_empty() {
        push("communes", scenario.perimeter.to_string());
    }
    if scenario.members > 0 {
        push("membres", scenario.members.to_string());
    }
    if let Some(day) = scenario.signature {
        push("signature", date::iso(day));
    }
    for mission in Mission::ALL {
        push(mission.slug(), mission_value(scenario, mission));
    }
    let crises = (1..=YEARS).filter(|year| scenario.crisis_years[year - 1]);
    let crises: String = crises.map(|year| year.to_string()).collect();
    if !crises.is_empty() {
        push("crises", crises);
    }
    if !scenario.prorate_variable {
        push("prorata", NO.to_string());
    }
    if scenario.balance_delay_in_months > 0 {
        push("delai", scenario.balance_delay_in_months.to_string());
    }
    for (other, value) in scenario.others.said() {
        push(other.slug(), value.to_string());
    }
    let text = pairs.join("&");
    let check = check(&text);
    format!("{text}&fin={check}")
}

/// `80`, `80_limite`, `33.3_20270701_--50--90`, `non`, `non_80`: whether it is selected, its rate, its
/// start, the contract years that have a rate of their own.
fn mission_value(scenario: &Scenario, mission: Mission) -> String {
    let choice = scenario.choice(mission);
    let main = if mission.is_rated() {
        choice.rate.number('.')
    } else {
        crisis_value(scenario).to_string()
    };
    let start = match choice.start {
        Start::AtSignature => String::new(),
        Start::AtLimit => format!("_{LIMIT}"),
        Start::On(day) => format!("_{}", date::iso(day).replace('-', "")),
    };
    let rate = |rate: Option<Rate>| rate.map_or_else(String::new, |rate| rate.number('.'));
    let rates = match choice.rates {
        [None, None, None, None, None] => String::new(),
        rates => format!("_{}", rates.map(rate).join("-")),
    };
    let value = format!("{main}{start}{rates}");
    match (choice.selected, value.as_str()) {
        (true, _) => value,
        (false, "100" | "redaction") => NO.to_string(),
        (false, _) => format!("{NO}_{value}"),
    }
}

fn crisis_value(scenario: &Scenario) -> &'static str {
    match (scenario.plan, scenario.crisis) {
        (CrisisPlan::Drafting, false) => "redaction",
        (CrisisPlan::Drafting, true) => "redaction-et-crise",
        (CrisisPlan::Update, false) => "mise-a-jour",
        (CrisisPlan::Update, true) => "mise-a-jour-et-crise",
    }
}

/// Reads a fragment, with or without its `#`. Never fails: what cannot be read is remarked upon and
/// keeps its opening value.
#[must_use]
pub fn read(fragment: &str) -> Reading {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let path = fragment.strip_prefix('/').unwrap_or(fragment);
    let (slug, query) = match path.split_once('?') {
        Some((slug, query)) => (slug, Some(query)),
        None => (path, None),
    };
    if path == CONTENT {
        return Reading::default();
    }
    let mut remarks = Vec::new();
    let (slug, anchor) = slug.split_once('/').unwrap_or((slug, ""));
    let section = Section::ALL.into_iter().find(|section| section.slug() == slug);
    let section = section.filter(|section| anchor.is_empty() || section.is_static());
    let readable = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let anchor = Some(anchor).filter(|anchor| anchor.bytes().all(readable));
    if section.is_none() || anchor.is_none() {
        remarks.push("L’adresse demande une page qui n’existe pas.".to_string());
    }
    let anchor = anchor.filter(|anchor| section.is_some() && !anchor.is_empty());
    let scenario = query.map(|query| read_query(query, &mut remarks));
    Reading {
        section: section.unwrap_or_default(),
        anchor: anchor.map(str::to_string),
        scenario,
        remarks,
    }
}

/// Reads what [`query`] wrote.
pub fn read_query(query: &str, remarks: &mut Vec<String>) -> Scenario {
    let (pairs, whole) = checked_pairs(query, remarks);
    let mut scenario = Scenario::opening();
    if whole {
        // Every pair arrived: what is not named was not chosen.
        scenario.choices.iter_mut().for_each(|choice| choice.selected = false);
    }
    let mut known = Known::default();
    for (key, value) in pairs {
        let read = read_pair(&mut scenario, &mut known, key, value);
        let remark = (read.is_none() && remarks.len() < MOST_REMARKS).then(|| unreadable(key));
        remarks.extend(remark.filter(|remark| !remarks.contains(remark)));
    }
    scenario.territory = Territory::new(known.population, known.size).unwrap_or(scenario.territory);
    scenario
}

/// What a link says of the territory, before both are put together.
#[derive(Default)]
struct Known {
    population: Option<u32>,
    size: Option<Size>,
}

/// The pairs of a query without its check, and whether all of them arrived. In a link that was cut
/// short the last pair may be half of itself: it is left out.
fn checked_pairs<'a>(query: &'a str, remarks: &mut Vec<String>) -> (Vec<(&'a str, &'a str)>, bool) {
    if let Some(written) = written::pairs(query) {
        return written;
    }
    let (text, found) = query.rsplit_once("&fin=").unwrap_or((query, ""));
    // In a frame the colour stands behind the check.
    let found = found.split_once("&couleur=").map_or(found, |(found, _)| found);
    let mut parts: Vec<&str> = text.split('&').filter(|part| !part.is_empty()).collect();
    if !query.contains("&fin=") {
        let half = parts.pop().unwrap_or_default();
        let half = half.split_once('=').and_then(|(key, _)| label(key));
        remarks.push(half.map_or("Le lien est incomplet.".to_string(), |label| {
            format!("Le lien est incomplet à partir de «\u{a0}{label}\u{a0}».")
        }));
    } else if found != check(text) {
        remarks.push("Le lien a été coupé ou modifié\u{a0}: vérifiez les valeurs.".to_string());
    }
    let pairs = parts.iter().map(|part| part.split_once('=').unwrap_or((part, ""))).collect();
    (pairs, query.contains("&fin="))
}

/// Applies one pair; `None` when it cannot be read.
fn read_pair(scenario: &mut Scenario, known: &mut Known, key: &str, value: &str) -> Option<()> {
    match key {
        "v" | written::KEY => return (value == VERSION).then_some(()),
        written::COLOUR => return written::is_colour(value).then_some(()),
        "bareme" => scenario.tariff = tariff::find(value)?,
        "habitants" => known.population = Some(number(value, 1, MAX_POPULATION)?),
        "taille" => known.size = Size::ALL.get(number(value, 1, 4)? as usize - 1).copied(),
        "communes" => scenario.perimeter = Perimeter::read(value)?,
        "membres" => scenario.members = number(value, 0, MAX_MEMBERS)?,
        "signature" => scenario.signature = Some(date::read_iso(value).ok()?),
        "crises" => scenario.crisis_years = read_crisis_years(value)?,
        "prorata" if value == NO => scenario.prorate_variable = false,
        "prorata" => return None,
        "delai" => {
            let months = number(value, 0, MAX_DELAY_IN_MONTHS.into())?;
            scenario.balance_delay_in_months = u8::try_from(months).ok()?;
        }
        _ => match Other::from_slug(key) {
            Some(other) => {
                scenario.others.set(other, Some(number(value, other.least(), other.most())?));
            }
            None => read_mission(scenario, Mission::from_slug(key)?, value)?,
        },
    }
    Some(())
}

fn read_mission(scenario: &mut Scenario, mission: Mission, value: &str) -> Option<()> {
    let (selected, said) = match value.strip_prefix(NO) {
        None => (true, value),
        Some(said) => (false, said.strip_prefix('_').unwrap_or(said)),
    };
    let mut read = *scenario;
    let mut parts = said.split('_').filter(|part| !part.is_empty());
    match parts.next() {
        None if selected => return None,
        None => {}
        Some(rate) if mission.is_rated() => {
            read.choice_mut(mission).rate = fields::rate(rate).ok()?;
        }
        Some(crisis) => read_crisis(&mut read, crisis)?,
    }
    for part in parts {
        read_engagement(read.choice_mut(mission), part)?;
    }
    read.choice_mut(mission).selected = selected;
    *scenario = read;
    Some(())
}

fn read_crisis(scenario: &mut Scenario, value: &str) -> Option<()> {
    let plan = value.strip_suffix("-et-crise");
    scenario.plan = match plan.unwrap_or(value) {
        "redaction" => CrisisPlan::Drafting,
        "mise-a-jour" => CrisisPlan::Update,
        _ => return None,
    };
    scenario.crisis = plan.is_some();
    Some(())
}

/// A start, `limite` or `20270701`, or five rates of which some are empty: `80--90--`.
fn read_engagement(choice: &mut Choice, part: &str) -> Option<()> {
    if part == LIMIT {
        choice.start = Start::AtLimit;
    } else if part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()) {
        let day = format!("{}-{}-{}", &part[..4], &part[4..6], &part[6..]);
        choice.start = Start::On(date::read_iso(&day).ok()?);
    } else {
        let rate = |text: &str| match text {
            "" => Some(None),
            text => fields::rate(text).ok().map(Some),
        };
        let rates = part.split('-').map(rate).collect::<Option<Vec<_>>>()?;
        choice.rates = rates.try_into().ok()?;
    }
    Some(())
}

fn read_crisis_years(value: &str) -> Option<[bool; YEARS]> {
    let mut years = [false; YEARS];
    for digit in value.chars() {
        let year = usize::try_from(digit.to_digit(10)?).ok()?;
        *years.get_mut(year.checked_sub(1)?)? = true;
    }
    Some(years)
}

fn number(text: &str, least: u32, most: u32) -> Option<u32> {
    let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    (least..=most).contains(&number).then_some(number)
}

/// Six hexadecimal digits over the text: FNV-1a, folded to 24 bits.
fn check(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{:06x}", (hash >> 24) ^ (hash & 0x00ff_ffff))
}

#[cfg(test)]
mod tests;
