//! PDF: a new document with pages that look the same. What a page is drawn with is copied by an allow-list, from the
//! drawing down: what is not drawn with does not come along, whatever it is called and wherever it stands.

mod content;
mod font;
mod function;
mod image;
mod jbig2;
mod layers;
mod lexer;
mod load;
mod notes;
mod program;
mod rebuild;
#[cfg(test)]
mod tests;

use std::panic;

use lopdf::{Dictionary, Document, Object, dictionary, xref::XrefType};

use self::{
    content::{Drawing, Resources},
    rebuild::{Part, Rebuild, packed, typed},
};
use super::SanitizeError;

type Done<T> = Result<T, SanitizeError>;

/// How far up the tree a page may leave its size.
const DEEPEST: usize = 32;
/// US Letter, which a page without a size has.
const ORDINARY_SIZE: [i64; 4] = [0, 0, 612, 792];

pub fn sanitize(bytes: &[u8]) -> Done<Vec<u8>> {
    if bytes.windows(8).any(|at| at == b"/Encrypt") {
        return Err(SanitizeError::Locked);
    }
    // Thousands of lines read a stranger's bytes: should one of them panic, only this file is lost.
    panic::catch_unwind(|| rewritten(&load::document(bytes)?)).unwrap_or(Err(SanitizeError::Damaged))
}

fn rewritten(from: &Document) -> Done<Vec<u8>> {
    let mut rebuild = Rebuild::new(from);
    let tree = rebuild.to.new_object_id();
    let mut pages = Vec::new();
    for id in from.page_iter() {
        let page = from.get_dictionary(id).map_err(|_| SanitizeError::Damaged)?;
        let mut page = self::page(&mut rebuild, page)?;
        page.set("Parent", tree);
        pages.push(rebuild.add(page.into()));
    }
    if pages.is_empty() {
        return Err(SanitizeError::Damaged);
    }
    let mut document = rebuild.to;
    let count = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    document
        .objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => count }.into());
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer = dictionary! { "Root" => root };
    // Parts of something that turned out not to be drawn.
    document.prune_objects();
    document.renumber_objects();
    "1.7".clone_into(&mut document.version);
    document.binary_mark = vec![0xE2, 0xE3, 0xCF, 0xD3];
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let mut out = Vec::new();
    document.save_to(&mut out).map_err(|_| SanitizeError::Damaged)?;
    Ok(out)
}

fn page<'a>(rebuild: &mut Rebuild<'a>, from: &'a Dictionary) -> Done<Dictionary> {
    let resources = match inherited(rebuild, from, b"Resources") {
        Object::Dictionary(dictionary) => Resources::of(dictionary),
        _ => Resources::none(),
    };
    let mut page = typed("Page");
    let ordinary = Object::Array(ORDINARY_SIZE.map(Object::Integer).to_vec());
    page.set("MediaBox", rebuild.numbers(inherited(rebuild, from, b"MediaBox")).unwrap_or(ordinary));
    for key in ["CropBox", "Rotate", "UserUnit"] {
        if let Some(value) = rebuild.numbers(inherited(rebuild, from, key.as_bytes())) {
            page.set(key, value);
        }
    }
    if let Ok(group) = from.get(b"Group")
        && let Some(group) = rebuild.part(Part::Group, group, resources)?
    {
        page.set("Group", group);
    }
    let mut bytes = Vec::new();
    let streams = match rebuild.get(from, b"Contents") {
        Object::Array(items) => items.iter().map(|item| rebuild.look(item)).collect(),
        one => vec![one],
    };
    for stream in streams {
        if let Object::Stream(stream) = stream {
            bytes.extend(rebuild.unpacked(stream)?);
            bytes.push(b'\n');
        }
    }
    let mut drawing = Drawing::new(rebuild, resources);
    let has_notes = from.has(b"Annots");
    if has_notes {
        drawing.keep();
    }
    drawing.read(&bytes)?;
    if has_notes {
        drawing.restore_all();
        notes::drawn(&mut drawing, from)?;
    }
    let (bytes, used) = drawing.finish();
    let content = packed(Dictionary::new(), bytes)?;
    page.set("Contents", rebuild.add(content));
    page.set("Resources", used);
    Ok(page)
}

/// What a page says, or the part of the document that it stands in.
fn inherited<'a>(rebuild: &Rebuild<'a>, page: &'a Dictionary, key: &[u8]) -> &'a Object {
    let mut node = page;
    for _ in 0..DEEPEST {
        if node.has(key) {
            return rebuild.get(node, key);
        }
        match rebuild.dictionary(node, b"Parent") {
            Some(parent) => node = parent,
            None => break,
        }
    }
    &Object::Null
}
