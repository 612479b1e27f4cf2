//! The parts of `index.html` that are known before any browser, written where it includes them.

use std::fs;

use anyhow::{Context as _, Result};

use crate::{communes, shell};

/// Writes `target/prerender/NAME.html` for each part.
pub fn write() -> Result<()> {
    let directory = shell::target().join("prerender");
    fs::create_dir_all(&directory).context("cannot make target/prerender")?;
    let mut parts = simulateur_cpts::view::prerender();
    parts.push(("communes", communes::block()?));
    for (name, html) in parts {
        let file = directory.join(name).with_extension("html");
        fs::write(&file, html).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
