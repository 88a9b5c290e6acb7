//! `demarche init`

use std::env;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::output::Disk;
use crate::project;
use crate::publish::{File, hosts};

use super::args::{Common, HostKind, Init};
use super::failure::Failure;
use super::show::{Show, json};

/// The sample briefing: our own writing, free to use.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds");
const SAMPLE_SITE: &str = include_str!("../../site.toml");
const EMPTY_SITE: &str = include_str!("init/site.toml");
const IGNORED: &str = "/public\n/.demarche/*\n!/.demarche/receipts/\n";

pub(super) fn run(common: &Common, args: &Init, show: &Show) -> Result<u8, Failure> {
    let here = env::current_dir().map_err(|error| Failure::world("The current folder is not known").because(error))?;
    let root = here.join(args.folder.as_deref().or(common.root.as_deref()).unwrap_or(Path::new("")));
    let is_project = root.join("site.toml").exists();
    let mut files = Vec::new();
    if !is_project || args.host.is_empty() {
        files.extend(briefing(args.sample)?);
    }
    // Somebody has decided already what git shall not see.
    files.retain(|(path, _)| path != ".gitignore" || !root.join(path).exists());
    let name = root.file_name().map_or_else(|| "briefing".to_owned(), |name| name.to_string_lossy().into_owned());
    for host in &args.host {
        files.push(host_file(*host, &name, common, &root)?);
    }
    if !args.force {
        refuse_existing(&root, &files)?;
    }
    write(&root, &files, !is_project)?;
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    show.conclude(&sentence(&root, &paths, is_project, args.sample), &json::made(&root, &paths), false);
    Ok(0)
}

/// The files of a new briefing.
fn briefing(sample: bool) -> Result<Vec<File>, Failure> {
    let site = if sample { SAMPLE_SITE } else { EMPTY_SITE };
    let mut files = vec![("site.toml".to_owned(), site.as_bytes().to_vec()), (".gitignore".to_owned(), IGNORED.as_bytes().to_vec())];
    if sample {
        for file in SAMPLE.files() {
            let name = file.path().to_str().ok_or_else(|| Failure::world("A sample article has a name that is not UTF-8"))?;
            files.push((format!("seeds/{name}"), file.contents().to_vec()));
        }
    }
    Ok(files)
}

fn host_file(host: HostKind, name: &str, common: &Common, root: &Path) -> Result<File, Failure> {
    let has_scripts = hosts::theme_has_scripts() || holds_scripts(&root.join("static"));
    let served = format!("/var/www/{name}");
    let (path, text) = match host {
        HostKind::Nginx => ("hosting/nginx.conf", hosts::nginx(&served, has_scripts)),
        HostKind::Caddy => ("hosting/Caddyfile", hosts::caddy(&served, &address(common, root)?, has_scripts)),
        HostKind::GithubPages => (".github/workflows/briefing.yml", hosts::GITHUB_PAGES.to_owned()),
        HostKind::GitlabPages => (".gitlab-ci.yml", hosts::GITLAB_PAGES.to_owned()),
    };
    Ok((path.to_owned(), text.into_bytes()))
}

/// The host's name for Caddy: what site.toml says, if it says something already.
fn address(common: &Common, root: &Path) -> Result<String, Failure> {
    if !root.join("site.toml").is_file() {
        return Ok("briefing.example.org".to_owned());
    }
    let project = project::open(project::locate(root, Some(root), common.config.as_deref())?)?;
    let host = project.config.base_url.as_ref().and_then(|url| url.host_str().map(str::to_owned));
    Ok(host.unwrap_or_else(|| "briefing.example.org".to_owned()))
}

fn holds_scripts(folder: &Path) -> bool {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files.into_iter().any(|file| file.file_name().to_str().is_some_and(hosts::is_script))
}

fn refuse_existing(root: &Path, files: &[File]) -> Result<(), Failure> {
    let there: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).filter(|path| root.join(path).symlink_metadata().is_ok()).collect();
    if there.is_empty() {
        return Ok(());
    }
    let failure = Failure::usage(format!("{} holds {} already; nothing was written", root.display(), there.join(", ")));
    Err(failure.hint("choose another folder, or write over them with --force"))
}

/// Every file is written beside its place and renamed, so that none is ever half there.
fn write(root: &Path, files: &[File], with_folder_of_articles: bool) -> Result<(), Failure> {
    let disk = Disk::default();
    for (path, bytes) in files {
        let target: PathBuf = root.join(path);
        let draft = target.with_file_name(".demarche-init.part");
        disk.make_folder(target.parent().unwrap_or(root))?;
        disk.write(&draft, bytes).and_then(|()| disk.rename(&draft, &target)).inspect_err(|_| drop(disk.remove(&draft)))?;
    }
    if with_folder_of_articles {
        disk.make_folder(&root.join("seeds"))?;
    }
    Ok(())
}

fn sentence(root: &Path, paths: &[String], was_project: bool, sample: bool) -> String {
    let shown = root.display();
    if was_project {
        return format!("{shown}: wrote {}.", paths.join(", "));
    }
    let n_articles = paths.iter().filter(|path| path.starts_with("seeds/")).count();
    match sample {
        true => format!("{shown}: a briefing of {n_articles} sample articles. Look at it with: demarche serve --root {shown}"),
        false => {
            format!("{shown}: an empty briefing. Put articles into {}, then: demarche serve --root {shown}", root.join("seeds").display())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commented_line_can_be_used() {
        let is_key = |line: &&str| line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
        let lines: Vec<&str> = EMPTY_SITE.lines().filter_map(|line| line.strip_prefix("# ")).filter(is_key).collect();
        assert!(lines.len() > 10);
        let config = crate::config::read(&lines.join("\n"), Path::new("site.toml"), "talks").unwrap();
        assert_eq!((config.sides.len(), config.sources.len(), config.publish.len()), (1, 1, 1));
        assert!(crate::config::read(EMPTY_SITE, Path::new("site.toml"), "talks").is_ok());
    }
}
