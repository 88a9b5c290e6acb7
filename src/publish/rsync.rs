//! A folder of another machine, reached by the system's rsync and ssh: a link that points at one of the releases beside it.

use crate::output::{Disk, OutputError, place};

use super::PublishError;
use super::listing::Listing;
use super::program::Program;
use super::receipt::Receipt;
use super::releases::is_release;
use super::remote::{LIST, Remote, listing, quoted};
use super::target::{Goal, Public, Target};

/// Seconds without a byte after which rsync gives up.
const TIMEOUT: &str = "--timeout=60";

/// The link and the releases behind it.
pub(super) struct Rsync {
    remote: Remote,
    /// The link, and the folder of releases as the link names it.
    path: String,
    releases: String,
    keep: usize,
}

impl Rsync {
    pub fn new(host: &str, path: &str, keep: usize, interactive: bool) -> Self {
        // Both rsync and the shell begin at the user's home.
        let path = path.strip_prefix("~/").unwrap_or(path);
        let (folder, name) =
            path.rsplit_once('/').map_or((".", path), |(folder, name)| (if folder.is_empty() { "/" } else { folder }, name));
        let path = format!("{}/{name}", folder.trim_end_matches('/'));
        let releases = format!(".{name}.releases");
        Self { remote: Remote::new(host, interactive), path, releases, keep }
    }

    /// The folder of a release on the other machine.
    fn folder(&self, release: &str) -> String {
        let parent = self.path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        format!("{parent}/{}/{release}", self.releases)
    }

    fn list(&self, release: &str) -> Result<Option<Listing>, PublishError> {
        let script = format!("cd {} 2>/dev/null || exit 0\necho found\n{LIST}", quoted(&self.folder(release)));
        let printed = self.remote.run("Looking at a release", &script)?;
        Ok(printed.strip_prefix("found\n").map(listing))
    }

    /// The name for a release, and whether it lies there whole already.
    fn free_name(&self, goal: &Goal, now: &Public) -> Result<(String, bool), PublishError> {
        let mut name = goal.release();
        for n in 2_u32.. {
            match self.list(&name)? {
                None => return Ok((name, false)),
                Some(found) if found == goal.files => return Ok((name, true)),
                Some(_) if now.release.as_deref() != Some(&name) => {
                    self.remote.run("Clearing a damaged release", &format!("rm -rf {}", quoted(&self.folder(&name))))?;
                    return Ok((name, false));
                }
                Some(_) => name = format!("{}-{n}", goal.release()),
            }
        }
        Ok((name, false))
    }

    fn prepare(&self, part: &str) -> Result<(), PublishError> {
        // What an interrupted run left of the same release is continued; what it left of others goes.
        let script = format!(
            "mkdir -p {folder}\ncd {folder}\nfor old in *.part; do\n  if [ -d \"$old\" ] && [ \"$old\" != {part} ]; then rm -rf \"$old\"; fi\ndone",
            folder = quoted(&self.folder("")),
            part = quoted(part)
        );
        self.remote.run("Preparing the target", &script).map(drop)
    }

    fn send(&self, goal: &Goal, now: &Public, part: &str) -> Result<(), PublishError> {
        let stage = tempfile::tempdir().map_err(OutputError::io("created", &std::env::temp_dir()))?;
        let disk = Disk::default();
        for (path, bytes) in &goal.bytes {
            let target = place(stage.path(), path);
            if let Some(folder) = target.parent() {
                disk.make_folder(folder)?;
            }
            disk.write(&target, bytes)?;
        }
        let mut rsync = Program::new("rsync", "Sending the files")
            .args(["--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--delete", "-s", TIMEOUT])
            .args(["-e", &self.remote.shell()]);
        if let Some(release) = &now.release {
            rsync = rsync.args([format!("--link-dest=../{release}")]);
        }
        let from = format!("{}/", stage.path().display());
        rsync.args(["--", &from, &format!("{}:{}/", self.remote.host, self.folder(part))]).run()?;
        self.carry_over(goal, now, part)
    }

    /// Files that stay without being part of the build lie at the target only.
    fn carry_over(&self, goal: &Goal, now: &Public, part: &str) -> Result<(), PublishError> {
        let Some(release) = &now.release else { return Ok(()) };
        let kept = goal.files.iter().filter(|(path, _)| !goal.bytes.contains_key(*path));
        let lines: String = kept
            .map(|(path, _)| {
                let (from, to) = (format!("{}/{path}", self.folder(release)), format!("{}/{path}", self.folder(part)));
                let folder = to.rsplit_once('/').map_or(".", |(folder, _)| folder);
                format!("mkdir -p {}\nln -f {} {}\n", quoted(folder), quoted(&from), quoted(&to))
            })
            .collect();
        if lines.is_empty() { Ok(()) } else { self.remote.run("Keeping files of the version before", &lines).map(drop) }
    }

    fn script_of_switch(&self, release: &str, now: &Public) -> String {
        let link = |release: &str| format!("{}/{release}", self.releases);
        let expected = now.release.as_deref().map(link).unwrap_or_default();
        format!(
            "p={path}\nseen=$(readlink \"$p\" || true)\nif [ \"$seen\" != {expected} ]; then echo overtaken; exit 0; fi\n\
             if [ -d \"$p\" ] && [ ! -L \"$p\" ]; then rmdir \"$p\"; fi\n\
             rm -f {next}\nln -s {target} {next}\n\
             mv -T {next} \"$p\" 2>/dev/null || mv -h {next} \"$p\"\n\
             touch {folder} || true\necho switched",
            path = quoted(&self.path),
            expected = quoted(&expected),
            next = quoted(&self.folder("next")),
            target = quoted(&link(release)),
            folder = quoted(&self.folder(release)),
        )
    }
}

