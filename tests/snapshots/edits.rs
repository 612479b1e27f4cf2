//! What is chosen, one thing after the other, and what the page then shows.

use simulateur_cpts::contract::Contract;
use simulateur_cpts::link::{Section, read, write};
use simulateur_cpts::money::Euros;
use simulateur_cpts::scenario::{
    Action, CrisisPlan, Mission, Other, Scenario, Size, Start as Begin,
};
use simulateur_cpts::schedule::plan;
use simulateur_cpts::tariff;
use simulateur_cpts::view::Start;
use simulateur_cpts::view::model::Msg;

use super::shown::{Shown, plain};
use super::views::{after, at, chosen, draft, every_line, rate, scenario, signed, start, typed};

const DIFFERS: &str = "ne correspond pas à ce nombre d’habitants";
const SET_ASIDE: &str = "Elle est mise de côté";
const BROKEN: &str = "Le lien n’a pas pu être lu en entier.";

/// The page after choices, one after the other.
fn choosing(start: Start, actions: impl IntoIterator<Item = Action>) -> Shown {
    Shown::of(after(start, actions.into_iter().map(Msg::Choose)))
}

#[test]
fn a_population_selects_its_size_and_another_size_differs() {
    let opened = Shown::of(typed(at(""), &[("habitants", "155 520")]));
    assert_eq!(opened.total(), 370_000_00);
    assert!(opened.says("Il manque 19 481 habitants") && !opened.says(DIFFERS));
    let larger = Shown::of(typed(at(""), &[("habitants", "200 000")]));
    assert!(larger.total() == 435_000_00 && larger.field("taille-4").is_checked);

    let small = typed(at(""), &[("habitants", "30 000")]);
    let emptied = Shown::of(typed(small.clone(), &[("habitants", "")]));
    assert!(emptied.total() == 225_000_00 && emptied.field("taille-1").is_checked);
    assert!(!emptied.field("habitants").is_invalid);

    let other = after(small, [Msg::Choose(Action::Size(Size::ALL[2]))]);
    let shown = Shown::of(other.clone());
    assert!(shown.total() == 370_000_00 && shown.says(DIFFERS));
    assert_eq!(plain(&shown.field("habitants").value), "30 000");
    let again = Shown::of(typed(other, &[("habitants", "30 001")]));
    assert!(again.total() == 225_000_00 && !again.says(DIFFERS));
}

#[test]
fn the_uplift_comes_with_size_4_and_100_members_and_goes_with_either() {
    let start = after(at(""), [Msg::Choose(Action::Size(Size::ALL[3]))]);
    let with = typed(start, &[("membres", "100")]);
    assert_eq!(Shown::of(with.clone()).amounts()["uplift"], 34_500_00);
    assert_eq!(Shown::of(with.clone()).total(), 469_500_00);
    assert_eq!(Shown::of(typed(with.clone(), &[("membres", "99")])).total(), 435_000_00);
    assert_eq!(choosing(with, [Action::Size(Size::ALL[2])]).total(), 370_000_00);
}

#[test]
fn the_three_cases_and_the_amount_for_each_inhabitant_follow() {
    let half = Shown::of(typed(at(""), &[("taux-acces", "50")]));
    let cases = half.rows("Le total à côté");
    for (row, amount) in cases.iter().zip(["272 500 €", "352 500 €", "370 000 €"]) {
        assert!(row[1].starts_with(amount), "{row:?}");
    }
    assert!(!half.says("par habitant"));
    assert!(Shown::of(typed(at(""), &[("habitants", "100 000")])).says("3,70 €, par habitant"));
    let near = Shown::of(typed(at(""), &[("habitants", "81 000")]));
    assert!(near.says("elle apporterait 75 000 € de moins par an"));
}

#[test]
fn an_explanation_shows_the_user_s_own_numbers() {
    for (text, formula) in [("80", "35 000 € × 80 %"), ("20,5", "35 000 € × 20,50 %")] {
        let page = Shown::explained(typed(at(""), &[("taux-acces", text)]));
        assert!(page.says(formula), "{formula}");
    }
}

