//! What the written file means.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono_tz::Tz;
use url::Url;

use super::file::{File, WrittenCorrection, WrittenSide, WrittenSource};
use super::table::{Problems, Written, nearest};
use super::{Config, Correction, Side, SourceEntry, issue, names, publish, redirect};

/// The theme's hues.
const HUES: std::ops::RangeInclusive<u8> = 1..=5;

/// Answers every question that the file leaves open, and reports answers that cannot be used.
pub(super) fn resolve(file: File, folder: &str, problems: &mut Problems<'_>) -> Config {
    Config {
        title: filled(file.title, "title", problems).unwrap_or_else(|| folder.to_owned()),
        description: file.description.map(|text| text.value.trim().to_owned()).unwrap_or_default(),
        base_url: file.base_url.and_then(|text| address(&text, problems)),
        language: file.language.and_then(|text| language(text, problems)).unwrap_or_else(|| "en".to_owned()),
        timezone: file.timezone.and_then(|text| timezone(&text, problems)).unwrap_or(Tz::UTC),
        source_dir: filled(file.source_dir, "source_dir", problems).map_or_else(|| "seeds".into(), PathBuf::from),
        output_dir: filled(file.output_dir, "output_dir", problems).map_or_else(|| "public".into(), PathBuf::from),
        source_text: file.source_text.unwrap_or_default(),
        fonts: file.fonts.unwrap_or_default(),
        sides: sides(file.sides, problems),
        sources: sources(file.sources, problems),
        archive: file.archive.is_some_and(|archive| archive.value),
        corrections: file.corrections.into_iter().filter_map(|one| correction(one, problems)).collect(),
        redirects: redirect::resolve(file.redirects, problems),
        issues: issue::resolve(file.issues, problems),
        issues_from_corpus: file.issues_from_corpus.is_none_or(|from_corpus| from_corpus.value),
        publish: publish::resolve(file.publish, problems),
        names: names::resolve(file.names, problems),
    }
}

/// A text that may be absent but not empty.
fn filled(text: Option<Written<String>>, key: &str, problems: &mut Problems<'_>) -> Option<String> {
    let text = text?;
    let trimmed = text.value.trim();
    if trimmed.is_empty() {
        problems.wrong(&text.at, format!("`{key}` is empty; leave the line out to get the default"));
        return None;
    }
    Some(trimmed.to_owned())
}

fn address(text: &Written<String>, problems: &mut Problems<'_>) -> Option<Url> {
    match base_url(&text.value) {
        Ok(url) => Some(url),
        Err(reason) => {
            let hint = format!("write it as the browser shows it, for example \"https://{}/\"", text.value.trim_matches('/'));
            let bare = !text.value.contains("://") && text.value.contains('.') && !text.value.contains(char::is_whitespace);
            problems.add("C02", &text.at, format!("`base_url` {reason}"), bare.then_some(hint));
            None
        }
    }
}

pub(super) fn base_url(written: &str) -> Result<Url, &'static str> {
    let mut url = Url::parse(written.trim()).map_err(|_| "is not an absolute address")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("is not an http or https address");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("holds a query or an anchor, which no folder has");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a user name or a password, which every page would show");
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// A tag such as "en", "en-GB" or "sr-Latn": well formed, not looked up.
fn language(text: Written<String>, problems: &mut Problems<'_>) -> Option<String> {
    let mut subtags = text.value.split('-');
    let primary = subtags.next().is_some_and(|tag| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let rest = subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if primary && rest {
        return Some(text.value);
    }
    problems.wrong(&text.at, "`language` takes a language tag such as \"en\" or \"en-GB\"");
    None
}

fn timezone(text: &Written<String>, problems: &mut Problems<'_>) -> Option<Tz> {
    if let Ok(zone) = text.value.parse() {
        return Some(zone);
    }
    let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = names().find(|name| name.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&text.value)));
    let hint = city.or_else(|| nearest(&text.value, names())).map(|name| format!("did you mean \"{name}\"?"));
    problems.add("C02", &text.at, "`timezone` takes a name of the tz database such as \"Europe/Kyiv\"", hint);
    None
}

fn sides(written: Vec<WrittenSide>, problems: &mut Problems<'_>) -> Vec<Side> {
    let mut free: Vec<u8> = HUES.collect();
    let mut seen = BTreeSet::new();
    let hues: Vec<Option<u8>> = written.iter().map(|side| hue(side, problems)).collect();
    free.retain(|hue| !hues.contains(&Some(*hue)));
    let mut offered = free.into_iter().chain(HUES.cycle());
    let mut sides = Vec::new();
    for (side, hue) in written.into_iter().zip(hues) {
        let hue = hue.or_else(|| offered.next()).unwrap_or(*HUES.start());
        sides.extend(self::side(side, hue, &mut seen, problems));
    }
    sides
}

