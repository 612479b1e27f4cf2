//! The programs that tests start, from Debian's packages.

use std::process::Command;

/// A program: a command that succeeds where it is there, and the package that brings it.
#[derive(Clone, Copy)]
pub struct Program {
    probe: &'static [&'static str],
    package: &'static str,
}

/// What quick tests drive.
pub const CHROMIUM: &[Program] = &[
    Program { probe: &["chromium", "--version"], package: "chromium" },
    Program { probe: &["chromedriver", "--version"], package: "chromium-driver" },
];

/// What the other tests in browsers drive; the driver of Firefox has no package.
pub const OTHER_BROWSERS: &[Program] = &[
    Program { probe: &["firefox-esr", "--version"], package: "firefox-esr" },
    Program { probe: &["WebKitWebDriver", "--help"], package: "webkit2gtk-driver" },
    Program { probe: &["Xvfb", "-help"], package: "xvfb" },
];

/// What computes workbooks again.
pub const OFFICE: &[Program] = &[
    Program { probe: &["soffice", "--version"], package: "libreoffice-calc-nogui" },
    // Debian's own Python, whatever other one precedes it.
    Program { probe: &["/usr/bin/python3", "-c", "import uno"], package: "python3-uno" },
];

impl Program {
    fn is_missing(self) -> bool {
        !succeeds(self.probe)
    }
}

/// The commands that install those of the programs that are missing.
pub fn missing(programs: &[Program]) -> Vec<Command> {
    let missing = programs.iter().filter(|program| program.is_missing());
    let packages: Vec<_> = missing.map(|program| program.package).collect();
    if packages.is_empty() {
        return Vec::new();
    }
    let mut install = apt_get("install");
    install.args(["--yes", "--no-install-recommends"]).args(packages);
    vec![apt_get("update"), install]
}

fn apt_get(subcommand: &str) -> Command {
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", subcommand];
    if !is_root() {
        words.insert(0, "sudo");
    }
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// Whether these commands would run, and without asking for a password.
pub fn installs_unasked() -> bool {
    let is_sudo_silent = || succeeds(&["sudo", "--non-interactive", "true"]);
    succeeds(&["apt-get", "--version"]) && (is_root() || is_sudo_silent())
}

fn is_root() -> bool {
    succeeds(&["sh", "-c", "test $(id -u) = 0"])
}

fn succeeds(words: &[&str]) -> bool {
    let output = Command::new(words[0]).args(&words[1..]).output();
    output.is_ok_and(|output| output.status.success())
}
