//! The preview as a command: what `--open` starts, and what goes on where there is no browser.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

/// A running preview of one article, which ends with this value.
struct Preview {
    process: Child,
    said: BufReader<ChildStderr>,
}

impl Preview {
    /// Starts it with programs only from `programs`.
    fn start(root: &Path, programs: &Path, options: &[&str]) -> Self {
        fs::create_dir_all(root.join("seeds")).unwrap();
        fs::write(root.join("site.toml"), "title = \"River talks\"\n").unwrap();
        fs::write(root.join("seeds/2031-05-02-first.txt"), "Envoys of Chad and Niger met in Geneva on Thursday, a spokesman said.\n")
            .unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(["serve", "--port", "0"]).args(options).current_dir(root).env("PATH", programs).env("HOME", root);
        let mut process = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let said = BufReader::new(process.stderr.take().unwrap());
        Self { process, said }
    }

    /// Reads on until a line has these words.
    fn until(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let before = all.len();
            assert_ne!(self.said.read_line(&mut all).unwrap(), 0, "{words:?} is not in:\n{all}");
            if all[before..].contains(words) {
                return all[before..].to_owned();
            }
        }
    }

    fn is_running(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn address(line: &str) -> &str {
    line.split_whitespace().find(|word| word.starts_with("http")).unwrap().trim_end_matches(';')
}

#[test]
fn the_browser_is_opened_at_the_address_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let programs = folder.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let opened = folder.path().join("opened");
    let browser = programs.join("xdg-open");
    fs::write(&browser, format!("#!/bin/sh\necho \"$1\" > {0}.part && /bin/mv {0}.part {0}\n", opened.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let mut preview = Preview::start(&folder.path().join("project"), &programs, &["--open", "--interface", "0.0.0.0"]);
    let line = preview.until("Showing the site at");
    assert!(address(&line).starts_with("http://127.0.0.1:"), "an address of this machine is told: {line}");
    let begun = Instant::now();
    while !opened.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "no browser was opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(fs::read_to_string(&opened).unwrap().trim(), address(&line));
    assert!(preview.is_running());
}

#[test]
fn without_a_browser_the_preview_says_so_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut preview = Preview::start(&folder.path().join("project"), &folder.path().join("empty"), &["--open"]);
    let line = preview.until("Showing the site at");
    assert!(preview.until("No browser could be opened").contains(address(&line)));
    assert!(preview.is_running());
}

/// The answer to one request.
fn get(address: &str, path: &str) -> String {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn what_is_wrong_with_a_page_that_nobody_opens_is_told_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("project");
    fs::create_dir_all(root.join("templates")).unwrap();
    let fails = "{% if page.title is starting_with(pat=\"Unfit\") %}{{ page.nothing.there }}{% endif %}";
    let template = format!("{{% extends \"base.html\" %}}\n{{% block main %}}<h1>{{{{ page.title }}}}</h1>{fails}{{% endblock %}}\n");
    fs::write(root.join("templates/source.html"), template).unwrap();
    let write = |title: &str| {
        let text = format!("---\ntitle: {title}\noutlet: Quay Post\n---\n\nEnvoys of Chad and Niger met in Geneva on 3 May 2031.\n");
        fs::write(root.join("seeds/2031-05-04-other.md"), text).unwrap();
    };
    let mut preview = Preview::start(&root, &folder.path().join("empty"), &["--future"]);
    let line = preview.until("Showing the site at");
    let address = address(&line);
    write("Fit to print");
    preview.until("The site has");
    let begun = Instant::now();
    while !get(address, "/sources/").contains("Fit to print") {
        assert!(begun.elapsed() < Duration::from_secs(30), "the change is never shown");
        std::thread::sleep(Duration::from_millis(20));
    }
    write("Unfit to print");
    let told = preview.until("source.html");
    assert!(told.contains("templates/source.html:2"), "{told}");
    assert!(get(address, "/sources/").contains("Unfit to print"), "other pages are shown as they are now");
    assert!(preview.is_running());
}
