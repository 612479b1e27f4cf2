//! Texts that nobody meant, and scenarios that somebody could have.

use proptest::prelude::*;
use simulateur_cpts::link::{Section, query};
use simulateur_cpts::money::Rate;
use simulateur_cpts::perimeter::{Code, MOST_PARTS, Part, Perimeter};
use simulateur_cpts::scenario::{Action, CrisisPlan, Mission, Other, Scenario, Size, Start, YEARS};
use simulateur_cpts::tariff;
use time::Date;

/// Letters that have a meaning somewhere, or none anywhere.
const REMARKABLE: &[char] = &[
    '\0',
    '\t',
    '\n',
    '\r',
    ' ',
    '"',
    '\'',
    '<',
    '>',
    '&',
    '=',
    '#',
    '?',
    '/',
    '%',
    '+',
    '-',
    '_',
    '.',
    ',',
    ';',
    '\\',
    '|',
    '@',
    '{',
    '[',
    '0',
    '9',
    'k',
    'K',
    'é',
    '€',
    'İ',
    'ß',
    '٣',
    '３',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    '\u{ad}',
    '\u{301}',
    '\u{61c}',
    '\u{115f}',
    '\u{200b}',
    '\u{200d}',
    '\u{200e}',
    '\u{2028}',
    '\u{202e}',
    '\u{202f}',
    '\u{2060}',
    '\u{2066}',
    '\u{3164}',
    '\u{d7ff}',
    '\u{e000}',
    '\u{feff}',
    '\u{fffd}',
    '\u{ffff}',
    '😀',
    '\u{1f3fb}',
    '\u{e0041}',
    '\u{10ffff}',
];

pub fn letter() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::char::range(' ', '~'),
        3 => prop::sample::select(REMARKABLE),
        1 => any::<char>(),
    ]
}

/// A text of up to `longest` letters.
pub fn text(longest: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(letter(), 0..=longest).prop_map(String::from_iter)
}

/// Digits and what stands between them: what a number, a rate, a day or a code could look like.
pub fn number_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[0-9]{1,4}",
        2 => prop::sample::select(vec![
            "2027-07-01", "20270701", "29/02/2028", "31/02/2027", "1999-12-31", "2100-01-01", "100",
            "100.01", "33,33", "10000000", "10000001", "4294967296", "18446744073709551616", "1e9",
            "NaN", "inf", "40k", "k", "%", "€", " habitants", " mois", "non", "limite", "redaction",
            "mise-a-jour-et-crise", "aci-2022", "projet-2019", "200000172", "2A004", "",
        ])
        .prop_map(str::to_string),
        2 => prop::sample::select(REMARKABLE).prop_map(String::from),
        2 => prop::sample::select(vec!["-", "_", ".", ",", "/", " ", "+", "\u{202f}"]).prop_map(str::to_string),
    ];
    prop::collection::vec(piece, 0..=5).prop_map(|pieces| pieces.concat())
}

pub fn day() -> impl Strategy<Value = Date> {
    (2000..=2099_i32, 1..=366_u16).prop_map(|(year, ordinal)| {
        Date::from_ordinal_date(year, ordinal)
            .or_else(|_| Date::from_ordinal_date(year, 365))
            .unwrap()
    })
}

fn rate() -> impl Strategy<Value = Rate> {
    (0..=Rate::FULL_HUNDREDTHS).prop_map(|hundredths| Rate::from_hundredths(hundredths).unwrap())
}

fn code() -> impl Strategy<Value = Code> {
    let shapes = prop_oneof!["[0-9]{5}", "[0-9]{2}", "9[78][0-9]", "2[AB][0-9]{3}", "2[0-9]{8}"];
    shapes.prop_filter_map("no code", |text| Code::read(&text))
}

fn perimeter() -> impl Strategy<Value = Perimeter> {
    let part = (code(), any::<bool>()).prop_map(|(code, out)| Part { code, out });
    prop::collection::vec(part, 0..=MOST_PARTS).prop_map(|parts| Perimeter::new(&parts))
}

