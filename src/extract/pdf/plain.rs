//! Pictures of one colour: what they hide, or make their text hide, is told as with any painted shape.

use hayro_interpret::color::{AlphaColor, Color};
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::{ImageData, RasterImage};

/// Pixels of the largest picture that is looked into.
const MOST_PIXELS: u64 = 4 << 20;
/// Pixels of one page that are looked into.
const MOST_OF_PAGE: u64 = 16 << 20;
/// A picture of one colour takes fewer bytes than one for so many of its pixels, besides some for its form.
const PIXELS_PER_BYTE: u64 = 60;
const FORM: u64 = 1_500;
/// By how much the pixels of one colour may differ, of 255: JPEG does not keep them the same.
const SAME: u8 = 3;

/// Looks into the pictures of one page, as far as they are simple.
#[derive(Default)]
pub(super) struct Plain {
    pixels: u64,
}

impl Plain {
    /// The colour of a picture that has only one. Pictures that are large as a file, or packed in a way that takes long to
    /// undo, are taken to have more.
    pub(super) fn color(&mut self, picture: &RasterImage<'_>) -> Option<Color> {
        let pixels = u64::from(picture.width()) * u64::from(picture.height());
        let stream = picture.stream();
        let slow = |filter: &Filter| matches!(filter, Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode);
        if pixels > MOST_PIXELS || self.pixels + pixels > MOST_OF_PAGE || stream.filters().iter().any(slow) {
            return None;
        }
        if stream.raw_data().len() as u64 > pixels / PIXELS_PER_BYTE + FORM {
            return None;
        }
        self.pixels += pixels;
        let mut color = None;
        picture.with_rgba(
            |data, alpha| {
                let opaque = alpha.is_none_or(|alpha| alpha.data.iter().all(|&alpha| alpha == u8::MAX));
                color = match &data {
                    _ if !opaque => None,
                    ImageData::Rgb(data) => only::<3>(&data.data),
                    ImageData::Luma(data) => only::<1>(&data.data).map(|[grey]| [grey; 3]),
                };
            },
            None,
        );
        color.map(|[r, g, b]| Color::from_rgba(AlphaColor::from_rgb8(r, g, b)))
    }
}

/// The pixel that all others are like.
fn only<const N: usize>(data: &[u8]) -> Option<[u8; N]> {
    let (pixels, _) = data.as_chunks::<N>();
    let first = pixels.first()?;
    let like = |pixel: &[u8; N]| pixel.iter().zip(first).all(|(a, b)| a.abs_diff(*b) <= SAME);
    pixels.iter().all(like).then_some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_colour_is_told_from_several() {
        assert_eq!(only::<3>(&[250, 251, 252, 251, 250, 250]), Some([250, 251, 252]));
        assert_eq!(only::<3>(&[250, 251, 252, 251, 250, 200]), None);
        assert_eq!(only::<1>(&[]), None);
    }
}
