//! What the declaration of accessibility claims, from the list of the tests that prove it.

use std::fmt::Write as _;

/// `browser | test file | how the names of its tests begin | sentence`; the first two columns group.
const CLAIMS: &str = include_str!("accessibility.txt");
const TOOLS: &str = include_str!("../../../xtask/tools/package.json");

/// What was tried, browser by browser.
pub fn claims() -> Option<String> {
    let mut html = String::new();
    let mut browser = "";
    for line in CLAIMS.lines().filter(|line| !line.starts_with('#')) {
        let [named, _, _, sentence] = line.split(" | ").collect::<Vec<_>>()[..] else {
            return None;
        };
        if browser != named {
            html += if browser.is_empty() { "" } else { "</ul>" };
            let _ = write!(html, "<p>Essayé à chaque version, dans {named} :</p><ul>");
            browser = named;
        }
        let _ = write!(html, "<li>{}</li>", sentence.replace("{{axe}}", axe()?));
    }
    Some(html + "</ul>")
}

/// The version of axe that the tests install.
fn axe() -> Option<&'static str> {
    TOOLS.split_once("\"axe-core\": \"")?.1.split('"').next()
}
