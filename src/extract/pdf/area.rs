//! Regions of a page: what is inside of them.

use std::cell::Cell;

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{Affine, BezPath, ParamCurveNearest, PathEl, Point, Rect, Shape as _};

/// A region of the page.
#[derive(Debug)]
pub(super) enum Area {
    /// All of its bounds.
    Rect,
    Path(BezPath, FillRule),
    /// A line of so much to either side.
    Stroke(BezPath, f64),
    /// An image: from the page to its pixels, and how many there are.
    Image(Affine, f64, f64),
}

/// Whether a rectangle lies inside of another.
pub(super) fn contains(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && inner.x1 <= outer.x1 && outer.y0 <= inner.y0 && inner.y1 <= outer.y1
}

pub(super) fn holds(area: &Area, bounds: Rect, point: Point, tests: &Cell<u64>) -> bool {
    // A border that belongs to two shapes belongs to both.
    let inside = bounds.x0 <= point.x && point.x <= bounds.x1 && bounds.y0 <= point.y && point.y <= bounds.y1;
    let cost = match area {
        Area::Path(path, _) | Area::Stroke(path, _) if inside => path.elements().len(),
        _ => 1,
    };
    tests.set(tests.get().saturating_add(cost as u64));
    inside
        && match area {
            Area::Rect => true,
            Area::Path(path, FillRule::NonZero) => path.winding(point) != 0,
            Area::Path(path, FillRule::EvenOdd) => path.winding(point) % 2 != 0,
            Area::Stroke(path, half) => {
                path.segments().any(|segment| segment.nearest(point, 0.1).distance_sq <= half * half)
            }
            Area::Image(to_pixels, width, height) => {
                let pixel = *to_pixels * point;
                (0.0..=*width).contains(&pixel.x) && (0.0..=*height).contains(&pixel.y)
            }
        }
}

/// Whether a path is the upright rectangle of its bounds.
pub(super) fn is_rect(path: &BezPath, bounds: Rect) -> bool {
    if !(4..=6).contains(&path.elements().len()) {
        return false;
    }
    let near = |a: f64, b: f64| (a - b).abs() < 1e-3;
    let mut corners = Vec::with_capacity(5);
    for (i, element) in path.elements().iter().enumerate() {
        match element {
            PathEl::MoveTo(point) if i == 0 => corners.push(*point),
            PathEl::LineTo(point) => corners.push(*point),
            PathEl::ClosePath if i + 1 == path.elements().len() => {}
            _ => return false,
        }
    }
    let on_corner =
        |p: &Point| (near(p.x, bounds.x0) || near(p.x, bounds.x1)) && (near(p.y, bounds.y0) || near(p.y, bounds.y1));
    let side = |pair: &[Point]| near(pair[0].x, pair[1].x) != near(pair[0].y, pair[1].y);
    corners.len() >= 4 && corners.iter().all(on_corner) && corners[..4].windows(2).all(side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_are_told() {
        let path = Rect::new(10.0, 10.0, 15.0, 15.0).to_path(0.1);
        assert!(is_rect(&path, path.control_box()));
        let slanted = Affine::rotate(0.3) * &path;
        assert!(!is_rect(&slanted, slanted.control_box()));
        let bow = BezPath::from_svg("M0 0 L5 5 L5 0 L0 5 Z").expect("path");
        assert!(!is_rect(&bow, bow.control_box()));
    }
}
