//! `gapcheck explain`: all that is known about a skill.

use super::page::{BAD, BOLD, Cell, DIM, GOOD, PLAIN, Page, wrap};
use super::proof;
use super::role::weight_from;
use super::steps::advised_by;
use crate::facts::{Place, Places, SkillFacts};
use crate::matcher::Polarity;
use crate::render::View;
use crate::taxonomy::{Context, Rule, SkillIndex, Taxonomy};

/// Width of a label.
const LABEL: usize = 12;

/// Renders what is known about a skill, or, with places of a document, what was decided about them.
pub fn skill(facts: &SkillFacts<'_>, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    let skill = facts.skill;
    let head = format!("{}, {}", skill.id, skill.category.name());
    page.heading(&skill.name, &head);
    if let Some(places) = &facts.places {
        show_places(&mut page, places);
        return page.finish();
    }
    let list = |skills: &[SkillIndex]| {
        let mut names: Vec<&str> = skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    };
    let facts_and_labels = [
        ("also called", facts.aliases.join(", ")),
        ("is a kind of", list(&skill.broader)),
        ("has kinds", list(&facts.narrower)),
        ("shows", list(&skill.evidence_of)),
        ("shown by", list(&facts.shown_by)),
        ("instead of", list(&skill.alternatives)),
    ];
    for (label, text) in facts_and_labels.iter().filter(|(_, text)| !text.is_empty()) {
        page.labelled(0, label, LABEL, text, PLAIN);
    }
    asked(&mut page, facts, taxonomy);
    recognised(&mut page, facts, taxonomy, view);
    if !facts.steps.is_empty() {
        page.heading("Next steps", "");
        for step in &facts.steps {
            page.paragraph(2, &step.step, BOLD);
            let advised = advised_by(&step.advised_by, taxonomy, view);
            for (label, text, style) in
                [("make", &step.make, PLAIN), ("for example", &step.shows_as, PLAIN), ("advised by", &advised, DIM)]
            {
                if !text.is_empty() {
                    page.labelled(4, label, 11, text, style);
                }
            }
        }
    }
    page.finish()
}

fn asked(page: &mut Page, facts: &SkillFacts<'_>, taxonomy: &Taxonomy) {
    page.heading("Who asks for it", "");
    if facts.asked.is_empty() {
        page.paragraph(2, "no document of the taxonomy", PLAIN);
    }
    let mut document = "";
    for at in facts.asked {
        if std::mem::replace(&mut document, &at.document) != at.document {
            let title = taxonomy.document(&at.document).map_or(document, |known| known.title.as_str());
            page.paragraph(2, title, PLAIN);
        }
        page.row(4, &[Cell::new(at.level.level().name(), 9).style(BOLD), Cell::new(&*at.heading, 65).style(DIM)]);
    }
    for asked in &facts.asked_for {
        let group = asked.group.as_ref().map(|group| format!(" as one of \"{group}\"")).unwrap_or_default();
        let often = if asked.commonly_missing { "; often missing among candidates" } else { "" };
        page.paragraph(
            2,
            &format!(
                "The role {} asks for it{group}: {}, weight {} ({}){often}.",
                asked.role,
                asked.level.name(),
                asked.weight,
                weight_from(&asked.weight_from)
            ),
            PLAIN,
        );
    }
}

fn recognised(page: &mut Page, facts: &SkillFacts<'_>, taxonomy: &Taxonomy, view: &View) {
    page.heading("How it is recognised", "");
    if facts.ambiguous.is_empty() {
        page.paragraph(2, "by any of its names", PLAIN);
    }
    for (form, rule) in &facts.ambiguous {
        page.paragraph(2, &format!("\"{form}\" means other things as well: {}", describe(rule, taxonomy)), PLAIN);
    }
    if facts.phrases > 0 {
        let patterns = super::page::count(facts.phrases, "evidence phrase", "evidence phrases");
        page.paragraph(2, &format!("by {patterns} that show it without naming it"), PLAIN);
    }
    let most = if view.verbose { usize::MAX } else { 3 };
    for (label, sentences) in [("found in", &facts.examples), ("not found in", &facts.counterexamples)] {
        for (number, sentence) in sentences.iter().take(most).enumerate() {
            page.labelled(2, if number == 0 { label } else { "" }, LABEL, &format!("\"{sentence}\""), PLAIN);
        }
    }
}

/// An ambiguity rule in words.
fn describe(rule: &Rule, taxonomy: &Taxonomy) -> String {
    let some = |label: &str, words: &[String]| {
        (!words.is_empty()).then(|| {
            format!("{label} {}", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", "))
        })
    };
    let needs: Vec<&str> = rule
        .needs
        .iter()
        .map(|context| match context {
            Context::List => "in a list of skills",
            Context::SkillsSection => "in a skills section",
            Context::Companion => "with a companion skill nearby",
            Context::Cue => "after words such as \"experience with\"",
        })
        .collect();
    let companions: Vec<&str> = rule.companions.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
    let parts = [
        some("written", &rule.spelled),
        (!needs.is_empty()).then(|| needs.join(" or ")),
        some("after", &rule.after),
        some("before", &rule.before),
        some("near", &rule.near),
        (!companions.is_empty()).then(|| format!("with {}", companions.join(", "))),
        some("never in", &rule.never),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn show_places(page: &mut Page, places: &Places) {
    page.labelled(0, "in", LABEL, &places.path, PLAIN);
    page.blank();
    if places.places.is_empty() {
        page.paragraph(2, "No place in this document looks like it. `gapcheck text` prints what was read.", PLAIN);
    }
    for place in &places.places {
        show_place(page, place);
    }
}

fn show_place(page: &mut Page, place: &Place) {
    let (word, style) = match (place.taken, place.polarity) {
        (false, _) => ("refused", BAD),
        (true, Polarity::Asserted) => ("counts", GOOD),
        (true, _) => ("no claim", super::page::HALF),
    };
    let said = match place.polarity {
        Polarity::Asserted => "",
        Polarity::Negated => "; the sentence denies it",
        Polarity::Aspirational => "; the sentence says that it is being learned",
    };
    let where_ = format!("{}, {}", proof::place(&place.locator), place.section.name());
    page.row(
        2,
        &[
            Cell::new(word, 8).style(style),
            Cell::new(&*place.surface, 24).style(BOLD),
            Cell::new(where_, 40).style(DIM),
        ],
    );
    let how = format!(
        "{}{said} ({}, confidence {}.{:02})",
        place.reason,
        place.found.name(),
        place.confidence / 100,
        place.confidence % 100
    );
    page.paragraph(12, &how, PLAIN);
    if !place.snippet.is_empty() {
        for line in wrap(&place.snippet, 66) {
            page.paragraph(12, &line, DIM);
        }
    }
}
