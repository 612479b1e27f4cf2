//! A five-year contract from plain data, or exactly what is wrong with it.

use time::Date;

use super::{Object, Read, Value, boolean, community, day, integer, missions, rate, refuse};
use crate::contract::{Contract, Engagement, MAX_DELAY_IN_MONTHS, YEARS};
use crate::money::Rate;

/// Reads a `Contract` of the API.
///
/// # Errors
///
/// As [`scenario`](super::scenario).
pub fn contract(value: &Value) -> Read<Contract> {
    let root = Object::new("", value)?;
    root.only(&[
        "tariff",
        "population",
        "size",
        "members",
        "signature",
        "missions",
        "prorateVariable",
        "balanceDelayMonths",
    ])?;
    let community = community(&root)?;
    let Some(signature) = community.signature else {
        return refuse("signature", "not-a-date", "la date de signature est nécessaire");
    };
    let delay = root.optional("balanceDelayMonths", |path, value| {
        integer(path, value, 0, MAX_DELAY_IN_MONTHS.into())
    })?;
    let mut contract = Contract {
        tariff: community.tariff,
        territory: community.territory,
        members: community.members,
        signature,
        engagements: [None; 6],
        crisis_years: [false; YEARS],
        prorate_variable: root.optional("prorateVariable", boolean)?.unwrap_or(true),
        balance_delay_in_months: delay.and_then(|months| u8::try_from(months).ok()).unwrap_or(0),
    };
    for (mission, chosen) in missions(contract.tariff, &root.child("missions")?)? {
        let rates = if mission.is_rated() {
            chosen.only(&["start", "rate", "rates"])?;
            engagement_rates(&chosen)?
        } else {
            chosen.only(&["start", "crisisYears"])?;
            contract.crisis_years =
                chosen.optional("crisisYears", crisis_years)?.unwrap_or_default();
            [Rate::FULL; YEARS]
        };
        let start = chosen.optional("start", |path, value| start(path, value, signature))?;
        let start = start.unwrap_or(signature);
        contract.engagements[mission as usize] = Some(Engagement { start, rates });
    }
    Ok(contract)
}

fn start(path: &str, value: &Value, signature: Date) -> Read<Date> {
    let start = day(path, value)?;
    if start < signature {
        let accepted = "une mission démarre à la date de signature ou après";
        return refuse(path, "start-before-signature", accepted);
    }
    Ok(start)
}

fn engagement_rates(chosen: &Object) -> Read<[Rate; YEARS]> {
    let one = chosen.optional("rate", rate)?;
    let several = chosen.optional("rates", |path, value| {
        let accepted = "une liste de 5 taux de 0 à 100, un par année du contrat, est attendue";
        let read: Vec<Rate> = items(path, value, accepted, rate)?;
        read.try_into().or_else(|_| refuse(path, "out-of-range", accepted))
    })?;
    match (one, several) {
        (Some(_), Some(_)) => refuse(
            &chosen.path_of("rates"),
            "rate-and-rates",
            "indiquez un seul taux (rate) ou un taux par année (rates), pas les deux",
        ),
        (_, Some(rates)) => Ok(rates),
        (one, None) => Ok([one.unwrap_or(Rate::FULL); YEARS]),
    }
}

fn crisis_years(path: &str, value: &Value) -> Read<[bool; YEARS]> {
    let accepted = "une liste d’années du contrat, de 1 à 5, est attendue";
    let years = items(path, value, accepted, |path, value| integer(path, value, 1, 5))?;
    let mut marked = [false; YEARS];
    for year in years {
        marked[year as usize - 1] = true;
    }
    Ok(marked)
}

/// Reads every item of a list.
fn items<T>(
    path: &str,
    value: &Value,
    accepted: &str,
    read: impl Fn(&str, &Value) -> Read<T>,
) -> Read<Vec<T>> {
    let Value::List(items) = value else { return refuse(path, "not-an-object", accepted) };
    let item = |(index, item): (usize, &Value)| {
        let path = format!("{path}.{index}");
        if *item == Value::Null { refuse(&path, "null", accepted) } else { read(&path, item) }
    };
    items.iter().enumerate().map(item).collect()
}
