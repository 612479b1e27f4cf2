//! One worksheet, written cell by cell.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::text::is_allowed;

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
    cells: String,
    checks: String,
    row: usize,
    /// Letter of the next cell: no sheet is wider than the alphabet.
    column: u8,
}

impl Sheet {
    /// A sheet that opens with its title.
    pub fn titled(title: &str) -> Self {
        let mut sheet = Self::default();
        sheet.row(1);
        sheet.text(Style::Title, title);
        sheet
    }

    /// Starts a row this many further down.
    pub fn row(&mut self, further: usize) {
        self.open_row(further, "");
    }

    /// Starts the next row, tall enough for a long text, because not every spreadsheet auto-sizes
    /// rows.
    pub fn row_for(&mut self, text: &str) {
        let height = LINE_HEIGHT * (text.len() / LINE_WIDTH + 1);
        let height = height.min(MOST_HEIGHT);
        self.open_row(1, &format!(r#" ht="{height}" customHeight="1""#));
    }

    fn open_row(&mut self, further: usize, height: &str) {
        if self.row > 0 {
            self.cells.push_str("</row>");
        }
        self.row += further;
        self.column = b'A';
        let _ = write!(self.cells, r#"<row r="{}"{height}>"#, self.row);
    }

    /// The number of the current row.
    pub fn current_row(&self) -> usize {
        self.row
    }

    /// Starts the next row with its label.
    pub fn label(&mut self, label: &str) {
        self.row(1);
        self.text(Style::Plain, label);
    }

    /// The same for a row with a cell that formulas refer to: in tests, a wrong row panics.
    pub fn label_of(&mut self, cell: &str, label: &str) {
        self.label(label);
        self.holds(cell);
    }

    /// Panics in tests if this cell is not in the current row.
    pub fn holds(&self, cell: &str) {
        let row = cell.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        debug_assert_eq!(row, self.row.to_string(), "{cell}");
    }

    /// Leaves cells out.
    pub fn skip(&mut self, cells: u8) {
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
        push_escaped(&mut self.cells, formula);
        self.cells.push_str("</f>");
        self.value(result);
    }

    /// Cells accept only these texts or numbers, separated by commas.
    pub fn check_list(&mut self, cells: &str, choices: &str) {
        self.check("list", cells, &format!(r#"<formula1>"{choices}"</formula1>"#));
    }

    /// Cells accept only a kind of number between two limits.
    pub fn check_range(&mut self, kind: &str, cells: &str, [least, most]: [&str; 2]) {
        let limits = format!("<formula1>{least}</formula1><formula2>{most}</formula2>");
        self.check(kind, cells, &limits);
    }

    fn check(&mut self, kind: &str, cells: &str, limits: &str) {
        let _ = write!(
            self.checks,
            r#"<dataValidation allowBlank="1" showErrorMessage="1" type="{kind}" sqref="{cells}">{limits}</dataValidation>"#
        );
    }

    /// The finished sheet, with the width of its columns in characters; rows down to `frozen` stay
    /// in view.
    pub fn finish(self, widths: &[usize], frozen: usize) -> String {
        let mut xml = OPENING.to_string();
        if frozen > 0 {
            let next = frozen + 1;
            let _ = write!(
                xml,
                r#"<pane ySplit="{frozen}" topLeftCell="A{next}" activePane="bottomLeft" state="frozen"/>"#
            );
        }
        xml += r#"</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>"#;
        for (column, width) in (1_usize..).zip(widths) {
            let _ = write!(
                xml,
                r#"<col min="{column}" max="{column}" width="{width}" customWidth="1"/>"#
            );
        }
        let _ = write!(xml, "</cols><sheetData>{}</row></sheetData>", self.cells);
        if !self.checks.is_empty() {
            let _ = write!(xml, "<dataValidations>{}</dataValidations>", self.checks);
        }
        xml + CLOSING
    }

    /// Opens the next cell of the row, up to its type.
    fn open(&mut self, style: Style) {
        let column = char::from(self.column);
        let _ = write!(self.cells, r#"<c r="{column}{}" s="{}""#, self.row, style as u8);
        self.column += 1;
    }

    fn value(&mut self, number: Option<Decimal>) {
        let digits = number.map_or_else(String::new, |number| number.to_string());
        let _ = write!(self.cells, "<v>{digits}</v></c>");
    }
}

const OPENING: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">";
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
