//! Workbooks that Excel encrypts with a key of its own, since their structure is protected: everybody's programs open them
//! without asking ([MS-OFFCRYPTO] 2.3). A real password is not tried: what another key opens stays closed.

use super::Error;
use super::bytes::{u16_at, u32_at};
use super::compound::Compound;
use super::xml::{Element, Namespace, Step, Xml};
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes256};
use md5::{Digest, Md5};
use rc4::{Rc4, StreamCipher};
use sha1::Sha1;
use sha2::{Sha384, Sha512};
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

const PASSWORD: &str = "VelvetSweatshop";
/// More rounds are a way to waste time: Excel makes 100,000.
const MOST_ROUNDS: u32 = 1_000_000;
const BLOCK: usize = 16;

fn password() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Those that Excel and WPS write; each more weighs kilobytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Md5,
    Sha1,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "MD5" => Hash::Md5,
            "SHA1" | "SHA-1" => Hash::Sha1,
            "SHA384" | "SHA-384" => Hash::Sha384,
            "SHA512" | "SHA-512" => Hash::Sha512,
            _ => return None,
        })
    }

    /// Of two parts, one behind the other.
    fn of(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        fn of<D: Digest>(first: &[u8], second: &[u8]) -> Vec<u8> {
            D::new().chain_update(first).chain_update(second).finalize().to_vec()
        }
        match self {
            Hash::Md5 => of::<Md5>(first, second),
            Hash::Sha1 => of::<Sha1>(first, second),
            Hash::Sha384 => of::<Sha384>(first, second),
            Hash::Sha512 => of::<Sha512>(first, second),
        }
    }

    /// The password, hashed over and over.
    fn stretched(self, salt: &[u8], rounds: u32) -> Vec<u8> {
        (0..rounds).fold(self.of(salt, &password()), |hash, round| self.of(&round.to_le_bytes(), &hash))
    }
}

type Decrypt = Box<dyn Fn(&mut [u8; BLOCK])>;

fn aes(key: &[u8]) -> Option<Decrypt> {
    fn with<C: KeyInit + BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16> + 'static>(
        key: &[u8],
    ) -> Option<Decrypt> {
        let cipher = C::new_from_slice(key).ok()?;
        Some(Box::new(move |block| cipher.decrypt_block(block.into())))
    }
    match key.len() {
        16 => with::<Aes128>(key),
        _ => with::<Aes256>(key),
    }
}

/// Decrypts whole blocks; each is mixed with the one before where there is a first to mix with (CBC, else ECB).
fn decrypt(key: &[u8], first: Option<[u8; BLOCK]>, bytes: &[u8]) -> Option<Vec<u8>> {
    let decrypt = aes(key)?;
    let mut before = first;
    let mut out = Vec::with_capacity(bytes.len());
    for &encrypted in bytes.as_chunks().0 {
        let mut block = encrypted;
        decrypt(&mut block);
        if let Some(before) = &mut before {
            block.iter_mut().zip(&*before).for_each(|(byte, other)| *byte ^= other);
            *before = encrypted;
        }
        out.extend_from_slice(&block);
    }
    Some(out)
}

