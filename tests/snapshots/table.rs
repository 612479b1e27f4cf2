//! Tables in an outline: a short row on one line, a long one with a line for each cell.

use scraper::ElementRef;

use super::outline::{Outline, is_inline};
use super::page::{elements, spoken};

pub fn table<'a>(outline: &mut Outline<'a>, table: ElementRef<'a>) {
    let caption = elements(table).find(|inner| inner.value().name() == "caption");
    let caption =
        caption.map_or_else(|| outline.page.name(table), |caption| outline.words(caption));
    outline.line(&format!("table “{caption}”"));
    let rows: Vec<_> = elements(table).filter(|inner| inner.value().name() == "tr").collect();
    let head = rows.iter().copied().find(|row| parent(*row) == "thead");
    let columns: Vec<String> = head.into_iter().flat_map(cells).map(spoken).collect();
    outline.inside(|outline| rows.into_iter().for_each(|of| row(outline, of, &columns)));
}

fn row<'a>(outline: &mut Outline<'a>, row: ElementRef<'a>, columns: &[String]) {
    let cells: Vec<_> = cells(row).collect();
    if cells.iter().any(|cell| !cell.children().filter_map(ElementRef::wrap).all(is_inline)) {
        for (index, cell) in cells.into_iter().enumerate() {
            let column = columns.get(index).map_or("", String::as_str);
            outline.line(&format!("| {column}:"));
            outline.inside(|outline| outline.children(cell));
        }
        return;
    }
    let is_long = |cell: &ElementRef| elements(*cell).any(|inner| inner.value().name() == "button");
    let written: Vec<_> = cells.iter().map(|cell| written(outline, *cell)).collect();
    if cells.len() > 3 && cells.iter().any(is_long) {
        outline.line(&format!("| {} |", written[0]));
        outline.inside(|outline| {
            for (index, cell) in written.iter().enumerate().skip(1) {
                let column = columns.get(index).map_or("", String::as_str);
                outline.line(&format!("| {column}: {cell}"));
            }
        });
    } else {
        outline.line(&format!("| {} |", written.join(" | ")));
    }
}

fn written<'a>(outline: &Outline<'a>, cell: ElementRef<'a>) -> String {
    let words = outline.words(cell);
    let words = words.trim();
    if cell.value().name() == "th" { format!("*{words}*") } else { words.to_string() }
}

fn cells(row: ElementRef) -> impl Iterator<Item = ElementRef> {
    let children = row.children().filter_map(ElementRef::wrap);
    children.filter(|cell| matches!(cell.value().name(), "th" | "td"))
}

fn parent(row: ElementRef<'_>) -> &str {
    row.parent().and_then(ElementRef::wrap).map_or("", |parent| parent.value().name())
}
