//! The picture of a page, for a text recognition.

use std::sync::Arc;

use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;

use crate::document::{Format, More, Picture, Reading};
use crate::extract::ReadError;

/// Pixels to the inch that a text recognition wants.
const RESOLUTION: f32 = 300.0;
/// Longest side in pixels: a page of 11 by 14 inches at the full resolution.
const LONGEST: f32 = 4_200.0;

/// A reading that holds nothing but the picture of a page, counted from 1.
pub(super) fn read(bytes: &[u8], page: u32) -> Result<Reading, ReadError> {
    let more = More { picture: Some(draw(bytes, page)?), ..More::default() };
    Ok(Reading {
        format: Format::Pdf,
        text: String::new(),
        lines: Vec::new(),
        pages: None,
        sha256: String::new(),
        hidden: Vec::new(),
        warnings: Vec::new(),
        more,
    })
}

/// Draws a page in shades of grey.
fn draw(bytes: &[u8], number: u32) -> Result<Picture, ReadError> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|_| ReadError::DamagedPdf)?;
    let page = pdf.pages().get(number.saturating_sub(1) as usize).ok_or(ReadError::DamagedPdf)?;
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !longest.is_finite() || width < 1.0 || height < 1.0 {
        return Err(ReadError::DamagedPdf);
    }
    let scale = (RESOLUTION / 72.0).min(LONGEST / longest);
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn =
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    // The paper is opaque, so the colours are as they show. Weights of ITU-R BT.601.
    let grey = |r: u8, g: u8, b: u8| ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000) as u8;
    Ok(Picture {
        width: u32::from(drawn.width()),
        height: u32::from(drawn.height()),
        resolution: ((scale * 72.0).round() as u32).max(1),
        pixels: drawn.data_as_u8_slice().chunks_exact(4).map(|pixel| grey(pixel[0], pixel[1], pixel[2])).collect(),
    })
}
