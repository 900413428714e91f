//! What pages are drawn with, copied by an allow-list: for every kind of object the keys that say how something looks,
//! with values that can say nothing else. A name passes if the standard has given it a meaning, no text does.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{Done, content::Resources, font, function, image};
use crate::SanitizeError;

/// What all streams together may be unpacked to, without pictures.
const MOST_UNPACKED: usize = 128 << 20;
/// What may stand inside each other: drawings in drawings, patterns in them.
const DEEPEST: usize = 24;

/// What an object is used as. The same one used as something else is copied as something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    ColorSpace,
    Drawing,
    Font,
    Function,
    GraphicsState,
    Group,
    Image,
    Pattern,
    Shading,
    SoftMask,
}

/// What a value may be.
enum What {
    /// Numbers, yes or no, and lists of them.
    Numbers,
    /// A name of the standard's, or a list of them.
    Words,
    Part(Part),
    /// One, or a list.
    Functions,
}

/// A document, and what is copied of it.
pub struct Rebuild<'a> {
    pub from: &'a Document,
    pub to: Document,
    /// Layers that are not shown.
    pub hidden: HashSet<ObjectId>,
    copied: HashMap<(ObjectId, Part), Option<Object>>,
    depth: usize,
    left: usize,
    fonts: usize,
}

impl<'a> Rebuild<'a> {
    pub fn new(from: &'a Document) -> Self {
        let hidden = super::layers::hidden(from);
        Self {
            from,
            to: Document::new(),
            hidden,
            copied: HashMap::new(),
            depth: 0,
            left: MOST_UNPACKED,
            fonts: 0,
        }
    }

