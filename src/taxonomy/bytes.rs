//! Numbers in bytes, little-endian, so that tables can be used as the build script wrote them.

/// The number at a place of a table of numbers.
///
/// # Panics
/// When the table is shorter.
pub(super) fn u32_at(bytes: &[u8], place: usize) -> u32 {
    let mut number = [0; 4];
    number.copy_from_slice(&bytes[4 * place..4 * place + 4]);
    u32::from_le_bytes(number)
}

/// Sets the number at a place of a table of numbers.
pub(super) fn put_u32(bytes: &mut [u8], place: usize, number: u32) {
    bytes[4 * place..4 * place + 4].copy_from_slice(&number.to_le_bytes());
}
