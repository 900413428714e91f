//! What goes out: a row is committed with the decision that made it, and sent afterwards.

use std::str::FromStr;

use domain::{
    channel::ChannelKind,
    delivery::{Priority, Purpose},
    ids::{CaseNumber, PlatformMessageId},
    message::Message,
    post::{Mention, Place},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{Row, any::AnyRow};

use crate::store::{Ids, Store, StoreError, Tx, earliest, json, parsed, to_json};

/// The first row of each ordering key that waits for one platform, by what matters. Asked after every step, and public so that a
/// test can ask for its plan: it must not read what is done.
pub const NEXT: &str = "SELECT id, ordering_key, payload, attempts, uncertain, openings, priority, platform,
         (SELECT address FROM handles WHERE handles.conversation_id = outbox.conversation_id) AS address
     FROM outbox
     WHERE state = 'waiting' AND platform = $3 AND not_before <= $1 AND NOT EXISTS (
         SELECT 1 FROM outbox earlier
         WHERE earlier.state = 'waiting' AND earlier.ordering_key = outbox.ordering_key AND earlier.id < outbox.id)
     ORDER BY priority, id LIMIT $2";

/// The same for all platforms, in the order in which it was said.
const NEXT_IN_ORDER: &str = "SELECT id, ordering_key, payload, attempts, uncertain, openings, priority, platform,
         (SELECT address FROM handles WHERE handles.conversation_id = outbox.conversation_id) AS address
     FROM outbox
     WHERE state = 'waiting' AND not_before <= $1 AND NOT EXISTS (
         SELECT 1 FROM outbox earlier
         WHERE earlier.state = 'waiting' AND earlier.ordering_key = outbox.ordering_key AND earlier.id < outbox.id)
     ORDER BY id LIMIT $2";

/// Who carries a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// The platform that a person writes on.
    Platform(ChannelKind),
    /// The platform of the staff room.
    StaffRoom,
}

impl Carrier {
    fn name(self) -> &'static str {
        match self {
            Self::Platform(kind) => kind.name(),
            Self::StaffRoom => "staff",
        }
    }
}

impl FromStr for Carrier {
    type Err = <ChannelKind as FromStr>::Err;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if name == Self::StaffRoom.name() { Ok(Self::StaffRoom) } else { name.parse().map(Self::Platform) }
    }
}

/// Asks for a row that begins the thread of a case.
const HEAD_WAITS: &str = "SELECT id FROM outbox
     WHERE state = 'waiting' AND case_number = $1 AND place = 'thread_root' LIMIT 1";

/// A place as it is stored.
fn place(place: &Place) -> &'static str {
    match place {
        Place::ThreadRoot => "thread_root",
        Place::RootEdit => "root_edit",
        Place::Thread => "thread",
        Place::Mirror => "mirror",
        Place::Reaction { .. } => "reaction",
        Place::Redaction => "redaction",
        Place::Redact { .. } => "redact",
        Place::Room => "room",
    }
}

/// A purpose as it is stored.
fn purpose(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Automatic => "automatic",
        Purpose::Proactive { .. } => "proactive",
        Purpose::HumanReply { .. } => "human_reply",
        Purpose::ReplyPage { .. } => "reply_page",
        Purpose::Edit { .. } => "edit",
        Purpose::Farewell => "farewell",
    }
}

/// A message and where it goes. A person is known by their conversation; nothing here leads from words to a handle. It is
/// stored under the names of 0.1.0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum OutboundMessage {
    Person {
        conversation: String,
        #[serde(rename = "errand")]
        purpose: Purpose,
        message: Message,
    },
    Staff {
        case: Option<CaseNumber>,
        place: Place,
        mention: Mention,
        message: Message,
    },
    /// A sign beneath a message of the person's, which its platform knows by this id.
    Tick {
        conversation: String,
        line: PlatformMessageId,
    },
    /// A change to what an earlier row, of this id, carried to a person: what it says from now on; with `remove`, only
    /// if it cannot be taken away.
    #[serde(rename = "amendment")]
    Edit {
        conversation: String,
        #[serde(rename = "errand")]
        purpose: Purpose,
        row: i64,
        message: Message,
        remove: bool,
    },
}

impl OutboundMessage {
    /// The conversation it belongs to, if it goes to a person.
    #[must_use]
    pub fn conversation(&self) -> Option<&str> {
        match self {
            Self::Person { conversation, .. }
            | Self::Tick { conversation, .. }
            | Self::Edit { conversation, .. } => Some(conversation),
            Self::Staff { .. } => None,
        }
    }

