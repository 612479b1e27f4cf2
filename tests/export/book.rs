//! A workbook as another program read it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;

/// A cell as a spreadsheet holds it.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

/// Cells by sheet, row and column, from the first one on, and which of them are formulas.
#[derive(Default, Debug)]
pub struct Book {
    sheets: BTreeMap<String, Vec<Vec<Cell>>>,
    formulas: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Book {
    /// Reads the cached values of a workbook with calamine.
    pub fn read(file: &[u8]) -> Self {
        let mut workbook = Xlsx::new(Cursor::new(file)).expect("a workbook");
        let mut book = Self::default();
        for name in workbook.sheet_names() {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            assert_eq!(range.start(), Some((0, 0)), "{name}");
            let cells = |row: &[Data]| row.iter().map(cell).collect();
            book.sheets.insert(name.clone(), range.rows().map(cells).collect());
            let formulas = workbook.worksheet_formula(&name).expect("formulas");
            let (top, left) = formulas.start().unwrap_or_default();
            let used = formulas.used_cells().filter(|(_, _, text)| !text.is_empty());
            let places = used.map(|(row, column, _)| (row + top as usize, column + left as usize));
            book.formulas.insert(name, places.collect());
        }
        book
    }

    /// Takes what `LibreOffice` computed.
    pub fn from_json(sheets: &Value) -> Self {
        let mut book = Self::default();
        for (name, sheet) in sheets.as_object().expect("sheets by name") {
            let cells = |row: &Value| row.as_array().unwrap().iter().map(json_cell).collect();
            let rows = sheet["cells"].as_array().unwrap().iter().map(cells);
            book.sheets.insert(name.clone(), rows.collect());
            let place = |at: &Value| (number(&at[0]), number(&at[1]));
            let formulas = sheet["formulas"].as_array().unwrap().iter().map(place);
            book.formulas.insert(name.clone(), formulas.collect());
        }
        book
    }

    pub fn rows(&self, sheet: &str) -> &[Vec<Cell>] {
        self.sheets.get(sheet).unwrap_or_else(|| panic!("no sheet {sheet}"))
    }

    pub fn has(&self, sheet: &str) -> bool {
        self.sheets.contains_key(sheet)
    }

    pub fn only_sheet(&self) -> &str {
        assert_eq!(self.sheets.len(), 1);
        self.sheets.keys().next().unwrap()
    }

    pub fn formulas(&self, sheet: &str) -> &[(usize, usize)] {
        &self.formulas[sheet]
    }

    /// The text of a cell, empty where there is nothing.
    pub fn text(&self, sheet: &str, row: usize, column: usize) -> &str {
        match self.rows(sheet).get(row).and_then(|cells| cells.get(column)) {
            Some(Cell::Text(text)) => text,
            None | Some(Cell::Empty) => "",
            Some(Cell::Number(found)) => panic!("{sheet}: the number {found} at {row}, {column}"),
        }
    }

    /// The cells after the first one of the only row that starts with this text.
    pub fn row(&self, sheet: &str, label: &str) -> &[Cell] {
        let label = Cell::Text(label.to_string());
        let mut found = self.rows(sheet).iter().filter(|row| row.first() == Some(&label));
        let row = found.next().unwrap_or_else(|| panic!("{sheet}: no row {label:?}"));
        assert!(found.next().is_none(), "{sheet}: two rows {label:?}");
        &row[1..]
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) if text.is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text.clone()),
        Data::Float(number) => Cell::Number(*number),
        Data::DateTime(day) => Cell::Number(day.as_f64()),
        Data::Int(number) => Cell::Number(f64::from(i32::try_from(*number).unwrap())),
        other => panic!("unexpected {other:?}"),
    }
}

fn json_cell(value: &Value) -> Cell {
    match value {
        Value::String(text) if text.is_empty() => Cell::Empty,
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => Cell::Number(number.as_f64().unwrap()),
        other => panic!("unexpected {other}"),
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
