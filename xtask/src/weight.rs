//! What the delivered files weigh, in kB of 1 000 bytes, and what they may weigh.

use std::io::Write as _;
use std::thread::{self, ScopedJoinHandle};

use anyhow::{Result, anyhow, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The page without the communes, as a host that knows brotli sends it.
const PAGE_BROTLI_MAX_BYTES: usize = 250_000;
/// The communes, which arrive behind the page.
const COMMUNES_BROTLI_MAX_BYTES: usize = 450_000;
/// The WebAssembly of the package, gzipped.
const PACKAGE_GZIP_MAX_BYTES: usize = 120_000;
/// The script for hosts, as it is: they add it to every page that embeds the simulator.
const SCRIPT_MAX_BYTES: usize = 2_000;

/// What the compressor takes at once.
const BUFFER_IN_BYTES: usize = 1 << 16;

/// As the best host would: whole file in one window, best quality. Each part begins with a code of its own, so
/// that it can be read before the code of what follows has arrived.
pub fn brotli(parts: &[&[u8]]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: parts.iter().map(|part| part.len()).sum(),
        ..Default::default()
    };
    let mut encoder = brotli::CompressorWriter::with_params(Vec::new(), BUFFER_IN_BYTES, &params);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            encoder.flush()?;
        }
        encoder.write_all(part)?;
    }
    Ok(encoder.into_inner())
}

/// As most hosts do, at the best level.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// One line of the table.
pub struct Weight {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn of(name: &'static str, bytes: &[u8]) -> Result<Self> {
        Ok(Self::delivered(name, bytes, &gzip(bytes)?, &brotli(&[bytes])?))
    }

    /// Of several files, each on a thread of its own: the best compression takes seconds.
    pub fn of_each<const N: usize>(files: [(&'static str, &[u8]); N]) -> Result<[Self; N]> {
        let weights: Vec<Self> = thread::scope(|scope| {
            let threads = files.map(|(name, bytes)| scope.spawn(move || Self::of(name, bytes)));
            let join = |thread: ScopedJoinHandle<Result<Self>>| {
                thread.join().map_err(|_| anyhow!("the compressor panicked"))?
            };
            threads.into_iter().map(join).collect::<Result<_>>()
        })?;
        weights.try_into().map_err(|_| anyhow!("as many weights as files"))
    }

    /// Of a file that is delivered compressed as well.
    pub fn delivered(name: &'static str, bytes: &[u8], gzip: &[u8], brotli: &[u8]) -> Self {
        Self { name, raw: bytes.len(), gzip: gzip.len(), brotli: brotli.len() }
    }
}

#[expect(clippy::cast_precision_loss, reason = "files of a few hundred kB")]
fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

/// Prints the table.
pub fn print(weights: &[Weight]) {
    println!("{:<34}{:>9}{:>9}{:>9}", "kB", "file", "gzip", "brotli");
    for Weight { name, raw, gzip, brotli } in weights {
        let [raw, gzip, brotli] = [*raw, *gzip, *brotli].map(kilobytes);
        println!("{name:<34}{raw:>9}{gzip:>9}{brotli:>9}");
    }
}

/// Refuses what has become too heavy. What was not optimised is only warned about.
pub fn check(
    page: &Weight,
    communes: &Weight,
    package: &Weight,
    script: &Weight,
    optimised: bool,
) -> Result<()> {
    let limits = [
        ("the page", page.brotli, PAGE_BROTLI_MAX_BYTES),
        ("the list of communes", communes.brotli, COMMUNES_BROTLI_MAX_BYTES),
        ("the package", package.gzip, PACKAGE_GZIP_MAX_BYTES),
        ("the script for hosts", script.raw, SCRIPT_MAX_BYTES),
    ];
    for (name, bytes, max) in limits {
        let message = || format!("{name} weighs {bytes} bytes, the limit is {max}");
        if optimised {
            ensure!(bytes <= max, message());
        } else if bytes > max {
            eprintln!("warning: {} (not optimised)", message());
        }
    }
    Ok(())
}
