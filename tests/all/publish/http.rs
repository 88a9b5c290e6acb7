//! What a host answers to readers, compared with what was published.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::Desk;

/// What a host does with the files that it was given.
#[derive(Clone, Copy, PartialEq)]
enum Habit {
    Faithful,
    /// Adds a comment to every page.
    Meddling,
    /// Answers every address with the front page.
    Obliging,
}

/// A small web server for a published folder.
struct Host {
    address: String,
    habit: Arc<Mutex<Habit>>,
}

impl Host {
    fn start(root: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let habit = Arc::new(Mutex::new(Habit::Faithful));
        let shared = Arc::clone(&habit);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (root, habit) = (root.clone(), *shared.lock().unwrap());
                std::thread::spawn(move || answer(&stream.unwrap(), &root, habit));
            }
        });
        Self { address, habit }
    }

    fn becomes(&self, habit: Habit) {
        *self.habit.lock().unwrap() = habit;
    }
}

fn answer(mut stream: &TcpStream, root: &Path, habit: Habit) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.find(String::is_empty);
    let path = request.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let (status, mut body) = match fs::read(root.join(&file)) {
        Ok(bytes) => (200, bytes),
        Err(_) if habit == Habit::Obliging => (200, fs::read(root.join("index.html")).unwrap()),
        Err(_) => (404, fs::read(root.join("404.html")).unwrap()),
    };
    if habit == Habit::Meddling && file == "index.html" {
        body.extend(b"<!-- fast -->");
    }
    let _ = write!(stream, "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(&body);
}

fn desk() -> (Desk, PathBuf) {
    let desk = Desk::new("kind = \"folder\"\npath = \"../www\"\nhost_files = [\"headers\"]");
    let public = desk.around().join("www");
    desk.publish().expect(0, "Published version");
    (desk, public)
}

#[test]
fn a_host_that_shows_what_was_published_is_told_from_one_that_does_not() {
    let (mut desk, public) = desk();
    desk.set("NO_PROXY", "*");
    let host = Host::start(public.clone());
    let verify = || desk.run(&["publish", "--verify", "--http", "--base-url", &host.address]);
    verify().expect(0, "host has exactly publication 1").expect(0, &format!("{} gave ", host.address)).expect(0, "right answers.");
    host.becomes(Habit::Meddling);
    verify()
        .expect(1, &format!("{} is answered with other bytes than those of index.html", host.address))
        .expect(1, "gave 1 wrong answers of");
    host.becomes(Habit::Obliging);
    verify().expect(1, "is not there, and is answered with status 200").expect(1, "gave 1 wrong answers of");
    host.becomes(Habit::Faithful);
    // The links of a release are the releases' own files; another file under the name is what a meddler leaves.
    fs::remove_file(public.join("feed.xml")).unwrap();
    verify().expect(1, "feed.xml is missing").expect(1, &format!("{}feed.xml is answered with status 404", host.address));
    let json = desk.run(&["publish", "--verify", "--http", "--json", "--base-url", &host.address]);
    let line = json.text.lines().find(|line| line.contains("\"outcome\"")).unwrap();
    let event: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(
        (&event["same"], &event["http"]["wrong"][0]["path"], &event["http"]["wrong"][0]["status"]),
        (&false.into(), &"feed.xml".into(), &404.into())
    );
}

#[test]
fn without_an_address_or_an_answer_nothing_is_claimed() {
    let (mut desk, _) = desk();
    desk.set("NO_PROXY", "*");
    desk.run(&["publish", "--verify", "--http"]).expect(2, "has no address that could be asked");
    desk.run(&["publish", "--http"]).expect(2, "--verify");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    desk.run(&["publish", "--verify", "--http", "--base-url", &format!("http://{closed}/")]).expect(3, "does not answer");
}