/// As many bytes as wanted, filled up where there are fewer.
fn sized(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

/// The package in a compound file.
///
/// # Errors
/// [`Error::Encrypted`] where another key is wanted.
pub fn package(file: &Compound<'_>) -> Result<Vec<u8>, Error> {
    let (Some(info), Some(encrypted)) = (file.stream("EncryptionInfo")?, file.stream("EncryptedPackage")?) else {
        return Err(Error::Encrypted);
    };
    let (length, encrypted) = encrypted.split_at_checked(8).ok_or(Error::Damaged)?;
    let package = match (u16_at(&info, 0), u16_at(&info, 2)) {
        (Some(4), Some(4)) => Agile::read(info.get(8..).unwrap_or_default())?.package(encrypted),
        (Some(2..=4), Some(2)) => standard(&info, encrypted),
        _ => None,
    };
    let mut package = package.ok_or(Error::Encrypted)?;
    package.truncate(u32_at(length, 0).ok_or(Error::Damaged)? as usize);
    Ok(package)
}

/// Standard encryption ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9).
fn standard(info: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
    let header = u32_at(info, 8)? as usize;
    let bits = u32_at(info, 12 + 16)?;
    let verifier = info.get(12..)?.get(header..)?;
    let salt = verifier.get(4..20)?;
    let length = match bits {
        0 | 128 => 16,
        256 => 32,
        _ => return None,
    };
    let hash = Hash::Sha1.of(&Hash::Sha1.stretched(salt, 50_000), &[0; 4]);
    let mut key = Vec::new();
    for pad in [0x36, 0x5C] {
        let mut block = [pad; 64];
        block.iter_mut().zip(&hash).for_each(|(byte, other)| *byte ^= other);
        key.extend(Hash::Sha1.of(&block, &[]));
    }
    key.truncate(length);
    let shown = decrypt(&key, None, verifier.get(20..36)?)?;
    let expected = decrypt(&key, None, verifier.get(40..72)?)?;
    expected.starts_with(&Hash::Sha1.of(&shown, &[])).then_some(())?;
    decrypt(&key, None, encrypted)
}

/// How a part of agile encryption is made.
struct Scheme {
    hash: Hash,
    salt: Vec<u8>,
    key: usize,
}

impl Scheme {
    fn read(element: &Element<'_>) -> Option<Self> {
        let attribute = |name| element.attribute(Namespace::None, name).unwrap_or_default();
        let is_known = attribute("cipherAlgorithm") == "AES" && attribute("cipherChaining") == "ChainingModeCBC";
        let bits: usize = attribute("keyBits").parse().ok().filter(|bits| is_known && matches!(bits, 128 | 256))?;
        Some(Scheme {
            hash: Hash::named(&attribute("hashAlgorithm"))?,
            salt: base64(&attribute("saltValue"))?,
            key: bits / 8,
        })
    }

    /// What the first block is mixed with.
    fn first(bytes: &[u8]) -> Option<[u8; BLOCK]> {
        sized(bytes.to_vec(), BLOCK).try_into().ok()
    }
}

/// Agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15).
struct Agile {
    data: Scheme,
    own: Scheme,
    rounds: u32,
    /// What the password is tried with, its hash, and the key: each encrypted.
    tried: Vec<u8>,
    hash: Vec<u8>,
    key: Vec<u8>,
}

impl Agile {
    fn read(info: &[u8]) -> Result<Self, Error> {
        let mut xml = Xml::new(info);
        let mut data = None;
        loop {
            match xml.step()? {
                Step::Done => return Err(Error::Encrypted),
                Step::Start(it) if it.name() == "keyData" => data = Scheme::read(&it),
                Step::Start(it) if it.name() == "encryptedKey" => {
                    let attribute = |name| it.attribute(Namespace::None, name).unwrap_or_default();
                    let mut read = || {
                        Some(Agile {
                            data: data.take()?,
                            own: Scheme::read(&it)?,
                            rounds: attribute("spinCount").parse().ok().filter(|it| *it <= MOST_ROUNDS)?,
                            tried: base64(&attribute("encryptedVerifierHashInput"))?,
                            hash: base64(&attribute("encryptedVerifierHashValue"))?,
                            key: base64(&attribute("encryptedKeyValue"))?,
                        })
                    };
                    return read().ok_or(Error::Encrypted);
                }
                _ => {}
            }
        }
    }

    fn package(&self, encrypted: &[u8]) -> Option<Vec<u8>> {
        let Agile { data, own, .. } = self;
        let stretched = own.hash.stretched(&own.salt, self.rounds);
        let part = |purpose: [u8; 8], bytes: &[u8]| {
            let key = sized(own.hash.of(&stretched, &purpose), own.key);
            decrypt(&key, Scheme::first(&own.salt), bytes)
        };
        let mut tried = part([0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79], &self.tried)?;
        tried.truncate(own.salt.len());
        let hash = part([0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E], &self.hash)?;
        hash.starts_with(&own.hash.of(&tried, &[])).then_some(())?;
        let key = sized(part([0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6], &self.key)?, data.key);
        let mut out = Vec::with_capacity(encrypted.len());
        for (at, piece) in (0u32..).zip(encrypted.chunks(4096)) {
            out.extend(decrypt(&key, Scheme::first(&data.hash.of(&data.salt, &at.to_le_bytes())), piece)?);
        }
        Some(out)
    }
}

/// The bytes that a text of base64 stands for.
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for byte in text.bytes().filter(|byte| !matches!(byte, b'=' | b'\r' | b'\n')) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}

