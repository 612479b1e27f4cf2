//! Scenarios side by side: the same figures of each, and how far they are from the first one.

use crate::contract::Contract;
use crate::engine::simulate;
use crate::money::{Euros, percent_more, signed};
use crate::scenario::Scenario;
use crate::schedule::plan;

/// One figure of every scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    /// What it is.
    pub name: String,
    /// Whether it sums up the rows above it.
    pub sum: bool,
    /// Its amount in each scenario; `None` where the day of signature is not known.
    pub amounts: Vec<Option<Euros>>,
}

/// The figures of one year, then of five.
#[must_use]
pub fn compare(scenarios: &[Scenario]) -> (Vec<Figures>, Vec<Figures>) {
    let simulations: Vec<_> = scenarios.iter().map(simulate).collect();
    let of_year = |name: &str, sum, amount: &dyn Fn(usize) -> Euros| Figures {
        name: name.to_string(),
        sum,
        amounts: (0..scenarios.len()).map(|index| Some(amount(index))).collect(),
    };
    let year = |index: usize| &simulations[index].year;
    let mut one = vec![
        of_year("Fonctionnement", false, &|of| year(of).functioning.amount),
        of_year("Financement additionnel", false, &|of| year(of).additional.amount),
        of_year("Parts fixes", false, &|of| year(of).fixed()),
        of_year("Parts variables", false, &|of| year(of).variable()),
        of_year("Majoration", false, &|of| year(of).uplift()),
        of_year("Financement annuel", true, &|of| year(of).total()),
        of_year("Année habituelle", false, &|of| simulations[of].usual_year),
    ];
    one.retain(|figures| figures.amounts.iter().any(|amount| *amount != Some(Euros::ZERO)));
    (one, five_years(scenarios))
}

fn five_years(scenarios: &[Scenario]) -> Vec<Figures> {
    let plans: Vec<_> =
        scenarios.iter().map(|scenario| Contract::of(scenario).map(|of| plan(&of))).collect();
    let row = |name: String, sum, amount: &dyn Fn(&crate::schedule::Plan) -> Euros| Figures {
        name,
        sum,
        amounts: plans.iter().map(|plan| plan.as_ref().map(amount)).collect(),
    };
    let mut rows = Vec::new();
    for index in 0..crate::contract::YEARS {
        let name = format!("Dû, année\u{a0}{} du contrat", index + 1);
        rows.push(row(name, false, &|plan| plan.years[index].due.total()));
    }
    rows.push(row("Dû sur cinq ans".to_string(), true, &|plan| plan.total()));
    rows.push(row("Reçu les douze premiers mois".to_string(), false, &|plan| {
        plan.first_payments().map(|payment| payment.amount).sum()
    }));
    rows
}

/// `+ 12 000 € (+ 4,2 %)`; `=` where nothing differs.
#[must_use]
pub fn difference(reference: Euros, amount: Euros) -> String {
    if amount == reference {
        return "=".to_string();
    }
    let more = signed(amount - reference);
    percent_more(reference, amount).map_or(more.clone(), |percent| format!("{more} ({percent})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::scenario::{Action, Size};

    #[test]
    fn every_scenario_has_its_figure_in_every_row() {
        let opening = Scenario::opening();
        let signed = opening
            .after(Action::Size(Size::ALL[1]))
            .after(Action::Signature(date::read_iso("2027-01-01").ok()));
        let (one, five) = compare(&[opening, signed]);
        let named = |rows: &[Figures], name: &str| {
            rows.iter().find(|row| row.name == name).unwrap().amounts.clone()
        };
        let total = named(&one, "Financement annuel");
        assert_eq!(total, [Some(Euros::whole(370_000)), Some(Euros::whole(295_000))]);
        assert!(one.iter().all(|row| row.name != "Majoration"), "rows of nothing are left out");
        let due = named(&five, "Dû sur cinq ans");
        assert_eq!(due, [None, Some(Euros::whole(295_000 + 4 * 277_500))]);
    }

    #[test]
    fn differences_are_said_in_euros_and_percent() {
        for (reference, amount, said) in [
            (370_000, 295_000, "\u{2212}\u{a0}75\u{202f}000\u{a0}€ (\u{2212}\u{a0}20,3\u{a0}%)"),
            (200_000, 300_000, "+\u{a0}100\u{202f}000\u{a0}€ (+\u{a0}50\u{a0}%)"),
            (370_000, 369_825, "\u{2212}\u{a0}175\u{a0}€ (moins de 0,1\u{a0}%)"),
            (0, 5, "+\u{a0}5\u{a0}€"),
            (5, 5, "="),
        ] {
            assert_eq!(difference(Euros::whole(reference), Euros::whole(amount)), said);
        }
    }
}
