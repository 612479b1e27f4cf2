//! Reads and checks every tariff file and the comparison of structures, and writes them as constants of
//! the program: a malformed file stops the build with the file, the key and the reason, and the browser
//! has nothing to read.

use std::cmp::Reverse;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value as Json;

use structures::data::Amounts;
use tariff::check::TariffError;

// Under the names that they have in the program, since the second names the first.
#[path = "src/structures"]
mod structures {
    pub mod check;
    #[expect(dead_code, reason = "the program uses what the build script does not")]
    pub mod data;
}
#[path = "src/tariff"]
mod tariff {
    pub mod check;
    #[expect(dead_code, reason = "the program uses what the build script does not")]
    pub mod data;
    pub use data::{Citation, List, Source};
}

const FOLDER: &str = "tariffs";
/// The one file of the folder that is no tariff.
const STRUCTURES: &str = "structures.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/tariff");
    println!("cargo::rerun-if-changed=src/structures");
    let folder = Path::new(FOLDER);
    let mut tariffs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.ends_with(STRUCTURES) {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let tariff = or_stop(tariff::check::read(&path.display().to_string(), &text));
        let compact = serde_json::from_str::<Json>(&text)?.to_string();
        tariffs.push((tariff, compact));
    }
    tariffs.sort_by_key(|(tariff, _)| Reverse(tariff.starts));
    let count = tariffs.len();
    let mut code = String::new();
    writeln!(code, "pub static TARIFFS: [Tariff; {count}] = [")?;
    for (tariff, _) in &tariffs {
        writeln!(code, "{tariff:?},")?;
    }
    writeln!(code, "];")?;
    let texts: Vec<_> = tariffs.into_iter().map(|(_, text)| text).collect();
    write_texts(&mut code, &texts)?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("tariffs.rs"), code)?;
    fs::write(Path::new(&out).join("structures.rs"), structures_code(&folder.join(STRUCTURES))?)?;
    Ok(())
}

fn or_stop<T>(read: Result<T, TariffError>) -> T {
    read.unwrap_or_else(|error| {
        println!("cargo::error={error}");
        std::process::exit(1)
    })
}

fn write_texts(code: &mut String, texts: &[String]) -> std::fmt::Result {
    writeln!(
        code,
        "/// The files as JSON, in the same order.\npub static TEXTS: [&str; {}] = {texts:?};",
        texts.len()
    )
}

/// The figures and the words that the page changes around: the rest stays outside the program.
fn structures_code(path: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let file = or_stop(structures::check::read(&path.display().to_string(), &text));
    let Amounts { esp, ess, msp, cpts } = &file.amounts;
    let figures = [
        ("ESP_FIR", esp.fir[0].euros),
        ("ESP_PAYMENTS", esp.payments),
        ("ESS_STARTUP", ess.startup.euros),
        ("ESS_LEAST", ess.least.euros),
        ("ESS_LEAST_DOCTORS", ess.least.doctors),
        ("ESS_MOST", ess.most.euros),
        ("ESS_MOST_DOCTORS", ess.most.doctors),
        ("MSP_AVERAGE", msp.average[0].euros),
        ("MSP_POINT", msp.point.euros),
        ("MSP_FIR", msp.fir[0].euros),
        ("CPTS_FIR", cpts.fir[0].euros),
    ];
    let names = file.structures.iter().map(|found| (found.short_name, found.long_name));
    let mut code = String::new();
    for (name, figure) in figures {
        writeln!(code, "pub const {name}: u32 = {figure};")?;
    }
    writeln!(code, "pub static NAMES: [(&str, &str); 4] = {:?};", names.collect::<Vec<_>>())?;
    writeln!(code, "pub static HINTS: [&str; 5] = {:?};", file.hints.all())?;
    write_texts(&mut code, &objects(&serde_json::from_str(&text)?))?;
    Ok(code)
}

/// One object for each structure, with what concerns it and the sources that it cites.
fn objects(file: &Json) -> Vec<String> {
    let list = |key: &str| file[key].as_array().cloned().unwrap_or_default();
    let object = |mut structure: Json| {
        let id = structure["id"].clone();
        let concerns = |found: &Json| {
            found["structures"].as_array().is_some_and(|structures| structures.contains(&id))
        };
        for key in ["disagreements", "combinations"] {
            structure[key] = list(key).into_iter().filter(concerns).collect();
        }
        structure["amounts"] = file["amounts"][id.as_str().unwrap_or_default()].clone();
        let text = structure.to_string();
        let cited = |source: &Json| text.contains(&format!("\"source\":{}", source["id"]));
        structure["sources"] = list("sources").into_iter().filter(cited).collect();
        structure.to_string()
    };
    list("structures").into_iter().map(object).collect()
}
