use super::*;
use crate::perimeter::Part;

fn all() -> Communes {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/territories/communes.tsv");
    Communes::read(std::fs::read_to_string(file).unwrap()).unwrap()
}

fn place(all: &Communes, code: &str) -> Place {
    all.find(Code::read(code).unwrap()).unwrap()
}

fn found<'a>(all: &'a Communes, query: &str) -> Vec<&'a str> {
    all.search(query, 8).into_iter().map(|place| all.name(place)).collect()
}

/// The territory after adding (`+`) and leaving out (`-`) codes one after the other.
fn made<'a>(all: &'a Communes, edits: &[&str]) -> Territory<'a> {
    edits.iter().fold(Territory::new(all, &[]), |territory, edit| {
        let edit_of = |sign| match sign {
            Some('-') => Edit::LeaveOut,
            Some('^') => Edit::TakeBack,
            _ => Edit::Add,
        };
        territory.with(place(all, &edit[1..]), edit_of(edit.chars().next()))
    })
}

fn written(territory: &Territory) -> String {
    crate::perimeter::Perimeter::new(territory.parts()).to_string()
}

#[test]
fn everyone_is_counted_once() {
    let all = all();
    let communes = all.communes();
    let population: u32 = communes.map(|commune| all.whole(commune).population).sum();
    assert_eq!(population, 68_952_941);
    assert_eq!(all.communes().count(), 34_969 - 3 + 45);
    assert_eq!(all.communes().filter(|commune| all.whole(*commune).unknown == 1).count(), 6);
    // Every département at once, then everything again.
    let departments = (0..).map(Place).take(all.entries.len());
    let departments: Vec<Part> = departments
        .filter(|place| matches!(all.kind(*place), Kind::Department | Kind::Epci | Kind::City))
        .map(|place| Part { code: all.code(place), out: false })
        .collect();
    assert_eq!(Territory::new(&all, &departments).total().population, 68_952_941);
}

#[test]
fn three_districts_of_marseille_are_a_territory_of_size_3() {
    let all = all();
    let territory = made(&all, &["+13214", "+13215", "+13216"]);
    assert_eq!(territory.total().population, 60_505 + 79_161 + 15_854);
    assert_eq!(written(&territory), "13214_13215_13216");
    let whole = made(&all, &["+13055", "+13214"]);
    assert_eq!((written(&whole).as_str(), whole.total().communes), ("13055", 16));
}

#[test]
fn a_commune_of_a_chosen_group_is_left_out_and_taken_back() {
    let all = all();
    let group = made(&all, &["+200000172"]);
    let whole = group.total();
    assert_eq!(whole, all.whole(place(&all, "200000172")));
    let less = group.with(place(&all, "74042"), Edit::LeaveOut);
    assert_eq!(written(&less), "200000172-74042");
    assert_eq!(whole.population - less.total().population, 13_335);
    assert_eq!(written(&less.with(place(&all, "74042"), Edit::Add)), "200000172");
    // Chosen again as a whole, it is whole again.
    assert_eq!(written(&less.with(place(&all, "200000172"), Edit::Add)), "200000172");
    assert_eq!(written(&less.with(place(&all, "200000172"), Edit::LeaveOut)), "");
}

#[test]
fn what_is_chosen_one_by_one_becomes_its_group() {
    let all = all();
    let members: Vec<Place> = all.members(place(&all, "200000172")).collect();
    assert!(members.len() > 4);
    let picked = |count| {
        let members = members.iter().take(count);
        members.fold(Territory::new(&all, &[]), |territory, one| territory.with(*one, Edit::Add))
    };
    assert_eq!(picked(2).parts().len(), 2);
    assert_eq!(written(&picked(members.len())), "200000172");
    let most = picked(members.len() - 1);
    assert_eq!(most.parts().len(), 2, "{}", written(&most));
    assert_eq!(most.total().communes as usize, members.len() - 1);
}

#[test]
fn the_most_specific_part_decides() {
    let all = all();
    let territory = made(&all, &["+74", "-200000172", "+74042"]);
    assert_eq!(written(&territory), "74-200000172_74042");
    let total = all.whole(place(&all, "74")).population;
    let left_out = all.whole(place(&all, "200000172")).population - 13_335;
    assert_eq!(territory.total().population, total - left_out);
    assert!(territory.has(place(&all, "74042")));
    // Nothing is counted twice, whatever is added again.
    assert_eq!(written(&territory.with(place(&all, "74"), Edit::Add)), "74");
}

#[test]
fn taking_back_an_intercommunalite_brings_nothing_from_outside_the_departement() {
    let all = all();
    let count = |edits: &[&str]| made(&all, edits).total().population;
    let department = count(&["+21"]);
    // CA Beaune lies in two départements.
    let less = count(&["+21", "-200006682"]);
    assert!(less < department);
    assert_eq!(written(&made(&all, &["+21", "-200006682", "^200006682"])), "21");
    assert_eq!(count(&["+21", "-200006682", "^200006682"]), department);
    assert_eq!(
        count(&["-200006682", "^200006682"]),
        all.whole(place(&all, "200006682")).population
    );
    // What another part holds as well stays, and nothing idle is left behind.
    let left = made(&all, &["+21", "+200006682", "-21"]);
    assert_eq!(written(&left), "200006682");
}

