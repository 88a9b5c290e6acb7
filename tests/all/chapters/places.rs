//! Several articles together: which places lie where, and which are left off the map because it is not sure.

use demarche::dossier::{Actor, Dossier, SpotGrain};
use demarche::mentions::NameKind;

use super::merge;
use crate::support::chapter::Case;

pub fn lines(case: &Case) -> Vec<String> {
    let dossier = merge::dossier(case);
    let mut lines: Vec<String> =
        dossier.actors.iter().filter(|actor| actor.kind == NameKind::Place).map(|actor| line(&dossier, actor)).collect();
    lines.sort();
    lines
}

fn line(dossier: &Dossier, actor: &Actor) -> String {
    let name = &actor.name.value;
    let Some(spot) = dossier.spots.get(&actor.id) else { return format!("{name}: not on the map") };
    let degrees = |tenths: i32, plus: &str, minus: &str| {
        format!("{}.{} {}", tenths.abs() / 10, tenths.abs() % 10, if tenths < 0 { minus } else { plus })
    };
    let at = format!("{} {}", degrees(spot.at.lat, "N", "S"), degrees(spot.at.lon, "E", "W"));
    match spot.grain {
        SpotGrain::Inside(town) => format!("{name}: {at}, in {}", dossier.actors[town.idx()].name.value),
        SpotGrain::Town | SpotGrain::State => format!("{name}: {at}"),
    }
}
