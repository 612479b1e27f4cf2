//! A scenario to a link and back.
//!
//! The whole state stands in the fragment, which browsers never send to a server:
//! `#/?v=1&bareme=aci-2022&habitants=155520&acces=85.5&crise=redaction&fin=0c4f1a`. The last pair is
//! a check over the rest, so that a link cut short or altered on its way is noticed. Only letters,
//! digits and `-._=&/?` are used: nothing has to be escaped. Links that people write have no check: see
//! [`written`].

mod remarks;
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

use remarks::{label, unreadable};

const VERSION: &str = "1";
const NO: &str = "non";
const LIMIT: &str = "limite";
/// Where the skip link leads before the program takes it over.
const CONTENT: &str = "contenu";
/// A link that repeats itself is not worth more remarks than this.
const MOST_REMARKS: usize = 8;

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
mod tests {
    use super::*;
    use crate::scenario::Action;

    fn scenarios() -> Vec<Scenario> {
        let opening = Scenario::opening();
        let rate = Rate::from_hundredths(33_30).unwrap();
        let draft = tariff::find("projet-2019").unwrap();
        let full = opening
            .after(Action::Population(Some(10_000_000)))
            .after(Action::Size(Size::ALL[0]))
            .after(Action::Members(100_000))
            .after(Action::Signature(date::read_iso("2022-09-29").ok()))
            .after(Action::Rate(Mission::Acces, rate))
            .after(Action::Select(Mission::Qualite, true))
            .after(Action::Select(Mission::Parcours, false))
            .after(Action::Plan(CrisisPlan::Update))
            .after(Action::Crisis(true));
        // Every start has a day of its own, and nothing else of the contract is as usual.
        let day = date::read_iso("2027-07-01").unwrap();
        let contract = Mission::ALL
            .into_iter()
            .fold(full, |scenario, mission| {
                scenario
                    .after(Action::Select(mission, true))
                    .after(Action::Rate(mission, Rate::FULL))
                    .after(Action::Start(mission, Start::On(day)))
            })
            .after(Action::ProrateVariable(false))
            .after(Action::BalanceDelay(12));
        let contract = (0..YEARS)
            .fold(contract, |scenario, year| scenario.after(Action::CrisisYear(year, true)));
        let dropped = opening
            .after(Action::Rate(Mission::Acces, rate))
            .after(Action::YearRate(Mission::Acces, 1, Rate::ZERO))
            .after(Action::YearRate(Mission::Acces, 4, Rate::FULL))
            .after(Action::AllStarts(Start::AtLimit))
            .after(Action::Select(Mission::Acces, false))
            .after(Action::Plan(CrisisPlan::Update))
            .after(Action::Select(Mission::Crise, false));
        vec![
            opening,
            contract,
            dropped,
            full,
            full.after(Action::Tariff(draft)),
            opening.after(Action::Perimeter(
                Perimeter::read("200000172-74042_13214_2A").unwrap(),
                Some(150_000),
            )),
            opening.after(Action::Population(Some(1))),
            opening.after(Action::Select(Mission::Crise, false)),
            Other::ALL.into_iter().fold(opening, |scenario, other| {
                scenario.after(Action::Other(other, Some(other.most())))
            }),
        ]
    }

    #[test]
    fn a_link_opens_as_the_scenario_it_was_made_from() {
        for section in Section::ALL {
            for scenario in scenarios() {
                let link = write(section, &scenario);
                let reading = read(&link);
                assert_eq!(reading.remarks, Vec::<String>::new(), "{link}");
                assert_eq!(reading.section, section);
                assert_eq!(reading.scenario, Some(scenario), "{link}");
            }
        }
    }

    #[test]
    fn a_link_is_short_and_needs_no_escape() {
        for scenario in scenarios() {
            let link = write(Section::Contract, &scenario);
            assert!(link.len() < 300, "{} characters", link.len());
            let safe = |letter: char| letter.is_ascii_alphanumeric() || "-._=&/?".contains(letter);
            assert!(link.strip_prefix('#').unwrap().chars().all(safe), "{link}");
        }
    }