#[test]
fn what_a_change_would_bring_is_what_it_brings() {
    let all = all();
    let starts: [&[&str]; 4] =
        [&["+21"], &["+21", "-200006682"], &["+21", "+200006682"], &["+200006682", "-21054"]];
    for start in starts {
        let territory = made(&all, start);
        for code in ["21", "71", "200006682", "21054", "13055", "13214"] {
            for edit in [Edit::Add, Edit::LeaveOut, Edit::TakeBack] {
                let place = place(&all, code);
                let before = territory.total().population;
                let after = territory.with(place, edit).total().population;
                assert_eq!(
                    territory.population_with(before, place, edit),
                    after,
                    "{start:?} {code} {edit:?}"
                );
            }
        }
    }
}

#[test]
fn a_part_that_the_list_does_not_know_is_kept_and_counts_for_nothing() {
    let all = all();
    let unknown = Part { code: Code::read("99999").unwrap(), out: false };
    let territory = Territory::new(&all, &[unknown]).with(place(&all, "74042"), Edit::Add);
    assert_eq!(written(&territory), "99999_74042");
    assert_eq!(territory.total().population, 13_335);
    assert_eq!(written(&territory.without(unknown)), "74042");
}

#[test]
fn a_commune_without_population_says_so() {
    let all = all();
    let territory = made(&all, &["+98411", "+74042"]);
    let total = territory.total();
    assert_eq!((total.communes, total.population, total.unknown), (2, 13_335, 1));
}

#[test]
fn names_are_found_by_the_first_letters_of_their_words() {
    let all = all();
    assert_eq!(found(&all, "strasb")[0], "Strasbourg");
    assert!(found(&all, "st")[..].contains(&"Strasbourg"));
    for query in ["st denis", "SAINT-DENIS", "saint denis 93", "denis saint", "93200"] {
        assert!(found(&all, query).contains(&"Saint-Denis"), "{query}");
    }
    assert_eq!(found(&all, "ste genevieve des bois")[0], "Sainte-Geneviève-des-Bois");
    assert_eq!(found(&all, "evreux")[0], "Évreux");
    assert_eq!(found(&all, "marseille 14")[0], "Marseille 14e Arrondissement");
    assert_eq!(found(&all, "13014"), ["Marseille 14e Arrondissement"]);
    assert!(found(&all, "faucigny glieres").contains(&"CC Faucigny - Glières"));
    assert_eq!(found(&all, "arbignieu"), ["Arboys en Bugey"], "a former commune");
    assert_eq!(found(&all, "haute savoie")[0], "Haute-Savoie");
    assert_eq!(found(&all, "y")[0], "Yvelines");
    assert!(found(&all, "plaine commune").contains(&"Plaine Commune"));
    for nothing in ["", " ", "-", "zzzz", "🙂", "\u{0}", "bourg zzzz"] {
        assert_eq!(found(&all, nothing), Vec::<&str>::new(), "{nothing}");
    }
    assert_eq!(found(&all, &"a ".repeat(10_000)).len(), 8);
}

#[test]
fn a_territory_is_named_after_its_parts() {
    let all = all();
    for (edits, name) in [
        (&["+200000172"][..], "CC Faucigny - Glières"),
        (&["+200000172", "-74042"], "CC Faucigny - Glières (en partie)"),
        (&["+13214", "+01001"], "Marseille 14e Arrondissement, L’Abergement-Clémenciat"),
        (
            &["+13214", "+01001", "+02"],
            "Marseille 14e Arrondissement, L’Abergement-Clémenciat, Aisne",
        ),
    ] {
        assert_eq!(made(&all, edits).describe(), name);
    }
    let four = made(&all, &["+13214", "+01001", "+02", "+03"]);
    assert!(four.describe().ends_with(" et 2\u{a0}autres"), "{}", four.describe());
}

#[test]
fn stretch_by_stretch_it_is_the_same_list() {
    let file = "2023\n=200000172\tCC\n@74\tHaute-Savoie\t200000172\n042\tBonneville\t13335\t130\t0";
    let whole = Communes::read(file.to_string());
    assert!(whole.is_some());
    for bytes in 1..=file.len() {
        let mut steps = 0;
        let mut reading = Reading::new(file.to_string());
        let list = loop {
            steps += 1;
            match reading.next(bytes).unwrap() {
                Step::More(rest) => reading = rest,
                Step::Read(list) => break list,
            }
        };
        assert_eq!(Some(list), whole, "{bytes}");
        assert!(steps <= 4 && (steps > 1 || bytes > 20), "{steps} steps of {bytes} bytes");
    }
}

#[test]
fn a_damaged_file_is_refused() {
    let file =
        "2023\n=200000172\tCC\n@74\tHaute-Savoie\t200000172\n042\tBonneville\t13335\t130\t0\n";
    assert!(Communes::read(file.to_string()).is_some());
    for damaged in [
        "",
        "2026\n=2000\tCC",
        "2023\n=200000172",
        "2026\n042\tBonneville\t13335\t130\t",
        &file.replace("13335", "x"),
        &file.replace("\t0\n", "\t7\n"),
        &file.replace("@74\tHaute-Savoie\t200000172", "@74\tHaute-Savoie\t200000173"),
    ] {
        assert_eq!(Communes::read(damaged.to_string()), None, "{damaged}");
    }
}
