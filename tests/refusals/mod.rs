//! What a reader of a data file must refuse: a good file with one value changed.

use std::fmt::Debug;

use serde_json::Value as Json;
use simulateur_cpts::tariff::check::TariffError;

/// Where a value stands, what it is changed to, the key that the refusal names, and words of its reason.
pub type Row<'a> = (&'a str, Json, &'a str, &'a str);

/// Changes one value at a time and expects the refusal.
pub fn check<T: Debug>(
    good: &Json,
    rows: impl IntoIterator<Item = Row<'static>>,
    read: impl Fn(&str, &str) -> Result<T, TariffError>,
) {
    for (pointer, value, key, reason) in rows {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        let error = read("bad.json", &bad.to_string()).expect_err(pointer);
        assert_eq!(error.file, "bad.json");
        assert!(error.key.starts_with(key), "{pointer}: {} is not {key}", error.key);
        assert!(error.reason.contains(reason), "{pointer}: {} is not {reason}", error.reason);
    }
}
