//! Which version of a file would be sent, and what a request makes depend on that: nothing if the browser has it, or a part.

use std::ops::RangeInclusive;
use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, header};
use headers::{ETag, HeaderMapExt, IfMatch, IfModifiedSince, IfNoneMatch, IfRange, IfUnmodifiedSince, LastModified};
use http_range_header::{EndPosition, StartPosition, SyntacticallyCorrectRange};

use crate::base::Fingerprint;

/// The version of what would be sent.
#[derive(Clone, Debug)]
pub(super) struct Version {
    /// Names the bytes.
    pub tag: Option<ETag>,
    /// When the bytes became these. Its grain is a second, so it is only told when that second is over: until then they can change within it.
    pub modified: Option<LastModified>,
    /// How many bytes there are.
    pub size: u64,
}

/// What to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// These bytes of it.
    Part(RangeInclusive<u64>),
    /// Nothing, since the browser has it.
    Nothing,
    /// Nothing, since it is not what the browser takes it for.
    Changed,
    /// Nothing, since the part lies behind the end.
    Beyond,
}

impl Version {
    /// The version of bytes that are what they are since `modified`.
    pub fn of(bytes: &[u8], modified: SystemTime) -> Self {
        let tag = format!("\"{}\"", &Fingerprint::of(bytes).to_string()[..32]).parse().ok();
        let is_over = modified.elapsed().is_ok_and(|age| age >= Duration::from_secs(1));
        Self { tag, modified: is_over.then(|| modified.into()), size: bytes.len() as u64 }
    }

    /// What a request with these headers gets, in the order of RFC 9110, section 13.2.2.
    pub fn wanted(&self, headers: &HeaderMap) -> Wanted {
        let (tag, modified) = (self.tag.as_ref(), self.modified);
        let time = modified.map(SystemTime::from);
        let kept = match (headers.typed_get::<IfMatch>(), headers.typed_get::<IfUnmodifiedSince>()) {
            (Some(tags), _) => tag.is_some_and(|tag| tags.precondition_passes(tag)),
            (None, Some(since)) => time.is_some_and(|time| since.precondition_passes(time)),
            (None, None) => true,
        };
        if !kept {
            return Wanted::Changed;
        }
        let fresh = match (headers.typed_get::<IfNoneMatch>(), headers.typed_get::<IfModifiedSince>()) {
            (Some(tags), _) => tag.is_none_or(|tag| tags.precondition_passes(tag)),
            (None, Some(since)) => time.is_none_or(|time| since.is_modified(time)),
            (None, None) => true,
        };
        if !fresh {
            return Wanted::Nothing;
        }
        let whole = headers.typed_get::<IfRange>().is_some_and(|range| range.is_modified(tag, modified.as_ref()));
        if whole { Wanted::Whole } else { self.part(headers) }
    }

