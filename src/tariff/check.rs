//! Reads a tariff file and refuses it with the file, the key and the reason.

use std::fmt;

use serde::Deserialize;

use super::data::{Citation, Day, Mission, Row, Size, Source, Status, Tariff};

/// Why a tariff file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct TariffError {
    /// The file, as given to [`read`].
    pub file: String,
    /// The key, dotted: `missions[0].fixed.amounts`.
    pub key: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for TariffError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}: {}", self.file, self.key, self.reason)
    }
}

impl std::error::Error for TariffError {}

/// Reads the text of a tariff file and checks what types cannot say.
///
/// # Errors
///
/// The first thing that is wrong: a missing or unknown key, a value of the wrong kind, a row
/// without source, a reference to nothing, bounds out of order, amounts that shrink with the size,
/// or printed totals that the rows do not add up to.
pub fn read(file: &str, text: &str) -> Result<Tariff, TariffError> {
    let tariff: Tariff = typed(file, text)?;
    check(&tariff).map_err(|fault| refusal(file, fault))?;
    Ok(tariff)
}

/// A key and what is wrong with it.
pub(crate) type Fault = (String, String);

pub(crate) fn refusal(file: &str, (key, reason): Fault) -> TariffError {
    TariffError { file: file.to_string(), key, reason }
}

/// What types say of a file.
pub(crate) fn typed<T: Deserialize<'static>>(file: &str, text: &str) -> Result<T, TariffError> {
    // It lives as long as the program, and borrows its texts.
    let text: &'static str = Box::leak(text.into());
    let mut json = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut json)
        .map_err(|found| refusal(file, (found.path().to_string(), found.inner().to_string())))?;
    json.end().map_err(|found| refusal(file, (".".to_string(), found.to_string())))?;
    Ok(read)
}

fn check(tariff: &Tariff) -> Result<(), Fault> {
    check_texts(tariff)?;
    check_interpretations(tariff)?;
    check_sources(&tariff.sources)?;
    check_bounds(tariff)?;
    for (key, row) in rows(tariff) {
        check_citations(tariff, &key, &row.sources, &row.interpretations)?;
        ensure(row.amounts.is_sorted(), || {
            (format!("{key}.amounts"), "amounts shrink with the size".to_string())
        })?;
    }
    check_rules(tariff)?;
    check_missions(tariff)?;
    check_control(tariff)
}

pub(crate) fn ensure(holds: bool, fault: impl FnOnce() -> Fault) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(fault()) }
}

/// Every row of amounts with its key.
fn rows(tariff: &Tariff) -> Vec<(String, &Row)> {
    let mut rows = vec![("functioning".to_string(), &tariff.functioning)];
    if let Some(additional) = &tariff.additional {
        rows.push(("additional.row".to_string(), &additional.row));
    }
    for (index, mission) in tariff.missions.iter().enumerate() {
        let parts = [
            ("fixed", Some(&mission.fixed)),
            ("update", mission.update.as_ref()),
            ("variable", Some(&mission.variable)),
        ];
        let present = parts.into_iter().filter_map(|(part, row)| Some((part, row?)));
        rows.extend(present.map(|(part, row)| (format!("missions[{index}].{part}"), row)));
    }
    rows.push(("control".to_string(), &tariff.control));
    rows
}

fn check_texts(tariff: &Tariff) -> Result<(), Fault> {
    let texts = [
        ("id", tariff.id),
        ("name", tariff.name),
        ("shortName", tariff.short_name),
        ("summary", tariff.summary),
    ];
    for (key, text) in texts {
        ensure(!text.trim().is_empty(), || (key.to_string(), "empty text".to_string()))?;
    }
    let link_safe = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    ensure(tariff.id.bytes().all(link_safe), || {
        ("id".to_string(), "only a-z, 0-9 and - can stand in a link".to_string())
    })
}

pub(crate) fn check_sources(sources: &[Source]) -> Result<(), Fault> {
    ensure(!sources.is_empty(), || ("sources".to_string(), "no source".to_string()))?;
    for (index, source) in sources.iter().enumerate() {
        let fault =
            |field: &str, reason: &str| (format!("sources[{index}].{field}"), reason.to_string());
        let first = sources.iter().position(|other| other.id == source.id);
        ensure(first == Some(index), || fault("id", "source twice"))?;
        ensure(!source.document.trim().is_empty(), || fault("document", "empty text"))?;
        let first_day = format!("{}-01", source.published);
        let dated = [source.published, &first_day].iter().any(|day| Day::read(day).is_some());
        ensure(dated || source.published == "non daté", || {
            fault("published", "expected YYYY-MM-DD, YYYY-MM or « non daté »")
        })?;
        let address = source.address.unwrap_or("https://");
        ensure(address.starts_with("https://"), || fault("address", "expected an https address"))?;
    }
    Ok(())
}

