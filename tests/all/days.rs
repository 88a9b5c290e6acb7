//! Days of a corpus of many sources: how many tell of a day decides what stands first on a timeline.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use demarche::base::When;
use demarche::claims::Kind;
use demarche::dossier::{Dossier, Event};

use crate::chapters::merge::of;
use crate::support::chapter::Given;

fn article(day: u32, text: String) -> Given {
    let settings = BTreeMap::from([("published".to_owned(), format!("2014-05-{day:02}"))]);
    Given { language: "text".to_owned(), settings, text }
}

/// Articles of one dispute: all look back on the flood of 3 May, one on the regatta of 9 May.
fn corpus(n_articles: u32) -> Dossier {
    let texts: Vec<Given> = (0..n_articles)
        .map(|n| {
            let back = "The lock at Tarna gave way on 3 May and Lena Brandt has counted its stones ever since.";
            let own = format!("Lena Brandt spoke with shopkeepers of street number {n} about their cellars and their boats.");
            let regatta = if n == 7 { " A regatta for Lena Brandt crossed the lake on 9 May under grey flags." } else { "" };
            article(10 + n % 15, format!("{own} {back}{regatta}"))
        })
        .collect();
    of(&texts)
}

fn of_day(dossier: &Dossier, day: u32) -> Vec<&Event> {
    let day = NaiveDate::from_ymd_opt(2014, 5, day).unwrap();
    dossier.timeline.iter().filter(|event| event.when.as_ref().and_then(|known| When::exact(known.value)) == Some(day)).collect()
}

#[test]
fn a_day_that_many_sources_name_is_told_by_its_best_sentence() {
    let dossier = corpus(32);
    let flood = of_day(&dossier, 3);
    let report = flood.iter().find(|event| event.kind == Kind::Report).expect("the day that all name has a report");
    let source = &dossier.sources[report.summary.source.idx()];
    assert!(source.reading.words(report.summary.span).starts_with("The lock at Tarna"), "a report is a sentence of a source");
    assert!(report.salience >= 0.5, "the day of all sources weighs most: {}", report.salience);
    assert!(of_day(&dossier, 9).iter().all(|event| event.kind != Kind::Report), "a day that one source names has none");
    assert_eq!(flood.iter().filter(|event| event.kind == Kind::Report).count(), 1, "thirty-two times one sentence is one report");
}

#[test]
fn in_a_small_corpus_every_event_stands_for_itself() {
    assert!(corpus(12).timeline.iter().all(|event| event.kind != Kind::Report));
}
