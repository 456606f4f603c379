//! Whether a colour of a Typst source is white.

/// Least of each part of white, of 255: what differs less cannot be told from paper.
const WHITE: f64 = 242.0;

/// Whether an expression is white: by its name, or in a colour space (`rgb`, `luma`, `cmyk`).
pub(super) fn is_white(value: &str) -> bool {
    let value = value.trim();
    if value == "white" {
        return true;
    }
    let Some((space, rest)) = value.split_once('(') else { return false };
    let Some(parts) = rest.strip_suffix(')') else { return false };
    let hex = parts.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match (space.trim_end(), hex) {
        ("rgb", Some(hex)) => is_white_hex(hex.trim_start_matches('#')),
        ("rgb", None) => {
            parts_of(parts).is_some_and(|parts| parts.len() == 3 && parts.iter().all(|&part| part >= WHITE))
        }
        ("luma", None) => parts_of(parts).is_some_and(|parts| parts.len() == 1 && parts[0] >= WHITE),
        ("cmyk", None) => {
            parts_of(parts).is_some_and(|parts| parts.len() == 4 && parts.iter().all(|&part| part <= 255.0 - WHITE))
        }
        _ => false,
    }
}

/// `fff` or `ffffff`.
fn is_white_hex(hex: &str) -> bool {
    let digits: Option<Vec<u32>> = hex.chars().map(|digit| digit.to_digit(16)).collect();
    digits.is_some_and(|digits| match digits.len() {
        3 => digits.iter().all(|&digit| digit == 15),
        6 => digits.chunks(2).all(|pair| f64::from(16 * pair[0] + pair[1]) >= WHITE),
        _ => false,
    })
}

/// Numbers up to 255 and percentages, as numbers up to 255.
fn parts_of(parts: &str) -> Option<Vec<f64>> {
    let parts = parts.trim_end().trim_end_matches(',');
    parts
        .split(',')
        .map(|part| match part.trim().strip_suffix('%') {
            Some(share) => share.parse::<f64>().ok().map(|share| share * 2.55),
            None => part.trim().parse::<f64>().ok(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whites_are_told_from_other_colours() {
        let whites =
            ["white", "rgb(\"#ffffff\")", "rgb(\"fff\")", "rgb(255, 255, 254)", "rgb(100%,100%,98%)", "luma(255)"];
        for white in whites.into_iter().chain(["luma(99%)", "cmyk(0%, 0%, 0%, 0%)", "rgb(255, 255, 255,)"]) {
            assert!(is_white(white), "{white}");
        }
        let others =
            ["white.darken(50%)", "white-ish", "rgb(\"#ffff00\")", "rgb(255, 255)", "luma(100)", "rgb(\"#fffe\")"];
        for other in others.into_iter().chain(["cmyk(0%, 0%, 0%, 90%)", "rgb(\"é\")", "rgb(", "color.mix(white, red)"])
        {
            assert!(!is_white(other), "{other}");
        }
    }
}