#[test]
fn a_reset_takes_wrong_texts_with_it() {
    let wrong = [("habitants", "abc"), ("membres", "-1")];
    let page =
        Shown::of(after(typed(chosen(Section::Simulator, &every_line()), &wrong), [Msg::Reset]));
    assert_eq!(page.total(), 370_000_00);
    for (id, _) in wrong {
        assert!(page.field(id).value.is_empty() && !page.field(id).is_invalid, "{id}");
    }
    assert!(!page.says("Dernier résultat valable"));
}

#[test]
fn another_tariff_keeps_what_was_chosen() {
    let current = Action::Tariff(tariff::current());
    let crisis = [Action::Plan(CrisisPlan::Update), Action::Crisis(true)];
    let start = chosen(Section::Simulator, &crisis);
    assert_eq!(Shown::of(start.clone()).total(), 415_000_00);
    let old = choosing(start.clone(), [draft()]);
    assert_eq!(old.total(), 250_000_00);
    assert!(old.says(SET_ASIDE) && old.says("Ce barème n’est pas en vigueur."));
    assert!(!old.has("mission-crise"));
    let back = choosing(start, [draft(), current]);
    assert!(
        back.total() == 415_000_00 && !back.says(SET_ASIDE) && !back.says("n’est pas en vigueur")
    );
    assert!(back.field("plan-miseajour").is_checked && back.field("crise-survient").is_checked);

    let population = typed(at(""), &[("habitants", "75000")]);
    assert_eq!(Shown::of(population.clone()).total(), 295_000_00);
    assert_eq!(choosing(population.clone(), [draft()]).total(), 250_000_00);
    assert_eq!(choosing(population, [draft(), current]).total(), 295_000_00);

    let all = chosen(Section::Simulator, &elaborate());
    let before = Shown::of(all.clone());
    // 75 000 + 56 250 + (90 000 + 28 000) + (45 000 + 14 998.50) + 35 000 + 15 000 + 20 000 + 90 000
    assert_eq!(before.total(), 469_248_50);
    // 75 000 + (25 000 + 20 000) + (45 000 + 14 998.50) + 35 000 + 15 000 + 20 000
    assert_eq!(choosing(all.clone(), [draft()]).total(), 249_998_50);
    let back = choosing(all, [draft(), current]);
    assert_eq!((back.amounts(), back.controls()), (before.amounts(), before.controls()));
}

/// A situation in which every field differs from the start.
fn elaborate() -> [Action; 11] {
    [
        Action::Population(Some(180_000)),
        Action::Size(Size::ALL[2]),
        Action::Members(120),
        signed("2022-09-29"),
        Action::Rate(Mission::Acces, rate(80_00)),
        Action::Rate(Mission::Parcours, rate(33_33)),
        Action::Select(Mission::Qualite, true),
        Action::Rate(Mission::Qualite, rate(0)),
        Action::Select(Mission::Accompagnement, true),
        Action::Plan(CrisisPlan::Update),
        Action::Crisis(true),
    ]
}

#[test]
fn the_result_says_how_the_total_changed_and_what_a_crisis_brings() {
    let smaller = choosing(at(""), [Action::Size(Size::ALL[1])]);
    assert!(smaller.says("− 75 000 € depuis la dernière modification"));
    let dropped = choosing(at(""), [Action::Select(Mission::Prevention, false)]);
    assert!(dropped.total() == 335_000_00 && dropped.says("À démarrer."));
    let uplifted = [Action::Size(Size::ALL[3]), Action::Members(100)];
    let page = choosing(at(""), uplifted);
    let row = page.rows("Répartition").into_iter().find(|row| row[0] == "Si une crise survient");
    assert!(row.unwrap()[1].starts_with("+ 82 500 €") && page.total() == 469_500_00);
    let crisis = choosing(at(""), uplifted.into_iter().chain([Action::Crisis(true)]));
    assert_eq!(crisis.total(), 552_000_00);
}

