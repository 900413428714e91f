//! What is drawn, operator by operator: marks that nobody sees are left out, what is drawn with gets names that say
//! nothing, and what is not drawn with does not come along.

use std::collections::HashMap;

use lopdf::{Dictionary, Object};

use super::{
    Done, image, layers,
    lexer::{Lexeme, Lexer, Operand},
    rebuild::{Part, Rebuild, is_word},
};

/// No operator is given more; what is more is not for an operator.
const MOST_OPERANDS: usize = 128;

/// What the names in a stream of drawing stand for.
#[derive(Clone, Copy)]
pub struct Resources<'a>(Option<&'a Dictionary>);

impl<'a> Resources<'a> {
    pub fn of(dictionary: &'a Dictionary) -> Self {
        Self(Some(dictionary))
    }

    pub fn none() -> Self {
        Self(None)
    }

    /// What a name of this category stands for, possibly a reference.
    pub fn find(self, rebuild: &Rebuild<'a>, category: &[u8], name: &[u8]) -> Option<&'a Object> {
        rebuild.dictionary(self.0?, category)?.get(name).ok()
    }
}

/// The drawing, and what its names stand for now.
pub fn rewritten<'a>(
    rebuild: &mut Rebuild<'a>,
    bytes: &[u8],
    resources: Resources<'a>,
) -> Done<(Vec<u8>, Dictionary)> {
    let mut drawing = Drawing::new(rebuild, resources);
    drawing.read(bytes)?;
    Ok(drawing.finish())
}

/// A drawing that is written anew.
pub struct Drawing<'r, 'a> {
    rebuild: &'r mut Rebuild<'a>,
    resources: Resources<'a>,
    out: Vec<u8>,
    /// What each name of each category is called now, if it stands for anything.
    names: HashMap<(&'static str, Vec<u8>), Option<String>>,
    used: Dictionary,
    count: usize,
    /// For each state that is kept: is text invisible there?
    kept: Vec<bool>,
    invisible: bool,
    /// For each mark that is open: does it hide what it is around?
    marks: Vec<bool>,
}

impl<'r, 'a> Drawing<'r, 'a> {
    pub fn new(rebuild: &'r mut Rebuild<'a>, resources: Resources<'a>) -> Self {
        Self {
            rebuild,
            resources,
            out: Vec::new(),
            names: HashMap::new(),
            used: Dictionary::new(),
            count: 0,
            kept: Vec::new(),
            invisible: false,
            marks: Vec::new(),
        }
    }

    /// The bytes, and what its names stand for.
    pub fn finish(mut self) -> (Vec<u8>, Dictionary) {
        self.restore_all();
        (self.out, self.used)
    }

    /// What has been drawn so far, as a drawing of its own.
    pub fn take(&mut self) -> Vec<u8> {
        self.restore_all();
        std::mem::take(&mut self.out)
    }

    /// Whatever comes next starts from where the page started.
    pub fn restore_all(&mut self) {
        for _ in self.kept.drain(..) {
            self.out.extend(b"Q\n");
        }
        self.marks.clear();
        self.invisible = false;
    }

    pub fn rebuild(&mut self) -> &mut Rebuild<'a> {
        self.rebuild
    }

    /// Something of our own is drawn.
    pub fn write(&mut self, operators: &str) {
        self.out.extend(operators.bytes());
        self.out.push(b'\n');
    }

    /// A string, as an operator is given it.
    pub fn write_text(&mut self, text: &[u8]) {
        write_text(&mut self.out, text);
    }

    /// Keeps the state, to be restored at the end of what follows.
    pub fn keep(&mut self) {
        self.kept.push(self.invisible);
        self.out.extend(b"q\n");
    }

    pub fn read(&mut self, bytes: &[u8]) -> Done<()> {
        let mut lexer = Lexer::new(bytes);
        let mut operands = Vec::new();
        while let Some(lexeme) = lexer.lexeme() {
            match lexeme {
                Lexeme::Operand(operand) if operands.len() < MOST_OPERANDS => operands.push(operand),
                Lexeme::Operand(_) => {}
                Lexeme::Word(b"BI") => {
                    operands.clear();
                    self.inline_image(&mut lexer)?;
                }
                Lexeme::Word(operator) => {
                    self.operator(operator, &operands)?;
                    operands.clear();
                }
            }
        }
        Ok(())
    }

