//! Forms of one word: "attacked", "attacks" and "attacking"; "nomination" and "nominated".

use std::borrow::Cow;
use std::sync::LazyLock;

use deunicode::deunicode;
use rustc_hash::FxHashMap;

/// Forms of verbs and nouns that no ending tells, with the stems of their words.
const IRREGULAR: &[(&str, &str)] = &[
    ("met", "meet"),
    ("left", "leav"),
    ("held", "hold"),
    ("took", "tak"),
    ("taken", "tak"),
    ("began", "begin"),
    ("begun", "begin"),
    ("fought", "fight"),
    ("shot", "shoot"),
    ("broke", "break"),
    ("broken", "break"),
    ("sent", "send"),
    ("gave", "giv"),
    ("given", "giv"),
    ("went", "go"),
    ("gone", "go"),
    ("came", "com"),
    ("won", "win"),
    ("lost", "los"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("men", "man"),
    ("freed", "free"),
];

static STEMS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| IRREGULAR.iter().copied().collect());

/// Irregular forms that only [`root`] needs: words of events, seldom of what is told beside them.
const IRREGULAR_DEEDS: &[(&str, &str)] = &[
    ("arose", "aris"),
    ("beaten", "beat"),
    ("born", "birth"),
    ("bought", "buy"),
    ("built", "build"),
    ("burnt", "burn"),
    ("caught", "catch"),
    ("chose", "choos"),
    ("chosen", "choos"),
    ("died", "die"),
    ("dies", "die"),
    ("dying", "die"),
    ("drove", "driv"),
    ("driven", "driv"),
    ("fled", "fle"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("found", "find"),
    ("frozen", "freez"),
    ("froze", "freez"),
    ("hid", "hid"),
    ("hung", "hang"),
    ("laid", "lay"),
    ("led", "lead"),
    ("lent", "lend"),
    ("loss", "los"),
    ("losses", "los"),
    ("made", "mak"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rose", "ris"),
    ("risen", "ris"),
    ("said", "say"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("saw", "see"),
    ("seen", "see"),
    ("shook", "shak"),
    ("shaken", "shak"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("sped", "speed"),
    ("spent", "spend"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("struck", "strik"),
    ("sued", "su"),
    ("suing", "su"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("wrote", "writ"),
    ("written", "writ"),
];

/// Endings that make a noun of a verb, each with the letters that must stand before it.
const NOMINAL: &[(&str, usize)] = &[
    ("ational", 4),
    ("ation", 4),
    ("ition", 4),
    ("ment", 4),
    ("anc", 4),
    ("enc", 4),
    ("ion", 4),
    ("ant", 5),
    ("al", 5),
    ("at", 4),
    ("ee", 4),
    ("or", 4),
    ("ur", 4),
    ("y", 4),
];

/// A word without accents and in lower case.
pub fn folded(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        deunicode(word).to_lowercase().into()
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_ascii_lowercase().into()
    } else {
        word.into()
    }
}

/// A folded word without its commonest endings.
pub fn stem(word: &str) -> &str {
    if let Some(stem) = STEMS.get(word) {
        return stem;
    }
    for (ending, least) in [("ings", 4), ("ing", 4), ("ers", 4), ("ed", 3), ("er", 4), ("es", 3), ("s", 3), ("e", 3)] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= least && !(ending == "s" && stem.ends_with('s'))) {
            return stem;
        }
    }
    word
}

/// What the verb and the nouns of one deed have in common: "nominated", "nomination" and "nominee".
///
/// It joins more than [`stem`], and is meant for words that name events, not for words of a text.
pub fn root(word: &str) -> String {
    let folded = folded(word);
    let mut root = match IRREGULAR_DEEDS.iter().find(|(form, _)| *form == folded) {
        Some((_, stem)) => (*stem).to_owned(),
        None => stem(&folded).to_owned(),
    };
    if let Some(verb) = NOMINAL.iter().find_map(|(ending, least)| root.strip_suffix(ending).filter(|verb| verb.len() >= *least)) {
        root.truncate(verb.len());
    }
    if root.len() > 4 && root.ends_with('e') {
        root.pop();
    }
    // "stopped", "cancelled".
    let mut letters = root.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
        && root.len() > 3
    {
        root.pop();
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_one() {
        for [one, other] in
            [["signed", "signing"], ["released", "release"], ["left", "leaves"], ["meeting", "met"], ["prisoners", "prisoner"]]
        {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("talks"), stem("tanks"));
    }

    #[test]
    fn verbs_and_their_nouns_have_one_root() {
        for [one, other] in [
            ["ratified", "ratifies"],
            ["withdrew", "withdrawing"],
            ["announced", "announcement"],
            ["evacuated", "evacuation"],
            ["evacuated", "evacuee"],
            ["dismissal", "dismissed"],
            ["blocked", "blocking"],
            ["shipped", "ship"],
            ["cancelled", "cancel"],
        ] {
            assert_eq!(root(one), root(other), "{one} {other}");
        }
        for [one, other] in [["moment", "mom"], ["ration", "rain"], ["talks", "tanks"]] {
            assert_ne!(root(one), root(other), "{one} {other}");
        }
    }
}
