//! Names for style sheets and scripts that carry their fingerprint: `site.css` becomes `site-1f0c9a2b.css`.
//!
//! A reader may have opened a page just before another version became public, and a browser or a host in between may keep one for hours.
//! With such names the page still gets the styles that it was made with, and hosts may let browsers keep them for ever.

use std::collections::BTreeSet;

use memchr::memmem::Finder;
use rayon::prelude::*;
use url::Url;

use crate::base::Fingerprint;

use super::File;
use super::hosts::is_script;

/// Renames style sheets and scripts and the references of pages to them; a file that something still asks for by its plain name keeps that too.
pub fn pin(files: &mut Vec<File>, base: Option<&Url>) {
    let pins: Vec<(String, String)> =
        files.iter().filter(|(path, _)| is_asset(path)).map(|(path, bytes)| (path.clone(), pinned(path, bytes))).collect();
    files.par_iter_mut().filter(|(path, _)| path.ends_with(".html")).for_each(|(path, bytes)| rewrite(path, bytes, &pins, base));
    for (plain, pinned) in pins {
        let (asked_pinned, asked_plain) = (is_named(files, &pinned), is_named(files, &plain));
        let Some(at) = files.iter().position(|(path, _)| *path == plain).filter(|_| asked_pinned) else { continue };
        let file = (pinned, files[at].1.clone());
        if asked_plain { files.push(file) } else { files[at] = file }
    }
    files.sort();
}

fn is_asset(path: &str) -> bool {
    path.ends_with(".css") || is_script(path)
}

fn pinned(path: &str, bytes: &[u8]) -> String {
    let mark = Fingerprint::of(bytes).short();
    path.rsplit_once('.').map_or_else(|| format!("{path}-{mark}"), |(stem, ending)| format!("{stem}-{mark}.{ending}"))
}

/// Whether a page, style sheet or script of the site asks for a file by its name: a comment that mentions it does not.
fn is_named(files: &[File], path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let finder = Finder::new(name);
    let asks = |bytes: &[u8]| finder.find_iter(bytes).any(|at| at.checked_sub(1).is_some_and(|before| b"\"'(/=".contains(&bytes[before])));
    files.par_iter().any(|(file, bytes)| (file.ends_with(".html") || is_asset(file)) && asks(bytes))
}

/// Replaces attribute values that lead to a plain name by ones that lead to the pinned one.
fn rewrite(page: &str, bytes: &mut Vec<u8>, pins: &[(String, String)], base: Option<&Url>) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let up = "../".repeat(page.matches('/').count());
    let roots: BTreeSet<String> =
        [Some(up), base.map(|base| base.path().to_owned()), base.map(ToString::to_string)].into_iter().flatten().collect();
    let mut text = text.to_owned();
    for (plain, pinned) in pins {
        for root in &roots {
            for attribute in ["href", "src"] {
                let written = format!("{attribute}=\"{root}{plain}\"");
                if text.contains(&written) {
                    text = text.replace(&written, &format!("{attribute}=\"{root}{pinned}\""));
                }
            }
        }
    }
    *bytes = text.into_bytes();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::plan::is_pinned;

    fn site(files: &[(&str, &str)], base: Option<&str>) -> Vec<(String, String)> {
        let mut files: Vec<File> = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        pin(&mut files, base.map(|base| Url::parse(base).unwrap()).as_ref());
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
    }

    #[test]
    fn pages_of_any_depth_name_the_pinned_file() {
        let mark = Fingerprint::of(b"p{}").short();
        let link = |root: &str, mark: &str| format!("<link href=\"{root}site{mark}.css\">");
        let (top, deep, lost) = (link("", ""), link("../../", ""), link("/talks/", ""));
        let found = site(
            &[("404.html", &lost), ("a/b/index.html", &deep), ("index.html", &top), ("site.css", "p{}")],
            Some("https://example.org/talks/"),
        );
        let mark = format!("-{mark}");
        assert_eq!(
            found,
            [
                ("404.html".to_owned(), link("/talks/", &mark)),
                ("a/b/index.html".to_owned(), link("../../", &mark)),
                ("index.html".to_owned(), link("", &mark)),
                (format!("site{mark}.css"), "p{}".to_owned()),
            ]
        );
        assert!(is_pinned(&found[3].0, &Fingerprint::of(b"p{}").to_string()));
    }

    #[test]
    fn what_is_asked_for_by_its_plain_name_keeps_it() {
        let found = site(
            &[
                ("index.html", "<link href=\"site.css\"><script src=x.js></script>"),
                ("more.css", "b{}"),
                ("site.css", "@import 'site.css'"),
                ("x.js", "1"),
            ],
            None,
        );
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert!(paths.contains(&"more.css") && paths.contains(&"x.js") && paths.contains(&"site.css"), "{paths:?}");
        assert_eq!(paths.len(), 5, "{paths:?}");
    }
}
