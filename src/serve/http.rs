//! The server: requests in, answers out.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use headers::{AcceptRanges, ContentRange, HeaderMapExt};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::answer::{self, Answer};
use super::reload;
use super::shown::Shown;
use super::version::{Version, Wanted};

/// The most connections at a time: fewer than the files that a system lets a program open. The next ones wait.
const MOST_CONNECTIONS: usize = 200;
/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// What answers are made from.
#[derive(Clone)]
struct Desk {
    shown: Arc<Shown>,
    /// Whether pages bring themselves up to date.
    live: bool,
}

/// Answers until `until` ends. Open connections are dropped with the runtime then, since a page's connection for news never ends by itself.
pub(super) async fn answer_until(listener: TcpListener, shown: Arc<Shown>, live: bool, until: impl Future<Output = ()>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut router = Router::new().fallback(file);
    if live {
        router = router.route(reload::SCRIPT_PATH, get(script)).route(reload::NEWS_PATH, get(news));
    }
    let router = router.layer(middleware::from_fn(own_only)).with_state(Desk { shown, live });
    let server = tokio::spawn(accept(listener, router));
    until.await;
    server.abort();
    Ok(())
}

async fn accept(listener: tokio::net::TcpListener, router: Router) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    converse(stream, router).await;
                    drop(place);
                });
            }
            // A client that left, or a system that is short of something: both pass.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// One connection, until the client leaves, says nothing for too long, or says something that is not HTTP.
async fn converse(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // How a connection ends is no news to anybody.
    let _ = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await;
}

/// Refuses requests that were not meant for this machine, and lets pages of others embed nothing of it.
async fn own_only(request: Request, next: Next) -> Response {
    let mut response = if answer::is_own(request.headers()) {
        next.run(request).await
    } else {
        plain(403, "This preview only answers to its own address.\n")
    };
    for (name, value) in [("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")] {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

/// An answer that is asked for anew each time.
fn response(status: u16, kind: &str, body: Body) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], body).into_response()
}

fn plain(status: u16, words: &'static str) -> Response {
    response(status, "text/plain; charset=utf-8", Body::from(words))
}

async fn script() -> Response {
    response(200, "text/javascript; charset=utf-8", Body::from(reload::SCRIPT))
}

async fn news(State(desk): State<Desk>) -> Response {
    Sse::new(events(&desk.shown)).keep_alive(KeepAlive::default()).into_response()
}

fn events(shown: &Shown) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let told = |news| Ok(Event::default().data(serde_json::to_string(&news).unwrap_or_default()));
    WatchStream::new(shown.news()).map(told)
}

async fn file(State(desk): State<Desk>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refusal = plain(405, "Only GET and HEAD are answered.\n");
        return ([(header::ALLOW, "GET, HEAD")], refusal).into_response();
    }
    let site = desk.shown.site();
    let looked_up = {
        let (site, path) = (Arc::clone(&site), request.uri().path().to_owned());
        tokio::task::spawn_blocking(move || answer::find(&site, &path)).await
    };
    let Ok(answer) = looked_up else { return plain(500, "demarche failed while making this file; please report it.\n") };
    match answer {
        Answer::Page { status, bytes, modified } => {
            let (bytes, modified) =
                if desk.live { (reload::with_script(&bytes, desk.shown.run, site.build).into(), site.built) } else { (bytes, modified) };
            let kind = "text/html; charset=utf-8";
            if status == 200 { conditional(&request, kind, bytes, modified) } else { response(status, kind, Body::from(bytes)) }
        }
        Answer::File { kind, bytes, modified } => conditional(&request, &kind, bytes, modified),
        Answer::Redirect(path) => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            ([(header::LOCATION, format!("{path}{query}"))], plain(302, "The address ends with a slash.\n")).into_response()
        }
        Answer::Refused { status, reason } => plain(status, reason),
    }
}

/// As much of a file as the request wants. The server drops the body of an answer to HEAD itself and keeps its length.
fn conditional(request: &Request, kind: &str, bytes: Bytes, modified: SystemTime) -> Response {
    let version = Version::of(&bytes, modified);
    // Parts are defined for GET only.
    let wanted = match version.wanted(request.headers()) {
        Wanted::Part(_) | Wanted::Beyond if request.method() == Method::HEAD => Wanted::Whole,
        wanted => wanted,
    };
    let mut response = match &wanted {
        Wanted::Whole => response(200, kind, Body::from(bytes)),
        Wanted::Part(part) => response(206, kind, Body::from(slice(&bytes, *part.start(), *part.end()))),
        Wanted::Nothing => (StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, "no-cache")]).into_response(),
        Wanted::Changed => plain(412, "The file is another one by now.\n"),
        Wanted::Beyond => plain(416, "The file ends before this part.\n"),
    };
    tell(response.headers_mut(), version, &wanted);
    response
}

fn slice(bytes: &Bytes, first: u64, last: u64) -> Bytes {
    // Parts lie inside the bytes, whose number fits.
    let at = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(bytes.len());
    bytes.slice(at(first)..at(last.saturating_add(1)))
}

fn tell(headers: &mut HeaderMap, version: Version, wanted: &Wanted) {
    headers.typed_insert(AcceptRanges::bytes());
    match wanted {
        Wanted::Part(part) => _ = ContentRange::bytes(part.clone(), version.size).map(|range| headers.typed_insert(range)),
        Wanted::Beyond => headers.typed_insert(ContentRange::unsatisfied_bytes(version.size)),
        Wanted::Whole | Wanted::Nothing | Wanted::Changed => {}
    }
    if let Some(tag) = version.tag {
        headers.typed_insert(tag);
    }
    if let Some(modified) = version.modified {
        headers.typed_insert(modified);
    }
}
