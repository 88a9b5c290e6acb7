use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::*;

const PATIENCE: Duration = Duration::from_secs(30);

/// A preview of one page that holds the words of `words.txt`; words with "broken" in them fail the build, "fault" is a fault of the builder.
fn attempt(folder: &Path) -> Attempt {
    let words = fs::read_to_string(folder.join("seeds/words.txt")).unwrap_or_default();
    assert!(!words.contains("fault"), "a fault of the builder, which this test makes on purpose");
    let style = fs::read_to_string(folder.join("seeds/style.txt")).unwrap_or_else(|_| "0123456789".to_owned());
    let page_of = |path: &str, text: String| Artifact { path: path.into(), body: text.into_bytes(), made_from: [].into() };
    let good =
        || vec![page_of("index.html", format!("<body>{words}</body>")), page_of("style.css", style), page_of("a/index.html", "a".into())];
    let late = late_pages(folder);
    let said = words.clone();
    let make = move |path: &str| {
        assert!(!said.contains("spoilt"), "a fault of the maker, which a test makes on purpose");
        match path {
            "data/all.csv" | "a/index.json" => Made::File(format!("export of {said}").into_bytes()),
            "late/index.html" if said.contains("unmakeable") => Made::Failed,
            "late/index.html" | "never/index.html" if said.contains("never") => Made::Failed,
            "late/index.html" => Made::File(format!("<body>late {}</body>", said.replace(" of old", "")).into_bytes()),
            _ => Made::Nothing,
        }
    };
    let good = || {
        let (maker, orders) = maker(late.iter().cloned());
        thread::spawn(move || {
            orders.answer_until_shown(&make);
            orders.answer(&make);
        });
        Good { artifacts: good(), maker: Some(maker), same_pages: words.contains("same") }
    };
    let result = if words.contains("broken") { Err(format!("error: {words}")) } else { Ok(good()) };
    Attempt { result, watched: Watched { folders: vec![folder.join("seeds")], ..Watched::default() }, base_path: "/".into() }
}

