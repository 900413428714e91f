//! The cases as the staff room lists them.

use domain::{
    ids::{CaseNumber, Expert},
    summary::{CaseStatus, CaseSummary},
};
use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};

use crate::store::{StoreError, Tx, impossible, parsed};

/// Writes down how a case stands.
///
/// # Errors
/// If the database fails.
pub async fn put(tx: &mut Tx, conversation: &str, case: &CaseSummary) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO cases (number, conversation_id, status, holder, urgent, due_at, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (number) DO UPDATE SET status = $3, holder = $4, urgent = $5, due_at = $6",
    )
    .bind(case.number.to_string())
    .bind(conversation)
    .bind(status(case.status))
    .bind(case.holder.as_ref().map(|holder| holder.0.as_str()))
    .bind(i64::from(case.urgent))
    .bind(case.due.map(Timestamp::as_millisecond))
    .bind(case.opened.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whose case it is: `None` if there is no such case; with its person, it is forgotten.
///
/// # Errors
/// If the database fails.
pub async fn conversation_of(tx: &mut Tx, number: CaseNumber) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT conversation_id FROM cases WHERE number = $1")
        .bind(number.to_string())
        .fetch_optional(&mut **tx)
        .await?)
}

/// Every case of a conversation, however old.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_conversation(tx: &mut Tx, conversation: &str) -> Result<Vec<CaseNumber>, StoreError> {
    let rows = sqlx::query("SELECT number FROM cases WHERE conversation_id = $1 ORDER BY number")
        .bind(conversation)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(|row| parsed(row, "cases", "number")).collect()
}

/// Every open case.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn open(tx: &mut Tx) -> Result<Vec<CaseSummary>, StoreError> {
    let rows = sqlx::query(
        "SELECT number, status, holder, urgent, due_at, opened_at FROM cases WHERE status = 'open' ORDER BY number",
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(board_case).collect()
}

fn board_case(row: &AnyRow) -> Result<CaseSummary, StoreError> {
    let due: Option<i64> = row.try_get("due_at")?;
    let holder: Option<String> = row.try_get("holder")?;
    Ok(CaseSummary {
        number: parsed(row, "cases", "number")?,
        status: CaseStatus::Open,
        holder: holder.map(Expert),
        urgent: row.try_get::<i64, _>("urgent")? != 0,
        due: due
            .map(Timestamp::from_millisecond)
            .transpose()
            .map_err(|why| impossible("cases", "due_at", row, why))?,
        opened: crate::store::instant(row, "cases", "opened_at")?,
    })
}

fn status(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Open => "open",
        CaseStatus::Closed => "closed",
        CaseStatus::Withdrawn => "withdrawn",
    }
}
