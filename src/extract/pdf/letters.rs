//! Lines of letters in the path of a clip, through which they are painted.

use hayro_interpret::kurbo::{BezPath, PathEl, Rect};

use super::scene::Mark;

/// The contours of a path, those that stand side by side as one: a text of several lines may be one clip. At most `left`
/// lines, which are counted down.
pub(super) fn lines(path: &BezPath, left: &mut usize) -> Vec<Mark> {
    let mut lines: Vec<Mark> = Vec::new();
    let elements = path.elements();
    let starts = elements.iter().enumerate().filter(|(_, element)| matches!(element, PathEl::MoveTo(_)));
    let mut ends: Vec<usize> = starts.map(|(i, _)| i).skip(1).collect();
    ends.push(elements.len());
    let mut start = 0;
    for end in ends {
        let contour = &elements[start..end];
        start = end;
        let Some(bounds) = points_of(contour) else { continue };
        match lines.last_mut().filter(|line| beside(line.bounds, bounds)) {
            Some(line) => *line = Mark { bounds: line.bounds.union(bounds), elements: line.elements + contour.len() },
            None if *left > 0 => {
                *left -= 1;
                lines.push(Mark { bounds, elements: contour.len() });
            }
            None => {}
        }
    }
    lines
}

/// The box around all points of a path.
fn points_of(elements: &[PathEl]) -> Option<Rect> {
    let points = elements.iter().flat_map(|element| match *element {
        PathEl::MoveTo(a) | PathEl::LineTo(a) => [Some(a), None, None],
        PathEl::QuadTo(a, b) => [Some(a), Some(b), None],
        PathEl::CurveTo(a, b, c) => [Some(a), Some(b), Some(c)],
        PathEl::ClosePath => [None; 3],
    });
    points.flatten().map(|point| Rect::from_points(point, point)).reduce(|a, b| a.union(b))
}

/// Whether a box goes on with a line of others, upright or turned.
fn beside(line: Rect, next: Rect) -> bool {
    let share = |a0: f64, a1: f64, b0: f64, b1: f64| a1.min(b1) - a0.max(b0) >= 0.5 * (a1 - a0).min(b1 - b0);
    let grown = line.inflate(2.0 * line.height().max(next.height()), 2.0 * line.width().max(next.width()));
    let row = share(line.y0, line.y1, next.y0, next.y1);
    let column = share(line.x0, line.x1, next.x0, next.x1) && line.width() <= 2.0 * next.width();
    (row || column) && grown.overlaps(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::Shape as _;

    #[test]
    fn letters_of_a_line_are_one_and_lines_are_several() {
        let mut path = BezPath::new();
        for (x, y) in [(0.0, 0.0), (7.0, 0.0), (14.0, 2.0), (0.0, 20.0), (7.0, 20.0)] {
            path.extend(Rect::new(x, y, x + 6.0, y + 9.0).to_path(0.1));
        }
        let mut left = 10;
        let found = lines(&path, &mut left);
        let bounds: Vec<Rect> = found.iter().map(|line| line.bounds).collect();
        assert_eq!(bounds, [Rect::new(0.0, 0.0, 20.0, 11.0), Rect::new(0.0, 20.0, 13.0, 29.0)]);
        assert_eq!((found[0].elements, found[1].elements, left), (15, 10, 8));
        assert_eq!(lines(&path, &mut 1).len(), 1);
    }
}
