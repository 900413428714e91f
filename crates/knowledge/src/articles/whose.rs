//! The table `[scope]` of the front matter: for whom an article holds.

use std::{collections::BTreeSet, path::Path, str::FromStr};

use domain::{
    diagnostic::{Diagnostic, did_you_mean},
    scope::{Place, Role, Scope, Work},
};
use strum::VariantArray;

use super::front_matter::Fields;

const SCOPE_KEYS: [&str; 4] = ["work", "role", "place", "says"];

/// For whom an article holds, and how that is said: the end of "This holds for ...".
pub(super) type Whose = (Scope, Option<String>);

pub(super) fn parse(file: &Path, mut fields: Fields<'_>, line: u32) -> (Whose, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut wrong = |found: Diagnostic| diagnostics.push(found);
    let scope = Scope {
        work: all_of::<Work>(file, "work", fields.texts("work"), &mut wrong),
        roles: all_of::<Role>(file, "role", fields.texts("role"), &mut wrong),
        place: fields.text("place").and_then(|name| one_of::<Place>(file, "place", &name, line, &mut wrong)),
    };
    let says = fields.text("says").filter(|says| !says.trim().is_empty());
    diagnostics.extend(fields.finish(&SCOPE_KEYS));
    if scope != Scope::default() && says.is_none() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::error(
            file,
            line,
            "`scope.says` is missing: people would not read for whom the answer holds",
            "add `says = \"...\"`, the end of the sentence \"This holds for ...\"",
        ));
    }
    ((scope, says), diagnostics)
}

fn all_of<T: VariantArray + FromStr + Ord + Copy + Into<&'static str>>(
    file: &Path,
    key: &str,
    names: Vec<(String, u32)>,
    wrong: &mut impl FnMut(Diagnostic),
) -> BTreeSet<T> {
    names.into_iter().filter_map(|(name, line)| one_of(file, key, &name, line, wrong)).collect()
}

fn one_of<T: VariantArray + FromStr + Copy + Into<&'static str>>(
    file: &Path,
    key: &str,
    name: &str,
    line: u32,
    wrong: &mut impl FnMut(Diagnostic),
) -> Option<T> {
    let found = name.parse().ok();
    if found.is_none() {
        let known: Vec<&str> = T::VARIANTS.iter().map(|known| (*known).into()).collect();
        let problem = format!("`scope.{key}` cannot be `{name}`");
        wrong(Diagnostic::error(file, line, problem, did_you_mean(name, &known)));
    }
    found
}
