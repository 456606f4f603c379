//! Where the links of a document lead, in the order of the file. None of it is text: what a link shows is.

use crate::document::{Link, Locator};

/// Links of a document that are kept.
const MOST: usize = 500;
/// Longest address that is kept, in bytes.
const LONGEST: usize = 2_000;

/// Links of a document that are looked at.
const MOST_TRIED: usize = 5_000;
/// Links before one that are looked at for the same address: one that runs over line ends is several.
const NEAR: usize = 8;

/// Collects links.
#[derive(Debug, Default)]
pub(super) struct Links {
    kept: Vec<Link>,
    tried: usize,
}

impl Links {
    /// Whether it is worth looking at more of them.
    pub(super) fn takes_more(&self) -> bool {
        self.kept.len() < MOST && self.tried < MOST_TRIED
    }

    /// Adds a link, unless it leads to another place in the same document or site, or nowhere.
    pub(super) fn add(&mut self, target: &str, locator: &Locator) {
        if !self.takes_more() {
            return;
        }
        self.tried += 1;
        if target.len() > LONGEST {
            return;
        }
        let target: String = target.trim().chars().filter(|c| !c.is_control()).collect();
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
        Some((scheme, rest))
            if scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && !scheme.contains(['/', '.', '@']) =>
        {
            let own = ["javascript", "vbscript", "data", "file", "about"];
            !rest.is_empty() && !own.iter().any(|own| scheme.eq_ignore_ascii_case(own))
        }
        _ => !target.starts_with(['#', '/', '.']) && (target.starts_with("www.") || target.contains('@')),
    }
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
        let addresses =
            ["https://example.com/a", "mailto:ada@example.com", "tel:+15550100", "www.example.com", "ada@example.com"];
        assert_eq!(kept(&addresses), addresses);
        let others = [
            "#top",
            "page.html",
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