/// In euros and cents, as the table of the other structures reads them: what a contract pays, and the fund.
#[test]
fn the_community_beside_the_other_structures_follows_its_contract() {
    const UNSIGNED: &str = "Sans date de signature, la CPTS compte";
    let size_2 = Action::Size(Size::ALL[1]);
    let unsigned = Shown::of(chosen(Section::Structures, &[size_2]));
    assert_eq!(five(&unsigned, "CPTS"), "345 000 €|622 500 €|900 000 €|1 177 500 €|1 455 000 €");
    assert!(unsigned.says(UNSIGNED));
    let edits = [size_2, signed("2027-01-01"), Action::AllStarts(Begin::AtLimit)];
    let plan = plan(&Contract::of(&scenario(&edits)).unwrap());
    let mut sum = Euros::whole(50_000);
    let expected = plan.years.iter().map(|year| {
        sum += year.due.total();
        plain(&sum.to_string())
    });
    let expected = expected.collect::<Vec<_>>().join("|");
    let page = Shown::of(chosen(Section::Structures, &edits));
    assert_eq!((five(&page, "CPTS"), page.says(UNSIGNED)), (expected, false));
}

#[test]
fn without_a_signature_a_contract_has_no_amounts() {
    const ASK: &str = "Indiquez la date de signature";
    let unsigned = at("#/contrat");
    let signed = typed(unsigned.clone(), &[("signature", "01/01/2027")]);
    let emptied = typed(signed.clone(), &[("signature", "")]);
    for (start, asks) in [(unsigned, true), (signed, false), (emptied, true)] {
        let page = Shown::of(start);
        assert_eq!(page.says(ASK), asks);
        assert_eq!(page.amounts().keys().any(|path| path.starts_with("plan")), !asks);
    }
}

/// The days on which the four core missions start.
fn starts(page: &Shown) -> [String; 4] {
    ["acces", "crise", "parcours", "prevention"]
        .map(|slug| page.field(&format!("debut-{slug}")).value)
}

#[test]
fn one_button_starts_all_missions_and_they_follow_the_signature() {
    let first = [signed("2027-08-31"), start(Mission::Prevention, "2029-05-06")];
    let page = chosen(Section::Contract, &first);
    let limits = after(page, [Msg::Choose(Action::AllStarts(Begin::AtLimit))]);
    let expected = ["29/02/2028", "29/02/2028", "31/08/2028", "31/08/2028"];
    assert_eq!(starts(&Shown::of(limits.clone())), expected);
    assert!(!Shown::of(limits.clone()).says("démarre après"));
    let moved = typed(limits, &[("signature", "15/01/2027")]);
    let expected = ["15/07/2027", "15/07/2027", "15/01/2028", "15/01/2028"];
    assert_eq!(starts(&Shown::of(moved.clone())), expected);
    let at_once = after(moved, [Msg::Choose(Action::AllStarts(Begin::AtSignature))]);
    assert_eq!(starts(&Shown::of(at_once.clone())), ["15/01/2027"; 4]);
    let moved = typed(at_once, &[("signature", "2027-02-28")]);
    assert_eq!(starts(&Shown::of(moved)), ["28/02/2027"; 4]);
}

#[test]
fn a_signature_moved_after_a_start_points_it_out() {
    let edits = [signed("2027-01-01"), start(Mission::Acces, "2027-07-01")];
    let page = Shown::of(typed(chosen(Section::Contract, &edits), &[("signature", "2027-10-01")]));
    let field = page.field("debut-acces");
    assert!(field.is_invalid && field.description.contains("compte à partir de la signature"));
    assert!(!page.says("Dernier résultat valable"));
    let counted = [signed("2027-10-01"), start(Mission::Acces, "2027-10-01")];
    assert_eq!(page.amounts(), Shown::of(chosen(Section::Contract, &counted)).amounts());
}

