//! Articles that experts have drafted from a case.

use std::{fmt, str::FromStr};

use domain::{
    editorial::{self, WithoutAsker},
    ids::{CaseNumber, Expert},
};
use jiff::Timestamp;
use knowledge::articles::draft::{self, ArticleDraft};
use sqlx::{Row, any::AnyRow};

use crate::store::{Store, StoreError, Tx, json, parsed, to_json};

/// What has become of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftStatus {
    /// It waits for a second expert.
    Draft,
    /// It is answered with.
    Live,
    Withdrawn,
}

impl DraftStatus {
    const ALL: [Self; 3] = [Self::Draft, Self::Live, Self::Withdrawn];

    fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// No draft is in this state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADraftStatus(String);

impl fmt::Display for NotADraftStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no draft is `{}`", self.0)
    }
}

impl FromStr for DraftStatus {
    type Err = NotADraftStatus;

    fn from_str(name: &str) -> Result<Self, NotADraftStatus> {
        Self::ALL
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or_else(|| NotADraftStatus(name.to_owned()))
    }
}

/// A draft and its standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    pub draft: ArticleDraft,
    pub case: CaseNumber,
    pub state: DraftStatus,
    /// Who wrote its text last.
    pub author: Expert,
}

/// Keeps a draft, in the place of what had its slug.
///
/// # Errors
/// If the database fails.
pub async fn keep(tx: &mut Tx, kept: &KeptDraft, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO drafts (slug, case_number, state, author, content, kept_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (slug) DO UPDATE SET case_number = $2, state = $3, author = $4, content = $5, kept_at = $6",
    )
    .bind(&kept.draft.slug)
    .bind(kept.case.to_string())
    .bind(kept.state.name())
    .bind(&kept.author.0)
    .bind(to_json(&kept.draft))
    .bind(now.as_millisecond())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A draft stands differently now; `by` is who let it be answered with.
///
/// # Errors
/// If the database fails.
pub async fn set_state(
    tx: &mut Tx,
    slug: &str,
    state: DraftStatus,
    by: Option<&Expert>,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE drafts SET state = $2, approved_by = $3 WHERE slug = $1")
        .bind(slug)
        .bind(state.name())
        .bind(by.map(|by| by.0.as_str()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The draft of this slug.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn named(tx: &mut Tx, slug: &str) -> Result<Option<KeptDraft>, StoreError> {
    let row = sqlx::query("SELECT slug, case_number, state, author, content FROM drafts WHERE slug = $1")
        .bind(slug)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(kept).transpose()
}

/// The drafts of a case.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn of_case(tx: &mut Tx, case: CaseNumber) -> Result<Vec<KeptDraft>, StoreError> {
    let rows = sqlx::query(
        "SELECT slug, case_number, state, author, content FROM drafts WHERE case_number = $1 ORDER BY slug",
    )
    .bind(case.to_string())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(kept).collect()
}

/// The person behind these cases is forgotten: what nobody has approved goes, and so does what has their words for a title;
/// what is an article loses the question in their words.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn forget_person(tx: &mut Tx, cases: &[CaseNumber]) -> Result<bool, StoreError> {
    let mut any = false;
    for case in cases {
        for kept in of_case(tx, *case).await? {
            any = true;
            forget_words(tx, kept).await?;
        }
    }
    Ok(any)
}

/// What people have asked before a time goes in the same way from what experts made of it: says whether anything did.
///
/// # Errors
/// If the database fails or holds what no version of ours writes.
pub async fn forget_before(tx: &mut Tx, limit: Timestamp) -> Result<bool, StoreError> {
    let rows = sqlx::query(
        "SELECT slug, case_number, state, author, content FROM drafts WHERE kept_at < $1 ORDER BY slug",
    )
    .bind(limit.as_millisecond())
    .fetch_all(&mut **tx)
    .await?;
    let mut any = false;
    // What cannot be read is told where articles are learned from.
    for kept in rows.iter().filter_map(|row| kept(row).ok()) {
        if kept.draft.question.is_some() || kept.state != DraftStatus::Live {
            any = true;
            forget_words(tx, kept).await?;
        }
    }
    Ok(any)
}

async fn forget_words(tx: &mut Tx, mut kept: KeptDraft) -> Result<(), StoreError> {
    let their_title = kept.draft.question.as_deref().map(draft::title);
    let title_is_theirs = their_title.as_ref() == Some(&kept.draft.title);
    match editorial::without_its_asker(kept.state == DraftStatus::Live, title_is_theirs) {
        WithoutAsker::LosesQuestion => {
            kept.draft.question = None;
            sqlx::query("UPDATE drafts SET content = $2 WHERE slug = $1")
                .bind(&kept.draft.slug)
                .bind(to_json(&kept.draft))
                .execute(&mut **tx)
                .await?;
        }
        WithoutAsker::Goes => {
            let forget = "DELETE FROM drafts WHERE slug = $1";
            sqlx::query(forget).bind(&kept.draft.slug).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

impl Store {
    /// Every draft there is.
    ///
    /// # Errors
    /// If the database fails or holds what no version of ours writes.
    pub async fn drafts(&self) -> Result<Vec<KeptDraft>, StoreError> {
        let rows = sqlx::query("SELECT slug, case_number, state, author, content FROM drafts ORDER BY slug")
            .fetch_all(self.pool())
            .await?;
        self.readable(&rows, kept)
    }
}

fn kept(row: &AnyRow) -> Result<KeptDraft, StoreError> {
    Ok(KeptDraft {
        draft: json(row, "drafts", "content")?,
        case: parsed(row, "drafts", "case_number")?,
        state: parsed(row, "drafts", "state")?,
        author: Expert(row.try_get("author")?),
    })
}
