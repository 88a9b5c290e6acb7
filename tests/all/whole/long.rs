//! Lists too long for one page.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use demarche::base::SourceId;
use demarche::dossier::{DiscrepancyId, Dossier};
use demarche::render::Artifact;

use super::pages::{Files, texts};
use super::{build, fixture};

/// Hundreds of sources and events in one month, hundreds of differences, and one event that sixty sources tell.
fn long() -> Dossier {
    let mut dossier = fixture::many(320);
    let differing = dossier.discrepancies.clone();
    for id in differing.len() as u32..200 {
        let copied = differing[id as usize % differing.len()].clone();
        dossier.discrepancies.push(demarche::dossier::Discrepancy { id: DiscrepancyId(id), ..copied });
    }
    let last = dossier.timeline.len() - 1;
    let account = dossier.timeline[last].accounts[0].clone();
    for id in 100..160 {
        let mut told = account.clone();
        told.evidence.source = SourceId(id);
        dossier.timeline[last].accounts.push(told);
    }
    dossier
}

static SITE: LazyLock<(Dossier, Vec<Artifact>)> = LazyLock::new(|| {
    let dossier = long();
    let artifacts = build(&dossier, &fixture::options());
    (dossier, artifacts)
});

/// The pages of a list below its folder.
fn pages<'a>(artifacts: &'a [Artifact], folder: &'a str) -> Vec<&'a str> {
    let pages = artifacts.iter().map(|artifact| artifact.path.as_str());
    pages.filter(|path| path.starts_with(folder) && path.ends_with("index.html")).collect()
}

#[test]
fn no_page_is_too_heavy_and_every_link_leads_to_the_right_one() {
    let (dossier, artifacts) = &*SITE;
    let n_pages = [pages(artifacts, "timeline/").len(), pages(artifacts, "sources/all/").len(), pages(artifacts, "differ/").len()];
    assert!(n_pages.iter().all(|n| *n > 2), "{n_pages:?}");
    let files = Files::new(artifacts.clone());
    files.check_budgets();
    files.check_links("/");
    files.check_chips();
    files.check_policy();
    files.check_cards(&texts(dossier));
}

#[test]
fn every_item_stands_on_one_page_and_on_no_other() {
    let (dossier, artifacts) = &*SITE;
    let files = Files::new(artifacts.clone());
    let mut seen = BTreeSet::new();
    for path in pages(artifacts, "timeline/") {
        for id in files.attrs(path, "article.ev1", "id") {
            assert!(seen.insert(id.clone()), "{id} stands twice");
        }
    }
    assert_eq!(seen.len(), dossier.timeline.len());
    let mut points = BTreeSet::new();
    for path in pages(artifacts, "differ/").into_iter().filter(|path| *path != "differ/index.html") {
        for id in files.attrs(path, ".diff article", "id") {
            assert!(points.insert(id.clone()), "{id} stands twice");
        }
    }
    assert_eq!(points.len(), dossier.discrepancies.len());
    let lists = pages(artifacts, "sources/all/").into_iter().filter(|path| files.attrs(path, ".ways", "class").is_empty());
    let listed: usize = lists.map(|path| files.attrs(path, ".srcs .t a", "href").len()).sum();
    assert_eq!(listed, dossier.sources.len());
}

#[test]
fn an_overview_leads_everywhere_and_pages_lead_to_their_neighbours() {
    let artifacts = &SITE.1;
    let files = Files::new(artifacts.clone());
    let all: BTreeSet<String> = pages(artifacts, "timeline/2024/03/").into_iter().map(|path| format!("../{path}")).collect();
    let ways: BTreeSet<String> = files.attrs("timeline/index.html", ".ways a", "href").into_iter().collect();
    assert!(all.len() > 2 && all.is_subset(&ways), "{all:?} {ways:?}");
    assert!(files.attrs("timeline/index.html", "article.ev1", "id").is_empty());
    assert_eq!(files.attrs("timeline/2024/03/2/index.html", ".page .pager [rel=prev]", "href").len(), 1);
    let weighty = files.attrs("timeline/index.html", ".mini a[href*='#e-']", "href");
    assert!(weighty.len() > 10 && weighty.iter().all(|href| href.starts_with("../timeline/2024/")), "{weighty:?}");
}

#[test]
fn a_statement_cites_some_sources_and_counts_the_others() {
    let artifacts = &SITE.1;
    let files = Files::new(artifacts.clone());
    let counted: Vec<String> = pages(artifacts, "timeline/").iter().flat_map(|path| files.texts(path, ".ev1 .cites-n .vh")).collect();
    assert_eq!(counted, ["and 49 more sources"]);
}
