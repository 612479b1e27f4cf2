//! The program sorted by kind of byte.
//!
//! A WebAssembly function mixes operations with indexes, offsets and constants. Side by side with
//! their own kind they compress a twelfth better, for a decoder of half a kilobyte. `start.js` puts
//! them back; both know the same operands.

use anyhow::{Context as _, Result, bail, ensure};

/// The streams, in the order of the text: the one that compresses best of those that were tried.
pub const COUNT: usize = 11;
const LOCALS: usize = 0;
/// Operations, with the operands that hardly vary.
const OPERATIONS: usize = 1;
const BRANCHES: usize = 2;
const OFFSETS: usize = 3;
const CALLS: usize = 4;
const CONSTANTS: usize = 5;
/// Operands that are rare.
const REST: usize = 6;
/// How many locals of which kind a function has.
const DECLARATIONS: usize = 7;
/// Everything outside functions.
const FILE: usize = 8;
/// Constants of 64 bits.
const LONG: usize = 9;
/// What blocks give back.
const BLOCKS: usize = 10;

/// The section that holds the functions.
const CODE: u8 = 10;

/// A program as streams.
#[derive(Default)]
pub struct Streams {
    /// The bytes of each stream.
    pub bytes: [Vec<u8>; COUNT],
    /// How many bytes of the file come before the first function.
    pub head: usize,
    /// How many functions there are.
    pub functions: u32,
}

/// Sorts a program.
///
/// # Errors
///
/// When it holds an operation that the decoder does not know.
pub fn split(wasm: &[u8]) -> Result<Streams> {
    let mut reader = Reader { wasm, at: 8, streams: Streams::default() };
    while reader.at < wasm.len() {
        let id = wasm[reader.at];
        reader.at += 1;
        let size = reader.number()? as usize;
        let end = reader.at + size;
        if id == CODE {
            reader.streams.functions = reader.number()?;
            reader.streams.head = reader.at;
            for _ in 0..reader.streams.functions {
                reader.function()?;
            }
            ensure!(reader.at == end, "the code section ends at {}, not at {end}", reader.at);
            reader.streams.bytes[FILE].extend(&wasm[..reader.streams.head]);
            reader.streams.bytes[FILE].extend(&wasm[end..]);
        }
        reader.at = end;
    }
    Ok(reader.streams)
}

struct Reader<'a> {
    wasm: &'a [u8],
    at: usize,
    streams: Streams,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8> {
        self.at += 1;
        self.wasm.get(self.at - 1).copied().context("the program ends too early")
    }

    /// Reads a number of variable length (LEB128).
    fn number(&mut self) -> Result<u32> {
        let mut value = 0_u64;
        for shift in (0..70).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return Ok(u32::try_from(value & u64::from(u32::MAX))?);
            }
        }
        bail!("a number is too long")
    }

    /// Moves one operand to its stream.
    fn operand(&mut self, stream: usize) -> Result<u32> {
        let start = self.at;
        let value = self.number()?;
        self.streams.bytes[stream].extend(&self.wasm[start..self.at]);
        Ok(value)
    }

    fn raw(&mut self, stream: usize, count: usize) -> Result<()> {
        for _ in 0..count {
            let byte = self.byte()?;
            self.streams.bytes[stream].push(byte);
        }
        Ok(())
    }

    fn function(&mut self) -> Result<()> {
        let start = self.at;
        let size = self.number()? as usize;
        let body = self.at;
        // The decoder writes the shortest form of the size.
        let bits = usize::BITS - size.max(1).leading_zeros();
        ensure!(body - start == bits.div_ceil(7) as usize, "a size is longer than it needs to be");
        for _ in 0..self.operand(DECLARATIONS)? {
            self.operand(DECLARATIONS)?;
            self.operand(DECLARATIONS)?;
        }
        let mut depth = 1;
        while depth > 0 {
            let operation = self.wasm[self.at];
            self.raw(OPERATIONS, 1)?;
            match operation {
                0x02..=0x04 => depth += 1,
                0x0b => depth -= 1,
                _ => {}
            }
            self.operands(operation)?;
        }
        ensure!(self.at == body + size, "a function ends at {}, not at {}", self.at, body + size);
        Ok(())
    }

    fn operands(&mut self, operation: u8) -> Result<()> {
        let streams: &[usize] = match operation {
            0x02..=0x04 => &[BLOCKS],
            // Globals.
            0x23 | 0x24 => &[OPERATIONS],
            0x0c | 0x0d => &[BRANCHES],
            0x42 => &[LONG],
            // Tables, references, size of the memory.
            0x25 | 0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => &[REST],
            0x10 => &[CALLS],
            0x11 => &[REST, REST],
            0x20..=0x22 => &[LOCALS],
            // Memory: alignment and offset.
            0x28..=0x3e => &[OPERATIONS, OFFSETS],
            0x41 => &[CONSTANTS],
            0x0e => {
                for _ in 0..=self.operand(REST)? {
                    self.operand(REST)?;
                }
                &[]
            }
            0x43 => return self.raw(REST, 4),
            0x44 => return self.raw(REST, 8),
            0xfc => match self.operand(OPERATIONS)? {
                8 | 10 | 12 | 14 => &[OPERATIONS, OPERATIONS],
                9 | 11 | 13 | 15..=17 => &[OPERATIONS],
                0..=7 => &[],
                other => bail!("the decoder does not know the operation 0xfc {other}"),
            },
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => &[],
            other => bail!("the decoder does not know the operation {other:#x}"),
        };
        for stream in streams {
            self.operand(*stream)?;
        }
        Ok(())
    }
}
