//! The end of a batch: the best covered files, and what could not be read.

use super::page::{BOLD, Cell, DIM, PLAIN, Page, WIDTH, count, percent, plain};
use crate::batch::{Ranked, Ranking, Scorer, Summary, Target};
use crate::taxonomy::Level;

/// Columns of a share.
const SHARE: usize = 8;
/// Columns of "12 of 20".
const COUNT: usize = 9;
/// Columns of a file's name.
const NAME: usize = WIDTH - 2 - 5 - 2 * SHARE - COUNT - 8;
/// Columns before what is said below a file.
const UNDER: usize = 9;

/// Renders the ranking for each target, and the counts.
pub fn batch(summary: &Summary, ranking: &Ranking, scorer: &Scorer<'_>, quiet: bool) -> String {
    let mut page = Page::default();
    if quiet {
        page.line(&counts(summary));
        return page.finish();
    }
    for (number, target) in scorer.targets().iter().enumerate() {
        let ranked: Vec<&Ranked> = ranking.of(number).collect();
        rank(&mut page, target, &ranked, scorer);
    }
    page.heading("Files", &counts(summary));
    let errors: Vec<(&str, u64)> = summary.errors.iter().map(|(code, &files)| (code.as_str(), files)).collect();
    for (code, files) in errors {
        page.row(2, &[Cell::right(files.to_string(), 7), Cell::new(code, WIDTH - 11)]);
    }
    page.finish()
}

fn counts(summary: &Summary) -> String {
    let mut counts = format!("{} in all, {} scored, {} failed", summary.files, summary.scored(), summary.failed);
    if summary.duplicates > 0 {
        counts.push_str(&format!(
            ", {}",
            count(usize::try_from(summary.duplicates).unwrap_or(usize::MAX), "duplicate", "duplicates")
        ));
    }
    if summary.near_duplicates > 0 {
        counts.push_str(&format!(", {} nearly the same as another", summary.near_duplicates));
    }
    counts
}

fn rank(page: &mut Page, target: &Target, ranked: &[&Ranked], scorer: &Scorer<'_>) {
    page.heading(&plain(&target.title), &if target.title == target.name { String::new() } else { plain(&target.name) });
    if ranked.is_empty() {
        page.paragraph(2, "no file was scored", DIM);
        return;
    }
    let required = target.profile.requirements.iter().filter(|asked| asked.level == Level::Required).count();
    let titles = ["", "coverage", "required", "missing", "file"].map(str::to_owned);
    page.row(2, &row(titles).map(|cell| cell.style(DIM)));
    for (number, entry) in ranked.iter().enumerate() {
        let name = short(entry.name.as_deref().unwrap_or("–"));
        let cells = [
            format!("{}.", number + 1),
            share(entry.coverage),
            share(entry.required),
            format!("{} of {required}", entry.missing.len()),
            name,
        ];
        let [place, coverage, of_required, missing, file] = row(cells);
        page.row(2, &[place, coverage.style(BOLD), of_required, missing, file.style(PLAIN)]);
        if let Some((other, nearly)) = &entry.duplicate_of {
            let how = if *nearly { "nearly the same as" } else { "the same as" };
            page.paragraph(UNDER, &format!("{how} {}", short(other)), DIM);
        }
        let missing: Vec<&str> =
            entry.missing.iter().map(|&index| target.profile.requirements[index].name(scorer.taxonomy())).collect();
        if !missing.is_empty() {
            page.paragraph(UNDER, &format!("lacks {}", super::steps::some(&missing, 3)), DIM);
        }
    }
}

fn row(cells: [String; 5]) -> [Cell; 5] {
    let [place, coverage, required, missing, file] = cells;
    [
        Cell::right(place, 5),
        Cell::right(coverage, SHARE),
        Cell::right(required, SHARE),
        Cell::right(missing, COUNT),
        Cell::new(file, NAME),
    ]
}

fn share(thousandths: Option<u32>) -> String {
    thousandths.map_or_else(|| "–".to_owned(), percent)
}

/// A hash by its beginning: it is found again in the table.
fn short(name: &str) -> String {
    match name.strip_prefix("sha256:") {
        Some(hash) => format!("sha256:{}…", hash.get(..12).unwrap_or(hash)),
        None => plain(name),
    }
}
