//! Files of other programs that we add lines to: read whole, written whole, only when asked to.

use std::fs;
use std::io;
use std::path::Path;

/// The text of a file; empty when there is none.
pub fn text_of(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        result => result,
    }
}

/// Gives a file a text, its folder included; `None` takes it away.
pub fn write_text(path: &Path, text: Option<&str>, executable: bool) -> io::Result<()> {
    let Some(text) = text else { return fs::remove_file(path) };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    #[cfg(unix)]
    if executable {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    #[cfg(not(unix))]
    let _ = executable;
    Ok(())
}
