//! The opening page for each size, so that a click on a size is followed before the program has arrived.

use std::cell::RefCell;

use anyhow::{Result, ensure};
use lol_html::{RewriteStrSettings, doc_text, element, rewrite_str};
use serde_json::{Value, json};
use simulateur_cpts::link::{self, Section};
use simulateur_cpts::scenario::{Action, Scenario, Size};
use simulateur_cpts::view;

/// What the pages of the four sizes differ in, as `src/browser/sizes.js` reads it: each text or attribute
/// with its place in the page and one value for each size.
pub fn block() -> Result<String> {
    let pages: Vec<Page> = Size::ALL.into_iter().map(page).collect::<Result<_>>()?;
    for page in &pages {
        ensure!(page.shape == pages[0].shape, "the pages of two sizes differ in their elements");
    }
    let data = json!({
        "textes": differences(&pages, |page| &page.texts)?,
        "attributs": differences(&pages, |page| &page.attributes)?,
    });
    Ok(format!("<script type=\"application/json\" id=\"tailles\">{data}</script>"))
}

/// The opening page of a size.
fn page(size: Size) -> Result<Page> {
    let scenario = Scenario::opening().after(Action::Size(size));
    Page::read(&view::simulator(&link::write(Section::Simulator, &scenario)))
}

/// A page as a browser holds it.
#[derive(Default)]
struct Page {
    /// Its elements with the names of their attributes, and where it has text.
    shape: Vec<String>,
    /// Each text, at its place among the texts.
    texts: Vec<(Value, String)>,
    /// Each attribute, at the place of its element among the elements and under its name.
    attributes: Vec<(Value, String)>,
}

impl Page {
    fn read(html: &str) -> Result<Self> {
        let page = RefCell::new(Self::default());
        let elements = RefCell::new(0);
        // A text arrives in pieces.
        let piece = RefCell::new(String::new());
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("*", |element| {
                let mut page = page.borrow_mut();
                page.shape.push(element.tag_name());
                for attribute in element.attributes() {
                    // What is chosen is the visitor's.
                    if attribute.name() != "checked" {
                        page.shape.push(attribute.name());
                        let place = json!([*elements.borrow(), attribute.name()]);
                        page.attributes.push((place, attribute.value()));
                    }
                }
                *elements.borrow_mut() += 1;
                Ok(())
            }))
            .append_document_content_handler(doc_text!(|text| {
                piece.borrow_mut().push_str(text.as_str());
                if text.last_in_text_node() {
                    let mut page = page.borrow_mut();
                    page.shape.push("#".to_owned());
                    let place = json!(page.texts.len());
                    page.texts.push((place, piece.take()));
                }
                Ok(())
            }));
        rewrite_str(html, settings)?;
        Ok(page.into_inner())
    }
}

/// What is not the same on all pages: `[place, value, value, value, value]`.
fn differences(
    pages: &[Page],
    part: impl Fn(&Page) -> &Vec<(Value, String)>,
) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    for (index, (place, first)) in part(&pages[0]).iter().enumerate() {
        let written: Vec<&String> = pages.iter().map(|page| &part(page)[index].1).collect();
        if written.iter().any(|value| *value != first) {
            let values: Vec<_> = written.iter().map(|value| value.replace("&amp;", "&")).collect();
            let plain = written.iter().zip(&values).all(|(written, value)| {
                written.matches('&').count() == written.matches("&amp;").count()
                    && !value.contains('<')
            });
            ensure!(plain, "a text that differs between sizes holds markup: {first}");
            rows.push(json!([place, values]));
        }
    }
    Ok(rows)
}
