//! A shell on another machine.

use std::env;

use crate::base::Fingerprint;
use crate::output::Entry;

use super::PublishError;
use super::listing::Listing;
use super::program::Program;

/// Seconds after which a connection that says nothing counts as cut.
const PATIENCE: &str = "ServerAliveInterval=15";

/// A machine that is reached by ssh, as its configuration says.
#[derive(Debug)]
pub(super) struct Remote {
    pub host: String,
    /// The program that opens the connection, with its options: what rsync's own variable names, else ssh.
    shell: Vec<String>,
}

impl Remote {
    pub fn new(host: &str, interactive: bool) -> Self {
        let shell = match env::var("RSYNC_RSH") {
            Ok(written) if !written.trim().is_empty() => written.split_whitespace().map(str::to_owned).collect(),
            _ => {
                let quiet: &[&str] = if interactive { &[] } else { &["-o", "BatchMode=yes"] };
                ["ssh", "-o", "ConnectTimeout=20", "-o", PATIENCE].iter().chain(quiet).map(|word| (*word).to_owned()).collect()
            }
        };
        Self { host: host.to_owned(), shell }
    }

    /// The same for rsync's `-e`.
    pub fn shell(&self) -> String {
        self.shell.join(" ")
    }

    /// Runs a script of the POSIX shell, which comes by standard input so that nothing has to be quoted for the login shell.
    pub fn run(&self, doing: &str, script: &str) -> Result<String, PublishError> {
        let (program, options) = self.shell.split_first().ok_or_else(|| PublishError::NoProgram { program: "ssh".to_owned() })?;
        let program = Program::new(program, doing).args(options).args(["-T", &self.host, "sh", "-s"]);
        let script = format!("set -e\nLC_ALL=C\nexport LC_ALL\n{script}\n");
        Ok(String::from_utf8_lossy(&program.run_with(script.as_bytes())?).into_owned())
    }
}

/// A word of a script, whatever is in it.
pub(super) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Prints fingerprints, sizes and what is no file of the current folder; [`listing`] reads it.
pub(super) const LIST: &str = r#"if command -v sha256sum >/dev/null 2>&1; then
  find . -type f -exec sha256sum {} +
else
  find . -type f -exec shasum -a 256 {} +
fi
echo sizes
find . -type f -exec wc -c {} +
echo others
find . ! -type f ! -type d"#;

/// What [`LIST`] printed.
pub(super) fn listing(printed: &str) -> Listing {
    let (sums, rest) = printed.split_once("sizes\n").unwrap_or((printed, ""));
    let (sizes, others) = rest.split_once("others\n").unwrap_or((rest, ""));
    let sizes: Listing = sizes
        .lines()
        .filter_map(|line| {
            let (size, path) = line.trim_start().split_once(" ./")?;
            Some((path.to_owned(), Entry { fingerprint: Fingerprint::of(b""), size: size.parse().ok()? }))
        })
        .collect();
    let mut listing: Listing = sums
        .lines()
        .filter_map(|line| {
            let (sum, path) = line.split_once("  ./").or_else(|| line.split_once(" *./"))?;
            let size = sizes.get(path).map_or(0, |entry| entry.size);
            Some((path.to_owned(), Entry { fingerprint: Fingerprint::parse(sum)?, size }))
        })
        .collect();
    for path in others.lines().filter_map(|line| line.strip_prefix("./")) {
        listing.insert(path.to_owned(), Entry::of(b"neither a file nor a folder"));
    }
    listing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_script_stay_one_word() {
        let printed = Program::new("sh", "Trying").args(["-s"]).run_with(format!("printf %s {}", quoted("it's; $(x) \"y\"")).as_bytes());
        assert_eq!(printed.unwrap(), b"it's; $(x) \"y\"");
    }

    #[test]
    fn the_shells_listing_is_that_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a b/c")).unwrap();
        for (path, text) in [("index.html", "words"), ("a b/c/ж.txt", "more"), ("empty", "")] {
            std::fs::write(folder.path().join(path), text).unwrap();
        }
        let printed = Program::new("sh", "Trying").args(["-s"]).within(folder.path()).run_with(LIST.as_bytes()).unwrap();
        assert_eq!(listing(&String::from_utf8(printed).unwrap()), Listing::of_folder(folder.path()).unwrap());
    }
}