    /// What a reference leads to, or the object itself.
    pub fn look(&self, object: &'a Object) -> &'a Object {
        self.from.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    pub fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
        dictionary.get(key).map_or(&Object::Null, |object| self.look(object))
    }

    pub fn dictionary(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        dict_of(self.get(dictionary, key))
    }

    pub fn name(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
        self.get(dictionary, key).as_name().unwrap_or_default()
    }

    pub fn integer(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<i64> {
        let object = self.get(dictionary, key);
        #[expect(clippy::cast_possible_truncation)]
        object.as_i64().ok().or_else(|| object.as_float().ok().map(|float| float as i64))
    }

    /// The object as a part of the new document, each only once; nothing if it is not what it should be.
    pub fn part(&mut self, part: Part, object: &'a Object, around: Resources<'a>) -> Done<Option<Object>> {
        let (id, object) = self.from.dereference(object).unwrap_or((None, &Object::Null));
        if let Some(known) = id.and_then(|id| self.copied.get(&(id, part))) {
            return Ok(known.clone());
        }
        if let Some(id) = id {
            // Who draws itself draws nothing.
            self.copied.insert((id, part), None);
        }
        if self.depth > DEEPEST {
            return Ok(None);
        }
        self.depth += 1;
        let copy = self.copy(part, object, around);
        self.depth -= 1;
        let copy = match copy? {
            Some(copy) if id.is_some() || matches!(copy, Object::Stream(_)) => Some(self.add(copy)),
            copy => copy,
        };
        if let Some(id) = id {
            self.copied.insert((id, part), copy.clone());
        }
        Ok(copy)
    }

    fn copy(&mut self, part: Part, object: &'a Object, around: Resources<'a>) -> Done<Option<Object>> {
        match part {
            Part::ColorSpace => self.color_space(object, around),
            Part::Function => function::copied(self, object),
            Part::Font => font::copied(self, object, around),
            Part::Image => image::copied(self, object, around),
            Part::Drawing => self.drawing(object, around),
            Part::Pattern => self.pattern(object, around),
            Part::Shading => self.shading(object, around),
            Part::GraphicsState | Part::Group | Part::SoftMask => {
                let Some(dictionary) = dict_of(object) else { return Ok(None) };
                Ok(Some(Object::Dictionary(self.entries(part, dictionary, around)?)))
            }
        }
    }

    /// A new object of the new document.
    pub fn add(&mut self, object: Object) -> Object {
        let object = match object {
            reference @ Object::Reference(_) => return reference,
            object => object,
        };
        Object::Reference(self.to.add_object(object))
    }

    /// A name for the next font, which says nothing.
    pub fn next_font(&mut self) -> String {
        self.fonts += 1;
        format!("Font{}", self.fonts)
    }

    /// The entries of a dictionary that the table has.
    pub fn entries(&mut self, part: Part, from: &'a Dictionary, around: Resources<'a>) -> Done<Dictionary> {
        let mut to = Dictionary::new();
        for (key, what) in table(part) {
            let value = self.get(from, key.as_bytes());
            let value = match what {
                What::Numbers => self.numbers(value),
                What::Words => self.words(value),
                What::Part(Part::SoftMask) if value.as_name().is_ok() => self.words(value),
                What::Part(part) => match from.get(key.as_bytes()) {
                    Ok(object) => self.part(*part, object, around)?,
                    Err(_) => None,
                },
                What::Functions => match from.get(key.as_bytes()) {
                    Ok(object) => self.functions(object)?,
                    Err(_) => None,
                },
            };
            if let Some(value) = value {
                to.set(*key, value);
            }
        }
        Ok(to)
    }

    pub fn functions(&mut self, object: &'a Object) -> Done<Option<Object>> {
        let Object::Array(items) = self.look(object) else {
            if self.look(object).as_name().is_ok() {
                return Ok(self.words(self.look(object)));
            }
            return self.part(Part::Function, object, Resources::none());
        };
        let mut functions = Vec::new();
        for item in items.iter().take(64) {
            let Some(function) = self.part(Part::Function, item, Resources::none())? else { return Ok(None) };
            functions.push(function);
        }
        Ok(Some(Object::Array(functions)))
    }

    /// Numbers, yes or no, and lists of them.
    pub fn numbers(&self, object: &'a Object) -> Option<Object> {
        match self.look(object) {
            Object::Array(items) => {
                let plain = |item| match self.look(item) {
                    // A list of numbers has no lists in it, except for the widths of characters.
                    Object::Array(items) => Some(Object::Array(
                        items.iter().filter_map(|item| plain_number(self.look(item))).collect(),
                    )),
                    item => plain_number(item),
                };
                Some(Object::Array(items.iter().filter_map(plain).collect()))
            }
            number => plain_number(number),
        }
    }

    /// A name of the standard's, or a list of such names.
    pub fn words(&self, object: &'a Object) -> Option<Object> {
        match self.look(object) {
            Object::Name(name) => is_word(name).then(|| Object::Name(name.clone())),
            Object::Array(items) => {
                let words = items.iter().filter_map(|item| self.look(item).as_name().ok());
                Some(Object::Array(
                    words.filter(|name| is_word(name)).map(|name| Object::Name(name.to_vec())).collect(),
                ))
            }
            _ => None,
        }
    }

    /// What an external object is drawn as, if it is shown.
    pub fn drawable(&self, object: &'a Object) -> Option<Part> {
        let dictionary = dict_of(self.look(object))?;
        if let Ok(layer) = dictionary.get(b"OC")
            && super::layers::is_hidden(self.from, &self.hidden, layer)
        {
            return None;
        }
        match self.name(dictionary, b"Subtype") {
            b"Image" => Some(Part::Image),
            b"Form" => Some(Part::Drawing),
            _ => None,
        }
    }

    /// The bytes of a stream that is no picture, unpacked.
    pub fn unpacked(&mut self, stream: &'a Stream) -> Done<Vec<u8>> {
        let plain = self.with_plain_filters(stream);
        let bytes = plain.get_plain_content_with_limit(self.left).map_err(|_| SanitizeError::Damaged)?;
        self.left -= bytes.len().min(self.left);
        Ok(bytes)
    }

    /// The stream with its filters and their parameters said on the spot.
    pub fn with_plain_filters(&self, stream: &'a Stream) -> Stream {
        let filters = self.filters(&stream.dict);
        let mut dict = Dictionary::new();
        dict.set("Filter", filters.iter().map(|(name, _)| Object::Name(name.to_vec())).collect::<Vec<_>>());
        dict.set(
            "DecodeParms",
            filters.into_iter().map(|(_, parameters)| parameters.into()).collect::<Vec<_>>(),
        );
        if dict.get(b"Filter").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            dict = Dictionary::new();
        }
        Stream::new(dict, stream.content.clone())
    }

    /// What the looks of fields are drawn with that do not say it themselves.
    pub fn form_resources(&self) -> Resources<'a> {
        let root = self.from.catalog().ok();
        let form = root.and_then(|root| self.dictionary(root, b"AcroForm"));
        form.and_then(|form| self.dictionary(form, b"DR")).map_or(Resources::none(), Resources::of)
    }

