//! Every amount of the year and of the contract is the engine's, whatever is chosen.

use std::collections::BTreeMap;

use simulateur_cpts::alert;
use simulateur_cpts::api;
use simulateur_cpts::contract::Contract;
use simulateur_cpts::date::short;
use simulateur_cpts::engine::simulate;
use simulateur_cpts::link::{Section, write};
use simulateur_cpts::money::Euros;
use simulateur_cpts::scenario::{Action, CrisisPlan, Mission, Scenario, Size};
use simulateur_cpts::schedule::{Plan, Subject, full_first_year, plan};

use super::shown::{Shown, plain};
use super::views::{at, draft, every_line, rate, scenario, signed, start};

fn years() -> Vec<Scenario> {
    let size_4 = Action::Size(Size::ALL[3]);
    let edits: [&[Action]; 8] = [
        &[],
        &[Action::Population(Some(39_999))],
        &[size_4, Action::Members(100)],
        &[signed("2022-09-29")],
        &[Action::Rate(Mission::Prevention, rate(33_33))],
        &every_line(),
        &Mission::ALL.map(|mission| Action::Select(mission, false)),
        &[draft(), size_4, Action::Plan(CrisisPlan::Update)],
    ];
    edits.into_iter().map(scenario).collect()
}

#[test]
fn of_the_year() {
    const ALWAYS: [&str; 6] = ["total", "functioning", "fixed", "variable", "usualYear", "ceiling"];
    for scenario in years() {
        let simulation = simulate(&scenario);
        let exact = serde_json::to_value(api::write::simulation(&simulation)).unwrap();
        let page = Shown::of(at(&write(Section::Simulator, &scenario)));
        let shown = page.amounts();
        for (path, cents) in &shown {
            let value = exact.pointer(&format!("/{}", path.replace('.', "/")));
            let euros =
                value.and_then(serde_json::Value::as_f64).unwrap_or_else(|| panic!("{path}"));
            assert_eq!(format!("{:.0}", euros * 100.0), cents.to_string(), "{path}");
        }
        assert!(ALWAYS.iter().all(|path| shown.contains_key(*path)), "{shown:?}");
        for line in &simulation.year.missions {
            let uplift = line.uplift.is_some().then_some("uplift");
            for part in ["fixed", "variable", "total"].into_iter().chain(uplift) {
                let path = format!("missions.{}.{part}", line.mission.slug());
                assert!(shown.contains_key(&path), "{path}");
            }
        }
    }
}

/// Contracts that differ in everything that changes an amount.
fn contracts() -> Vec<Scenario> {
    let size = |index: usize| Action::Size(Size::ALL[index]);
    let without = |mission| Action::Select(mission, false);
    let with = |mission| Action::Select(mission, true);
    let rates = |mission, rates: [u16; 5]| {
        rates
            .into_iter()
            .enumerate()
            .map(move |(year, of)| Action::YearRate(mission, year, rate(of)))
    };
    let mut by_year = vec![size(2), signed("2027-03-15"), Action::BalanceDelay(5)];
    by_year.extend(rates(Mission::Acces, [50_00, 60_00, 70_50, 80_00, 33_33]));
    by_year
        .extend([Action::Rate(Mission::Parcours, rate(0)), start(Mission::Parcours, "2027-11-30")]);
    by_year.extend([Action::Rate(Mission::Prevention, rate(87_65)), with(Mission::Qualite)]);
    by_year.extend(rates(Mission::Qualite, [0, 25_00, 50_00, 75_00, 100_00]));
    by_year.extend([start(Mission::Qualite, "2029-03-14"), with(Mission::Accompagnement)]);
    by_year.push(start(Mission::Accompagnement, "2028-03-15"));
    let mut uplifted = vec![size(3), Action::Members(120), signed("2022-09-29")];
    uplifted.extend([Action::ProrateVariable(false), Action::BalanceDelay(12)]);
    uplifted
        .extend([Action::Rate(Mission::Acces, rate(66_67)), start(Mission::Acces, "2024-05-17")]);
    uplifted.extend([start(Mission::Parcours, "2023-09-29"), start(Mission::Crise, "2023-01-10")]);
    uplifted.extend([0, 2, 4].map(|year| Action::CrisisYear(year, true)));
    let leap = vec![
        size(0),
        signed("2028-02-29"),
        Action::BalanceDelay(1),
        start(Mission::Acces, "2028-08-29"),
        start(Mission::Parcours, "2029-02-28"),
    ];
    let late = vec![
        size(1),
        signed("2027-01-01"),
        start(Mission::Acces, "2032-01-01"),
        start(Mission::Parcours, "2031-12-31"),
        start(Mission::Crise, "2030-06-15"),
        Action::CrisisYear(0, true),
        Action::CrisisYear(3, true),
    ];
    let of_2019 = vec![
        draft(),
        size(3),
        signed("2019-05-31"),
        Action::BalanceDelay(3),
        start(Mission::Acces, "2019-12-01"),
        start(Mission::Prevention, "2021-05-30"),
        with(Mission::Qualite),
        Action::Rate(Mission::Qualite, rate(40_00)),
    ];
    let mut nothing = vec![signed("2099-12-31")];
    nothing.extend(Mission::ALL.map(without));
    [by_year, uplifted, leap, late, of_2019, nothing].iter().map(|edits| scenario(edits)).collect()
}

