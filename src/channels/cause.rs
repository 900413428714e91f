//! Why a connection failed, in words that hold no address: what libraries print of it names the whole URL.

use std::{
    error::Error,
    io::{self, ErrorKind},
};

/// The cause behind an error of a connection.
pub fn cause(error: &(dyn Error + 'static)) -> &'static str {
    let mut next = Some(error);
    while let Some(error) = next {
        let said = error.to_string();
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        match kind {
            _ if said.starts_with("dns error") => return "the name of the server is not known (DNS)",
            Some(ErrorKind::ConnectionRefused) => return "the connection is refused",
            Some(ErrorKind::TimedOut) => return "no answer in time",
            Some(ErrorKind::ConnectionReset | ErrorKind::BrokenPipe | ErrorKind::UnexpectedEof) => {
                return "the connection broke";
            }
            _ if error.is::<rustls::Error>() => return "the certificate is not to be trusted (TLS)",
            _ if said.contains("timed out") => return "no answer in time",
            _ => {}
        }
        // An io::Error hides what it is made of.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = inner.map(|inner| inner as &(dyn Error + 'static)).or_else(|| error.source());
    }
    "the server refuses, or answers what cannot be read"
}
