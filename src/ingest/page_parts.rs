//! Files that belong to pages: pictures, styles, scripts, and the folders that browsers save beside a page.

use std::collections::BTreeSet;

/// The ends of names of files that are parts of pages and never articles.
const PARTS: [&str; 39] = [
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "avif",
    "svg",
    "ico",
    "bmp",
    "tif",
    "tiff",
    "css",
    "js",
    "mjs",
    "map",
    "woff",
    "woff2",
    "ttf",
    "otf",
    "eot",
    "mp3",
    "mp4",
    "m4a",
    "m4v",
    "webm",
    "ogg",
    "oga",
    "ogv",
    "wav",
    "mov",
    "avi",
    "swf",
    "vtt",
    "srt",
    "wasm",
    "download",
    "cdx",
    "cdxj",
    "webmanifest",
];

/// Those of the paths that belong to pages: by their own names, or because they lie in a folder that a browser made for a page.
pub fn parts_of_pages<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> BTreeSet<&'a str> {
    let pages: BTreeSet<String> = paths.clone().filter_map(page_stem).collect();
    paths.filter(|path| is_part(path) || is_in_folder_of_page(path, &pages)).collect()
}

fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, end)| PARTS.contains(&end.to_lowercase().as_str()))
}

fn page_stem(path: &str) -> Option<String> {
    let (stem, end) = path.rsplit_once('.')?;
    matches!(end.to_lowercase().as_str(), "html" | "htm" | "xhtml").then(|| stem.to_owned())
}

/// Browsers save the parts of "Two maps.html" in "Two maps_files", in other languages "Two maps-Dateien" and the like.
fn is_in_folder_of_page(path: &str, pages: &BTreeSet<String>) -> bool {
    const ENDS: [&str; 12] = [
        "_files",
        ".files",
        "_file",
        "-Dateien",
        "_Dateien",
        "-fichiers",
        "_fichiers",
        "_archivos",
        "_arquivos",
        "_pliki",
        "_bestanden",
        "_soubory",
    ];
    let mut folder = path;
    while let Some((outer, _)) = folder.rsplit_once('/') {
        folder = outer;
        if ENDS.iter().any(|end| folder.strip_suffix(end).is_some_and(|stem| pages.contains(stem))) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_beside_a_page_is_part_of_it() {
        let paths =
            ["a/Two maps.html", "a/Two maps_files/ad.html", "a/Two maps_files/x/y.txt", "a/tent.JPG", "a/notes_files/b.txt", "a/c.txt"];
        let parts: Vec<&str> = parts_of_pages(paths.into_iter()).into_iter().collect();
        assert_eq!(parts, ["a/Two maps_files/ad.html", "a/Two maps_files/x/y.txt", "a/tent.JPG"]);
    }
}
