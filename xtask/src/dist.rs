//! `dist/`: what hosts and other programs receive.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::program::{self, Program};
use crate::shell::{self, step};
use crate::tools::{self, NodeTools};
use crate::weight::{self, Weight};
use crate::{communes, embed, host, inline, npm, offline, policy, prerender};

/// The two files that keep the page ready offline, as its policy allows them.
const OWN_FILES: &str = "manifest-src 'self'; worker-src 'self'; ";

/// What comes behind the simulator: the rest is painted without it.
const BELOW: &str = "<section id=\"structures\"";

/// Builds everything and says what it weighs.
pub fn dist() -> Result<()> {
    tools::wasm_target()?;
    let tools = NodeTools::install();
    if let Err(error) = &tools {
        eprintln!("warning: the program is not made small: {error:#}");
    }
    let tools = tools.as_ref().ok();
    let page = step("compiling the page", || program::page(tools))?;
    let package = step("compiling the package", || program::package(tools))?;
    program::remove(&shell::dist())?;
    npm::write(&package)?;
    step("writing and weighing", || {
        let (html, weight) = write_page(&page, tools)?;
        let script = host::write(tools)?;
        weigh(&html, weight, &script, &page, &package, tools.is_some())
    })
}

/// Writes the page, and beside it what hosts can send without compressing it at every request.
fn write_page(program: &Program, tools: Option<&NodeTools>) -> Result<(String, Weight)> {
    prerender::write()?;
    let template = fs::read_to_string(shell::root().join("index.html"))?;
    let scripts = embed::scripts(program, tools)?;
    let page = offline::Page::of(&inline::inline(&template, &scripts, tools)?)?;
    let html = marked(&policy::protect(&page.html, " 'wasm-unsafe-eval'", OWN_FILES)?);
    let file = shell::dist().join("index.html");
    fs::write(&file, &html).with_context(|| format!("cannot write {}", file.display()))?;
    let (first, rest) = html.split_at(html.find(BELOW).context("the page has no first screen")?);
    let brotli = weight::brotli(&[first.as_bytes(), rest.as_bytes()])?;
    let gzip = weight::gzip(html.as_bytes())?;
    fs::write(file.with_extension("html.br"), &brotli)?;
    fs::write(file.with_extension("html.gz"), &gzip)?;
    for (name, text) in page.beside(tools)? {
        fs::write(shell::dist().join(name), text)?;
    }
    let weight = Weight::delivered("dist/index.html", html.as_bytes(), &gzip, &brotli);
    Ok((html, weight))
}

/// A page behind a byte order mark: browsers read it as UTF-8 whatever charset a host sends with it.
pub fn marked(html: &str) -> String {
    format!("\u{feff}{html}")
}

fn weigh(
    html: &str,
    whole: Weight,
    script: &str,
    page: &Program,
    package: &Program,
    optimised: bool,
) -> Result<()> {
    let communes = communes::block()?;
    ensure!(html.contains(&communes), "the communes are not in the page");
    let without = html.replace(&communes, "");
    let files = [
        ("  without the communes", without.as_bytes()),
        ("  the communes", communes.as_bytes()),
        ("  its WebAssembly", &*page.wasm),
        ("dist/npm: the WebAssembly", &*package.wasm),
        ("dist/integrer.js", script.as_bytes()),
    ];
    let [page, communes, wasm, package, script] = Weight::of_each(files)?;
    weight::check(&page, &communes, &package, &script, optimised)?;
    weight::print(&[whole, page, communes, wasm, package, script]);
    Ok(())
}
