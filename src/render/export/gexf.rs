//! GEXF 1.3: people, and what binds them.
//!
//! Whoever only stands in one sentence with somebody has not met them: the two kinds of tie are edges of their own.

use html_escape::encode_double_quoted_attribute as quoted;

use super::joined::{Joined, ids};
use crate::site::{ActorRow, TieRow};

/// The bytes of `data/network.gexf`.
pub fn network(joined: &Joined<'_>) -> Vec<u8> {
    let site = joined.site;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n");
    xml.push_str(&format!(
        "<meta lastmodifieddate=\"{}\"><creator>demarche {}</creator><description>{}</description></meta>\n",
        site.feed.updated,
        env!("CARGO_PKG_VERSION"),
        quoted(&site.feed.title)
    ));
    xml.push_str("<graph mode=\"static\" defaultedgetype=\"undirected\">\n<attributes class=\"node\">\n");
    for (id, kind) in [("side", "string"), ("role", "string"), ("sources", "integer")] {
        xml.push_str(&format!("<attribute id=\"{id}\" title=\"{id}\" type=\"{kind}\"/>\n"));
    }
    xml.push_str("</attributes>\n<attributes class=\"edge\">\n<attribute id=\"sources\" title=\"sources\" type=\"integer\"/>\n</attributes>\n<nodes>\n");
    site.beside.tables.actors.iter().filter(|actor| actor.kind == "person").for_each(|actor| xml.push_str(&node(actor)));
    xml.push_str("</nodes>\n<edges>\n");
    site.beside.tables.ties.iter().for_each(|tie| xml.push_str(&edges(tie)));
    xml.push_str("</edges>\n</graph>\n</gexf>\n");
    xml.into_bytes()
}

fn node(actor: &ActorRow) -> String {
    format!(
        "<node id=\"{}\" label=\"{}\"><attvalues><attvalue for=\"side\" value=\"{}\"/><attvalue for=\"role\" value=\"{}\"/><attvalue for=\"sources\" value=\"{}\"/></attvalues></node>\n",
        quoted(&actor.id),
        quoted(&actor.name),
        quoted(&actor.side),
        quoted(&actor.role),
        ids(&actor.sources).count()
    )
}

fn edges(tie: &TieRow) -> String {
    let edge = |kind: &str, weight: usize, sources: &str| {
        format!(
            "<edge id=\"{kind}-{a}-{b}\" source=\"{a}\" target=\"{b}\" kind=\"{kind}\" weight=\"{weight}\">{sources}</edge>\n",
            a = quoted(&tie.a),
            b = quoted(&tie.b)
        )
    };
    let mut xml = String::new();
    if tie.events > 0 {
        let sources = format!("<attvalues><attvalue for=\"sources\" value=\"{}\"/></attvalues>", tie.sources);
        xml.push_str(&edge("met", tie.events, &sources));
    }
    if tie.sentences > 0 {
        xml.push_str(&edge("named", tie.sentences, ""));
    }
    xml
}
