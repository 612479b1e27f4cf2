//! What stands beside the page on a host, so that it is kept ready for use offline and can be installed.

use anyhow::{Context as _, Result, ensure};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::minify::{self, BROWSERS};
use crate::tools::NodeTools;

/// The service worker.
const WORKER: &str = include_str!("../../src/browser/worker.js");
/// What an installed page looks like among others.
const ICON: &str = include_str!("../../style/icon.svg");
/// Digits of the version: enough for two builds never to have the same.
const DIGITS: usize = 16;

/// A finished page that says its version.
pub struct Page {
    pub html: String,
    version: String,
}

impl Page {
    /// Writes the version into the page: the hash of everything else.
    pub fn of(html: &str) -> Result<Self> {
        let mut version = format!("{:x}", Sha256::digest(html));
        version.truncate(DIGITS);
        let mut marks = 0;
        let settings = RewriteStrSettings::new().append_element_content_handler(element!(
            "meta[name=cpts-version]",
            |meta| {
                marks += 1;
                Ok(meta.set_attribute("content", &version)?)
            }
        ));
        let html = rewrite_str(html, settings).context("cannot write the version into the page")?;
        ensure!(marks == 1, "index.html needs one <meta name=\"cpts-version\">");
        Ok(Self { html, version })
    }

    /// Names and texts of the files beside it.
    pub fn beside(&self, tools: Option<&NodeTools>) -> Result<[(&'static str, String); 2]> {
        let worker = WORKER.replace("/* version */", &self.version);
        Ok([
            ("hors-ligne.js", minify::script(tools, &worker, BROWSERS)?),
            ("manifest.webmanifest", Self::manifest()?),
        ])
    }

    /// The same from any folder, without another file: the icon is inside.
    fn manifest() -> Result<String> {
        let manifest = json!({
            "name": "Simulateur CPTS, indépendant et non officiel",
            "short_name": "CPTS",
            "description": "Le financement de votre CPTS, euro par euro.",
            "lang": "fr",
            "start_url": "index.html",
            "scope": "./",
            "display": "standalone",
            "background_color": "#f6f5f1",
            "theme_color": "#f6f5f1",
            "icons": [image(ICON, "any"), image(&maskable()?, "maskable")],
        });
        Ok(format!("{manifest:#}\n"))
    }
}

fn image(svg: &str, purpose: &str) -> serde_json::Value {
    let svg = svg.replace('\n', "").replace('#', "%23").replace('<', "%3C").replace('>', "%3E");
    let source = format!("data:image/svg+xml,{svg}");
    json!({ "src": source, "sizes": "any", "type": "image/svg+xml", "purpose": purpose })
}

/// The icon with room around it, which systems cut to their own shape.
fn maskable() -> Result<String> {
    let wide = ICON.replace(
        "viewBox='0 0 32 32'>",
        "viewBox='-8 -8 48 48'><rect x='-8' y='-8' width='48' height='48' fill='#f6f5f1'/>",
    );
    ensure!(wide != ICON, "style/icon.svg has another shape than this file widens");
    Ok(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../index.html");

    #[test]
    fn the_version_is_in_the_page_and_in_the_worker_and_changes_with_the_page() -> Result<()> {
        let page = Page::of(TEMPLATE)?;
        assert_eq!(page.version.len(), DIGITS);
        let mark = format!("<meta name=\"cpts-version\" content=\"{}\">", page.version);
        assert_eq!(page.html.matches(&mark).count(), 1);
        let [(_, worker), _] = page.beside(None)?;
        assert!(worker.contains(&format!("VERSION = \"{}\"", page.version)));
        assert_ne!(Page::of(&TEMPLATE.replace("euro", "Euro"))?.version, page.version);
        assert!(Page::of("<!doctype html>").is_err());
        Ok(())
    }

    #[test]
    fn the_manifest_asks_for_no_other_file() -> Result<()> {
        let [_, (_, manifest)] = Page::of(TEMPLATE)?.beside(None)?;
        let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
        let icons = manifest["icons"].as_array().context("no icons")?;
        let inside = |icon: &serde_json::Value| {
            icon["src"].as_str().is_some_and(|source| source.starts_with("data:image/svg+xml,"))
        };
        assert!(icons.len() == 2 && icons.iter().all(inside));
        Ok(())
    }
}
