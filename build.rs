//! Reads and checks every tariff file, and writes it as a constant of the program: a malformed file
//! stops the build with the file, the key and the reason, and the browser has nothing to read.

use std::cmp::Reverse;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[path = "src/tariff/check.rs"]
mod check;
#[expect(dead_code, reason = "the program uses what the build script does not")]
#[path = "src/tariff/data.rs"]
mod data;

const FOLDER: &str = "tariffs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/tariff");
    let mut tariffs = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        let tariff = check::read(&path.display().to_string(), &text).unwrap_or_else(|error| {
            println!("cargo::error={error}");
            std::process::exit(1)
        });
        let compact = serde_json::from_str::<serde_json::Value>(&text)?.to_string();
        tariffs.push((tariff, compact));
    }
    tariffs.sort_by_key(|(tariff, _)| Reverse(tariff.starts));
    let count = tariffs.len();
    let mut code = String::new();
    writeln!(code, "pub static TARIFFS: [Tariff; {count}] = [")?;
    for (tariff, _) in &tariffs {
        writeln!(code, "{tariff:?},")?;
    }
    writeln!(
        code,
        "];\n/// The files as JSON, in the same order.\npub static TEXTS: [&str; {count}] = ["
    )?;
    for (_, text) in &tariffs {
        writeln!(code, "{text:?},")?;
    }
    writeln!(code, "];")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("tariffs.rs"), code)?;
    Ok(())
}
