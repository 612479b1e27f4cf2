//! The commands of the project: `cargo xtask serve`, `test`, `dist`, `prerender`,
//! `communes`, `bench`.

mod bench;
mod communes;
mod counts;
mod debian;
mod dist;
mod embed;
mod engines;
mod host;
mod inline;
mod minify;
mod npm;
mod offline;
mod policy;
mod prerender;
mod program;
mod serve;
mod shell;
mod test;
mod tools;
mod weight;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

const USAGE: &str = "\
cargo xtask serve [--open] [--port N] [--no-build]
                        builds the page, then serves it on this machine
cargo xtask test [--all] [--no-install] [--no-build] [rust | package [FILE…] | browser [FILE…]]
                        checks the project in a few minutes, or one part of it; --all is every
                        check, in three browsers
cargo xtask dist        builds dist/index.html and dist/npm/
cargo xtask prerender   writes the parts of index.html that are known before any browser
cargo xtask communes    writes territories/communes.tsv from the public list of communes
cargo xtask bench       measures the engine, the package in Node, and the page in Chromium";

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        Some(Value(command)) => command.string()?,
        None | Some(Long("help") | Short('h')) => "help".to_owned(),
        Some(other) => bail!("{}\n\n{USAGE}", other.unexpected()),
    };
    if command == "serve" {
        return serve::serve(&serve::Options::read(&mut arguments)?).map(|()| ExitCode::SUCCESS);
    }
    if command == "test" {
        // It tells by itself what failed, because its last line is the count.
        return Ok(test::test(&test::Options::read(&mut arguments)?));
    }
    if let Some(extra) = arguments.next()? {
        bail!("{}\n\n{USAGE}", extra.unexpected());
    }
    match command.as_str() {
        "dist" => dist::dist()?,
        "prerender" => prerender::write()?,
        "communes" => communes::write()?,
        "bench" => bench::bench()?,
        "help" => println!("{USAGE}"),
        other => bail!("no command is named {other}\n\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}
