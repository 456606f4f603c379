//! Shares of a whole: `0.6`, or `"60%"`.

use serde::{Deserialize, Deserializer, de};

/// A share in thousandths, 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u32);

/// Reads a share: `0.8` or `80%`, in thousandths.
///
/// # Errors
/// What to write instead.
pub fn parse_share(text: &str) -> Result<u32, String> {
    let wrong = || "give a fraction from 0 to 1 or a percentage, such as 0.8 or 80%".to_string();
    let text = text.trim();
    let (number, places) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 1),
        None => (text, 3),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // Decimal digits are read as digits: 0.8 is 800 thousandths, not a float near it.
    if whole.len() + decimals.len() == 0 || decimals.len() > places || !digits(whole) || !digits(decimals) {
        return Err(if decimals.len() > places { format!("{}; three decimals at most", wrong()) } else { wrong() });
    }
    let value: u32 = format!("0{whole}{decimals:0<places$}").parse().map_err(|_| wrong())?;
    if value > 1000 { Err(wrong()) } else { Ok(value) }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = Share;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a fraction from 0 to 1 or a percentage, such as 0.8 or \"80%\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Share, E> {
        parse_share(text).map(Share).map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Share, E> {
        // The shortest digits that mean this number are those that were written.
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Share, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Share, E> {
        self.visit_str(&number.to_string())
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Share {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A fraction from 0 to 1 with three decimals at most, or a percentage such as \"62.5%\".",
            "anyOf": [
                { "type": "number", "minimum": 0, "maximum": 1 },
                { "type": "string", "pattern": "^ *[0-9]+(\\.[0-9])? *% *$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::parse_share as share;

    #[test]
    fn shares_are_exact() {
        assert_eq!(share("0.8"), Ok(800));
        assert_eq!(share(".625"), Ok(625));
        assert_eq!(share("1"), Ok(1000));
        assert_eq!(share("80%"), Ok(800));
        assert_eq!(share("62.5 %"), Ok(625));
        for wrong in ["", ".", "80", "1.1", "101%", "-0.1", "0.8123", "+0.5", "%", "1e-1"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