    /// Whoever it goes to is known by this conversation from now on.
    pub fn goes_to(&mut self, id: &str) {
        match self {
            Self::Person { conversation, .. }
            | Self::Tick { conversation, .. }
            | Self::Edit { conversation, .. } => id.clone_into(conversation),
            Self::Staff { .. } => {}
        }
    }

    /// The case whose thread it goes to, and where in the staff room; nothing, if it goes to a person.
    fn place(&self) -> Option<(Option<CaseNumber>, &Place)> {
        match self {
            Self::Staff { case, place, .. } => Some((*case, place)),
            Self::Person { .. } | Self::Tick { .. } | Self::Edit { .. } => None,
        }
    }

    /// What its delivery means to the conversation; nothing, if it goes to the staff.
    #[must_use]
    pub fn purpose(&self) -> Option<&Purpose> {
        match self {
            Self::Person { purpose, .. } | Self::Edit { purpose, .. } => Some(purpose),
            Self::Tick { .. } => Some(&Purpose::Automatic),
            Self::Staff { .. } => None,
        }
    }

    /// How much it matters, if nothing else is known of it.
    fn priority(&self) -> Priority {
        match self {
            Self::Person { purpose, .. } | Self::Edit { purpose, .. } => purpose.priority(),
            Self::Tick { .. } => Priority::Mark,
            Self::Staff { place, .. } => place.priority(),
        }
    }

    /// Does it bring the staff a person's file?
    #[must_use]
    pub fn has_file(&self) -> bool {
        matches!(self, Self::Staff { message, .. } if message.attachment.is_some())
    }

    /// What must stay in order. A file may take long to come: words of its case do not wait for it.
    fn ordering_key(&self) -> String {
        match self {
            Self::Person { conversation, .. }
            | Self::Tick { conversation, .. }
            | Self::Edit { conversation, .. } => conversation.clone(),
            Self::Staff { case: Some(case), .. } if self.has_file() => format!("file:{case}"),
            Self::Staff { case: Some(case), .. } => format!("case:{case}"),
            Self::Staff { case: None, .. } => "room".into(),
        }
    }
}

/// A message on its way into the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    pub payload: OutboundMessage,
    pub priority: Priority,
    /// The staff room's line that it carries, if it carries one.
    pub line: Option<PlatformMessageId>,
}

impl From<OutboundMessage> for Outgoing {
    fn from(payload: OutboundMessage) -> Self {
        Self { priority: payload.priority(), line: None, payload }
    }
}

impl Outgoing {
    /// It carries this line.
    #[must_use]
    pub fn carrying(mut self, line: Option<PlatformMessageId>) -> Self {
        self.line = line;
        self
    }

    /// It matters so much.
    #[must_use]
    pub fn that_matters(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }
}

/// A row that waits to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxRow {
    pub id: i64,
    pub ordering_key: String,
    pub payload: OutboundMessage,
    pub attempts: i64,
    /// The answer to an earlier attempt was lost: it may have arrived.
    pub uncertain: bool,
    /// Does somebody wait for it whom no queue of answers may keep waiting?
    pub comes_first: bool,
    pub carrier: Carrier,
    /// Where the person is reached; `None` for the staff, and for somebody who is not there any more.
    pub address: Option<String>,
    /// How often its file was begun to be opened, and the desk did not live to tell.
    pub openings: i64,
}

