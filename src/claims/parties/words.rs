//! Words that tell who takes part: titles, lists, delegations, verbs of holding.

use crate::claims::scene::Scene;
use crate::mentions::{Form, NameKind};

/// Whether the word belongs to somebody's title: "President of the Republic of X" before a name.
pub(super) fn in_title(scene: &Scene<'_>, at: usize) -> bool {
    scene.words[at].role.is_some() && scene.mention(at).is_none_or(|mention| mention.kind != NameKind::Person)
}

/// Whether a name behind a verb of meeting is somebody who meets: no adjective before a noun, no town.
pub(super) fn takes_part(scene: &Scene<'_>, at: usize) -> bool {
    let Some(mention) = scene.mention(at) else { return false };
    let owner = scene.is_possessive(at);
    // "Foreign Ministry spokesman X": the body only says whose man he is.
    let titles = mention.kind == NameKind::Organisation && scene.words.get(scene.last_word(at) + 1).is_some_and(|next| next.role.is_some());
    match mention.kind {
        NameKind::Organisation if titles => false,
        NameKind::Person | NameKind::Organisation => !owner || mention.kind == NameKind::Person,
        NameKind::State => mention.form != Form::Adjective && !owner,
        NameKind::Place => mention.form == Form::Metonym && !owner,
        NameKind::Other => false,
    }
}

/// Whether the comma goes on with a list of names: "A, B and C", "A, the minister of B, and C".
pub(super) fn lists_on(scene: &Scene<'_>, comma: usize) -> bool {
    let next = comma + 1;
    // ", Vienna" at the end tells where.
    let ends = scene.mention(next).is_some_and(|mention| mention.form == Form::Metonym)
        && scene.words.get(scene.last_word(next) + 1).is_none_or(|word| word.text == ".");
    if ends {
        return false;
    }
    scene.words.get(next).is_some_and(|word| word.role.is_some() || word.is(&["and", "along", "as", "including"])) || scene.can_act(next)
}

/// "the foreign ministers of A and B": the state behind "of", or joined to one that is, with a collective noun before it.
pub(super) fn owns_people_before(scene: &Scene<'_>, at: usize, from: usize) -> bool {
    let start = scene.phrase_start(at);
    let Some(before) = start.checked_sub(1).filter(|&before| before >= from) else { return false };
    // "of A, B and C": each hangs on what the first hangs on.
    let next = scene.words.get(scene.last_word(at) + 1);
    let listed = scene.words[before].text == "," && next.is_some_and(|next| next.text == "," || next.is(&["and"]));
    if scene.words[before].is(&["and"]) || listed {
        return scene.conjunct_before(start, at).is_some_and(|other| other >= from && owns_people_before(scene, other, from));
    }
    scene.words[before].is(&["of", "from"])
        && (before.saturating_sub(2).max(from)..before).any(|word| is_collective(&scene.words[word].lower))
}

/// "Colombia's government", "the Yemeni delegation": the owner's name, where a collective noun ends at `last`.
pub(super) fn people_of(scene: &Scene<'_>, last: usize) -> Option<usize> {
    let plain = |at: usize| scene.words[at].name.is_none() && scene.words[at].quotation.is_none();
    if !plain(last) || !is_collective(&scene.words[last].lower) {
        return None;
    }
    let bridge = |at: usize| {
        let word = &scene.words[at];
        word.shape == crate::text::Shape::Clitic || (plain(at) && bridges(scene, at) && word.text != ",")
    };
    let owner = (last.saturating_sub(5)..last).rev().find(|&at| !bridge(at) || scene.words[at].name.is_some())?;
    let acts = |kind: NameKind| matches!(kind, NameKind::State | NameKind::Organisation);
    scene.mention(owner).filter(|mention| acts(mention.kind) || mention.form == Form::Metonym).map(|_| owner)
}

/// Where a noun phrase begins when common nouns own its name: "the rebels' X".
pub(super) fn owner_start(scene: &Scene<'_>, start: usize) -> usize {
    let plain = |at: usize| scene.words[at].name.is_none() && scene.words[at].is_word() && scene.words[at].time.is_none();
    let Some(noun) = start.checked_sub(2).filter(|&noun| scene.words[noun + 1].shape == crate::text::Shape::Clitic && plain(noun)) else {
        return start;
    };
    noun.checked_sub(1).filter(|&article| scene.words[article].is(&["the", "their", "its", "his", "her"])).unwrap_or(noun)
}

