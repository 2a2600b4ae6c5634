//! What stands before a command: what every command takes, and the looks of those that open a screen. All else there is the
//! planner's own, and would be passed over in silence.

use super::args::{Cli, Command};
use super::outcome::Failure;

/// Refuses what the command that was named does not hear of.
pub fn check(cli: &Cli) -> Result<(), Failure> {
    let Some(command) = &cli.command else { return Ok(()) };
    if let Some(plan) = cli.plans.first() {
        let said = format!("write plans behind the command, and not before it: {}", plan.display());
        return Err(Failure::Usage(said));
    }
    let opens_screen = matches!(command, Command::Tour | Command::Mergetool(_));
    let options = [
        ("--case", cli.case.is_some()),
        ("--scenario", cli.scenario.is_some()),
        ("--baseline", cli.baseline.is_some()),
        ("--theme", cli.theme.is_some() && !opens_screen),
        ("--glyphs", cli.glyphs.is_some() && !opens_screen),
    ];
    match options.into_iter().find(|(_, is_given)| *is_given) {
        None => Ok(()),
        Some((option, _)) => {
            let said = format!(
                "before a command `{option}` is for the planner; write it behind the command that is to take it"
            );
            Err(Failure::Usage(said))
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn said(line: &str) -> Result<(), String> {
        let cli = Cli::try_parse_from(line.split(' ')).map_err(|error| error.to_string())?;
        check(&cli).map_err(|failure| failure.to_string())
    }

    #[test]
    fn what_every_command_takes_may_stand_before_it() {
        for line in [
            "milepost --now 2027-11-15 check a.toml",
            "milepost --color never log a.toml",
            "milepost --theme paper tour",
            "milepost --theme paper --case worse a.toml b.toml",
            "milepost check a.toml --now 2027-11-15",
        ] {
            assert_eq!(said(line), Ok(()), "{line}");
        }
        let cli =
            Cli::try_parse_from(["milepost", "--now", "2027-11-15", "check", "a.toml"]).expect("it is right");
        assert!(matches!(cli.command, Some(Command::Check(_))) && cli.global.now.is_some());
    }

    #[test]
    fn what_is_the_planners_own_is_not_passed_over() {
        for (line, word) in [
            ("milepost --baseline v1 check a.toml", "`--baseline`"),
            ("milepost --case worse show a.toml", "`--case`"),
            ("milepost --theme paper check a.toml", "`--theme`"),
            ("milepost a.toml check b.toml", "a.toml"),
        ] {
            let said = said(line).expect_err("it is refused");
            assert!(said.contains(word) && said.contains("behind the command"), "{line}: {said}");
        }
    }
}
