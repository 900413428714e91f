//! What is logged, and what never is.
//!
//! Libraries log what passes through them: words, addresses, tokens. So only the desk's own lines are written, however much
//! `RUST_LOG` asks for; they hold numbers of rows and causes.

use std::io::IsTerminal;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    Layer, filter::Targets, fmt, fmt::MakeWriter, layer::SubscriberExt, util::SubscriberInitExt,
};

/// The desk's own target, and the beginning of those of its parts.
const OURS: &str = "sportello";

/// Sets up the log on standard error. Panics are logged with their place alone, since their message may quote what broke.
pub fn start() {
    let asked = std::env::var("RUST_LOG").unwrap_or_default();
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    write(&asked, std::io::stderr, std::io::stderr().is_terminal() && !no_colour);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a part of the desk broke");
    }));
}

/// Writes what is `asked` for, in the words of `RUST_LOG`.
pub fn write<W>(asked: &str, to: W, colour: bool)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let (filter, silenced) = filter(asked);
    // Without a reader there is nobody to tell that there is none.
    let lines = fmt::layer().with_writer(to).with_ansi(colour).log_internal_errors(false);
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    if silenced {
        tracing::warn!(
            "RUST_LOG sets the desk's own lines only (`sportello=debug`): others could hold people's words"
        );
    }
}

/// What `RUST_LOG` may have of what it asks for, and whether it asked for more.
fn filter(asked: &str) -> (Targets, bool) {
    let usual = || Targets::new().with_target(OURS, LevelFilter::INFO);
    if asked.trim().is_empty() {
        return (usual(), false);
    }
    let Ok(asked) = asked.parse::<Targets>() else {
        return (usual(), true);
    };
    let everywhere = asked.default_level();
    let mut filter = Targets::new().with_target(OURS, everywhere.unwrap_or(LevelFilter::INFO));
    let mut silenced = everywhere.is_some_and(|level| level > LevelFilter::WARN);
    for (target, level) in asked {
        if target == OURS || target.starts_with(&format!("{OURS}::")) {
            filter = filter.with_target(target, level);
        } else {
            silenced |= level > LevelFilter::OFF;
        }
    }
    (filter, silenced)
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn only_the_desks_own_lines_are_ever_written() {
        for (asked, ours, silenced) in [
            ("", Level::INFO, false),
            ("warn", Level::WARN, false),
            ("trace", Level::TRACE, true),
            ("sportello=debug", Level::DEBUG, false),
            ("warn,sportello::app=trace", Level::WARN, false),
            ("matrix_sdk=trace,hyper=debug", Level::INFO, true),
            ("sportello_not=trace", Level::INFO, true),
            ("[span{field=1}]=trace", Level::INFO, true),
        ] {
            let (filter, told) = filter(asked);
            assert_eq!(told, silenced, "{asked}");
            assert!(filter.would_enable("sportello::serve", &ours), "{asked}");
            for other in ["matrix_sdk", "hyper::proto", "h2", "reqwest", "sqlx::query", "tantivy", "log", ""]
            {
                assert!(!filter.would_enable(other, &Level::ERROR), "{asked}: {other}");
            }
        }
        assert!(filter("warn,sportello::app=trace").0.would_enable("sportello::app::inbound", &Level::TRACE));
        assert!(!filter("warn").0.would_enable("sportello::serve", &Level::INFO));
    }
}
