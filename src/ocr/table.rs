//! The table that tesseract writes (`tsv`): a row for each block, paragraph, line and word, with how sure it is.

use super::Page;
use crate::document::{Line, LineStyle, wrap};

/// Columns of the table that are used.
const LEVEL: usize = 0;
const BLOCK: usize = 2;
const PARAGRAPH: usize = 3;
const LINE: usize = 4;
const LEFT: usize = 6;
const WIDTH: usize = 8;
const HEIGHT: usize = 9;
const CONFIDENCE: usize = 10;
const TEXT: usize = 11;
/// Level of a row that is a word.
const WORD: &str = "5";
/// Words that tesseract is less sure of, in hundredths, are drawings.
const LEAST_SURE: f32 = 30.0;
/// A gap over the height of the letters from which on words stand in different cells.
const CELL: f32 = 2.5;

/// The page that a table tells of.
pub(super) fn read(table: &str) -> Page {
    let mut page = Page::default();
    // Block, paragraph and line of the word before, and where it ended.
    let mut before: Option<([&str; 3], f32)> = None;
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let number = |at: usize| cells.get(at).and_then(|cell| cell.parse::<f32>().ok()).unwrap_or(0.0);
        let word = cells.get(TEXT).map_or("", |text| text.trim());
        if cells.get(LEVEL) != Some(&WORD) || word.is_empty() || number(CONFIDENCE) < LEAST_SURE {
            continue;
        }
        let place = [cells[BLOCK], cells[PARAGRAPH], cells[LINE]];
        match before {
            Some((known, end)) if known == place => {
                let wide = number(LEFT) - end > CELL * number(HEIGHT).max(1.0);
                page.text.push_str(if wide { "    " } else { " " });
            }
            Some((known, _)) => {
                page.text.push_str(if known[..2] == place[..2] { "\n" } else { "\n\n" });
                start_line(&mut page);
            }
            None => start_line(&mut page),
        }
        page.text.push_str(word);
        if let Some(line) = page.lines.last_mut() {
            line.span.end = page.text.len();
        }
        before = Some((place, number(LEFT) + number(WIDTH)));
    }
    if !page.text.is_empty() {
        page.text.push('\n');
    }
    for line in &mut page.lines {
        line.style.bullet = wrap::bullet(&page.text[line.span.clone()]).is_some();
    }
    wrap::mark(&page.text, &mut page.lines);
    page
}

fn start_line(page: &mut Page) {
    let at = page.text.len();
    let style = LineStyle { relative_size: 1.0, ..LineStyle::default() };
    page.lines.push(Line { span: at..at, locator: None, wraps: false, style });
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn words_become_lines_and_blocks() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t10\t40\t10\t96.1\tAda\n\
            5\t1\t1\t1\t1\t2\t55\t10\t40\t10\t91\tExample\n\
            5\t1\t1\t1\t1\t3\t200\t10\t40\t10\t91\t2021\n\
            5\t1\t1\t1\t2\t1\t10\t30\t40\t10\t95\tEngineer\n\
            5\t1\t1\t1\t2\t2\t60\t30\t40\t10\t12\t~|\n\
            5\t1\t2\t1\t1\t1\t10\t60\t40\t10\t95\t\u{2022}\n\
            5\t1\t2\t1\t1\t2\t10\t60\t40\t10\t95\tPython\n";
        let page = read(table);
        assert_eq!(page.text, "Ada Example    2021\nEngineer\n\n\u{2022} Python\n");
        let lines: Vec<&str> = page.lines.iter().map(|line| &page.text[line.span.clone()]).collect();
        assert_eq!(lines, ["Ada Example    2021", "Engineer", "\u{2022} Python"]);
        assert!(page.lines[2].style.bullet);
        assert!(read("5\t1\nrubbish\n").lines.is_empty());
    }
}
