use super::*;
use crate::scenario::{Action, Size};

fn shelf(names: &[&str]) -> Shelf {
    let mut shelf = Shelf::default();
    for name in names {
        shelf.put(Put::Name((*name).to_string()), Scenario::opening());
        shelf.put(Put::Keep, Scenario::opening());
    }
    shelf
}

fn names(shelf: &Shelf) -> Vec<&str> {
    shelf.named().map(|named| named.name.as_str()).collect()
}

#[test]
fn what_is_deleted_comes_back_in_its_place() {
    let mut shelf = shelf(&["A", "B", "C"]);
    let id = shelf.items[1].id;
    shelf.put(Put::Remove(id), Scenario::opening());
    assert_eq!(names(&shelf), ["A", "C"]);
    shelf.put(Put::Restore, Scenario::opening());
    assert_eq!(names(&shelf), ["A", "B", "C"]);
    assert_eq!(shelf.items[1].id, id);
}

#[test]
fn at_most_three_stand_beside_the_one_on_screen() {
    let mut shelf = shelf(&["A", "B", "C", "D"]);
    assert_eq!(shelf.compared().count(), MOST_COMPARED);
    let last = shelf.items[3].id;
    shelf.put(Put::Compare(last, true), Scenario::opening());
    assert_eq!(shelf.compared().count(), MOST_COMPARED);
    let first = shelf.items[0].id;
    shelf.put(Put::Compare(first, false), Scenario::opening());
    shelf.put(Put::Compare(last, true), Scenario::opening());
    assert!(shelf.items[3].compared && !shelf.items[0].compared);
}

#[test]
fn copies_and_files_never_hide_what_is_kept() {
    let mut shelf = shelf(&["A"]);
    shelf.put(Put::Duplicate(shelf.items[0].id), Scenario::opening());
    assert_eq!(names(&shelf), ["A", "A (2)"]);
    let other = Scenario::opening().after(Action::Size(Size::ALL[0]));
    let scenarios = vec![Named::new("A", Scenario::opening()), Named::new("A", other)];
    shelf.put(Put::Read(Reading { scenarios, remarks: Vec::new() }), Scenario::opening());
    assert_eq!(names(&shelf), ["A", "A (2)", "A (3)"]);
    assert_eq!(shelf.items[2].named.scenario, other);
}

/// A list of so many scenarios that the device keeps.
fn many(prefix: &str, count: usize) -> Vec<Named> {
    let named = |index| Named::new(&format!("{prefix}{index}"), Scenario::opening());
    (0..count).map(named).collect()
}

fn holding(scenarios: Vec<Named>) -> Shelf {
    Shelf::new(Reading { scenarios, remarks: Vec::new() }, false)
}

#[test]
fn nothing_that_the_device_keeps_is_dropped_beyond_the_limit() {
    let known = many("A", MOST - 1);
    let mut shelf = holding(known.clone());
    shelf.put(Put::Keep, Scenario::opening());
    let mine: Vec<Named> = shelf.named().cloned().collect();
    // Another window kept one at the same moment.
    let both = [mine.clone(), many("B", 1)].concat();
    shelf.put(Put::Stored(true, both.clone()), Scenario::opening());
    assert_eq!(shelf.named().cloned().collect::<Vec<_>>(), both);
    assert_eq!(names(&holding(both.clone())).len(), MOST + 1, "nor at the next visit");

    let mut other = holding(mine.clone());
    other.put(Put::Elsewhere(mine, both), Scenario::opening());
    assert_eq!(names(&other), names(&shelf), "nor in the other window");

    let id = shelf.items[0].id;
    for put in [Put::Keep, Put::Duplicate(id)] {
        shelf.put(put, Scenario::opening());
        assert_eq!(shelf.news.as_deref(), Some(FULL), "the user adds nothing more");
        assert_eq!(shelf.items.len(), MOST + 1);
    }
}

#[test]
fn what_a_full_list_leaves_out_of_a_file_is_said() {
    for (room, opened, remark) in [
        (3, 3, None),
        (2, 2, Some("Un scénario n’est pas gardé. ")),
        (0, 0, Some("3 scénarios ne sont pas gardés. ")),
    ] {
        let kept = many("A", MOST - room);
        let scenarios = [kept[..1].to_vec(), many("B", 3)].concat();
        let mut shelf = holding(kept);
        shelf.put(Put::Read(Reading { scenarios, remarks: Vec::new() }), Scenario::opening());
        assert_eq!(shelf.items.len(), MOST - room + opened);
        let remarks: Vec<String> = remark.map(|text| format!("{text}{FULL}")).into_iter().collect();
        assert_eq!(shelf.remarks, remarks);
        assert!(remarks.iter().all(|said| shelf.news.as_deref().unwrap().ends_with(said)));
    }
}

#[test]
fn another_window_changes_the_list_but_not_what_lives_only_here() {
    let mut shelf = shelf(&["A", "B", "here"]);
    let first = shelf.items[0].clone();
    let named = |name| Named::new(name, Scenario::opening());
    let (before, now) = (vec![named("A"), named("B")], vec![named("C"), named("A")]);
    let serial = shelf.serial;
    shelf.put(Put::Elsewhere(before, now), Scenario::opening());
    assert_eq!(names(&shelf), ["A", "here", "C"]);
    assert_eq!(shelf.items[0], first);
    assert_eq!(shelf.serial, serial, "nothing to write again");
}

#[test]
fn what_happened_is_said_until_something_else_does() {
    let mut shelf = shelf(&["A"]);
    shelf.put(Put::Stored(true, vec![Named::new("B", Scenario::opening())]), Scenario::opening());
    assert_eq!(shelf.news.as_deref(), Some("«\u{a0}A\u{a0}» est gardé."));
    assert_eq!(names(&shelf), ["A", "B"], "another window had added one");
    shelf.put(Put::Dismiss, Scenario::opening());
    assert_eq!(shelf.news, None);
}

#[test]
fn a_name_left_empty_or_taken_becomes_another_one() {
    let mut shelf = shelf(&["A", "B"]);
    let id = shelf.items[1].id;
    for (typed, left) in [("A", "A (2)"), (" ", "Taille\u{a0}3, 4\u{a0}missions")] {
        shelf.put(Put::Rename(id, typed.to_string()), Scenario::opening());
        assert_eq!(names(&shelf)[1], typed, "not under the caret");
        shelf.put(Put::Named(id), Scenario::opening());
        assert_eq!(names(&shelf)[1], left);
    }
}

#[test]
fn what_comes_back_finds_its_place_taken() {
    let mut shelf = shelf(&["A", "B", "C", "D"]);
    let [first, .., last] = &shelf.items[..] else { panic!("four") };
    let (first, last) = (first.id, last.id);
    shelf.put(Put::Remove(first), Scenario::opening());
    shelf.put(Put::Compare(last, true), Scenario::opening());
    shelf.put(Put::Restore, Scenario::opening());
    assert_eq!(shelf.compared().count(), MOST_COMPARED);
}
