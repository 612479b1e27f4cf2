//! The documents that the prose cites, each with its date.

use crate::date;
use crate::tariff;

/// `id | date | document | address`, for what no tariff file names.
const DOCUMENTS: &str = include_str!("sources.txt");

/// The line below a block that names its sources; `None` when one of them is unknown, or has no date.
pub fn sources(ids: &[&str]) -> Option<String> {
    let items = ids.iter().map(|id| of_tariff(id).or_else(|| of_list(id)));
    let items = items.map(|item| Some(format!("<li>{}</li>", item?)));
    let items = items.collect::<Option<String>>().filter(|items| !items.is_empty())?;
    Some(format!("<div class=\"cpts-sources\"><b>Sources</b><ul>{items}</ul></div>"))
}

fn of_tariff(id: &str) -> Option<String> {
    let source = tariff::current().source(id)?;
    cited(source.document, source.published, source.address.unwrap_or_default())
}

fn of_list(id: &str) -> Option<String> {
    let lines = DOCUMENTS.lines().filter(|line| !line.starts_with('#'));
    let mut rows = lines.map(|line| line.splitn(4, '|').map(str::trim).collect::<Vec<_>>());
    let row = rows.find(|row| row.first() == Some(&id))?;
    let [_, day, document, address] = row[..] else { return None };
    cited(&document.replace("{{version}}", env!("CARGO_PKG_VERSION")), day, address)
}

/// The document, a link where it has an address, and its date beside it.
fn cited(document: &str, day: &str, address: &str) -> Option<String> {
    let day = match (day, date::read_iso(day)) {
        ("", _) => return None,
        ("non daté", _) => " (document non daté)".to_string(),
        (_, Ok(day)) => format!(", {}", date::long(day)),
        (text, Err(_)) => format!(", {text}"),
    };
    Some(match address {
        "" => format!("{document}{day}"),
        _ => format!(
            "<a href=\"{address}\" rel=\"noreferrer\" target=\"_blank\">{document}</a>{day}"
        ),
    })
}
