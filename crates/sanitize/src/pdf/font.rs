//! Fonts: how characters look, how wide they are, which letters they stand for. What a font is called matters only where
//! it does not come along, and there only to find one like it.

use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::{
    Done,
    content::{Drawing, Resources},
    lexer::{Lexeme, Lexer, Operand},
    program,
    rebuild::{Rebuild, dict_of, packed, typed},
};

const DESCRIPTOR: [&str; 14] = [
    "Ascent",
    "AvgWidth",
    "CapHeight",
    "Descent",
    "Flags",
    "FontBBox",
    "FontWeight",
    "ItalicAngle",
    "Leading",
    "MaxWidth",
    "MissingWidth",
    "StemH",
    "StemV",
    "XHeight",
];
const SIMPLE: [&str; 3] = ["FirstChar", "LastChar", "Widths"];
const DESCENDANT: [&str; 4] = ["DW", "W", "DW2", "W2"];
const TYPE_3: [&str; 5] = ["FirstChar", "LastChar", "Widths", "FontBBox", "FontMatrix"];
const FIXED_PITCH: i64 = 1;
const SERIF: i64 = 2;
/// What one character may stand for: longer than any ligature, shorter than a name. In units of UTF-16, two bytes each.
const LONGEST_TEXT: usize = 6;

pub fn copied<'a>(
    rebuild: &mut Rebuild<'a>,
    object: &'a Object,
    around: Resources<'a>,
) -> Done<Option<Object>> {
    let Some(font) = dict_of(object) else { return Ok(None) };
    let kind = rebuild.name(font, b"Subtype");
    let entries = match kind {
        b"Type0" => of_many_characters(rebuild, font)?,
        b"Type3" => drawn(rebuild, font, around)?,
        b"Type1" | b"MMType1" | b"TrueType" => Some(simple(rebuild, font, kind == b"MMType1")?),
        _ => None,
    };
    let Some(mut entries) = entries else { return Ok(None) };
    entries.set("Subtype", Object::Name(kind.to_vec()));
    if let Object::Stream(map) = rebuild.get(font, b"ToUnicode") {
        let map = character_map(&rebuild.unpacked(map)?, true);
        let map = packed(Dictionary::new(), map)?;
        entries.set("ToUnicode", rebuild.add(map));
    }
    Ok(Some(entries.into()))
}

/// Of characters that are told by more than a byte.
fn of_many_characters<'a>(rebuild: &mut Rebuild<'a>, font: &'a Dictionary) -> Done<Option<Dictionary>> {
    let mut entries = typed("Font");
    let Object::Array(descendants) = rebuild.get(font, b"DescendantFonts") else { return Ok(None) };
    let Some(descendant) = descendants.first().and_then(|one| dict_of(rebuild.look(one))) else {
        return Ok(None);
    };
    let (descendant, name) = self::descendant(rebuild, descendant)?;
    let descendant = rebuild.add(descendant.into());
    entries.set("BaseFont", Object::Name(name));
    entries.set("DescendantFonts", vec![descendant]);
    let encoding = match rebuild.get(font, b"Encoding") {
        Object::Stream(stream) => {
            let map = character_map(&rebuild.unpacked(stream)?, false);
            let mut entries = dictionary! {
                "Type" => "CMap",
                "CMapName" => "Codes",
                "CIDSystemInfo" => collection("Adobe", "Identity"),
            };
            if let Some(Object::Integer(mode)) = rebuild.numbers(rebuild.get(&stream.dict, b"WMode")) {
                entries.set("WMode", mode);
            }
            if let Object::Name(base) = rebuild.get(&stream.dict, b"UseCMap")
                && is_known_map(base)
            {
                entries.set("UseCMap", Object::Name(base.clone()));
            }
            let map = packed(entries, map)?;
            rebuild.add(map)
        }
        Object::Name(name) if is_known_map(name) => Object::Name(name.clone()),
        _ => "Identity-H".into(),
    };
    entries.set("Encoding", encoding);
    Ok(Some(entries))
}