/// The key of each block of the stream of an .xls (RC4, [MS-OFFCRYPTO] 2.3.5 and 2.3.6).
pub struct Rc4Keys {
    hash: Hash,
    base: Vec<u8>,
    length: usize,
}

/// Bytes of a stream that one key is for.
pub const RC4_BLOCK: usize = 1024;

impl Rc4Keys {
    /// By what the record FILEPASS holds; none where another key is wanted, or another way.
    pub fn read(pass: &[u8]) -> Option<Self> {
        const RC4: u16 = 1;
        let (way, major, minor) = (u16_at(pass, 0)?, u16_at(pass, 2)?, u16_at(pass, 4)?);
        let (keys, verifier, hash) = match (way, major, minor) {
            (RC4, 1, 1) => {
                let salt = pass.get(6..22)?;
                let short = sized(Hash::Md5.of(&password(), &[]), 5);
                let repeated = [&short, salt].concat().repeat(16);
                let base = sized(Hash::Md5.of(&repeated, &[]), 5);
                (Rc4Keys { hash: Hash::Md5, base, length: 16 }, pass.get(22..38)?, pass.get(38..54)?)
            }
            (RC4, 2..=4, 2) => {
                let header = u32_at(pass, 10)? as usize;
                let bits = u32_at(pass, 14 + 16)?;
                let verifier = pass.get(14..)?.get(header..)?;
                let length = if bits == 0 { 5 } else { bits as usize / 8 };
                let base = Hash::Sha1.of(verifier.get(4..20)?, &password());
                let keys = Rc4Keys { hash: Hash::Sha1, base, length };
                ((1..=16).contains(&length)).then_some((keys, verifier.get(20..36)?, verifier.get(40..60)?))?
            }
            _ => return None,
        };
        let mut shown = [verifier, hash].concat();
        keys.block(0)?.apply_keystream(&mut shown);
        let (verifier, hash) = shown.split_at_checked(16)?;
        (keys.hash.of(verifier, &[]) == hash).then_some(keys)
    }

    fn block(&self, number: u32) -> Option<Rc4> {
        let mut key = self.hash.of(&self.base, &number.to_le_bytes());
        key.truncate(self.length);
        // A key of 40 bits is one of 128 whose others are 0.
        if self.length == 5 {
            key.resize(16, 0);
        }
        Rc4::new_from_slice(&key).ok()
    }

    /// What the bytes of a stream are mixed with, in blocks from its beginning.
    pub fn mask(&self, number: u32) -> Vec<u8> {
        let mut mask = vec![0; RC4_BLOCK];
        if let Some(mut block) = self.block(number) {
            block.apply_keystream(&mut mask);
        }
        mask
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;

    #[test]
    fn no_more_rounds_are_made_than_programs_make() {
        let agile = |rounds: &str| {
            let scheme = "saltValue='YWJj' cipherAlgorithm='AES' cipherChaining='ChainingModeCBC' keyBits='256' hashAlgorithm='SHA512'";
            let own = "encryptedVerifierHashInput='' encryptedVerifierHashValue='' encryptedKeyValue=''";
            let xml = ["<e><keyData ", scheme, "/><encryptedKey spinCount='", rounds, "' ", scheme, " ", own, "/></e>"]
                .concat();
            Agile::read(xml.as_bytes()).map(|it| it.rounds)
        };
        assert_eq!(agile("100000"), Ok(100_000));
        assert_eq!(agile("4294967295"), Err(Error::Encrypted));
    }

    #[test]
    fn base64_is_read() {
        for (text, bytes) in
            [("", Some("")), ("YQ==", Some("a")), ("YWI=", Some("ab")), ("YWJj", Some("abc")), ("Y*", None)]
        {
            assert_eq!(
                base64(text).map(|it| String::from_utf8_lossy(&it).into_owned()),
                bytes.map(String::from),
                "{text}"
            );
        }
    }
}
