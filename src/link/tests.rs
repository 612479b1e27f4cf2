use super::*;
use crate::scenario::Action;

fn scenarios() -> Vec<Scenario> {
    let opening = Scenario::opening();
    let rate = Rate::from_hundredths(33_30).unwrap();
    let draft = tariff::find("projet-2019").unwrap();
    let full = opening
        .after(Action::Population(Some(10_000_000)))
        .after(Action::Size(Size::ALL[0]))
        .after(Action::Members(100_000))
        .after(Action::Signature(date::read_iso("2022-09-29").ok()))
        .after(Action::Rate(Mission::Acces, rate))
        .after(Action::Select(Mission::Qualite, true))
        .after(Action::Select(Mission::Parcours, false))
        .after(Action::Plan(CrisisPlan::Update))
        .after(Action::Crisis(true));
    // Every start has a day of its own, and nothing else of the contract is as usual.
    let day = date::read_iso("2027-07-01").unwrap();
    let contract = Mission::ALL
        .into_iter()
        .fold(full, |scenario, mission| {
            scenario
                .after(Action::Select(mission, true))
                .after(Action::Rate(mission, Rate::FULL))
                .after(Action::Start(mission, Start::On(day)))
        })
        .after(Action::ProrateVariable(false))
        .after(Action::BalanceDelay(12));
    let contract =
        (0..YEARS).fold(contract, |scenario, year| scenario.after(Action::CrisisYear(year, true)));
    let dropped = opening
        .after(Action::Rate(Mission::Acces, rate))
        .after(Action::YearRate(Mission::Acces, 1, Rate::ZERO))
        .after(Action::YearRate(Mission::Acces, 4, Rate::FULL))
        .after(Action::AllStarts(Start::AtLimit))
        .after(Action::Select(Mission::Acces, false))
        .after(Action::Plan(CrisisPlan::Update))
        .after(Action::Select(Mission::Crise, false));
    vec![
        opening,
        contract,
        dropped,
        full,
        full.after(Action::Tariff(draft)),
        opening.after(Action::Perimeter(
            Perimeter::read("200000172-74042_13214_2A").unwrap(),
            Some(150_000),
        )),
        opening.after(Action::Population(Some(1))),
        opening.after(Action::Select(Mission::Crise, false)),
        Other::ALL.into_iter().fold(opening, |scenario, other| {
            scenario.after(Action::Other(other, Some(other.most())))
        }),
    ]
}

#[test]
fn a_link_opens_as_the_scenario_it_was_made_from() {
    for section in Section::ALL {
        for scenario in scenarios() {
            let link = write(section, &scenario);
            let reading = read(&link);
            assert_eq!(reading.remarks, Vec::<String>::new(), "{link}");
            assert_eq!(reading.section, section);
            assert_eq!(reading.scenario, Some(scenario), "{link}");
        }
    }
}

#[test]
fn a_link_is_short_and_needs_no_escape() {
    for scenario in scenarios() {
        let link = write(Section::Contract, &scenario);
        assert!(link.len() < 300, "{} characters", link.len());
        let safe = |letter: char| letter.is_ascii_alphanumeric() || "-._=&/?".contains(letter);
        assert!(link.strip_prefix('#').unwrap().chars().all(safe), "{link}");
    }
}

