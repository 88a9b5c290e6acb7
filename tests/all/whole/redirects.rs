//! Stubs at the old addresses of pages.

use demarche::base::{Place, Report};
use demarche::render::{Theme, render};
use demarche::site::{Options, Redirect, plan};

use super::fixture;
use super::pages::Files;

fn build(redirects: &[(&str, &str)], base_url: Option<&str>) -> (Files, Vec<String>) {
    let redirect = |(n, (from, to)): (usize, &(&str, &str))| Redirect {
        from: format!("{from}/index.html"),
        to: format!("{to}/index.html"),
        place: Place::line("site.toml", n as u32 + 1),
    };
    let options = Options {
        redirects: redirects.iter().enumerate().map(redirect).collect(),
        base_url: base_url.map(str::to_owned),
        ..fixture::options()
    };
    let mut report = Report::default();
    let site = plan(&fixture::dossier(), &options, &mut report);
    let files = Files::new(render(&site, &Theme::default(), &mut report));
    let findings =
        report.items().iter().map(|item| format!("{} {} {}", item.code, item.message, item.hints.join(" ")).trim_end().to_owned());
    (files, findings.collect())
}

#[test]
fn a_stub_leads_on_and_names_the_new_address() {
    let stub = "actors/i-harrow/index.html";
    let (files, findings) = build(&[("actors/i-harrow", "actors/ilse-harrow")], None);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(files.attrs(stub, "link[rel=canonical]", "href"), ["../../actors/ilse-harrow/index.html"]);
    assert_eq!(files.attrs(stub, "meta[http-equiv=refresh]", "content"), ["0; url=../../actors/ilse-harrow/index.html"]);
    assert_eq!(files.texts(stub, "h1"), ["Ilse Harrow has moved"]);
    files.check_links("/");
    files.check_policy();
    let (files, _) = build(&[("actors/i-harrow", "actors/ilse-harrow")], Some("https://desk.example/talks/"));
    assert_eq!(files.attrs(stub, "link[rel=canonical]", "href"), ["https://desk.example/talks/actors/ilse-harrow/"]);
    assert!(!files.text("sitemap.xml").contains("i-harrow/"));
    assert_eq!(files.text("sitemap.xml").matches("/actors/ilse-harrow/<").count(), 1);
}

#[test]
fn names_that_change_twice_lead_to_the_last_address() {
    let (files, findings) = build(&[("actors/a", "actors/b"), ("actors/b", "actors/ilse-harrow")], None);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(files.attrs("actors/a/index.html", "main a", "href"), ["../../actors/ilse-harrow/index.html"]);
}

#[test]
fn what_leads_nowhere_is_left_out_and_said() {
    let (files, findings) = build(
        &[("actors/a", "actors/ilse-harow"), ("actors/tomas-quill", "actors/ilse-harrow"), ("x", "y"), ("y", "x"), ("gone", "404.html")],
        None,
    );
    assert_eq!(
        findings,
        [
            "S02 no page stands at actors/ilse-harow/ did you mean \"actors/ilse-harrow/\"?",
            "S02 actors/tomas-quill/ has a page, so no redirect can start there",
            "S02 no page stands at y/",
            "S02 no page stands at x/",
            "S02 no page stands at 404.html/",
        ]
    );
    assert!(!files.has("actors/a/index.html") && !files.has("x/index.html"));
    assert_eq!(files.texts("actors/tomas-quill/index.html", "h1"), ["Tomas Quill"]);
}
