//! `"words" TYPE value [first day, last day]`, then the modifier, the direction and the anchor where they say something.

use demarche::mentions::time::{Anchor, Direction, Found, Resolved, find, resolve};

use crate::support::chapter::Case;

pub fn lines(case: &Case) -> Vec<String> {
    let given = case.first();
    let found = find(&given.text);
    let resolved = resolve(&given.text, &found, given.published());
    found.iter().zip(&resolved).map(|(found, resolved)| line(&given.text, found, resolved)).collect()
}

fn line(text: &str, found: &Found, resolved: &Resolved) -> String {
    let value = resolved.value.as_deref().unwrap_or("?");
    let mut line = format!("{:?} {} {value}", found.span.of(text), format!("{:?}", resolved.timex).to_uppercase());
    if let Some(when) = resolved.when {
        line.push_str(&format!(" [{}, {}]", when.earliest(), when.latest()));
    }
    if let Some(modifier) = resolved.modifier {
        line.push_str(&format!(" {modifier:?}").to_lowercase());
    }
    match resolved.direction {
        Direction::Open => {}
        direction => line.push_str(&format!(" {direction:?}").to_lowercase()),
    }
    if resolved.when.is_some() && resolved.confidence < 65 {
        line.push_str(" unsure");
    }
    if let Anchor::Mention(span) = resolved.anchor {
        line.push_str(&format!(" from {:?}", span.of(text)));
    }
    line
}