impl Target for Rsync {
    fn look(&self) -> Result<Public, PublishError> {
        let script = format!(
            "p={}\nif [ -L \"$p\" ]; then\n  echo \"link $(readlink \"$p\")\"\n  cd \"$p/\" 2>/dev/null || exit 0\n{LIST}\n\
             elif [ -d \"$p\" ]; then\n  if [ -z \"$(ls -A \"$p\")\" ]; then echo none; else echo folder; fi\n\
             elif [ -e \"$p\" ]; then echo file\nelse echo none\nfi",
            quoted(&self.path)
        );
        let printed = self.remote.run("Looking at the target", &script)?;
        let (first, rest) = printed.split_once('\n').unwrap_or((&printed, ""));
        let shown = format!("{}:{}", self.remote.host, self.path);
        let Some(link) = first.strip_prefix("link ") else {
            return match first {
                "none" => Ok(Public::default()),
                "folder" => Err(PublishError::RealFolder(shown)),
                "file" => Err(PublishError::NotOurs(format!("The file {shown}"))),
                other => Err(PublishError::Garbled(format!("the shell there says {other:?}"))),
            };
        };
        let release = link.strip_prefix(&format!("{}/", self.releases)).filter(|release| is_release(release));
        let release = release.ok_or_else(|| PublishError::NotOurs(format!("The link {shown} to {link}")))?;
        Ok(Public { release: Some(release.to_owned()), files: listing(rest) })
    }

    fn bring(&self, goal: &Goal, now: &Public) -> Result<String, PublishError> {
        let (release, is_there) = self.free_name(goal, now)?;
        if is_there {
            return Ok(release);
        }
        let part = format!("{release}.part");
        self.prepare(&part)?;
        self.send(goal, now, &part)?;
        let arrived = self.list(&part)?.unwrap_or_default();
        let difference = goal.files.difference(&arrived);
        if difference.count() > 0 {
            return Err(PublishError::Garbled(format!("{} files differ", difference.count())));
        }
        let script = format!("mv {} {}", quoted(&self.folder(&part)), quoted(&self.folder(&release)));
        self.remote.run("Naming the release", &script)?;
        Ok(release)
    }

    fn find(&self, receipt: &Receipt, _now: &Public) -> Result<String, PublishError> {
        let gone =
            |reason: &str| PublishError::Gone { number: receipt.number, reason: format!("its release {} {reason}", receipt.release) };
        if !is_release(&receipt.release) {
            return Err(gone("is not one of this target"));
        }
        let found = self.list(&receipt.release)?.ok_or_else(|| gone("is not kept any more"))?;
        if found == receipt.files() { Ok(receipt.release.clone()) } else { Err(gone("was changed there")) }
    }

    fn switch(&self, release: &str, now: &Public) -> Result<(), PublishError> {
        let printed = self.remote.run("Exchanging the link", &self.script_of_switch(release, now))?;
        match printed.trim() {
            "switched" => Ok(()),
            "overtaken" => Err(PublishError::Overtaken),
            other => Err(PublishError::Garbled(format!("the shell there says {other:?}"))),
        }
    }

    fn tidy(&self) -> Result<(), PublishError> {
        let script = format!("readlink {}\nls -1t {}", quoted(&self.path), quoted(&self.folder("")));
        let printed = self.remote.run("Listing the releases", &script)?;
        let mut lines = printed.lines();
        let public = lines.next().and_then(|link| link.rsplit('/').next()).unwrap_or_default();
        let old: Vec<String> = lines
            .filter(|name| is_release(name) && *name != public)
            .skip(self.keep.saturating_sub(1))
            .map(|name| quoted(&self.folder(name)))
            .collect();
        if old.is_empty() { Ok(()) } else { self.remote.run("Removing old releases", &format!("rm -rf {}", old.join(" "))).map(drop) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_releases_stand_beside_the_link() {
        let folder = |path: &str| Rsync::new("host", path, 2, false).folder("r");
        assert_eq!(folder("/srv/www/briefing"), "/srv/www/.briefing.releases/r");
        assert_eq!(folder("~/briefing"), "./.briefing.releases/r");
        assert_eq!(folder("/briefing"), "/.briefing.releases/r");
    }

    #[test]
    fn the_switch_runs_in_a_plain_shell_and_sees_who_was_faster() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it's here/site");
        let target = Rsync::new("host", &path.display().to_string(), 2, false);
        fs::create_dir_all(target.folder("0123456789ab")).unwrap();
        let run = |release: &str, now: Option<&str>| {
            let now = Public { release: now.map(str::to_owned), files: Listing::default() };
            let script = format!("set -e\n{}", target.script_of_switch(release, &now));
            String::from_utf8(Program::new("sh", "Trying").args(["-s"]).run_with(script.as_bytes()).unwrap()).unwrap()
        };
        assert_eq!(run("0123456789ab", None), "switched\n");
        assert_eq!(fs::read_link(&path).unwrap().to_str(), Some(".site.releases/0123456789ab"));
        assert_eq!(run("fedcba987654", None), "overtaken\n");
        fs::create_dir_all(target.folder("fedcba987654")).unwrap();
        assert_eq!(run("fedcba987654", Some("0123456789ab")), "switched\n");
        assert_eq!(fs::read_link(&path).unwrap().to_str(), Some(".site.releases/fedcba987654"));
    }
}
