//! What preview adds to a page, in the answer only: a script that reloads it and shows what is wrong with the newest build.

/// Address of the script.
pub(super) const SCRIPT_PATH: &str = "/__demarche/reload.js";
/// Address of the news.
pub(super) const NEWS_PATH: &str = "/__demarche/news";

/// The script. It sets styles through the object model, which a strict content security policy allows.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// Shown while no build has succeeded yet.
pub(super) const WAITING: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>No site yet</title></head><body><p>No build has succeeded yet.</p></body></html>\n";

/// Shown for a page that never could be made.
pub(super) const FAILED: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not made</title></head><body><p>This page could not be made.</p></body></html>\n";

/// Shown when the site has no page of its own for this.
pub(super) const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title></head><body><p>There is no such page.</p></body></html>\n";

/// The page with a reference to the script before the end of its body. The script learns from its address which build of which run the page shows.
pub(super) fn with_script(page: &[u8], run: u64, build: u64) -> Vec<u8> {
    let mut page = page.to_vec();
    let tag = format!("<script src=\"{SCRIPT_PATH}?run={run}&amp;build={build}\" defer></script>");
    let end = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(end..end, tag.into_bytes());
    page
}