    /// The one part that is asked for. Several parts, and what is not understood, are answered with the whole, as a server may.
    fn part(&self, headers: &HeaderMap) -> Wanted {
        let asked = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
        let Some(Ok(parsed)) = asked.map(http_range_header::parse_range_header) else { return Wanted::Whole };
        let [SyntacticallyCorrectRange { start, end }] = parsed.ranges[..] else { return Wanted::Whole };
        let last = match end {
            EndPosition::Index(end) => end,
            EndPosition::LastByte => u64::MAX,
        };
        match start {
            StartPosition::Index(start) if start > last => Wanted::Whole,
            StartPosition::Index(start) if start >= self.size => Wanted::Beyond,
            StartPosition::Index(start) => Wanted::Part(start..=last.min(self.size - 1)),
            StartPosition::FromLast(_) if self.size == 0 => Wanted::Beyond,
            // An end that is longer than the file is the whole file.
            StartPosition::FromLast(n) => Wanted::Part(self.size.saturating_sub(n)..=self.size - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: &str = "Sun, 09 Sep 2001 01:46:40 GMT";
    const BEFORE: &str = "Sun, 09 Sep 2001 01:46:39 GMT";

    fn version() -> Version {
        Version::of(b"0123456789", SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000))
    }

    fn wanted(lines: &[(header::HeaderName, &str)]) -> Wanted {
        let headers: HeaderMap = lines.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        version().wanted(&headers)
    }

    fn own_tag() -> String {
        let mut headers = HeaderMap::new();
        headers.typed_insert(version().tag.unwrap());
        headers[header::ETAG].to_str().unwrap().to_owned()
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let tag = own_tag();
        assert_eq!(wanted(&[]), Wanted::Whole);
        for same in [tag.clone(), format!("W/{tag}"), "*".to_owned(), format!("\"other\", {tag}")] {
            assert_eq!(wanted(&[(header::IF_NONE_MATCH, &same)]), Wanted::Nothing, "{same}");
        }
        assert_eq!(wanted(&[(header::IF_MODIFIED_SINCE, THEN)]), Wanted::Nothing);
        assert_eq!(wanted(&[(header::IF_MODIFIED_SINCE, BEFORE)]), Wanted::Whole);
        assert_eq!(wanted(&[(header::IF_MODIFIED_SINCE, "yesterday")]), Wanted::Whole);
        let both = [(header::IF_NONE_MATCH, "\"other\""), (header::IF_MODIFIED_SINCE, THEN)];
        assert_eq!(wanted(&both), Wanted::Whole, "the tag decides");
    }

    #[test]
    fn conditions_on_the_version_are_kept() {
        let tag = own_tag();
        assert_eq!(wanted(&[(header::IF_MATCH, &tag)]), Wanted::Whole);
        assert_eq!(wanted(&[(header::IF_MATCH, "\"other\"")]), Wanted::Changed);
        assert_eq!(wanted(&[(header::IF_UNMODIFIED_SINCE, THEN)]), Wanted::Whole);
        assert_eq!(wanted(&[(header::IF_UNMODIFIED_SINCE, BEFORE)]), Wanted::Changed);
    }

    #[test]
    fn one_part_is_sent_and_anything_else_is_the_whole() {
        for (asked, first, last) in [("0-0", 0, 0), ("2-5", 2, 5), ("8-99", 8, 9), ("4-", 4, 9), ("-3", 7, 9), ("-99", 0, 9)] {
            assert_eq!(wanted(&[(header::RANGE, &format!("bytes={asked}"))]), Wanted::Part(first..=last), "{asked}");
        }
        for beyond in ["10-", "10-12"] {
            assert_eq!(wanted(&[(header::RANGE, &format!("bytes={beyond}"))]), Wanted::Beyond, "{beyond}");
        }
        for whole in ["bytes=5-2", "bytes=0-1,3-4", "bytes=x-", "bytes=", "lines=0-1", "bytes=99999999999999999999-"] {
            assert_eq!(wanted(&[(header::RANGE, whole)]), Wanted::Whole, "{whole}");
        }
        let empty = Version { size: 0, ..version() };
        let suffix: HeaderMap = [(header::RANGE, "bytes=-1".parse().unwrap())].into_iter().collect();
        assert_eq!(empty.wanted(&suffix), Wanted::Beyond);
    }

    #[test]
    fn a_part_of_another_version_is_not_sent() {
        let tag = own_tag();
        for (of, is_sent) in [(tag.as_str(), true), ("\"other\"", false), (THEN, true), (BEFORE, false)] {
            let asked = [(header::RANGE, "bytes=0-1"), (header::IF_RANGE, of)];
            assert_eq!(wanted(&asked), if is_sent { Wanted::Part(0..=1) } else { Wanted::Whole }, "{of}");
        }
    }

    #[test]
    fn a_time_is_told_when_its_second_is_over() {
        assert!(Version::of(b"", SystemTime::now()).modified.is_none());
        assert!(version().modified.is_some());
    }
}
