//! Files as they were read before, for a process that reads them again and again.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// A file that was written so shortly before it was read may be written once more without looking any different: clocks of file systems are coarse.
const SETTLED: Duration = Duration::from_secs(3);

/// The bytes of files, each with what the system said of it when it was read.
#[derive(Debug, Default)]
pub struct Known {
    files: Mutex<HashMap<PathBuf, File>>,
}

#[derive(Debug)]
struct File {
    stamp: Stamp,
    bytes: Arc<[u8]>,
}

/// What the system says of a file: equal as long as nobody writes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: SystemTime,
    /// On Unix also which file it is, and when anything about it changed last.
    own: (u64, i64, i64),
}

impl Stamp {
    /// `None` where the system does not say, or while the file may change unseen.
    fn of(meta: &Metadata) -> Option<Self> {
        let modified = meta.modified().ok()?;
        let settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > SETTLED);
        settled.then(|| Self { size: meta.len(), modified, own: own(meta) })
    }
}

#[cfg(unix)]
fn own(meta: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.ino(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn own(_meta: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

impl Known {
    /// The bytes of a file: those of before, when the system says the same of it, else those that `read` gives.
    pub(super) fn bytes(
        &self,
        path: &Path,
        meta: io::Result<Metadata>,
        read: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> io::Result<Arc<[u8]>> {
        // Taken before reading, so that what is written meanwhile makes a difference.
        let stamp = meta.ok().and_then(|meta| Stamp::of(&meta));
        let files = || self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = files().get(path).filter(|known| Some(known.stamp) == stamp) {
            return Ok(Arc::clone(&known.bytes));
        }
        let bytes: Arc<[u8]> = read()?.into();
        match stamp {
            Some(stamp) => files().insert(path.to_owned(), File { stamp, bytes: Arc::clone(&bytes) }),
            None => files().remove(path),
        };
        Ok(bytes)
    }

    /// Lets go of files that nobody else holds any more.
    pub(super) fn forget(&self) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, file| Arc::strong_count(&file.bytes) > 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_read_again_once_anything_about_it_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let known = Known::default();
        let n_read = std::cell::Cell::new(0);
        let read = || {
            let read = || {
                n_read.set(n_read.get() + 1);
                fs::read(&path)
            };
            known.bytes(&path, fs::metadata(&path), read).unwrap().to_vec()
        };
        let age = || fs::File::options().write(true).open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        fs::write(&path, "one").unwrap();
        assert_eq!((read(), read(), n_read.get()), (b"one".to_vec(), b"one".to_vec(), 2), "it was written just now");
        age();
        assert_eq!((read(), read(), n_read.get()), (b"one".to_vec(), b"one".to_vec(), 3));
        fs::write(&path, "two").unwrap();
        assert_eq!(read(), b"two");
        // Of the same size and as old as before: on Unix the file system still tells.
        age();
        assert_eq!(read(), b"two");
        fs::write(&path, "six").unwrap();
        age();
        if cfg!(unix) {
            assert_eq!(read(), b"six");
        }
        known.forget();
        assert!(known.files.lock().unwrap().is_empty(), "nobody holds the bytes");
    }
}
