//! Numbers in bytes, little-endian, so that tables can be used as the build script wrote them, and the hash by which
//! they are looked up.

/// The number at a place of a table of numbers.
///
/// # Panics
/// When the table is shorter.
#[inline]
pub fn u32_at(bytes: &[u8], place: usize) -> u32 {
    let number = bytes[4 * place..].first_chunk().unwrap_or_else(|| unreachable!("the table ends within a number"));
    u32::from_le_bytes(*number)
}

/// Sets the number at a place of a table of numbers.
pub fn put_u32(bytes: &mut [u8], place: usize, number: u32) {
    bytes[4 * place..4 * place + 4].copy_from_slice(&number.to_le_bytes());
}

/// What [`hash`] begins with.
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Fowler, Noll and Vo's hash (FNV-1a, 64 bits), continued with some bytes: short, and the same on every machine.
#[inline]
pub fn hash(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