fn check_citations(
    tariff: &Tariff,
    key: &str,
    citations: &[Citation],
    interpretations: &[&str],
) -> Result<(), Fault> {
    check_cited(&tariff.sources, key, citations)?;
    for id in interpretations {
        ensure(tariff.interpretations.iter().any(|known| known.id == *id), || {
            (format!("{key}.interpretations"), format!("unknown interpretation {id}"))
        })?;
    }
    Ok(())
}

/// At least one source, and each with its exact place.
pub(crate) fn check_cited(
    sources: &[Source],
    key: &str,
    citations: &[Citation],
) -> Result<(), Fault> {
    ensure(!citations.is_empty(), || (format!("{key}.sources"), "row without source".to_string()))?;
    for (index, citation) in citations.iter().enumerate() {
        let fault = |reason: &str| (format!("{key}.sources[{index}]"), reason.to_string());
        let known = sources.iter().any(|source| source.id == citation.source);
        ensure(known, || fault("unknown source"))?;
        ensure(!citation.place.trim().is_empty(), || fault("no exact place"))?;
    }
    Ok(())
}

fn check_bounds(tariff: &Tariff) -> Result<(), Fault> {
    let bounds = &tariff.sizes.bounds;
    let fault = |reason: &str| ("sizes.bounds".to_string(), reason.to_string());
    let ascending = bounds.windows(2).all(|pair| pair[0].inhabitants < pair[1].inhabitants);
    ensure(ascending, || fault("bounds must ascend"))?;
    for (bound, pair) in bounds.iter().zip(Size::ALL.windows(2)) {
        ensure(pair.contains(&bound.belongs_to), || fault("a bound belongs to one of its bands"))?;
    }
    check_citations(tariff, "sizes", &tariff.sizes.sources, &tariff.sizes.interpretations)
}

fn check_interpretations(tariff: &Tariff) -> Result<(), Fault> {
    for (index, interpretation) in tariff.interpretations.iter().enumerate() {
        let key = format!("interpretations[{index}]");
        let texts = [&interpretation.question, &interpretation.choice, &interpretation.reason];
        ensure(texts.iter().all(|text| !text.trim().is_empty()), || {
            (key.clone(), "question, choice and reason are all needed".to_string())
        })?;
        let first = tariff.interpretations.iter().position(|other| other.id == interpretation.id);
        ensure(first == Some(index), || (key, format!("{} is there twice", interpretation.id)))?;
    }
    Ok(())
}

fn check_rules(tariff: &Tariff) -> Result<(), Fault> {
    let payments = &tariff.payments;
    let readings = [Some(payments.prorated_variable), Some(payments.balance_date)];
    let readings: Vec<_> =
        readings.into_iter().chain([payments.prorated_crisis]).flatten().collect();
    check_citations(tariff, "payments", &payments.sources, &readings)?;
    ensure(payments.advance_percent <= 100, || {
        ("payments.advancePercent".to_string(), "expected 0 to 100".to_string())
    })?;
    if let Some(uplift) = &tariff.uplift {
        ensure(uplift.percent <= 100, || {
            ("uplift.percent".to_string(), "expected 0 to 100".to_string())
        })?;
        check_citations(tariff, "uplift", &uplift.sources, &uplift.interpretations)?;
    }
    Ok(())
}

fn check_missions(tariff: &Tariff) -> Result<(), Fault> {
    for (index, row) in tariff.missions.iter().enumerate() {
        let fault = |reason: &str| (format!("missions[{index}]"), reason.to_string());
        let first = tariff.missions.iter().position(|other| other.id == row.id);
        ensure(first == Some(index), || fault("mission twice"))?;
        ensure(row.update.is_some() == (row.id == Mission::Crise), || {
            fault("the crisis mission, and it alone, has an update amount")
        })?;
        ensure(row.deadline.is_some() == row.core, || {
            fault("core missions, and they alone, have a deadline")
        })?;
        if let Some(deadline) = &row.deadline {
            check_citations(
                tariff,
                &format!("missions[{index}].deadline"),
                &deadline.sources,
                &[],
            )?;
            ensure(
                deadline.start_months.is_none_or(|start| start <= deadline.deploy_months),
                || fault("a mission is deployed after its start"),
            )?;
        }
    }
    Ok(())
}

/// The totals printed in the text are found again from the rows.
fn check_control(tariff: &Tariff) -> Result<(), Fault> {
    for (size, printed) in tariff.control.amounts.iter().enumerate() {
        let missions = tariff.missions.iter();
        let parts = missions.map(|row| row.fixed.amounts[size] + row.variable.amounts[size]);
        let found = tariff.functioning.amounts[size] + parts.sum::<u32>();
        ensure(found == *printed, || {
            let key = format!("control.amounts[{size}]");
            (key, format!("the rows add up to {found} €, the text prints {printed} €"))
        })?;
    }
    ensure(tariff.status == Status::Draft || !tariff.missions.is_empty(), || {
        ("missions".to_string(), "a tariff in force has missions".to_string())
    })
}
