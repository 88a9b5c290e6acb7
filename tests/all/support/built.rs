//! The sample site, built once for all tests by the binary that users run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// Where the sample site of this test run stands.
pub fn sample() -> &'static Path {
    static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
        let _ = std::fs::remove_dir_all(&folder);
        let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["build", "--root", env!("CARGO_MANIFEST_DIR"), "--output-dir"])
            .arg(&folder)
            .output()
            .expect("the binary runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        folder
    });
    &SITE
}
