//! The links of a page: the boxes in which one clicks, and where they lead.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Rect};

use crate::document::Locator;
use crate::extract::links::Links;

use super::device::pdf_text;

/// Annotations of one page that are looked at.
const MOST: usize = 500;
/// Flags of an annotation that is not shown: hidden, no view.
const NOT_SHOWN: u32 = 1 << 1 | 1 << 5;

/// The boxes of a page's links, in the frame of its glyphs.
pub(super) fn boxes(page: &Page<'_>, transform: Affine) -> Vec<Rect> {
    let mut boxes = Vec::new();
    each(page, |link| {
        let area = link.get::<PdfRect>(b"Rect".as_slice());
        boxes.extend(area.map(|area| transform.transform_rect_bbox(Rect::new(area.x0, area.y0, area.x1, area.y1))));
    });
    boxes
}

/// Where the links of a page lead that can be seen on it.
pub(super) fn read(page: &Page<'_>, number: u32, links: &mut Links) {
    each(page, |link| {
        if links.takes_more()
            && link.get::<u32>(b"F".as_slice()).unwrap_or(0) & NOT_SHOWN == 0
            && let Some(action) = link.get::<Dict<'_>>(b"A".as_slice())
            && let Some(target) = action.get::<PdfString<'_>>(b"URI".as_slice())
        {
            // An address is plain text by the standard; what writers put beyond it is UTF-8.
            let decode = |bytes: &[u8]| std::str::from_utf8(bytes).map_or_else(|_| pdf_text(bytes), str::to_owned);
            links.add_encoded(target.as_bytes(), &Locator::Page(number), decode);
        }
    });
}

fn each(page: &Page<'_>, mut what: impl FnMut(&Dict<'_>)) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) else { return };
    for one in annotations.iter::<Dict<'_>>().take(MOST) {
        if one.get::<Name<'_>>(b"Subtype".as_slice()).is_some_and(|kind| &*kind == b"Link") {
            what(&one);
        }
    }
}
