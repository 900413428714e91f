//! `sportello eval`: how well a folder of articles answers labelled questions.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use knowledge::{
    articles::collection,
    eval::{QuestionReport, Robustness, Stability, evaluate, read_cases},
};

use super::{
    load_knowledge,
    print::{print, print_line},
    tell, today,
};
use crate::config::Config;

/// What is measured, and how much of it.
#[derive(Debug, Clone, Args)]
pub struct EvalArguments {
    /// A folder of articles
    #[arg(long, value_name = "DIR")]
    knowledge: PathBuf,
    /// Tab-separated, with the header `question label also kind`; may have `sort parts before danger` as well
    #[arg(long, value_name = "FILE.tsv")]
    questions: PathBuf,
    /// Write each question's outcome here, one JSON object a line
    #[arg(long, value_name = "OUT.jsonl")]
    json: Option<PathBuf>,
    /// Ask every question again as others would type it: with slips, in SMS spelling, politely, within a story
    #[arg(long)]
    robust: bool,
    /// Learn so many times in other orders, and tell how far the answers differ
    #[arg(long, value_name = "N", default_value_t = 0)]
    shuffles: u64,
    /// Keep what is learned in this data folder, and take it from there [default: learn anew]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

/// `sportello eval`.
///
/// # Errors
/// If the articles or the questions cannot be read, or the outcomes cannot be written.
pub fn eval(arguments: &EvalArguments) -> anyhow::Result<ExitCode> {
    let EvalArguments { knowledge: articles, questions, json, robust, shuffles, cache } = arguments;
    let day = today(&Config::default());
    let knowledge = load_knowledge(&articles.as_path().into(), cache.as_deref())?;
    let measured = read_cases(questions, &knowledge)
        .and_then(|cases| Ok((evaluate(&knowledge, questions, day)?, cases)));
    let (report, cases) = match measured {
        Ok(measured) => measured,
        Err(diagnostics) => {
            tell(&diagnostics);
            return Ok(ExitCode::FAILURE);
        }
    };
    if let Some(path) = json {
        write(path, &report.lines).with_context(|| format!("cannot write {}", path.display()))?;
    }
    print(&report)?;
    if *robust {
        print_line(format_args!("\n{}", Robustness::of(&knowledge, &cases, day)))?;
    }
    if *shuffles > 0 {
        let (collection, _) = collection::load(articles.as_path());
        print_line(format_args!("\n{}", Stability::of(&collection, *shuffles, &cases, day)?))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, lines: &[QuestionReport]) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for line in lines {
        writeln!(out, "{}", serde_json::to_string(line)?)?;
    }
    out.flush()
}