fn hue(side: &WrittenSide, problems: &mut Problems<'_>) -> Option<u8> {
    let written = side.hue.as_ref()?;
    let hue = u8::try_from(written.value).ok().filter(|hue| HUES.contains(hue));
    if hue.is_none() {
        problems.wrong(&written.at, "`hue` is a number from 1 to 5");
    }
    hue
}

fn side(side: WrittenSide, hue: u8, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<Side> {
    let at = side.id.as_ref().or(side.name.as_ref()).map_or_else(|| side.at.clone(), |text| text.at.clone());
    let name = filled(side.name, "name", problems);
    let id = match filled(side.id, "id", problems) {
        Some(id) => id,
        None => slug(name.as_deref().unwrap_or_default()),
    };
    if id.is_empty() {
        problems.wrong(&at, "a [[side]] needs a `name`");
        return None;
    }
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        problems.wrong(&at, "the `id` of a [[side]] is made of lower-case letters, digits and hyphens");
        return None;
    }
    if !seen.insert(id.clone()) {
        problems.wrong(&at, format!("two sides have the id \"{id}\""));
        return None;
    }
    let members = side.members.into_iter().map(|member| member.value).collect();
    Some(Side { name: name.unwrap_or_else(|| id.clone()), id, hue, members })
}

/// A name as part of an address.
pub(super) fn slug(name: &str) -> String {
    // The schwa of Azerbaijani is an a in English spelling; deunicode makes it an @.
    let plain = deunicode::deunicode(&name.replace(['ə', 'Ə'], "a")).to_lowercase();
    let words: Vec<&str> = plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn sources(written: Vec<WrittenSource>, problems: &mut Problems<'_>) -> Vec<SourceEntry> {
    let mut seen = BTreeSet::new();
    written.into_iter().filter_map(|source| self::source(source, &mut seen, problems)).collect()
}

fn source(source: WrittenSource, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<SourceEntry> {
    let Some(file) = source.file else {
        problems.wrong(&source.at, "a [[source]] needs `file`, the path of an article below the source folder");
        return None;
    };
    let path = file.value.trim_start_matches("./").to_owned();
    if path.is_empty() || path.starts_with('/') || path.contains('\\') || path.split('/').any(|part| part == "..") {
        problems.wrong(&file.at, "`file` is a path below the source folder, with forward slashes");
        return None;
    }
    if !seen.insert(path.clone()) {
        problems.wrong(&file.at, format!("a second [[source]] for {path}"));
        return None;
    }
    let plain = |text: Option<Written<String>>| text.map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty());
    Some(SourceEntry {
        line: problems.line(&file.at),
        file: path,
        title: plain(source.title),
        outlet: plain(source.outlet),
        author: plain(source.author),
        published: source.published.map(|day| day.value),
        url: source.url.and_then(|url| original(url, problems)),
        language: source.language.and_then(|text| language(text, problems)),
        section: plain(source.section),
        skip: source.skip,
        keep: source.keep.into_iter().map(|words| words.value).collect(),
        drop: source.drop.into_iter().map(|words| words.value).collect(),
    })
}

fn original(url: Written<String>, problems: &mut Problems<'_>) -> Option<String> {
    let http = Url::parse(&url.value).is_ok_and(|parsed| matches!(parsed.scheme(), "http" | "https"));
    if !http {
        problems.wrong(&url.at, "`url` is an http or https address");
    }
    http.then_some(url.value)
}

fn correction(written: WrittenCorrection, problems: &mut Problems<'_>) -> Option<Correction> {
    let missing = [
        ("day", written.day.is_none()),
        ("page", written.page.is_none()),
        ("said", written.said.is_none()),
        ("says", written.says.is_none()),
        ("wrong", written.wrong.is_none()),
    ];
    // A key that is there and cannot be used has been reported already, and this names it again in its company.
    let missing: Vec<_> = missing.iter().filter(|(_, missing)| *missing).map(|(key, _)| format!("`{key}`")).collect();
    if !missing.is_empty() {
        problems.wrong(&written.at, format!("a [[correction]] needs {}", missing.join(", ")));
    }
    let page = written.page?;
    let path = page_path(&page, problems)?;
    Some(Correction {
        place: problems.place(&page.at),
        day: written.day?.value,
        page: path,
        said: filled(written.said, "said", problems)?,
        says: filled(written.says, "says", problems)?,
        wrong: written.wrong?,
    })
}

/// The file of a page as readers name it: `/timeline/#e-x` is `timeline/index.html#e-x`.
fn page_path(written: &Written<String>, problems: &mut Problems<'_>) -> Option<String> {
    let (path, anchor) = written.value.trim().split_once('#').unwrap_or((written.value.trim(), ""));
    let path = path.trim_start_matches('/');
    if path.contains("://") || path.contains(['\\', '?']) || path.split('/').any(|part| part == "..") {
        problems.wrong(&written.at, "`page` is a path below the site's address, such as \"timeline/\" or \"actors/name/\"");
        return None;
    }
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if path.ends_with(".html") {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    };
    Some(if anchor.is_empty() { file } else { format!("{file}#{anchor}") })
}
