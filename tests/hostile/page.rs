//! The page's state after whatever is typed, opened, pasted, stored, or done in another window.

use proptest::prelude::*;
use simulateur_cpts::file::Reading;
use simulateur_cpts::library::Named;
use simulateur_cpts::link::read;
use simulateur_cpts::scenario::Mission;
use simulateur_cpts::view::early::early_edits;
use simulateur_cpts::view::model::{Model, Msg};
use simulateur_cpts::view::places::Pick;
use simulateur_cpts::view::shelf::{Put, Shelf};

use super::{accepted, cases, inputs};

/// What a control of the page is called, or what an attacker would call it.
fn control() -> impl Strategy<Value = String> {
    let fixed = [
        "habitants",
        "membres",
        "signature",
        "delai",
        "taille-1",
        "taille-9",
        "plan-redaction",
        "crise-survient",
        "bareme-projet-2019",
        "msp-points",
        "esp-fir",
        "-",
        "",
    ];
    let of_missions = Mission::ALL.into_iter().flat_map(|mission| {
        let kinds = ["debut-", "mission-", "taux-", "curseur-"];
        let kinds = kinds.into_iter().take(if mission.is_rated() { 4 } else { 2 });
        kinds.map(move |kind| format!("{kind}{}", mission.slug()))
    });
    let all: Vec<String> = fixed.map(str::to_string).into_iter().chain(of_missions).collect();
    prop_oneof![8 => prop::sample::select(all), 1 => inputs::text(20)]
}

fn named() -> impl Strategy<Value = Named> {
    let name = prop_oneof![Just("A".to_string()), inputs::text(130)];
    (name, inputs::scenario()).prop_map(|(name, scenario)| Named::new(&name, scenario))
}

fn list() -> impl Strategy<Value = Vec<Named>> {
    prop::collection::vec(named(), 0..4)
}

fn put() -> impl Strategy<Value = Put> {
    let id = || 0..6_u32;
    prop_oneof![
        inputs::text(150).prop_map(Put::Name),
        Just(Put::Keep),
        (id(), inputs::text(150)).prop_map(|(id, name)| Put::Rename(id, name)),
        id().prop_map(Put::Duplicate),
        id().prop_map(Put::Remove),
        Just(Put::Restore),
        (id(), any::<bool>()).prop_map(|(id, compared)| Put::Compare(id, compared)),
        list().prop_map(|scenarios| Put::Read(Reading { scenarios, remarks: Vec::new() })),
        id().prop_map(Put::Named),
        (list(), list()).prop_map(|(before, now)| Put::Elsewhere(before, now)),
        (any::<bool>(), list()).prop_map(|(stored, now)| Put::Stored(stored, now)),
        Just(Put::Dismiss),
    ]
}

fn messages() -> impl Strategy<Value = Vec<Msg>> {
    let text = || prop_oneof![2 => inputs::number_like(), 1 => inputs::text(100)];
    let typed = (control(), prop_oneof![Just("true".to_string()), text()])
        .prop_map(|edit| early_edits(&[edit]).into_iter().next());
    let opened = inputs::damaged_query()
        .prop_map(|(_, query)| Msg::Open(read(&format!("#/contrat?{query}"))));
    let msg = prop_oneof![
        6 => typed,
        2 => inputs::action().prop_map(Msg::Choose).prop_map(Some),
        2 => opened.prop_map(Some),
        3 => put().prop_map(Msg::Shelf).prop_map(Some),
        1 => prop::sample::select(vec![Msg::Reset, Msg::Undo, Msg::Resume, Msg::Forget, Msg::DismissRemarks,
            Msg::Load(1), Msg::Load(99), Msg::Copied(false), Msg::Pick(Pick::Arrived(None)), Msg::Pick(Pick::Recount)])
            .prop_map(Some),
        1 => inputs::text(40).prop_map(|text| Some(Msg::Pick(Pick::Search(text)))),
    ];
    prop::collection::vec(msg, 1..15).prop_map(|all| all.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn nothing_that_is_done_to_the_page_breaks_its_state(messages in messages()) {
        let mut model = Model::new(read(""), None, Shelf::default());
        for msg in messages {
            model = model.after(msg);
            accepted::valid(&model.scenario);
            let mut names: Vec<&str> = model.shelf.named().map(|named| named.name.as_str()).collect();
            names.sort_unstable();
            prop_assert!(names.iter().all(|name| name.chars().count() <= 120));
            prop_assert!(model.shelf.compared().count() <= 3);
        }
        accepted::adds_up(&model.scenario);
    }
}
