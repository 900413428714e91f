use std::fmt::Write;

use img_parts::{jpeg::Jpeg, png::Png, webp::WebP};
use lopdf::{Document, Object, Stream, Writer, dictionary};
use ogg::PacketReader;
use proptest::{prelude::*, sample::Index};

use super::{FileType, SanitizeError, Sanitized, sanitize};

/// Files made by other tools (Pillow, piexif, pikepdf, ffmpeg); every private text in them has SECRET in it.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../fixtures/", $name)).as_slice()
    };
}

const CAMERA: &[u8] = fixture!("camera.jpg");
const PROGRESSIVE: &[u8] = fixture!("progressive.jpg");
const PICTURE: &[u8] = fixture!("picture.png");
const WEBP: &[u8] = fixture!("picture.webp");
const ANIMATED: &[u8] = fixture!("animated.webp");
const REPORT: &[u8] = fixture!("report.pdf");
const COMPRESSED: &[u8] = fixture!("compressed.pdf");
const LOCKED: &[u8] = fixture!("locked.pdf");
const CLIP: &[u8] = fixture!("clip.mp4");
const VOICE: &[u8] = fixture!("voice.ogg");
const FILES: [&[u8]; 10] =
    [CAMERA, PROGRESSIVE, PICTURE, WEBP, ANIMATED, REPORT, COMPRESSED, CLIP, VOICE, "perché\n".as_bytes()];

/// The seconds of the latitude in the photos, as EXIF has them.
const LATITUDE: &[u8] = &1_234_567_u32.to_be_bytes();
/// The same orientation in JPEG, PNG and WebP.
const ONLY_ORIENTATION: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|at| at == part)
}

/// The sanitized file, after making sure that it was not.
fn cleaned(bytes: &[u8], media_type: &str, secrets: &[&[u8]]) -> Vec<u8> {
    let clean = sanitize(bytes.to_vec()).unwrap();
    assert_eq!(clean.kind.media_type(), media_type);
    for secret in secrets {
        assert!(holds(bytes, secret), "the fixture has no {}", secret.escape_ascii());
        assert!(!holds(&clean.bytes, secret), "{} is still there", secret.escape_ascii());
    }
    clean.bytes
}

#[test]
fn a_photo_loses_its_place_its_camera_and_its_trailer_and_stays_upright() {
    let clean = cleaned(CAMERA, "image/jpeg", &[b"SECRET", LATITUDE, b"Photoshop", b"adobe", b"8BIM"]);
    assert!(holds(&clean, ONLY_ORIENTATION));
    let scan = |bytes: &[u8]| {
        let start = bytes.windows(2).position(|at| at == [0xFF, 0xDA]).unwrap();
        let end = bytes.windows(2).rposition(|at| at == [0xFF, 0xD9]).unwrap();
        bytes[start..end].to_vec()
    };
    assert_eq!(scan(&clean), scan(CAMERA));
    assert!(clean.ends_with(&[0xFF, 0xD9]));
    let markers: Vec<u8> = Jpeg::from_bytes(clean.into())
        .unwrap()
        .segments()
        .iter()
        .map(img_parts::jpeg::JpegSegment::marker)
        .collect();
    assert_eq!(markers, [0xE0, 0xE1, 0xDB, 0xDB, 0xC0, 0xC4, 0xC4, 0xC4, 0xC4, 0xDA]);
}

#[test]
fn a_comment_between_two_scans_goes_and_the_scans_stay() {
    let clean = cleaned(PROGRESSIVE, "image/jpeg", &[b"SECRET", b"SECRETMIDDLE", LATITUDE]);
    let from_scan = |bytes: &[u8]| {
        let start = bytes.windows(2).position(|at| at == [0xFF, 0xDA]).unwrap();
        bytes[start..].to_vec()
    };
    let mut expected = from_scan(PROGRESSIVE);
    let comment = expected.windows(2).position(|at| at == [0xFF, 0xFE]).unwrap();
    expected.drain(comment..comment + 2 + usize::from(expected[comment + 3]));
    assert_eq!(from_scan(&clean), expected);
}

#[test]
fn what_a_photo_is_drawn_with_stays_and_its_thumbnail_goes() {
    let bytes =
        b"\xFF\xD8\xFF\xE0\0\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01TUM\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\x01\
        \xFF\xE2\0\x14ICC_PROFILE\0\x01\x01dell\xFF\xDA\0\x02scan\xFF\0\xFF\xD0more\xFF\xD9\xFF\xD8";
    let expected =
        b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\x01\
        \xFF\xDA\0\x02scan\xFF\0\xFF\xD0more\xFF\xD9";
    assert_eq!(sanitize(bytes.to_vec()).unwrap().bytes, expected);
}

