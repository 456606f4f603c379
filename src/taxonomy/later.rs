//! A part of the compiled taxonomy that is decoded when somebody asks for it: a report on one resume needs nothing that
//! is there for postings and guides only.

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value, or the bytes that it is made of on first use. In formats for people it looks like the value itself.
#[derive(Debug, Clone)]
pub struct Later<T> {
    packed: Vec<u8>,
    value: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { packed: Vec::new(), value: value.into() }
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: DeserializeOwned> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let decoded = || postcard::from_bytes(&self.packed);
        self.value.get_or_init(|| decoded().unwrap_or_else(|error| unreachable!("it was packed here: {error}")))
    }
}

impl<T: DeserializeOwned> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _made = &**self;
        self.packed = Vec::new();
        self.value.get_mut().unwrap_or_else(|| unreachable!("it was made above"))
    }
}

impl<T: Serialize + DeserializeOwned> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return (**self).serialize(serializer);
        }
        serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(S::Error::custom)?)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(Self::from);
        }
        let packed = deserializer.deserialize_bytes(Bytes)?;
        Ok(Self { packed, value: OnceLock::new() })
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        if bytes.is_empty() { Err(E::custom("no value is packed in no bytes")) } else { Ok(bytes.to_vec()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
    struct Words {
        before: Vec<String>,
        rest: Later<Vec<String>>,
    }

    impl<T: DeserializeOwned + PartialEq> PartialEq for Later<T> {
        fn eq(&self, other: &Self) -> bool {
            **self == **other
        }
    }

    fn words() -> Words {
        Words { before: vec!["no".into()], rest: vec!["never".to_owned()].into() }
    }

    #[test]
    fn it_is_packed_and_made_on_first_use() {
        let packed = postcard::to_stdvec(&words()).expect("packed");
        let mut read: Words = postcard::from_bytes(&packed).expect("read");
        assert!(read.rest.value.get().is_none());
        assert_eq!(read.clone(), words());
        read.rest.push("nor".to_owned());
        let again: Words = postcard::from_bytes(&postcard::to_stdvec(&read).expect("packed")).expect("read");
        assert_eq!(*again.rest, ["never", "nor"]);
    }

    #[test]
    fn to_people_it_looks_like_the_value() {
        let text = "before = [\"no\"]\nrest = [\"never\"]\n";
        assert_eq!(toml::from_str::<Words>(text).expect("read"), words());
        assert_eq!(toml::to_string(&words()).expect("written"), text);
    }
}
