//! Reads the comparison file and refuses it with the file, the key and the reason, as strictly as a
//! tariff.

use super::data::{Amount, Amounts, File, Sourced, Structure};
use crate::tariff::check::{
    Fault, TariffError, check_cited, check_sources, ensure, refusal, typed,
};
use crate::tariff::{Citation, List, Source};

/// The structures, in their order.
const IDS: [&str; 4] = ["esp", "ess", "msp", "cpts"];

/// Reads the text of the comparison file and checks what types cannot say.
///
/// # Errors
///
/// The first thing that is wrong: a missing or unknown key, a value of the wrong kind, a text or an
/// amount without source, a reference to nothing, a source that nothing cites, bounds out of order.
pub fn read(file: &str, text: &str) -> Result<File, TariffError> {
    let read: File = typed(file, text)?;
    check(&read).map_err(|fault| refusal(file, fault))?;
    Ok(read)
}

fn check(file: &File) -> Result<(), Fault> {
    check_sources(&file.sources)?;
    for (index, structure) in file.structures.iter().enumerate() {
        let key = format!("structures[{index}]");
        ensure(structure.id == IDS[index], || {
            (format!("{key}.id"), format!("expected {}", IDS[index]))
        })?;
        check_names(&key, structure)?;
        for (name, text) in structure.texts() {
            check_text(&file.sources, &format!("{key}.{name}"), text)?;
        }
    }
    check_amounts(&file.sources, &file.amounts)?;
    for hint in file.hints.all() {
        not_empty("hints", hint)?;
    }
    check_disagreements(file)?;
    for (index, found) in file.combinations.iter().enumerate() {
        let key = format!("combinations[{index}]");
        check_structures(&key, &found.structures)?;
        not_empty(&format!("{key}.text"), found.text)?;
        check_cited(&file.sources, &key, &found.sources)?;
    }
    check_all_are_cited(file)
}

fn check_names(key: &str, structure: &Structure) -> Result<(), Fault> {
    not_empty(&format!("{key}.shortName"), structure.short_name)?;
    not_empty(&format!("{key}.longName"), structure.long_name)
}

fn not_empty(key: &str, text: &str) -> Result<(), Fault> {
    ensure(!text.trim().is_empty(), || (key.to_string(), "empty text".to_string()))
}

fn check_text(sources: &[Source], key: &str, found: &Sourced) -> Result<(), Fault> {
    not_empty(&format!("{key}.text"), found.text)?;
    check_cited(sources, key, &found.sources)
}

fn check_structures(key: &str, structures: &[&str]) -> Result<(), Fault> {
    let known = !structures.is_empty() && structures.iter().all(|id| IDS.contains(id));
    ensure(known, || (format!("{key}.structures"), "expected some of the four".to_string()))
}

/// The amounts that documents may print differently.
fn lists(amounts: &Amounts) -> [(&'static str, &List<Amount>); 4] {
    let Amounts { esp, msp, cpts, .. } = amounts;
    [
        ("esp.fir", &esp.fir),
        ("msp.average", &msp.average),
        ("msp.fir", &msp.fir),
        ("cpts.fir", &cpts.fir),
    ]
}

/// Every amount with its key and where it is printed.
fn rows(amounts: &Amounts) -> Vec<(String, u32, &[Citation])> {
    let Amounts { ess, msp, .. } = amounts;
    let mut rows: Vec<(String, u32, &[Citation])> = vec![
        ("amounts.ess.startup".to_string(), ess.startup.euros, &ess.startup.sources),
        ("amounts.ess.least".to_string(), ess.least.euros, &ess.least.sources),
        ("amounts.ess.most".to_string(), ess.most.euros, &ess.most.sources),
        ("amounts.msp.point".to_string(), msp.point.euros, &msp.point.sources),
    ];
    for (key, list) in lists(amounts) {
        let of_list = list.iter().enumerate();
        rows.extend(of_list.map(|(index, amount)| {
            (format!("amounts.{key}[{index}]"), amount.euros, &*amount.sources)
        }));
    }
    rows
}

fn check_amounts(sources: &[Source], amounts: &Amounts) -> Result<(), Fault> {
    for (key, list) in lists(amounts) {
        ensure(!list.is_empty(), || (format!("amounts.{key}"), "no amount".to_string()))?;
    }
    for (key, euros, citations) in rows(amounts) {
        ensure(euros > 0, || (format!("{key}.euros"), "expected more than 0".to_string()))?;
        check_cited(sources, &key, citations)?;
    }
    ensure(amounts.esp.payments > 0, || {
        ("amounts.esp.payments".to_string(), "expected at least one".to_string())
    })?;
    let (least, most) = (&amounts.ess.least, &amounts.ess.most);
    ensure(least.doctors < most.doctors && least.euros <= most.euros, || {
        ("amounts.ess.most".to_string(), "a larger team receives more".to_string())
    })
}

fn check_disagreements(file: &File) -> Result<(), Fault> {
    for (index, found) in file.disagreements.iter().enumerate() {
        let key = format!("disagreements[{index}]");
        not_empty(&format!("{key}.subject"), found.subject)?;
        not_empty(&format!("{key}.outcome"), found.outcome)?;
        check_structures(&key, &found.structures)?;
        ensure(found.values.len() > 1, || {
            (format!("{key}.values"), "a disagreement needs two values".to_string())
        })?;
        for (place, value) in found.values.iter().enumerate() {
            check_text(&file.sources, &format!("{key}.values[{place}]"), value)?;
        }
    }
    Ok(())
}

/// A source that nothing cites was forgotten somewhere.
fn check_all_are_cited(file: &File) -> Result<(), Fault> {
    let texts = file.structures.iter().flat_map(Structure::texts).map(|(_, text)| &*text.sources);
    let values = file.disagreements.iter().flat_map(|found| found.values.iter());
    let amounts = rows(&file.amounts).into_iter().map(|(_, _, citations)| citations);
    let combinations = file.combinations.iter().map(|found| &*found.sources);
    let cited: Vec<&str> = texts
        .chain(values.map(|value| &*value.sources))
        .chain(amounts)
        .chain(combinations)
        .flatten()
        .map(|citation| citation.source)
        .collect();
    for (index, source) in file.sources.iter().enumerate() {
        ensure(cited.contains(&source.id), || {
            (format!("sources[{index}]"), "nothing cites it".to_string())
        })?;
    }
    Ok(())
}
