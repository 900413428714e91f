//! Functions, by which colours blend: samples, exponents, pieces of these, or a little calculator.

use lopdf::{Dictionary, Object};

use super::{
    Done,
    content::Resources,
    lexer::{Lexeme, Lexer, Operand},
    rebuild::{Part, Rebuild, dict_of, packed},
};

/// All words of the calculator.
const WORDS: &[&[u8]] = &[
    b"{",
    b"}",
    b"abs",
    b"add",
    b"atan",
    b"ceiling",
    b"cos",
    b"cvi",
    b"cvr",
    b"div",
    b"exp",
    b"floor",
    b"idiv",
    b"ln",
    b"log",
    b"mod",
    b"mul",
    b"neg",
    b"round",
    b"sin",
    b"sqrt",
    b"sub",
    b"truncate",
    b"and",
    b"bitshift",
    b"eq",
    b"ge",
    b"gt",
    b"le",
    b"lt",
    b"ne",
    b"not",
    b"or",
    b"xor",
    b"if",
    b"ifelse",
    b"copy",
    b"dup",
    b"exch",
    b"index",
    b"pop",
    b"roll",
];

pub fn copied<'a>(rebuild: &mut Rebuild<'a>, object: &'a Object) -> Done<Option<Object>> {
    let Some(dictionary) = dict_of(object) else { return Ok(None) };
    let mut entries = rebuild.entries(Part::Function, dictionary, Resources::none())?;
    if let Ok(parts) = dictionary.get(b"Functions")
        && let Some(parts) = rebuild.functions(parts)?
    {
        entries.set("Functions", parts);
    }
    let Object::Stream(stream) = object else { return Ok(Some(entries.into())) };
    let mut bytes = rebuild.unpacked(stream)?;
    if rebuild.integer(dictionary, b"FunctionType") == Some(4) {
        bytes = calculator(&bytes);
    } else {
        bytes
            .truncate(samples(&entries, rebuild.integer(dictionary, b"BitsPerSample")).unwrap_or(usize::MAX));
    }
    packed(entries, bytes).map(Some)
}

/// How many bytes the samples have, by what has been copied of the function.
fn samples(entries: &Dictionary, bits: Option<i64>) -> Option<usize> {
    let number = |object: &Object| usize::try_from(object.as_i64().ok()?).ok();
    let results = entries.get(b"Range").and_then(Object::as_array).ok()?.len() / 2;
    let mut count = results.checked_mul(usize::try_from(bits?).ok()?)?;
    for size in entries.get(b"Size").and_then(Object::as_array).ok()? {
        count = count.checked_mul(number(size)?)?;
    }
    Some(count.div_ceil(8))
}

fn calculator(text: &[u8]) -> Vec<u8> {
    let mut lexer = Lexer::new(text);
    let mut plain = Vec::new();
    while let Some(lexeme) = lexer.lexeme() {
        match lexeme {
            Lexeme::Operand(Operand::Number(word)) => plain.extend_from_slice(word),
            Lexeme::Operand(Operand::Boolean(yes)) => {
                plain.extend(if yes { "true" } else { "false" }.bytes());
            }
            Lexeme::Word(word) if WORDS.contains(&word) => plain.extend_from_slice(word),
            _ => continue,
        }
        plain.push(b' ');
    }
    plain
}
