//! Whatever comes from outside: no panic, no hang, and nothing accepted that is not valid.
//!
//! `PROPTEST_CASES` sets how many cases each law gets; a failure writes its seed to
//! `tests/hostile/seeds.txt`, which every later run tries first.

#[path = "hostile/accepted.rs"]
mod accepted;
#[path = "hostile/communes.rs"]
mod communes;
#[path = "hostile/doors.rs"]
mod doors;
#[path = "hostile/growth.rs"]
mod growth;
#[path = "hostile/inputs.rs"]
mod inputs;
#[path = "hostile/links.rs"]
mod links;
#[path = "hostile/page.rs"]
mod page;
#[path = "hostile/stored.rs"]
mod stored;

use proptest::test_runner::{Config, FileFailurePersistence};

/// As many cases as asked for, or a number that takes some seconds; `share` of it for laws whose
/// cases cost more.
fn cases(share: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    Config {
        cases: (asked.unwrap_or(200_u32) / share).max(1),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/hostile/seeds.txt",
        ))),
        // Some codes that are drawn are none: in a long run there are many.
        max_local_rejects: u32::MAX,
        ..Config::default()
    }
}
