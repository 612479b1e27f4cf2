//! The Content-Security-Policy of the page, made of hashes, and the checks that it implies.

use std::cell::RefCell;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use sha2::{Digest as _, Sha256};

/// Adds the policy to a finished page, and refuses a page that it would break. A page may need scripts,
/// and other kinds of content, that are not inside it.
pub fn protect(html: &str, scripts: &str, others: &str) -> Result<String> {
    let found = Found::read(html)?;
    ensure!(found.faults.is_empty(), "the page cannot be delivered:\n{}", found.faults.join("\n"));
    let mut added = 0;
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(
        "meta[charset]",
        |meta| {
            meta.after(&found.policy(scripts, others), ContentType::Html);
            added += 1;
            Ok(())
        }
    ));
    let html = rewrite_str(html, settings)?;
    ensure!(added == 1, "index.html needs one <meta charset>: the policy goes after it");
    Ok(html)
}

/// What a page holds that the policy is about.
#[derive(Default)]
struct Found {
    scripts: Vec<String>,
    styles: Vec<String>,
    faults: Vec<String>,
}

impl Found {
    fn read(html: &str) -> Result<Self> {
        let found = RefCell::new(Self::default());
        // Text arrives in pieces: these are the elements that the next piece belongs to.
        let script = RefCell::new(None::<usize>);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("*", |element| {
                found.borrow_mut().faults.extend(faults(element));
                Ok(())
            }))
            .append_element_content_handler(element!("script", |element| {
                *script.borrow_mut() = is_executed(element).then(|| found.borrow().scripts.len());
                if script.borrow().is_some() {
                    found.borrow_mut().scripts.push(String::new());
                }
                Ok(())
            }))
            .append_element_content_handler(text!("script", |text| {
                if let Some(index) = *script.borrow() {
                    found.borrow_mut().scripts[index].push_str(text.as_str());
                }
                Ok(())
            }))
            .append_element_content_handler(element!("style", |_element| {
                found.borrow_mut().styles.push(String::new());
                Ok(())
            }))
            .append_element_content_handler(text!("style", |text| {
                let mut found = found.borrow_mut();
                found.styles.last_mut().context("text of no style")?.push_str(text.as_str());
                Ok(())
            }));
        rewrite_str(html, settings).context("cannot read the page again")?;
        let mut found = found.into_inner();
        found.check_text();
        Ok(found)
    }

    /// Faults that are in scripts and styles rather than in attributes.
    fn check_text(&mut self) {
        for script in &self.scripts {
            // A classic script has neither; one that has is a module that lost its files.
            let module = |line: &str| line.starts_with("import ") || line.starts_with("export ");
            if script.split(['\n', ';']).any(|part| module(part.trim_start())) {
                self.faults.push("a script imports or exports".to_owned());
            }
            if script.contains('\r') {
                self.faults.push("a script holds a carriage return, which changes its hash".into());
            }
        }
        for style in &self.styles {
            let outside = style.split("url(").skip(1).any(|url| {
                let url = url.trim_start_matches(['"', '\'', ' ']);
                !url.starts_with("data:") && !url.starts_with('#')
            });
            if outside || style.contains("@import") {
                self.faults.push("a style loads another file".to_owned());
            }
        }
    }

    /// Everything is refused but what is inside the page and what it names; without `connect-src`, nothing
    /// can leave it.
    fn policy(&self, more_scripts: &str, others: &str) -> String {
        let hash =
            |text: &String| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
        let hashes = |texts: &[String]| texts.iter().map(hash).collect::<Vec<_>>().join(" ");
        let (scripts, styles) = (hashes(&self.scripts), hashes(&self.styles));
        let styles = if styles.is_empty() { "'none'" } else { &styles };
        format!(
            "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src {scripts}{more_scripts}; style-src {styles}; img-src data:; \
             {others}base-uri 'none'; form-action 'none'\">"
        )
    }
}

/// Whether a browser runs this script, rather than keeping it as data.
fn is_executed(script: &Element) -> bool {
    let kind = script.get_attribute("type").unwrap_or_default();
    matches!(kind.to_ascii_lowercase().as_str(), "" | "module" | "text/javascript")
}

/// The attributes of an element that the policy blocks, or that load another file.
fn faults(element: &Element) -> Vec<String> {
    let tag = element.tag_name();
    let links_only = |rel: &str| matches!(rel, "canonical" | "alternate" | "author" | "license");
    let passive = tag == "link" && links_only(&element.get_attribute("rel").unwrap_or_default());
    let is_fault = |name: &str, value: &str| match name {
        "style" => true,
        "src" | "srcset" | "poster" | "data" => !value.starts_with("data:"),
        "href" if matches!(tag.as_str(), "link" | "image" | "use") => {
            !passive && !value.starts_with("data:") && !value.starts_with('#')
        }
        _ => name.starts_with("on"),
    };
    element
        .attributes()
        .iter()
        .map(|attribute| (attribute.name(), attribute.value()))
        .filter(|(name, value)| is_fault(name, value))
        .map(|(name, value)| format!("<{tag} {name}=\"{value}\">"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<!doctype html><meta charset=\"utf-8\">";

    #[test]
    fn scripts_and_styles_are_hashed_and_data_is_not() -> Result<()> {
        let page = format!(
            "{HEAD}<style>a{{}}</style><script>1 < 2</script>\
             <script type=\"application/json\">{{}}</script>"
        );
        let protected = protect(&page, "", "")?;
        assert_eq!(protected.matches("'sha256-").count(), 2);
        // The hash of the text as a browser computes it, character for character.
        assert!(protected.contains(&BASE64_STANDARD.encode(Sha256::digest("1 < 2"))));
        assert!(protected.starts_with(&format!("{HEAD}\n<meta http-equiv")));
        Ok(())
    }

    #[test]
    fn what_the_policy_blocks_is_refused() {
        for fault in [
            "<p style=\"color:red\">",
            "<p onclick=\"a()\">",
            "<img src=\"https://example.org/a.png\">",
            "<script src=\"a.js\"></script>",
            "<link rel=\"stylesheet\" href=\"a.css\">",
            // Only a page that is hosted has one: its script adds it.
            "<link rel=\"manifest\" href=\"manifest.webmanifest\">",
            "<style>@import 'a.css'</style>",
            "<style>a{background:url( 'a.png')}</style>",
            "<script>a();import b from 'c'</script>",
        ] {
            assert!(protect(&format!("{HEAD}{fault}"), "", "").is_err(), "{fault}");
        }
    }

    #[test]
    fn links_and_data_are_allowed() -> Result<()> {
        let page = "<a href=\"https://example.org\">a</a><img src=\"data:,\"><link rel=\"icon\" href=\"data:,\">";
        protect(&format!("{HEAD}{page}"), "", "").map(drop)
    }
}