/// Words that may stand between a state's name and the collective noun it belongs to.
pub(super) fn bridges(scene: &Scene<'_>, at: usize) -> bool {
    let word = &scene.words[at];
    is_collective(&word.lower)
        || word.name.is_some()
        || word.is(&[
            "and",
            "senior",
            "top",
            "peace",
            "chief",
            "government",
            "military",
            "security",
            "negotiating",
            "foreign",
            "high",
            "level",
        ])
        || matches!(word.text, "-" | "–" | "," | "‑")
}

/// Nouns for the people through whom a state acts.
pub(super) fn is_collective(lower: &str) -> bool {
    matches!(
        lower,
        "delegation"
            | "delegations"
            | "chiefs"
            | "staff"
            | "observers"
            | "monitors"
            | "officials"
            | "negotiators"
            | "team"
            | "teams"
            | "side"
            | "sides"
            | "envoys"
            | "leaders"
            | "government"
            | "governments"
            | "presidency"
            | "authorities"
            | "navy"
            | "police"
            | "guards"
            | "soldiers"
            | "troops"
            | "envoy"
            | "representatives"
            | "diplomats"
            | "ministers"
            | "counterparts"
            | "commanders"
            | "experts"
            | "mediators"
            | "advisers"
            | "advisors"
            | "forces"
            | "army"
            | "military"
            | "artillery"
            | "drones"
            | "warplanes"
            | "jets"
            | "partners"
            | "generals"
            | "presidents"
            | "heads"
            | "foreign ministers"
            | "rebels"
            | "ministry"
            | "cabinet"
            | "parliament"
            | "embassy"
            | "coastguard"
            | "servicemen"
            | "guardsmen"
            | "policemen"
            | "patrol"
            | "frigate"
    )
}

/// Whether the word is a verb that turns a noun of meeting into something somebody does; "had" only where it is no auxiliary.
pub(super) fn holds(scene: &Scene<'_>, at: usize) -> bool {
    let word = &scene.words[at];
    let auxiliary = word.is(&["had", "have", "has"]) && is_auxiliary(scene, at);
    // "called off the talks", not "called the talks useful".
    let calls_off = word.is(&["called"]) && scene.words.get(at + 1).is_some_and(|next| next.is(&["off"]));
    word.name.is_none() && !auxiliary && (calls_off || is_holding(&word.lower))
}

/// Whether a participle or an infinitive follows: "had already met", "has to meet".
fn is_auxiliary(scene: &Scene<'_>, at: usize) -> bool {
    let small = |word: &&crate::claims::scene::Word<'_>| {
        word.lower.ends_with("ly")
            || word.is(&["not", "already", "also", "ever", "never", "just", "since", "yet", "earlier", "long", "both"])
    };
    let next = scene.words[at + 1..].iter().find(|word| !small(word));
    next.is_none_or(|next| {
        next.name.is_some()
            || next.lower.ends_with("ed")
            || next.is(&[
                "to", "been", "met", "held", "had", "made", "taken", "come", "gone", "begun", "led", "left", "sent", "spoken", "given",
                "told", "said", "sat", "paid", "seen", "done", "become", "put", "set", "agreed", "spent", "brought", "flown",
            ])
    })
}

/// Verbs that turn a noun of meeting into something somebody does.
fn is_holding(lower: &str) -> bool {
    matches!(
        lower,
        "held"
            | "hold"
            | "holds"
            | "holding"
            | "concluded"
            | "concluding"
            | "conclude"
            | "began"
            | "begin"
            | "begins"
            | "opened"
            | "opens"
            | "resumed"
            | "resume"
            | "resumes"
            | "attended"
            | "attend"
            | "attends"
            | "joined"
            | "join"
            | "joins"
            | "led"
            | "lead"
            | "leads"
            | "had"
            | "have"
            | "has"
            | "ended"
            | "end"
            | "wrapped"
            | "hosted"
            | "hosts"
            | "host"
            | "chaired"
            | "chairs"
            | "mediated"
            | "made"
            | "make"
            | "paid"
            | "continued"
            | "continue"
            | "convened"
            | "staged"
            | "finished"
            | "started"
            | "start"
            | "boycotted"
            | "skipped"
            | "conducted"
            | "cancelled"
            | "canceled"
            | "cancels"
            | "postponed"
            | "postpones"
            | "scrapped"
            | "adjourned"
    )
}
