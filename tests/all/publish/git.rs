//! A branch of a bare repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Desk, has};

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main"]).args(args);
    let output = command.current_dir(folder).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A desk with a bare repository beside its project.
fn desk(extra: &str) -> Desk {
    let desk = Desk::new(&format!("kind = \"git\"\nremote = \"../host.git\"\nbranch = \"pages\"\n{extra}"));
    git(&desk.around(), &["init", "--quiet", "--bare", "host.git"]);
    desk
}

fn host(desk: &Desk, args: &[&str]) -> String {
    git(&desk.around().join("host.git"), args)
}

#[test]
fn a_branch_gets_commits_for_what_changed_and_nothing_else() {
    if !has("git") {
        return;
    }
    let desk = desk("cname = \"talks.example.org\"");
    desk.publish().expect(0, "Published version");
    let files = host(&desk, &["ls-tree", "-r", "--name-only", "pages"]);
    assert!(files.lines().any(|path| path == ".nojekyll") && files.lines().any(|path| path == "index.html"), "{files}");
    assert_eq!(host(&desk, &["show", "pages:CNAME"]), "talks.example.org\n");
    let first_tree = host(&desk, &["rev-parse", "pages^{tree}"]);

    desk.publish().expect(0, "Nothing to publish");
    assert_eq!(host(&desk, &["rev-list", "--count", "pages"]), "1\n", "no commit when nothing changed");

    desk.change_one_article("Oslo");
    let said = desk.publish();
    said.expect(0, "Published version");
    let touched = host(&desk, &["diff-tree", "-r", "--name-only", "pages~1", "pages"]);
    let receipt = desk.receipt(2);
    let n_files = receipt["files"].as_object().unwrap().len();
    assert!(touched.lines().count() < n_files / 2, "{touched}");
    let message = host(&desk, &["log", "-1", "--format=%B", "pages"]);
    assert!(message.starts_with("Publish the briefing: "), "{message}");
    assert_eq!(receipt["release"].as_str().unwrap(), host(&desk, &["rev-parse", "pages"]).trim());

    desk.run(&["publish", "--verify"]).expect(0, "host has exactly publication 2");
    desk.run(&["publish", "--rollback", "--yes"]).expect(0, "Brought back publication 1");
    assert_eq!(host(&desk, &["rev-parse", "pages^{tree}"]), first_tree, "byte for byte");
    assert_eq!(host(&desk, &["rev-list", "--count", "pages"]), "3\n", "history is only added to");
    desk.run(&["publish", "--verify"]).expect(0, "host has exactly publication 3");
}

#[test]
fn the_work_tree_and_the_index_of_the_project_are_not_touched() {
    if !has("git") {
        return;
    }
    let desk = desk("");
    let project = desk.project();
    git(&project, &["init", "--quiet"]);
    git(&project, &["remote", "add", "origin", "../host.git"]);
    desk.write("site.toml", "[[publish]]\nname = \"host\"\nkind = \"git\"\nremote = \"origin\"\nbranch = \"pages\"\n");
    desk.write(".gitignore", "/.demarche\n");
    git(&project, &["add", "site.toml"]);
    git(&project, &["commit", "--quiet", "--message", "begin"]);
    desk.write("staged.txt", "staged");
    git(&project, &["add", "staged.txt"]);
    desk.write("staged.txt", "changed after staging");
    let state = || {
        (
            git(&project, &["status", "--porcelain"]),
            git(&project, &["show-ref", "--heads", "--head"]),
            fs::read(project.join(".git/index")).unwrap(),
        )
    };
    let before = state();
    desk.publish().expect(0, "Published version");
    assert_eq!(state(), before);
    assert!(!project.join(".demarche/git").exists(), "the project's own repository is used");
    assert!(host(&desk, &["ls-tree", "-r", "--name-only", "pages"]).contains("index.html"));
}

#[test]
fn what_somebody_else_pushed_is_not_overwritten() {
    if !has("git") {
        return;
    }
    let desk = desk("");
    desk.publish().expect(0, "Published version");
    let clone = desk.around().join("clone");
    git(&desk.around(), &["clone", "--quiet", "--branch", "pages", "host.git", "clone"]);
    fs::write(clone.join("by-hand.html"), "mine").unwrap();
    git(&clone, &["add", "by-hand.html"]);
    git(&clone, &["commit", "--quiet", "--message", "by hand"]);
    git(&clone, &["push", "--quiet"]);
    let theirs = host(&desk, &["rev-parse", "pages"]);

    desk.change_one_article("Oslo");
    desk.publish().expect(3, "The target has changed since publication 1: by-hand.html was added");
    desk.run(&["publish", "--verify"]).expect(1, "by-hand.html was added");
    assert_eq!(host(&desk, &["rev-parse", "pages"]), theirs);
    desk.run(&["publish", "--yes", "--force"]).expect(0, " deleted");
    assert!(!host(&desk, &["ls-tree", "--name-only", "pages"]).contains("by-hand.html"));
    assert_eq!(host(&desk, &["rev-parse", "pages~1"]), theirs, "their commit stays in the history");
}

#[cfg(unix)]
#[test]
fn a_push_that_is_refused_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    if !has("git") {
        return;
    }
    let desk = desk("");
    desk.publish().expect(0, "Published version");
    let before = host(&desk, &["rev-parse", "pages"]);
    let hook = desk.around().join("host.git/hooks/update");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\necho 'the quota is used up' >&2\nexit 1\n").unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    desk.change_one_article("Oslo");
    desk.publish().expect(3, "the quota is used up");
    assert_eq!(host(&desk, &["rev-parse", "pages"]), before);
    desk.run(&["publish", "--verify"]).expect(0, "publication 1");
    fs::remove_file(hook).unwrap();
    desk.publish().expect(0, "Published version");
    assert_eq!(desk.receipt(2)["number"], 2);
}

#[test]
fn a_remote_that_is_not_there_is_told() {
    if !has("git") {
        return;
    }
    let desk = Desk::new("kind = \"git\"\nremote = \"file:///nowhere/at/all.git\"");
    desk.publish().expect(3, "Asking for the branch failed");
}
