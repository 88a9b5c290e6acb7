//! `demarche publish`

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};

use chrono::SecondsFormat;
use url::Url;

use crate::base::Fingerprint;
use crate::config::{Destination, HostFile, Publish as Target};
use crate::pipeline::{self, observe::counted};
use crate::project::{Inputs, Project};
use crate::publish::{
    ChangeKind, Delivery, Difference, File, Folders, Interrupted, Place, Plan, Stamp, Wrong, ask, hosts, links, pin, suspects,
};

use super::args::{Common, Publish};
use super::build::is_refused;
use super::desk;
use super::failure::{Failure, MATERIAL};
use super::show::{Show, json, text};

pub(super) fn run(common: &Common, args: &Publish, show: &Show) -> Result<u8, Failure> {
    let project = desk::open(common)?;
    let target = choose(&project.config.publish, args.name.as_deref())?;
    let delivery = delivery(&project, target)?;
    if args.verify {
        let site = args.http.then(|| site(&project, target)).transpose()?;
        return verify(&delivery, target, site.as_ref(), show);
    }
    let mut stamp = Stamp { time: desk::now()?.to_rfc3339_opts(SecondsFormat::Secs, true), url: url(&project, target), ..Stamp::default() };
    let plan = if args.rollback {
        delivery.plan_rollback(args.force)?
    } else {
        check_address(common, &project, target)?;
        let inputs = desk::read(&project, &args.readings.readings)?;
        let Some(files) = build(common, &inputs, target, show)? else { return Ok(MATERIAL) };
        stamp.sources = fingerprints(&inputs);
        delivery.plan(files, args.force)?
    };
    carry_out(args, show, &delivery, target, &plan, &stamp)
}

/// The target that was named, or the only one.
fn choose<'p>(targets: &'p [Target], name: Option<&str>) -> Result<&'p Target, Failure> {
    let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    match (targets, name) {
        ([], _) => Err(Failure::usage("site.toml names no place to publish to")
            .hint("write a table [[publish]] into it: docs/publishing.md has one for each kind of host")),
        ([only], None) => Ok(only),
        (_, None) => Err(Failure::usage("site.toml names several targets").hint(format!("choose one: {}", names.join(", ")))),
        (_, Some(name)) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            let failure = Failure::usage(format!("There is no target {name} in site.toml"));
            match desk::nearest(name, &names) {
                Some(near) => failure.hint(format!("did you mean {near}?")),
                None => failure.hint(format!("the targets are {}", names.join(", "))),
            }
        }),
    }
}

fn delivery(project: &Project, target: &Target) -> Result<Delivery, Failure> {
    let root =
        std::path::absolute(&project.location.root).map_err(|error| Failure::world("The project's folder is not known").because(error))?;
    let keep = usize::from(target.keep);
    let place = match &target.destination {
        Destination::Folder(path) => Place::Folder { path: project.target_path(path), keep },
        Destination::Archive(path) => Place::Archive { path: project.target_path(path), keep },
        Destination::Git { remote, branch, cname } => Place::Git { remote: remote.clone(), branch: branch.clone(), cname: cname.clone() },
        Destination::Rsync { host, path } => Place::Rsync { host: host.clone(), path: path.clone(), keep },
    };
    if let Place::Folder { path, .. } | Place::Archive { path, .. } = &place {
        project.check_target(path)?;
    }
    let own = root.join(".demarche");
    let folders = Folders { receipts: own.join("receipts").join(&target.name), git: own.join("git"), project: root };
    Ok(Delivery::new(&target.name, &place, &folders, io::stdin().is_terminal()))
}

/// The address under which readers meet the site.
fn url(project: &Project, target: &Target) -> Option<String> {
    target.url.as_ref().or(project.config.base_url.as_ref()).map(ToString::to_string)
}

