//! Files that tell hosts how to serve the site.

use crate::render::Theme;

use super::File;
use super::plan::is_pinned;
use crate::base::Fingerprint;

/// How long a browser keeps a file whose name changes with its bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The Content-Security-Policy under which every page of the theme works.
pub fn policy(has_scripts: bool) -> String {
    let scripts = if has_scripts { "script-src 'self'; connect-src 'self'; " } else { "" };
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; {scripts}base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Whether the built-in theme ships scripts.
pub fn theme_has_scripts() -> bool {
    Theme::default().statics().any(|(path, _)| is_script(path))
}

/// Whether a file is a script.
pub fn is_script(path: &str) -> bool {
    path.ends_with(".js") || path.ends_with(".mjs")
}

/// Every header but the policy, which depends on the site.
const HEADERS: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// `_headers`, as Netlify, Cloudflare Pages and others read it.
pub fn headers(files: &[File]) -> Vec<u8> {
    let has_scripts = files.iter().any(|(path, _)| is_script(path));
    let mut text = format!("/*\n  Content-Security-Policy: {}\n", policy(has_scripts));
    HEADERS.iter().for_each(|(name, value)| text.push_str(&format!("  {name}: {value}\n")));
    let pinned = files.iter().filter(|(path, bytes)| is_pinned(path, &Fingerprint::of(bytes).to_string()));
    pinned.for_each(|(path, _)| text.push_str(&format!("/{path}\n  Cache-Control: {FOR_EVER}\n")));
    text.into_bytes()
}

/// `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it.
pub fn redirects(pairs: &[(String, String)]) -> Vec<u8> {
    pairs.iter().map(|(from, to)| format!("{from} {to} 301\n")).collect::<String>().into_bytes()
}

/// A `server` block's inner part for nginx.
pub fn nginx(root: &str, has_scripts: bool) -> String {
    let headers = |indent: &str| {
        let policy = format!("{indent}add_header Content-Security-Policy \"{}\" always;\n", policy(has_scripts));
        let others = HEADERS.iter().map(|(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n"));
        std::iter::once(policy).chain(others).collect::<String>()
    };
    format!(
        "# Include this inside a server block of nginx.\n\
         # The root is the link that `demarche publish` exchanges; nginx follows it anew with every request.\n\
         root {root};\n\
         index index.html;\n\
         error_page 404 /404.html;\n\
         charset utf-8;\n\
         {}\n\
         location / {{\n    try_files $uri $uri/ =404;\n    add_header Cache-Control \"no-cache\";\n{}}}\n\n\
         # nginx does not know tables by itself.\n\
         location ~ \"\\.csv$\" {{\n    types {{ text/csv csv; }}\n    charset_types text/csv;\n    add_header Cache-Control \"no-cache\";\n{}}}\n\n\
         # Names that carry the fingerprint of their bytes never change.\n\
         location ~ \"-[0-9a-f]{{8,64}}\\.(css|js)$\" {{\n    try_files $uri =404;\n    add_header Cache-Control \"{FOR_EVER}\";\n{}}}\n",
        headers(""),
        headers("    "),
        headers("    "),
        headers("    "),
    )
}

/// A site's block for Caddy.
pub fn caddy(root: &str, address: &str, has_scripts: bool) -> String {
    let others: String = HEADERS.iter().map(|(name, value)| format!("\t\t{name} \"{value}\"\n")).collect();
    format!(
        "{address} {{\n\
         \t# The root is the link that `demarche publish` exchanges.\n\
         \troot * {root}\n\
         \tencode zstd gzip\n\
         \theader {{\n\t\tContent-Security-Policy \"{policy}\"\n{others}\t}}\n\
         \t# Names that carry the fingerprint of their bytes never change.\n\
         \t@pinned path_regexp -[0-9a-f]{{8,64}}\\.(css|js)$\n\
         \t@changing not path_regexp -[0-9a-f]{{8,64}}\\.(css|js)$\n\
         \theader @changing Cache-Control \"no-cache\"\n\
         \theader @pinned Cache-Control \"{FOR_EVER}\"\n\
         \tfile_server\n\
         \thandle_errors {{\n\t\trewrite * /404.html\n\t\tfile_server\n\t}}\n}}\n",
        policy = policy(has_scripts),
    )
}

/// A workflow that builds the site and hands it to GitHub Pages.
pub const GITHUB_PAGES: &str = include_str!("hosts/github-pages.yml");

/// A pipeline that builds the site and hands it to GitLab Pages.
pub const GITLAB_PAGES: &str = include_str!("hosts/gitlab-pages.yml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_pinned_files_one_by_one() {
        let style = b"p{}".to_vec();
        let name = format!("site-{}.css", Fingerprint::of(&style).short());
        let text = String::from_utf8(headers(&[(name.clone(), style.clone()), ("site.css".to_owned(), style)])).unwrap();
        assert!(text.contains(&format!("/{name}\n  Cache-Control: {FOR_EVER}\n")), "{text}");
        assert!(!text.contains("/site.css") && !text.contains("script-src"), "{text}");
        let with_script = String::from_utf8(headers(&[("search.js".to_owned(), Vec::new())])).unwrap();
        assert!(with_script.contains("script-src 'self'"), "{with_script}");
    }

    #[test]
    fn workflows_are_yaml() {
        for (text, job) in [(GITHUB_PAGES, "jobs"), (GITLAB_PAGES, "pages")] {
            let read: serde_json::Value = serde_saphyr::from_str(text).unwrap();
            assert!(read[job].is_object(), "{read}");
        }
    }

    #[test]
    fn nothing_inline_and_nothing_foreign_is_allowed() {
        for has_scripts in [false, true] {
            let policy = policy(has_scripts);
            assert!(policy.starts_with("default-src 'none'"));
            assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{policy}");
        }
    }
}
