//! What stands on a page beside its content: the fields of a form that is filled in, remarks, marks, stamps. Their looks
//! are drawn onto the page; who made them, when, and what they would do stays behind.

use lopdf::{Dictionary, Object};

use super::{
    Done,
    content::Drawing,
    font,
    rebuild::{Part, Rebuild, dict_of},
};

const HIDDEN: i64 = 1 << 1;
const NOT_VIEWED: i64 = 1 << 5;
/// No page is a thousandth as large.
const LARGEST: f32 = 1e9;
/// How far up a field says what kind it is.
const DEEPEST: usize = 16;

/// Draws what can be seen of the annotations of a page.
pub fn drawn<'a>(drawing: &mut Drawing<'_, 'a>, page: &'a Dictionary) -> Done<()> {
    let Object::Array(notes) = drawing.rebuild().get(page, b"Annots") else { return Ok(()) };
    for note in notes {
        let rebuild = drawing.rebuild();
        let Some(note) = dict_of(rebuild.look(note)) else { continue };
        if !is_seen(rebuild, note) {
            continue;
        }
        let Some(place) = rectangle(rebuild, note, b"Rect") else { continue };
        match looks(rebuild, note) {
            Some(looks) => look_like(drawing, looks, place)?,
            None => write(drawing, note, place),
        }
    }
    Ok(())
}

fn is_seen<'a>(rebuild: &Rebuild<'a>, note: &'a Dictionary) -> bool {
    let flags = rebuild.integer(note, b"F").unwrap_or(0);
    let layer =
        note.get(b"OC").is_ok_and(|layer| super::layers::is_hidden(rebuild.from, &rebuild.hidden, layer));
    // The look of a signature says who signed, and holds no more once the file has changed.
    let is_signature = field(rebuild, note, b"FT").as_name().is_ok_and(|kind| kind == b"Sig");
    flags & (HIDDEN | NOT_VIEWED) == 0
        && !layer
        && !is_signature
        && rebuild.name(note, b"Subtype") != b"Popup"
}

/// What nobody should read over a shoulder.
fn is_password<'a>(rebuild: &Rebuild<'a>, note: &'a Dictionary) -> bool {
    field(rebuild, note, b"Ff").as_i64().is_ok_and(|flags| flags & (1 << 13) != 0)
}

/// What a field says, or the field that it is a part of.
fn field<'a>(rebuild: &Rebuild<'a>, note: &'a Dictionary, key: &[u8]) -> &'a Object {
    let mut field = note;
    for _ in 0..DEEPEST {
        if field.has(key) {
            return rebuild.get(field, key);
        }
        match rebuild.dictionary(field, b"Parent") {
            Some(parent) => field = parent,
            None => break,
        }
    }
    &Object::Null
}

/// How it looks now: by itself, or in the state that it is in.
fn looks<'a>(rebuild: &Rebuild<'a>, note: &'a Dictionary) -> Option<&'a Object> {
    let all = rebuild.dictionary(note, b"AP")?;
    let normal = all.get(b"N").ok()?;
    match rebuild.look(normal) {
        Object::Stream(_) => Some(normal),
        Object::Dictionary(states) => {
            let state = rebuild.name(note, b"AS");
            Some(states.get(state).or_else(|_| states.get(b"Off")).unwrap_or(&Object::Null))
        }
        _ => None,
    }
}

/// Left, bottom, right, top.
fn rectangle<'a>(rebuild: &Rebuild<'a>, dictionary: &'a Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let [a, b, c, d] = numbers(rebuild, dictionary, key)?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

fn numbers<'a, const N: usize>(
    rebuild: &Rebuild<'a>,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<[f32; N]> {
    let items = rebuild.get(dictionary, key).as_array().ok()?;
    let numbers: Option<Vec<f32>> = items.iter().map(|item| rebuild.look(item).as_float().ok()).collect();
    let numbers: [f32; N] = numbers?.try_into().ok()?;
    // What is reckoned with larger ones may be too large for a number.
    numbers.iter().all(|number| number.abs() < LARGEST).then_some(numbers)
}

