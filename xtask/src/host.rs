//! What those need who put the simulator on their own pages: a script that embeds it, and a page that
//! writes for them what to paste.

use std::fs;

use anyhow::{Context as _, Result};

use crate::minify::{self, NEW_BROWSERS};
use crate::tools::NodeTools;
use crate::{dist, inline, policy, shell};

/// Writes both, and returns the script. The page shows the simulator that lies beside it, so its policy
/// allows what comes from the same place.
pub fn write(tools: Option<&NodeTools>) -> Result<String> {
    let read = |name: &str| {
        let file = shell::root().join("host").join(name);
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let script = minify::block(tools, &read("integrer.js")?, NEW_BROWSERS)?;
    fs::write(shell::dist().join("integrer.js"), &script)?;
    let page = inline::inline(&read("integrer.html")?, "", tools)?;
    let page = policy::protect(&page, " 'self'", "frame-src 'self'; ")?;
    fs::write(shell::dist().join("integrer.html"), dist::marked(&page))?;
    Ok(script)
}
