//! Where a glyph stands on its page, and in which direction its text runs.

use hayro_interpret::kurbo::Affine;

/// Place, size and direction of a glyph on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placement {
    pub(super) x: f32,
    pub(super) y: f32,
    /// Length of the em along the text and across it.
    pub(super) along: f32,
    pub(super) size: f32,
    pub(super) turn: u8,
}

/// How much of a glyph that stands in a column of others reaches above its origin and to the left of it, in ems.
const ABOVE: f32 = 0.8;
const LEFT: f32 = 0.2;

/// How far the pen moves downwards, in ems: a bit more than it does, so that a blank of one em parts words and not cells.
pub(super) const DOWNWARDS: f32 = 1.1;

impl Placement {
    /// An upright glyph in a line that runs downwards, as in vertical writing: the same place in the frame of text that is
    /// turned to the right, in which such lines follow each other from right to left.
    pub(super) fn downwards(self) -> Self {
        Self { x: self.y - ABOVE * self.size, y: -(self.x + LEFT * self.size), turn: 1, ..self }
    }
}

/// Where a glyph stands whose em is taken to the page so; `None` for one without a place or a size.
pub(super) fn place(transform: Affine) -> Option<Placement> {
    let [a, b, c, d, x, y] = transform.as_coeffs();
    // Text is upright nearly always.
    let length = |a: f64, b: f64| if b == 0.0 { a.abs() } else { a.hypot(b) };
    let along = length(a, b) * 1000.0;
    let size = length(d, c) * 1000.0;
    if !(x.is_finite() && y.is_finite() && along.is_finite() && size.is_finite()) || size <= 0.0 {
        return None;
    }
    // The nearest quarter turn; slanted text is read in the direction that is nearest.
    let turn = if a.abs() >= b.abs() {
        if a >= 0.0 { 0 } else { 2 }
    } else if b > 0.0 {
        1
    } else {
        3
    };
    let (x, y) = match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    Some(Placement { x: x as f32, y: y as f32, along: along as f32, size: size as f32, turn })
}

/// By how much text is turned beyond the nearest quarter turn, in radians, clockwise.
pub(super) fn slant(transform: Affine) -> f32 {
    let [a, b, ..] = transform.as_coeffs();
    let turn = b.atan2(a);
    let quarter = std::f64::consts::FRAC_PI_2;
    (turn - (turn / quarter).round() * quarter) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_letters_run_downwards() {
        let at = |x: f64, y: f64| place(Affine::new([0.01, 0.0, 0.0, -0.01, x, y])).expect("a place").downwards();
        let (first, below, next) = (at(300.0, 100.0), at(300.0, 110.0), at(280.0, 100.0));
        assert_eq!((first.turn, first.size), (1, 10.0));
        assert!(below.y == first.y && below.x - first.x == 10.0);
        assert!(next.y - first.y == 20.0 && next.x == first.x);
    }
}
