//! The whole site: every link and id resolves, every citation shows its words, two builds are identical.

#![allow(clippy::disallowed_methods)] // the built site is written for the browser tests

mod fixture;

use demarche::base::Report;
use demarche::dossier::Dossier;
use demarche::render::{Artifact, Theme, render};
use demarche::site::{Options, plan};

fn build(dossier: &Dossier, options: &Options) -> Vec<Artifact> {
    let mut report = Report::default();
    let theme = Theme::new(Vec::new(), Vec::new(), &mut report);
    let site = plan(dossier, options, &mut report);
    let artifacts = render(&site, &theme, &mut report);
    assert!(report.items().is_empty(), "{:#?}", report.items());
    artifacts
}

/// Writes the fixture's site where `scripts/test-browser` finds it.
#[test]
fn the_fixture_is_there_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    let _ = std::fs::remove_dir_all(&folder);
    for artifact in build(&fixture::dossier(), &fixture::options()) {
        let path = folder.join(&artifact.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, artifact.body).unwrap();
    }
    assert!(folder.join("index.html").is_file());
}
