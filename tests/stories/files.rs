//! Files that strangers send, opened by the real program in a process of its own.

use std::{
    fmt::Write,
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use img_parts::png::PngChunk;
use lopdf::{Dictionary, Object, Stream, Writer, dictionary};
use sanitize::{
    SanitizeError,
    sandbox::{COMMAND, Sandbox, SandboxError},
};
use tempfile::TempDir;

use crate::{
    emulator::Emulator,
    process::{Room, Serve, command},
    support::{articles, until},
};

const MARIA: i64 = 4_100_001;

/// A program that does as this shell script says instead of opening a file.
pub fn program(script: &str) -> (Sandbox, TempDir) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("program");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("executable");
    (Sandbox::at(path), folder)
}

/// A document whose page has this for its content.
fn document(object: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut table = String::from("xref\n0 5\n0000000000 65535 f \n");
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        object,
    ];
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("written");
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(table.bytes());
    file.extend(format!("trailer\n<</Root 1 0 R/Size 5>>\nstartxref\n{start}\n%%EOF").bytes());
    file
}

/// Files that would take all memory or time there is, each at most 20 MB.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let many = |what: &str| {
        document(&[b"[".as_slice(), what.repeat((19 << 20) / what.len()).as_bytes(), b"]"].concat())
    };
    let packed = |head: Dictionary, content: &[u8]| {
        let mut stream = Stream::new(head, content.to_vec());
        stream.compress().expect("packed");
        let mut bytes = Vec::new();
        Writer::write_object(&mut bytes, &Object::Stream(stream)).expect("written");
        document(&bytes)
    };
    let members = [b"9 0 ".as_slice(), &b"<<>>".repeat(60 << 18)].concat();
    let twice = {
        let mut stream = Stream::new(Dictionary::new(), vec![b' '; 200 << 20]);
        stream.compress().expect("packed");
        stream.content
    };
    let chunk =
        |kind: &[u8; 4], content: Vec<u8>| PngChunk::new(*kind, content.into()).encoder().bytes().to_vec();
    let wide = [60_000_u32.to_be_bytes(), 60_000_u32.to_be_bytes()].concat();
    let png = [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", [wide, vec![8, 6, 0, 0, 0]].concat()),
        chunk(b"IDAT", twice.clone()),
        chunk(b"IEND", Vec::new()),
    ];
    let boxed =
        [b"\0\0\0\x14ftypisom\0\0\0\0isom".as_slice(), b"\0\0\0\x01moov\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"];
    let boxes = [boxed[0], &b"\0\0\0\x08free".repeat(19 << 17)].concat();
    vec![
        ("five million empty dictionaries", many("<<>>")),
        ("ten million empty lists", many("[]")),
        ("ten million numbers", many("1 ")),
        ("as many names", many("/a")),
        ("a nest of a million lists", document("[".repeat(1 << 20).as_bytes())),
        (
            "objects packed without measure",
            packed(dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 }, &members),
        ),
        ("a drawing packed twice", packed(dictionary! { "Filter" => "FlateDecode" }, &twice)),
        ("a picture of 60,000 by 60,000", png.concat()),
        ("a film longer than any disk", boxed.concat()),
        ("two million boxes", boxes),
        ("a web picture of 4 GB", b"RIFF\xFF\xFF\xFF\xFFWEBPVP8 \xFF\xFF\xFF\xFF".to_vec()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_file_does_the_desk_grows_by_thirty_megabytes_at_most() {
    const PATIENCE: Duration = Duration::from_mins(3);
    const MOST: f64 = 30.0;
    let (emulator, folder, room) =
        (Emulator::start().await, TempDir::new().expect("a folder"), Room::default());
    emulator.person(MARIA).language("it");
    let serve = ["serve", "--staff-room", "terminal", "--files", "files"];
    let desk = Serve::starts(command(&emulator, folder.path(), &articles(), &serve), &room);
    emulator.says(MARIA, "come rinnovo il permesso di soggiorno");
    assert!(
        emulator
            .wait_for(|emulator| emulator.chat_log(MARIA).contains("Ho aperto la pratica"), PATIENCE)
            .await
    );
    let handed = || room.lines().iter().filter(|line| line.contains("Il file non si può aprire")).count();
    let came = || folder.path().join("files").read_dir().map_or(0, Iterator::count);
    // The first one brings what every file needs: connections, buffers.
    for (name, file) in [("an ordinary document", document(b"null"))].into_iter().chain(hostile()) {
        let done = handed() + came();
        desk.forgets_its_peak();
        let (before, start) = (desk.resident(), Instant::now());
        emulator.sends_document(MARIA, "file", "application/pdf", file, None);
        until(PATIENCE, || handed() + came() > done).await;
        let grown = desk.peak() - before;
        println!("{name}: the desk grew by {grown:.1} MB, {:.1} s", start.elapsed().as_secs_f64());
        assert!(grown <= MOST, "{name}: {grown:.1} MB");
    }
    assert!(desk.stops().success());
}

#[tokio::test]
async fn whatever_becomes_of_that_process_is_the_files_fault() {
    for script in [
        "exit 0",
        "kill -9 $$",
        "echo nonsense",
        r#"echo '{"sanitized":{"kind":"pdf","length":99999999999}}'"#,
        r#"echo '{"sanitized":{"kind":"pdf","length":5}}'; printf abc"#,
        "exec /bin/cat /dev/zero",
    ] {
        let (sandbox, _folder) = program(script);
        let opened = sandbox.sanitize(vec![b'x'; 1 << 10]).await;
        assert!(matches!(opened, Err(SandboxError::Refused(SanitizeError::Damaged))), "{script}: {opened:?}");
    }
    let nothing = Sandbox::at("/nowhere").sanitize(Vec::new()).await;
    assert!(matches!(nothing, Err(SandboxError::NotTried(_))), "that is no fault of a file: {nothing:?}");
}

#[tokio::test]
async fn that_process_is_told_nothing_but_the_file() {
    let (sandbox, folder) = program("/usr/bin/env > \"${0%program}told\"; pwd >> \"${0%program}told\"");
    let _ = sandbox.sanitize(Vec::new()).await;
    let told = fs::read_to_string(folder.path().join("told")).expect("written");
    let told: Vec<_> =
        told.lines().filter(|line| !line.starts_with("PWD=") && !line.starts_with("_=")).collect();
    assert_eq!(told, ["/"], "no secret, no place");
}

#[test]
fn nobody_reads_of_the_command_that_opens_files() {
    let help = Command::new(env!("CARGO_BIN_EXE_sportello")).arg("--help").output().expect("help");
    assert!(!String::from_utf8_lossy(&help.stdout).contains(COMMAND));
    let child = Command::new(env!("CARGO_BIN_EXE_sportello"))
        .arg(COMMAND)
        .stdin(Stdio::null())
        .output()
        .expect("an answer");
    assert_eq!(String::from_utf8_lossy(&child.stdout), "{\"refused\":\"unsupported\"}\n");
}
