//! The words of a content stream, of a character map, of a calculator function: all are written in one language.
//! Comments are no words.

/// What an operator is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand<'a> {
    /// As it is written: digits, signs, a point.
    Number(&'a [u8]),
    Boolean(bool),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Self>),
    Dictionary(Vec<(Vec<u8>, Self)>),
}

pub enum Lexeme<'a> {
    Operand(Operand<'a>),
    /// An operator, a brace, or anything else.
    Word(&'a [u8]),
}

/// Deeper nests than anybody writes.
const DEEPEST: usize = 16;

pub struct Lexer<'a> {
    rest: &'a [u8],
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a [u8]) -> Self {
        Self { rest: text }
    }

    /// The next word; nothing at the end, or where the text is broken.
    pub fn lexeme(&mut self) -> Option<Lexeme<'a>> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Lexeme<'a>> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_space();
        let (&first, after) = self.rest.split_first()?;
        Some(Lexeme::Operand(match first {
            b'/' => {
                self.rest = after;
                Operand::Name(unescaped(self.while_regular()))
            }
            b'(' => {
                self.rest = after;
                Operand::Text(self.literal())
            }
            b'<' if after.first() == Some(&b'<') => {
                self.rest = &after[1..];
                self.dictionary(depth)?
            }
            b'<' => {
                self.rest = after;
                Operand::Text(self.hexadecimal())
            }
            b'[' => {
                self.rest = after;
                let mut items = Vec::new();
                loop {
                    match self.nested(depth + 1)? {
                        Lexeme::Operand(item) => items.push(item),
                        Lexeme::Word(b"]") => break Operand::Array(items),
                        Lexeme::Word(_) => {}
                    }
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => Operand::Number(self.take_while(is_numeric)),
            b'>' if after.first() == Some(&b'>') => return Some(Lexeme::Word(self.take(2))),
            b']' | b'{' | b'}' | b')' | b'>' => return Some(Lexeme::Word(self.take(1))),
            _ => match self.while_regular() {
                b"true" => Operand::Boolean(true),
                b"false" => Operand::Boolean(false),
                // What can be no word would be there for ever.
                b"" => return Some(Lexeme::Word(self.take(1))),
                word => return Some(Lexeme::Word(word)),
            },
        }))
    }

    fn dictionary(&mut self, depth: usize) -> Option<Operand<'a>> {
        let mut entries = Vec::new();
        let mut key = None;
        loop {
            match (self.nested(depth + 1)?, key.take()) {
                (Lexeme::Operand(value), Some(key)) => entries.push((key, value)),
                (Lexeme::Operand(Operand::Name(name)), None) => key = Some(name),
                (Lexeme::Word(b">>"), _) => return Some(Operand::Dictionary(entries)),
                (Lexeme::Word(_) | Lexeme::Operand(_), _) => {}
            }
        }
    }

    /// What follows the word `ID` and the one blank after it: as many bytes, or up to the word `EI`.
    pub fn image_data(&mut self, length: Option<usize>) -> &'a [u8] {
        self.rest = self.rest.get(1..).unwrap_or_default();
        let length =
            length.filter(|length| *length <= self.rest.len()).unwrap_or_else(|| end_of_image(self.rest));
        let data = self.take(length);
        // Up to its end and beyond it.
        while let Some(lexeme) = self.lexeme() {
            if matches!(lexeme, Lexeme::Word(b"EI")) {
                break;
            }
        }
        data
    }

    fn skip_space(&mut self) {
        loop {
            self.take_while(is_space);
            if self.rest.first() != Some(&b'%') {
                return;
            }
            self.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 0;
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escaped(&mut self) -> Option<u8> {
        let first = self.take(1).first()?;
        Some(match first {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            // The line goes on.
            b'\n' => return None,
            b'\r' => {
                if self.rest.first() == Some(&b'\n') {
                    self.take(1);
                }
                return None;
            }
            b'0'..=b'7' => {
                let more = self.rest.iter().take(2).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let more = self.take(more);
                more.iter()
                    .fold(first - b'0', |value, digit| value.wrapping_mul(8).wrapping_add(digit - b'0'))
            }
            other => *other,
        })
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let written = self.take_while(|byte| byte != b'>');
        self.take(1);
        let digits: Vec<u8> = written.iter().filter_map(|digit| hex(*digit)).collect();
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
    }

    fn while_regular(&mut self) -> &'a [u8] {
        self.take_while(|byte| !is_space(byte) && !b"()<>[]{}/%".contains(&byte))
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        self.take(self.rest.iter().position(|byte| !wanted(*byte)).unwrap_or(self.rest.len()))
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_numeric(byte: u8) -> bool {
    matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((&byte, after)) = rest.split_first() {
        let pair = after.first().zip(after.get(1));
        let decoded = pair.and_then(|(high, low)| Some(hex(*high)? << 4 | hex(*low)?));
        if let Some(decoded) = decoded.filter(|_| byte == b'#') {
            plain.push(decoded);
            rest = &after[2..];
        } else {
            plain.push(byte);
            rest = after;
        }
    }
    plain
}

/// Where the data of an image ends that does not say how long it is: before an `EI` that stands alone and is followed by
/// text.
fn end_of_image(data: &[u8]) -> usize {
    let ends = |at: &usize| {
        let after = &data[at + 3..];
        is_space(data[*at])
            && data[at + 1..].starts_with(b"EI")
            && after.first().is_none_or(|byte| is_space(*byte))
            && after.iter().take(12).all(|byte| is_space(*byte) || byte.is_ascii_graphic())
    };
    (0..data.len().saturating_sub(2)).find(ends).unwrap_or(data.len())
}
