use std::path::Path;

use super::*;
use crate::config::read;

fn targets(text: &str) -> Vec<Publish> {
    read(text, Path::new("site.toml"), "talks").unwrap().publish
}

fn complaint(text: &str) -> String {
    let report = read(&format!("[[publish]]\n{text}"), Path::new("site.toml"), "talks").unwrap_err();
    assert_eq!(report.items().len(), 1, "{:?}", report.items());
    report.items()[0].message.clone()
}

#[test]
fn each_kind_has_its_keys() {
    let found = targets(
        "[[publish]]\nkind = \"folder\"\npath = \"../www\"\nkeep = 2\n\
         [[publish]]\nname = \"pages\"\nkind = \"git\"\nremote = \"origin\"\nurl = \"https://example.org/talks\"\n\
         [[publish]]\nkind = \"rsync\"\nto = \"desk@example.org:/var/www/briefing/\"\nredirects = [\"/old/ /new/\"]\n\
         [[publish]]\nkind = \"archive\"\npath = \"site.tar.zst\"\nhost_files = [\"headers\", \"redirects\"]\n",
    );
    assert_eq!(found.iter().map(|target| target.name.as_str()).collect::<Vec<_>>(), ["folder", "pages", "rsync", "archive"]);
    assert_eq!((found[0].keep, found[1].keep), (2, 5));
    assert_eq!(found[1].destination, Destination::Git { remote: "origin".into(), branch: "gh-pages".into(), cname: None });
    assert_eq!(found[1].url.as_ref().unwrap().as_str(), "https://example.org/talks/");
    assert_eq!(found[2].destination, Destination::Rsync { host: "desk@example.org".into(), path: "/var/www/briefing".into() });
    assert_eq!(found[3].host_files, [HostFile::Headers, HostFile::Redirects]);
}

#[test]
fn what_cannot_be_a_target_is_told() {
    assert!(complaint("path = \"x\"").contains("needs a `kind`"));
    assert!(complaint("kind = \"ftp\"").contains("one of \"folder\""));
    assert!(complaint("kind = \"folder\"\npath = \"x\"\nremote = \"origin\"").contains("means nothing"));
    assert!(complaint("kind = \"archive\"\npath = \"x.rar\"").contains(".zip or .tar.zst"));
    assert!(complaint("kind = \"git\"\nremote = \"https://me:secret@example.org/x.git\"").contains("credential helper"));
    assert!(complaint("kind = \"git\"\nremote = \"https://ghp_secret@example.org/x.git\"").contains("credential helper"));
    assert!(complaint("kind = \"git\"\nremote = \"o\"\nbranch = \"a..b\"").contains("`branch`"));
    assert!(complaint("kind = \"git\"\nremote = \"o\"\nkeep = 3").contains("means nothing"));
    for to in ["/var/www", "-oProxyCommand=x:/y", "host:", "host::module", "a b:/x"] {
        assert!(complaint(&format!("kind = \"rsync\"\nto = \"{to}\"")).contains("a machine and a folder"), "{to}");
    }
    assert!(complaint("kind = \"folder\"\npath = \"x\"\nkeep = 1").contains("2 to 1000"));
    assert!(complaint("kind = \"folder\"\npath = \"x\"\nhost_files = [\"nginx\"]").contains("does not travel"));
    assert!(complaint("kind = \"folder\"\npath = \"x\"\nname = \"A b\"").contains("lower-case"));
    assert!(complaint("kind = \"folder\"\npath = \"x\"\n[[publish]]\nkind = \"folder\"\npath = \"y\"").contains("two targets"));
}
