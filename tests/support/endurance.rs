//! People write all the time, and the machine dies again and again. What was lost, said twice, or out of order?

use std::{collections::BTreeMap, path::Path, process::Command, time::Duration};

use rand::{Rng, SeedableRng, rngs::SmallRng};

use crate::{
    emulator::{Emulator, Limits, Speaker},
    process::{Room, Serve, command},
};

/// What people write in turn, and how the answer to it begins: each is different from its neighbours.
const TALK: [(&str, &str); 5] = [
    ("/stato", "Non hai domande in attesa"),
    ("/pratiche", "Non hai pratiche"),
    ("/privacy", "Conserviamo i tuoi messaggi"),
    ("/lingua", "In che lingua"),
    ("/aiuto", "Scrivi la tua domanda"),
];
/// Enough to keep the desk sending as fast as Telegram allows: one message a second each, thirty over all.
const TALKERS: i64 = 40;
/// These have a case, and tell the experts more and more.
const TELLERS: i64 = 4;
const FIRST: i64 = 5_000_000;
/// How many messages of one chat may be without an answer before its person waits.
const AHEAD: usize = 3;
const PATIENCE: Duration = Duration::from_mins(1);

/// What became of it all.
#[derive(Debug, Default)]
pub struct Outcome {
    pub kills: usize,
    pub written: usize,
    pub lost: usize,
    /// Said again to people on Telegram.
    pub repeats: usize,
    /// Said again in the staff's terminal.
    pub repeats_in_room: usize,
    pub out_of_order: usize,
}

/// Lives through so many deaths of the machine.
/// `configure` sets what the program is told beside that.
pub async fn endure(
    kills: usize,
    seed: u64,
    (folder, knowledge): (&Path, &Path),
    configure: impl Fn(&mut Command),
) -> Outcome {
    let emulator = Emulator::start().await;
    let room = Room::default();
    let mut rng = SmallRng::seed_from_u64(seed);
    emulator.limits(Limits::default());
    let mut people = People::new(emulator.clone(), room.clone());
    let start = || {
        let mut command = command(&emulator, folder, knowledge, &["serve", "--staff-room", "terminal"]);
        configure(&mut command);
        Serve::starts(command, &room)
    };
    for _ in 0..kills {
        let polls = emulator.polls_begun();
        let desk = start();
        assert!(emulator.wait_for(|emulator| emulator.polls_begun() > polls, PATIENCE).await, "it starts");
        let life = Duration::from_millis(rng.random_range(1..400));
        let _ = tokio::time::timeout(life, people.write_on()).await;
        desk.dies();
    }
    let desk = start();
    let mut quiet = emulator.accepted_count();
    // All is answered once Telegram has nothing left and the desk has nothing to say.
    loop {
        let more =
            emulator.wait_for(|emulator| emulator.accepted_count() > quiet, Duration::from_secs(4)).await;
        quiet = emulator.accepted_count();
        if !more && emulator.pending() == 0 {
            break;
        }
    }
    assert!(desk.stops().success());
    people.outcome(kills)
}

/// Everybody who writes.
struct People {
    emulator: Emulator,
    room: Room,
    /// How many messages each has written.
    written: BTreeMap<i64, usize>,
}

impl People {
    fn new(emulator: Emulator, room: Room) -> Self {
        let chats = FIRST..FIRST + TALKERS + TELLERS;
        for chat in chats.clone() {
            emulator.person(chat).language("it");
        }
        Self { emulator, room, written: chats.map(|chat| (chat, 0)).collect() }
    }

    /// Writes as long as it is let, each as fast as they are answered.
    async fn write_on(&mut self) {
        loop {
            for (&chat, written) in &mut self.written {
                let teller = chat >= FIRST + TALKERS;
                let answered =
                    if teller { *written } else { self.emulator.transcript(chat).len() - *written };
                if teller || *written < answered + AHEAD {
                    let text = match (*written, teller) {
                        (n, false) => TALK[n % TALK.len()].0.to_owned(),
                        (0, true) => format!("come rinnovo il permesso di soggiorno? dettaglio {chat} 0"),
                        (n, true) => format!("dettaglio {chat} {n}"),
                    };
                    self.emulator.says(chat, &text);
                    *written += 1;
                }
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    fn outcome(&self, kills: usize) -> Outcome {
        let mut outcome = Outcome { kills, written: self.written.values().sum(), ..Outcome::default() };
        let room = self.room.lines();
        for (&chat, &written) in &self.written {
            let (expected, seen): (Vec<String>, Vec<String>) = if chat < FIRST + TALKERS {
                let expected = (0..written).map(|n| TALK[n % TALK.len()].1.to_owned()).collect();
                let transcript = self.emulator.transcript(chat);
                let of_bot = transcript.into_iter().filter(|message| message.speaker == Speaker::Bot);
                (expected, of_bot.map(|message| message.text).collect())
            } else {
                let expected = (0..written).map(|n| format!("dettaglio {chat} {n}»")).collect();
                let mark = format!("dettaglio {chat} ");
                let seen = room.iter().filter_map(|line| line.find(&mark).map(|at| line[at..].to_owned()));
                (expected, seen.collect())
            };
            let (lost, repeats, out_of_order) = compare(&expected, &seen);
            outcome.lost += lost;
            outcome.out_of_order += out_of_order;
            if chat < FIRST + TALKERS {
                outcome.repeats += repeats;
            } else {
                outcome.repeats_in_room += repeats;
            }
        }
        outcome
    }
}

/// What was lost, seen again, and out of order. Neighbours are different, so that what is seen again is told from what
/// comes next.
fn compare(expected: &[String], seen: &[String]) -> (usize, usize, usize) {
    let (mut next, mut repeats, mut out_of_order) = (0, 0, 0);
    for seen in seen {
        if expected.get(next).is_some_and(|expected| seen.starts_with(expected)) {
            next += 1;
        } else if next > 0 && seen.starts_with(&expected[next - 1]) {
            repeats += 1;
        } else {
            out_of_order += 1;
        }
    }
    (expected.len() - next, repeats, out_of_order)
}
