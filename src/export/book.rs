//! The parts of a workbook around its sheets: what a spreadsheet reads first.

use super::layout::At;
use super::text::push_all;

/// The files of the archive, for sheets by name.
pub fn parts(sheets: Vec<(&str, String)>, has_plan: bool) -> Vec<(&'static str, String)> {
    let (mut types, mut book, mut relations) =
        (TYPES.to_string(), BOOK.to_string(), RELATIONS.to_string());
    let mut files = Vec::new();
    for ((name, xml), path) in sheets.into_iter().zip(PATHS) {
        let mut at = At::default();
        at.set("n", &[files.len() + 1]);
        types.push_str(&at.fill(SHEET_TYPE));
        push_all(
            &mut book,
            &["<sheet name=\"", name, &at.fill("\" sheetId=\"#n\" r:id=\"rId#n\"/>")],
        );
        relations.push_str(&at.fill(SHEET_RELATION));
        files.push((path, xml));
    }
    let contract = if has_plan { CONTRACT_NAMES } else { "" };
    push_all(&mut book, &[NAMES, contract, BOOK_END]);
    types.push_str("</Types>");
    relations.push_str(STYLES_RELATION);
    files.push(("[Content_Types].xml", types));
    files.push(("_rels/.rels", [RELATIONS, BOOK_RELATION].concat()));
    files.push(("xl/workbook.xml", book));
    files.push(("xl/_rels/workbook.xml.rels", relations));
    files.push(("xl/styles.xml", STYLES.to_string()));
    // Some readers tell the format from the first file.
    files.rotate_right(5);
    files
}

/// Where sheets stand in the archive.
const PATHS: [&str; 6] = [
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet4.xml",
    "xl/worksheets/sheet5.xml",
    "xl/worksheets/sheet6.xml",
];

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#;
const SHEET_TYPE: &str = r#"<Override PartName="/xl/worksheets/sheet#n.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#;

const RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const BOOK_RELATION: &str = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEET_RELATION: &str = r#"<Relationship Id="rId#n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet#n.xml"/>"#;
const STYLES_RELATION: &str = r#"<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"#;
/// Cells that formulas name: the rows are those of `layout`.
const NAMES: &str = "</sheets><definedNames>\
    <definedName name=\"Avance\">Barème!$B$9</definedName>\
    <definedName name=\"Majoration\">Entrées!$B$8</definedName>\
    <definedName name=\"Signature\">Entrées!$B$9</definedName>\
    <definedName name=\"Taille\">Entrées!$B$6</definedName>";
const CONTRACT_NAMES: &str = "<definedName name=\"Délai\">Entrées!$B$12</definedName>\
    <definedName name=\"Prorata\">Entrées!$B$13</definedName>";
/// Results are computed again when the workbook is opened.
const BOOK_END: &str = "</definedNames><calcPr fullCalcOnLoad=\"1\"/></workbook>";

/// Its `cellXfs` are in the order of `Style`.
const STYLES: &str = include_str!("styles.xml");
