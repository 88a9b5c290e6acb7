//! Builds with a model of the desk's.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::observe::{Line, Observer, Stage};
use super::{BuildOptions, Built, build_with};
use crate::base::{Fingerprint, Report};
use crate::cache::Cache;
use crate::config;
use crate::project::{InputFile, Inputs, ModelFiles};

/// Nobody looks.
struct Silent;

impl Observer for Silent {
    fn stage(&self, _: Stage, _: usize) {}
    fn step(&self, _: Stage) {}
    fn done(&self, _: &Line) {}
}

/// Names in small letters are none to the built-in recogniser.
const ARTICLE: &str =
    "# Waiting\n\nThe boats stayed away on Monday. The lake forum met in the harbour, and the lake forum wrote a letter to the fishers.\n";

fn inputs(model: Option<ModelFiles>) -> Inputs {
    Inputs {
        root: "desk".into(),
        config: config::read("[names]\nmodel = \"own/model.onnx\"\n", Path::new("site.toml"), "desk").unwrap(),
        sources: vec![InputFile { path: "a.md".to_owned(), bytes: ARTICLE.as_bytes().into() }],
        templates: Vec::new(),
        statics: Vec::new(),
        readings: Vec::new(),
        archived: Vec::new(),
        briefing: None,
        model: model.map(Arc::new),
        today: NaiveDate::from_ymd_opt(2016, 3, 9).unwrap(),
        report: Report::default(),
    }
}

fn built(model: ModelFiles, cache: &Cache) -> Built {
    build_with(&inputs(Some(model)), &BuildOptions::default(), cache, &Silent)
}

fn files(network: &[u8], config: &[u8], vocabulary: &[u8]) -> ModelFiles {
    ModelFiles {
        network: network.to_vec(),
        config: Some(config.to_vec()),
        tokenizer: None,
        vocabulary: Some(vocabulary.to_vec()),
        fingerprint: Fingerprint::of_parts([network, config, vocabulary]),
    }
}

fn files_of(built: &Built) -> BTreeMap<&str, &[u8]> {
    built.artifacts.iter().map(|artifact| (artifact.path.as_str(), artifact.body.as_slice())).collect()
}

#[cfg(feature = "onnx")]
mod with_runtime {
    use super::*;
    use crate::mentions::names::tiny;

    fn tiny_files(second: &str) -> ModelFiles {
        let tiny = tiny::tagger(&[("lake", "B-ORG"), ("forum", second), ("met", "O")], 32);
        files(&tiny.network, &tiny.config, &tiny.vocabulary)
    }

    fn actors(built: &Built) -> String {
        assert!(!built.report.has_errors(), "{:?}", built.report.items());
        String::from_utf8_lossy(files_of(built).get("data/actors.csv").unwrap()).into_owned()
    }

    #[test]
    fn the_site_says_what_the_desks_model_sees() {
        let built = built(tiny_files("I-ORG"), &Cache::none());
        assert!(actors(&built).contains("lake forum"), "{}", actors(&built));
    }

    #[test]
    fn readings_of_another_model_are_not_used() {
        let cache = Cache::none().staying();
        assert!(actors(&built(tiny_files("I-ORG"), &cache)).contains("lake forum"));
        let other = built(tiny_files("O"), &cache);
        assert!(!actors(&other).contains("lake forum"), "{}", actors(&other));
        let again = built(tiny_files("I-ORG"), &cache);
        assert_eq!(files_of(&again), files_of(&built(tiny_files("I-ORG"), &Cache::none())));
    }

    #[test]
    fn a_model_that_cannot_be_used_is_an_error_on_every_build() {
        let cache = Cache::none().staying();
        let tiny = tiny::tagger(&[("lake", "B-ORG")], 32);
        for _ in 0..2 {
            let built = built(files(b"no network", &tiny.config, &tiny.vocabulary), &cache);
            let item = &built.report.items()[0];
            assert_eq!((item.code, item.place.as_ref().unwrap().line), ("M01", Some(2)));
            assert!(item.message.starts_with("the model cannot be read: "), "{}", item.message);
            assert!(built.report.has_errors());
        }
    }

    #[test]
    fn an_article_on_which_the_model_fails_is_read_by_the_built_in_one_and_told_again() {
        let cache = Cache::none().staying();
        let tiny = tiny::tagger(&[("lake", "B-ORG"), ("boats", "O")], 32);
        // The last pieces of the vocabulary have no row in the network.
        let short = tiny::network(&[0.0; 9 * 4], 4, &["input_ids"]);
        for _ in 0..2 {
            let built = built(files(&short, &tiny.config, &tiny.vocabulary), &cache);
            let told: Vec<_> = built.report.items().iter().filter(|item| item.code == "M02").collect();
            assert_eq!(told.len(), 1, "{:?}", built.report.items());
            assert!(!built.report.has_errors());
        }
    }
}

#[cfg(not(feature = "onnx"))]
#[test]
fn without_the_runtime_the_error_says_how_to_get_it() {
    let built = built(files(b"n", b"c", b"v"), &Cache::none());
    let item = &built.report.items()[0];
    assert_eq!((item.code, item.place.as_ref().unwrap().line), ("M01", Some(2)));
    assert!(item.hints[0].contains("--features onnx"), "{:?}", item.hints);
    assert!(files_of(&built).contains_key("index.html"));
}

#[test]
fn a_model_that_was_not_read_is_not_asked_for() {
    // The project has reported the missing file; nothing more is to be said.
    let built = build_with(&inputs(None), &BuildOptions::default(), &Cache::none(), &Silent);
    assert!(built.report.items().iter().all(|item| item.code != "M01"));
}
