//! Names of the cells that formulas refer to.
//!
//! A name holds the address of a cell on its own sheet. A formula of another sheet writes that sheet
//! in front, as in `format!("Barème!{UPLIFT_RATE}")`. The cells of [`NAMES`] and [`CONTRACT_NAMES`]
//! are called by the name that the workbook itself gives them, as in `format!("{fixed}*Majoration")`.

use crate::contract::YEARS;
use crate::tariff::{MissionRow, Tariff};

// Sheet "Entrées".
pub const POPULATION: &str = "B4";
/// Empty where the size follows from the population.
pub const CHOSEN_SIZE: &str = "B5";
/// The size that counts, chosen or not.
pub const SIZE: &str = "B6";
pub const MEMBERS: &str = "B7";
/// The rate of the uplift, 0 for a community that gets none.
pub const UPLIFT: &str = "B8";
pub const SIGNATURE: &str = "B9";
/// Whether the crisis plan is drafted or updated in the year.
pub const CRISIS_PLAN: &str = "B10";
/// Whether there is a crisis in the year.
pub const CRISIS: &str = "B11";
/// Months from the anniversary to the balance.
pub const BALANCE_DELAY: &str = "B12";
/// Whether the variable part is reduced in the year a mission starts.
pub const PRORATED: &str = "B13";
/// Whether there is a crisis in each contract year.
pub const CRISIS_YEARS: [&str; YEARS] = ["E16", "F16", "G16", "H16", "I16"];

// Columns of the missions on "Entrées".
pub const SELECTED: char = 'B';
pub const RATE: char = 'C';
pub const START: char = 'D';
pub const YEAR_RATES: [char; YEARS] = ['E', 'F', 'G', 'H', 'I'];

// Sheet "Barème".
pub const UPLIFT_SIZE: &str = "B5";
pub const UPLIFT_MEMBERS: &str = "B6";
pub const UPLIFT_RATE: &str = "B7";
/// The additional functioning is for contracts signed before this day.
pub const ADDITIONAL_LIMIT: &str = "B8";
pub const ADVANCE: &str = "B9";
/// Inhabitants from which sizes 2, 3 and 4 start.
pub const SIZE_BOUNDS: [&str; 3] = ["C12", "D12", "E12"];
pub const FUNCTIONING_ROW: usize = 13;
pub const ADDITIONAL_ROW: usize = 14;

// Sheet "Résultat".
pub const FIRST_LINE: usize = 6;
/// Totals of the functioning and of its addition in the year.
pub const YEAR_FUNCTIONING: &str = "E6";
pub const YEAR_ADDITIONAL: &str = "$E7";

// Sheet "Versements".
pub const FIRST_PAYMENT: usize = 4;
pub const PAYMENT_DAY: char = 'A';
pub const PAYMENT_AMOUNT: char = 'E';
pub const CALENDAR_YEAR: char = 'G';
pub const RECEIVED: char = 'H';

/// Names that the workbook defines, each with its sheet and cell.
pub const NAMES: [(&str, &str, &str); 4] = [
    ("Avance", "Barème", ADVANCE),
    ("Majoration", "Entrées", UPLIFT),
    ("Signature", "Entrées", SIGNATURE),
    ("Taille", "Entrées", SIZE),
];
/// The same for a workbook with a contract.
pub const CONTRACT_NAMES: [(&str, &str, &str); 2] =
    [("Délai", "Entrées", BALANCE_DELAY), ("Prorata", "Entrées", PRORATED)];

/// The absolute address of a cell: `$B$9` for `B9`.
pub fn absolute(cell: &str) -> String {
    let (column, row) = cell.split_at(1);
    format!("${column}${row}")
}

/// The amount in a row of "Barème" at the size that counts.
pub fn at_size(row: usize) -> String {
    format!("INDEX(Barème!$B{row}:$E{row},Taille)")
}

// Rows of the first mission on "Entrées", "Barème" and "Contrat", where its days come first.
const FIRST_INPUT: usize = 17;
const FIRST_AMOUNT: usize = ADDITIONAL_ROW + 1;
const FIRST_DAYS: usize = 7;
/// Rows of what is due for a mission on "Contrat": both parts and the uplift of each.
const DUE_ROWS: usize = 4;

