//! What is compared, as it is written on the command line: files, revisions of one, or one file in two scenarios or cases.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::cli::args::DiffArgs;
use crate::cli::open::{Opened, is_stdin, named as named_file, opened, opened_beside};
use crate::cli::outcome::Failure;
use crate::git::{GitError, Repository, Revision};
use crate::store::{self, Seen};

/// One version.
enum Version<'a> {
    /// A file, or standard input.
    File(&'a Path),
    /// The plan at a revision.
    At(OsString, &'a Path),
    /// The plan where two revisions parted.
    Common(OsString, OsString, &'a Path),
    /// `REV:PATH`.
    Path(&'a OsStr),
}

/// Opens both versions.
pub fn open(args: &DiffArgs) -> Result<(Opened, Opened), Failure> {
    let (old, new) = match (args.versions.as_slice(), &args.baseline) {
        ([only], Some(baseline)) => (agreed(baseline, only), Version::File(only)),
        (_, Some(_)) => {
            let said = "--baseline is the earlier version: name the plan alone beside it";
            return Err(Failure::Usage(said.to_owned()));
        }
        ([only], None) => alone(only, args),
        ([old, new], None) => both(old, new),
        _ => return Err(Failure::Usage("name one plan, or two versions of it".to_owned())),
    };
    if let (Version::File(old), Version::File(new)) = (&old, &new)
        && is_stdin(old)
        && is_stdin(new)
    {
        return Err(Failure::Usage("standard input can be read once: write `-` once".to_owned()));
    }
    let (name, seen) = text(&old)?;
    let old = opened(name, seen, args.old_scenario())?;
    let (name, seen) = text(&new)?;
    let new = opened_beside(&old, name, seen, args.new_scenario())?;
    Ok((old, new))
}

/// What a baseline names: what is a file is that file, else it is `REV:PATH`, else a revision of the plan.
fn agreed<'a>(baseline: &'a OsStr, plan: &'a Path) -> Version<'a> {
    let path = Path::new(baseline);
    if path.is_file() {
        Version::File(path)
    } else if is_path_at(path) {
        Version::Path(baseline)
    } else {
        Version::At(baseline.to_owned(), plan)
    }
}

/// One plan: in two scenarios or cases, or against the last commit.
fn alone<'a>(plan: &'a Path, args: &DiffArgs) -> (Version<'a>, Version<'a>) {
    let differ = args.old_scenario() != args.new_scenario() || args.old_case() != args.new_case();
    let old = if differ || is_stdin(plan) { Version::File(plan) } else { Version::At("HEAD".into(), plan) };
    (old, Version::File(plan))
}

/// Two names: what is a file is that file.
fn both<'a>(old: &'a Path, new: &'a Path) -> (Version<'a>, Version<'a>) {
    let is_file = |name: &Path| is_stdin(name) || name.exists();
    match (is_file(old), is_file(new)) {
        (true, true) => (Version::File(old), Version::File(new)),
        (false, true | false) if !is_path_at(old) => match range(old.as_os_str()) {
            Some((one, other, true)) => (Version::Common(one, other.clone(), new), Version::At(other, new)),
            Some((one, other, false)) => (Version::At(one, new), Version::At(other, new)),
            None => (Version::At(old.as_os_str().to_owned(), new), named(new, is_file(new))),
        },
        (false, new_is_file) => (Version::Path(old.as_os_str()), named(new, new_is_file)),
        // A plan and then a revision: the later version is that of the revision.
        (true, false) if !is_path_at(new) => {
            (Version::File(old), Version::At(new.as_os_str().to_owned(), old))
        }
        (true, false) => (Version::File(old), Version::Path(new.as_os_str())),
    }
}

fn named(name: &Path, is_file: bool) -> Version<'_> {
    if !is_file && is_path_at(name) { Version::Path(name.as_os_str()) } else { Version::File(name) }
}

/// Whether a name is `REV:PATH`.
fn is_path_at(name: &Path) -> bool {
    split(name.as_os_str(), b":").is_some_and(|(rev, path)| !rev.is_empty() && !path.is_empty())
}

/// The two revisions of `A..B` and `A...B`, either of which may be left away for HEAD; whether it is the last.
fn range(name: &OsStr) -> Option<(OsString, OsString, bool)> {
    let or_head = |rev: OsString| if rev.is_empty() { OsString::from("HEAD") } else { rev };
    let (two, three) = (split(name, b".."), split(name, b"..."));
    let is_common = three.is_some();
    let (one, other) = three.or(two)?;
    Some((or_head(one), or_head(other), is_common))
}

/// A name cut in two at the first place of a separator, which is ASCII.
fn split(name: &OsStr, at: &[u8]) -> Option<(OsString, OsString)> {
    let bytes = name.as_encoded_bytes();
    let place = bytes.windows(at.len()).position(|window| window == at)?;
    let text = |bytes: &[u8]| -> OsString {
        #[cfg(unix)]
        {
            std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
        }
        #[cfg(not(unix))]
        {
            String::from_utf8_lossy(bytes).into_owned().into()
        }
    };
    Some((text(&bytes[..place]), text(&bytes[place + at.len()..])))
}

/// The text of a version, and what it is called in output.
fn text(version: &Version<'_>) -> Result<(String, Seen), Failure> {
    match version {
        Version::File(path) => named_file(path),
        Version::At(name, plan) => at_revision(name, plan),
        Version::Common(one, other, plan) => {
            let (repository, path) = Repository::around(plan)?;
            let (one, other) = (repository.revision(one)?, repository.revision(other)?);
            let common = repository.common(&one, &other)?;
            read(&repository, &common, &path, plan)
        }
        Version::Path(name) => {
            let (rev, path) = split(name, b":").expect("it was split before");
            let repository = Repository::here(Path::new("."))?;
            let revision = repository.revision(&rev)?;
            let seen = repository.read(&revision, &repository.from_top(path.as_encoded_bytes()))?;
            Ok((format!("{} ({})", name.to_string_lossy(), revision.short()), seen))
        }
    }
}

/// The text of a plan as it was at a revision, and what that is called in output.
pub fn at_revision(name: &OsStr, plan: &Path) -> Result<(String, Seen), Failure> {
    if is_stdin(plan) {
        let said = "standard input has no history: name the plan's file beside a revision";
        return Err(Failure::Usage(said.to_owned()));
    }
    let (repository, path) = match Repository::around(plan) {
        Err(GitError::Outside(_)) if !plan.exists() => {
            return Err(store::ReadError::Missing(plan.to_owned()).into());
        }
        found => found?,
    };
    let revision = repository.revision(name)?;
    read(&repository, &revision, &path, plan)
}

fn read(
    repository: &Repository,
    revision: &Revision,
    path: &[u8],
    plan: &Path,
) -> Result<(String, Seen), Failure> {
    let seen = repository.read(revision, path)?;
    let (name, short) = (&revision.name, revision.short());
    let said = if name.starts_with(short) { short.to_owned() } else { format!("{name} ({short})") };
    Ok((format!("{} at {said}", plan.display()), seen))
}
