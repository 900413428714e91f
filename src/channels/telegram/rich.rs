//! The words of a rich message: paragraphs, headings, lists and tables, as lines. How they look is left out.

use super::json::{Json, Object};

/// How many blocks may stand within blocks.
const DEPTH: usize = 16;

/// The words of a rich message, a line for each of its blocks.
pub fn text(message: Json) -> String {
    let mut lines = Vec::new();
    blocks(message.object().get("blocks"), DEPTH, &mut lines);
    lines.join("\n")
}

fn blocks(all: Json, depth: usize, lines: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for block in all.items().into_iter().map(Json::object) {
        block_lines(&block, depth, lines);
    }
}

fn block_lines(block: &Object, depth: usize, lines: &mut Vec<String>) {
    // A table has cells, a list has items, a quotation has blocks, a picture has a caption.
    for field in ["summary", "text", "expression"] {
        line(block.get(field), depth, lines);
    }
    for row in block.get("cells").items() {
        let cells = row.items().into_iter().map(|cell| words(cell.object().get("text"), depth));
        push(cells.collect::<Vec<_>>().join(" "), lines);
    }
    for item in block.get("items").items() {
        blocks(item.object().get("blocks"), depth, lines);
    }
    blocks(block.get("blocks"), depth, lines);
    let caption = block.get("caption");
    line(caption, depth, lines);
    line(block.get("credit"), depth, lines);
}

fn line(text: Json, depth: usize, lines: &mut Vec<String>) {
    push(words(text, depth), lines);
}

fn push(line: String, lines: &mut Vec<String>) {
    if !line.trim().is_empty() {
        lines.push(line);
    }
}

/// A text is a text, texts in a row, or a text that looks in some way.
fn words(text: Json, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return String::new() };
    if let Some(text) = text.text() {
        return text;
    }
    let items = text.items();
    if !items.is_empty() {
        return items.into_iter().map(|item| words(item, depth)).collect();
    }
    let object = text.object();
    ["text", "alternative_text", "expression"]
        .into_iter()
        .map(|field| words(object.get(field), depth))
        .collect()
}
