//! What a page shows, asked for as a test asks: fields by `id`, amounts by path, words.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html};
use simulateur_cpts::view::{Start, explained, opened};

use super::page::{Page, elements, spoken};

pub struct Shown {
    html: Html,
}

/// A field as assistive technology meets it.
pub struct Field {
    pub value: String,
    pub is_invalid: bool,
    pub description: String,
    pub is_checked: bool,
}

impl Shown {
    pub fn of(start: Start) -> Self {
        Self { html: Html::parse_fragment(&opened(start)) }
    }

    /// With every explanation open.
    pub fn explained(start: Start) -> Self {
        Self { html: Html::parse_fragment(&explained(start)) }
    }

    pub fn page(&self) -> Page<'_> {
        Page::of(&self.html)
    }

    pub fn has(&self, id: &str) -> bool {
        self.page().has(id)
    }

    pub fn field(&self, id: &str) -> Field {
        let page = self.page();
        let of_id = |element: &ElementRef| element.attr("id") == Some(id);
        let field = page.all().find(of_id).unwrap_or_else(|| panic!("no field {id}"));
        Field {
            value: field.attr("value").unwrap_or_default().to_string(),
            is_invalid: field.attr("aria-invalid") == Some("true"),
            description: plain(&page.description(field)),
            is_checked: field.attr("checked").is_some(),
        }
    }

    /// What each control with an `id` holds.
    pub fn controls(&self) -> BTreeMap<String, (String, bool)> {
        let inputs = self.page().all().filter(|element| element.value().name() == "input");
        let ids = inputs.filter_map(|input| input.attr("id"));
        let held = |id: &str| {
            let field = self.field(id);
            (id.to_string(), (field.value, field.is_checked))
        };
        ids.map(held).collect()
    }

    /// Every amount that has a path, in cents.
    pub fn amounts(&self) -> BTreeMap<String, i64> {
        let page = self.page();
        let amount = |element: ElementRef| {
            let cents = element.attr("data-cents")?.parse().ok()?;
            Some((element.attr("data-amount")?.to_string(), cents))
        };
        page.all().filter_map(amount).collect()
    }

    pub fn total(&self) -> i64 {
        self.amounts()["total"]
    }

    /// All words, with ordinary spaces.
    pub fn text(&self) -> String {
        plain(&spoken(self.html.root_element()))
    }

    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The rows of the table whose name starts so, cell by cell.
    pub fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let page = self.page();
        let of_name = |element: &ElementRef| {
            element.value().name() == "table" && page.name(*element).starts_with(name)
        };
        let table = page.all().find(of_name).unwrap_or_else(|| panic!("no table {name}"));
        let is = |name: &'static [&str]| move |of: &ElementRef| name.contains(&of.value().name());
        let cells = |row| elements(row).filter(is(&["th", "td"])).map(|cell| plain(&spoken(cell)));
        elements(table).filter(is(&["tr"])).map(|row| cells(row).collect()).collect()
    }
}

/// The same text with ordinary spaces.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
