//! One worksheet, written cell by cell.

use super::text::{Number, is_allowed};

/// Most characters that a cell can hold, counted as spreadsheets do.
const MOST_UNITS: usize = 32_767;

/// How a cell looks: its place in the list of `book`.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Style {
    Plain,
    Title,
    Head,
    Amount,
    Total,
    Day,
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
    cells: String,
    checks: String,
    row: usize,
    column: usize,
}

impl Sheet {
    /// A sheet that opens with its title.
    pub fn titled(title: &str) -> Self {
        let mut sheet = Self::default();
        sheet.row();
        sheet.text(Style::Title, title);
        sheet
    }

    /// Starts a row and tells its number.
    pub fn row(&mut self) -> usize {
        self.rows(1)
    }

    /// Starts a row so many further down and tells its number.
    pub fn rows(&mut self, further: usize) -> usize {
        if self.row > 0 {
            self.cells.push_str("</row>");
        }
        self.row += further;
        self.column = 0;
        self.cells.push_str(&fill("<row r=\"#\">", &[self.row]));
        self.row
    }

    /// Leaves cells out.
    pub fn skip(&mut self, cells: usize) {
        self.column += cells;
    }

    /// A text that stays text, whatever it looks like; cut where a cell is full.
    pub fn text(&mut self, style: Style, text: &str) {
        if text.is_empty() {
            return self.blank(style);
        }
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

    /// An empty cell.
    pub fn blank(&mut self, style: Style) {
        self.open(style);
        self.cells.push_str("/>");
    }

    /// A number, or an empty cell.
    pub fn number(&mut self, style: Style, number: Option<Number>) {
        let Some(number) = number else { return self.blank(style) };
        self.open(style);
        self.cells.push('>');
        self.value(number);
    }

    /// A formula and its result, empty where it gives no number. See [`fill`] for the rest.
    pub fn formula(&mut self, style: Style, result: Option<Number>, formula: &str, at: &[usize]) {
        self.open(style);
        self.cells.push_str(if result.is_none() { " t=\"str\"><f>" } else { "><f>" });
        push_escaped(&mut self.cells, &fill(formula, at));
        self.cells.push_str("</f>");
        match result {
            Some(number) => self.value(number),
            None => self.cells.push_str("<v></v></c>"),
        }
    }

    /// Refuses what does not fit into cells: `kind` and its formulas as the format names them.
    pub fn check(&mut self, kind: &str, cells: &str, first: &str, second: &str, at: &[usize]) {
        self.checks.push_str("<dataValidation allowBlank=\"1\" showErrorMessage=\"1\" type=\"");
        for text in [kind, "\" sqref=\"", &fill(cells, at), "\"><formula1>", first] {
            self.checks.push_str(text);
        }
        self.checks.push_str("</formula1>");
        if !second.is_empty() {
            for text in ["<formula2>", second, "</formula2>"] {
                self.checks.push_str(text);
            }
        }
        self.checks.push_str("</dataValidation>");
    }

    /// The finished sheet, with the width of its columns in characters; rows down to `frozen` stay
    /// in view.
    pub fn finish(self, widths: &[usize], frozen: usize) -> String {
        let mut xml = String::from(super::book::DECLARATION);
        xml.push_str(OPENING);
        if frozen > 0 {
            xml.push_str(&fill(FROZEN, &[frozen, frozen + 1]));
        }
        xml.push_str("</sheetView></sheetViews><cols>");
        for (index, width) in widths.iter().enumerate() {
            let at = [index + 1, index + 1, *width];
            xml.push_str(&fill("<col min=\"#\" max=\"#\" width=\"#\" customWidth=\"1\"/>", &at));
        }
        xml.push_str("</cols><sheetData>");
        xml.push_str(&self.cells);
        xml.push_str("</row></sheetData>");
        if !self.checks.is_empty() {
            xml.push_str("<dataValidations>");
            xml.push_str(&self.checks);
            xml.push_str("</dataValidations>");
        }
        xml.push_str(CLOSING);
        xml
    }

    /// Opens the next cell of the row, up to what says its type.
    fn open(&mut self, style: Style) {
        self.column += 1;
        let at = [self.column, self.row, style as usize];
        self.cells.push_str(&fill("<c r=\"@#\" s=\"#\"", &at));
    }

    fn value(&mut self, number: Number) {
        self.cells.push_str("<v>");
        number.push(&mut self.cells, '.');
        self.cells.push_str("</v></c>");
    }
}

const OPENING: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">";
const FROZEN: &str =
    "<pane ySplit=\"#\" topLeftCell=\"A#\" activePane=\"bottomLeft\" state=\"frozen\"/>";
const CLOSING: &str =
    "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";

/// Puts numbers into a text, in order: `#` as a number, `@` as the letter of a column.
pub fn fill(template: &str, numbers: &[usize]) -> String {
    let mut text = String::new();
    let mut numbers = numbers.iter();
    for letter in template.chars() {
        match letter {
            '#' => text.push_str(&numbers.next().unwrap_or(&0).to_string()),
            // No sheet is wider than the alphabet.
            '@' => text.extend(numbers.next().and_then(|at| ('A'..='Z').nth(at.wrapping_sub(1)))),
            _ => text.push(letter),
        }
    }
    text
}

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
