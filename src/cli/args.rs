//! What may be typed.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Turns a folder of news articles into a cited, dated briefing site.
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    after_help = "Every option can be given as a variable too: DEMARCHE_BASE_URL for --base-url.\n\nExamples:\n  demarche init talks --sample    make a briefing to look at\n  demarche serve                  look at it while you edit\n  demarche publish --dry-run      see what would change at its host"
)]
pub(super) struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes, before or after its name.
#[derive(Debug, ClapArgs)]
pub(super) struct Common {
    /// The project's folder; by default the nearest one upwards that holds a site.toml
    #[arg(short, long, global = true, value_name = "FOLDER", env = "DEMARCHE_ROOT")]
    pub root: Option<PathBuf>,
    /// The configuration file, instead of site.toml in the project's folder
    #[arg(short, long, global = true, value_name = "FILE", env = "DEMARCHE_CONFIG")]
    pub config: Option<PathBuf>,
    /// The folder that receives the site
    #[arg(short, long, global = true, value_name = "FOLDER", env = "DEMARCHE_OUTPUT_DIR")]
    pub output_dir: Option<PathBuf>,
    /// The address under which the site is published
    #[arg(short = 'u', long, global = true, value_name = "URL", env = "DEMARCHE_BASE_URL")]
    pub base_url: Option<String>,
    /// Include articles marked as drafts
    #[arg(long, global = true, env = "DEMARCHE_DRAFTS", value_parser = FalseyValueParser::new())]
    pub drafts: bool,
    /// Include articles dated after today
    #[arg(long, global = true, env = "DEMARCHE_FUTURE", value_parser = FalseyValueParser::new())]
    pub future: bool,
    /// Treat warnings as errors: write nothing and exit with 1
    #[arg(long, global = true, env = "DEMARCHE_STRICT", value_parser = FalseyValueParser::new())]
    pub strict: bool,
    /// Read this many articles at the same time; as many as there are processors by default
    #[arg(short, long, global = true, value_name = "N", env = "DEMARCHE_JOBS", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Show only warnings and errors
    #[arg(short, long, global = true, env = "DEMARCHE_QUIET", value_parser = FalseyValueParser::new(), conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show notes too, and every finding instead of the first few of a kind
    #[arg(short, long, global = true, env = "DEMARCHE_VERBOSE", value_parser = FalseyValueParser::new())]
    pub verbose: bool,
    /// Report as JSON, one object per line
    #[arg(long, global = true, env = "DEMARCHE_JSON", value_parser = FalseyValueParser::new())]
    pub json: bool,
    /// Show how long each stage took
    #[arg(long, global = true, env = "DEMARCHE_TIMINGS", value_parser = FalseyValueParser::new())]
    pub timings: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new briefing: a folder with a commented site.toml
    Init(Init),
    /// Build the site
    Build(Build),
    /// Build the site, show it in a browser, and rebuild when a file changes
    Serve(Serve),
    /// Build the site in memory and look for mistakes: findings about the articles, and links that lead nowhere
    Check(Check),
    /// Build the site and exchange it for the one that is public
    Publish(Publish),
    /// Read articles as JSON lines and write what they say as JSON lines
    Analyze(Analyze),
    /// Explain the code of a finding, or list all codes
    Explain(Explain),
    /// Print a script that completes commands and options in your shell
    Completions(Completions),
    /// Print the manual in the form of man pages
    Man(Man),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    /// Write into a folder that holds files of others; they are kept unless a page has their name
    #[arg(long, env = "DEMARCHE_FORCE", value_parser = FalseyValueParser::new())]
    pub force: bool,
    /// Read every article anew, and remember nothing for the next build
    #[arg(long, env = "DEMARCHE_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
    /// Build a second time without anything remembered, and write nothing if the two sites differ
    #[arg(long, env = "DEMARCHE_CHECK_INCREMENTAL", value_parser = FalseyValueParser::new(), conflicts_with = "no_cache")]
    pub check_incremental: bool,
    #[command(flatten)]
    pub readings: Readings,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Readings {
    /// Use these records of `demarche analyze` instead of analysing the articles that they describe
    #[arg(long, value_name = "FILE", num_args = 1.., env = "DEMARCHE_READINGS")]
    pub readings: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Serve {
    /// The address to listen on
    #[arg(short, long, value_name = "IP", default_value = "127.0.0.1", env = "DEMARCHE_INTERFACE")]
    pub interface: IpAddr,
    /// The port to listen on; by default 1111, or the next free one
    #[arg(short, long, env = "DEMARCHE_PORT")]
    pub port: Option<u16>,
    /// Open the site in the browser
    #[arg(long, env = "DEMARCHE_OPEN", value_parser = FalseyValueParser::new())]
    pub open: bool,
    /// Leave pages as they are published: they neither reload by themselves nor show what is wrong
    #[arg(long, env = "DEMARCHE_NO_RELOAD", value_parser = FalseyValueParser::new())]
    pub no_reload: bool,
    #[command(flatten)]
    pub readings: Readings,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  demarche init talks                       an empty briefing in the folder talks\n  demarche init talks --sample              the same with ten sample articles\n  demarche init --host nginx --host caddy   server settings for the briefing in this folder"
)]
pub(super) struct Init {
    /// The folder to make; the current one by default
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Put the sample articles into it
    #[arg(long, env = "DEMARCHE_SAMPLE", value_parser = FalseyValueParser::new())]
    pub sample: bool,
    /// Write a file for a host too; in a folder that is a briefing already, only that
    #[arg(long, value_name = "HOST", env = "DEMARCHE_HOST", value_delimiter = ',')]
    pub host: Vec<HostKind>,
    /// Write over files that are there already
    #[arg(long, env = "DEMARCHE_FORCE", value_parser = FalseyValueParser::new())]
    pub force: bool,
}

/// Hosts for which `init` knows a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum HostKind {
    /// hosting/nginx.conf
    Nginx,
    /// hosting/Caddyfile
    Caddy,
    /// .github/workflows/briefing.yml
    GithubPages,
    /// .gitlab-ci.yml
    GitlabPages,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  demarche check                  exit with 1 when something is wrong\n  demarche check --strict --json  for CI: warnings count, and each finding is a line of JSON"
)]
pub(super) struct Check {
    #[command(flatten)]
    pub readings: Readings,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  demarche publish --dry-run          what would change at the only target of site.toml\n  demarche publish www                publish to the target named www, after a question\n  demarche publish www --yes          the same without a question, as in CI\n  demarche publish www --verify       does the host have what was published?\n  demarche publish www --verify --http  and does it show that to readers?\n  demarche publish www --rollback     back to the publication before"
)]
pub(super) struct Publish {
    /// The target's name in site.toml; not needed when there is only one
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Show what would change and why, and change nothing
    #[arg(long, env = "DEMARCHE_DRY_RUN", value_parser = FalseyValueParser::new())]
    pub dry_run: bool,
    /// Do not ask before the site is exchanged
    #[arg(short, long, env = "DEMARCHE_YES", value_parser = FalseyValueParser::new())]
    pub yes: bool,
    /// Refuse to delete more files than this
    #[arg(long, value_name = "N", default_value_t = 256, env = "DEMARCHE_MAX_DELETES")]
    pub max_deletes: usize,
    /// Publish even though the target has changed since the last publication; that change is lost
    #[arg(long, env = "DEMARCHE_FORCE", value_parser = FalseyValueParser::new())]
    pub force: bool,
    /// Compare the target with what was published last; exit with 1 when it differs
    #[arg(long, env = "DEMARCHE_VERIFY", value_parser = FalseyValueParser::new(), conflicts_with_all = ["rollback", "dry_run", "force"])]
    pub verify: bool,
    /// With --verify: ask the host for every file over HTTP too, as a reader would
    #[arg(long, env = "DEMARCHE_HTTP", value_parser = FalseyValueParser::new(), requires = "verify")]
    pub http: bool,
    /// Bring back the publication before the one that is public
    #[arg(long, env = "DEMARCHE_ROLLBACK", value_parser = FalseyValueParser::new())]
    pub rollback: bool,
    #[command(flatten)]
    pub readings: Readings,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Analyze {
    /// Files of JSON lines; standard input by default, or where a file is named -
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// The code, as a finding shows it
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  demarche completions bash > ~/.local/share/bash-completion/completions/demarche\n  demarche completions zsh > ~/.zfunc/_demarche"
)]
pub(super) struct Completions {
    /// The shell
    pub shell: Shell,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  demarche man | man -l -\n  demarche man publish > demarche-publish.1")]
pub(super) struct Man {
    /// The command that the page is about; the program as a whole by default
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_verb() {
        let before = Args::try_parse_from(["demarche", "-r", "x", "--strict", "build"]).unwrap();
        let after = Args::try_parse_from(["demarche", "build", "--strict", "-r", "x"]).unwrap();
        assert_eq!((before.common.root, before.common.strict), (after.common.root, after.common.strict));
    }

    #[test]
    fn every_option_has_a_variable() {
        let command = Args::command();
        let all = std::iter::once(&command).chain(command.get_subcommands()).flat_map(clap::Command::get_arguments);
        for argument in all.filter(|argument| argument.get_long().is_some_and(|long| !matches!(long, "help" | "version"))) {
            let wanted = format!("DEMARCHE_{}", argument.get_id().as_str().to_uppercase());
            assert_eq!(argument.get_env().and_then(|name| name.to_str()), Some(wanted.as_str()));
        }
    }
}
