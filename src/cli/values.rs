//! The values that options take.

pub use gapcheck::config::parse_share as share;

/// A number of bytes: `5000`, `64K`, `50M`, `2G`; a letter stands for a power of 1024.
pub fn size(text: &str) -> Result<u64, String> {
    let wrong = || "give bytes, or a number with K, M or G, such as 50M".to_string();
    let upper = text.trim().to_ascii_uppercase();
    let number = upper.trim_end_matches("IB").trim_end_matches('B');
    let (digits, shift) = match number.char_indices().last() {
        Some((at, 'K')) => (&number[..at], 10),
        Some((at, 'M')) => (&number[..at], 20),
        Some((at, 'G')) => (&number[..at], 30),
        _ => (number, 0),
    };
    let value: u64 = digits.trim().parse().map_err(|_| wrong())?;
    value.checked_mul(1 << shift).filter(|&bytes| bytes > 0).ok_or_else(wrong)
}

/// A confidence in hundredths: `0` to `1`.
pub fn confidence(text: &str) -> Result<u8, String> {
    let wrong = || "give a number from 0 to 1, such as 0.7".to_string();
    let thousandths = if text.contains('%') { Err(wrong()) } else { share(text).map_err(|_| wrong()) }?;
    u8::try_from(thousandths.div_ceil(10)).map_err(|_| wrong())
}

/// A number from 1.
pub fn at_least_one(text: &str) -> Result<std::num::NonZeroUsize, String> {
    text.trim().parse().map_err(|_| "give a number from 1".to_string())
}

/// Whole seconds, one or more.
pub fn seconds(text: &str) -> Result<std::time::Duration, String> {
    match text.trim().trim_end_matches('s').parse::<u64>() {
        Ok(seconds @ 1..=86_400) => Ok(std::time::Duration::from_secs(seconds)),
        _ => Err("give seconds, from 1 to 86400".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{confidence, size};

    #[test]
    fn sizes() {
        assert_eq!(size("5000"), Ok(5000));
        assert_eq!(size("50M"), Ok(50 << 20));
        assert_eq!(size("2gib"), Ok(2 << 30));
        assert_eq!(size("1 kB"), Ok(1 << 10));
        for wrong in ["", "0", "M", "-1", "1.5M", "99999999999G", "5 apples"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn confidences() {
        assert_eq!(confidence("0.7"), Ok(70));
        assert_eq!(confidence("1"), Ok(100));
        assert!(confidence("70%").is_err() && confidence("2").is_err());
    }
}
