//! The commands of the project: `cargo xtask serve`, `test`, `dist`, `prerender`, `bench`.

mod bench;
mod counts;
mod dist;
mod embed;
mod inline;
mod minify;
mod npm;
mod policy;
mod prerender;
mod program;
mod serve;
mod shell;
mod test;
mod tools;
mod weight;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

const USAGE: &str = "\
cargo xtask serve [--open] [--port N] [--no-build]
                        builds the page, then serves it on this machine
cargo xtask test        every check, in the order of their cost
cargo xtask dist        builds dist/index.html and dist/npm/
cargo xtask prerender   writes the parts of index.html that are known before any browser
cargo xtask bench       measures the engine, and the package in Node";

fn main() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        Some(Value(command)) => match command.string()?.as_str() {
            "serve" => serve::serve(&serve::Options::read(&mut arguments)?),
            "test" => alone(&mut arguments, test::test),
            "dist" => alone(&mut arguments, dist::dist),
            "prerender" => alone(&mut arguments, prerender::write),
            "bench" => alone(&mut arguments, bench::bench),
            other => bail!("no command is named {other}\n\n{USAGE}"),
        },
        None | Some(Long("help") | Short('h')) => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => bail!("{}\n\n{USAGE}", other.unexpected()),
    }
}

/// Runs a command that takes no option, after refusing any.
fn alone(arguments: &mut lexopt::Parser, command: impl FnOnce() -> Result<()>) -> Result<()> {
    match arguments.next()? {
        Some(extra) => bail!("{}\n\n{USAGE}", extra.unexpected()),
        None => command(),
    }
}
