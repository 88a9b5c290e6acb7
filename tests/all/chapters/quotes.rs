//! One line per quote: its words, direct or reported, the speaker's fullest name or the words printed for the unnamed, and the cue.

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
    claims
        .quotes
        .iter()
        .map(|quote| {
            let named = quote.speaker.map(|chain| mentions.chains[chain].fullest.of(body).to_owned());
            let speaker =
                named.or_else(|| quote.speaker_words.map(|words| format!("({})", words.of(body)))).unwrap_or_else(|| "nobody".to_owned());
            let how = if quote.direct { "direct" } else { "reported" };
            let cue = quote.cue.map(|cue| format!(" by {:?}", cue.of(body))).unwrap_or_default();
            let when = quote
                .time
                .and_then(|time| mentions.times[time].resolved.value.clone())
                .map(|value| format!(" on {value}"))
                .unwrap_or_default();
            format!("{:?} {how}: {speaker}{cue}{when}", quote.words.of(body))
        })
        .collect()
}
