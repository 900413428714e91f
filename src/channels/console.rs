//! The terminal as a platform: one person, "tu", and the staff room beside it.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use domain::{
    channel::ChannelKind,
    colleagues::Colleague,
    ids::{CaseNumber, Expert, PlatformMessageId},
    message::{LabelledButton, Message, Part},
    post::Place,
};
use jiff::Timestamp;
use tokio::sync::mpsc::UnboundedSender;

use super::{
    Channel, Delivery, Destination, Dispatch, Handed, Inbound, Sent, Thread, Unreadable, markdown, read_json,
};
use crate::channels::types::InboundUpdate;

/// The address of whoever sits at the terminal.
const YOU: &str = "tu";
/// The expert whoever sits at the terminal is, in the staff room.
const EXPERT: &str = "esperta";

/// A message as the terminal shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    ToYou(Vec<String>),
    InRoom(Vec<String>),
}

/// The terminal. What it is given, it passes on to whoever draws the screen.
pub struct Console {
    screen: UnboundedSender<Shown>,
    /// The buttons of the last message, which number keys press.
    buttons: Mutex<Vec<LabelledButton>>,
    /// Where the buttons are kept for the next start, if anywhere.
    memory: Option<PathBuf>,
    /// Where people's files are put for the experts; without it, a terminal shows their names only.
    files: Option<PathBuf>,
}

impl Console {
    #[must_use]
    pub fn new(screen: UnboundedSender<Shown>) -> Self {
        Self { screen, buttons: Mutex::default(), memory: None, files: None }
    }

    /// A terminal that keeps its buttons in this file: after a restart, numbers press what was said last.
    #[must_use]
    pub fn with_memory(self, file: PathBuf) -> Self {
        let kept = std::fs::read(&file).ok().and_then(|kept| serde_json::from_slice(&kept).ok());
        Self { buttons: Mutex::new(kept.unwrap_or_default()), memory: Some(file), ..self }
    }

    /// Numbers press these from now on.
    async fn offer(&self, buttons: &[LabelledButton]) {
        *self.buttons.lock().unwrap_or_else(PoisonError::into_inner) = buttons.to_vec();
        if let Some(file) = &self.memory {
            let kept = serde_json::to_vec(buttons).expect("our own types serialise to JSON");
            if let Err(error) = tokio::fs::write(file, kept).await {
                tracing::warn!(kind = %error.kind(), "the buttons are not kept for the next start");
            }
        }
    }

    /// A terminal that puts people's files into this folder.
    #[must_use]
    pub fn with_files(self, files: Option<PathBuf>) -> Self {
        Self { files, ..self }
    }

    /// A typed line as something that arrived: `#<case> words` from the staff, `# words` from the staff outside any
    /// thread, the number of a button, or words of the person's.
    #[must_use]
    pub fn typed(&self, line: &str, now: Timestamp, this_year: i16) -> InboundUpdate {
        let key = uuid::Uuid::new_v4().to_string();
        let inbound = match line.strip_prefix('#') {
            Some(staff) => {
                let (first, rest) = staff.split_once(char::is_whitespace).unwrap_or((staff, ""));
                let case = case_number(first, this_year);
                let text = if case.is_some() { rest } else { staff };
                Inbound::Staff {
                    expert: Expert(EXPERT.into()),
                    thread: case.map_or(Thread::Outside, Thread::Case),
                    line: PlatformMessageId(key.clone()),
                    text: text.trim().to_owned(),
                    mentions: Vec::new(),
                }
            }
            None => Inbound::Person { address: YOU.into(), language: None, sent: self.sent(line) },
        };
        InboundUpdate {
            source: ChannelKind::Console,
            key,
            sender: inbound.sender(),
            payload: serde_json::to_string(&inbound).expect("our own types serialise to JSON"),
            at: now,
            bundle: None,
        }
    }

    /// Puts a file where the experts find it; says what and where it is.
    async fn put_away(&self, file: &Handed) -> String {
        let size = file.bytes.len().div_ceil(1024);
        let place = match &self.files {
            Some(folder) => put(folder, file).await,
            None => None,
        };
        let name = place.map_or_else(|| file.name.clone(), |place| place.display().to_string());
        format!("[{name}, {size} kB]")
    }