#[test]
fn a_drawing_keeps_its_pixels_and_no_words() {
    let clean =
        cleaned(PICTURE, "image/png", &[b"SECRET", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"prVt", LATITUDE]);
    assert!(holds(&clean, ONLY_ORIENTATION));
    let pixels = |bytes: &[u8]| {
        let png = Png::from_bytes(bytes.to_vec().into()).unwrap();
        png.chunks_by_type(*b"IDAT").map(|chunk| chunk.contents().to_vec()).collect::<Vec<_>>()
    };
    assert_eq!(pixels(&clean), pixels(PICTURE));
    let kinds: Vec<[u8; 4]> =
        Png::from_bytes(clean.into()).unwrap().chunks().iter().map(img_parts::png::PngChunk::kind).collect();
    assert_eq!(kinds, [*b"IHDR", *b"eXIf", *b"pHYs", *b"IDAT", *b"IEND"]);
}

#[test]
fn a_web_picture_keeps_its_pixels_and_no_words() {
    let chunks = |bytes: &[u8]| {
        let webp = WebP::from_bytes(bytes.to_vec().into()).unwrap();
        webp.chunks()
            .iter()
            .map(|chunk| (chunk.id(), chunk.content().data().unwrap().to_vec()))
            .collect::<Vec<_>>()
    };
    for (bytes, names, flags) in [
        (WEBP, vec![*b"VP8X", *b"VP8 ", *b"EXIF"], 0x08),
        (ANIMATED, vec![*b"VP8X", *b"ANIM", *b"ANMF", *b"ANMF", *b"EXIF"], 0x0A),
    ] {
        let clean = cleaned(bytes, "image/webp", &[b"SECRET", b"XMP ", LATITUDE]);
        let (before, after) = (chunks(bytes), chunks(&clean));
        assert_eq!(after.iter().map(|(id, _)| *id).collect::<Vec<_>>(), names);
        assert_eq!(after[0].1[0] & 0x2E, flags, "the flags say what is there");
        assert_eq!(after.last().unwrap().1, ONLY_ORIENTATION);
        let drawn = |(id, _): &&([u8; 4], Vec<u8>)| matches!(id, b"VP8 " | b"ANIM" | b"ANMF");
        assert!(before.iter().filter(drawn).eq(after.iter().filter(drawn)));
    }
}

#[test]
fn a_document_keeps_its_pages_and_not_its_authors() {
    for bytes in [REPORT, COMPRESSED] {
        let clean = cleaned(bytes, "application/pdf", &[b"SECRET"]);
        let document = Document::load_mem(&clean).unwrap();
        let everything = format!("{document:?}");
        for key in ["Info", "Metadata", "PieceInfo", "EmbeddedFiles", "ID"] {
            assert!(!everything.contains(&format!("/{key} ")), "{key} is still there");
        }
        for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            assert!(!holds(&content, b"SECRET") && !holds(&content, LATITUDE));
        }
        let page = document.page_iter().next().unwrap();
        assert_eq!(
            document.get_page_content(page).trim_ascii(),
            b"q\nq\n100 0 0 50 10 10 cm\n/X0 Do\nQ\nQ".as_slice()
        );
        let images = document.get_page_images(page).unwrap();
        let photo = sanitize(CAMERA.to_vec()).unwrap().bytes;
        assert_eq!(images[0].content, photo, "the photo on the page is the sanitized photo");
        assert!(
            document.get_page_annotations(page).unwrap().is_empty(),
            "a remark nobody has drawn is not of the page"
        );
    }
}

#[test]
fn a_picture_in_a_document_may_be_of_boxes() {
    let mut bytes = b"\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x0Exml SECRET\0\0\0\0jp2csamples".to_vec();
    super::jpeg_2000::sanitize(&mut bytes).unwrap();
    assert_eq!(bytes, b"\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x0Efree\0\0\0\0\0\0\0\0\0\0jp2csamples");
}

#[test]
fn an_encrypted_document_is_said_to_be_locked() {
    assert_eq!(sanitize(LOCKED.to_vec()), Err(SanitizeError::Locked));
}

