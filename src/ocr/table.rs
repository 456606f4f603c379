//! The table that tesseract writes (`tsv`): a row for each block, paragraph, line and word, with its place and with how
//! sure it is.

use super::Page;
use crate::document::{Line, LineStyle, wrap};

/// Columns of the table that are used.
const LEVEL: usize = 0;
const BLOCK: usize = 2;
const PARAGRAPH: usize = 3;
const LINE: usize = 4;
const LEFT: usize = 6;
const TOP: usize = 7;
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
/// Words of a piece at the right margin: a date, a place.
const MARGINAL: usize = 4;
/// Lines of a page beyond which nothing is put back.
const MOST_LINES: usize = 1_000;
/// Put between cells.
const GAP: &str = "    ";
/// What a bullet is often taken for.
const BULLET_LIKE: [&str; 9] = ["¢", "©", "®", "°", "«", "»", "*", "e", "o"];

/// A line of words.
#[derive(Debug)]
struct Row {
    /// Numbers of its block, of its paragraph in it, and of itself in that.
    place: [String; 3],
    text: String,
    words: usize,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

/// The page that a table tells of.
pub(super) fn read(table: &str) -> Page {
    let mut page = Page::default();
    let mut block: Option<String> = None;
    for row in beside(rows(table)) {
        let [at, ..] = row.place;
        if block.as_ref().is_some_and(|known| *known != at) {
            page.text.push('\n');
        }
        block = Some(at);
        let start = page.text.len();
        page.text.push_str(&bulleted(&row.text));
        let style = LineStyle {
            relative_size: 1.0,
            bullet: wrap::bullet(&page.text[start..]).is_some(),
            ..LineStyle::default()
        };
        page.lines.push(Line { span: start..page.text.len(), locator: None, wraps: false, style });
        page.text.push('\n');
    }
    wrap::mark(&page.text, &mut page.lines);
    page
}

/// The lines of a table.
fn rows(table: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| cells.get(at).and_then(|cell| cell.parse::<f32>().ok()).unwrap_or(0.0);
        let word = cells.get(TEXT).map_or("", |text| text.trim());
        if cells.get(LEVEL) != Some(&WORD) || word.is_empty() || number(CONFIDENCE) < LEAST_SURE {
            continue;
        }
        let (left, top) = (number(LEFT), number(TOP));
        let (right, bottom) = (left + number(WIDTH), top + number(HEIGHT));
        let place = [cells[BLOCK], cells[PARAGRAPH], cells[LINE]];
        match rows.last_mut().filter(|row| row.place == place) {
            Some(row) => {
                let wide = left - row.right > CELL * number(HEIGHT).max(1.0);
                row.text.push_str(if wide { GAP } else { " " });
                row.text.push_str(word);
                row.words += 1;
                row.right = right;
                (row.top, row.bottom) = (row.top.min(top), row.bottom.max(bottom));
            }
            None => {
                let place = place.map(str::to_owned);
                rows.push(Row { place, text: word.to_owned(), words: 1, left, right, top, bottom });
            }
        }
    }
    rows
}

/// A date or a place at the right margin is a block of its own to tesseract: it is put back to its line.
fn beside(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() > MOST_LINES {
        return rows;
    }
    let alone = |row: &Row| rows.iter().filter(|other| other.place[0] == row.place[0]).take(2).count() == 1;
    let is_marginal: Vec<bool> = rows.iter().map(|row| row.words <= MARGINAL && alone(row)).collect();
    let mut kept: Vec<Row> = Vec::new();
    let mut marginal = Vec::new();
    for (row, is_marginal) in rows.into_iter().zip(is_marginal) {
        if is_marginal { marginal.push(row) } else { kept.push(row) }
    }
    for row in marginal {
        let height = row.bottom - row.top;
        let same_line = |other: &&mut Row| {
            other.right < row.left && other.bottom.min(row.bottom) - other.top.max(row.top) >= 0.5 * height
        };
        match kept.iter_mut().filter(same_line).max_by(|a, b| a.right.total_cmp(&b.right)) {
            Some(line) => {
                line.text.push_str(GAP);
                line.text.push_str(&row.text);
                line.right = row.right;
            }
            None => {
                // Where it stands on the page, as far as blocks have an order.
                let at = kept.iter().position(|other| other.top > row.top).unwrap_or(kept.len());
                kept.insert(at, row);
            }
        }
    }
    kept
}

/// A line whose first sign is one that bullets are taken for, before a capital.
fn bulleted(text: &str) -> String {
    match text.split_once(' ') {
        Some((sign, rest)) if BULLET_LIKE.contains(&sign) && rest.starts_with(char::is_uppercase) => {
            format!("• {rest}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// A row for a word: block, line, left, top, confidence, text. Words are 40 wide and 10 high.
    fn word(block: u32, line: u32, left: u32, top: u32, sure: f32, text: &str) -> String {
        format!("5\t1\t{block}\t1\t{line}\t1\t{left}\t{top}\t40\t10\t{sure}\t{text}\n")
    }

    #[test]
    fn words_become_lines_and_blocks() {
        let table = [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
                .to_owned(),
            "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n".to_owned(),
            word(1, 1, 10, 10, 96.1, "Ada"),
            word(1, 1, 55, 10, 91.0, "Example"),
            word(1, 1, 200, 10, 91.0, "2021"),
            word(1, 2, 10, 30, 95.0, "Engineer"),
            word(1, 2, 60, 30, 12.0, "~|"),
            word(2, 1, 10, 60, 95.0, "¢"),
            word(2, 1, 60, 60, 95.0, "Built"),
            word(2, 2, 10, 80, 95.0, "e"),
            word(2, 2, 60, 80, 95.0, "commerce"),
        ];
        let page = read(&table.concat());
        assert_eq!(page.text, "Ada Example    2021\nEngineer\n\n• Built\ne commerce\n");
        let lines: Vec<&str> = page.lines.iter().map(|line| &page.text[line.span.clone()]).collect();
        assert_eq!(lines, ["Ada Example    2021", "Engineer", "• Built", "e commerce"]);
        assert!(page.lines[2].style.bullet && !page.lines[3].style.bullet);
    }

    #[test]
    fn a_date_at_the_margin_goes_back_to_its_line_and_a_column_does_not() {
        let table = [
            word(1, 1, 10, 10, 95.0, "Engineer"),
            word(1, 2, 10, 30, 95.0, "Built"),
            word(2, 1, 400, 11, 95.0, "2021"),
            word(3, 1, 600, 10, 95.0, "Skills"),
            word(3, 2, 600, 30, 95.0, "Python"),
        ];
        assert_eq!(read(&table.concat()).text, "Engineer    2021\nBuilt\n\nSkills\nPython\n");
        let footer =
            [word(1, 1, 10, 50, 95.0, "Built"), word(1, 2, 10, 70, 95.0, "it"), word(2, 1, 10, 10, 95.0, "Ada")];
        assert_eq!(read(&footer.concat()).text, "Ada\n\nBuilt\nit\n");
    }

    #[test]
    fn rubbish_is_no_line() {
        assert!(read("5\t1\nrubbish\n\t\t\t\t\t\n").lines.is_empty());
    }
}
