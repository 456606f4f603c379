//! Which colours of a source are white, as the packages `color` and `xcolor` write them.

use std::collections::{HashMap, HashSet};

/// Least of each part of white, from 0 to 1: what differs less cannot be told from paper.
const WHITE: f64 = 0.95;
/// Classes that print on white paper. What another one paints behind its text, its file says, which is not read.
const PLAIN_CLASSES: [&str; 9] =
    ["article", "extarticle", "scrartcl", "report", "letter", "minimal", "memoir", "moderncv", "res"];
/// Definitions that are looked at, and characters of each.
const MOST: usize = 1_000;
const LONGEST: usize = 200;

/// The names of white in a source: `white`, and what it calls a white itself, if its class paints nothing.
pub(super) fn names(source: &str) -> HashSet<String> {
    let mut whites: HashMap<String, bool> = HashMap::from([("white".to_owned(), true)]);
    let plain = class(source).is_some_and(|class| PLAIN_CLASSES.contains(&class));
    let mut at = 0;
    for _ in 0..MOST {
        let Some(found) = source[at..].find("\\definecolor").map(|found| at + found) else { break };
        at = found + "\\definecolor".len();
        let rest = &source[at..];
        let rest = &rest[..rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end)];
        let mut groups = rest.split('{').skip(1).map(|group| group.split('}').next().unwrap_or_default().trim());
        if let (Some(name), Some(model), Some(value)) = (groups.next(), groups.next(), groups.next()) {
            let white = is_white(Some(model), value, &HashSet::new());
            let known = name == "white" || plain;
            // A name with two meanings has none.
            whites.entry(name.to_owned()).and_modify(|before| *before &= white).or_insert(white && known);
        }
    }
    whites.into_iter().filter(|(_, white)| *white).map(|(name, _)| name).collect()
}

fn class(source: &str) -> Option<&str> {
    let rest = &source[source.find("\\documentclass")?..];
    let name = rest.split('{').nth(1)?;
    Some(name.split('}').next().unwrap_or_default().trim())
}

/// Whether a colour is white: an expression of names, or values in a model (`rgb`, `RGB`, `HTML`, `gray`, `cmyk`).
pub(super) fn is_white(model: Option<&str>, value: &str, names: &HashSet<String>) -> bool {
    let numbers = || value.split(',').map(|part| part.trim().parse::<f64>().ok()).collect::<Option<Vec<f64>>>();
    let all = |count: usize, light: &dyn Fn(f64) -> bool| {
        numbers().is_some_and(|parts| parts.len() == count && parts.into_iter().all(light))
    };
    match model {
        Some("rgb") => all(3, &|part| part >= WHITE),
        Some("RGB") => all(3, &|part| part >= WHITE * 255.0),
        Some("gray") => all(1, &|part| part >= WHITE),
        Some("cmyk") => all(4, &|part| part <= 1.0 - WHITE),
        Some("HTML") => {
            let hex = |part: &[u8]| std::str::from_utf8(part).ok().and_then(|part| u8::from_str_radix(part, 16).ok());
            let parts: Option<Vec<u8>> = value.as_bytes().chunks(2).map(hex).collect();
            value.len() == 6 && parts.is_some_and(|parts| parts.iter().all(|&part| f64::from(part) >= WHITE * 255.0))
        }
        Some(_) => false,
        None => lightness(value, names).is_some_and(|light| light >= WHITE),
    }
}

/// How light a mix of white and black is, from 0 to 1: `black!3`, `white!97!black`.
fn lightness(value: &str, names: &HashSet<String>) -> Option<f64> {
    let of = |name: &str| match name.trim() {
        "black" => Some(0.0),
        name => names.contains(name).then_some(1.0),
    };
    let mut parts = value.split('!');
    let mut light = of(parts.next()?)?;
    while let Some(share) = parts.next() {
        let share = share.trim().parse::<f64>().ok().filter(|share| (0.0..=100.0).contains(share))? / 100.0;
        let other = parts.next().map_or(Some(1.0), of)?;
        light = light * share + other * (1.0 - share);
    }
    Some(light)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whites_are_told_in_every_model() {
        let whites = HashSet::from(["white".to_owned(), "paper".to_owned()]);
        let white = |model, value| is_white(model, value, &whites);
        for (model, value) in [
            (None, "white"),
            (None, "paper"),
            (None, "black!2"),
            (None, "white!97!black"),
            (Some("rgb"), "1, 1,0.99"),
            (Some("RGB"), "255,255,250"),
            (Some("HTML"), "FfFFfe"),
            (Some("gray"), "1"),
            (Some("cmyk"), "0,0,0,0"),
        ] {
            assert!(white(model, value), "{model:?} {value}");
        }
        for (model, value) in [
            (None, "white!50!black"),
            (None, "blue!2"),
            (None, "-white"),
            (Some("rgb"), "1,1"),
            (Some("RGB"), "1,1,1"),
            (Some("HTML"), "FFFF00"),
            (Some("HTML"), "ééé"),
            (Some("hsb"), "1,1,1"),
        ] {
            assert!(!white(model, value), "{model:?} {value}");
        }
    }

    #[test]
    fn a_document_names_its_whites() {
        let source = "\\documentclass[a4paper]{article}\\definecolor{paper}{HTML}{FFFFFF}\\definecolor{ink}{rgb}{0,0,0}\
                      \\definecolor{two}{gray}{1}\\definecolor{two}{gray}{0}";
        assert_eq!(names(source), HashSet::from(["white".to_owned(), "paper".to_owned()]));
        assert_eq!(names(&source.replace("article", "sidebarcv")), HashSet::from(["white".to_owned()]));
        assert_eq!(names("\\definecolor{white}{gray}{0.2}"), HashSet::new());
    }
}
