//! The configuration as it is written: a tree of keys that remembers where each was said.

use std::{collections::BTreeMap, path::Path};

use domain::diagnostic::{Diagnostic, line_of};
use serde_path_to_error::Segment;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, ValueDeserializer},
};

use super::Config;

/// From the root down: section, key, and in rare cases on to a key or element within the value.
pub type KeyPath = Vec<String>;

/// Why the tree is no [`Config`]: serde's message about the value at `path`.
pub struct Flaw {
    pub path: KeyPath,
    pub message: String,
}

/// The file's keys with the environment's laid over them.
#[derive(Clone)]
pub struct Document<'t> {
    file: &'t Path,
    text: &'t str,
    root: Spanned<DeValue<'t>>,
    /// The environment variables that set something, by what they set.
    variables: BTreeMap<KeyPath, String>,
}

impl<'t> Document<'t> {
    /// Of a file's text, which is sound: see [`sift`](super::syntax::sift).
    pub fn parse(file: &'t Path, text: &'t str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        Self {
            file,
            text,
            root: Spanned::new(table.span(), DeValue::Table(table.into_inner())),
            variables: BTreeMap::new(),
        }
    }

    /// The configuration, or the first flaw met.
    pub fn read(&self) -> Result<Config, Flaw> {
        // serde would take a list for a section, its elements for the keys in order.
        if let DeValue::Table(sections) = self.root.get_ref()
            && let Some((name, _)) = sections.iter().find(|(_, value)| value.get_ref().is_array())
        {
            return Err(Flaw {
                path: vec![name.get_ref().to_string()],
                message: format!("a list, expected [{}] once, in single brackets", name.get_ref()),
            });
        }
        serde_path_to_error::deserialize(ValueDeserializer::from(self.root.clone())).map_err(|e| {
            let path = e.path().iter().filter_map(|segment| match segment {
                Segment::Map { key } => Some(key.clone()),
                Segment::Seq { index } => Some(index.to_string()),
                Segment::Enum { .. } | Segment::Unknown => None,
            });
            Flaw { path: path.collect(), message: e.inner().message().to_owned() }
        })
    }

    /// Sets what an environment variable says. Where the file has something else than a section in
    /// the way, the file stands: that is a flaw of its own.
    pub fn set(&mut self, path: KeyPath, variable: String, value: DeValue<'t>) {
        if let Some((last, sections)) = path.split_last() {
            let mut place = self.root.get_mut();
            for section in sections {
                let DeValue::Table(table) = place else { return };
                place = table
                    .entry(unplaced(section.clone().into()))
                    .or_insert_with(|| unplaced(DeValue::Table(DeTable::new())))
                    .get_mut();
            }
            let DeValue::Table(table) = place else { return };
            table.insert(unplaced(last.clone().into()), unplaced(value));
            self.variables.insert(path, variable);
        }
    }

    /// Whether an environment variable has set what is at `path`.
    pub fn is_from_environment(&self, path: &[&str]) -> bool {
        self.variables.keys().any(|set| set == path)
    }

    /// Takes out what is at `path`; false if there is nothing.
    pub fn remove(&mut self, path: &[String]) -> bool {
        let Some((last, parents)) = path.split_last() else {
            return false;
        };
        let mut place = self.root.get_mut();
        for name in parents {
            let child = match place {
                DeValue::Table(table) => table.get_mut(name.as_str()),
                DeValue::Array(array) => position(name).and_then(|i| array.get_mut(i)),
                _ => None,
            };
            match child {
                Some(child) => place = child.get_mut(),
                None => return false,
            }
        }
        match place {
            DeValue::Table(table) => table.remove(last.as_str()).is_some(),
            DeValue::Array(array) => {
                let index = position(last).filter(|i| *i < array.len());
                let elements = std::mem::replace(array, DeArray::new()).into_iter();
                *array = elements
                    .enumerate()
                    .filter(|(i, _)| Some(*i) != index)
                    .map(|(_, element)| element)
                    .collect();
                index.is_some()
            }
            _ => false,
        }
    }

    /// Whether there is a table at `path`, as opposed to a plain value.
    pub fn is_section(&self, path: &[String]) -> bool {
        let mut place = self.root.get_ref();
        for name in path {
            match place.get(name.as_str()) {
                Some(child) => place = child.get_ref(),
                None => return false,
            }
        }
        place.is_table()
    }

    /// An error about what is at `path`, in the place where that was written.
    pub fn error(&self, path: &[String], problem: String, remedy: String) -> Diagnostic {
        let line = self.line(path);
        // Said by a variable for it, for something around it or, if not in the file, within it.
        let within = |(set, _): &(&KeyPath, _)| line.is_none() && set.starts_with(path);
        let variable = (0..=path.len())
            .find_map(|end| self.variables.get(&path[..end]))
            .or_else(|| Some(self.variables.iter().find(within)?.1));
        match variable {
            Some(name) => Diagnostic::error("environment", None, format!("{name}: {problem}"), remedy),
            None => Diagnostic::error(self.file, line, problem, remedy),
        }
    }

    /// The line of the innermost key or element of `path` that was written out.
    fn line(&self, path: &[String]) -> Option<u32> {
        let mut place = self.root.get_ref();
        let mut found = None;
        for name in path {
            let child = match place {
                DeValue::Table(table) => {
                    table.get_key_value(name.as_str()).map(|(key, value)| (key.span(), value))
                }
                DeValue::Array(array) => {
                    position(name).and_then(|i| array.get(i)).map(|value| (value.span(), value))
                }
                _ => None,
            };
            let Some((span, value)) = child else { break };
            if !span.is_empty() {
                found = Some(self.line_at(span.start));
            }
            place = value.get_ref();
        }
        found
    }

    /// The line, counted from 1, with the given byte of the file.
    pub fn line_at(&self, byte: usize) -> u32 {
        line_of(self.text.as_bytes(), byte)
    }
}

/// A value that is not in the file.
fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

fn position(name: &str) -> Option<usize> {
    name.parse().ok()
}
