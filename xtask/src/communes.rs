//! `territories/communes.tsv`: the communes of France as the page searches them, made from a public
//! package.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use simulateur_cpts::checksum::checksum;

use crate::shell;
use crate::tools::NodeTools;

const PACKAGE: &str = "@etalab/decoupage-administratif";
/// The version of the package, and the year of the census behind most of its populations.
const VERSION: &str = "6.0.0";
const YEAR: &str = "2023";

/// What the file says of itself; `src/communes.rs` reads the rest.
const HEAD: &str = "\
# Communes, arrondissements de Paris, Lyon et Marseille, intercommunalités et départements de France.
# Populations légales 2023 de l’Insee, en vigueur au 1er janvier 2026, découpage de 2026 ; Mayotte :
# recensement de 2017 ; collectivités d’outre-mer : derniers recensements publiés.
# Source : Insee, DGCL et La Poste, par le paquet npm @etalab/decoupage-administratif 6.0.0 (code MIT).
# Données sous Licence Ouverte : https://www.etalab.gouv.fr/licence-ouverte-open-licence
# Fait par la commande : cargo xtask communes
#
# !code nom                   ville à arrondissements
# +siren nom, =siren nom      établissement public territorial, intercommunalité à fiscalité propre
# @code nom codes             département, suivi des groupes que ses communes citent
# n nom population codes_postaux groupes anciennes_communes
#                             commune ou arrondissement : n est la fin de son code, absent s’il suit
#                             le précédent ; groupes : leurs rangs, du plus étroit au plus large
";

/// The file that is committed.
fn file() -> PathBuf {
    shell::root().join("territories/communes.tsv")
}

/// Makes the file from the package at the version of `xtask/tools/package-lock.json`.
pub fn write() -> Result<()> {
    let tools = NodeTools::install()?;
    let folder = tools.directory().join("node_modules").join(PACKAGE);
    fs::write(file(), table(&folder)?).context("cannot write the communes")
}

/// The list as it stands in the page.
pub fn block() -> Result<String> {
    let text = fs::read_to_string(file()).context("cannot read the communes")?;
    ensure!(!text.contains('<'), "the communes would break the page");
    let sum = checksum(text.as_bytes());
    Ok(format!(
        "<script type=\"text/tab-separated-values\" id=\"communes\" data-somme=\"{sum}\">{text}</script>\n"
    ))
}

#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase")]
struct Commune {
    code: String,
    nom: String,
    r#type: String,
    #[serde(default)]
    departement: String,
    /// The city that a district belongs to.
    #[serde(rename = "commune")]
    city: Option<String>,
    /// The commune that a former one belongs to.
    chef_lieu: Option<String>,
    #[serde(default)]
    codes_postaux: Vec<String>,
    population: Option<u32>,
}

