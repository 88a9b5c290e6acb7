//! Lines of RFC 5545: words escaped, lines folded by octets.

/// The longest line in octets, without its end.
const LONGEST: usize = 75;

/// Lines as they are written.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
}

impl Lines {
    /// Adds a property whose value is a token, a day or an address.
    pub fn put(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Adds a property whose value is words.
    pub fn words(&mut self, name: &str, words: &str) {
        self.put(name, &escaped(words));
    }

    /// The bytes of all lines.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Cuts between characters; the blank that begins a further line counts.
    fn fold(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            self.text.push_str(head);
            self.text.push_str("\r\n ");
            rest = tail;
            room = LONGEST - 1;
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_octets_between_characters() {
        for n in 60..90 {
            let words = format!("{}’ж’ж’ж’ж and more; words, to \\ escape\n", "x".repeat(n)).repeat(3);
            let mut lines = Lines::default();
            lines.words("SUMMARY", &words);
            let text = String::from_utf8(lines.into_bytes()).unwrap();
            assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= LONGEST));
            let unfolded = text.trim_end_matches("\r\n").replace("\r\n ", "");
            assert_eq!(unfolded, format!("SUMMARY:{}", escaped(&words)));
        }
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne\tf"), "a\\, b\\; c\\\\d\\ne f");
    }
}
