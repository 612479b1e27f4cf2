use super::*;
use crate::link::{Section, read};
use crate::scenario::Size;
use crate::tariff;

fn opening() -> Model {
    Model::new(read(""), None, Shelf::default())
}

/// The contract, with a day of signature.
fn signed() -> Model {
    let contract = opening().after(Msg::Open(read("#/contrat")));
    typed(&contract, Field::Signature, "01/01/2027")
}

fn typed(model: &Model, field: Field, text: &str) -> Model {
    model.after(Msg::Type(field, text.to_string()))
}

#[test]
fn what_is_refused_stays_as_typed_and_the_last_valid_result_too() {
    let valid = typed(&opening(), Field::Population, "50 000");
    let refused = typed(&valid, Field::Population, "50 000x").after(Msg::Leave(Field::Population));
    assert_eq!(refused.text(Field::Population), "50 000x");
    assert!(refused.refusal(Field::Population).is_some() && refused.is_stale());
    assert_eq!(refused.scenario, valid.scenario);

    let corrected = typed(&refused, Field::Population, "50k");
    assert_eq!(corrected.text(Field::Population), "50k", "never rewritten under the caret");
    assert!(!corrected.is_stale());
    let left = corrected.after(Msg::Leave(Field::Population));
    assert_eq!(left.text(Field::Population), "50\u{202f}000");
}

#[test]
fn a_refused_rate_of_a_dropped_mission_does_not_mark_the_result() {
    let rate = Field::Rate(Mission::Acces);
    let refused = typed(&opening(), rate, "101");
    assert!(refused.is_stale());
    let dropped = refused.after(Msg::Choose(Action::Select(Mission::Acces, false)));
    assert!(!dropped.is_stale());
    let slid = refused.after(Msg::Slide(Mission::Acces, Rate::ZERO));
    assert!(!slid.is_stale());
    assert_eq!(slid.text(rate), "0");
}

#[test]
fn many_small_edits_of_one_field_are_one_change() {
    let start = total(&Scenario::opening());
    let rate = |hundredths| Rate::from_hundredths(hundredths).unwrap();
    let first = opening().after(Msg::Slide(Mission::Acces, rate(99_00)));
    let second = first.after(Msg::Slide(Mission::Acces, rate(50_00)));
    assert_eq!((first.before, second.before), (Some(start), Some(start)));
    assert_eq!(second.origin, Origin::Continuous);
    let other = second.after(Msg::Slide(Mission::Parcours, rate(50_00)));
    assert_eq!(other.before, Some(total(&second.scenario)));
    let chosen = other.after(Msg::Choose(Action::Crisis(true)));
    assert_eq!((chosen.before, chosen.origin), (Some(total(&other.scenario)), Origin::Choice));
}

#[test]
fn a_reset_can_be_undone_until_something_else_changes() {
    let edited = opening().after(Msg::Choose(Action::Crisis(true)));
    let reset = edited.after(Msg::Reset);
    assert_eq!(reset.scenario, Scenario::opening());
    assert_eq!(reset.after(Msg::Undo).scenario, edited.scenario);
    let typing = typed(&edited, Field::Members, "cent");
    let undone = typing.after(Msg::Reset).after(Msg::Undo);
    assert_eq!(undone.text(Field::Members), "cent");
    let moved_on = reset.after(Msg::Choose(Action::Size(Size::ALL[0])));
    assert_eq!(moved_on.undo, None);
    assert_eq!(opening().after(Msg::Reset).undo, None, "nothing to take back");
}

#[test]
fn a_start_before_the_signature_is_refused_and_counts_from_it() {
    let start = Field::Start(Mission::Acces);
    let signed = signed();
    let refused = typed(&signed, start, "31/12/2026");
    assert!(refused.is_stale());
    assert_eq!(refused.scenario, signed.scenario);

    let started = typed(&signed, start, "01/06/2027").after(Msg::Leave(start));
    let moved = typed(&started, Field::Signature, "01/09/2027");
    assert_eq!(moved.complaint(start), Some(crate::fields::SIGNED_LATER));
    assert!(!moved.is_stale(), "the result follows");
    assert_eq!(moved.text(start), "01/06/2027", "and kept");
    let row = moved.scenario.tariff.mission(Mission::Acces).unwrap();
    assert_eq!(crate::contract::start_day(&moved.scenario, row), moved.scenario.signature);
    let back = typed(&moved, start, "");
    assert_eq!(back.complaint(start), None);
    assert_eq!(back.after(Msg::Leave(start)).text(start), "01/09/2027");
}

