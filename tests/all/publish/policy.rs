//! The policy that hosts are given is the one under which the browser tests open every page.

use demarche::publish::hosts;

#[test]
fn the_policy_for_hosts_is_the_tested_one() {
    let served = include_str!("../../browser/serve.mjs");
    let written = served.lines().find_map(|line| line.strip_prefix("export const POLICY = \"")?.strip_suffix("\";")).unwrap();
    let policy = hosts::policy(hosts::theme_has_scripts());
    let given: Vec<&str> = policy.split("; ").collect();
    for directive in written.split("; ") {
        assert!(given.contains(&directive), "{directive} is tested and not given to hosts: {policy}");
    }
    // The search page alone has a script; a second policy for it could only narrow the first.
    let of_search =
        served.lines().find_map(|line| line.strip_prefix("export const POLICY_WITH_SCRIPT = `${POLICY}; ")?.strip_suffix("`;")).unwrap();
    let tested = |directive: &str| written.split("; ").chain(of_search.split("; ")).any(|one| one == directive);
    let closes = |directive: &str| ["base-uri", "form-action", "frame-ancestors"].iter().any(|name| directive.starts_with(name));
    let more: Vec<&&str> = given.iter().filter(|directive| !tested(directive) && !closes(directive)).collect();
    assert!(more.is_empty(), "{more:?}");
}
