//! Numbers for words and features. They are part of the weights' format: a change here asks for new weights.

const K: u64 = 0x9e37_79b9_7f4a_7c15;
const M: u64 = 0xd6e8_feb8_6659_fd93;

/// A number for a stretch of bytes.
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = (bytes.len() as u64).wrapping_mul(K);
    for chunk in bytes.chunks(8) {
        let mut word = [0_u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = pair(hash, u64::from_le_bytes(word));
    }
    hash
}

/// A number for two numbers in order.
pub fn pair(one: u64, two: u64) -> u64 {
    let mixed = (one.rotate_left(23) ^ two).wrapping_mul(M);
    mixed ^ (mixed >> 29)
}

/// The key of a feature: a template with its value.
pub fn feature(template: u8, value: u64) -> u64 {
    let mixed = (value ^ (u64::from(template) + 1).wrapping_mul(K)).wrapping_mul(M);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(K);
    mixed ^ (mixed >> 32)
}
