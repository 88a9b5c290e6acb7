//! Gives the program a fingerprint of what it was built from: what an earlier program read of an article is of no use to one that reads otherwise.
#![expect(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    gather(Path::new("src"), &mut files);
    files.sort();
    // Two differently seeded rounds make 128 bits.
    let prints: Vec<String> = (0..2_u8).map(|seed| format!("{:016x}", fingerprint(seed, &files))).collect();
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rustc-env=DEMARCHE_ENGINE={}", prints.concat());
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn fingerprint(seed: u8, files: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(seed);
    for path in files {
        // Forward slashes everywhere: one source tree is one engine on every system.
        hasher.write(path.to_string_lossy().replace('\\', "/").as_bytes());
        hasher.write(&fs::read(path).unwrap_or_default());
    }
    hasher.finish()
}
