//! The result of the five-year contract: what is due, what arrives in the bank, and when.

use yew::prelude::*;

use crate::alert;
use crate::chart;
use crate::date;
use crate::engine::total;
use crate::explain::plan::{PlanFigure, kind_name, subject_name, year_name};
use crate::money::Euros;
use crate::schedule::{ContractYear, Plan, Subject, full_first_year};
use crate::view::Page;
use crate::view::figure::{Figure, explained, plan_panel};
use crate::view::grid::{Cell, Grid, Row, grid};
use crate::view::model::{Model, Msg};
use crate::view::note::contract_note;
use crate::view::result::{alert_card, column, status};

/// The column beside the questions.
pub fn result(model: &Model, dispatch: &Callback<Msg>, plan: Option<&Plan>, actions: Html) -> Html {
    column(html! {
        <>
            <div class="cpts-card cpts-total">
                { match plan {
                    Some(plan) => headline(model, dispatch, plan),
                    None => no_signature(model),
                } }
            </div>
            { actions }
            if let Some(plan) = plan {
                { alert_card(alert::contract_alerts(plan).into_iter()) }
            }
        </>
    })
}

fn no_signature(model: &Model) -> Html {
    const ASK: &str = "Indiquez la date de signature pour voir ce qui est dû et ce qui est versé.";
    html! {
        <>
            <p class="cpts-total__label">{ "Cinq ans de contrat" }</p>
            <p class="cpts-total__ask">{ ASK }</p>
            { status(model, ASK.to_string()) }
        </>
    }
}

/// What arrives in the first twelve months, in euros.
pub fn first_cash(plan: &Plan) -> Euros {
    plan.first_payments().map(|payment| payment.amount).sum()
}

fn headline(model: &Model, dispatch: &Callback<Msg>, plan: &Plan) -> Html {
    let (cash, table) = (first_cash(plan), total(&full_first_year(&plan.contract)));
    let figure = |figure, value, subject: &str| {
        explained(model, dispatch, Figure::Plan(figure), value, subject)
    };
    let open = |of| plan_panel(model, plan, Figure::Plan(of));
    let sentence = format!(
        "Reçu les douze premiers mois\u{a0}: {cash}. Dû sur cinq ans\u{a0}: {}.",
        plan.total()
    );
    html! {
        <>
            <p class="cpts-total__label">{ "Reçu les douze premiers mois" }</p>
            <div class="cpts-total__sum">
                { figure(PlanFigure::FirstCash, cash, "reçu les douze premiers mois") }
            </div>
            { status(model, sentence) }
            <p>
                { "Le barème, lu pour une première année complète, donne " }
                { figure(PlanFigure::FirstTable, table, "première année complète") }
                { compared(cash, table) }
            </p>
            <p class="cpts-total__delta">
                { "Dû sur cinq ans\u{a0}: " }
                { figure(PlanFigure::Total, plan.total(), "dû sur cinq ans") }
            </p>
            <div>
                { for [PlanFigure::FirstCash, PlanFigure::FirstTable, PlanFigure::Total]
                    .into_iter()
                    .filter_map(open) }
            </div>
        </>
    }
}

/// The rest of the sentence on the cash of the first year.
fn compared(cash: Euros, table: Euros) -> String {
    if cash < table {
        format!("\u{a0}: comptez {} de moins.", table - cash)
    } else {
        ".".to_string()
    }
}

/// The tables below, in the width of the page.
pub fn tables(model: &Model, page: &Page, plan: &Plan) -> Html {
    let dispatch = page.dispatch;
    html! {
        <div class="cpts-wide">
            <section class="cpts-card" aria-labelledby="titre-du">
                <h2 id="titre-du">{ "Ce qui est dû, par année du contrat" }</h2>
                { due(model, dispatch, plan) }
            </section>
            <section class="cpts-card" aria-labelledby="titre-recu">
                <h2 id="titre-recu">{ "Ce qui arrive, par année civile" }</h2>
                <div class="cpts-halves">
                    <figure>
                        { Html::from_html_unchecked(AttrValue::from(chart::plan(plan))) }
                        <figcaption class="cpts-hint">
                            { "Droits ouverts\u{a0}: ce qui est dû pour les années commencées. L’écart avec \
                               l’argent reçu est à avancer sur votre trésorerie." }
                        </figcaption>
                    </figure>
                    { cash(model, dispatch, plan) }
                </div>
            </section>
            <section class="cpts-card" aria-labelledby="titre-dates">
                <h2 id="titre-dates">{ "Les versements, date par date" }</h2>
                { payments(model, dispatch, plan) }
            </section>
            { contract_note(model, page, plan) }
        </div>
    }
}

