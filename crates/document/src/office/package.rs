use std::fmt;
use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::Xml;
use crate::error::{BombUnit, ReadError, ReadErrorKind};
use crate::limits::Limits;

/// The zip container of an office document; counts everything that is unpacked from it.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    unpacked: u64,
    limits: Limits,
}

impl Package {
    /// Opens a container.
    ///
    /// # Errors
    ///
    /// If the end is missing, entries are too many or overlap, or the directory is contradictory.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Package, ReadError> {
        // Counted before opening, since the archive keeps a record of every entry in memory.
        if count_entries(&bytes) > limits.max_parts {
            return Err(bomb(limits.max_parts, BombUnit::Entries).into());
        }
        let has_end = bytes.windows(4).rev().take(66_000).any(|w| w == b"PK\x05\x06");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
            _ if !has_end => ReadError::new(ReadErrorKind::Truncated),
            error => zip_error(error),
        })?;
        match archive.has_overlapping_files() {
            Ok(false) => {}
            Ok(true) => return Err(bomb(0, BombUnit::Overlap).into()),
            Err(error) => return Err(zip_error(error)),
        }
        Ok(Package { archive, unpacked: 0, limits: *limits })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; `None` if there is no such part.
    ///
    /// # Errors
    ///
    /// If a limit is passed, or the part is no UTF-8.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(mut part) = self.part(name)? else { return Ok(None) };
        let mut text = String::new();
        // The whole part is wanted: what bounds it is the limit for the file.
        part.limits.max_token = part.limits.max_unpacked;
        match part.read_to_string(&mut text) {
            Ok(_) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                Err(ReadError::new(ReadErrorKind::BrokenXml("not UTF-8".to_owned())).in_part(name))
            }
            Err(error) => Err(io_error(&error).in_part(name)),
        }
    }

    /// The container itself, to be copied.
    pub(super) fn into_archive(self) -> ZipArchive<Cursor<Vec<u8>>> {
        self.archive
    }

    /// Opens a part as XML; `None` if there is no such part.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, ReadError> {
        let limits = self.limits;
        Ok(self.part(name)?.map(|meter| Xml::new(BufReader::new(meter), name, &limits)))
    }

    fn part(&mut self, name: &str) -> Result<Option<Meter<'_>>, ReadError> {
        let limits = self.limits;
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(zip_error(error).in_part(name)),
        };
        let packed = file.compressed_size();
        Ok(Some(Meter {
            inner: Box::new(file),
            packed,
            read: 0,
            since_token: 0,
            total: &mut self.unpacked,
            limits,
        }))
    }
}

/// Counts the headers of the directory; sizes written in the file may lie.
fn count_entries(bytes: &[u8]) -> u64 {
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'P').map(|i| at + i) {
        count += u64::from(bytes[found..].starts_with(b"PK\x01\x02"));
        at = found + 1;
    }
    count
}

fn bomb(limit: u64, unit: BombUnit) -> ReadErrorKind {
    ReadErrorKind::ZipBomb { limit, unit }
}

pub(super) fn zip_error(error: ZipError) -> ReadError {
    ReadError::new(match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadErrorKind::Encrypted
        }
        ZipError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => ReadErrorKind::Truncated,
        other => ReadErrorKind::BrokenZip(other.to_string()),
    })
}

/// Turns an error that came through a reader back into ours.
pub(super) fn io_error(error: &io::Error) -> ReadError {
    if let Some(Tripped(kind)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return kind.clone().into();
    }
    ReadError::new(match error.kind() {
        io::ErrorKind::UnexpectedEof => ReadErrorKind::Truncated,
        _ => ReadErrorKind::BrokenZip(error.to_string()),
    })
}

/// A limit that was passed, on its way through `std::io`.
#[derive(Debug)]
struct Tripped(ReadErrorKind);

impl fmt::Display for Tripped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ReadError::new(self.0.clone()).fmt(f)
    }
}

impl std::error::Error for Tripped {}

/// Unpacks a part and stops at the limits.
pub(super) struct Meter<'a> {
    inner: Box<dyn Read + 'a>,
    packed: u64,
    read: u64,
    /// Bytes since the last XML event; [`Xml`] sets it back.
    pub(super) since_token: u64,
    total: &'a mut u64,
    limits: Limits,
}

impl Read for Meter<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = count as u64;
        self.read += bytes;
        self.since_token += bytes;
        *self.total += bytes;
        let kind = if *self.total > self.limits.max_unpacked {
            bomb(self.limits.max_unpacked, BombUnit::Bytes)
        } else if self.read > Limits::RATIO_FREE
            && self.read > self.packed.saturating_mul(self.limits.max_ratio)
        {
            bomb(self.limits.max_ratio, BombUnit::Ratio)
        } else if self.since_token > self.limits.max_token {
            ReadErrorKind::TooLarge { limit: self.limits.max_token }
        } else {
            return Ok(count);
        };
        Err(io::Error::other(Tripped(kind)))
    }
}