#[test]
fn a_clip_keeps_its_samples_in_place_and_not_its_maker() {
    // 2024-01-02T03:04:05Z, in seconds since 1904.
    let made = (1_704_164_645_u32 + 2_082_844_800).to_be_bytes();
    let clean = cleaned(CLIP, "video/mp4", &[b"SECRET", b"+45.0000", b"udta", b"Lavf63.1.102", &made]);
    assert_eq!(clean.len(), CLIP.len());
    let samples = |bytes: &[u8]| {
        let start = bytes.windows(4).position(|at| at == b"mdat").unwrap() - 4;
        let length = u32::from_be_bytes(bytes[start..start + 4].try_into().unwrap());
        bytes[start..start + length as usize].to_vec()
    };
    let (before, mut after) = (samples(CLIP), samples(&clean));
    // The encoder's message, which begins with its length, is filler now; all else plays as before.
    let message = before.windows(6).position(|at| at == [0, 0, 2, 0x9F, 6, 5]).unwrap() + 4;
    let message = message..message + 0x29F;
    assert_eq!((after[message.start], after[message.end - 1]), (12, 0x80));
    after[message.clone()].copy_from_slice(&before[message]);
    assert_eq!(after, before);
}

#[test]
fn what_no_track_of_a_clip_plays_is_blanked() {
    // Behind the last sample, a camera writes what it likes into the same box.
    let at = CLIP.windows(4).position(|at| at == b"mdat").unwrap() - 4;
    let length = u32::from_be_bytes(CLIP[at..at + 4].try_into().unwrap());
    let note = b"SECRET serial number";
    let longer = length + u32::try_from(note.len()).unwrap();
    let mut bytes = CLIP.to_vec();
    bytes[at..at + 4].copy_from_slice(&longer.to_be_bytes());
    let end = at + length as usize;
    bytes.splice(end..end, note.iter().copied());
    let clean = cleaned(&bytes, "video/mp4", &[b"SECRET", b"serial"]);
    let without = sanitize(CLIP.to_vec()).unwrap().bytes;
    assert!(clean[at + 8..end] == without[at + 8..end], "what is played stays");
}

#[test]
fn a_table_that_points_anywhere_changes_nothing_but_samples() {
    let table = CLIP.windows(4).position(|at| at == b"stco").unwrap() + 12;
    let mut sanitized = 0;
    for place in 0..u32::try_from(CLIP.len()).unwrap() {
        let mut bytes = CLIP.to_vec();
        bytes[table..table + 4].copy_from_slice(&place.to_be_bytes());
        let Ok(clean) = sanitize(bytes) else { continue };
        assert_eq!(sanitize(clean.bytes.clone()), Ok(clean), "{place}");
        sanitized += 1;
    }
    assert!(sanitized > 500, "{sanitized}");
}

#[test]
fn a_track_that_is_no_picture_and_no_sound_keeps_a_clip_back() {
    for (from, to) in [(b"soun", b"meta"), (b"mp4a", b"gpmd")] {
        let mut bytes = CLIP.to_vec();
        let at = bytes.windows(4).position(|at| at == from).unwrap();
        bytes[at..at + 4].copy_from_slice(to);
        assert_eq!(sanitize(bytes), Err(SanitizeError::Unsupported), "{}", to.escape_ascii());
    }
}

#[test]
fn a_voice_note_keeps_its_sound_and_not_its_tags() {
    let clean = cleaned(VOICE, "audio/ogg", &[b"SECRET", b"libopus", b"Lavf"]);
    let packets = |bytes: &[u8]| {
        let mut reader = PacketReader::new(std::io::Cursor::new(bytes.to_vec()));
        std::iter::from_fn(|| reader.read_packet().unwrap())
            .map(|packet| (packet.absgp_page(), packet.last_in_stream(), packet.data))
            .collect::<Vec<_>>()
    };
    let (before, after) = (packets(VOICE), packets(&clean));
    assert_eq!(after[1].2, b"OpusTags\0\0\0\0\0\0\0\0");
    assert_eq!((&before[0], &before[2..]), (&after[0], &after[2..]));
}

