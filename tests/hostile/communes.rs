//! The list of communes, damaged in the page that carries it, and territories edited at random.

use std::collections::BTreeSet;

use proptest::prelude::*;
use simulateur_cpts::communes::{Communes, Edit, Place, Territory};
use simulateur_cpts::perimeter::{Code, Part};

use super::{cases, inputs};

/// The first communes of the Ain and the groups that they cite: a whole list, small enough to be
/// damaged often.
fn excerpt() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/territories/communes.tsv");
    let all = std::fs::read_to_string(path).unwrap();
    let ain = all.find("@01\t").expect("the list has the Ain");
    let ain: Vec<&str> = all[ain..].lines().take(60).collect();
    let cited: BTreeSet<&str> = ain[0].split(['\t', ' ']).collect();
    let head = all[..all.find("@01\t").unwrap()].lines();
    let head = head.filter(|line| match line.split('\t').next() {
        Some(code) if code.starts_with(['=', '+', '!']) => cited.contains(&code[1..]),
        _ => true,
    });
    head.chain(ain).collect::<Vec<_>>().join("\n")
}

fn list() -> Communes {
    Communes::read(excerpt()).expect("the excerpt is a list")
}

/// Asks everything of a list.
fn answers(list: &Communes, query: &str) {
    let found = list.search(query, 8);
    assert!(found.len() <= 8);
    for place in found.into_iter().chain(list.communes().take(3)) {
        assert!(!list.name(place).contains('\t'));
        let _ = list.children(place);
        let _ = list.department(place);
        let whole = Part { code: list.code(place), out: false };
        let territory = Territory::new(list, &[whole]);
        let _ = territory.describe();
        let total = territory.total();
        assert!(total.communes as usize <= list.communes().count());
        let _ = territory.with(place, Edit::LeaveOut).total();
    }
}

fn edits() -> impl Strategy<Value = Vec<(usize, Edit)>> {
    let edit = prop::sample::select(vec![Edit::Add, Edit::LeaveOut, Edit::TakeBack]);
    prop::collection::vec((0..1_000_usize, edit), 1..12)
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn a_damaged_list_is_refused_or_answers(
        damage in prop::collection::vec(inputs::damage(), 1..6), from in 0..8_000_usize, query in inputs::text(12),
    ) {
        let whole = excerpt();
        let from = (0..=from % whole.len()).rev().find(|at| whole.is_char_boundary(*at)).unwrap();
        let damaged = format!("{}{}", &whole[..from], inputs::damaged(&whole[from..], &damage));
        if let Some(list) = Communes::read(damaged) {
            answers(&list, &query);
        }
    }

    #[test]
    fn any_query_is_searched(query in inputs::text(60)) {
        answers(&list(), &query);
    }

    #[test]
    fn a_territory_counts_everybody_once_whatever_is_done_to_it(edits in edits()) {
        let list = list();
        let places: Vec<Place> = list.communes().chain(list.search("cc", 8)).chain(list.search("ain", 8)).collect();
        let mut territory = Territory::new(&list, &[]);
        for (index, edit) in edits {
            let place = places[index % places.len()];
            let before = territory.total().population;
            let said = territory.population_with(before, place, edit);
            territory = territory.with(place, edit);
            prop_assert_eq!(said, territory.total().population);
            let counted = list.communes().filter(|commune| territory.has(*commune));
            prop_assert_eq!(counted.map(|commune| list.whole(commune).population).sum::<u32>(), said);
        }
    }

    #[test]
    fn parts_that_no_list_knows_count_for_nothing(codes in prop::collection::vec(inputs::number_like(), 0..20)) {
        let list = list();
        let codes = codes.iter().filter_map(|code| Code::read(code));
        let parts: Vec<Part> = codes.map(|code| Part { code, out: false }).collect();
        let total = Territory::new(&list, &parts).total();
        let known = parts.iter().any(|part| list.find(part.code).is_some());
        prop_assert!(known || total.population == 0);
    }
}

/// Inhabitants beyond what is ever counted: the list is damaged, and its sums would be wrong.
#[test]
fn a_list_of_too_many_inhabitants_is_refused() {
    let list =
        |count: &str| Communes::read(format!("2023\n@01\tAin\n1\tA\t{count}\n2\tB\t{count}"));
    assert!(list("400").is_some());
    for count in ["4000000000", "2147483648", "4294967296", "-1", "1e3"] {
        assert!(list(count).is_none(), "{count}");
    }
}

/// One more than a place can number.
#[test]
fn a_list_of_too_many_communes_is_refused() {
    let group = |number: u32| format!("={}\tCC\n", 200_000_000 + number);
    let list = |count: u32| format!("2023\n{}", (0..count).map(group).collect::<String>());
    assert!(Communes::read(list(65_535)).is_some());
    assert!(Communes::read(list(65_536)).is_none());
}