    #[test]
    fn a_link_cut_anywhere_is_noticed_and_believed_only_as_far_as_it_is_whole() {
        for scenario in scenarios() {
            let link = write(Section::Simulator, &scenario);
            for length in 0..link.len() {
                let reading = read(&link[..length]);
                assert_eq!(reading.remarks.is_empty(), length < 3, "{}", &link[..length]);
                let Some(cut) = reading.scenario else { continue };
                let opening = Scenario::opening();
                for mission in Mission::ALL {
                    let choice = cut.choice(mission);
                    let expected = [scenario.choice(mission), opening.choice(mission)];
                    assert!(expected.iter().any(|known| known.selected == choice.selected));
                    assert!(expected.iter().any(|known| known.rate == choice.rate));
                }
                assert!([scenario.members, 0].contains(&cut.members));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_kept() {
        let reading = read("#/?v=1&taille=9&membres=12&acces=101&foo=1&parcours=50&fin=000000");
        let scenario = reading.scenario.unwrap();
        assert_eq!(scenario.size(), Size::ALL[2]);
        assert_eq!(scenario.members, 12);
        assert!(scenario.choice(Mission::Parcours).selected);
        let remarks = reading.remarks.join("\n");
        for named in ["modifié", "taille", "Améliorer", "foo"] {
            assert!(remarks.contains(named), "{named} in {remarks}");
        }
    }

    #[test]
    fn what_is_said_of_a_contract_is_refused_piece_by_piece() {
        for pair in [
            "acces=80_20270229",
            "acces=80_2027070",
            "acces=80_1-2-3-4",
            "acces=80_1-2-3-4-5-6",
            "acces=80_1-2-3-4-101",
            "acces=80_limites",
            "acces=_limite",
            "acces=non80x",
            "crises=6",
            "crises=0",
            "crises=1,2",
            "prorata=oui",
            "delai=13",
            "delai=-1",
        ] {
            let reading = read(&format!("#/contrat?v=1&{pair}&fin=000000"));
            assert_eq!(reading.section, Section::Contract);
            assert_eq!(reading.remarks.len(), 2, "{pair}: {:?}", reading.remarks);
            let untouched =
                Scenario { choices: reading.scenario.unwrap().choices, ..Scenario::opening() };
            assert_eq!(reading.scenario, Some(untouched), "{pair}");
        }
    }

    #[test]
    fn what_is_said_of_other_structures_is_refused_value_by_value() {
        for pair in [
            "ess-medecins=0",
            "ess-medecins=10001",
            "msp-points=-1",
            "msp-points=",
            "esp-fir=1000001",
            "msp-fir=1.5",
            "cpts-fir=50k",
        ] {
            let reading = read(&format!("#/structures?v=1&taille=3&{pair}&fin=000000"));
            assert_eq!(reading.section, Section::Structures);
            let named = Other::from_slug(pair.split('=').next().unwrap()).unwrap().label();
            assert!(reading.remarks[1].contains(named), "{pair}: {:?}", reading.remarks);
            assert_eq!(reading.scenario.unwrap().others, Scenario::opening().others, "{pair}");
        }
        let zero = read("#/structures?v=1&taille=3&cpts-fir=0&fin=000000").scenario.unwrap();
        assert_eq!(zero.others.get(Other::CptsFir), Some(0), "nothing is something that is said");
        assert!(!query(&Scenario::opening()).contains("fir"), "only what is said is written");
    }

    #[test]
    fn a_place_inside_a_fixed_section_keeps_the_scenario_that_is_there() {
        let reading = read("#/comprendre/vie-privee");
        assert_eq!((reading.section, reading.scenario), (Section::Understand, None));
        assert_eq!((reading.anchor.as_deref(), reading.remarks.len()), (Some("vie-privee"), 0));

        let scenario = scenarios()[1];
        let link = write(Section::Understand, &scenario).replace('?', "/cpam?");
        let reading = read(&link);
        assert_eq!((reading.anchor.as_deref(), reading.scenario), (Some("cpam"), Some(scenario)));

        for place in ["CPAM", "cpam/", "a%20b", "é"] {
            let reading = read(&format!("#/comprendre/{place}"));
            assert_eq!((reading.section, reading.anchor), (Section::Understand, None), "{place}");
            assert_eq!(reading.remarks.len(), 1, "{place}");
        }
        for fragment in ["#/contrat/cpam", "#//cpam", "#/nulle-part/cpam"] {
            let reading = read(fragment);
            assert_eq!((reading.section, reading.anchor), (Section::Simulator, None), "{fragment}");
            assert_eq!(reading.remarks.len(), 1, "{fragment}");
        }
        assert_eq!(read("#/comprendre/").remarks, Vec::<String>::new());
    }

    #[test]
    fn foreign_fragments_show_the_simulator() {
        for fragment in
            ["#", "", "#/", "/", "#introduction", "#/nulle-part", "#/bareme", "#?", "#/?", "#&fin="]
        {
            let reading = read(fragment);
            let expected =
                if fragment == "#/bareme" { Section::Tariffs } else { Section::Simulator };
            assert_eq!(reading.section, expected, "{fragment}");
        }
    }
    #[test]
    fn a_link_that_declares_itself_as_written_by_hand_needs_no_check() {
        let reading = read(
            "#/contrat?cadre=1&taille=2&missions=acces:80,crise:mise-a-jour,,qualite&couleur=#7a3b8f",
        );
        assert_eq!((reading.section, reading.remarks), (Section::Contract, vec![]));
        let scenario = reading.scenario.unwrap();
        assert_eq!(scenario.size(), Size::ALL[1]);
        let selected: Vec<_> = scenario.selected().map(|row| row.id).collect();
        assert_eq!(selected, [Mission::Acces, Mission::Crise, Mission::Qualite]);
        assert_eq!(scenario.choice(Mission::Acces).rate.hundredths(), 80_00);
        assert_eq!(scenario.plan, CrisisPlan::Update);
        let usual = read("#/contrat?cadre=1&taille=1&missions=acces,parcours,prevention,crise");
        assert_eq!(usual.section, Section::Contract);
        assert_eq!(usual.scenario, Some(Scenario::opening().with_size(Size::ALL[0])));
        let place = read("#/comprendre/maximum?cadre=1");
        assert_eq!(
            (place.section, place.anchor.as_deref()),
            (Section::Understand, Some("maximum"))
        );
    }

    #[test]
    fn what_a_written_link_does_not_name_is_as_the_page_opens() {
        for said in
            ["cadre=1", "cadre=1&taille=&missions=&couleur=", "couleur=7a3b8f&cadre=1&acces=100"]
        {
            let reading = read(&format!("#/?{said}"));
            assert_eq!((reading.scenario, reading.remarks), (Some(Scenario::opening()), vec![]));
        }
        let none = read("#/?cadre=1&missions=aucune");
        assert_eq!((none.scenario.unwrap().selected().count(), none.remarks), (0, vec![]));
    }

    #[test]
    fn what_a_written_link_says_wrong_is_named_and_the_rest_is_read() {
        let reading =
            read("#/ici?cadre=1&taille=5&missions=acces:101,toutes,parcours&couleur=rouge&x=1");
        let about =
            ["page qui n’existe pas", "taille", "Améliorer", "« toutes »", "couleur", "« x »"];
        let remarks = reading.remarks.join("\n").replace('\u{a0}', " ");
        for word in about {
            assert!(remarks.contains(word), "{word} in {remarks}");
        }
        let scenario = reading.scenario.unwrap();
        let selected: Vec<_> = scenario.selected().map(|row| row.id).collect();
        assert_eq!((scenario.size(), selected), (Size::ALL[2], vec![Mission::Parcours]));
        assert_eq!(read("#/?cadre=2").remarks.len(), 1, "another version");
    }

    #[test]
    fn a_frame_keeps_its_colour_behind_the_check() {
        let scenario = Scenario::opening().after(Action::Members(12));
        let link = write(Section::Simulator, &scenario);
        let framed = read(&format!("{link}&couleur=7a3b8f"));
        assert_eq!((framed.scenario, framed.remarks), (Some(scenario), vec![]));
        assert_eq!(read(&format!("{link}0&couleur=7a3b8f")).remarks.len(), 1, "altered");
        for refused in ["", "7a3b8", "7a3b8g", "##73f", "rouge", "7a3b8fff"] {
            assert!(!written::is_colour(refused), "{refused}");
        }
    }
}
