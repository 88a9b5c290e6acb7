//! The few filters of our own.

use tera::{Kwargs, State, Tera, TeraResult};

/// Makes the filters known.
pub fn register(engine: &mut Tera) {
    engine.register_filter("fill", fill);
}

/// Fills the braces of an interface string: `{{ w.source.kicker | fill(n=4) }}`.
#[allow(clippy::needless_pass_by_value, reason = "the engine hands them over")]
fn fill(words: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let mut out = words.to_owned();
    for (name, value) in kwargs.iter() {
        out = out.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(out)
}