#[test]
fn plain_text_is_told_from_other_text() {
    for text in [
        "Buongiorno, perché?\r\n",
        "BMW",
        "GIF o no?",
        "مرحبا",
        "MZ",
        "a: b\nc: d",
        "Da: me\n\nciao",
        "x < y",
    ] {
        let expected = Sanitized { kind: FileType::Text, bytes: text.into() };
        assert_eq!(sanitize(text.into()), Ok(expected), "{text}");
    }
    for other in [
        "",
        "a\0b",
        "\u{1B}[31m",
        "{\\rtf1 {\\info {\\author X}}}",
        "<!DOCTYPE html><p>",
        "<?xml version=\"1.0\"?>",
        "%!PS-Adobe",
        "BEGIN:VCARD\r\nFN:Mario Rossi\r\nEND:VCARD",
        "\u{FEFF}begin:vcard\nFN:Mario",
        "\nBEGIN:VCALENDAR\nORGANIZER:mailto:mario@example.org",
        "From: Mario <mario@example.org>\nSubject: ciao\n\nciao",
        "Return-Path: <a@b>\nReceived: from x\n\tby y\n\nciao",
        "From a@b Mon\nDate: Mon\nMIME-Version: 1.0\n\nciao",
        "\u{200B}F\u{200B}rom: Mario\nTo: x\n\nciao",
        "<svg xmlns='x'><title>Mario</title></svg>",
        "ciao <SVG>",
        "  <!-- Mario --><p>",
        "<gpx creator='Mario'>",
        "-----BEGIN PGP MESSAGE-----",
        "MECARD:N:Rossi,Mario;;",
        "dn: cn=Mario Rossi",
    ] {
        assert_eq!(sanitize(other.into()), Err(SanitizeError::Unsupported), "{other}");
    }
    assert_eq!(sanitize(b"perch\xE9".to_vec()), Err(SanitizeError::Unsupported));
}

#[test]
fn text_is_what_is_seen_of_it() {
    for (text, seen) in [
        ("\u{FEFF}ciao", "ciao"),
        ("a\u{202E}b\u{202C}c", "abc"),
        ("\u{2066}a\u{2069}\u{200F}b\u{61C}", "ab"),
        ("ma\u{200B}ter\u{AD}ni\u{2060}tà\u{200D}", "maternità"),
        ("a\u{E004D}\u{E0041}\u{FE01}\u{E0101}b", "ab"),
    ] {
        assert_eq!(sanitize(text.into()).unwrap().bytes, seen.as_bytes(), "{text:?}");
    }
    assert_eq!(sanitize("\u{200B}".into()), Err(SanitizeError::Unsupported), "nothing is to be seen");
}

#[test]
fn text_is_no_other_kind_once_the_unseen_is_gone() {
    let far = "\u{200B}".repeat(400) + "ciao %PDF";
    for text in ["%P\u{200B}DF", "\u{200B}#!/bin/sh", "\u{2060}%!PS-Adobe", &far] {
        assert_eq!(sanitize(text.into()), Err(SanitizeError::Unsupported), "{text:?}");
    }
}

/// Where in files of other kinds a name can stand: each is put there, and is gone afterwards.
#[test]
fn no_place_in_a_picture_or_a_sound_keeps_a_name() {
    const NAME: &[u8] = b"MARIO-ROSSI";
    let inserted = |file: &[u8], at: usize, part: &[u8]| [&file[..at], part, &file[at..]].concat();
    let find = |file: &[u8], part: &[u8]| file.windows(part.len()).position(|at| at == part).unwrap();
    let mut files = Vec::new();
    // JPEG: every kind of segment, before the frame; behind the end; in a table that is longer than it says.
    for marker in [0xC8, 0xDE, 0xDF].into_iter().chain(0xE0..=0xFE) {
        let head = [0xFF, marker, 0, u8::try_from(NAME.len() + 2).unwrap()];
        files.push((format!("segment {marker:X}"), inserted(CAMERA, 2, &[&head[..], NAME].concat())));
    }
    files.push(("behind the picture".into(), [CAMERA, NAME].concat()));
    files.push((
        "another picture behind".into(),
        [CAMERA, b"\xFF\xD8\xFF\xFE\0\x0D", NAME, b"\xFF\xD9"].concat(),
    ));
    files.push((
        "restarts".into(),
        inserted(CAMERA, find(CAMERA, b"\xFF\xDA"), &[b"\xFF\xDD\0\x0F\0\0".as_slice(), NAME].concat()),
    ));
    files.push(("stray bytes".into(), inserted(CAMERA, find(CAMERA, b"\xFF\xDA"), NAME)));
    // PNG: chunks of every kind but those that change how the others are read; behind the end.
    for kind in
        [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"sPLT", b"hIST", b"gIFx", b"dSIG", b"maRi"]
    {
        let end = find(PICTURE, b"IDAT") - 4;
        let chunk = img_parts::png::PngChunk::new(*kind, NAME.to_vec().into()).encoder().bytes();
        files.push((format!("chunk {}", kind.escape_ascii()), inserted(PICTURE, end, &chunk)));
    }
    let chunk = img_parts::png::PngChunk::new(*b"IDAT", NAME.to_vec().into()).encoder().bytes();
    files.push(("behind the samples".into(), inserted(PICTURE, find(PICTURE, b"IEND") - 4, &chunk)));
    files.push(("behind the drawing".into(), [PICTURE, NAME].concat()));
    // WebP: what is no picture, and behind.
    files.push(("behind the web picture".into(), [WEBP, NAME].concat()));
    // MP4: boxes at the outermost.
    for kind in [b"free", b"skip", b"wide", b"uuid", b"meta", b"udta", b"pnot", b"prft", b"emsg", b"mari"] {
        let length = u32::try_from(NAME.len() + 8).unwrap().to_be_bytes();
        files.push((format!("box {}", kind.escape_ascii()), [CLIP, &length, kind, NAME].concat()));
    }
    for (name, file) in files {
        assert!(holds(&file, NAME), "{name}");
        let clean = sanitize(file).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(!holds(&clean.bytes, NAME), "{name}");
    }
}

