//! Saving, with everything in the way that people's folders have.

use super::super::read;
use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn plan(&self) -> (PathBuf, Seen) {
        let path = self.at("plan.toml");
        fs::write(&path, "a = 1\n").unwrap();
        let seen = read(&path).unwrap();
        (path, seen)
    }

    fn save(&self, path: &Path, text: &str, seen: &Seen) -> Result<Saved, SaveError> {
        save(path, text, seen, &self.at("backups"))
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "backups")
            .collect();
        names.sort();
        names
    }
}

#[test]
fn a_save_replaces_the_text_and_the_next_one_finds_it() {
    let folder = Folder::new();
    let (path, seen) = folder.plan();
    let saved = folder.save(&path, "a = 2\n", &seen).unwrap();
    assert_eq!(saved.warning, None);
    assert_eq!(fs::read_to_string(&path).unwrap(), "a = 2\n");
    folder.save(&path, "a = 3\n", &saved.seen).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "a = 3\n");
    assert_eq!(folder.files(), ["plan.toml"]);
}

#[test]
fn a_change_on_disk_is_never_overwritten() {
    let folder = Folder::new();
    let (path, seen) = folder.plan();
    fs::write(&path, "a = 9\n").unwrap();
    assert!(matches!(folder.save(&path, "a = 2\n", &seen), Err(SaveError::Changed(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "a = 9\n");
    fs::remove_file(&path).unwrap();
    assert!(matches!(folder.save(&path, "a = 2\n", &seen), Err(SaveError::Vanished(_))));
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let folder = Folder::new();
    let path = folder.at("new.toml");
    save_new(&path, "a = 1\n").unwrap();
    assert!(matches!(save_new(&path, "a = 2\n"), Err(SaveError::Exists(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "a = 1\n");
    assert!(matches!(save_new(&folder.at("no/such/folder.toml"), ""), Err(SaveError::NoFolder { .. })));
    assert_eq!(folder.files(), ["new.toml"]);
}

#[test]
fn old_temporary_files_of_ours_are_swept_and_young_ones_left() {
    let folder = Folder::new();
    let (path, seen) = folder.plan();
    let (old, young) = (folder.at(".milepost-old.tmp"), folder.at(".milepost-young.tmp"));
    fs::write(&young, "").unwrap();
    let file = File::create(&old).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60)).unwrap();
    folder.save(&path, "a = 2\n", &seen).unwrap();
    assert_eq!(folder.files(), [".milepost-young.tmp", "plan.toml"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn the_mode_is_kept() {
        let folder = Folder::new();
        let (path, seen) = folder.plan();
        mode(&path, 0o640);
        folder.save(&path, "a = 2\n", &seen).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_link_stays_a_link_and_its_target_is_written() {
        let folder = Folder::new();
        let (path, seen) = folder.plan();
        symlink("plan.toml", folder.at("one")).unwrap();
        symlink(folder.at("one"), folder.at("two")).unwrap();
        folder.save(&folder.at("two"), "a = 2\n", &seen).unwrap();
        assert!(fs::symlink_metadata(folder.at("two")).unwrap().is_symlink());
        assert!(fs::symlink_metadata(folder.at("one")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "a = 2\n");
    }

    #[test]
    fn a_link_to_nothing_gets_its_file() {
        let folder = Folder::new();
        symlink("later.toml", folder.at("link")).unwrap();
        save_new(&folder.at("link"), "a = 1\n").unwrap();
        assert!(fs::symlink_metadata(folder.at("link")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(folder.at("later.toml")).unwrap(), "a = 1\n");
    }

    #[test]
    fn both_names_of_a_hard_link_get_the_text() {
        let folder = Folder::new();
        let (path, seen) = folder.plan();
        fs::hard_link(&path, folder.at("other.toml")).unwrap();
        folder.save(&path, "longer = 2\n", &seen).unwrap();
        folder.save(&path, "b\n", &Seen::new("longer = 2\n")).unwrap();
        assert_eq!(fs::read_to_string(folder.at("other.toml")).unwrap(), "b\n");
        assert_eq!(fs::metadata(&path).unwrap().nlink(), 2);
        assert_eq!(fs::read_dir(folder.at("backups")).unwrap().count(), 0);
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = Folder::new();
        let (path, seen) = folder.plan();
        mode(&path, 0o444);
        assert!(matches!(folder.save(&path, "a = 2\n", &seen), Err(SaveError::ReadOnly(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a = 1\n");
    }

    #[test]
    fn in_a_folder_that_cannot_be_written_the_file_is_overwritten_in_place() {
        let folder = Folder::new();
        let inner = folder.at("inner");
        fs::create_dir(&inner).unwrap();
        let path = inner.join("plan.toml");
        fs::write(&path, "a = 1\n").unwrap();
        let seen = read(&path).unwrap();
        let node = fs::metadata(&path).unwrap().ino();
        mode(&inner, 0o555);
        let saved = folder.save(&path, "a = 2\n", &seen);
        mode(&inner, 0o755);
        saved.unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "a = 2\n");
        // The superuser may write any folder, so that the usual way is taken.
        assert!(rustix::process::geteuid().is_root() || fs::metadata(&path).unwrap().ino() == node);
    }

    #[test]
    fn a_folder_or_a_pipe_is_never_written() {
        let folder = Folder::new();
        let seen = Seen::new("");
        assert!(matches!(folder.save(folder.0.path(), "a", &seen), Err(SaveError::NotAFile(_))));
        let pipe = folder.at("pipe");
        let bits = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, bits, 0).unwrap();
        assert!(matches!(folder.save(&pipe, "a", &seen), Err(SaveError::NotAFile(_))));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn extended_attributes_are_kept() {
        let folder = Folder::new();
        let (path, seen) = folder.plan();
        let flags = rustix::fs::XattrFlags::empty();
        if rustix::fs::setxattr(&path, "user.origin", b"council", flags).is_err() {
            // The file system of the temporary folder has none.
            return;
        }
        folder.save(&path, "a = 2\n", &seen).unwrap();
        let mut value = [0; 16];
        let length = rustix::fs::getxattr(&path, "user.origin", &mut value).unwrap();
        assert_eq!(&value[..length], b"council");
    }
}
