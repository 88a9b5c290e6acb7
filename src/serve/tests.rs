use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::*;

const PATIENCE: Duration = Duration::from_secs(10);

/// A preview of one page that holds the words of `words.txt`; words with "broken" in them fail the build, "fault" is a fault of the builder.
fn attempt(folder: &Path) -> Attempt {
    let words = fs::read_to_string(folder.join("seeds/words.txt")).unwrap_or_default();
    assert!(!words.contains("fault"), "a fault of the builder, which this test makes on purpose");
    let page = |path: &str, text: String| Artifact { path: path.into(), body: text.into_bytes(), made_from: [].into() };
    let good =
        || vec![page("index.html", format!("<body>{words}</body>")), page("style.css", "css".into()), page("a/index.html", "a".into())];
    let result = if words.contains("broken") { Err(format!("error: {words}")) } else { Ok(good()) };
    Attempt { result, watched: Watched { folders: vec![folder.join("seeds")], ..Watched::default() }, base_path: "/".into() }
}

struct Running {
    address: SocketAddr,
    folder: tempfile::TempDir,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("seeds")).unwrap();
        fs::write(folder.path().join("seeds/words.txt"), "first").unwrap();
        let preview = Preview::bind(&Options { interface: Ipv4Addr::LOCALHOST.into(), port: Some(0) }).unwrap();
        let address = preview.address;
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let (ready, is_ready) = mpsc::channel();
        let root = folder.path().to_owned();
        let thread = thread::spawn(move || {
            let until = async { _ = stopped.await };
            preview.run(|| attempt(&root), || ready.send(()).unwrap(), until)
        });
        is_ready.recv_timeout(PATIENCE).unwrap();
        Self { address, folder, stop: Some(stop), thread: Some(thread) }
    }

    fn write(&self, words: &str) {
        fs::write(self.folder.path().join("seeds/words.txt"), words).unwrap();
    }

    fn ask(&self, line: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "localhost")
    }

    /// Lines of news as they come.
    fn news(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /__demarche/news HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        let begun = Instant::now();
        let ended = self.thread.take().unwrap().join().unwrap();
        assert!(thread::panicking() || (ended.is_ok() && begun.elapsed() < PATIENCE), "the preview ends when told to");
    }
}

#[test]
fn pages_come_from_memory_with_the_script_added() {
    let preview = Running::start();
    let front = preview.get("/");
    assert!(front.starts_with("HTTP/1.1 200"), "{front}");
    assert!(front.contains("content-type: text/html; charset=utf-8") && front.contains("cache-control: no-store"), "{front}");
    assert!(front.ends_with("<body>first<script src=\"/__demarche/reload.js?build=1\" defer></script></body>"), "{front}");
    assert!(preview.get("/style.css").ends_with("\r\n\r\ncss"));
    assert!(preview.get("/a?x=1").contains("location: /a/?x=1"));
    assert!(preview.get("/nowhere").starts_with("HTTP/1.1 404"));
    assert!(preview.get("/__demarche/reload.js").contains("EventSource"));
    let head = preview.ask("HEAD /style.css", "localhost");
    assert!(head.contains("content-length: 3") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(preview.ask("POST /", "localhost").starts_with("HTTP/1.1 405"));
    for path in ["/", "/__demarche/reload.js", "/__demarche/news"] {
        assert!(preview.ask(&format!("GET {path}"), "evil.example").starts_with("HTTP/1.1 403"), "{path}");
    }
}

#[test]
fn a_change_is_built_told_and_shown_and_a_failure_keeps_the_last_good_site() {
    let preview = Running::start();
    let mut news = preview.news();
    assert_eq!(news.next().unwrap()["build"], 1);
    preview.write("second");
    assert_eq!(news.next().unwrap(), serde_json::json!({ "build": 2, "trouble": null }));
    assert!(preview.get("/").contains("second"));
    preview.write("broken");
    assert_eq!(news.next().unwrap(), serde_json::json!({ "build": 2, "trouble": "error: broken" }));
    assert!(preview.get("/").contains("second"), "the last good site stays");
    preview.write("fault");
    assert!(news.next().unwrap()["trouble"].as_str().unwrap().contains("please report"));
    preview.write("third");
    assert_eq!(news.next().unwrap()["build"], 3);
    fs::remove_dir_all(preview.folder.path().join("seeds")).unwrap();
    assert_eq!(news.next().unwrap()["build"], 4);
    fs::create_dir(preview.folder.path().join("seeds")).unwrap();
    preview.write("again");
    let shown = news.any(|_| preview.get("/").contains("again"));
    assert!(shown, "a folder that was deleted and made again is watched");
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error() {
    let interface: IpAddr = Ipv4Addr::LOCALHOST.into();
    let first = Preview::bind(&Options { interface, port: None }).unwrap();
    let port = first.address.port();
    assert!(matches!(Preview::bind(&Options { interface, port: Some(port) }), Err(ServeError::Taken { .. })));
    let next = Preview::bind(&Options { interface, port: None }).unwrap();
    assert_ne!(next.address.port(), port);
}
