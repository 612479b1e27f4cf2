//! Exported files, read back by other programs: what they hold is what the engine computes, also
//! after `LibreOffice` has computed every formula again, and no name becomes a formula.
//!
//! The tests that start `LibreOffice` are ignored: `cargo xtask test --all` runs them too, and
//! `cargo test --test export -- --ignored` runs them alone.

#[path = "export/book.rs"]
mod book;
#[path = "export/documents.rs"]
mod documents;
#[path = "export/expected.rs"]
mod expected;
#[path = "export/office.rs"]
mod office;

use book::Book;
use documents::{HOSTILE_NAMES, Owned, edits};
use office::Job;
use simulateur_cpts::export;

/// Workbooks that only another library reads.
const READ: usize = 100;
/// The same in a complete run, which asks for more cases of everything.
const READ_IN_ALL: usize = 400;
/// Workbooks that `LibreOffice` computes again, and then again after each change of an input.
const COMPUTED: usize = 40;

#[test]
fn cached_values_are_those_of_the_engine() {
    let mut compared = 0;
    let count = if std::env::var_os("PROPTEST_CASES").is_some() { READ_IN_ALL } else { READ };
    for document in documents::generated(count) {
        let book = Book::read(&export::xlsx(&document.borrow()));
        compared += expected::compare(&book, &document).cells;
    }
    println!("{count} workbooks, {compared} cells");
    assert!(compared > 150 * count);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_computes_what_the_engine_computes() {
    let documents = documents::generated(COMPUTED);
    let donors = documents::generated(COMPUTED + 1);
    let mut jobs = Vec::new();
    let mut states: Vec<Vec<Owned>> = Vec::new();
    for (document, donor) in documents.iter().zip(&donors[1..]) {
        let (changes, after) = edits(document, donor).into_iter().unzip();
        jobs.push(Job { file: export::xlsx(&document.borrow()), kind: "xlsx", changes });
        states.push([vec![document.clone()], after].concat());
    }
    let results = office::run("amounts", &jobs);
    let mut sum = expected::Comparison::default();
    let mut computed = 0;
    for (result, documents) in results.iter().zip(&states) {
        // The sheet of the year alone has more formulas.
        assert!(result.poisoned > 40, "cached values are left to read: {}", result.poisoned);
        assert_eq!(result.books.len(), documents.len());
        for (book, document) in result.books.iter().zip(documents) {
            sum += expected::compare(book, document);
            computed += 1;
        }
    }
    println!("{} workbooks computed {computed} times, {sum:?}", jobs.len());
    assert_eq!(results.len(), COMPUTED);
    assert!(computed > 10 * COMPUTED);
}

/// One document for each hostile name.
fn hostile() -> impl Iterator<Item = Owned> {
    let base = documents::generated(1).remove(0);
    HOSTILE_NAMES.iter().map(move |name| Owned {
        name: (*name).to_string(),
        link: (*name).to_string(),
        ..base.clone()
    })
}

/// The name is written as it should be kept, and no formula is near it.
fn name_stays_text(book: &Book, name: &str, kept: &str) {
    assert_eq!(book.text("Résultat", 1, 0), kept, "{name:?}");
    assert!(!book.formulas("Résultat").contains(&(1, 0)), "{name:?}");
    assert_eq!(book.formulas("Lisez-moi"), [], "{name:?}");
}

#[test]
fn hostile_names_stay_text() {
    for document in hostile() {
        let book = Book::read(&export::xlsx(&document.borrow()));
        name_stays_text(&book, &document.name, &expected::kept(&document.name));
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn hostile_names_stay_text_in_libreoffice() {
    let mut jobs = Vec::new();
    for document in hostile() {
        let (xlsx, csv) = (export::xlsx(&document.borrow()), export::csv(&document.borrow()));
        jobs.push(Job { file: xlsx, kind: "xlsx", changes: Vec::new() });
        jobs.push(Job { file: csv.into_bytes(), kind: "csv", changes: Vec::new() });
    }
    let results = office::run("names", &jobs);
    for (name, pair) in HOSTILE_NAMES.iter().zip(results.chunks(2)) {
        let [xlsx, csv] = pair else { panic!("two files for each name") };
        // LibreOffice itself knows one kind of line end in a cell.
        let kept = expected::kept(name).replace("\r\n", "\n");
        name_stays_text(&xlsx.books[0], name, &kept);
        let table = &csv.books[0];
        let sheet = table.only_sheet();
        assert_eq!(table.formulas(sheet), [], "{name:?}");
    }
}

#[test]
fn a_text_table_gives_back_what_was_put_in() {
    let mut compared = 0;
    for (document, name) in documents::generated(200).into_iter().zip(HOSTILE_NAMES.iter().cycle())
    {
        let document = Owned { name: (*name).to_string(), ..document };
        let text = export::csv(&document.borrow());
        compared += expected::compare_table(&text, &document);
    }
    println!("{compared} amounts");
    assert!(compared > 5_000);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for document in documents::generated(20) {
        assert_eq!(export::xlsx(&document.borrow()), export::xlsx(&document.clone().borrow()));
        assert_eq!(export::csv(&document.borrow()), export::csv(&document.clone().borrow()));
    }
}

#[test]
fn a_name_longer_than_a_cell_is_cut_at_its_limit() {
    let base = documents::generated(1).remove(0);
    for letter in ["a", "é", "😀", "&"] {
        let document = Owned { name: letter.repeat(40_000), ..base.clone() };
        let book = Book::read(&export::xlsx(&document.borrow()));
        let name = book.text("Résultat", 1, 0);
        let fits = 32_767 / letter.encode_utf16().count();
        assert_eq!(name, letter.repeat(fits));
    }
}