/// The cells of all missions on "Entrées" in these columns.
pub fn mission_inputs(tariff: &Tariff, from: char, to: char) -> String {
    let last = FIRST_INPUT + tariff.missions.len() - 1;
    format!("{from}{FIRST_INPUT}:{to}{last}")
}

/// The row of what is due for the functioning on "Contrat", below the days of the missions.
fn due_functioning(tariff: &Tariff) -> usize {
    FIRST_DAYS + tariff.missions.len()
}

/// The row of the total on "Contrat", below the functioning, its addition and the missions.
fn due_total(tariff: &Tariff) -> usize {
    due_functioning(tariff) + 2 + tariff.missions.len() * DUE_ROWS
}

/// The total of all contract years on "Contrat".
pub fn contract_total(tariff: &Tariff) -> String {
    format!("G{}", due_total(tariff))
}

/// The cells of a mission that are the same for every year.
pub struct MissionCells {
    pub row: &'static MissionRow,
    /// Whether it is taken on in the year, on "Entrées" like the next two.
    pub selected: String,
    /// Its achievement rate in the year.
    pub rate: String,
    /// Its first day in the contract.
    pub start: String,
    /// Its fixed part of "Barème" at the size that counts, like the next two.
    pub fixed: String,
    /// The fixed part in years that update its plan; the same where it has no plan.
    pub update: String,
    /// The ceiling of its variable part.
    pub variable: String,
    input_row: usize,
    days_row: usize,
    due_row: usize,
}

/// The cells of the missions of a tariff.
pub fn missions(tariff: &'static Tariff) -> Vec<MissionCells> {
    let mut next_amount = FIRST_AMOUNT;
    let cells = |(index, row): (usize, &'static MissionRow)| {
        let fixed_row = next_amount;
        let update_row = fixed_row + usize::from(row.update.is_some());
        let variable_row = update_row + 1;
        next_amount = variable_row + 1;
        let input_row = FIRST_INPUT + index;
        MissionCells {
            row,
            selected: format!("${SELECTED}{input_row}"),
            rate: format!("${RATE}{input_row}"),
            start: format!("${START}{input_row}"),
            fixed: at_size(fixed_row),
            update: at_size(update_row),
            variable: at_size(variable_row),
            input_row,
            days_row: FIRST_DAYS + index,
            due_row: due_functioning(tariff) + 2 + index * DUE_ROWS,
        }
    };
    tariff.missions.iter().enumerate().map(cells).collect()
}

/// The cells of a contract year, in its column of "Contrat".
pub struct YearCells {
    /// From 1.
    pub number: usize,
    pub from: String,
    /// The day after its last one.
    pub to: String,
    pub days_of_year: String,
    pub functioning: String,
    pub additional: String,
    /// The last amount above the total.
    pub last_due: String,
    /// Whether there is a crisis, on "Entrées".
    pub crisis: &'static str,
    column: char,
    rate_column: char,
}

/// The cells of the contract years.
pub fn contract_years(tariff: &Tariff) -> [YearCells; YEARS] {
    let columns = ['B', 'C', 'D', 'E', 'F'];
    std::array::from_fn(|index| {
        let column = columns[index];
        let functioning = due_functioning(tariff);
        YearCells {
            number: index + 1,
            from: format!("{column}4"),
            to: format!("{column}5"),
            days_of_year: format!("{column}6"),
            functioning: format!("{column}{functioning}"),
            additional: format!("{column}{}", functioning + 1),
            last_due: format!("{column}{}", due_total(tariff) - 1),
            crisis: CRISIS_YEARS[index],
            column,
            rate_column: YEAR_RATES[index],
        }
    })
}

/// The cells of a mission in a contract year, on "Contrat" except for the rate.
pub struct DueCells {
    /// Its achievement rate, on "Entrées".
    pub rate: String,
    /// The days that count for it.
    pub days: String,
    pub fixed: String,
    pub variable: String,
    pub fixed_uplift: String,
    pub variable_uplift: String,
}

impl MissionCells {
    /// Its cells in a contract year.
    pub fn in_year(&self, year: &YearCells) -> DueCells {
        let due = |row: usize| format!("{}{}", year.column, self.due_row + row);
        DueCells {
            rate: format!("{}{}", year.rate_column, self.input_row),
            days: format!("{}{}", year.column, self.days_row),
            fixed: due(0),
            variable: due(1),
            fixed_uplift: due(2),
            variable_uplift: due(3),
        }
    }
}
