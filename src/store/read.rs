//! Reads a plan: a regular file of at most 16 MiB, in UTF-8; anything else is a sentence.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{MOST_BYTES, Seen};

/// Why a plan cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is nothing with that name.
    #[error("{0}: there is no such file")]
    Missing(PathBuf),
    /// It is a folder.
    #[error("{0}: this is a folder, not a file; name the plan in it")]
    Folder(PathBuf),
    /// It is a pipe, a socket or a device.
    #[error("{path}: this is {what}, not a file; to read from a pipe, write `-` and send the plan to it")]
    NotAFile {
        /// Which.
        path: PathBuf,
        /// What it is, with its article.
        what: &'static str,
    },
    /// It is larger than a plan may be.
    #[error("{0}: the file is larger than 16 MiB, the most that a plan may have")]
    TooLarge(PathBuf),
    /// It is not UTF-8.
    #[error("{path}:{line}:{column}: {what}; save the file as UTF-8 in your editor")]
    NotUtf8 {
        /// Which.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The byte in that line, from 1.
        column: usize,
        /// What stands there instead.
        what: String,
    },
    /// The system said no.
    #[error("{path}: cannot be read ({cause}); {}", remedy(.cause))]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

/// What a person can do about it.
fn remedy(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "see who may read it",
        _ => "try again",
    }
}

/// Reads a plan file; its text, and what a later save must still find on disk.
pub fn read(path: &Path) -> Result<Seen, ReadError> {
    regular(path, &fs::metadata(path).map_err(|cause| failure(path, cause))?)?;
    let file = open(path).map_err(|cause| failure(path, cause))?;
    // Asked again of the open file: what was a file a moment ago may be a pipe now.
    let metadata = file.metadata().map_err(|cause| failure(path, cause))?;
    regular(path, &metadata)?;
    if metadata.len() > MOST_BYTES {
        return Err(ReadError::TooLarge(path.to_owned()));
    }
    read_stream(file, path, metadata.len())
}

/// Reads the bytes of a file that is no plan, up to four times what a plan may have.
pub fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let file = open(path).map_err(|cause| failure(path, cause))?;
    file.take(4 * MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|cause| failure(path, cause))?;
    if bytes.len() as u64 > 4 * MOST_BYTES { Err(ReadError::TooLarge(path.to_owned())) } else { Ok(bytes) }
}

/// Reads a plan from a stream; `name` stands for it in messages and `expected` is its likely size in bytes.
pub fn read_stream(stream: impl Read, name: &Path, expected: u64) -> Result<Seen, ReadError> {
    let mut bytes = Vec::with_capacity(expected.min(MOST_BYTES) as usize + 1);
    stream.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|cause| failure(name, cause))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReadError::TooLarge(name.to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        not_utf8(name, error.as_bytes(), valid)
    })?;
    Ok(Seen::new(Arc::<str>::from(text)))
}

/// Opens without waiting, so that a pipe put in the file's place cannot hold us up.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

/// Refuses everything but a regular file.
pub(super) fn regular(path: &Path, metadata: &fs::Metadata) -> Result<(), ReadError> {
    let kind = metadata.file_type();
    if kind.is_file() {
        return Ok(());
    }
    if kind.is_dir() {
        return Err(ReadError::Folder(path.to_owned()));
    }
    Err(ReadError::NotAFile { path: path.to_owned(), what: special(kind) })
}

#[cfg(unix)]
fn special(kind: fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_char_device() || kind.is_block_device() {
        "a device"
    } else {
        "something else"
    }
}

#[cfg(not(unix))]
fn special(_: fs::FileType) -> &'static str {
    "a device"
}

fn failure(path: &Path, cause: io::Error) -> ReadError {
    if cause.kind() == io::ErrorKind::NotFound {
        ReadError::Missing(path.to_owned())
    } else {
        ReadError::Io { path: path.to_owned(), cause }
    }
}

fn not_utf8(path: &Path, bytes: &[u8], valid: usize) -> ReadError {
    let before = &bytes[..valid];
    let line = before.split(|byte| *byte == b'\n').count();
    let column = valid - before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1) + 1;
    let what = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the text is UTF-16".to_owned(),
        _ => format!("the byte 0x{:02X} is not UTF-8", bytes[valid]),
    };
    ReadError::NotUtf8 { path: path.to_owned(), line, column, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(result: Result<Seen, ReadError>) -> String {
        result.expect_err("this must be refused").to_string()
    }

    #[test]
    fn a_file_is_read_with_its_byte_order_mark() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        fs::write(&path, "\u{feff}a = 1\r\n").unwrap();
        assert_eq!(&**read(&path).unwrap().text(), "\u{feff}a = 1\r\n");
    }

    #[test]
    fn what_is_not_a_plan_is_refused_with_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        assert!(message(read(folder.path())).ends_with("this is a folder, not a file; name the plan in it"));
        assert!(message(read(&folder.path().join("none"))).ends_with("there is no such file"));
        let path = folder.path().join("latin.toml");
        fs::write(&path, b"a = 1\nb = \"\xe9\"\n").unwrap();
        let text = message(read(&path));
        assert!(text.contains("latin.toml:2:6: the byte 0xE9 is not UTF-8"), "{text}");
        fs::write(&path, b"\xff\xfea\0").unwrap();
        assert!(message(read(&path)).contains("the text is UTF-16"));
    }

    #[test]
    fn sixteen_mebibytes_are_read_and_one_byte_more_is_not() {
        let most = MOST_BYTES as usize;
        let name = Path::new("<stdin>");
        assert!(
            read_stream(io::repeat(b'#').take(MOST_BYTES), name, 0).is_ok_and(|s| s.text().len() == most)
        );
        assert!(message(read_stream(io::repeat(b'#'), name, 0)).contains("larger than 16 MiB"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_device_are_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert!(message(read(&path)).contains("this is a pipe"));
        assert!(message(read(Path::new("/dev/zero"))).contains("this is a device"));
    }
}