/// Of glyphs that are drawings.
fn drawn<'a>(
    rebuild: &mut Rebuild<'a>,
    font: &'a Dictionary,
    around: Resources<'a>,
) -> Done<Option<Dictionary>> {
    let mut entries = typed("Font");
    let Some(glyphs) = rebuild.dictionary(font, b"CharProcs") else { return Ok(None) };
    let resources = rebuild.dictionary(font, b"Resources").map_or(around, Resources::of);
    let mut drawn = Dictionary::new();
    let mut names = Vec::new();
    // All glyphs are drawn with the same things.
    let mut drawing = Drawing::new(rebuild, resources);
    for (name, glyph) in glyphs.iter().take(4096) {
        let rebuild = drawing.rebuild();
        let Object::Stream(stream) = rebuild.look(glyph) else { continue };
        let bytes = rebuild.unpacked(stream)?;
        drawing.read(&bytes)?;
        let glyph = packed(Dictionary::new(), drawing.take())?;
        let called = format!("g{}", names.len());
        drawn.set(called.clone(), drawing.rebuild().add(glyph));
        names.push((name.clone(), called.into_bytes()));
    }
    entries.set("Resources", drawing.finish().1);
    copy_numbers(rebuild, font, &mut entries, &TYPE_3);
    entries.set("CharProcs", drawn);
    let called = |name: &[u8]| names.iter().find(|(old, _)| old == name).map(|(_, new)| new.clone());
    let differences = differences(rebuild, font, called);
    entries.set("Encoding", dictionary! { "Type" => "Encoding", "Differences" => differences });
    Ok(Some(entries))
}

/// Of characters that are a byte each.
fn simple<'a>(rebuild: &mut Rebuild<'a>, font: &'a Dictionary, is_master: bool) -> Done<Dictionary> {
    let mut entries = typed("Font");
    let described = descriptor(rebuild, font, is_master)?;
    copy_numbers(rebuild, font, &mut entries, &SIMPLE);
    entries.set("BaseFont", Object::Name(described.name));
    if let Some(descriptor) = described.entries {
        entries.set("FontDescriptor", rebuild.add(descriptor.into()));
    }
    match rebuild.get(font, b"Encoding") {
        Object::Name(name) if is_encoding(name) => entries.set("Encoding", Object::Name(name.clone())),
        Object::Dictionary(told) => {
            let mut encoding = typed("Encoding");
            let base = rebuild.name(told, b"BaseEncoding");
            if is_encoding(base) {
                encoding.set("BaseEncoding", Object::Name(base.to_vec()));
            }
            if told.has(b"Differences") {
                let kept = |name: &[u8]| is_glyph_name(name).then(|| name.to_vec());
                encoding.set("Differences", differences(rebuild, font, kept));
            }
            entries.set("Encoding", encoding);
        }
        _ => {}
    }
    Ok(entries)
}

fn copy_numbers<'a>(rebuild: &Rebuild<'a>, from: &'a Dictionary, to: &mut Dictionary, keys: &[&str]) {
    for key in keys {
        if let Some(value) = rebuild.numbers(rebuild.get(from, key.as_bytes())) {
            to.set(*key, value);
        }
    }
}

/// The font within one of many characters, and its name.
fn descendant<'a>(rebuild: &mut Rebuild<'a>, font: &'a Dictionary) -> Done<(Dictionary, Vec<u8>)> {
    let mut entries = typed("Font");
    let is_true_type = rebuild.name(font, b"Subtype") == b"CIDFontType2";
    entries.set("Subtype", if is_true_type { "CIDFontType2" } else { "CIDFontType0" });
    let described = descriptor(rebuild, font, false)?;
    entries.set("BaseFont", Object::Name(described.name.clone()));
    if let Some(descriptor) = described.entries {
        entries.set("FontDescriptor", rebuild.add(descriptor.into()));
    }
    copy_numbers(rebuild, font, &mut entries, &DESCENDANT);
    let known = rebuild.dictionary(font, b"CIDSystemInfo").and_then(|told| {
        let ordering = rebuild.get(told, b"Ordering").as_str().ok()?;
        let known = ["Identity", "UCS", "Japan1", "GB1", "CNS1", "Korea1", "KR"];
        known.into_iter().find(|known| known.as_bytes() == ordering)
    });
    entries.set("CIDSystemInfo", collection("Adobe", known.unwrap_or("Identity")));
    match rebuild.get(font, b"CIDToGIDMap") {
        Object::Stream(stream) => {
            let mut map = rebuild.unpacked(stream)?;
            map.truncate(1 << 17);
            let map = packed(Dictionary::new(), map)?;
            entries.set("CIDToGIDMap", rebuild.add(map));
        }
        _ if is_true_type => entries.set("CIDToGIDMap", "Identity"),
        _ => {}
    }
    Ok((entries, described.name))
}

fn collection(registry: &str, ordering: &str) -> Dictionary {
    let text = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    dictionary! { "Registry" => text(registry), "Ordering" => text(ordering), "Supplement" => 0 }
}

struct Described {
    name: Vec<u8>,
    entries: Option<Dictionary>,
}