/// Refuses what must not become public whatever the articles say.
fn check_address(common: &Common, project: &Project, target: &Target) -> Result<(), Failure> {
    if common.drafts || common.future {
        let option = if common.drafts { "--drafts" } else { "--future" };
        return Err(
            Failure::usage(format!("With {option} the site is for the desk, and is not published")).hint(format!("leave {option} out"))
        );
    }
    let base = project.config.base_url.as_ref();
    if let Some(local) = [base, target.url.as_ref()].into_iter().flatten().find(|url| suspects::is_local(url)) {
        return Err(Failure::usage(format!("The address {local} leads every reader to their own machine"))
            .hint("write the public address as base_url into site.toml, or give it with --base-url"));
    }
    let Some(url) = target.url.as_ref().filter(|url| Some(*url) != base) else { return Ok(()) };
    let built = base.map_or_else(|| "no address".to_owned(), ToString::to_string);
    Err(Failure::usage(format!("The site is built for {built}, and the target {} has the address {url}", target.name))
        .hint(format!("build for it with --base-url {url}, or write base_url = \"{url}\" into site.toml")))
}

/// The files of the site and of the host; `None` when the material has errors, which were shown.
fn build(common: &Common, inputs: &Inputs, target: &Target, show: &Show) -> Result<Option<Vec<File>>, Failure> {
    let built = pipeline::build(inputs, &desk::options(common), show);
    let mut report = built.report;
    let mut files: Vec<File> = built.artifacts.into_iter().map(|artifact| (artifact.path, artifact.body)).collect();
    pin::pin(&mut files, inputs.config.base_url.as_ref());
    links::check(&files, inputs.config.base_url.as_ref(), &mut report);
    show.report(&report);
    show.timings(&built.timings);
    if is_refused(&report, common.strict) {
        let sentence = format!("Nothing was published. {}", text::findings(&report, common.verbose));
        show.conclude(&sentence, &json::not_published(&target.name), true);
        return Ok(None);
    }
    if let Some((path, address)) = suspects::local_address(&files) {
        return Err(Failure::usage(format!("{path} leads every reader to their own machine: {address}"))
            .hint("correct the template, or the base_url of site.toml"));
    }
    for kind in &target.host_files {
        let (path, bytes) = match kind {
            HostFile::Headers => ("_headers", hosts::headers(&files)),
            HostFile::Redirects => ("_redirects", hosts::redirects(&target.redirects)),
        };
        // What lies in static/ under this name is the desk's own and stays.
        if !files.iter().any(|(known, _)| known == path) {
            files.push((path.to_owned(), bytes));
        }
    }
    Ok(Some(files))
}

fn fingerprints(inputs: &Inputs) -> BTreeMap<String, String> {
    inputs.sources.iter().map(|file| (file.path.clone(), Fingerprint::of(&file.bytes).to_string())).collect()
}

fn carry_out(args: &Publish, show: &Show, delivery: &Delivery, target: &Target, plan: &Plan, stamp: &Stamp) -> Result<u8, Failure> {
    match plan.interrupted {
        Some(Interrupted::Public) => show.status("The publication before was interrupted, and is public all the same."),
        Some(Interrupted::Undone) => show.status("The publication before was interrupted, and did not become public."),
        None => {}
    }
    show.plan(&target.name, plan, args.dry_run);
    if args.dry_run {
        show.conclude("Nothing was published: this was a dry run.", &json::not_published(&target.name), true);
        return Ok(0);
    }
    if plan.is_empty() && plan.restores.is_none() && delivery.has_receipt()? {
        delivery.settle(plan)?;
        let sentence = format!("Nothing to publish: {} has this version already.", target.name);
        show.conclude(&sentence, &json::not_published(&target.name), false);
        return Ok(0);
    }
    check_deletes(plan, args.max_deletes)?;
    if !args.yes && !plan.is_empty() && !agreed(&target.name, plan)? {
        show.conclude("Nothing was published.", &json::not_published(&target.name), true);
        return Ok(0);
    }
    let receipt = delivery.carry_out(plan, stamp)?;
    show.conclude(&done(plan, &receipt), &json::published(&receipt, plan), false);
    if let Err(error) = delivery.tidy() {
        show.status(&format!("Releases that are too old could not be removed: {error}"));
    }
    Ok(0)
}