/// The pages that are made when they are asked for: those that `late.txt` names.
fn late_pages(folder: &Path) -> Vec<String> {
    fs::read_to_string(folder.join("seeds/late.txt")).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

struct Running {
    address: SocketAddr,
    folder: tempfile::TempDir,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    fn start() -> Self {
        Self::start_with(true)
    }

    fn start_with(live: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("seeds")).unwrap();
        fs::write(folder.path().join("seeds/words.txt"), "first").unwrap();
        let preview = Preview::bind(&Options { interface: Ipv4Addr::LOCALHOST.into(), port: Some(0), live }).unwrap();
        let address = preview.address;
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let (ready, is_ready) = mpsc::channel();
        let root = folder.path().to_owned();
        let thread = thread::spawn(move || {
            let until = async { _ = stopped.await };
            preview.run(|_| attempt(&root), || ready.send(()).unwrap(), until)
        });
        is_ready.recv_timeout(PATIENCE).unwrap();
        Self { address, folder, stop: Some(stop), thread: Some(thread) }
    }

    fn write(&self, words: &str) {
        fs::write(self.folder.path().join("seeds/words.txt"), words).unwrap();
    }

    fn ask(&self, line: &str, host: &str) -> String {
        self.ask_with(line, &format!("Host: {host}\r\n"))
    }

    /// One request with these lines of headers, each with its end.
    fn ask_with(&self, line: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "localhost")
    }

    /// Lines of news as they come.
    fn news(&self) -> impl Iterator<Item = Value> + use<> {
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
    assert!(front.contains("content-type: text/html; charset=utf-8") && front.contains("cache-control: no-cache"), "{front}");
    assert!(front.contains("<body>first<script src=\"/__demarche/reload.js?run="), "{front}");
    assert!(front.ends_with("&amp;build=1\" defer></script></body>"), "{front}");
    assert!(preview.get("/style.css").ends_with("\r\n\r\n0123456789"));
    assert!(preview.get("/a?x=1").contains("location: /a/?x=1"));
    assert!(preview.get("/nowhere").starts_with("HTTP/1.1 404"));
    assert!(preview.get("/__demarche/reload.js").contains("EventSource"));
    let head = preview.ask("HEAD /style.css", "localhost");
    assert!(head.contains("content-length: 10") && head.ends_with("\r\n\r\n"), "{head}");
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
    let told = news.next().unwrap();
    assert_eq!((&told["build"], &told["pages"], &told["styles"], &told["trouble"]), (&2.into(), &2.into(), &1.into(), &Value::Null));
    assert!(preview.get("/").contains("second"));
    preview.write("broken");
    let told = news.next().unwrap();
    assert_eq!((&told["build"], &told["pages"], &told["trouble"]), (&2.into(), &2.into(), &"error: broken".into()));
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
fn what_stands_beside_the_pages_is_made_when_it_is_asked_for_and_is_of_the_shown_build() {
    let preview = Running::start();
    assert!(preview.get("/data/all.csv").ends_with("export of first"));
    assert!(preview.get("/a/index.json").ends_with("export of first"));
    assert!(preview.get("/data/none.csv").starts_with("HTTP/1.1 404"));
    let mut news = preview.news();
    assert_eq!(news.next().unwrap()["build"], 1);
    preview.write("spoilt");
    assert_eq!(news.next().unwrap()["build"], 2);
    assert!(preview.get("/nowhere").starts_with("HTTP/1.1 404"), "a page that is not there asks for nothing to be made");
    assert!(preview.get("/data/all.csv").starts_with("HTTP/1.1 500"));
    assert!(preview.get("/").contains("spoilt"), "pages are shown all the same");
    preview.write("second");
    assert_eq!(news.next().unwrap()["build"], 3);
    assert!(preview.get("/data/all.csv").ends_with("export of second"));
}

#[test]
fn pages_are_made_when_they_are_asked_for() {
    let preview = Running::start();
    let mut news = preview.news();
    assert_eq!(news.next().unwrap()["build"], 1);
    assert!(preview.get("/late/").starts_with("HTTP/1.1 404"));
    fs::write(preview.folder.path().join("seeds/late.txt"), "late/index.html never/index.html").unwrap();
    let told = news.next().unwrap();
    assert_eq!((&told["build"], &told["pages"]), (&2.into(), &2.into()), "pages that nobody made may be others");
    assert!(preview.get("/late").contains("location: /late/"));
    let page = preview.get("/late/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("late first"), "{page}");
    assert!(preview.get("/other/").starts_with("HTTP/1.1 404"));

    preview.write("unmakeable");
    assert_eq!(news.next().unwrap()["build"], 3);
    assert!(preview.get("/late/").contains("late first"), "a page that cannot be made is the one of before");
    preview.write("never");
    assert_eq!(news.next().unwrap()["build"], 4);
    let page = preview.get("/never/");
    assert!(page.starts_with("HTTP/1.1 500") && page.contains("could not be made"), "{page}");

    preview.write("same");
    let told = news.next().unwrap();
    assert_eq!((&told["build"], &told["pages"]), (&5.into(), &5.into()), "the front page is another");
    assert!(preview.get("/late/").contains("late same"));
    preview.write("same of old");
    assert_eq!(news.next().unwrap()["build"], 6);
    assert!(preview.get("/late/").contains("late same"));
}

#[test]
fn trouble_is_told_of_the_build_that_is_shown_only() {
    let shown = Shown::new();
    let attempt = || Attempt { result: Ok(Vec::new().into()), watched: Watched::default(), base_path: "/".into() };
    shown.publish(attempt());
    shown.tell_of(1, "one".into());
    assert_eq!(shown.news().borrow().trouble.as_deref(), Some("one"));
    shown.publish(attempt());
    assert_eq!(shown.news().borrow().trouble, None);
    shown.tell_of(1, "late".into());
    assert_eq!(shown.news().borrow().trouble, None, "what was wrong with another build is no news");
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error() {
    let interface: IpAddr = Ipv4Addr::LOCALHOST.into();
    let first = Preview::bind(&Options { interface, port: None, live: true }).unwrap();
    let port = first.address.port();
    assert!(matches!(Preview::bind(&Options { interface, port: Some(port), live: true }), Err(ServeError::Taken { .. })));
    let next = Preview::bind(&Options { interface, port: None, live: true }).unwrap();
    assert_ne!(next.address.port(), port);
}

/// The value of a header.
fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    answer.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn what_the_browser_has_is_not_sent_again_until_it_changes() {
    let preview = Running::start();
    for path in ["/", "/style.css"] {
        let first = preview.get(path);
        let tag = header(&first, "etag").unwrap();
        let ask = || preview.ask_with(&format!("GET {path}"), &format!("Host: localhost\r\nIf-None-Match: {tag}\r\n"));
        let again = ask();
        assert!(again.starts_with("HTTP/1.1 304") && again.ends_with("\r\n\r\n"), "{again}");
        assert_eq!(header(&again, "etag"), Some(tag));
    }
    let style = preview.get("/style.css");
    let tag = header(&style, "etag").unwrap().to_owned();
    thread::sleep(Duration::from_millis(1100));
    let style = preview.get("/style.css");
    let time = header(&style, "last-modified").expect("the second of the change is over").to_owned();
    let since = |time: &str| preview.ask_with("GET /style.css", &format!("Host: localhost\r\nIf-Modified-Since: {time}\r\n"));
    assert!(since(&time).starts_with("HTTP/1.1 304"));
    assert!(since("Thu, 01 Jan 2015 00:00:00 GMT").starts_with("HTTP/1.1 200"));
    let mut news = preview.news();
    news.next().unwrap();
    preview.write("second");
    news.next().unwrap();
    assert_eq!(header(&preview.get("/style.css"), "last-modified"), Some(time.as_str()), "a build that leaves a file leaves its time");
    fs::write(preview.folder.path().join("seeds/style.txt"), "another").unwrap();
    let told = news.next().unwrap();
    assert_eq!((&told["build"], &told["pages"], &told["styles"]), (&3.into(), &2.into(), &3.into()), "only a style sheet changed");
    let new = preview.ask_with("GET /style.css", &format!("Host: localhost\r\nIf-None-Match: {tag}\r\n"));
    assert!(new.starts_with("HTTP/1.1 200") && new.ends_with("another"), "{new}");
    assert!(since(&time).starts_with("HTTP/1.1 200"));
}

#[test]
fn parts_are_sent_and_only_of_the_version_that_was_meant() {
    let preview = Running::start();
    let ask = |method: &str, more: &str| preview.ask_with(&format!("{method} /style.css"), &format!("Host: localhost\r\n{more}"));
    let part = ask("GET", "Range: bytes=2-4\r\n");
    assert!(part.starts_with("HTTP/1.1 206") && part.ends_with("\r\n\r\n234"), "{part}");
    assert_eq!((header(&part, "content-range"), header(&part, "content-length")), (Some("bytes 2-4/10"), Some("3")));
    let end = ask("GET", "Range: bytes=-3\r\n");
    assert!(end.ends_with("\r\n\r\n789"), "{end}");
    let beyond = ask("GET", "Range: bytes=10-\r\n");
    assert!(beyond.starts_with("HTTP/1.1 416"), "{beyond}");
    assert_eq!(header(&beyond, "content-range"), Some("bytes */10"));
    let head = ask("HEAD", "Range: bytes=2-4\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && header(&head, "accept-ranges") == Some("bytes"), "{head}");
    let tag = header(&head, "etag").unwrap();
    assert!(ask("GET", &format!("Range: bytes=2-4\r\nIf-Range: {tag}\r\n")).starts_with("HTTP/1.1 206"));
    let other = ask("GET", "Range: bytes=2-4\r\nIf-Range: \"other\"\r\n");
    assert!(other.starts_with("HTTP/1.1 200") && other.ends_with("0123456789"), "{other}");
    assert!(ask("GET", "If-Match: \"other\"\r\n").starts_with("HTTP/1.1 412"));
}

#[test]
fn nothing_is_told_to_pages_of_others_and_nothing_beside_the_site_to_anybody() {
    let preview = Running::start();
    let own = preview.address;
    for path in ["/", "/style.css", "/__demarche/news", "/__demarche/reload.js"] {
        for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
            let answer = preview.ask_with(&format!("GET {path}"), &format!("Host: {own}\r\nOrigin: {origin}\r\n"));
            assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("first"), "{path} {origin}: {answer}");
        }
    }
    let answer = preview.ask_with("GET /", &format!("Host: {own}\r\nOrigin: http://{own}\r\n"));
    assert!(answer.starts_with("HTTP/1.1 200") && header(&answer, "cross-origin-resource-policy") == Some("same-origin"), "{answer}");
    for path in [
        "/../seeds/words.txt",
        "/a/../../seeds/words.txt",
        "/%2e%2e/seeds/words.txt",
        "/..%2fseeds/words.txt",
        "/..\\seeds",
        "//seeds/words.txt",
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("first"), "{path}: {answer}");
    }
}

#[test]
fn slow_clients_and_many_of_them_keep_nobody_waiting() {
    let preview = Running::start();
    let open = |words: &str| {
        let mut stream = TcpStream::connect(preview.address).unwrap();
        stream.write_all(words.as_bytes()).unwrap();
        stream
    };
    let waiting: Vec<TcpStream> = (0..60).map(|_| open("GET / HTTP/1.1\r\nHost: loc")).collect();
    let listening: Vec<TcpStream> = (0..60).map(|_| open("GET /__demarche/news HTTP/1.1\r\nHost: localhost\r\n\r\n")).collect();
    let silent: Vec<TcpStream> = (0..60).map(|_| open("")).collect();
    let nonsense = open("\u{1}\u{2}\u{3}\r\n\r\n");
    let begun = Instant::now();
    assert!(preview.get("/").contains("first"));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    // More than there are places for: the silent ones lose theirs.
    let crowd: Vec<TcpStream> = (0..100).map(|_| open("")).collect();
    assert!(preview.get("/").contains("first"));
    drop((waiting, listening, silent, nonsense, crowd));
}

#[test]
fn without_live_pages_nothing_is_added() {
    let preview = Running::start_with(false);
    let front = preview.get("/");
    assert!(front.ends_with("<body>first</body>"), "{front}");
    assert!(preview.get("/__demarche/reload.js").starts_with("HTTP/1.1 404"));
    preview.write("broken");
    preview.write("second");
    let begun = Instant::now();
    while !preview.get("/").contains("second") {
        assert!(begun.elapsed() < PATIENCE, "the change is never shown");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(preview.get("/").ends_with("<body>second</body>"));
}