#[test]
fn a_link_cut_anywhere_is_noticed_and_believed_only_as_far_as_it_is_whole() {
    for scenario in scenarios() {
        let link = write(Section::Simulator, &scenario);
        for length in 0..link.len() {
            let reading = read(&link[..length]);
            assert_eq!(reading.remarks.is_empty(), length < 3, "{}", &link[..length]);
            let Some(cut) = reading.scenario else { continue };
            let opening = Scenario::opening();
            for mission in Mission::ALL {
                let choice = cut.choice(mission);
                let expected = [scenario.choice(mission), opening.choice(mission)];
                assert!(expected.iter().any(|known| known.selected == choice.selected));
                assert!(expected.iter().any(|known| known.rate == choice.rate));
            }
            assert!([scenario.members, 0].contains(&cut.members));
        }
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_kept() {
    let reading = read("#/?v=1&taille=9&membres=12&acces=101&foo=1&parcours=50&fin=000000");
    let scenario = reading.scenario.unwrap();
    assert_eq!(scenario.size(), Size::ALL[2]);
    assert_eq!(scenario.members, 12);
    assert!(scenario.choice(Mission::Parcours).selected);
    let remarks = reading.remarks.join("\n");
    for named in ["modifié", "taille", "Améliorer", "foo"] {
        assert!(remarks.contains(named), "{named} in {remarks}");
    }
}

#[test]
fn what_is_said_of_a_contract_is_refused_piece_by_piece() {
    for pair in [
        "acces=80_20270229",
        "acces=80_2027070",
        "acces=80_1-2-3-4",
        "acces=80_1-2-3-4-5-6",
        "acces=80_1-2-3-4-101",
        "acces=80_limites",
        "acces=_limite",
        "acces=non80x",
        "crises=6",
        "crises=0",
        "crises=1,2",
        "prorata=oui",
        "delai=13",
        "delai=-1",
    ] {
        let reading = read(&format!("#/contrat?v=1&{pair}&fin=000000"));
        assert_eq!(reading.section, Section::Contract);
        assert_eq!(reading.remarks.len(), 2, "{pair}: {}", reading.remarks.join(" "));
        let untouched =
            Scenario { choices: reading.scenario.unwrap().choices, ..Scenario::opening() };
        assert_eq!(reading.scenario, Some(untouched), "{pair}");
    }
}

#[test]
fn what_is_said_of_other_structures_is_refused_value_by_value() {
    for pair in [
        "ess-medecins=0",
        "ess-medecins=10001",
        "msp-points=-1",
        "msp-points=",
        "esp-fir=1000001",
        "msp-fir=1.5",
        "cpts-fir=50k",
    ] {
        let reading = read(&format!("#/structures?v=1&taille=3&{pair}&fin=000000"));
        assert_eq!(reading.section, Section::Structures);
        let named = Other::from_slug(pair.split('=').next().unwrap()).unwrap().label();
        assert!(reading.remarks[1].contains(named), "{pair}: {}", reading.remarks[1]);
        assert_eq!(reading.scenario.unwrap().others, Scenario::opening().others, "{pair}");
    }
    let zero = read("#/structures?v=1&taille=3&cpts-fir=0&fin=000000").scenario.unwrap();
    assert_eq!(zero.others.get(Other::CptsFir), Some(0), "nothing is something that is said");
    assert!(!query(&Scenario::opening()).contains("fir"), "only what is said is written");
}

#[test]
fn a_place_inside_a_fixed_section_keeps_the_scenario_that_is_there() {
    let reading = read("#/comprendre/vie-privee");
    assert_eq!((reading.section, reading.scenario), (Section::Understand, None));
    assert_eq!((reading.anchor.as_deref(), reading.remarks.len()), (Some("vie-privee"), 0));

    let scenario = scenarios()[1];
    let link = write(Section::Understand, &scenario).replace('?', "/cpam?");
    let reading = read(&link);
    assert_eq!((reading.anchor.as_deref(), reading.scenario), (Some("cpam"), Some(scenario)));

    for place in ["CPAM", "cpam/", "a%20b", "é"] {
        let reading = read(&format!("#/comprendre/{place}"));
        assert_eq!((reading.section, reading.anchor), (Section::Understand, None), "{place}");
        assert_eq!(reading.remarks.len(), 1, "{place}");
    }
    for fragment in ["#/contrat/cpam", "#//cpam", "#/nulle-part/cpam"] {
        let reading = read(fragment);
        assert_eq!((reading.section, reading.anchor), (Section::Simulator, None), "{fragment}");
        assert_eq!(reading.remarks.len(), 1, "{fragment}");
    }
    assert_eq!(read("#/comprendre/").remarks, Vec::<String>::new());
}

#[test]
fn foreign_fragments_show_the_simulator() {
    for fragment in
        ["#", "", "#/", "/", "#introduction", "#/nulle-part", "#/bareme", "#?", "#/?", "#&fin="]
    {
        let reading = read(fragment);
        let expected = if fragment == "#/bareme" { Section::Tariffs } else { Section::Simulator };
        assert_eq!(reading.section, expected, "{fragment}");
    }
}
#[test]
fn a_link_that_declares_itself_as_written_by_hand_needs_no_check() {
    let reading = read(
        "#/contrat?cadre=1&taille=2&missions=acces:80,crise:mise-a-jour,,qualite&couleur=#7a3b8f",
    );
    assert_eq!((reading.section, reading.remarks), (Section::Contract, vec![]));
    let scenario = reading.scenario.unwrap();
    assert_eq!(scenario.size(), Size::ALL[1]);
    let selected: Vec<_> = scenario.selected().map(|row| row.id).collect();
    assert_eq!(selected, [Mission::Acces, Mission::Crise, Mission::Qualite]);
    assert_eq!(scenario.choice(Mission::Acces).rate.hundredths(), 80_00);
    assert_eq!(scenario.plan, CrisisPlan::Update);
    let usual = read("#/contrat?cadre=1&taille=1&missions=acces,parcours,prevention,crise");
    assert_eq!(usual.section, Section::Contract);
    assert_eq!(usual.scenario, Some(Scenario::opening().with_size(Size::ALL[0])));
    for list in ["acces,parcours,prevention,crise", "acces%20parcours%20prevention,%20crise"] {
        let spaced = read(&format!("#/contrat?cadre=1&taille=1&missions={list}"));
        assert_eq!((spaced.scenario, spaced.remarks), (usual.scenario, vec![]), "{list}");
    }
    let place = read("#/comprendre/maximum?cadre=1");
    assert_eq!((place.section, place.anchor.as_deref()), (Section::Understand, Some("maximum")));
}

#[test]
fn what_a_written_link_does_not_name_is_as_the_page_opens() {
    for said in
        ["cadre=1", "cadre=1&taille=&missions=&couleur=", "couleur=7a3b8f&cadre=1&acces=100"]
    {
        let reading = read(&format!("#/?{said}"));
        assert_eq!((reading.scenario, reading.remarks), (Some(Scenario::opening()), vec![]));
    }
    let none = read("#/?cadre=1&missions=aucune");
    assert_eq!((none.scenario.unwrap().selected().count(), none.remarks), (0, vec![]));
}

#[test]
fn what_a_written_link_says_wrong_is_named_and_the_rest_is_read() {
    let reading =
        read("#/ici?cadre=1&taille=5&missions=acces:101,toutes,parcours&couleur=rouge&x=1");
    let about = ["page qui n’existe pas", "taille", "Améliorer", "« toutes »", "couleur", "« x »"];
    let remarks = reading.remarks.join("\n").replace('\u{a0}', " ");
    for word in about {
        assert!(remarks.contains(word), "{word} in {remarks}");
    }
    let scenario = reading.scenario.unwrap();
    let selected: Vec<_> = scenario.selected().map(|row| row.id).collect();
    assert_eq!((scenario.size(), selected), (Size::ALL[2], vec![Mission::Parcours]));
    assert_eq!(read("#/?cadre=2").remarks.len(), 1, "another version");
}

#[test]
fn a_frame_keeps_its_colour_behind_the_check() {
    let scenario = Scenario::opening().after(Action::Members(12));
    let link = write(Section::Simulator, &scenario);
    let framed = read(&format!("{link}&couleur=7a3b8f"));
    assert_eq!((framed.scenario, framed.remarks), (Some(scenario), vec![]));
    assert_eq!(read(&format!("{link}0&couleur=7a3b8f")).remarks.len(), 1, "altered");
    for refused in ["", "7a3b8", "7a3b8g", "##73f", "rouge", "7a3b8fff"] {
        assert!(!written::is_colour(refused), "{refused}");
    }
}
