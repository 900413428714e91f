//! One event into a room.

use matrix_sdk::{Error, Room, ruma::TransactionId};
use serde_json::Value;

/// Sends an event; says what the server calls it.
pub(super) async fn send(
    room: &Room,
    kind: &str,
    content: Value,
    txn: &TransactionId,
) -> Result<String, Error> {
    let sent = room.send_raw(kind, content).with_transaction_id(txn).await?;
    Ok(sent.response.event_id.to_string())
}
