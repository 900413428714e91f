//! Who is called when the whole staff room would be.

use domain::ids::Expert;

use crate::store::{Store, StoreError, Tx};

/// From now on these are on duty.
///
/// # Errors
/// If the database fails.
pub async fn set(tx: &mut Tx, experts: &[Expert]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM duty").execute(&mut **tx).await?;
    for expert in experts {
        sqlx::query("INSERT INTO duty (expert) VALUES ($1) ON CONFLICT (expert) DO NOTHING")
            .bind(&expert.0)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Who is on duty.
///
/// # Errors
/// If the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Expert>, StoreError> {
    let names: Vec<String> = sqlx::query_scalar(LIST).fetch_all(&mut **tx).await?;
    Ok(names.into_iter().map(Expert).collect())
}

const LIST: &str = "SELECT expert FROM duty ORDER BY expert";

impl Store {
    /// Who is on duty.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn on_duty(&self) -> Result<Vec<Expert>, StoreError> {
        let names: Vec<String> = sqlx::query_scalar(LIST).fetch_all(self.pool()).await?;
        Ok(names.into_iter().map(Expert).collect())
    }
}