    /// How a stream is packed, the outermost first, with the numbers that go with it.
    pub fn filters(&self, dict: &'a Dictionary) -> Vec<(&'a [u8], Dictionary)> {
        let either = |long: &[u8], short: &[u8]| match self.get(dict, long) {
            Object::Null => self.get(dict, short),
            object => object,
        };
        let list = |object: &'a Object| match object {
            Object::Array(items) => items.iter().map(|item| self.look(item)).collect(),
            Object::Null => Vec::new(),
            one => vec![one],
        };
        let parameters = list(either(b"DecodeParms", b"DP"));
        let names = list(either(b"Filter", b"F"));
        names
            .into_iter()
            .enumerate()
            .filter_map(|(place, name)| {
                let mut plain = Dictionary::new();
                if let Some(Object::Dictionary(told)) = parameters.get(place) {
                    for (key, value) in told {
                        if FILTER_NUMBERS.contains(&key.as_slice())
                            && let Some(number) = plain_number(self.look(value))
                        {
                            plain.set(key.clone(), number);
                        }
                    }
                }
                Some((long_name(name.as_name().ok()?), plain))
            })
            .collect()
    }

    fn shading(&mut self, object: &'a Object, around: Resources<'a>) -> Done<Option<Object>> {
        let Some(dictionary) = dict_of(object) else { return Ok(None) };
        let entries = self.entries(Part::Shading, dictionary, around)?;
        match object {
            Object::Stream(stream) => Ok(Some(packed(entries, self.unpacked(stream)?)?)),
            _ => Ok(Some(Object::Dictionary(entries))),
        }
    }

    fn pattern(&mut self, object: &'a Object, around: Resources<'a>) -> Done<Option<Object>> {
        let Some(dictionary) = dict_of(object) else { return Ok(None) };
        let entries = self.entries(Part::Pattern, dictionary, around)?;
        match object {
            Object::Stream(stream) => self.drawn(stream, entries, around).map(Some),
            _ => Ok(Some(Object::Dictionary(entries))),
        }
    }

    /// A drawing within a drawing.
    fn drawing(&mut self, object: &'a Object, around: Resources<'a>) -> Done<Option<Object>> {
        let Object::Stream(stream) = object else { return Ok(None) };
        let mut entries = self.entries(Part::Drawing, &stream.dict, around)?;
        entries.set("Type", "XObject");
        entries.set("Subtype", "Form");
        if !entries.has(b"BBox") {
            return Ok(None);
        }
        self.drawn(stream, entries, around).map(Some)
    }

    /// A stream of drawing, with what it draws with.
    pub fn drawn(
        &mut self,
        stream: &'a Stream,
        mut entries: Dictionary,
        around: Resources<'a>,
    ) -> Done<Object> {
        let bytes = self.unpacked(stream)?;
        let resources = self.dictionary(&stream.dict, b"Resources").map_or(around, Resources::of);
        let (bytes, resources) = super::content::rewritten(self, &bytes, resources)?;
        entries.set("Resources", resources);
        packed(entries, bytes)
    }

    /// Colours of a profile become those of the device: a profile names the screen or the scanner it is of.
    fn color_space(&mut self, object: &'a Object, around: Resources<'a>) -> Done<Option<Object>> {
        if let Object::Name(name) = object {
            return self.color_space_called(name, around);
        }
        let Object::Array(items) = object else { return Ok(None) };
        let Some(family) = items.first().and_then(|family| self.look(family).as_name().ok()) else {
            return Ok(None);
        };
        let at = |place: usize| items.get(place).unwrap_or(&Object::Null);
        match family {
            b"ICCBased" => {
                let Object::Stream(profile) = self.look(at(1)) else { return Ok(None) };
                let alternate = self.get(&profile.dict, b"Alternate");
                let is_lab = |name: &Object| name.as_name().is_ok_and(|name| name == b"Lab");
                if alternate.as_array().is_ok_and(|items| items.first().is_some_and(is_lab)) {
                    return self.part(Part::ColorSpace, alternate, around);
                }
                Ok(match self.integer(&profile.dict, b"N") {
                    Some(1) => Some("DeviceGray".into()),
                    Some(3) => Some("DeviceRGB".into()),
                    Some(4) => Some("DeviceCMYK".into()),
                    _ => None,
                })
            }
            b"CalGray" | b"CalRGB" | b"Lab" => {
                let mut numbers = Dictionary::new();
                if let Some(told) = dict_of(self.look(at(1))) {
                    for key in ["WhitePoint", "BlackPoint", "Gamma", "Matrix", "Range"] {
                        if let Some(value) = self.numbers(self.get(told, key.as_bytes())) {
                            numbers.set(key, value);
                        }
                    }
                }
                Ok(Some(Object::Array(vec![Object::Name(family.to_vec()), numbers.into()])))
            }
            b"Indexed" | b"I" => self.indexed(items, around),
            b"Separation" | b"DeviceN" => {
                let names = match self.look(at(1)) {
                    one @ Object::Name(_) if family == b"Separation" => colorant(one, 0),
                    Object::Array(names) if family == b"DeviceN" => Object::Array(
                        names
                            .iter()
                            .enumerate()
                            .map(|(place, name)| colorant(self.look(name), place))
                            .collect(),
                    ),
                    _ => return Ok(None),
                };
                let Some(base) = self.part(Part::ColorSpace, at(2), around)? else { return Ok(None) };
                let Some(tint) = self.part(Part::Function, at(3), around)? else { return Ok(None) };
                Ok(Some(Object::Array(vec![Object::Name(family.to_vec()), names, base, tint])))
            }
            b"Pattern" => Ok(Some(match self.part(Part::ColorSpace, at(1), around)? {
                Some(base) => Object::Array(vec!["Pattern".into(), base]),
                None => "Pattern".into(),
            })),
            // One name in brackets.
            _ if items.len() == 1 => self.part(Part::ColorSpace, at(0), around),
            _ => Ok(None),
        }
    }

    /// The colours of a device, short or long, or those that the resources call so.
    pub fn color_space_called(&mut self, name: &[u8], around: Resources<'a>) -> Done<Option<Object>> {
        Ok(Some(match name {
            b"DeviceGray" | b"CalGray" | b"G" => "DeviceGray".into(),
            b"DeviceRGB" | b"CalRGB" | b"RGB" => "DeviceRGB".into(),
            b"DeviceCMYK" | b"CalCMYK" | b"CMYK" => "DeviceCMYK".into(),
            b"Pattern" => "Pattern".into(),
            other => {
                return match around.find(self, b"ColorSpace", other) {
                    // One name may stand for another, and not for itself.
                    Some(named) if self.look(named).as_name().is_ok_and(|name| name == other) => Ok(None),
                    Some(named) => self.part(Part::ColorSpace, named, around),
                    None => Ok(None),
                };
            }
        }))
    }

    fn indexed(&mut self, items: &'a [Object], around: Resources<'a>) -> Done<Option<Object>> {
        let [_, base, last, table] = items else { return Ok(None) };
        let Some(base) = self.part(Part::ColorSpace, base, around)? else { return Ok(None) };
        let each = self.components(&base).unwrap_or(4);
        let Ok(last) = self.look(last).as_i64() else { return Ok(None) };
        let mut table = match self.look(table) {
            Object::String(bytes, _) => bytes.clone(),
            Object::Stream(stream) => self.unpacked(stream)?,
            _ => return Ok(None),
        };
        table.truncate(usize::try_from(last.clamp(0, 255)).unwrap_or(0).saturating_add(1) * each);
        let table = Object::String(table, lopdf::StringFormat::Hexadecimal);
        Ok(Some(Object::Array(vec!["Indexed".into(), base, last.into(), table])))
    }

    /// How many numbers make a colour of a space that has been copied: the space it was copied from may say something else.
    pub fn components(&self, space: &Object) -> Option<usize> {
        let (_, space) = self.to.dereference(space).ok()?;
        if let Object::Name(name) = space {
            return match name.as_slice() {
                b"DeviceGray" => Some(1),
                b"DeviceRGB" => Some(3),
                b"DeviceCMYK" => Some(4),
                _ => None,
            };
        }
        let items = space.as_array().ok()?;
        match items.first()?.as_name().ok()? {
            b"CalRGB" | b"Lab" => Some(3),
            b"CalGray" | b"Indexed" | b"Separation" => Some(1),
            b"DeviceN" => Some(items.get(1)?.as_array().ok()?.len()),
            _ => None,
        }
    }
}

