//! Several postings side by side.

use super::report::{about, status, warnings};
use super::{Block, Line, Outline, code, share, words};
use crate::report::{Compared, Comparison, SharedGap};

/// A comparison.
pub fn comparison(comparison: &Comparison) -> Outline {
    let row = |posting: &Compared| {
        let missing: Vec<&str> = posting.missing_required.iter().map(|gap| gap.name.as_str()).collect();
        vec![
            words(&*posting.title),
            code(&*posting.source),
            share(posting.coverage),
            share(posting.coverage_required),
            words(missing.join(", ")),
        ]
    };
    let head = vec![
        ("posting", false),
        ("file", false),
        ("coverage", true),
        ("required", true),
        ("required and missing", false),
    ];
    let rows: Vec<Vec<Line>> = comparison.postings.iter().map(row).collect();
    let mut blocks = vec![Block::Text(about(&comparison.document))];
    if comparison.bare {
        warnings(&comparison.warnings, &mut blocks);
    }
    blocks.push(Block::Table(head, rows));
    if !comparison.bare && !comparison.shared_gaps.is_empty() {
        let row = |gap: &SharedGap| {
            vec![
                status(gap.requirement.status),
                words(&*gap.requirement.name),
                words(gap.postings.to_string()),
                words(gap.required_in.to_string()),
            ]
        };
        blocks.push(Block::Heading(words("Gaps in more than one")));
        let head = vec![("", false), ("skill", false), ("asked by", true), ("required by", true)];
        blocks.push(Block::Table(head, comparison.shared_gaps.iter().map(row).collect()));
    }
    if !comparison.bare {
        warnings(&comparison.warnings, &mut blocks);
    }
    Outline { title: words(format!("{} postings, the best covered first", comparison.postings.len())), blocks }
}
