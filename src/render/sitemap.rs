//! The sitemap and the word to robots.

use crate::site::Site;

/// The bytes of `sitemap.xml`; `None` for a site without an address.
pub fn sitemap(site: &Site) -> Option<Vec<u8>> {
    site.base_url.as_ref()?;
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for address in &site.addresses {
        xml.push_str(&format!("<url><loc>{}</loc><lastmod>{}</lastmod></url>\n", html_escape::encode_text(address), site.feed.updated));
    }
    xml.push_str("</urlset>\n");
    Some(xml.into_bytes())
}

/// The bytes of `robots.txt`.
pub fn robots(site: &Site) -> Vec<u8> {
    let sitemap = site.base_url.as_ref().map(|base| format!("\nSitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}
