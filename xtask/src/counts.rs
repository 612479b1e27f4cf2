//! How many tests ran, read from what the test runners print.

use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::shell::shown;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Counts {
    /// What one line of output adds, when it is a summary of `cargo test` or of `node --test`.
    fn read(line: &str) -> Self {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |word: &str| word.parse().unwrap_or(0);
        match words[..] {
            ["test", "result:", _, passed, "passed;", failed, "failed;", ..] => {
                Self { passed: number(passed), failed: number(failed) }
            }
            ["ℹ", "pass", count] => Self { passed: number(count), failed: 0 },
            ["ℹ", "fail" | "cancelled", count] => Self { passed: 0, failed: number(count) },
            _ => Self::default(),
        }
    }

    /// Runs a test runner, showing what it prints. Also tells whether it succeeded, and adds the names
    /// of the tests of `node --test` that passed to `passed`.
    pub fn of(command: &mut Command, passed: &mut Vec<String>) -> Result<(Self, bool)> {
        let shown = shown(command);
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start: {shown}"))?;
        let mut counts = Self::default();
        for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
            let line = line.with_context(|| format!("cannot read what this prints: {shown}"))?;
            counts += Self::read(&line);
            passed.extend(line.trim_start().strip_prefix("✔ ").map(str::to_string));
            println!("{line}");
        }
        Ok((counts, child.wait()?.success()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_read_and_nothing_else() {
        let lines = [
            "running 3 tests",
            "test money::rounds ... ok",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "ℹ tests 6",
            "ℹ pass 4",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "a sentence with pass 7",
        ];
        let mut counts = Counts::default();
        for line in lines {
            counts += Counts::read(line);
        }
        assert_eq!(counts, Counts { passed: 6, failed: 3 });
        assert_eq!(counts.to_string(), "6 passed, 3 failed");
    }
}