/// The amounts of a plan by their path.
fn exact(plan: &Plan) -> BTreeMap<String, i64> {
    let mut exact = BTreeMap::from([("plan.total".to_string(), plan.total().cents())]);
    for (year, amount) in plan.calendar_years() {
        exact.insert(format!("plan.calendarYears.{year}"), amount.cents());
    }
    for (index, payment) in plan.payments.iter().enumerate() {
        exact.insert(format!("plan.payments.{index}.amount"), payment.amount.cents());
    }
    for year in &plan.years {
        let path = |of: &str| format!("plan.years.{}.{of}", year.index);
        exact.insert(path("total"), year.due.total().cents());
        for subject in plan.subjects() {
            let due = year.due_for(subject).cents();
            match subject {
                Subject::Functioning => exact.insert(path("functioning"), due),
                Subject::Additional if due > 0 => exact.insert(path("additional"), due),
                Subject::Mission(mission) if year.due.line(mission).is_some() => {
                    exact.insert(path(&format!("missions.{}.total", mission.slug())), due)
                }
                _ => None,
            };
        }
    }
    exact
}

#[test]
fn of_the_contract() {
    for scenario in contracts() {
        let plan = plan(&Contract::of(&scenario).unwrap());
        let page = Shown::of(at(&write(Section::Contract, &scenario)));
        let mut shown = page.amounts();
        assert_eq!(shown.remove("total"), Some(simulate(&scenario).year.total().cents()));
        assert_eq!(shown, exact(&plan));

        let payments = page.rows("Versements").into_iter().skip(1);
        let payments: Vec<_> = payments.map(|row| (row[0].clone(), row[2].clone())).collect();
        assert_eq!(payments.len(), plan.payments.len());
        for ((date, said), payment) in payments.iter().zip(&plan.payments) {
            assert_eq!(*date, short(payment.date));
            assert!(said.starts_with(&plain(&payment.amount.number())), "{said}");
        }
        let received = page.rows("Argent reçu").into_iter().skip(1);
        let mut sum = Euros::ZERO;
        for (row, (year, amount)) in received.zip(plan.calendar_years()) {
            sum += amount;
            assert_eq!((&row[0], &row[2]), (&year.to_string(), &plain(&sum.number())));
        }

        let first: Euros = plan.first_payments().map(|payment| payment.amount).sum();
        let full = simulate(&full_first_year(&plan.contract)).year.total();
        let text = page.text();
        for amount in [first, full, plan.total()] {
            assert!(text.contains(&plain(&amount.to_string())), "{amount}");
        }
        assert!(
            first >= full
                || text.contains(&format!("{} de moins", plain(&(full - first).to_string())))
        );
        // The banner speaks of a tariff that is not in force.
        for alert in
            alert::contract_alerts(&plan).iter().filter(|alert| alert.code != "tariff-not-current")
        {
            assert!(text.contains(&plain(&alert.message)), "{}", alert.message);
        }
    }
}