#[test]
fn other_kinds_stay_behind() {
    for head in [
        &b"GIF89a\x01\0\x01\0\0"[..],
        b"PK\x03\x04\x14\0\x06\0\x08\0",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
        b"II*\0\x08\0\0\0\0\0\0\0",
        b"\x7FELF\x02\x01\x01\0",
        b"MZ\x90\0",
        b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1E\x01vorbis",
    ] {
        assert_eq!(sanitize(head.to_vec()), Err(SanitizeError::Unsupported), "{}", head.escape_ascii());
    }
}

#[test]
fn half_a_file_is_damaged() {
    for bytes in &FILES[..9] {
        let half = bytes[..bytes.len() / 2].to_vec();
        assert_eq!(sanitize(half), Err(SanitizeError::Damaged), "{}", bytes[..16].escape_ascii());
    }
}

#[test]
fn a_document_that_unpacks_without_measure_is_refused() {
    let mut bytes = COMPRESSED.to_vec();
    let at = bytes.windows(7).position(|at| at == b" 4 142 ").unwrap();
    bytes[at + 3..at + 6].copy_from_slice(b"098");
    assert_eq!(sanitize(bytes), Err(SanitizeError::Damaged), "two objects in the same bytes");

    for (size, is_fine) in [(1024, true), (17 * 1024 * 1024, false)] {
        let members = [b"9 0 ".as_slice(), &vec![b' '; size], b"null"].concat();
        let head = dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 };
        let mut packed = Stream::new(head, members);
        packed.compress().unwrap();
        let file = document(&packed);
        assert!(file.len() < 50_000);
        assert_eq!(sanitize(file).is_ok(), is_fine, "{size}");
    }
}

/// A document of one empty page and this stream, which nothing refers to.
fn document(stream: &Stream) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut packed = Vec::new();
    Writer::write_object(&mut packed, &Object::Stream(stream.clone())).unwrap();
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page>>",
        &packed,
    ];
    let mut table = String::from("xref\n0 5\n0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(table.bytes());
    file.extend(format!("trailer\n<</Root 1 0 R/Size 5>>\nstartxref\n{start}\n%%EOF").bytes());
    file
}

/// Bytes changed, taken out or said again, wherever.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<Index>(), any::<Index>(), any::<u8>(), 0..4_u8);
    (prop::sample::select(FILES.to_vec()), prop::collection::vec(change, 0..6)).prop_map(|(file, changes)| {
        let mut bytes = file.to_vec();
        for (at, to, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let (at, to) = (at.index(bytes.len()), to.index(bytes.len()));
            match how {
                0 => bytes[at] = byte,
                1 => bytes[at] = if byte % 2 == 0 { 0 } else { 0xFF },
                2 => drop(bytes.drain(at.min(to)..at.max(to))),
                _ => {
                    let said = bytes[at.min(to)..at.max(to)].to_vec();
                    bytes.splice(at..at, said);
                }
            }
        }
        bytes
    })
}

/// The first bytes of a kind, then anything.
fn arbitrary() -> impl Strategy<Value = Vec<u8>> {
    let start = (prop::sample::select(FILES.to_vec()), 0..64_usize);
    (start, prop::collection::vec(any::<u8>(), 0..400))
        .prop_map(|((file, length), anything)| [&file[..length.min(file.len())], &anything].concat())
}

proptest! {
    #[test]
    fn nothing_breaks_it_and_twice_is_once(bytes in prop_oneof![mutated(), arbitrary()]) {
        if let Ok(clean) = sanitize(bytes) {
            prop_assert_eq!(sanitize(clean.bytes.clone()), Ok(clean));
        }
    }
}
