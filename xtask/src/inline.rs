//! One file out of `index.html`: what Trunk would deliver beside it goes into it.

use std::fs;

use anyhow::{Context as _, Result, bail};
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, doc_comments, element, rewrite_str};

use crate::minify::{self, BROWSERS};
use crate::shell;
use crate::tools::NodeTools;

/// The template with its styles, its prerendered parts, and the program after everything that
/// paints: the page is there to be read while the program arrives. What is needed only sometimes
/// comes behind the program, which is given as the scripts that hold it.
pub fn inline(template: &str, program: &str, tools: Option<&NodeTools>) -> Result<String> {
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("link[data-trunk]", |link| {
            if link.has_attribute("data-after-program") {
                link.before(program, ContentType::Html);
            }
            link.replace(&included(link, tools)?, ContentType::Html);
            Ok(())
        }))
        .append_document_content_handler(doc_comments!(|comment| {
            // The only one that is for those who receive the page.
            if !comment.text().contains("Hébergeur") {
                comment.remove();
            }
            Ok(())
        }));
    rewrite_str(template, settings).context("cannot make one page of the template")
}

/// What stands in the page for one `<link data-trunk>`, with the meaning that Trunk gives to it.
fn included(link: &Element, tools: Option<&NodeTools>) -> Result<String> {
    let attribute = |name| link.get_attribute(name).unwrap_or_default();
    let (rel, kind, href) = (attribute("rel"), attribute("type"), attribute("href"));
    let read = || {
        fs::read_to_string(shell::root().join(&href))
            .with_context(|| format!("the page includes {href}, which cannot be read"))
    };
    Ok(match (rel.as_str(), kind.as_str()) {
        ("rust", _) => String::new(),
        ("css", _) => format!("<style>{}</style>", minify::style(tools, &read()?)?),
        ("inline", "js") => {
            format!("<script>{}</script>", minify::script(tools, &read()?, BROWSERS)?)
        }
        ("inline", "html") => read()?,
        _ => bail!("the page includes {href} as {rel} {kind}, which the build does not know"),
    })
}
