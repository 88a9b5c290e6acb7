//! The receipts of one target: a folder of numbered files, and the one that an interrupted publication left.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::output::{Disk, OutputError};

use super::PublishError;
use super::receipt::Receipt;

/// The receipt that will hold once the switch is done.
const PENDING: &str = "pending.json";

/// The folder `.demarche/receipts/NAME`.
#[derive(Debug)]
pub(super) struct Receipts {
    folder: PathBuf,
}

impl Receipts {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All receipts, oldest first.
    pub fn all(&self) -> Result<Vec<Receipt>, PublishError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(OutputError::io("read", &self.folder)(error).into()),
        };
        let mut receipts = Vec::new();
        for entry in entries {
            let path = entry.map_err(OutputError::io("read", &self.folder))?.path();
            let number = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<u32>().ok());
            if number.is_some() && path.extension().is_some_and(|extension| extension == "json") {
                receipts.extend(read(&path)?);
            }
        }
        receipts.sort_by_key(|receipt| receipt.number);
        Ok(receipts)
    }

    /// The receipt of a publication that was decided and perhaps not finished.
    pub fn pending(&self) -> Result<Option<Receipt>, PublishError> {
        read(&self.folder.join(PENDING))
    }

    /// Sets down what is about to become public.
    pub fn announce(&self, disk: &Disk, receipt: &Receipt) -> Result<(), PublishError> {
        disk.make_folder(&self.folder)?;
        let draft = self.folder.join("pending.draft");
        disk.write_surely(&draft, &receipt.to_bytes())?;
        Ok(disk.rename(&draft, &self.folder.join(PENDING))?)
    }

    /// What was announced is public.
    pub fn confirm(&self, disk: &Disk, number: u32) -> Result<(), PublishError> {
        Ok(disk.rename(&self.folder.join(PENDING), &self.folder.join(format!("{number:04}.json")))?)
    }

    /// What was announced did not become public.
    pub fn withdraw(&self, disk: &Disk) -> Result<(), PublishError> {
        Ok(disk.remove(&self.folder.join(PENDING))?)
    }
}

fn read(path: &Path) -> Result<Option<Receipt>, PublishError> {
    match fs::read(path) {
        Ok(bytes) => Receipt::parse(&bytes).map(Some).map_err(|reason| PublishError::Receipt { path: path.to_owned(), reason }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::io("read", path)(error).into()),
    }
}
