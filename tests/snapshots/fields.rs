//! What people type, field by field: what is understood, what is refused and how the page says so.

use simulateur_cpts::link::Section;
use simulateur_cpts::scenario::{Action, Mission, Size, Start as Begin};
use simulateur_cpts::view::Start;

use super::shown::Shown;
use super::views::{at, chosen, signed, typed};

const LAST_VALID: &str = "Dernier résultat valable";

/// After `first`, whose total in cents is `kept`, each text gives a total, or is refused.
fn check(start: &Start, id: &str, (first, kept): (&str, i64), rows: &[(&str, Option<i64>)]) {
    let before = Shown::of(typed(start.clone(), &[(id, first)]));
    let hint = before.field(id).description;
    assert_eq!((before.total(), before.field(id).is_invalid), (kept, false), "{id}: {first}");
    for (text, total) in rows {
        let after = Shown::of(typed(start.clone(), &[(id, first), (id, text)]));
        let field = after.field(id);
        let short: String = text.chars().take(20).collect();
        assert_eq!(field.value, *text, "{id}: what was typed stays");
        assert_eq!(after.total(), total.unwrap_or(kept), "{id}: {short}");
        assert_eq!(field.is_invalid, total.is_none(), "{id}: {short}");
        assert_eq!(after.says(LAST_VALID), total.is_none(), "{id}: {short}");
        if total.is_none() {
            assert_ne!(field.description, hint, "{id}: {short} has a reason");
            assert!(field.description.contains(' ') && field.description.len() < 400, "{short}");
        }
    }
}

fn refused<'a>(texts: &[&'a str]) -> Vec<(&'a str, Option<i64>)> {
    texts.iter().map(|text| (*text, None)).collect()
}

/// As long as nobody types.
fn long(letter: &str) -> String {
    letter.repeat(10_000)
}

#[test]
fn population() {
    let (nines, letters) = (long("9"), long("x"));
    let wrong = [
        "0",
        "-5",
        "1e9",
        "39 999,5",
        "abc",
        "💥",
        &nines,
        &letters,
        "10 000 001",
        "12 34 abc",
        "Infinity",
        "NaN",
        "0x10",
        "½",
    ];
    let mut rows = refused(&wrong);
    let sizes: [(i64, &[&str]); 4] = [
        (225_000_00, &["1", "39999", "39 999", "39\u{202f}999", "39\u{a0}999", " 39 999 ", "20k"]),
        (295_000_00, &["40k", "40 K", "40 000 hab.", "40000 habitants", "79999", ""]),
        (370_000_00, &["80000", "175 000"]),
        (435_000_00, &["175 001", "10 000 000"]),
    ];
    for (total, texts) in sizes {
        rows.extend(texts.iter().map(|text| (*text, Some(total))));
    }
    check(&at(""), "habitants", ("50 000", 295_000_00), &rows);
}

#[test]
fn rate() {
    let fives = long("5");
    let wrong = ["101", "-1", "33,333", "", "abc", "100,01", "1e1", "💥", &fives, "50 % 50", "NaN"];
    let mut rows = refused(&wrong);
    rows.extend([
        ("50 %", Some(352_500_00)),
        ("50%", Some(352_500_00)),
        ("50", Some(352_500_00)),
        ("33,33", Some(346_665_50)),
        ("33.33", Some(346_665_50)),
        ("0", Some(335_000_00)),
        ("100", Some(370_000_00)),
        ("99,99", Some(369_996_50)),
        (" 12,5\u{a0}% ", Some(339_375_00)),
    ]);
    check(&at(""), "taux-acces", ("80", 363_000_00), &rows);
}

#[test]
fn signature() {
    let ones = long("1");
    let wrong = [
        "31/02/2026",
        "1/7/27",
        "01/01/0001",
        "01/01/9999",
        "0001-01-01",
        "9999-12-31",
        "31/12/1999",
        "01/01/2100",
        "2026-02-31",
        "29/02/2023",
        "demain",
        "💥",
        &ones,
        "09/29/2022",
        "29/09",
    ];
    let mut rows = refused(&wrong);
    let additional = ["2022-09-29", "29/09/2022", "01/01/2000", " 29/09/2022 "];
    let usual = ["30/09/2022", "2022-09-30", "31/12/2099", "29/02/2024", ""];
    rows.extend(additional.map(|text| (text, Some(426_250_00))));
    rows.extend(usual.map(|text| (text, Some(370_000_00))));
    check(&at(""), "signature", ("29/09/2022", 426_250_00), &rows);
}