    /// Takes away the files of a case whose person is forgotten.
    async fn take_away(&self, case: CaseNumber) {
        let Some(folder) = &self.files else { return };
        let Ok(mut files) = tokio::fs::read_dir(folder).await else { return };
        while let Ok(Some(file)) = files.next_entry().await {
            if file.file_name().to_string_lossy().starts_with(&format!("{case}-"))
                && let Err(error) = tokio::fs::remove_file(file.path()).await
            {
                tracing::error!(%error, case = %case, "a file could not be taken away");
            }
        }
    }

    fn sent(&self, line: &str) -> Sent {
        let buttons = self.buttons.lock().unwrap_or_else(PoisonError::into_inner);
        let pressed =
            line.trim().parse::<usize>().ok().and_then(|number| buttons.get(number.checked_sub(1)?));
        pressed.map_or_else(|| Sent::text(line), |pressed| Sent::Button(pressed.button.data()))
    }
}

async fn put(folder: &Path, file: &Handed) -> Option<PathBuf> {
    let place = folder.join(&file.name);
    let put = async {
        tokio::fs::create_dir_all(folder).await?;
        tokio::fs::write(&place, &file.bytes).await
    };
    match put.await {
        Ok(()) => Some(place),
        Err(error) => {
            tracing::error!(%error, folder = %folder.display(), "a file could not be put away");
            None
        }
    }
}

/// `2026-0042`, or `42` for a case of this year.
fn case_number(text: &str, this_year: i16) -> Option<CaseNumber> {
    let short = || text.parse().ok().map(|place| CaseNumber { year: this_year, place });
    text.parse().ok().or_else(short)
}

#[async_trait]
impl Channel for Console {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Console
    }

    async fn colleagues(&self) -> Vec<Colleague> {
        vec![Colleague { expert: Expert(EXPERT.into()), name: EXPERT.into() }]
    }

    fn read(&self, payload: &str) -> Result<Inbound, Unreadable> {
        read_json(payload)
    }

    async fn deliver(&self, dispatch: Dispatch) -> Delivery {
        let shown = match &dispatch.to {
            // A terminal shows what is new; what it has shown stays.
            Destination::Staff {
                place: Place::RootEdit | Place::Reaction { .. } | Place::Redact { .. },
                ..
            } => {
                return Delivery::Delivered { platform_message_id: dispatch.id.to_string() };
            }
            Destination::Person { .. } => {
                self.offer(&dispatch.message.buttons).await;
                Shown::ToYou(lines(&dispatch.message))
            }
            Destination::Staff { case, place, .. } => {
                let mut lines = lines(&dispatch.message);
                if let Some(file) = &dispatch.handed {
                    lines.push(self.put_away(file).await);
                }
                if let (Some(case), Place::Redaction) = (case, place) {
                    self.take_away(*case).await;
                }
                if let (Some(case), Place::Thread | Place::Mirror | Place::Redaction) = (case, place)
                    && let Some(first) = lines.first_mut()
                {
                    *first = format!("{case} · {}", first.trim_start());
                }
                Shown::InRoom(lines)
            }
        };
        match self.screen.send(shown) {
            Ok(()) => Delivery::Delivered { platform_message_id: dispatch.id.to_string() },
            // The screen is gone: the row keeps for the next start.
            Err(_) => Delivery::Later { after: None },
        }
    }
}

/// A message as lines of plain text, its buttons numbered.
#[must_use]
pub fn lines(message: &Message) -> Vec<String> {
    let mut lines = Vec::new();
    for part in &message.parts {
        match part {
            Part::Text(text) => lines.extend(text.lines().map(str::to_owned)),
            Part::Article(body) => lines.extend(markdown::plain(body).lines().map(str::to_owned)),
            Part::Quote(words) => lines.extend(words.lines().map(|line| format!("  «{line}»"))),
            Part::Small(text) => lines.extend(text.lines().map(|line| format!("({line})"))),
        }
    }
    if let Some(file) = &message.file {
        lines.push(format!("[{}]", file.name));
        // A calendar is for calendars, not for reading.
        if file.media_type != "text/calendar" {
            lines.extend(file.content.lines().map(str::to_owned));
        }
    }
    if !message.buttons.is_empty() {
        let buttons: Vec<String> =
            (1..).zip(&message.buttons).map(|(n, b)| format!("[{n}] {}", b.label)).collect();
        lines.push(buttons.join("  "));
    }
    lines
}
