//! Tables of amounts that explain themselves, from data.

use yew::prelude::*;

use crate::money::Euros;
use crate::view::figure::{Figure, explained_number};
use crate::view::model::{Model, Msg};

/// What stands in a cell.
pub enum Cell {
    /// A figure without explanation, or a few words in its place.
    Text(String),
    /// Words.
    Label(String),
    /// A figure, and what it is compared with.
    Compared(String, String),
    /// An amount with its explanation, and what completes its name for screen readers.
    Amount(Euros, Figure, String),
}

/// A row of a table.
#[derive(Default)]
pub struct Row {
    /// Its style, if it has one.
    pub class: Option<&'static str>,
    /// Its title.
    pub head: String,
    /// One cell for each column but the first.
    pub cells: Vec<Cell>,
}

/// A table.
pub struct Grid<'a> {
    /// What it shows, with its unit.
    pub caption: &'a str,
    /// Titles of the columns, and a second line for each.
    pub head: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The explanation of a figure, when it is open.
    pub panel: &'a dyn Fn(Figure) -> Option<Html>,
}

/// Draws a table. An open explanation stands below the row of its figure.
pub fn grid(model: &Model, dispatch: &Callback<Msg>, grid: &Grid) -> Html {
    let columns = grid.head.len().to_string();
    let rows = grid.rows.iter();
    html! {
        <div class="cpts-scroll" role="region" tabindex="0" aria-label={grid.caption.to_string()}>
            <table class="cpts-grid">
                <caption>{ grid.caption }</caption>
                <thead>
                    <tr>
                        { for grid.head.iter().map(|(title, detail)| html! {
                            <th scope="col">{ title.clone() }<small>{ detail.clone() }</small></th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for rows.map(|of| row(model, dispatch, of, &columns, grid.panel)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(
    model: &Model,
    dispatch: &Callback<Msg>,
    row: &Row,
    columns: &str,
    panel: &dyn Fn(Figure) -> Option<Html>,
) -> Html {
    let figures = row.cells.iter().filter_map(|cell| match cell {
        Cell::Amount(_, figure, _) => Some(*figure),
        _ => None,
    });
    // One node, so that the row stays where it is while explanations come and go below it.
    let panels: Html = figures
        .filter_map(panel)
        .map(|open| {
            html! {
                <tr class="cpts-grid__panel"><td colspan={columns.to_string()}>{ open }</td></tr>
            }
        })
        .collect();
    html! {
        <>
            <tr class={row.class}>
                <th scope="row">{ row.head.clone() }</th>
                { for row.cells.iter().map(|of| cell(model, dispatch, of)) }
            </tr>
            { panels }
        </>
    }
}

fn cell(model: &Model, dispatch: &Callback<Msg>, cell: &Cell) -> Html {
    let content = match cell {
        Cell::Text(text) => html! { { text.clone() } },
        Cell::Label(text) => return html! { <td class="cpts-grid__label">{ text.clone() }</td> },
        Cell::Compared(figure, difference) => html! {
            <>{ figure.clone() }<small>{ difference.clone() }</small></>
        },
        Cell::Amount(value, figure, subject) => {
            explained_number(model, dispatch, *figure, *value, subject)
        }
    };
    html! { <td>{ content }</td> }
}