#[test]
fn members() {
    let eights = long("8");
    let mut rows = refused(&["-1", "99,5", "abc", "100 001", "1e5", "💥", &eights]);
    let with = ["100", "1 000", "100 000"];
    rows.extend(with.map(|text| (text, Some(469_500_00))));
    rows.extend(["99", "0", ""].map(|text| (text, Some(435_000_00))));
    let size_4 = chosen(Section::Simulator, &[Action::Size(Size::ALL[3])]);
    check(&size_4, "membres", ("100", 469_500_00), &rows);
    let size_3 = chosen(Section::Simulator, &[]);
    check(&size_3, "membres", ("100", 370_000_00), &[]);
}

/// In the contract, a refused text leaves the whole plan as it was; the right one back, nothing is marked.
#[test]
fn fields_of_the_contract() {
    let edits =
        [Action::Size(Size::ALL[1]), signed("2027-01-01"), Action::AllStarts(Begin::AtLimit)];
    let start = chosen(Section::Contract, &edits);
    let amounts = Shown::of(start.clone()).amounts();
    assert!(amounts.len() > 50);
    let ones = long("1");
    let rows: [(&str, &str, &[&str]); 5] = [
        ("signature", "01/01/2027", &["31/02/2027", "01/01/1999", "demain", &ones]),
        (
            "debut-acces",
            "01/07/2027",
            &["31/12/2026", "2026-12-31", "31/04/2028", "2029-02-29", "2100-01-01"],
        ),
        ("debut-crise", "01/07/2027", &["31/12/2026", "7/27"]),
        ("taux-acces-3", "100", &["101", "-1", "33,333", "NaN"]),
        ("delai", "0", &["13", "-1", "1,5"]),
    ];
    for (id, good, wrong) in rows {
        for text in wrong {
            let after = Shown::of(typed(start.clone(), &[(id, text)]));
            let field = after.field(id);
            assert_eq!((field.value.as_str(), field.is_invalid), (*text, true), "{id}");
            assert!(field.description.contains(' '), "{id}: {text}");
            assert!(!field.description.contains("compte à partir"), "another start stays: {text}");
            assert!(after.says(LAST_VALID) && after.amounts() == amounts, "{id}: {text}");
            let corrected = Shown::of(typed(start.clone(), &[(id, text), (id, good)]));
            assert!(!corrected.field(id).is_invalid && !corrected.says(LAST_VALID), "{id}: {good}");
            assert_eq!(corrected.amounts(), amounts, "{id}: {good}");
        }
    }
}

#[test]
fn fields_of_the_other_structures() {
    let start = at("#/structures");
    let table = Shown::of(start.clone()).rows("Montants cumulés");
    let rows = [
        ("ess-medecins", "dix", "nombre entier de médecins"),
        ("msp-points", "beaucoup", "nombre entier de points"),
        ("msp-fir", "-5", "montant en euros entiers"),
    ];
    for (id, text, why) in rows {
        let after = Shown::of(typed(start.clone(), &[(id, text)]));
        let field = after.field(id);
        assert_eq!((field.value.as_str(), field.is_invalid), (text, true), "{id}");
        assert!(field.description.contains(why), "{id}: {}", field.description);
        assert!(after.says(LAST_VALID), "{id}");
        assert_eq!(after.rows("Montants cumulés"), table, "{id}");
    }
}

#[test]
fn the_mark_of_the_last_valid_result_goes_with_the_last_wrong_field() {
    let wrong = [("habitants", "abc"), ("taux-acces", "101")];
    let one = [wrong[0], wrong[1], ("habitants", "")];
    let none = [wrong[0], wrong[1], ("habitants", ""), ("taux-acces", "50")];
    assert!(Shown::of(typed(at(""), &wrong)).says(LAST_VALID));
    assert!(Shown::of(typed(at(""), &one)).says(LAST_VALID));
    let right = Shown::of(typed(at(""), &none));
    assert_eq!((right.total(), right.says(LAST_VALID)), (352_500_00, false));
}

#[test]
fn a_mission_has_a_rate_only_while_it_is_selected() {
    let rates = |actions: &[Action]| {
        let page = Shown::of(chosen(Section::Simulator, actions));
        Mission::ALL.map(|mission| page.has(&format!("taux-{}", mission.slug())))
    };
    assert_eq!(rates(&[]), [true, true, true, false, false, false]);
    let dropped = Action::Select(Mission::Acces, false);
    assert_eq!(rates(&[dropped]), [false, true, true, false, false, false]);
    let added = Action::Select(Mission::Qualite, true);
    assert_eq!(rates(&[dropped, added]), [false, true, true, false, true, false]);
    let page = Shown::of(chosen(Section::Simulator, &[added]));
    assert_eq!(page.field("taux-qualite").value, "100");
    assert!(!page.has("curseur-crise"));
}
