//! What a command says. A reader who has gone away, as `head` does, is an error like any other, and no panic.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// On standard output, as it is.
pub(super) fn print(text: impl Display) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "{text}")?;
    out.flush()
}

/// The same, as a line.
pub(super) fn print_line(line: impl Display) -> io::Result<()> {
    print(format_args!("{line}\n"))
}

/// For whoever runs the command, if anybody is there.
pub(super) fn tell(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
