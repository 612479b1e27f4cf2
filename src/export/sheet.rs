//! One worksheet, written cell by cell.

use rust_decimal::Decimal;

use super::layout::At;
use super::text::{is_allowed, push_all};

/// Most characters that a cell can hold, counted as spreadsheets do.
const MOST_UNITS: usize = 32_767;

/// Height of a line in points, and how many bytes of text fit into a column for long text.
const LINE_HEIGHT: usize = 15;
const LINE_WIDTH: usize = 100;
/// Highest row of spreadsheets, in points.
const MOST_HEIGHT: usize = 409;

/// How a cell looks: its place in `styles.xml`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Style {
    Plain,
    Title,
    Head,
    Amount,
    Total,
    /// Days as spreadsheets count.
    Day,
    /// A share of 1.
    Percent,
    Count,
    InputText,
    InputCount,
    InputPercent,
    InputDay,
    /// Long text.
    Wrapped,
    /// What a user typed: it stays text even after it is edited.
    Typed,
}

/// A worksheet that grows from left to right and from top to bottom.
#[derive(Default)]
pub struct Sheet {
    /// What the letters of formulas stand for; the sheet keeps those of the cell itself.
    pub at: At,
    cells: String,
    checks: String,
    row: usize,
    column: usize,
}

impl Sheet {
    /// A sheet that opens with its title.
    pub fn titled(title: &str) -> Self {
        let mut sheet = Self::default();
        sheet.row(1);
        sheet.text(Style::Title, title);
        sheet
    }

    /// Starts a row so many further down.
    pub fn row(&mut self, further: usize) {
        self.open_row(further, "<row r=\"#r\">");
    }

    /// Starts the next row, high enough for a long text: not every spreadsheet sees to it.
    pub fn row_for(&mut self, text: &str) {
        let height = LINE_HEIGHT * (text.len() / LINE_WIDTH + 1);
        self.at.set("m", &[height.min(MOST_HEIGHT)]);
        self.open_row(1, "<row r=\"#r\" ht=\"#m\" customHeight=\"1\">");
    }

    fn open_row(&mut self, further: usize, opening: &str) {
        if self.row > 0 {
            self.cells.push_str("</row>");
        }
        self.row += further;
        self.column = 0;
        self.push(opening);
    }

    /// Starts the next row with its label.
    pub fn label(&mut self, label: &str) {
        self.row(1);
        self.text(Style::Plain, label);
    }

    /// Leaves cells out.
    pub fn skip(&mut self, cells: usize) {
        self.column += cells;
    }

    /// A text that stays text, whatever it looks like; cut where a cell is full.
    pub fn text(&mut self, style: Style, text: &str) {
        self.open(style);
        self.cells.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        push_escaped(&mut self.cells, text);
        self.cells.push_str("</t></is></c>");
    }

    /// Texts side by side.
    pub fn texts(&mut self, style: Style, texts: &[&str]) {
        for text in texts {
            self.text(style, text);
        }
    }

    /// A number, or an empty cell.
    pub fn number(&mut self, style: Style, number: Option<Decimal>) {
        self.open(style);
        self.cells.push_str(if number.is_some() { ">" } else { "/>" });
        if number.is_some() {
            self.value(number);
        }
    }

    /// A formula and its result, empty where it gives no number.
    pub fn formula(&mut self, style: Style, result: Option<Decimal>, formula: &str) {
        self.open(style);
        self.cells.push_str(if result.is_none() { " t=\"str\"><f>" } else { "><f>" });
        let formula = self.at.fill(formula);
        push_escaped(&mut self.cells, &formula);
        self.cells.push_str("</f>");
        self.value(result);
    }

    /// Refuses what does not fit into cells: the kind of check, the cells, the two limits.
    pub fn check(&mut self, texts: &[&str; 4]) {
        let around = [
            "<dataValidation allowBlank=\"1\" showErrorMessage=\"1\" type=\"",
            "\" sqref=\"",
            "\"><formula1>",
            "</formula1><formula2>",
        ];
        // A list has no second limit.
        let used = texts.iter().zip(around).filter(|(text, _)| !text.is_empty());
        for (text, before) in used {
            self.checks.push_str(before);
            self.checks.push_str(&self.at.fill(text));
        }
        let end = if texts[3].is_empty() { "</formula1>" } else { "</formula2>" };
        push_all(&mut self.checks, &[end, "</dataValidation>"]);
    }

    /// The finished sheet, with the width of its columns in characters; rows down to `frozen` stay
    /// in view.
    pub fn finish(mut self, widths: &[usize], frozen: usize) -> String {
        let cells = std::mem::take(&mut self.cells);
        self.cells.push_str(OPENING);
        if frozen > 0 {
            self.at.set("mn", &[frozen, frozen + 1]);
            self.push(FROZEN);
        }
        self.cells
            .push_str("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (index, width) in widths.iter().enumerate() {
            self.at.set("mn", &[index + 1, *width]);
            self.push("<col min=\"#m\" max=\"#m\" width=\"#n\" customWidth=\"1\"/>");
        }
        push_all(&mut self.cells, &["</cols><sheetData>", &cells, "</row></sheetData>"]);
        if !self.checks.is_empty() {
            let checks = ["<dataValidations>", &self.checks, "</dataValidations>"];
            push_all(&mut self.cells, &checks);
        }
        self.cells.push_str(CLOSING);
        self.cells
    }

    /// Opens the next cell of the row, up to what says its type.
    fn open(&mut self, style: Style) {
        self.column += 1;
        self.at.set("s", &[style as usize]);
        self.push("<c r=\"@c#r\" s=\"#s\"");
    }

    fn push(&mut self, template: &str) {
        self.at.set("rpc", &[self.row, self.row - 1, self.column]);
        self.cells.push_str(&self.at.fill(template));
    }

    fn value(&mut self, number: Option<Decimal>) {
        let digits = number.map_or_else(String::new, |number| number.to_string());
        push_all(&mut self.cells, &["<v>", &digits, "</v></c>"]);
    }
}

const OPENING: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">";
const FROZEN: &str =
    "<pane ySplit=\"#m\" topLeftCell=\"A#n\" activePane=\"bottomLeft\" state=\"frozen\"/>";
const CLOSING: &str =
    "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";

/// Text inside an element: what XML cannot hold is dropped, and no reader changes the rest.
fn push_escaped(out: &mut String, text: &str) {
    let mut units = 0;
    for (at, letter) in text.char_indices().filter(|(_, letter)| is_allowed(*letter)) {
        units += letter.len_utf16();
        if units > MOST_UNITS {
            break;
        }
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // XML readers turn a plain one into a line feed.
            '\r' => out.push_str("&#13;"),
            // Spreadsheets read `_x0041_` as `A`, unless the underscore is written so itself.
            '_' if is_code(&text.as_bytes()[at..]) => out.push_str("_x005F_"),
            _ => out.push(letter),
        }
    }
}

/// Whether a text starts with `_x0041_` or the like.
fn is_code(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()))
}