/// Draws the look so that its box, turned as it says, fills the place.
fn look_like<'a>(drawing: &mut Drawing<'_, 'a>, looks: &'a Object, place: [f32; 4]) -> Done<()> {
    let rebuild = drawing.rebuild();
    let Some(dictionary) = dict_of(rebuild.look(looks)) else { return Ok(()) };
    let Some([left, bottom, right, top]) = rectangle(rebuild, dictionary, b"BBox") else { return Ok(()) };
    let matrix: [f32; 6] = numbers(rebuild, dictionary, b"Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let resources = rebuild.form_resources();
    let Some(drawn) = rebuild.part(Part::Drawing, looks, resources)? else { return Ok(()) };
    let corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
        .map(|(x, y)| (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]));
    let low = corners.iter().fold((f32::MAX, f32::MAX), |low, at| (low.0.min(at.0), low.1.min(at.1)));
    let high = corners.iter().fold((f32::MIN, f32::MIN), |high, at| (high.0.max(at.0), high.1.max(at.1)));
    let scale = |to: f32, from: f32| if from.abs() > f32::EPSILON { to / from } else { 1.0 };
    let (x, y) = (scale(place[2] - place[0], high.0 - low.0), scale(place[3] - place[1], high.1 - low.1));
    let name = drawing.called("XObject", drawn);
    drawing.keep();
    drawing.write(&format!(
        "{x:.4} 0 0 {y:.4} {:.4} {:.4} cm\n/{name} Do",
        place[0] - low.0 * x,
        place[1] - low.1 * y
    ));
    drawing.restore_all();
    Ok(())
}

/// What is written in a field or a remark that leaves it to the reader how to draw it.
fn write<'a>(drawing: &mut Drawing<'_, 'a>, note: &'a Dictionary, [left, bottom, right, top]: [f32; 4]) {
    let rebuild = drawing.rebuild();
    let text = match rebuild.name(note, b"Subtype") {
        b"Widget" => match field(rebuild, note, b"FT").as_name() {
            Ok(b"Tx" | b"Ch") if !is_password(rebuild, note) => field(rebuild, note, b"V"),
            _ => return,
        },
        b"FreeText" => rebuild.get(note, b"Contents"),
        _ => return,
    };
    let text = match text {
        Object::String(text, _) => plain(text),
        _ => return,
    };
    let told = match field(rebuild, note, b"DA") {
        Object::String(told, _) => size(told),
        _ => None,
    };
    let height = top - bottom;
    let size = told.unwrap_or_else(|| (height * 0.7).clamp(4.0, 12.0));
    let font = rebuild.add(font::ordinary());
    let name = drawing.called("Font", font);
    drawing.keep();
    drawing.write(&format!("{left:.2} {bottom:.2} {:.2} {height:.2} re\nW\nn", right - left));
    drawing.write(&format!("BT\n0 g\n/{name} {size:.2} Tf\n{:.2} TL", size * 1.2));
    let is_one_line = height < size * 2.4;
    let first = if is_one_line { bottom + (height - size * 0.7) / 2.0 } else { top - size };
    drawing.write(&format!("{:.2} {first:.2} Td", left + 2.0));
    for line in text.split(|byte| matches!(byte, b'\r' | b'\n')) {
        drawing.write_text(line);
        drawing.write("Tj\nT*");
    }
    drawing.write("ET");
    drawing.restore_all();
}

/// The size before `Tf`, unless it is left to the reader.
fn size(told: &[u8]) -> Option<f32> {
    let words: Vec<&str> = str::from_utf8(told).ok()?.split_ascii_whitespace().collect();
    let place = words.iter().position(|word| *word == "Tf")?;
    words.get(place.checked_sub(1)?)?.parse().ok().filter(|size| *size > 0.0 && *size < 200.0)
}

/// In the letters that the ordinary font has.
fn plain(text: &[u8]) -> Vec<u8> {
    let Some(units) = text.strip_prefix(&[0xFE, 0xFF]) else { return text.to_vec() };
    let units = units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
    char::decode_utf16(units).map(|letter| u8::try_from(letter.unwrap_or('?')).unwrap_or(b'?')).collect()
}
