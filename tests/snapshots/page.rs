//! A page as assistive technology meets it: roles, names and descriptions of its elements.

use std::collections::BTreeMap;

use scraper::node::Node;
use scraper::{ElementRef, Html};

/// A page, or a piece of one, with its elements by `id`.
pub struct Page<'a> {
    pub root: ElementRef<'a>,
    ids: BTreeMap<&'a str, ElementRef<'a>>,
    labels: BTreeMap<&'a str, ElementRef<'a>>,
}

impl<'a> Page<'a> {
    pub fn of(html: &'a Html) -> Self {
        let by = |name: &str, attribute: &str| {
            let found = elements(html.root_element());
            let found = found.filter(|element| name.is_empty() || element.value().name() == name);
            found.filter_map(|element| Some((element.attr(attribute)?, element))).collect()
        };
        Self { root: html.root_element(), ids: by("", "id"), labels: by("label", "for") }
    }

    pub fn all(&self) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
        elements(self.root)
    }

    pub fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// The elements of a list of `id`s in an attribute.
    fn named(&self, element: ElementRef<'a>, attribute: &str) -> Vec<ElementRef<'a>> {
        let ids = element.attr(attribute).unwrap_or_default().split_ascii_whitespace();
        ids.filter_map(|id| self.ids.get(id).copied()).collect()
    }

    /// The words that describe a control beside its name.
    pub fn description(&self, element: ElementRef<'a>) -> String {
        let of = self.named(element, "aria-describedby");
        of.into_iter().map(spoken).collect::<Vec<_>>().join(" ")
    }

    /// The label of a field, around it or elsewhere.
    pub fn label(&self, element: ElementRef<'a>) -> Option<ElementRef<'a>> {
        let elsewhere = element.attr("id").and_then(|id| self.labels.get(id).copied());
        let around = || ancestors(element).find(|around| around.value().name() == "label");
        elsewhere.or_else(around)
    }

    /// What assistive technology calls an element; empty where it has no name.
    pub fn name(&self, element: ElementRef<'a>) -> String {
        let labels = self.named(element, "aria-labelledby");
        if !labels.is_empty() {
            return labels.into_iter().map(spoken).collect::<Vec<_>>().join(" ");
        }
        if let Some(label) = element.attr("aria-label") {
            return label.to_string();
        }
        let child = |name| elements(element).find(|child| child.value().name() == name);
        let source = match element.value().name() {
            "input" | "textarea" | "select" => self.label(element),
            "fieldset" => child("legend"),
            "table" => child("caption"),
            "figure" => child("figcaption"),
            "details" => child("summary"),
            "section" | "nav" | "article" | "form" | "svg" | "ul" | "ol" => None,
            _ if role(element).is_some_and(|role| GROUPS.contains(&role)) => None,
            _ => Some(element),
        };
        source.map(spoken).unwrap_or_default()
    }
}

/// Roles that hold others, and are not called by what they hold.
const GROUPS: [&str; 5] = ["group", "radiogroup", "region", "listbox", "status"];

/// The role that an element has by itself, or is given.
pub fn role(element: ElementRef<'_>) -> Option<&str> {
    if let Some(role) = element.attr("role") {
        return Some(role);
    }
    let named = ["aria-label", "aria-labelledby"].iter().any(|by| element.attr(by).is_some());
    Some(match element.value().name() {
        "a" if element.attr("href").is_some() => "link",
        "button" => "button",
        "input" => match element.attr("type").unwrap_or("text") {
            "radio" => "radio",
            "checkbox" => "checkbox",
            "range" => "slider",
            "search" => "searchbox",
            "file" => "file",
            _ => "textbox",
        },
        "textarea" => "textbox",
        "select" => "listbox",
        "fieldset" => "group",
        "table" => "table",
        "article" => "article",
        "nav" => "navigation",
        "section" if named => "region",
        "ul" | "ol" if named => "list",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        _ => return None,
    })
}

/// An element and all below it.
pub fn elements(element: ElementRef) -> impl Iterator<Item = ElementRef> {
    element.descendants().filter_map(ElementRef::wrap)
}

pub fn ancestors(element: ElementRef) -> impl Iterator<Item = ElementRef> {
    element.ancestors().filter_map(ElementRef::wrap)
}

/// The text of an element as it is read out.
pub fn spoken(element: ElementRef) -> String {
    said(element).trim_matches(SPACES).to_string()
}

fn said(element: ElementRef) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.value() {
            Node::Text(words) => join(&mut text, words),
            Node::Element(_) => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                if is_hidden(child) || child.attr("aria-hidden") == Some("true") {
                    continue;
                }
                let is_named = matches!(child.value().name(), "a" | "button" | "svg");
                let label = child.attr("aria-label").filter(|_| is_named);
                let inner = label.map_or_else(|| said(child), str::to_string);
                join_part(&mut text, &inner, child.value().name() != "a");
            }
            _ => {}
        }
    }
    text
}

pub fn is_hidden(element: ElementRef) -> bool {
    let never = matches!(element.value().name(), "script" | "style" | "template");
    never || element.attr("hidden").is_some()
}

/// What HTML takes for space between words. The spaces of French typography are not among it.
pub const SPACES: [char; 4] = [' ', '\n', '\r', '\t'];

/// Adds words to a text, with one space for each run of them.
pub fn join(text: &mut String, words: &str) {
    for letter in words.chars() {
        if SPACES.contains(&letter) {
            if !text.ends_with(' ') {
                text.push(' ');
            }
        } else {
            text.push(letter);
        }
    }
}

/// Adds what another element holds. Style sets words of two elements apart, unless one is a link in a
/// sentence.
pub fn join_part(text: &mut String, part: &str, apart: bool) {
    let closes = |letter: char| letter.is_alphanumeric() || "€%)]}⟩»”".contains(letter);
    let opens = |letter: char| letter.is_alphanumeric() || "[(⟨«“+−".contains(letter);
    let apart = apart || text.ends_with(')') && part.starts_with('[');
    if apart && text.ends_with(closes) && part.starts_with(opens) {
        text.push(' ');
    }
    join(text, part);
}
