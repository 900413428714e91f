//! Files that strangers send, opened by the real program in a process of its own.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sportello::channels::attachment::{
    Kind, NotNeutral,
    opener::{COMMAND, NotOpened, Opener},
};
use tempfile::TempDir;

fn opener() -> Opener {
    Opener::at(env!("CARGO_BIN_EXE_sportello"))
}

/// A program that does as this shell script says instead of opening a file.
pub fn program(script: &str) -> (Opener, TempDir) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("program");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("executable");
    (Opener::at(path), folder)
}

/// A document whose fourth object is this, which nothing refers to.
fn document(object: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut table = String::from("xref\n0 5\n0000000000 65535 f \n");
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        object,
    ];
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(table.bytes());
    file.extend(format!("trailer\n<</Root 1 0 R/Size 5>>\nstartxref\n{start}\n%%EOF").bytes());
    file
}

/// What the desk itself has in memory, in KiB.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("it is told");
    line.split_whitespace().nth(1).and_then(|size| size.parse().ok()).expect("a number")
}

#[tokio::test]
async fn what_opens_a_file_has_neither_memory_nor_time_without_end() {
    let many = |what: &str| {
        document(&[b"[".as_slice(), what.repeat((20 << 20) / what.len()).as_bytes(), b"]"].concat())
    };
    for (name, file) in [
        ("five million empty dictionaries", many("<<>>")),
        ("ten million empty arrays", many("[]")),
        ("ten million numbers", many("1 ")),
        ("nests of a million", document("[".repeat(1 << 20).as_bytes())),
    ] {
        let (before, start) = (resident(), Instant::now());
        let opened = opener().open(file).await;
        assert!(!matches!(opened, Err(NotOpened::NotTried(_))), "{name}: {opened:?}");
        println!(
            "{name}: {:?}, the desk has {} KiB more",
            start.elapsed(),
            resident().saturating_sub(before)
        );
        assert!(start.elapsed() < Duration::from_secs(60), "{name}");
    }
    assert_eq!(opener().open(document(b"null")).await.expect("it goes on").kind, Kind::Pdf);
}

#[tokio::test]
async fn whatever_becomes_of_that_process_is_the_files_fault() {
    for script in [
        "exit 0",
        "kill -9 $$",
        "echo nonsense",
        r#"echo '{"neutral":{"kind":"pdf","length":99999999999}}'"#,
        r#"echo '{"neutral":{"kind":"pdf","length":5}}'; printf abc"#,
        "exec /bin/cat /dev/zero",
    ] {
        let (opener, _folder) = program(script);
        let opened = opener.open(vec![b'x'; 1 << 20]).await;
        assert!(matches!(opened, Err(NotOpened::Refused(NotNeutral::Damaged))), "{script}: {opened:?}");
    }
    let nothing = Opener::at("/nowhere").open(Vec::new()).await;
    assert!(matches!(nothing, Err(NotOpened::NotTried(_))), "that is no fault of a file: {nothing:?}");
}

#[tokio::test]
async fn that_process_is_told_nothing_but_the_file() {
    let (opener, folder) = program("/usr/bin/env > \"${0%program}told\"; pwd >> \"${0%program}told\"");
    let _ = opener.open(Vec::new()).await;
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
