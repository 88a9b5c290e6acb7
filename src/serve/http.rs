//! The server: requests in, answers out.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::answer::{self, Answer};
use super::reload;
use super::shown::Shown;

/// Answers until `until` ends. Open connections are dropped then, since a page's connection for news never ends by itself.
pub(super) async fn answer_until(listener: TcpListener, shown: Arc<Shown>, until: impl Future<Output = ()>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().route(reload::SCRIPT_PATH, get(script)).route(reload::NEWS_PATH, get(news)).fallback(file).with_state(shown);
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    until.await;
    server.abort();
    Ok(())
}

/// An answer that no cache keeps and no browser reinterprets.
fn response(status: u16, kind: &str, body: Body) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (status, headers, body).into_response()
}

fn plain(status: u16, words: &'static str) -> Response {
    response(status, "text/plain; charset=utf-8", Body::from(words))
}

/// The refusal of a request that was not meant for this machine.
fn foreign(headers: &HeaderMap) -> Option<Response> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    (!answer::is_own_host(host)).then(|| plain(403, "This preview only answers to its own address.\n"))
}

async fn script(headers: HeaderMap) -> Response {
    foreign(&headers).unwrap_or_else(|| response(200, "text/javascript; charset=utf-8", Body::from(reload::SCRIPT)))
}

async fn news(State(shown): State<Arc<Shown>>, headers: HeaderMap) -> Response {
    foreign(&headers).unwrap_or_else(|| Sse::new(events(&shown)).keep_alive(KeepAlive::default()).into_response())
}

fn events(shown: &Shown) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let told = |news| Ok(Event::default().data(serde_json::to_string(&news).unwrap_or_default()));
    WatchStream::new(shown.news()).map(told)
}

async fn file(State(shown): State<Arc<Shown>>, request: Request) -> Response {
    if let Some(refusal) = foreign(request.headers()) {
        return refusal;
    }
    // The server drops the body of an answer to HEAD itself and keeps its length.
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refusal = plain(405, "Only GET and HEAD are answered.\n");
        return ([(header::ALLOW, "GET, HEAD")], refusal).into_response();
    }
    match answer::find(&shown.site(), request.uri().path()) {
        Answer::File { status, kind, body } => response(status, kind, Body::from(body)),
        Answer::Redirect(path) => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            ([(header::LOCATION, format!("{path}{query}"))], plain(302, "The address ends with a slash.\n")).into_response()
        }
        Answer::Refused { status, reason } => plain(status, reason),
    }
}
