//! Targets that a transcript cannot start: a bare repository, sshd with rsync, a full disk, a connection that is cut.
//!
//! Without git, sshd or rsync a test says that it was skipped; where `DEMARCHE_TEST_HOSTS` is set, as `scripts/test` does, it fails instead.

mod desk;
mod disk;
mod git;
mod http;
mod policy;
mod ssh;

use desk::Desk;

/// Whether a program is there; its absence is told, or fails the test where hosts must be tested.
fn has(program: &str) -> bool {
    let folders = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin";
    let found = folders.split(':').any(|folder| std::path::Path::new(folder).join(program).is_file());
    if !found {
        assert!(std::env::var("DEMARCHE_TEST_HOSTS").is_err(), "{program} is not installed");
        eprintln!("skipped: {program} is not installed");
    }
    found
}
