//! Folders and archives on a disk that fills up, and runs that are killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::Desk;
use super::desk::tree;

/// A small disk of its own; `None` where this user may not mount one.
struct SmallDisk<'d>(&'d Path);

impl<'d> SmallDisk<'d> {
    fn mount(at: &'d Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "none"]).arg(at).stderr(Stdio::null()).status();
        mount.is_ok_and(|status| status.success()).then_some(Self(at))
    }

    /// Leaves no room for more than a page of memory.
    fn fill(&self) {
        let mut n_bytes = 4 << 20;
        for n in 0.. {
            let filler = self.0.join(format!("filler-{n}"));
            if fs::write(&filler, vec![1; n_bytes]).is_ok() {
                continue;
            }
            let _ = fs::remove_file(filler);
            if n_bytes <= 4096 {
                return;
            }
            n_bytes /= 2;
        }
    }

    fn empty(&self) {
        let all = fs::read_dir(self.0).unwrap().map(|entry| entry.unwrap().path());
        let fillers = all.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("filler-"));
        fillers.for_each(|path| fs::remove_file(path).unwrap());
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_says_so() {
    for (target, public) in
        [("kind = \"folder\"\npath = \"../small/www\"", "www"), ("kind = \"archive\"\npath = \"../small/www.zip\"", "www.zip")]
    {
        let desk = Desk::new(target);
        let folder = desk.around().join("small");
        let Some(disk) = SmallDisk::mount(&folder) else {
            eprintln!("skipped: this user may not mount a small disk");
            return;
        };
        desk.publish().expect(0, "Published version");
        let public = folder.join(public);
        let read = || if public.is_dir() { tree(&public) } else { [("archive".to_owned(), fs::read(&public).unwrap())].into() };
        let before = read();
        disk.fill();
        desk.change_one_article("Oslo");
        desk.publish().expect(3, "No space left on device").expect(3, "what was public before still is");
        assert_eq!(read(), before);
        desk.run(&["publish", "--verify"]).expect(0, "publication 1");
        disk.empty();
        desk.publish().expect(0, "Published version");
        assert_ne!(read(), before);
    }
}

#[test]
fn a_killed_run_leaves_one_whole_version() {
    let desk = Desk::new("kind = \"folder\"\npath = \"../www\"");
    desk.publish().expect(0, "Published version");
    let public = desk.around().join("www");
    for n in 0..6 {
        desk.write("static/site.css", &format!("/* version {n} */"));
        let mut child = desk.command(&["publish", "--yes"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(150 * (n + 1)));
        let _ = child.kill();
        child.wait().unwrap();
        let files = tree(&public);
        let front = String::from_utf8_lossy(&files["index.html"]).into_owned();
        let named = files.keys().filter(|path| path.starts_with("site-") && front.contains(path.as_str()));
        assert_eq!(named.count(), 1, "the front page names a style sheet that is there");
        desk.run(&["publish", "--verify"]).expect(0, "host has exactly publication");
    }
    desk.publish().expect(0, "");
    assert!(tree(&public).values().any(|bytes| bytes == b"/* version 5 */"));
}
