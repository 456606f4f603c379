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
    let names = (0..scorer.targets().len()).flat_map(|target| ranking.of(target)).flat_map(|ranked| {
        ranked.name.as_deref().into_iter().chain(ranked.duplicate_of.as_ref().map(|(other, _)| other.as_str()))
    });
    let folder = common_folder(names);
    if !folder.is_empty() {
        page.labelled(0, "Folder", 6, &plain(folder), PLAIN);
    }
    for (number, target) in scorer.targets().iter().enumerate() {
        let ranked: Vec<&Ranked> = ranking.of(number).collect();
        rank(&mut page, target, &ranked, folder, scorer);
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

fn rank(page: &mut Page, target: &Target, ranked: &[&Ranked], folder: &str, scorer: &Scorer<'_>) {
    page.heading(&plain(&target.title), &if target.title == target.name { String::new() } else { plain(&target.name) });
    if ranked.is_empty() {
        page.paragraph(2, "no file was scored", DIM);
        return;
    }
    let required = target.profile.requirements.iter().filter(|asked| asked.level == Level::Required).count();
    let titles = ["", "coverage", "required", "missing", "file"].map(str::to_owned);
    page.row(2, &row(titles).map(|cell| cell.style(DIM)));
    for (number, entry) in ranked.iter().enumerate() {
        let name = short(entry.name.as_deref().unwrap_or("–"), folder);
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
            page.paragraph(UNDER, &format!("{how} {}", short(other, folder)), DIM);
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

/// A hash by its beginning: it is found again in the table. A path from the folder that all have in common.
fn short(name: &str, folder: &str) -> String {
    match name.strip_prefix("sha256:") {
        Some(hash) => format!("sha256:{}…", hash.get(..12).unwrap_or(hash)),
        None => plain(name.strip_prefix(folder).unwrap_or(name)),
    }
}

/// The folder that several files lie in, with the sign behind it; empty where there is none.
fn common_folder<'n>(mut names: impl Iterator<Item = &'n str>) -> &'n str {
    let Some(first) = names.next() else { return "" };
    let (mut common, mut several) = (first, false);
    for name in names.filter(|name| *name != first) {
        let same = common.char_indices().zip(name.chars()).find(|((_, a), b)| a != b);
        let end = same.map_or(common.len().min(name.len()), |((at, _), _)| at);
        (common, several) = (&common[..end], true);
    }
    let end = common.rfind(['/', '\\']).map_or(0, |at| at + 1);
    // The root of the file system is none that saves room.
    if several && end > 1 { &common[..end] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::common_folder;

    #[test]
    fn a_folder_is_one_that_all_have_in_common() {
        assert_eq!(common_folder(["a/b/c.pdf", "a/b/cd.pdf", "a/bd/c.pdf"].into_iter()), "a/");
        assert_eq!(common_folder(["a/Zoë.pdf", "a/Zoé.pdf"].into_iter()), "a/");
        assert_eq!(common_folder(["a/b.pdf", "a/b.pdf"].into_iter()), "");
        assert_eq!(common_folder(["a.pdf", "b.pdf"].into_iter()), "");
        assert_eq!(common_folder(["/a.zip", "/a.zip/b.pdf"].into_iter()), "");
        assert_eq!(common_folder([].into_iter()), "");
    }
}