/// The colours of ink on paper have names that say nothing; a firm's own colour may be called after it.
fn colorant(name: &Object, place: usize) -> Object {
    let known: [&[u8]; 6] = [b"All", b"None", b"Cyan", b"Magenta", b"Yellow", b"Black"];
    match name.as_name() {
        Ok(name) if known.contains(&name) => Object::Name(name.to_vec()),
        _ => Object::Name(format!("Ink{place}").into_bytes()),
    }
}

fn table(part: Part) -> &'static [(&'static str, What)] {
    use What::{Functions, Numbers, Words};
    match part {
        Part::GraphicsState => &[
            ("AIS", Numbers),
            ("BM", Words),
            ("CA", Numbers),
            ("D", Numbers),
            ("FL", Numbers),
            ("LC", Numbers),
            ("LJ", Numbers),
            ("LW", Numbers),
            ("ML", Numbers),
            ("OP", Numbers),
            ("OPM", Numbers),
            ("RI", Words),
            ("SA", Numbers),
            ("SM", Numbers),
            ("SMask", What::Part(Part::SoftMask)),
            ("TK", Numbers),
            ("ca", Numbers),
            ("op", Numbers),
        ],
        Part::SoftMask => {
            &[("S", Words), ("G", What::Part(Part::Drawing)), ("BC", Numbers), ("TR", Functions)]
        }
        Part::Group => &[("S", Words), ("CS", What::Part(Part::ColorSpace)), ("I", Numbers), ("K", Numbers)],
        Part::Shading => &[
            ("ShadingType", Numbers),
            ("ColorSpace", What::Part(Part::ColorSpace)),
            ("Background", Numbers),
            ("BBox", Numbers),
            ("AntiAlias", Numbers),
            ("Coords", Numbers),
            ("Domain", Numbers),
            ("Extend", Numbers),
            ("Matrix", Numbers),
            ("BitsPerCoordinate", Numbers),
            ("BitsPerComponent", Numbers),
            ("BitsPerFlag", Numbers),
            ("Decode", Numbers),
            ("VerticesPerRow", Numbers),
            ("Function", Functions),
        ],
        Part::Pattern => &[
            ("PatternType", Numbers),
            ("PaintType", Numbers),
            ("TilingType", Numbers),
            ("BBox", Numbers),
            ("XStep", Numbers),
            ("YStep", Numbers),
            ("Matrix", Numbers),
            ("Shading", What::Part(Part::Shading)),
            ("ExtGState", What::Part(Part::GraphicsState)),
        ],
        Part::Drawing => &[("BBox", Numbers), ("Matrix", Numbers), ("Group", What::Part(Part::Group))],
        Part::Image => &[
            ("Width", Numbers),
            ("Height", Numbers),
            ("BitsPerComponent", Numbers),
            ("Decode", Numbers),
            ("ImageMask", Numbers),
            ("Interpolate", Numbers),
            ("SMaskInData", Numbers),
            ("Matte", Numbers),
            ("Intent", Words),
            ("ColorSpace", What::Part(Part::ColorSpace)),
            ("SMask", What::Part(Part::Image)),
        ],
        Part::Function => &[
            ("FunctionType", Numbers),
            ("Domain", Numbers),
            ("Range", Numbers),
            ("N", Numbers),
            ("C0", Numbers),
            ("C1", Numbers),
            ("Bounds", Numbers),
            ("Encode", Numbers),
            ("Decode", Numbers),
            ("Size", Numbers),
            ("BitsPerSample", Numbers),
            ("Order", Numbers),
        ],
        Part::ColorSpace | Part::Font => &[],
    }
}

