//! The parts of a workbook around its sheets: what a spreadsheet reads first.

use std::fmt::Write as _;

use super::cells::{CONTRACT_NAMES, NAMES, absolute};

/// The files of the archive, for sheets by name.
pub fn parts(sheets: Vec<(&str, String)>, has_plan: bool) -> Vec<(String, String)> {
    let (mut types, mut book, mut relations) =
        (TYPES.to_string(), BOOK.to_string(), RELATIONS.to_string());
    let mut files = Vec::new();
    for (index, (name, xml)) in sheets.into_iter().enumerate() {
        let number = index + 1;
        let path = format!("worksheets/sheet{number}.xml");
        let _ = write!(types, r#"<Override PartName="/xl/{path}" ContentType="{SHEET_TYPE}"/>"#);
        let _ = write!(book, r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
        let _ = write!(
            relations,
            r#"<Relationship Id="rId{number}" Type="{SHEET_RELATION}" Target="{path}"/>"#
        );
        files.push((format!("xl/{path}"), xml));
    }
    book += "</sheets><definedNames>";
    let of_contract = if has_plan { &CONTRACT_NAMES[..] } else { &[] };
    for (name, sheet, cell) in NAMES.iter().chain(of_contract) {
        let cell = absolute(cell);
        let _ = write!(book, r#"<definedName name="{name}">{sheet}!{cell}</definedName>"#);
    }
    book += BOOK_END;
    types += "</Types>";
    relations += STYLES_RELATION;
    let around = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", format!("{RELATIONS}{BOOK_RELATION}")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", STYLES.to_string()),
    ];
    // Some readers tell the format from the first file.
    around.map(|(path, text)| (path.to_string(), text)).into_iter().chain(files).collect()
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#;
const SHEET_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

const RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const BOOK_RELATION: &str = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEET_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const STYLES_RELATION: &str = r#"<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"#;
/// Results are computed again when the workbook is opened.
const BOOK_END: &str = r#"</definedNames><calcPr fullCalcOnLoad="1"/></workbook>"#;

/// Its `cellXfs` are in the order of `Style`.
const STYLES: &str = include_str!("styles.xml");
