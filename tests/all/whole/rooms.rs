//! The rooms of the site: issues, places, actors and their network.

use std::collections::BTreeSet;

use demarche::claims::{Attitude, Status};
use demarche::dossier::{ActorId, Dossier, Position, Spot, SpotGrain};

use super::pages::Files;
use super::{build, fixture};

fn files(dossier: &Dossier) -> Files {
    Files::new(build(dossier, &fixture::options()))
}

fn words(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The fixture's position, taken by others on other days.
fn with_positions() -> Dossier {
    let mut dossier = fixture::dossier();
    let first = dossier.positions[0].clone();
    let later = Some(demarche::base::When::day(fixture::march(8)));
    let by = |actor: u32, attitude, when| Position { actor: ActorId(actor), attitude, when, ..first.clone() };
    dossier.positions.extend([by(3, Attitude::Rejects, later), by(1, Attitude::Offers, None)]);
    dossier
}

#[test]
fn positions_stand_by_side_newest_first_in_the_words_of_the_source() {
    let files = files(&with_positions());
    let page = "issues/prisoners/index.html";
    assert_eq!(files.texts(page, ".stand h3"), ["Costara", "Varenia"]);
    // Harrow speaks for Varenia and does so two days after the state's own position was reported.
    assert_eq!(files.texts(page, ".stand:last-of-type .pos b"), ["Ilse Harrow", "Varenia"]);
    assert_eq!(files.texts(page, ".stand:last-of-type .pos .badge"), ["rejects", "demands"]);
    assert!(files.texts(page, ".pos .w")[0].contains("that the Ansel bridge be reopened before any exchange of prisoners"));
    assert_eq!(words(files.texts(page, ".stand:last-of-type .pos .when")), ["Fri 8 Mar", "Wed 6 Mar reported"]);
    assert_eq!(files.attrs(page, ".stand:last-of-type .pos a.who", "href")[0], "../../actors/ilse-harrow/index.html");
}

#[test]
fn events_and_quotes_touch_an_issue_by_their_sentences() {
    let files = files(&fixture::dossier());
    let page = "issues/ceasefire/index.html";
    let visible = files.visible(page);
    assert_eq!(files.texts(page, ".mini a").len(), 1, "{visible}");
    assert!(files.texts(page, ".mini a")[0].contains("Sandoval"));
    assert!(visible.contains("No source says where anybody stands on it."));
    assert!(visible.contains("No point on which the sources differ was found to be open."));
}

#[test]
fn cards_of_issues_tell_the_latest_position() {
    let files = files(&with_positions());
    let cards = words(files.texts("issues/index.html", ".cards li"));
    assert_eq!(cards.len(), 2);
    assert!(cards[0].contains("3 positions.") && cards[0].contains("Latest position: Ilse Harrow rejects, Fri 8 Mar"), "{}", cards[0]);
    assert!(cards[0].ends_with("CostaraVarenia") && cards[1].contains("No position."), "{cards:?}");
}

#[test]
fn issues_are_reached_from_the_briefing_and_from_actors() {
    let files = files(&fixture::dossier());
    assert!(files.attrs("index.html", ".brief a, .topic h2 a", "href").contains(&"issues/prisoners/index.html".to_owned()));
    let stands = words(files.texts("actors/varenia/index.html", "section[aria-labelledby=i-h] li"));
    assert_eq!(stands.len(), 1);
    assert!(stands[0].starts_with("Prisoners demands Wed 6 Mar"), "{stands:?}");
}

#[test]
fn the_map_and_the_table_have_the_same_numbers() {
    let files = files(&fixture::dossier());
    let page = "places/index.html";
    let rows = words(files.texts(page, "tbody tr"));
    assert!(
        rows[0].starts_with("1Selby2") && rows[2].starts_with("3Dunmere1") && rows[3].starts_with("4Rosport not on the map1"),
        "{rows:?}"
    );
    let mut dots: Vec<(String, String)> =
        files.texts(page, ".map a text").into_iter().zip(files.attrs(page, ".map a", "aria-label")).collect();
    dots.sort();
    assert_eq!(dots, [("1".to_owned(), "Selby".to_owned()), ("3".to_owned(), "Dunmere".to_owned())]);
    let title = files.texts(page, ".map > title").remove(0);
    assert!(title.contains("Selby, Dunmere") && !title.contains("Rosport"), "{title}");
}

#[test]
fn a_house_in_a_town_shares_its_number_and_its_events() {
    let mut dossier = fixture::dossier();
    let selby = dossier.spots[&ActorId(7)];
    dossier.spots.insert(ActorId(9), Spot { grain: SpotGrain::Inside(ActorId(7)), ..selby });
    let files = files(&dossier);
    let rows = words(files.texts("places/index.html", "tbody tr"));
    assert!(rows[0].starts_with("1Selby3") && rows[1].starts_with("1Rosport in Selby1"), "{rows:?}");
    assert_eq!(files.texts("places/index.html", ".map circle").len(), 2);
    assert_eq!(files.texts("places/selby/index.html", ".mini li").len(), 3);
    assert_eq!(files.texts("places/rosport/index.html", ".id .role a"), ["Selby"]);
}

#[test]
fn a_place_tells_what_happened_and_who_was_there() {
    let files = files(&fixture::dossier());
    let page = "places/selby/index.html";
    assert_eq!(files.texts(page, ".mini li").len(), 2);
    let there = words(files.texts(page, ".names li"));
    assert_eq!(there, ["Ilse Harrow 1 event", "Tomas Quill 1 event", "Mira Sandoval 1 event", "Varenia 1 event"]);
    let lost = files.visible("places/rosport/index.html");
    assert!(lost.contains("Not on the map: it is not certain where it lies."), "{lost}");
    assert_eq!(files.texts("places/rosport/index.html", ".map").len(), 0);
}

#[test]
fn the_briefing_marks_where_delegations_met() {
    let files = files(&fixture::dossier());
    assert_eq!(files.attrs("index.html", ".map circle.at", "r").len(), 1);
    assert_eq!(files.attrs("index.html", ".map circle.off", "r").len(), 1);
    assert!(files.texts("index.html", ".map > title")[0].contains("met: Selby. Other places of events: Dunmere."));
    let mut nowhere = fixture::dossier();
    nowhere.spots.clear();
    let files = self::files(&nowhere);
    assert_eq!(files.texts("index.html", ".map").len(), 0);
    assert!(files.visible("places/index.html").contains("Those of most events first. "));
}

#[test]
fn only_those_who_met_are_joined_by_a_solid_line() {
    let files = files(&fixture::dossier());
    let page = "actors/index.html";
    // Harrow, Quill and Sandoval sat together; Vesely and Sandoval spoke by telephone.
    assert_eq!(files.texts(page, ".whole path.met").len(), 4);
    let list = words(files.texts(page, "details .names li"));
    assert!(list[0].starts_with("Mira Sandoval: ") && list[0].contains("Anton Vesely 1 event"), "{list:?}");
    let mut called_off = fixture::dossier();
    called_off.timeline.iter_mut().for_each(|event| event.status = Status::CalledOff);
    assert_eq!(self::files(&called_off).texts(page, ".whole").len(), 0);
}

#[test]
fn functions_are_marked_and_an_office_goes_before_them() {
    let files = files(&fixture::dossier());
    let page = "actors/ilse-harrow/index.html";
    let roles = words(files.texts(page, "#roles tbody th"));
    assert!(roles.contains(&"chief negotiator of Varenia function".to_owned()), "{roles:?}");
    assert_eq!(files.texts(page, ".id .role"), ["Foreign Minister"]);
    let why = files.texts(page, "#roles .after").remove(0);
    assert!(why.contains("comes after the office"), "{why}");
    let why = files.texts("actors/tomas-quill/index.html", "#roles .after").remove(0);
    assert_eq!(why, "The role above is the wording that most sources give: 2 of the 3 that give one.");
}

#[test]
fn a_role_that_hundreds_give_names_a_few_of_them() {
    let mut dossier = fixture::many(40);
    let role = &mut dossier.actors[4].roles[0];
    for source in 5..40 {
        let mut evidence = role.first().clone();
        evidence.source = demarche::base::SourceId(source);
        role.also(evidence);
    }
    let files = files(&dossier);
    let row = words(files.texts("actors/tomas-quill/index.html", "#roles tbody tr")).remove(0);
    assert!(row.contains("and 25 more sources") && row.ends_with("1 Mar to Thu 28 Mar, 28 days"), "{row}");
    files.check_chips();
}

#[test]
fn very_many_actors_are_listed_by_letter() {
    let dossier = fixture::crowd(1_000);
    let files = files(&dossier);
    for (path, size) in files.sizes() {
        assert!(size <= 500_000, "{path} has {size} bytes");
    }
    assert_eq!(files.texts("actors/index.html", "tbody tr").len(), 200);
    let letters = files.attrs("actors/index.html", ".letters a", "href");
    assert!(letters.len() == 10, "{letters:?}");
    let mut listed = BTreeSet::new();
    for letter in &letters {
        let page = letter.trim_start_matches("../");
        for href in files.attrs(page, "tbody th a", "href") {
            assert!(listed.insert(href.clone()), "{href} stands on two pages");
        }
        assert_eq!(files.texts(page, ".letters [aria-current]").len(), 1);
    }
    let n_pages = dossier.actors.iter().filter(|actor| actor.kind != demarche::mentions::NameKind::Place).count();
    assert_eq!(listed.len(), n_pages);
}
