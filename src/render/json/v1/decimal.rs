//! Numbers with a fixed number of decimals, made from integers: the same digits on every machine.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A number of thousandths or hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    units: u64,
    places: usize,
}

impl Decimal {
    /// Three decimals.
    pub fn thousandths(units: u32) -> Self {
        Self { units: units.into(), places: 3 }
    }

    /// Two decimals.
    pub fn hundredths(units: u64) -> Self {
        Self { units, places: 2 }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let one = 10_u64.pow(self.places as u32);
        write!(f, "{}.{:0places$}", self.units / one, self.units % one, places = self.places)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn decimals_are_kept() {
        let text = |decimal: Decimal| serde_json::to_string(&decimal).unwrap_or_default();
        assert_eq!(text(Decimal::thousandths(0)), "0.000");
        assert_eq!(text(Decimal::thousandths(1000)), "1.000");
        assert_eq!(text(Decimal::thousandths(62)), "0.062");
        assert_eq!(text(Decimal::hundredths(123_405)), "1234.05");
    }
}
