//! Whole views of the page as text, to be read when they change, and laws that all of them obey.
//!
//! A view is rendered on the host and written as an outline in `tests/snapshots/*.txt`. When one changes,
//! the test shows the difference; `UPDATE_EXPECT=1 cargo test --test snapshots` writes the outlines again,
//! to be read before they are committed.

#[path = "snapshots/amounts.rs"]
mod amounts;
#[path = "snapshots/edits.rs"]
mod edits;
#[path = "snapshots/fields.rs"]
mod fields;
#[path = "snapshots/laws.rs"]
mod laws;
#[path = "snapshots/outline.rs"]
mod outline;
#[path = "snapshots/page.rs"]
mod page;
#[path = "snapshots/shown.rs"]
mod shown;
#[path = "snapshots/spelling.rs"]
mod spelling;
#[path = "snapshots/table.rs"]
mod table;
#[path = "snapshots/views.rs"]
mod views;

use expect_test::expect_file;
use scraper::Html;

/// Tests each view against its outline, and lists all of them for the laws.
macro_rules! views {
    ($($name:ident)*) => {
        const VIEWS: &[(&str, fn() -> String)] = &[$((stringify!($name), views::$name)),*];
        $(
            #[test]
            fn $name() {
                reviewed(stringify!($name), &views::$name());
            }
        )*
    };
}

views! {
    opening
    size_1
    size_2
    size_4
    population_near_a_bound
    size_and_population_that_differ
    every_line_explained
    additional_functioning_explained
    draft_tariff_with_a_mission_set_aside
    core_mission_missing
    no_mission
    truncated_link
    wrong_fields
    after_a_reset
    offer_of_the_last_visit
    communes_without_a_list
    communes_searched_and_picked
    contract_without_signature
    contract_at_the_limits
    contract_with_rates_crises_and_late_starts
    contract_of_2020
    contract_explained
    contract_of_the_draft_tariff
    contract_with_wrong_fields
    nothing_to_compare
    four_scenarios_compared
    device_that_keeps_nothing
    structures_as_they_open
    structures_with_values_and_a_contract
    structures_with_wrong_fields
    words_on_structures
    tables_of_the_tariffs
    help
    foot
    choices_for_hosts
}

fn reviewed(name: &str, html: &str) {
    let file = format!("snapshots/{name}.txt");
    expect_file![file].assert_eq(&outline::outline(&Html::parse_fragment(html)));
}