#[derive(Deserialize)]
struct Group {
    code: String,
    nom: String,
    #[serde(default)]
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

#[derive(Deserialize)]
struct About {
    version: String,
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_slice(&content).with_context(|| format!("cannot read {}", file.display()))
}

fn table(folder: &Path) -> Result<String> {
    let list = |name: &str| folder.join("data").join(name).with_extension("json");
    let about: About = read(&folder.join("package.json"))?;
    let mut communes: Vec<Commune> = read(&list("communes"))?;
    communes.sort_by(|left, right| left.code.cmp(&right.code));
    let cities = cities(&communes);
    ensure!(about.version == VERSION, "{PACKAGE} {} is of another year: name it", about.version);
    let mut text = format!("{HEAD}{YEAR}\n");
    let mut groups_of = BTreeMap::<&str, Vec<&str>>::new();
    for city in &cities {
        writeln!(text, "!{}\t{}", city.code, city.nom)?;
        let districts = communes.iter().filter(|one| one.city.as_ref() == Some(&city.code));
        districts.for_each(|one| groups_of.entry(&one.code).or_default().push(&city.code));
    }
    let intercommunalities: [(char, Vec<Group>); 2] =
        [('+', read(&list("ept"))?), ('=', read(&list("epci"))?)];
    for (sign, list) in &intercommunalities {
        for group in list {
            writeln!(text, "{sign}{}\t{}", group.code, name(&group.nom))?;
            for member in &group.membres {
                let districts =
                    communes.iter().filter(|one| one.city.as_ref() == Some(&member.code));
                let mut districts = districts.map(|one| one.code.as_str()).peekable();
                if districts.peek().is_none() {
                    groups_of.entry(&member.code).or_default().push(&group.code);
                }
                districts.for_each(|code| groups_of.entry(code).or_default().push(&group.code));
            }
        }
    }
    let former = former(&communes);
    let mut departments: Vec<Group> = read(&list("departements"))?;
    departments.sort_by(|left, right| left.code.cmp(&right.code));
    let is_city = |commune: &Commune| cities.iter().any(|city| city.code == commune.code);
    let counted = |commune: &&Commune| {
        matches!(commune.r#type.as_str(), "commune-actuelle" | "arrondissement-municipal")
            && !is_city(commune)
    };
    for department in departments {
        let communes: Vec<&Commune> = communes
            .iter()
            .filter(counted)
            .filter(|one| one.departement == department.code)
            .collect();
        write_department(&mut text, &department, &communes, &groups_of, &former)?;
    }
    Ok(text)
}

/// A name as it is printed: typographic apostrophes, one space at a time.
fn name(name: &str) -> String {
    name.replace('\'', "’").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The communes that are counted by district.
fn cities(communes: &[Commune]) -> Vec<Commune> {
    let has_districts = |city: &&Commune| {
        city.r#type == "commune-actuelle"
            && communes.iter().any(|one| one.city.as_ref() == Some(&city.code))
    };
    communes.iter().filter(has_districts).cloned().collect()
}

/// Names that people still search: communes that merged into another one.
fn former(communes: &[Commune]) -> BTreeMap<&str, Vec<String>> {
    let current = |code: &str| {
        communes.iter().find(|one| one.code == code && one.r#type == "commune-actuelle")
    };
    let mut former = BTreeMap::<&str, Vec<String>>::new();
    for commune in communes {
        let into = commune.chef_lieu.as_deref().and_then(current);
        if let Some(into) = into.filter(|into| into.nom != commune.nom) {
            former.entry(&into.code).or_default().push(name(&commune.nom));
        }
    }
    former
}

/// A département, then its communes.
fn write_department(
    text: &mut String,
    department: &Group,
    communes: &[&Commune],
    groups_of: &BTreeMap<&str, Vec<&str>>,
    former: &BTreeMap<&str, Vec<String>>,
) -> Result<()> {
    let mut known: Vec<&str> = Vec::new();
    let mut rows = String::new();
    let mut previous = 0;
    for commune in communes {
        let number: u32 = commune.code[2..].parse()?;
        let n = if number == previous + 1 { String::new() } else { number.to_string() };
        previous = number;
        let population = commune.population.map_or_else(String::new, |count| count.to_string());
        let postal = commune.codes_postaux.iter();
        let postal: Vec<&str> =
            postal.map(|code| code.strip_prefix(&department.code).unwrap_or(code)).collect();
        let mut ranks = Vec::new();
        for group in groups_of.get(commune.code.as_str()).into_iter().flatten() {
            let rank = known.iter().position(|known| known == group).unwrap_or_else(|| {
                known.push(group);
                known.len() - 1
            });
            ranks.push(rank.to_string());
        }
        let names =
            former.get(commune.code.as_str()).map_or_else(String::new, |names| names.join(";"));
        let row =
            [&n, &name(&commune.nom), &population, &postal.join(" "), &ranks.join(" "), &names];
        let row = row.map(String::as_str).join("\t");
        writeln!(rows, "{}", row.trim_end_matches('\t'))?;
    }
    writeln!(text, "@{}\t{}\t{}", department.code, name(&department.nom), known.join(" "))?;
    text.push_str(&rows);
    Ok(())
}
