//! Where a page has more shapes than are kept, in cells.

use hayro_interpret::kurbo::Rect;

/// Rows and columns of cells: as many as a word has bits.
const CELLS: usize = u64::BITS as usize;

/// The cells of a page in which something was not kept.
#[derive(Debug)]
pub(super) struct Crowd {
    page: Rect,
    /// A word for each row, a bit for each column; made when there is one.
    cells: Option<Box<[u64; CELLS]>>,
}

impl Crowd {
    /// None yet.
    pub(super) fn new(page: Rect) -> Self {
        Self { page, cells: None }
    }

    /// Something within these bounds is not kept.
    pub(super) fn add(&mut self, bounds: Rect) {
        let (rows, bits) = self.cells(bounds);
        let cells = self.cells.get_or_insert_with(|| Box::new([0; CELLS]));
        cells[rows].iter_mut().for_each(|row| *row |= bits);
    }

    /// Whether something about these bounds is not kept.
    pub(super) fn is_at(&self, bounds: Rect) -> bool {
        self.cells.as_ref().is_some_and(|cells| {
            let (rows, bits) = self.cells(bounds);
            cells[rows].iter().any(|row| row & bits != 0)
        })
    }

    /// The rows of cells that some bounds touch, and the bits of the columns. What is off the page touches its edge.
    fn cells(&self, bounds: Rect) -> (std::ops::RangeInclusive<usize>, u64) {
        let cell = |at: f64, from: f64, length: f64| {
            ((at - from) / length * CELLS as f64).clamp(0.0, CELLS as f64 - 1.0) as usize
        };
        let column = |x: f64| cell(x, self.page.x0, self.page.width());
        let row = |y: f64| cell(y, self.page.y0, self.page.height());
        // What is no number is at the edge, too.
        let (left, right) = (column(bounds.x0), column(bounds.x1).max(column(bounds.x0)));
        let (top, bottom) = (row(bounds.y0), row(bounds.y1).max(row(bounds.y0)));
        (top..=bottom, (u64::MAX >> (CELLS - 1 - (right - left))) << left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_cells_of_what_is_lost_are_crowded() {
        let mut crowd = Crowd::new(Rect::new(0.0, 0.0, 640.0, 640.0));
        let full = Rect::new(0.0, 0.0, 640.0, 640.0);
        assert!(!crowd.is_at(full));
        crowd.add(Rect::new(105.0, 205.0, 109.0, 215.0));
        crowd.add(Rect::new(-50.0, 900.0, -40.0, 999.0));
        let found = |crowd: &Crowd, x: f64, y: f64| crowd.is_at(Rect::new(x, y, x + 1.0, y + 1.0));
        let at = |x, y| found(&crowd, x, y);
        assert!(at(100.5, 201.0) && at(100.5, 212.0) && at(1.0, 638.0) && crowd.is_at(full));
        assert!(!at(112.0, 205.0) && !at(98.0, 205.0) && !at(100.5, 225.0) && !at(630.0, 5.0));
        crowd.add(full);
        assert!(found(&crowd, 630.0, 5.0));
        crowd.add(Rect::new(f64::INFINITY, 9.0, f64::NAN, f64::NAN));
        Crowd::new(Rect::ZERO).add(full);
    }
}
