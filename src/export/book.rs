//! The parts of a workbook around its sheets: what a spreadsheet reads first.

use super::sheet::fill;

/// Opens every part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The files of the archive, for sheets by name.
pub fn parts(sheets: Vec<(&str, String)>) -> Vec<(String, String)> {
    let (mut types, mut book, mut relations) = (String::new(), String::new(), String::new());
    let has_plan = sheets.len() > 4;
    let mut files = Vec::new();
    for (index, (name, xml)) in sheets.into_iter().enumerate() {
        let number = index + 1;
        types.push_str(&fill(SHEET_TYPE, &[number]));
        book.push_str("<sheet name=\"");
        book.push_str(name);
        book.push_str(&fill("\" sheetId=\"#\" r:id=\"rId#\"/>", &[number, number]));
        relations.push_str(&fill(SHEET_RELATION, &[number, number]));
        files.push((fill("xl/worksheets/sheet#.xml", &[number]), xml));
    }
    book.push_str(NAMES);
    if has_plan {
        book.push_str(CONTRACT_NAMES);
    }
    let mut part = |path: &str, texts: [&str; 3]| {
        let mut text = String::from(DECLARATION);
        text.extend(texts);
        files.push((path.to_string(), text));
    };
    part("[Content_Types].xml", [TYPES, &types, "</Types>"]);
    part("_rels/.rels", [RELATIONS, BOOK_RELATION, "</Relationships>"]);
    part("xl/workbook.xml", [BOOK, &book, BOOK_END]);
    part("xl/_rels/workbook.xml.rels", [RELATIONS, &relations, STYLES_RELATION]);
    part("xl/styles.xml", [STYLES, "", ""]);
    // Some readers tell the format from the first file.
    files.rotate_right(5);
    files
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#;
const SHEET_TYPE: &str = r#"<Override PartName="/xl/worksheets/sheet#.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#;

const RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const BOOK_RELATION: &str = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>"#;
const SHEET_RELATION: &str = r#"<Relationship Id="rId#" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet#.xml"/>"#;
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
