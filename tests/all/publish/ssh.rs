//! rsync over a real sshd, which the test starts and stops.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::desk::{differing, tree};
use super::{Desk, has};

/// A server for one test, on a free port of this machine.
struct Server {
    folder: tempfile::TempDir,
    child: Child,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        for key in ["host", "key"] {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &path(key)]).status().unwrap();
            assert!(made.success());
        }
        fs::copy(path("key.pub"), path("authorized")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\n",
            path("host"),
            path("authorized")
        );
        fs::write(path("sshd.conf"), settings).unwrap();
        let client = format!(
            "Host box\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {}\n  UserKnownHostsFile {}\n  StrictHostKeyChecking accept-new\n  LogLevel ERROR\n",
            path("key"),
            path("known")
        );
        fs::write(path("ssh.conf"), client).unwrap();
        // Where root starts it, sshd wants the folder that Debian makes at boot.
        let _ = fs::create_dir_all("/run/sshd");
        let mut sshd = Command::new("/usr/sbin/sshd");
        let child = sshd.args(["-D", "-e", "-f", &path("sshd.conf")]).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "sshd does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { folder, child }
    }

    fn shell(&self) -> String {
        format!("ssh -F {}", self.folder.path().join("ssh.conf").display())
    }

    /// A shell that does something else than to connect, as a broken line does.
    fn broken_shell(&self, script: &str) -> String {
        let path = self.folder.path().join("broken-ssh");
        fs::write(&path, format!("#!/bin/sh\nssh='{}'\n{script}\n", self.shell())).unwrap();
        format!("sh {}", path.display())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A desk with its server and the link there.
fn desk() -> Option<(Desk, Server, PathBuf)> {
    if !["sshd", "ssh", "ssh-keygen", "rsync"].into_iter().all(has) {
        return None;
    }
    let server = Server::start();
    let far = server.folder.path().join("far away").join("www");
    let mut desk = Desk::new(&format!("kind = \"rsync\"\nto = \"box:{}\"\nkeep = 2", far.display()));
    desk.set("RSYNC_RSH", &server.shell());
    Some((desk, server, far))
}

fn releases(far: &Path) -> Vec<String> {
    let folder = far.with_file_name(".www.releases");
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[cfg(unix)]
#[test]
fn a_site_travels_is_verified_and_comes_back() {
    use std::os::unix::fs::MetadataExt;
    let Some((desk, _server, far)) = desk() else { return };
    desk.publish().expect(0, "Published version");
    let first = tree(&far);
    let inode = |path: &str| fs::metadata(far.join(path)).unwrap().ino();
    let before: Vec<(String, u64)> = first.keys().map(|path| (path.clone(), inode(path))).collect();
    desk.publish().expect(0, "Nothing to publish");

    desk.change_one_article("Oslo");
    desk.publish().expect(0, " updated");
    let second = tree(&far);
    let changed = differing(&first, &second);
    assert!(!changed.is_empty() && changed.len() < first.len() / 2, "{changed:?}");
    for (path, inode_before) in before.iter().filter(|(path, _)| second.contains_key(path)) {
        assert_eq!(inode(path) == *inode_before, !changed.contains(path), "{path}: what is unchanged is the same file on disk");
    }
    desk.run(&["publish", "--verify"]).expect(0, "host has exactly publication 2");

    desk.run(&["publish", "--rollback", "--yes"]).expect(0, "Brought back publication 1");
    assert_eq!(tree(&far), first, "byte for byte");
    desk.change_one_article("Bern");
    desk.publish().expect(0, "Published version");
    desk.change_one_article("Rome");
    desk.publish().expect(0, "Published version");
    assert_eq!(releases(&far).len(), 2, "keep = 2");
}

#[test]
fn what_somebody_changed_there_is_told() {
    let Some((desk, _server, far)) = desk() else { return };
    desk.publish().expect(0, "Published version");
    fs::write(far.join("index.html"), "vandal").unwrap();
    fs::remove_file(far.join("robots.txt")).unwrap();
    desk.run(&["publish", "--verify"]).expect(1, "robots.txt is missing").expect(1, "index.html has other bytes");
    desk.publish().expect(3, "The target has changed since publication 1");
    desk.run(&["publish", "--yes", "--force"]).expect(0, "1 created, 1 updated");
    desk.run(&["publish", "--verify"]).expect(0, "publication 2");
}

#[test]
fn a_folder_in_the_way_is_left_alone() {
    let Some((desk, _server, far)) = desk() else { return };
    fs::create_dir_all(&far).unwrap();
    fs::write(far.join("thesis.tex"), "years of work").unwrap();
    desk.publish().expect(3, "is a folder with files in it");
    assert_eq!(tree(&far).len(), 1);
}

#[test]
fn a_cut_connection_leaves_the_old_site_and_the_next_run_goes_on() {
    let Some((mut desk, server, far)) = desk() else { return };
    desk.publish().expect(0, "Published version");
    let first = tree(&far);
    desk.write("static/large.bin", &"0123456789abcdef".repeat(40_000));
    desk.change_one_article("Oslo");
    for n_bytes in [0, 100, 3000, 100_000] {
        // The line breaks as a cable does: the process that holds it dies after so many bytes.
        let cut = format!(
            "case \"$*\" in *'rsync --server'*) ;; *) exec $ssh \"$@\";; esac\n\
             pipe=$(mktemp -u); mkfifo \"$pipe\"; $ssh \"$@\" < \"$pipe\" & line=$!\n\
             dd bs=1 count={n_bytes} of=\"$pipe\" 2>/dev/null; kill -9 $line; exit 255"
        );
        desk.set("RSYNC_RSH", &server.broken_shell(&cut));
        desk.publish().expect(3, "Sending the files failed");
        assert_eq!(tree(&far), first, "cut after {n_bytes} bytes");
    }
    desk.set("RSYNC_RSH", &server.shell());
    desk.run(&["publish", "--verify"]).expect(0, "publication 1");
    desk.publish().expect(0, "Published version");
    assert!(tree(&far).contains_key("large.bin"));
    assert!(releases(&far).iter().all(|name| !name.ends_with(".part")), "{:?}", releases(&far));
    assert_eq!(desk.receipt(2)["number"], 2);
}

#[test]
fn a_connection_cut_around_the_switch_is_understood_by_the_next_run() {
    let Some((mut desk, server, far)) = desk() else { return };
    desk.publish().expect(0, "Published version");
    let first = tree(&far);
    desk.change_one_article("Oslo");
    // The script comes by standard input; the one that switches says so, and afterwards every connection fails.
    let cut = |done: &str| {
        let mark = server.folder.path().join("cut").display().to_string();
        let _ = fs::remove_file(&mark);
        format!(
            "[ -e '{mark}' ] && exit 255\ncase \"$*\" in *'rsync --server'*) exec $ssh \"$@\";; esac\n\
             script=$(mktemp); cat > \"$script\"\n\
             if grep -q 'echo switched' \"$script\"; then touch '{mark}'; {done} exit 255; fi\nexec $ssh \"$@\" < \"$script\""
        )
    };
    desk.set("RSYNC_RSH", &server.broken_shell(&cut("")));
    desk.publish().expect(3, "Exchanging the link failed");
    assert_eq!(tree(&far), first);
    desk.set("RSYNC_RSH", &server.shell());
    desk.run(&["publish", "--dry-run"]).expect(0, "was interrupted, and did not become public");

    desk.set("RSYNC_RSH", &server.broken_shell(&cut("$ssh \"$@\" < \"$script\" >/dev/null;")));
    desk.publish().expect(3, "Exchanging the link failed");
    let second = tree(&far);
    assert!(!differing(&first, &second).is_empty(), "the link was exchanged before the line broke");
    desk.set("RSYNC_RSH", &server.shell());
    desk.publish().expect(0, "was interrupted, and is public all the same").expect(0, "Nothing to publish");
    desk.run(&["publish", "--verify"]).expect(0, "publication 2");
    desk.run(&["publish", "--rollback", "--yes"]).expect(0, "Brought back publication 1");
    assert_eq!(tree(&far), first);
}

#[test]
fn a_machine_that_is_not_there_is_told() {
    if !has("ssh") {
        return;
    }
    let mut desk = Desk::new("kind = \"rsync\"\nto = \"box:/srv/www\"");
    desk.set("RSYNC_RSH", "ssh -o ConnectTimeout=2 -o BatchMode=yes -o HostName=127.0.0.1 -o Port=1 -F /dev/null");
    desk.publish().expect(3, "Looking at the target failed: ssh says: ");
}
