//! The colours of the style sheet against the grounds they stand on.

use std::collections::BTreeMap;

use demarche::base::Report;
use demarche::render::Theme;

const GROUNDS: [&str; 3] = ["paper", "surface", "sunk"];
const TEXT: [&str; 12] = ["ink", "ink-2", "ink-3", "link", "seal", "warn", "h1", "h2", "h3", "h4", "h5", "ot"];
/// WCAG 2.2 AA for text, and for the edges of controls.
const LEAST: f64 = 4.5;
const LEAST_EDGE: f64 = 3.0;

#[test]
fn text_keeps_its_contrast_in_both_schemes() {
    let theme = Theme::new(Vec::new(), Vec::new(), &mut Report::default());
    let sheet =
        theme.statics().find(|(path, _)| *path == "site.css").map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap();
    let (root, _) = sheet.split_once('}').unwrap();
    for (scheme, idx) in [("light", 0), ("dark", 1)] {
        let tokens = tokens(root, idx);
        for ground in GROUNDS {
            for (name, least) in TEXT.iter().map(|name| (*name, LEAST)).chain([("edge", LEAST_EDGE)]) {
                let found = contrast(tokens[name], tokens[ground]);
                assert!(found >= least, "{scheme}: --{name} on --{ground} has {found:.2} : 1");
            }
        }
        assert!(contrast(tokens["ink"], tokens["mark"]) >= LEAST && contrast(tokens["warn"], tokens["warn-bg"]) >= LEAST);
    }
}

/// The colours of a block in one of two schemes by the name of their token, each written `light-dark(#…,#…)`.
fn tokens(block: &str, scheme: usize) -> BTreeMap<&str, [f64; 3]> {
    let declared = block.split("--").skip(1).filter_map(|rest| rest.split_once(":light-dark("));
    declared.filter_map(|(name, pair)| Some((name, colour(pair.split(',').nth(scheme)?.trim().strip_prefix('#')?)?))).collect()
}

fn colour(hex: &str) -> Option<[f64; 3]> {
    let digits: String = hex.chars().take_while(char::is_ascii_hexdigit).collect();
    let doubled: String = if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits };
    let part = |at: usize| u8::from_str_radix(doubled.get(at..at + 2)?, 16).ok().map(|value| f64::from(value) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