/// Names that the standard gives to values.
pub fn is_word(name: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[
        b"Alpha",
        b"Luminosity",
        b"Transparency",
        b"Identity",
        b"Default",
        b"None",
        b"Normal",
        b"Compatible",
        b"Multiply",
        b"Screen",
        b"Overlay",
        b"Darken",
        b"Lighten",
        b"ColorDodge",
        b"ColorBurn",
        b"HardLight",
        b"SoftLight",
        b"Difference",
        b"Exclusion",
        b"Hue",
        b"Saturation",
        b"Color",
        b"AbsoluteColorimetric",
        b"RelativeColorimetric",
        b"Perceptual",
    ];
    WORDS.contains(&name)
}

/// What is told about how a stream is packed.
const FILTER_NUMBERS: [&[u8]; 14] = [
    b"BitsPerComponent",
    b"BlackIs1",
    b"ColorTransform",
    b"Colors",
    b"Columns",
    b"DamagedRowsBeforeError",
    b"EarlyChange",
    b"EncodedByteAlign",
    b"EndOfBlock",
    b"EndOfLine",
    b"K",
    b"Predictor",
    b"Rows",
    b"Length",
];

pub fn is_filter_number(key: &[u8]) -> bool {
    FILTER_NUMBERS.contains(&key)
}

/// The name of a filter, which may be short inside a drawing.
pub fn long_name(filter: &[u8]) -> &[u8] {
    match filter {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        other => other,
    }
}

/// Documents have no word for a number that is too large.
fn plain_number(object: &Object) -> Option<Object> {
    match object {
        Object::Real(number) if !number.is_finite() => None,
        Object::Integer(_) | Object::Real(_) | Object::Boolean(_) => Some(object.clone()),
        _ => None,
    }
}

/// The dictionary of a dictionary or a stream.
pub fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A stream of these bytes.
pub fn packed(entries: Dictionary, bytes: Vec<u8>) -> Done<Object> {
    let mut stream = Stream::new(entries, bytes);
    stream.compress().map_err(|_| SanitizeError::Damaged)?;
    Ok(Object::Stream(stream))
}

/// An empty dictionary with a type.
pub fn typed(kind: &str) -> Dictionary {
    dictionary! { "Type" => kind }
}