fn done(plan: &Plan, receipt: &crate::publish::Receipt) -> String {
    let what = match plan.restores {
        Some(number) => format!("Brought back publication {number}, version {},", receipt.short_version()),
        None => format!("Published version {}", receipt.short_version()),
    };
    let count = |kind| plan.count(kind);
    let kept = match count(ChangeKind::Kept) {
        0 => String::new(),
        n => format!(", {n} kept for readers of the version before"),
    };
    let at = receipt.url.as_ref().map(|url| format!(" Readers meet it at {url}")).unwrap_or_default();
    format!(
        "{what} to {} ({}): {} created, {} updated, {} unchanged, {} deleted{kept}.{at}",
        receipt.target,
        receipt.place,
        count(ChangeKind::Created),
        count(ChangeKind::Updated),
        count(ChangeKind::Unchanged),
        count(ChangeKind::Deleted)
    )
}

fn check_deletes(plan: &Plan, most: usize) -> Result<(), Failure> {
    let n_deletes = plan.count(ChangeKind::Deleted);
    if n_deletes <= most {
        return Ok(());
    }
    Err(Failure::usage(format!("{n_deletes} files would be deleted, and --max-deletes allows {most}"))
        .hint("see which with --dry-run")
        .hint(format!("if they shall go, allow it with --max-deletes {n_deletes}")))
}

/// Asks the person at the terminal; where there is none, nobody has agreed.
fn agreed(target: &str, plan: &Plan) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::usage("There is no terminal on which you could agree to the change")
            .hint("look at it with --dry-run, then publish with --yes"));
    }
    let (sent, deleted) = (counted(plan.n_sent(), "file"), counted(plan.count(ChangeKind::Deleted), "file"));
    let _ = write!(io::stderr().lock(), "Publish to {target}, changing {sent} and deleting {deleted}? [y/N] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::world("The answer cannot be read").because(error))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// The address that is asked over HTTP.
fn site(project: &Project, target: &Target) -> Result<Url, Failure> {
    target.url.as_ref().or(project.config.base_url.as_ref()).cloned().ok_or_else(|| {
        Failure::usage(format!("The target {} has no address that could be asked", target.name))
            .hint("write it into the target's table in site.toml: url = \"https://…\"")
    })
}

fn verify(delivery: &Delivery, target: &Target, site: Option<&Url>, show: &Show) -> Result<u8, Failure> {
    let (receipt, difference) = delivery.verify()?;
    // Hosts that read _redirects lead on from these addresses, whatever lies there.
    let is_led_on = |path: &str| {
        let shown = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
        target.redirects.iter().any(|(from, _)| from.trim_matches('/') == shown)
    };
    let asked = site.map(|site| ask(site, &receipt, is_led_on)).transpose()?;
    let event = json::verified(&receipt, &difference, asked.as_ref());
    let about = format!("publication {} of {} (version {})", receipt.number, receipt.time, receipt.short_version());
    let mut wrongs = wrong_files(&difference);
    let mut sentences = vec![match difference.count() {
        0 => format!("{} has exactly {about}.", receipt.target),
        n => format!("{} differs from {about}: {n} of its files.", receipt.target),
    }];
    if let (Some(site), Some((n_asked, wrong))) = (site, &asked) {
        wrongs.extend(wrong.iter().map(wrong_answer));
        sentences.push(match wrong.len() {
            0 => format!("{site} gave {n_asked} right answers."),
            n => format!("{site} gave {n} wrong answers of {n_asked}."),
        });
    }
    let is_same = wrongs.is_empty();
    show.conclude(&(wrongs.concat() + &sentences.join("\n")), &event, !is_same);
    Ok(if is_same { 0 } else { MATERIAL })
}

fn wrong_files(difference: &Difference) -> Vec<String> {
    let kinds = [(&difference.missing, "is missing"), (&difference.changed, "has other bytes"), (&difference.added, "was added")];
    kinds.iter().flat_map(|(paths, what)| paths.iter().map(move |path| format!("{path} {what}\n"))).collect()
}

fn wrong_answer(wrong: &Wrong) -> String {
    let Wrong { path, address, status, expected } = wrong;
    match (status == expected, *expected) {
        (true, 404) => format!("{address} is not there, and is not answered with {path}\n"),
        (true, _) => format!("{address} is answered with other bytes than those of {path}\n"),
        (false, 404) => format!("{address} is not there, and is answered with status {status}\n"),
        (false, _) => format!("{address} is answered with status {status}\n"),
    }
}
