//! Archives with the same bytes for the same files: paths in order, one time, one mode, no owner.

use std::io::{self, Cursor, Read, Write};

use ruzstd::decoding::StreamingDecoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use tar::{EntryType, Header};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::output::{Entry, is_below};

use super::File;
use super::listing::Listing;

/// No file of a site is larger; more is the work of somebody else.
const MOST_BYTES: u64 = 1 << 30;

/// The kinds of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    TarZst,
}

impl Kind {
    /// By the ending of a name.
    pub fn of(name: &str) -> Self {
        if name.ends_with(".zip") { Self::Zip } else { Self::TarZst }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Self::Zip => "zip",
            Self::TarZst => "tar.zst",
        }
    }

    /// The archive of some files, which come sorted by path.
    pub fn pack(self, files: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
        match self {
            Self::Zip => zip(files),
            Self::TarZst => tar_zst(files),
        }
    }

    /// The files of an archive.
    pub fn unpack(self, bytes: &[u8]) -> io::Result<Vec<File>> {
        match self {
            Self::Zip => unzip(bytes),
            Self::TarZst => untar(bytes),
        }
    }
}

/// The files of an archive without their bytes.
pub(super) fn listing(files: &[File]) -> Listing {
    files.iter().map(|(path, bytes)| (path.clone(), Entry::of(bytes))).collect()
}

fn zip(files: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Its default time is the first that the format knows.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    for (path, bytes) in files {
        zip.start_file(*path, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn unzip(bytes: &[u8]) -> io::Result<Vec<File>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Vec::new();
    for n in 0..zip.len() {
        let file = zip.by_index(n)?;
        if file.is_dir() {
            continue;
        }
        let path = file.name().map_err(io::Error::from)?.into_owned();
        files.push((checked(path)?, bounded(file)?));
    }
    Ok(files)
}

fn tar_zst(files: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_size(bytes.len() as u64);
        header.set_mtime(0);
        tar.append_data(&mut header, path, *bytes)?;
    }
    Ok(compress_to_vec(tar.into_inner()?.as_slice(), CompressionLevel::Fastest))
}

fn untar(bytes: &[u8]) -> io::Result<Vec<File>> {
    let decoder = StreamingDecoder::new(bytes).map_err(io::Error::other)?;
    let mut tar = tar::Archive::new(decoder);
    let mut files = Vec::new();
    for entry in tar.entries()? {
        let entry = entry?;
        if entry.header().entry_type() == EntryType::Directory {
            continue;
        }
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        files.push((checked(path)?, bounded(entry)?));
    }
    Ok(files)
}

fn checked(path: String) -> io::Result<String> {
    if is_below(&path) { Ok(path) } else { Err(io::Error::new(io::ErrorKind::InvalidData, format!("it names {path:?}"))) }
}

fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str =
        "a/very-long-name-of-a-folder-that-an-actor-or-a-source-with-many-words-in-its-title-may-well-get/and-another-one/index.html";

    #[test]
    fn what_is_packed_is_found_again_and_twice_the_same() {
        let files: Vec<(&str, &[u8])> = vec![(LONG, b"deep"), ("index.html", b"<p>words</p>"), ("ж.txt", b"")];
        for kind in [Kind::Zip, Kind::TarZst] {
            let bytes = kind.pack(&files).unwrap();
            assert_eq!(bytes, kind.pack(&files).unwrap(), "{kind:?}");
            let found = kind.unpack(&bytes).unwrap();
            let found: Vec<(&str, &[u8])> = found.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
            assert_eq!(found, files, "{kind:?}");
        }
    }

    #[test]
    fn what_is_no_archive_is_an_error() {
        for kind in [Kind::Zip, Kind::TarZst] {
            let whole = kind.pack(&[("index.html", b"words".as_slice())]).unwrap();
            assert!(kind.unpack(b"words of somebody").is_err(), "{kind:?}");
            assert!(kind.unpack(&whole[..whole.len() / 2]).is_err(), "{kind:?}");
            let leaving = kind.pack(&[("x/y", b"1".as_slice())]).unwrap();
            assert!(kind.unpack(&leaving).is_ok());
        }
        let leaving = Kind::Zip.pack(&[("../x", b"1".as_slice())]).unwrap();
        assert!(Kind::Zip.unpack(&leaving).is_err());
    }
}