/// Any edit that the page can make.
pub fn action() -> impl Strategy<Value = Action> {
    let mission = || prop::sample::select(Mission::ALL.to_vec());
    let rated = || {
        prop::sample::select(
            Mission::ALL.into_iter().filter(|of| of.is_rated()).collect::<Vec<_>>(),
        )
    };
    let population = || prop::option::of(1..=10_000_000_u32);
    let start =
        || prop_oneof![Just(Start::AtSignature), Just(Start::AtLimit), day().prop_map(Start::On)];
    let other = prop::sample::select(Other::ALL.to_vec())
        .prop_flat_map(|other| (Just(other), prop::option::of(other.least()..=other.most())));
    prop_oneof![
        population().prop_map(Action::Population),
        (perimeter(), population()).prop_map(|(parts, count)| Action::Perimeter(parts, count)),
        prop::sample::select(Size::ALL.to_vec()).prop_map(Action::Size),
        (0..=100_000_u32).prop_map(Action::Members),
        prop::option::of(day()).prop_map(Action::Signature),
        (mission(), any::<bool>()).prop_map(|(of, on)| Action::Select(of, on)),
        (rated(), rate()).prop_map(|(of, rate)| Action::Rate(of, rate)),
        prop_oneof![Just(CrisisPlan::Drafting), Just(CrisisPlan::Update)].prop_map(Action::Plan),
        any::<bool>().prop_map(Action::Crisis),
        (0..tariff::all().len()).prop_map(|index| Action::Tariff(&tariff::all()[index])),
        (mission(), start()).prop_map(|(of, start)| Action::Start(of, start)),
        start().prop_map(Action::AllStarts),
        (rated(), 0..YEARS, rate()).prop_map(|(of, year, rate)| Action::YearRate(of, year, rate)),
        rated().prop_map(Action::FirstRateEveryYear),
        (0..YEARS, any::<bool>()).prop_map(|(year, on)| Action::CrisisYear(year, on)),
        any::<bool>().prop_map(Action::ProrateVariable),
        (0..=12_u8).prop_map(Action::BalanceDelay),
        other.prop_map(|(other, value)| Action::Other(other, value)),
    ]
}

/// Any scenario that the page can reach.
pub fn scenario() -> impl Strategy<Value = Scenario> {
    prop::collection::vec(action(), 0..25)
        .prop_map(|actions| actions.into_iter().fold(Scenario::opening(), Scenario::after))
}

pub fn section() -> impl Strategy<Value = Section> {
    prop::sample::select(Section::ALL.to_vec())
}

/// The check of a link, computed a second time: FNV-1a in 32 bits, its first 8 folded into the rest.
pub fn sealed(pairs: &str) -> String {
    let mut hash = 2_166_136_261_u64;
    for byte in pairs.bytes() {
        hash = (hash ^ u64::from(byte)) * 16_777_619 % (1 << 32);
    }
    format!("{pairs}&fin={:06x}", (hash / (1 << 24)) ^ (hash % (1 << 24)))
}

/// What a careless or a malicious hand does to a text.
#[derive(Clone, Debug)]
pub enum Damage {
    Cut(usize),
    Drop(usize, usize),
    Insert(usize, String),
    Replace(usize, char),
    Repeat(usize, usize, usize),
    Swap(usize, usize),
    Encode(usize),
    Upper,
    Twice,
}

pub fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0..400_usize;
    prop_oneof![
        at().prop_map(Damage::Cut),
        (at(), 1..40_usize).prop_map(|(from, count)| Damage::Drop(from, count)),
        (at(), prop_oneof![text(6), number_like()])
            .prop_map(|(from, text)| Damage::Insert(from, text)),
        (at(), letter()).prop_map(|(from, letter)| Damage::Replace(from, letter)),
        (at(), 1..30_usize, 2..50_usize)
            .prop_map(|(from, count, times)| Damage::Repeat(from, count, times)),
        (at(), at()).prop_map(|(one, other)| Damage::Swap(one, other)),
        at().prop_map(Damage::Encode),
        Just(Damage::Upper),
        Just(Damage::Twice),
    ]
}

/// The text after some damage.
pub fn damaged(text: &str, damage: &[Damage]) -> String {
    damage.iter().fold(text.to_string(), |text, damage| {
        let mut letters: Vec<char> = text.chars().collect();
        let within = |place: usize| place % (letters.len() + 1);
        match damage {
            Damage::Cut(at) => letters.truncate(within(*at)),
            Damage::Drop(from, count) => {
                let from = within(*from);
                letters.drain(from..(from + count).min(letters.len()));
            }
            Damage::Insert(at, text) => {
                let at = within(*at);
                letters.splice(at..at, text.chars());
            }
            Damage::Replace(at, letter) => {
                let at = within(*at);
                if let Some(place) = letters.get_mut(at) {
                    *place = *letter;
                }
            }
            Damage::Repeat(from, count, times) => {
                let from = within(*from);
                let piece: Vec<char> = letters[from..].iter().take(*count).copied().collect();
                letters.splice(from..from, piece.repeat(*times));
            }
            Damage::Swap(one, other) => {
                let mut pairs: Vec<&str> = text.split('&').collect();
                let count = pairs.len();
                pairs.swap(one % count, other % count);
                return pairs.join("&");
            }
            Damage::Encode(from) => {
                let (kept, encoded) = letters.split_at(within(*from));
                let kept: String = kept.iter().collect();
                let encoded: String = encoded.iter().collect();
                return encoded.bytes().fold(kept, |text, byte| format!("{text}%{byte:02X}"));
            }
            Damage::Upper => return text.to_uppercase(),
            Damage::Twice => return format!("{text}{text}"),
        }
        letters.into_iter().collect()
    })
}

/// The link of a scenario after some damage, and the scenario.
pub fn damaged_query() -> impl Strategy<Value = (Scenario, String)> {
    (scenario(), prop::collection::vec(damage(), 1..4))
        .prop_map(|(scenario, damage)| (scenario, damaged(&query(&scenario), &damage)))
}