    fn is_hidden(&self) -> bool {
        self.marks.contains(&true)
    }

    fn operator(&mut self, operator: &[u8], operands: &[Operand]) -> Done<()> {
        match (operator, operands) {
            (b"q", _) => self.keep(),
            (b"Q", _) => {
                if let Some(invisible) = self.kept.pop() {
                    self.invisible = invisible;
                    self.out.extend(b"Q\n");
                }
            }
            (b"BDC", [Operand::Name(tag), Operand::Name(name), ..]) if tag == b"OC" => {
                let layer = self.resources.find(self.rebuild, b"Properties", name);
                let rebuild = &self.rebuild;
                let hides =
                    layer.is_some_and(|layer| layers::is_hidden(rebuild.from, &rebuild.hidden, layer));
                self.marks.push(hides);
            }
            (b"BMC" | b"BDC", _) => self.marks.push(false),
            (b"EMC", _) => drop(self.marks.pop()),
            (b"Do", [.., Operand::Name(name)]) if !self.is_hidden() => {
                if let Some(name) = self.named("XObject", name)? {
                    self.write(&format!("/{name} Do"));
                }
            }
            (b"gs", [.., Operand::Name(name)]) => {
                if let Some(name) = self.named("ExtGState", name)? {
                    self.write(&format!("/{name} gs"));
                }
            }
            (b"sh", [.., Operand::Name(name)]) if !self.is_hidden() => {
                if let Some(name) = self.named("Shading", name)? {
                    self.write(&format!("/{name} sh"));
                }
            }
            (b"Tf", [.., Operand::Name(name), size @ Operand::Number(_)]) => {
                if let Some(name) = self.named("Font", name)? {
                    self.out.extend(format!("/{name} ").bytes());
                    self.plain(operator, std::slice::from_ref(size));
                }
            }
            (b"cs" | b"CS", [.., Operand::Name(name)]) => {
                let name = match name.as_slice() {
                    known @ (b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern") => {
                        Some(String::from_utf8_lossy(known).into_owned())
                    }
                    name => self.named("ColorSpace", name)?,
                };
                if let Some(name) = name {
                    self.out.extend(format!("/{name} ").bytes());
                    self.plain(operator, &[]);
                }
            }
            (b"scn" | b"SCN", [numbers @ .., Operand::Name(name)]) => {
                if let Some(name) = self.named("Pattern", name)? {
                    self.numbers(numbers);
                    self.out.extend(format!("/{name} ").bytes());
                    self.plain(operator, &[]);
                }
            }
            (b"ri", [.., Operand::Name(name)]) if is_word(name) => {
                self.out.push(b'/');
                self.out.extend_from_slice(name);
                self.out.extend(b" ri\n");
            }
            (b"d", [Operand::Array(dashes), phase @ Operand::Number(_)]) => {
                self.out.push(b'[');
                self.numbers(dashes);
                self.out.extend(b"] ");
                self.plain(operator, std::slice::from_ref(phase));
            }
            (b"Tj" | b"TJ" | b"'" | b"\"", _) => self.show(operator, operands),
            (b"Tr", [.., Operand::Number(mode)]) => {
                self.invisible = *mode == b"3";
                self.plain(operator, operands);
            }
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s", _) => {
                self.plain(if self.is_hidden() { b"n" } else { operator }, &[]);
            }
            (operator, operands) if PLAIN.contains(&operator) => self.plain(operator, operands),
            _ => {}
        }
        Ok(())
    }

    /// Text that can be seen. Under a picture of a page lies, unseen, what a machine has read in it, and anything else.
    fn show(&mut self, operator: &[u8], operands: &[Operand]) {
        let is_seen = !self.invisible && !self.is_hidden();
        match operands {
            [.., Operand::Text(text)] if operator == b"Tj" && is_seen => {
                self.write_text(text);
                self.plain(operator, &[]);
            }
            [.., Operand::Array(items)] if operator == b"TJ" && is_seen => {
                self.out.push(b'[');
                for item in items {
                    match item {
                        Operand::Text(text) => self.write_text(text),
                        number => self.numbers(std::slice::from_ref(number)),
                    }
                }
                self.out.extend(b"] ");
                self.plain(operator, &[]);
            }
            [.., Operand::Text(text)] if operator == b"'" => {
                self.plain(b"T*", &[]);
                self.show(b"Tj", &[Operand::Text(text.clone())]);
            }
            [word @ Operand::Number(_), character @ Operand::Number(_), Operand::Text(text)]
                if operator == b"\"" =>
            {
                self.plain(b"Tw", std::slice::from_ref(word));
                self.plain(b"Tc", std::slice::from_ref(character));
                self.show(b"'", &[Operand::Text(text.clone())]);
            }
            _ => {}
        }
    }

    /// An operator with the numbers it is given.
    fn plain(&mut self, operator: &[u8], operands: &[Operand]) {
        self.numbers(operands);
        self.out.extend_from_slice(operator);
        self.out.push(b'\n');
    }

    fn numbers(&mut self, operands: &[Operand]) {
        for operand in operands {
            if let Operand::Number(number) = operand {
                self.out.extend_from_slice(number);
                self.out.push(b' ');
            }
        }
    }

    /// What a name is called in the new drawing, if it stands for something that can be drawn with.
    fn named(&mut self, category: &'static str, name: &[u8]) -> Done<Option<String>> {
        let key = (category, name.to_vec());
        if let Some(known) = self.names.get(&key) {
            return Ok(known.clone());
        }
        let found = self.resources.find(self.rebuild, category.as_bytes(), name);
        let copy = match found {
            Some(object) => {
                let part = match category {
                    "Font" => Part::Font,
                    "ExtGState" => Part::GraphicsState,
                    "ColorSpace" => Part::ColorSpace,
                    "Pattern" => Part::Pattern,
                    "Shading" => Part::Shading,
                    _ => match self.rebuild.drawable(object) {
                        Some(part) => part,
                        None => return Ok(None),
                    },
                };
                self.rebuild.part(part, object, self.resources)?
            }
            None => None,
        };
        let name = copy.map(|copy| self.called(category, copy));
        self.names.insert(key, name.clone());
        Ok(name)
    }

    /// The name of something to draw with.
    pub fn called(&mut self, category: &'static str, object: Object) -> String {
        let name = format!("{}{}", &category[..1], self.count);
        self.count += 1;
        if !self.used.has(category.as_bytes()) {
            self.used.set(category, Dictionary::new());
        }
        if let Ok(names) = self.used.get_mut(category.as_bytes()).and_then(Object::as_dict_mut) {
            names.set(name.clone(), object);
        }
        name
    }

    /// An image between the operators becomes one beside them, sanitized like any other.
    fn inline_image(&mut self, lexer: &mut Lexer) -> Done<()> {
        let mut entries = Vec::new();
        let mut key = None;
        loop {
            match (lexer.lexeme(), key.take()) {
                (Some(Lexeme::Operand(value)), Some(key)) => entries.push((key, value)),
                (Some(Lexeme::Operand(Operand::Name(name))), None) => key = Some(name),
                (Some(Lexeme::Word(b"ID")), _) => break,
                (None, _) => return Ok(()),
                _ => {}
            }
        }
        let inline = image::Inline::read(self.rebuild, &entries, self.resources)?;
        let data = lexer.image_data(inline.as_ref().and_then(image::Inline::plain_length));
        let image = match inline {
            Some(inline) if !self.is_hidden() => Some(inline.image(data)?),
            _ => None,
        };
        if let Some(image) = image {
            let image = self.rebuild.add(image);
            let name = self.called("XObject", image);
            self.write(&format!("/{name} Do"));
        }
        Ok(())
    }
}

/// Operators that are given nothing but numbers, and paint nothing by themselves.
const PLAIN: &[&[u8]] = &[
    b"cm", b"w", b"J", b"j", b"M", b"i", b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"n", b"W", b"W*", b"BT",
    b"ET", b"Tc", b"Tw", b"Tz", b"TL", b"Ts", b"Td", b"TD", b"Tm", b"T*", b"d0", b"d1", b"SC", b"SCN", b"sc",
    b"scn", b"G", b"g", b"RG", b"rg", b"K", b"k",
];

fn write_text(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'(');
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            b'\n' => out.extend(b"\\n"),
            byte => out.push(byte),
        }
    }
    out.extend(b") ");
}
