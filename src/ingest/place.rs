//! Where an article was written, as its file states it: "The Hague", "Lake House, Ohrid".

/// The place that a field names: one short line, without the dash behind a dateline; `None` when it cannot be one.
pub(super) fn name(written: &str) -> Option<String> {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '|' | '•' | ':' | ',' | '.'));
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let fits = letters >= 2 && line.chars().count() <= 80 && !line.contains("://") && !line.chars().any(|c| c.is_ascii_digit());
    fits.then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_place_is_a_short_line_without_days_and_addresses() {
        assert_eq!(name(" The\nLake House,  Ohrid — ").as_deref(), Some("The Lake House, Ohrid"));
        assert_eq!(name("TUNIS, May 6"), None);
        assert_eq!(name("https://courier.example/ohrid"), None);
        assert_eq!(name(" – "), None);
    }
}