/// Writes a message into the outbox.
///
/// # Errors
/// If the database fails.
pub async fn post(tx: &mut Tx, ids: &mut Ids, outgoing: &Outgoing, now: Timestamp) -> Result<(), StoreError> {
    let Outgoing { payload, priority, line } = outgoing;
    let priority = *priority as i64;
    let (case, staff_place) = payload.place().map_or((None, None), |(case, place)| (case, Some(place)));
    // Order is kept: what matters takes along what lies before it.
    sqlx::query(
        "UPDATE outbox SET priority = $2 WHERE ordering_key = $1 AND state = 'waiting' AND priority > $2",
    )
    .bind(payload.ordering_key())
    .bind(priority)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO outbox
             (id, ordering_key, conversation_id, case_number, place, purpose, payload, created_at, room_event, priority,
              platform, state, uncertain, attempts, openings, not_before)
         VALUES ($1, $2, COALESCE($3, (SELECT conversation_id FROM cases WHERE number = $4)), $4, $5, $6, $7, $8, $9, $10,
             COALESCE((SELECT channel FROM handles WHERE conversation_id = $3), $11), 'waiting', 0, 0, 0, 0)",
    )
    .bind(ids.take())
    .bind(payload.ordering_key())
    .bind(payload.conversation())
    .bind(case.map(|case| case.to_string()))
    .bind(staff_place.map(place))
    .bind(payload.purpose().map(purpose))
    .bind(to_json(payload))
    .bind(now.as_millisecond())
    .bind(line.as_ref().map(|line| line.0.as_str()))
    .bind(priority)
    .bind(Carrier::StaffRoom.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// The first waiting row of each ordering key that may be sent now, in the order in which they were written.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_outgoing(&self, now: Timestamp, limit: i64) -> Result<Vec<OutboxRow>, StoreError> {
        self.is_ours()?;
        let question = sqlx::query(NEXT_IN_ORDER).bind(now.as_millisecond()).bind(limit);
        self.payloads(question.fetch_all(self.pool()).await?).await
    }

    /// The first waiting row of each ordering key that this carrier may be given now: what matters first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_for(
        &self,
        carrier: Carrier,
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.is_ours()?;
        let question = sqlx::query(NEXT).bind(now.as_millisecond()).bind(limit).bind(carrier.name());
        self.payloads(question.fetch_all(self.pool()).await?).await
    }

    async fn payloads(&self, rows: Vec<AnyRow>) -> Result<Vec<OutboxRow>, StoreError> {
        self.readable_of_queue(&rows, outbox_row, "UPDATE outbox SET state = 'failed' WHERE id = $1").await
    }

    /// When, after now, the next row that waits for a time may be sent. Only the first row of an ordering key counts: those
    /// behind it wait for it, whatever their own time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_outgoing_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(not_before) FROM outbox WHERE state = 'waiting' AND not_before > $1 AND NOT EXISTS (
                 SELECT 1 FROM outbox earlier
                 WHERE earlier.state = 'waiting' AND earlier.ordering_key = outbox.ordering_key AND earlier.id < outbox.id)",
        )
        .bind(now.as_millisecond())
        .fetch_one(self.pool())
        .await?;
        earliest(&row)
    }

    /// When what has waited longest for this carrier was written.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn oldest_waiting(&self, carrier: Carrier) -> Result<Option<Timestamp>, StoreError> {
        let question = "SELECT MIN(created_at) FROM outbox WHERE state = 'waiting' AND platform = $1";
        earliest(&sqlx::query(question).bind(carrier.name()).fetch_one(self.pool()).await?)
    }

    /// Is the first line of this case's thread on its way?
    ///
    /// # Errors
    /// If the database fails.
    pub async fn head_waits(&self, case: CaseNumber) -> Result<bool, StoreError> {
        let row = sqlx::query(HEAD_WAITS).bind(case.to_string()).fetch_optional(self.pool()).await?;
        Ok(row.is_some())
    }

    /// What became of the message that this row carried.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delivery_status(&self, id: i64) -> Result<DeliveryStatus, StoreError> {
        let row = sqlx::query("SELECT id, state, platform_message_id, uncertain FROM outbox WHERE id = $1")
            .bind(id)
            .fetch_optional(self.pool())
            .await?;
        let Some(row) = row else {
            return Ok(DeliveryStatus::Unknown);
        };
        let (state, platform_message_id): (String, Option<String>) =
            (row.try_get("state")?, row.try_get("platform_message_id")?);
        let uncertain = row.try_get::<i64, _>("uncertain")? != 0;
        Ok(match platform_message_id {
            Some(platform_message_id) if state == "sent" => DeliveryStatus::Arrived { platform_message_id },
            _ if uncertain => DeliveryStatus::Unknown,
            _ => DeliveryStatus::NeverArrived,
        })
    }
}

fn outbox_row(row: &AnyRow) -> Result<OutboxRow, StoreError> {
    Ok(OutboxRow {
        id: row.try_get("id")?,
        ordering_key: row.try_get("ordering_key")?,
        payload: json(row, "outbox", "payload")?,
        attempts: row.try_get("attempts")?,
        uncertain: row.try_get::<i64, _>("uncertain")? != 0,
        openings: row.try_get("openings")?,
        comes_first: row.try_get::<i64, _>("priority")? < Priority::Answer as i64,
        carrier: parsed(row, "outbox", "platform")?,
        address: row.try_get("address")?,
    })
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryStatus {
    /// The platform calls it so.
    Arrived {
        platform_message_id: String,
    },
    NeverArrived,
    Unknown,
}

/// The rows that carry this line of the staff room to a person, in order, and whether each still waits.
///
/// # Errors
/// If the database fails.
pub async fn carrying(
    tx: &mut Tx,
    conversation: &str,
    line: &PlatformMessageId,
) -> Result<Vec<(i64, bool)>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, state FROM outbox WHERE conversation_id = $1 AND room_event = $2 ORDER BY id",
    )
    .bind(conversation)
    .bind(&line.0)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let state: String = row.try_get("state")?;
            Ok((row.try_get("id")?, state == "waiting"))
        })
        .collect()
}

