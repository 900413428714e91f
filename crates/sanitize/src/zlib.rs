//! Packed samples: as many as a picture has, and nothing behind them.

use std::io::{self, Read};

use flate2::{Compression, Decompress, FlushDecompress, Status, read::ZlibDecoder, write::ZlibEncoder};

use super::SanitizeError;

/// The largest picture, unpacked: a page of A3 at 600 dots an inch, in colour.
pub const LARGEST: usize = 210 << 20;

/// What is packed, up to this size in bytes, and nothing behind it. What is whole stays as it is packed.
pub fn cut(data: &[u8], size: Option<usize>) -> Result<Vec<u8>, SanitizeError> {
    let most = size.unwrap_or(LARGEST);
    if most > LARGEST {
        return Err(SanitizeError::Damaged);
    }
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut inflate = Decompress::new(true);
    let mut buffer = vec![0; 1 << 16];
    let is_whole = loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let rest = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        match inflate.decompress(rest, &mut buffer, FlushDecompress::None) {
            Ok(Status::StreamEnd) => break inflate.total_out() <= most,
            Ok(_) if inflate.total_out() > most => break false,
            Ok(_) if (inflate.total_in(), inflate.total_out()) != (read, written) => {}
            // Broken: what came before is drawn, as readers do.
            _ => break false,
        }
    };
    if is_whole {
        return Ok(data[..usize::try_from(inflate.total_in()).unwrap_or(data.len())].to_vec());
    }
    if size.is_none() && inflate.total_out() > most {
        return Err(SanitizeError::Damaged);
    }
    let mut again = ZlibEncoder::new(Vec::new(), Compression::default());
    // It ends where it breaks.
    let _ = io::copy(&mut ZlibDecoder::new(data).take(most.min(inflate.total_out())), &mut again);
    again.finish().map_err(|_| SanitizeError::Damaged)
}
