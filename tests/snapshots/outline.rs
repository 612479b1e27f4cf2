//! A page as text: one line for each thing that a reader meets, in reading order.
//!
//! `#` headings, `-` items, `*row header*`, `[button …]`, `[link](target)`, `370␣000~€{path=cents}`,
//! ⟨what is seen but not read out⟩, ⟪what is read out but not seen⟫. U+00A0 is shown as `~` and U+202F as
//! `␣`.

use std::fmt::Write as _;

use scraper::node::Node;
use scraper::{ElementRef, Html};

use super::page::{Page, SPACES, elements, is_hidden, join, join_part, role, spoken};
use super::table;

/// The outline of a piece of HTML.
pub fn outline(html: &Html) -> String {
    let page = Page::of(html);
    let mut outline = Outline { page: &page, text: String::new(), depth: 0 };
    outline.children(page.root);
    let marks = ['~', '␣'];
    let marked = outline.text.find(marks).map(|at| outline.text[at..].chars().take(20).collect());
    assert_eq!(marked, None::<String>, "the marks of spaces are free");
    outline.text.replace('\u{a0}', "~").replace('\u{202f}', "␣")
}

pub struct Outline<'a> {
    pub page: &'a Page<'a>,
    text: String,
    depth: usize,
}

impl<'a> Outline<'a> {
    pub fn line(&mut self, text: &str) {
        let text = text.trim_matches(SPACES);
        if !text.is_empty() {
            let _ = writeln!(self.text, "{:1$}{text}", "", self.depth * 2);
        }
    }

    pub fn inside(&mut self, what: impl FnOnce(&mut Self)) {
        self.depth += 1;
        what(self);
        self.depth -= 1;
    }