fn descriptor<'a>(rebuild: &mut Rebuild<'a>, font: &'a Dictionary, is_master: bool) -> Done<Described> {
    let told = rebuild.name(font, b"BaseFont");
    let Some(from) = rebuild.dictionary(font, b"FontDescriptor") else {
        return Ok(Described { name: known_name(told, 0), entries: None });
    };
    let mut entries = typed("FontDescriptor");
    copy_numbers(rebuild, from, &mut entries, &DESCRIPTOR);
    let mut comes_along = false;
    for (key, lengths) in [
        ("FontFile", ["Length1", "Length2", "Length3"].as_slice()),
        ("FontFile2", &["Length1"]),
        ("FontFile3", &[]),
    ] {
        let Object::Stream(file) = rebuild.get(from, key.as_bytes()) else { continue };
        let bytes = rebuild.unpacked(file)?;
        let kind = rebuild.name(&file.dict, b"Subtype");
        let mut dict = Dictionary::new();
        copy_numbers(rebuild, &file.dict, &mut dict, lengths);
        let (bytes, kind) = match (key, kind) {
            ("FontFile", _) => {
                let clear =
                    rebuild.integer(&file.dict, b"Length1").and_then(|length| usize::try_from(length).ok());
                (program::type_1(bytes, clear.unwrap_or(0)), None)
            }
            ("FontFile2", _) => (program::open_type(bytes), None),
            (_, b"OpenType") => (program::open_type(bytes), Some("OpenType")),
            (_, b"CIDFontType0C") => (program::compact(bytes), Some("CIDFontType0C")),
            _ => (program::compact(bytes), Some("Type1C")),
        };
        if let Some(kind) = kind {
            dict.set("Subtype", kind);
        }
        let file: Object = packed(dict, bytes)?;
        entries.set(key, rebuild.add(file));
        comes_along = true;
    }
    let flags = rebuild.integer(from, b"Flags").unwrap_or(0);
    let name =
        if comes_along && !is_master { rebuild.next_font().into_bytes() } else { known_name(told, flags) };
    entries.set("FontName", Object::Name(name.clone()));
    Ok(Described { name, entries: Some(entries) })
}

/// The name of a font that does not come along: of a family that everybody has, or of one that looks like it.
fn known_name(name: &[u8], flags: i64) -> Vec<u8> {
    const FAMILIES: [&str; 24] = [
        "Arial",
        "ArialNarrow",
        "Calibri",
        "Cambria",
        "CenturyGothic",
        "ComicSansMS",
        "Consolas",
        "Courier",
        "CourierNew",
        "DejaVuSans",
        "Garamond",
        "Georgia",
        "Helvetica",
        "HelveticaNeue",
        "LucidaConsole",
        "PalatinoLinotype",
        "Symbol",
        "Tahoma",
        "Times",
        "TimesNewRoman",
        "TrebuchetMS",
        "Verdana",
        "Wingdings",
        "ZapfDingbats",
    ];
    const STYLES: [&str; 10] =
        ["Bold", "Italic", "Oblique", "Roman", "Regular", "PSMT", "PS", "MT", "Light", "Narrow"];
    let told: String =
        name.iter().filter(|byte| !b" _".contains(byte)).map(|byte| char::from(*byte)).collect();
    let told = told.split_once('+').map_or(told.as_str(), |(_, told)| told);
    let is_known = FAMILIES.iter().any(|family| {
        let Some(mut style) = told.strip_prefix(family) else { return false };
        while !style.is_empty() {
            style = style.trim_start_matches([',', '-']);
            match STYLES.iter().find_map(|known| style.strip_prefix(known)) {
                Some(rest) => style = rest,
                None => return style.is_empty(),
            }
        }
        true
    });
    if is_known {
        told.as_bytes().to_vec()
    } else if flags & FIXED_PITCH != 0 {
        b"Courier".to_vec()
    } else if flags & SERIF != 0 {
        b"Times-Roman".to_vec()
    } else {
        b"Helvetica".to_vec()
    }
}

/// Which glyph stands where: numbers, and names as they are called now.
fn differences<'a>(
    rebuild: &Rebuild<'a>,
    font: &'a Dictionary,
    called: impl Fn(&[u8]) -> Option<Vec<u8>>,
) -> Vec<Object> {
    let told = rebuild.dictionary(font, b"Encoding").map(|told| rebuild.get(told, b"Differences"));
    let Some(Object::Array(items)) = told else { return Vec::new() };
    let item = |item| match rebuild.look(item) {
        number @ Object::Integer(_) => Some(number.clone()),
        Object::Name(name) => Some(Object::Name(called(name).unwrap_or_else(|| b".notdef".to_vec()))),
        _ => None,
    };
    items.iter().take(4096).filter_map(item).collect()
}