/// What a row carries is another message now, with another purpose, or, without one, it is not sent any more: if it still
/// waits. One that is on its way is not stopped.
///
/// # Errors
/// If the database fails.
pub async fn change_waiting(
    tx: &mut Tx,
    id: i64,
    payload: Option<&OutboundMessage>,
) -> Result<(), StoreError> {
    match payload {
        Some(payload) => sqlx::query("UPDATE outbox SET payload = $2 WHERE id = $1 AND state = 'waiting'")
            .bind(id)
            .bind(to_json(payload)),
        None => sqlx::query(
            "UPDATE outbox SET state = 'failed', payload = '' WHERE id = $1 AND state = 'waiting'",
        )
        .bind(id),
    }
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Is the first line of this case's thread on its way?
///
/// # Errors
/// If the database fails.
pub async fn head_waits(tx: &mut Tx, case: CaseNumber) -> Result<bool, StoreError> {
    let row = sqlx::query(HEAD_WAITS).bind(case.to_string()).fetch_optional(&mut **tx).await?;
    Ok(row.is_some())
}

/// Is the first line of a case's thread on its way?
///
/// # Errors
/// If the database fails.
pub async fn a_head_waits(tx: &mut Tx) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM outbox WHERE state = 'waiting' AND place = 'thread_root' LIMIT 1";
    let row = sqlx::query(sql).fetch_optional(&mut **tx).await?;
    Ok(row.is_some())
}

/// What the head of a case was going to say is not said any more: something newer is. One that is on its way arrives
/// before it.
///
/// # Errors
/// If the database fails.
pub async fn drop_waiting_heads(tx: &mut Tx, case: CaseNumber) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = 'failed', payload = ''
         WHERE state = 'waiting' AND case_number = $1 AND place = 'root_edit'",
    )
    .bind(case.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A row has to wait until then, and its ordering key with it: nothing is wrong with it.
///
/// # Errors
/// If the database fails.
pub async fn hold(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET not_before = $2 WHERE id = $1")
        .bind(id)
        .bind(until.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A row could not be sent: it waits until then, and its ordering key with it. `uncertain`: it may have arrived all the same.
///
/// # Errors
/// If the database fails.
pub async fn postpone(tx: &mut Tx, id: i64, until: Timestamp, uncertain: bool) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET attempts = attempts + 1, not_before = $2,
             uncertain = CASE WHEN $3 = 1 THEN 1 ELSE uncertain END WHERE id = $1",
    )
    .bind(id)
    .bind(until.as_millisecond())
    .bind(i64::from(uncertain))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The file of a row is about to be opened: should the desk die of it, the row waits until then, and it is known how
/// often that was.
///
/// # Errors
/// If the database fails.
pub async fn opening(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET openings = openings + 1, not_before = $2 WHERE id = $1")
        .bind(id)
        .bind(until.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The file of a row has been opened, or has not let itself be opened: the desk is alive.
///
/// # Errors
/// If the database fails.
pub async fn opened(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET openings = 0 WHERE id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// The row has been sent: its words are no longer needed here.
///
/// # Errors
/// If the database fails.
pub async fn sent(
    tx: &mut Tx,
    id: i64,
    platform_message_id: Option<&str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    finish(tx, id, "sent", platform_message_id, at).await
}

/// The row will not be sent any more.
///
/// # Errors
/// If the database fails.
pub async fn failed(tx: &mut Tx, id: i64, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "failed", None, at).await
}

/// The answer to the last attempt was lost as well: nobody knows whether it has arrived.
///
/// # Errors
/// If the database fails.
pub async fn uncertain(tx: &mut Tx, id: i64, at: Timestamp) -> Result<(), StoreError> {
    finish(tx, id, "uncertain", None, at).await
}

async fn finish(
    tx: &mut Tx,
    id: i64,
    state: &str,
    platform_message_id: Option<&str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = $2, platform_message_id = $3, sent_at = $4, payload = '' WHERE id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(platform_message_id)
    .bind(at.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