    /// What an element holds: words in a row are one line.
    pub fn children(&mut self, element: ElementRef<'a>) {
        let mut run = String::new();
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(words), _) => join(&mut run, words),
                (_, Some(child)) if is_inline(child) => self.append(&mut run, child),
                (_, Some(child)) => {
                    self.line(&std::mem::take(&mut run));
                    self.block(child);
                }
                _ => {}
            }
        }
        self.line(&run);
    }

    fn block(&mut self, element: ElementRef<'a>) {
        if is_hidden(element) {
            return;
        }
        let name = element.value().name();
        match (name, role(element)) {
            (_, Some("heading")) => {
                let level = name[1..].parse().unwrap_or(0);
                self.line(&format!("{} {}", "#".repeat(level), self.words(element)));
            }
            ("table", _) => table::table(self, element),
            ("input" | "textarea" | "select", Some(role)) => {
                self.line(&self.control(element, role));
            }
            ("label", _) => self.label(element),
            ("details", _) => {
                let state = if element.attr("open").is_some() { "open" } else { "closed" };
                self.line(&format!("details, {state}"));
                self.inside(|outline| outline.children(element));
            }
            ("li", _) if elements(element).skip(1).all(is_inline) => {
                self.line(&format!("- {}", self.words(element)));
            }
            ("li", _) => {
                self.line("-");
                self.inside(|outline| outline.children(element));
            }
            ("svg", _) => self.drawing(element),
            (_, Some(role @ ("status" | "alert"))) => {
                let phrase =
                    element.attr("data-phrase").map_or_else(|| spoken(element), str::to_string);
                self.line(&format!("{role} says “{phrase}”"));
            }
            (_, Some(role)) => {
                let name = quoted(&self.page.name(element));
                self.line(&format!("{role}{name}"));
                self.inside(|outline| outline.children(element));
            }
            ("legend" | "caption", _) => {} // the name of what holds it
            _ => self.children(element),
        }
    }

    /// A label is the name of its field, unless the field has another one.
    fn label(&mut self, label: ElementRef<'a>) {
        let field = elements(label).find(|inner| inner.value().name() == "input");
        let Some(field) = field else {
            let shown = spoken(label);
            let target = label
                .attr("for")
                .and_then(|id| self.page.all().find(|element| element.attr("id") == Some(id)));
            if target.is_none_or(|target| self.page.name(target) != shown) {
                self.line(&format!("label “{}”", self.words(label)));
            }
            return;
        };
        self.block(field);
    }

    /// What an element holds, on one line.
    pub fn words(&self, element: ElementRef<'a>) -> String {
        let mut text = String::new();
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(words), _) => join(&mut text, words),
                (_, Some(child)) => self.append(&mut text, child),
                _ => {}
            }
        }
        text
    }

    fn append(&self, text: &mut String, element: ElementRef<'a>) {
        if is_hidden(element) {
            return;
        }
        let is_link = element.value().name() == "a";
        join_part(text, &self.inline(element), !is_link);
    }

    fn inline(&self, element: ElementRef<'a>) -> String {
        let words = || self.words(element);
        let class = |name| element.value().classes().any(|class| class == name);
        match element.value().name() {
            "a" => format!("[{}]({})", words(), target(element)),
            "button" => self.button(element),
            "br" => " ".to_string(),
            "svg" => String::new(),
            _ if element.attr("aria-hidden") == Some("true") => around('⟨', &words(), '⟩'),
            _ if class("cpts-sr") => around('⟪', words().trim(), '⟫'),
            _ => words() + &amount(element),
        }
    }

    fn button(&self, element: ElementRef<'a>) -> String {
        let mut text = format!("[button{}", quoted(&self.page.name(element)));
        if let Some(open) = element.attr("aria-expanded") {
            text += if open == "true" { ", open" } else { ", closed" };
        }
        if element.attr("disabled").is_some() {
            text += ", disabled";
        }
        text += &elements(element).map(amount).collect::<String>();
        text + "]"
    }

    fn control(&self, element: ElementRef<'a>, role: &str) -> String {
        let mut text = format!("{role}{}", quoted(&self.page.name(element)));
        match role {
            "radio" | "checkbox" => {
                let checked = element.attr("checked").is_some();
                text += if checked { ", checked" } else { ", not checked" };
            }
            "file" => {}
            _ => {
                let _ = write!(text, " = “{}”", element.attr("value").unwrap_or_default());
            }
        }
        let shown = [
            "min",
            "max",
            "step",
            "placeholder",
            "inputmode",
            "maxlength",
            "accept",
            "disabled",
            "aria-valuetext",
            "aria-expanded",
            "aria-invalid",
        ];
        for attribute in shown {
            let Some(value) = element.attr(attribute) else { continue };
            match value {
                "" if attribute == "placeholder" => {}
                "" | "true" | "disabled" => text.extend([", ", attribute]),
                _ => text.extend([", ", attribute, " ", value]),
            }
        }
        let description = self.page.description(element);
        if !description.is_empty() {
            let _ = write!(text, ", described as “{description}”");
        }
        text
    }

    /// A drawing: its name or that it has none, how many shapes of each style, and its words.
    fn drawing(&mut self, element: ElementRef<'a>) {
        let name = if element.attr("aria-hidden") == Some("true") {
            ", not read out".to_string()
        } else {
            quoted(&self.page.name(element))
        };
        self.line(&format!("drawing{name}"));
        let mut shapes: Vec<(&str, usize)> = Vec::new();
        for class in elements(element).skip(1).filter_map(|shape| shape.attr("class")) {
            match shapes.iter_mut().find(|(known, _)| *known == class) {
                Some((_, count)) => *count += 1,
                None => shapes.push((class, 1)),
            }
        }
        let shapes: Vec<_> =
            shapes.iter().map(|(class, count)| format!("{count} {class}")).collect();
        let words = elements(element).filter(|shape| shape.value().name() == "text").map(spoken);
        let words = words.collect::<Vec<_>>();
        self.inside(|outline| {
            outline.line(&shapes.join(", "));
            outline.line(&words.join(" | "));
        });
    }
}

/// An amount of a result: which one, in cents.
fn amount(element: ElementRef) -> String {
    let path = element.attr("data-amount");
    let cents = element.attr("data-cents").unwrap_or("?");
    path.map_or_else(String::new, |path| format!("{{{path}={cents}}}"))
}

/// Where a link leads. The scenario in it has its own tests.
fn target(element: ElementRef<'_>) -> &str {
    let target = element.attr("href").unwrap_or_default();
    if target.starts_with("#/") {
        target.split_inclusive('?').next().unwrap_or_default()
    } else {
        target
    }
}

fn quoted(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" “{name}”") }
}

fn around(before: char, words: &str, after: char) -> String {
    if words.is_empty() { String::new() } else { format!("{before}{words}{after}") }
}

/// Whether an element stands in a line of words.
pub fn is_inline(element: ElementRef) -> bool {
    const INLINE: [&str; 13] = [
        "a", "abbr", "b", "br", "button", "code", "em", "i", "small", "span", "strong", "sub",
        "sup",
    ];
    let alone = INLINE.contains(&element.value().name());
    alone
        && element.attr("role").is_none()
        && element.children().filter_map(ElementRef::wrap).all(is_inline)
}