#[test]
fn a_start_is_late_after_its_limit_and_pointless_after_the_end() {
    let signed = chosen(Section::Contract, &[signed("2027-01-01")]);
    for (date, late, after_the_end) in [
        ("2027-07-01", false, false),
        ("2027-07-02", true, false),
        ("2031-12-31", true, false),
        ("2032-01-01", true, true),
        ("", false, false),
    ] {
        let page = Shown::of(typed(signed.clone(), &[("debut-acces", date)]));
        assert_eq!(page.says("démarre après le délai du contrat"), late, "{date}");
        assert_eq!(page.says("démarre après la fin du contrat"), after_the_end, "{date}");
    }
    let dropped = choosing(signed, [Action::Select(Mission::Prevention, false)]);
    assert!(dropped.says("Mission socle à démarrer"));
}

/// The five amounts of a structure, as they are read.
fn five(page: &Shown, structure: &str) -> String {
    let rows = page.rows("Montants cumulés");
    rows.iter().find(|row| row[0] == structure).unwrap()[2..].join("|")
}

#[test]
fn each_field_of_a_structure_changes_its_row_and_the_link() {
    let mut page = at("#/structures");
    for (id, text, structure, expected) in [
        ("ess-medecins", "120", "ESS", "180 000 €|280 000 €|380 000 €|480 000 €|580 000 €"),
        ("ess-medecins", "8 médecins", "ESS", "130 000 €|180 000 €|230 000 €|280 000 €|330 000 €"),
        ("msp-points", "8 500", "MSP", "109 500 €|169 000 €|228 500 €|288 000 €|347 500 €"),
        ("msp-fir", "35k€", "MSP", "94 500 €|154 000 €|213 500 €|273 000 €|332 500 €"),
        ("esp-fir", "0", "ESP", "0 €|0 €|0 €|0 €|0 €"),
        ("cpts-fir", "30 000", "CPTS", "400 000 €|747 500 €|1 095 000 €|1 442 500 €|1 790 000 €"),
    ] {
        page = typed(page, &[(id, text)]);
        assert_eq!(five(&Shown::of(page.clone()), structure), expected, "{id}");
    }
    let page = Shown::of(page);
    let link = page
        .page()
        .all()
        .find_map(|element| element.attr("href").filter(|to| to.contains("esp-fir")));
    let link = link.expect("the scenario is in a link").replacen("#/?", "#/structures?", 1);
    assert_eq!(Shown::of(at(&link)).rows("Montants cumulés"), page.rows("Montants cumulés"));
    assert_eq!(plain(&Shown::of(at(&link)).field("msp-points").value), "8 500");

    let emptied = chosen(Section::Structures, &[Action::Other(Other::CptsFir, Some(1))]);
    let emptied = Shown::of(after(typed(emptied, &[("cpts-fir", "")]), []));
    assert_eq!(five(&emptied, "CPTS"), five(&Shown::of(at("#/structures")), "CPTS"));
}

#[test]
fn a_link_cut_anywhere_still_opens_and_says_so() {
    let whole: Scenario = scenario(&every_line());
    for section in [Section::Simulator, Section::Contract] {
        let link = write(section, &whole);
        let amounts = Shown::of(at(&link)).amounts();
        let query = link.find('?').unwrap();
        for length in query + 2..link.len() {
            assert!(!read(&link[..length]).remarks.is_empty(), "{}", &link[..length]);
        }
        for length in (query + 2..link.len()).step_by(17) {
            let page = Shown::of(at(&link[..length]));
            assert!(page.says(BROKEN) && page.amounts().contains_key("total"), "{length}");
        }
        let last = Shown::of(at(&link[..link.len() - 1]));
        assert!(last.says(BROKEN) && last.amounts() == amounts);
    }
    let link = write(Section::Simulator, &whole);
    let page = Shown::of(at(&link));
    assert!(!page.says(BROKEN));
    for tariff in ["aci-2031", "aci-202"] {
        let wrong = Shown::of(at(&link.replace("aci-2022", tariff)));
        assert!(wrong.says(BROKEN) && wrong.total() == page.total(), "{tariff}");
    }
}