#[test]
fn a_button_that_sets_a_field_replaces_what_was_refused_in_it() {
    let start = Field::Start(Mission::Acces);
    let signed = signed();
    let refused = typed(&signed, start, "31/12/2026");
    let at_once =
        refused.after(Msg::Choose(Action::AllStarts(crate::scenario::Start::AtSignature)));
    assert!(!at_once.is_stale(), "also where nothing else changes");
    assert_eq!(at_once.text(start), "01/01/2027");
    let unsigned = typed(&refused, Field::Signature, "");
    assert!(!unsigned.is_stale(), "the field is not on screen");
}

#[test]
fn a_field_marks_the_result_of_its_own_section_only() {
    let points = Field::Other(crate::scenario::Other::MspPoints);
    let refused = typed(&opening(), points, "beaucoup");
    assert!(!refused.is_stale());
    let shown = refused.after(Msg::Open(read("#/structures")));
    assert!(shown.is_stale());
    assert_eq!(shown.text(points), "beaucoup");
    let corrected = typed(&shown, points, "9k").after(Msg::Leave(points));
    assert!(!corrected.is_stale());
    assert_eq!(corrected.text(points), "9\u{202f}000");
}

#[test]
fn years_without_a_rate_of_their_own_follow_the_simulator() {
    let second = Field::YearRate(Mission::Acces, 1);
    let edited = typed(&opening(), second, "50");
    let slid = edited.after(Msg::Slide(Mission::Acces, Rate::ZERO));
    let choice = slid.scenario.choice(Mission::Acces);
    assert_eq!([0, 1, 2].map(|year| choice.rate_of_year(year).hundredths()), [0, 50_00, 0]);
    let copied = slid.after(Msg::Choose(Action::FirstRateEveryYear(Mission::Acces)));
    assert_eq!(copied.scenario.choice(Mission::Acces).rates, [None; 5]);
}

#[test]
fn another_address_brings_its_scenario_its_section_and_its_remarks() {
    let draft = opening().after(Msg::Choose(Action::Tariff(tariff::find("projet-2019").unwrap())));
    let opened = draft.after(Msg::Open(read("#/bareme?taille=2")));
    assert_eq!(opened.section, Section::Tariffs);
    assert!(!opened.remarks.is_empty());
    assert_eq!(opened.origin, Origin::Opened);
    let only_section = draft.after(Msg::Open(read("#/bareme")));
    assert_eq!(only_section.scenario, draft.scenario);
}

#[test]
fn visiting_another_section_loses_nothing() {
    let dropped = typed(&opening(), Field::Members, "cent")
        .after(Msg::Slide(Mission::Acces, Rate::ZERO))
        .after(Msg::Choose(Action::Select(Mission::Acces, false)));
    let back = dropped.after(Msg::Open(read(&link::write(Section::Tariffs, &dropped.scenario))));
    assert_eq!(back.scenario, dropped.scenario);
    assert_eq!(back.text(Field::Members), "cent");
}

#[test]
fn what_the_device_kept_is_only_offered() {
    let kept = Scenario::opening().after(Action::Size(Size::ALL[0]));
    let offered = Model::new(read(""), Some(kept), Shelf::default());
    assert_eq!(offered.scenario, Scenario::opening());
    assert_eq!(offered.after(Msg::Resume).scenario, kept);
    let ignored = offered.after(Msg::Forget);
    assert_ne!(ignored.serial, offered.serial, "the device keeps the new one");
    assert_eq!((ignored.scenario, ignored.offer), (Scenario::opening(), None));
}
