//! `milepost mergetool`: what the screen on which conflicts are solved needs.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::args::{Cli, GlyphSet, Mergetool};
use super::door::Door;
use super::outcome::Failure;
use crate::config::{Asked, Config};
use crate::git::{self, Unmerged};
use crate::merge::Texts;
use crate::store::Seen;
use crate::theme::Environment;
use crate::units::Day;

/// All that the screen needs.
#[derive(Debug)]
pub struct Solving {
    /// The file that the result is written to.
    pub path: PathBuf,
    /// What stands there.
    pub seen: Seen,
    /// What is to be solved.
    pub unmerged: Unmerged,
    /// What is left to do once it is written.
    pub then: Option<String>,
    /// The folder of copies.
    pub backups: PathBuf,
    /// Today.
    pub today: Day,
    /// The user's settings.
    pub config: Config,
    /// What was asked for instead.
    pub asked: Asked,
    /// What the environment says of the terminal.
    pub environment: Environment,
}

/// Reads the versions and puts them together.
pub fn prepare(args: &Mergetool, cli: &Cli, door: &Door) -> Result<Solving, Failure> {
    let (path, versions) = match args.files.as_slice() {
        [plan] => (plan, None),
        [base, ours, theirs, merged] => (merged, Some([base, ours, theirs])),
        _ => {
            return Err(Failure::Usage(
                "name one plan with conflicts, or four files: BASE OURS THEIRS MERGED".to_owned(),
            ));
        }
    };
    let seen = super::open::read(path)?;
    let name = path.display();
    let unmerged = match versions {
        Some(versions) => {
            let [base, ours, theirs] = versions.map(|path| super::open::read(path));
            let (base, ours, theirs) = (base?, ours?, theirs?);
            let texts = Texts { base: base.text(), ours: ours.text(), theirs: theirs.text() };
            git::of_files(path, texts, &seen)
        }
        None => git::unmerged(path, &seen).map_err(|why| Failure::Usage(format!("{name}: {why}")))?,
    };
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "conflicts are solved on a terminal; in a script use `milepost merge`, whose markers any program can read"
                .to_owned(),
        ));
    }
    let then = unmerged.is_staged.then(|| format!("{name} is solved; `git add {name}` tells git"));
    Ok(Solving {
        path: path.clone(),
        seen,
        unmerged,
        then,
        backups: door.backups(),
        today: door.today,
        config: Config::read(door.settings.clone()),
        asked: Asked { theme: cli.theme.clone(), glyphs: cli.glyphs.map(GlyphSet::meant) },
        environment: door.environment.clone(),
    })
}
