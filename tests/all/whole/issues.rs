//! Names of issues: the built-in ones in the language of the pages, the desk's own as they were given.

use demarche::lexicon::Lexicon;
use demarche::project::InputFile;
use demarche::site::Words;

use super::pages::Files;
use super::sample_site_with;

#[test]
fn every_built_in_issue_has_a_name_in_every_language() {
    for issue in Lexicon::new().issues() {
        let name = |language: &str| Words::built_in(language).find(&format!("issue_name.{}", issue.key)).map(str::to_owned);
        assert_eq!(name("en").as_deref(), Some(issue.name.as_str()), "the strings file and the lexicon differ");
        for language in ["ar", "fr", "ru", "uk"] {
            // "Sanctions" and "Reconstruction" are the same in French.
            let own = name(language).unwrap();
            assert!(own != issue.name || language == "fr", "{language} has no name for {}", issue.key);
        }
    }
}

#[test]
fn the_desks_names_stay_and_the_others_are_said_in_the_language_of_the_pages() {
    let words = "Chad demands a ceasefire and an open border. Niger rejects a ceasefire on these terms. Chad demands that the ferries sail again. Niger demands that the ferries stay in port. Both demand that the border be open, and both accept a line for the border.";
    let article = InputFile { path: "a.txt".into(), bytes: format!("2025-05-02\n\n{words}\n").into_bytes().into() };
    let keys = "language = \"fr\"\n[[issue]]\nname = \"river ferries\"\nwords = [\"ferries\"]\n[[issue]]\nkey = \"borders\"\nname = \"the southern border\"\nwords = [\"southern line\"]\n";
    let files = Files::new(sample_site_with(vec![article], keys));
    let heading = |key: &str| files.texts(&format!("issues/{key}/index.html"), "h1");
    assert_eq!(heading("ceasefire"), ["Cessez-le-feu"]);
    assert_eq!(heading("river-ferries"), ["River ferries"]);
    assert_eq!(heading("borders"), ["The southern border"]);
    assert!(files.text("issues/ceasefire/feed.xml").contains("Cessez-le-feu"));
}
