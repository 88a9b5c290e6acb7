//! One line per happening: kind, status, who, where, when, and the words that name it.

use demarche::claims::extract;
use demarche::lexicon::Lexicon;
use demarche::mentions::find;

use crate::support::chapter::Case;
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let document = prose::document(case.first());
    let lexicon = Lexicon::new();
    let mentions = find(&document, &lexicon);
    let claims = extract(&document, &mentions, &lexicon);
    let body = document.article.body();
    let name = |chain: usize| mentions.chains[chain].fullest.of(body);
    claims
        .happenings
        .iter()
        .map(|happening| {
            let who: Vec<String> = happening
                .participants
                .iter()
                .map(|participant| format!("{} ({})", name(participant.chain), format!("{:?}", participant.part).to_lowercase()))
                .collect();
            let place = happening.place.map(|place| format!(" in {}", name(place))).unwrap_or_default();
            let time = happening.time.map(|time| &mentions.times[time]);
            let when = time
                .and_then(|time| time.when())
                .map(|when| {
                    if when.exact().is_some() {
                        format!(" on {}", when.earliest())
                    } else {
                        format!(" within {} to {}", when.earliest(), when.latest())
                    }
                })
                .unwrap_or_default();
            let round = match (happening.nth_day, happening.n_days) {
                (Some(nth), _) => format!(", day {nth}"),
                (None, Some(n)) => format!(", {n} days"),
                (None, None) => String::new(),
            };
            let counts: String = happening.numbers.iter().map(|count| format!(", counts {:?}", count.span.of(body))).collect();
            format!(
                "{} {}: {}{place}{when}{round}{counts} {:?}",
                happening.kind.word(),
                happening.status.word(),
                who.join(", "),
                happening.trigger.of(body)
            )
        })
        .collect()
}