/// Letters, digits, points and underscores, and not many, as the list of glyph names has them.
fn is_glyph_name(name: &[u8]) -> bool {
    name.len() <= 24 && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._".contains(byte))
}

fn is_encoding(name: &[u8]) -> bool {
    matches!(name, b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding" | b"StandardEncoding")
}

/// The maps that readers know by name.
fn is_known_map(name: &[u8]) -> bool {
    const KNOWN: [&str; 15] = [
        "83pv-",
        "90ms",
        "90pv-",
        "Add-",
        "B5pc-",
        "CNS-",
        "ETen",
        "EUC-",
        "Ext-",
        "GB",
        "HKscs-",
        "Identity-",
        "KSC",
        "Uni",
        "ETHK",
    ];
    let Ok(name) = str::from_utf8(name) else { return false };
    let ends = ["H", "V"].iter().any(|end| name.strip_suffix(end).is_some_and(|rest| rest.ends_with('-')));
    matches!(name, "H" | "V")
        || (ends && name.len() <= 20 && KNOWN.iter().any(|known| name.starts_with(known)))
}

/// Which codes there are and what they stand for; nothing of what the map is called and who made it. As a map of codes
/// to text, or to characters of a collection.
fn character_map(text: &[u8], to_text: bool) -> Vec<u8> {
    let mut map = Vec::new();
    map.extend(b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n");
    map.extend(b"<< /Registry (Adobe) /Ordering (");
    map.extend(if to_text { b"UCS".as_slice() } else { b"Identity" });
    map.extend(b") /Supplement 0 >> def\n/CMapName /Codes def\n/CMapType 2 def\n");
    let mut lexer = Lexer::new(text);
    let mut operands = Vec::new();
    while let Some(lexeme) = lexer.lexeme() {
        let word = match lexeme {
            Lexeme::Operand(operand) => {
                operands.push(operand);
                continue;
            }
            Lexeme::Word(word) => word,
        };
        let width = match word {
            b"endcodespacerange" | b"endbfchar" | b"endcidchar" | b"endnotdefchar" => 2,
            b"endbfrange" | b"endcidrange" | b"endnotdefrange" => 3,
            b"usecmap" => {
                if let Some(Operand::Name(base)) = operands.last().filter(|_| !to_text)
                    && is_known_map(base)
                {
                    map.extend([b"/", base.as_slice(), b" usecmap\n"].concat());
                }
                0
            }
            b"def" => {
                if let [.., Operand::Name(key), Operand::Number(mode @ (b"0" | b"1"))] = operands.as_slice()
                    && key == b"WMode"
                {
                    map.extend([b"/WMode ", *mode, b" def\n"].concat());
                }
                0
            }
            _ => 0,
        };
        if width > 0 {
            section(&mut map, &word[3..], &operands, width);
        }
        operands.clear();
    }
    map.extend(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// Readers want no more lines in a section.
const MOST_LINES: usize = 100;

fn section(map: &mut Vec<u8>, name: &[u8], operands: &[Operand], width: usize) {
    let lines: Vec<Vec<u8>> = operands.chunks_exact(width).filter_map(line).collect();
    for lines in lines.chunks(MOST_LINES) {
        map.extend(format!("{} begin", lines.len()).bytes());
        map.extend([name, b"\n", &lines.concat(), b"end", name, b"\n"].concat());
    }
}

fn line(operands: &[Operand]) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    for operand in operands {
        match operand {
            Operand::Number(number) => line.extend_from_slice(number),
            Operand::Text(text) => line.extend(short(text)?),
            Operand::Array(items) => {
                line.push(b'[');
                for item in items {
                    let Operand::Text(text) = item else { return None };
                    // Its place must not be another's.
                    line.extend(short(text).unwrap_or_else(|| b"<FFFD>".to_vec()));
                }
                line.push(b']');
            }
            _ => return None,
        }
        line.push(b' ');
    }
    line.push(b'\n');
    Some(line)
}

fn short(text: &[u8]) -> Option<Vec<u8>> {
    use std::fmt::Write;
    let mut digits = String::from("<");
    for byte in text {
        let _ = write!(digits, "{byte:02X}");
    }
    (text.len() <= LONGEST_TEXT * 2).then(|| (digits + ">").into_bytes())
}

/// The font that everybody has, for what the desk draws itself. In the order in which fonts are copied.
pub fn ordinary() -> Object {
    dictionary! {
        "Type" => "Font",
        "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
        "Subtype" => "Type1",
    }
    .into()
}
