//! Where the links of a document lead, in the order of the file. None of it is text: what a link shows is.

use crate::document::{Link, Locator};

/// Links of a document that are kept.
const MOST: usize = 500;
/// Longest address that is kept, in bytes.
const LONGEST: usize = 2_000;

/// Links of a document that are looked at.
const MOST_TRIED: usize = 5_000;
/// Bytes of addresses that are looked at: many links may share a long one.
const MOST_BYTES: usize = 4 << 20;
/// Links before one that are looked at for the same address: one that runs over line ends is several.
const NEAR: usize = 8;

/// Collects links.
#[derive(Debug, Default)]
pub(super) struct Links {
    kept: Vec<Link>,
    tried: usize,
    bytes: usize,
}

impl Links {
    /// Whether it is worth looking at more of them.
    pub(super) fn takes_more(&self) -> bool {
        self.kept.len() < MOST && self.tried < MOST_TRIED && self.bytes < MOST_BYTES
    }

    /// Counts a link with an address of this length, in bytes; says whether it is worth a look.
    fn count(&mut self, length: usize) -> bool {
        self.tried += 1;
        self.bytes = self.bytes.saturating_add(length);
        length <= LONGEST
    }

    /// Adds a link as [`add`](Self::add) does, whose address is only decoded if it is worth a look.
    pub(super) fn add_encoded(&mut self, target: &[u8], locator: &Locator, decode: impl FnOnce(&[u8]) -> String) {
        if target.len() <= LONGEST {
            self.add(&decode(target), locator);
        } else {
            self.count(target.len());
        }
    }

    /// Adds a link, unless it leads to another place in the same document or site, or nowhere.
    pub(super) fn add(&mut self, target: &str, locator: &Locator) {
        if !self.takes_more() || !self.count(target.len()) {
            return;
        }
        let target: String = target.chars().filter(|c| !c.is_control()).collect();
        let target = target.trim().to_owned();
        let again = |link: &Link| link.target == target && link.locator.as_ref() == Some(locator);
        if leads_somewhere(&target) && !self.kept.iter().rev().take(NEAR).any(again) {
            self.kept.push(Link { target, locator: Some(locator.clone()) });
        }
    }

    /// What was found.
    pub(super) fn finish(self) -> Vec<Link> {
        self.kept
    }
}

/// Whether it is an address: one with a scheme that does not run or hold anything itself, or one that leaves it out.
fn leads_somewhere(target: &str) -> bool {
    match target.split_once(':') {
        // A scheme of one letter is a drive.
        Some((scheme, rest))
            if scheme.len() > 1
                && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && !scheme.contains(['/', '.', '@']) =>
        {
            let own = ["javascript", "vbscript", "data", "file", "about"];
            !rest.is_empty() && !own.iter().any(|own| scheme.eq_ignore_ascii_case(own))
        }
        Some((scheme, _)) if scheme.len() == 1 => false,
        _ => !target.starts_with(['#', '/', '.']) && (target.contains('@') || names_a_host(target)),
    }
}

/// Whether an address without a scheme begins with the name of a host: `www.example.com`, `example.com/ada`.
fn names_a_host(target: &str) -> bool {
    let host = target.split(['/', '?', '#']).next().unwrap_or(target);
    let www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_name = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    www || is_name && host.len() < target.len() && !["html", "htm", "php", "asp", "pdf"].contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(targets: &[&str]) -> Vec<String> {
        let mut links = Links::default();
        targets.iter().for_each(|target| links.add(target, &Locator::Page(1)));
        links.finish().into_iter().map(|link| link.target).collect()
    }

    #[test]
    fn addresses_are_kept_and_machinery_is_not() {
        let addresses = [
            "https://example.com/a",
            "mailto:ada@example.com",
            "tel:+15550100",
            "www.example.com",
            "WWW.example.com",
            "example.com/ada",
            "ada@example.com",
        ];
        assert_eq!(kept(&addresses), addresses);
        let others = [
            "#top",
            "page.html",
            "page.html#part",
            "docs/page.html",
            "C:\\Users\\ada\\cv@home.doc",
            "\u{1} javascript:go('a@b')",
            "/about",
            "../a@b",
            "javascript:go()",
            "data:text/html,x",
            "file:///etc/passwd",
            "",
            "http:",
        ];
        assert!(kept(&others).is_empty(), "{:?}", kept(&others));
    }

    #[test]
    fn each_stands_once_in_a_place_and_floods_end() {
        assert_eq!(kept(&["https://a.example", " https://a.example\u{1b}"]), ["https://a.example"]);
        let many: Vec<String> = (0..2 * MOST).map(|number| format!("https://{number}.example")).collect();
        assert_eq!(kept(&many.iter().map(String::as_str).collect::<Vec<_>>()).len(), MOST);
        assert!(kept(&[&format!("https://{}", "a".repeat(LONGEST))]).is_empty());
    }
}