fn due(model: &Model, dispatch: &Callback<Msg>, plan: &Plan) -> Html {
    let mut head = vec![("Ligne".to_string(), String::new())];
    head.extend(plan.years.iter().map(|year| {
        (format!("Année\u{a0}{}", year.index), format!("dès le {}", date::short(year.from)))
    }));
    head.push(("Cinq ans".to_string(), String::new()));
    let mut rows: Vec<Row> =
        plan.subjects().into_iter().map(|subject| subject_row(plan, subject)).collect();
    rows.push(sum_row(plan, "Total", Some("cpts-grid__sum"), PlanFigure::Year, |year| {
        year.due.total()
    }));
    rows.push(sum_row(plan, "dont parts fixes", None, PlanFigure::Fixed, |year| year.due.fixed()));
    rows.push(sum_row(plan, "dont parts variables", None, PlanFigure::Variable, |year| {
        year.due.variable()
    }));
    if plan.years.iter().any(|year| year.due.uplift() > Euros::ZERO) {
        let uplift = |year: &ContractYear| year.due.uplift();
        rows.push(sum_row(plan, "dont majoration", None, PlanFigure::Uplift, uplift));
    }
    let panel = |figure| plan_panel(model, plan, figure);
    let caption = "Montants dus, en euros";
    grid(model, dispatch, &Grid { caption, head, rows, panel: &panel })
}

fn subject_row(plan: &Plan, subject: Subject) -> Row {
    let name = subject_name(subject);
    let cell = |year: &ContractYear| {
        let started = match subject {
            Subject::Mission(mission) => year.due.line(mission).is_some(),
            _ => year.due_for(subject) > Euros::ZERO,
        };
        let figure = Figure::Plan(PlanFigure::Line(year.index, subject));
        let subject_of_cell = format!("{name}, {}", year_name(year));
        if started {
            Cell::Amount(year.due_for(subject), figure, subject_of_cell)
        } else {
            Cell::Text("–".to_string())
        }
    };
    let total = plan.years.iter().map(|year| year.due_for(subject)).sum();
    let figure = Figure::Plan(PlanFigure::SubjectTotal(subject));
    let mut cells: Vec<_> = plan.years.iter().map(cell).collect();
    cells.push(Cell::Amount(total, figure, format!("{name}, cinq ans")));
    Row { class: None, head: name.to_string(), cells }
}

fn sum_row(
    plan: &Plan,
    name: &str,
    class: Option<&'static str>,
    figure: fn(u8) -> PlanFigure,
    amount: impl Fn(&ContractYear) -> Euros,
) -> Row {
    let cell = |year: &ContractYear| {
        let subject = format!("{name}, {}", year_name(year));
        Cell::Amount(amount(year), Figure::Plan(figure(year.index)), subject)
    };
    let mut cells: Vec<_> = plan.years.iter().map(cell).collect();
    let total: Euros = plan.years.iter().map(&amount).sum();
    cells.push(match class {
        Some(_) => Cell::Amount(total, Figure::Plan(PlanFigure::Total), "cinq ans".to_string()),
        None => Cell::Text(total.number()),
    });
    Row { class: Some(class.unwrap_or("cpts-grid__of")), head: name.to_string(), cells }
}

/// Received by calendar year, and where due and received stand at its end: the chart in figures.
fn cash(model: &Model, dispatch: &Callback<Msg>, plan: &Plan) -> Html {
    let head = [
        ("Année", ""),
        ("Reçu", ""),
        ("Reçu", "depuis le début"),
        ("Droits ouverts", "depuis le début"),
    ];
    let head = head.map(|(title, detail)| (title.to_string(), detail.to_string()));
    let row = |(year, amount): (i32, Euros)| {
        let end = date::year_end(year);
        let figure = Figure::Plan(PlanFigure::Calendar(year));
        Row {
            class: None,
            head: year.to_string(),
            cells: vec![
                Cell::Amount(amount, figure, format!("reçu en {year}")),
                Cell::Text(plan.paid_by(end).number()),
                Cell::Text(plan.due_by(end).number()),
            ],
        }
    };
    let rows = plan.calendar_years().into_iter().map(row).collect();
    let panel = |figure| plan_panel(model, plan, figure);
    let caption = "Argent reçu, en euros, au 31\u{a0}décembre";
    grid(model, dispatch, &Grid { caption, head: head.to_vec(), rows, panel: &panel })
}

fn payments(model: &Model, dispatch: &Callback<Msg>, plan: &Plan) -> Html {
    let head = ["Date", "Objet", "Montant"];
    let head = head.map(|title| (title.to_string(), String::new())).to_vec();
    let rows = plan.payments.iter().enumerate().map(|(index, payment)| Row {
        class: None,
        head: date::short(payment.date),
        cells: vec![
            Cell::Label(format!(
                "{}, année\u{a0}{}, {}",
                subject_name(payment.subject),
                payment.contract_year,
                kind_name(payment),
            )),
            Cell::Amount(
                payment.amount,
                Figure::Plan(PlanFigure::Payment(index)),
                format!("versé le {}", date::long(payment.date)),
            ),
        ],
    });
    let panel = |figure| plan_panel(model, plan, figure);
    let caption = "Versements, en euros";
    grid(model, dispatch, &Grid { caption, head, rows: rows.collect(), panel: &panel })
}
