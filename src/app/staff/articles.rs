//! Articles from answers: an expert drafts one from a case, a second one approves it, and it answers the next person.

use domain::{
    commands::ArticleCommand,
    editorial::{self, Sources},
    ids::{CaseNumber, Expert},
    mask::masked,
    message::Message,
    words::Words,
};
use knowledge::articles::draft;

use super::renewals;
use crate::{
    app::work::Work,
    store::{
        StoreError, Tx,
        articles::drafts::{self, DraftStatus, KeptDraft},
        desk::{conversations, messages},
    },
};

pub async fn command(
    work: &mut Work<'_>,
    case: Option<CaseNumber>,
    expert: Expert,
    command: ArticleCommand,
) -> Result<Message, StoreError> {
    Ok(match (command, case) {
        (ArticleCommand::Draft(text), Some(case)) => draft(work, case, expert, text).await?,
        (ArticleCommand::Draft(_), None) => work.desk.staff_view().needs_case(),
        (ArticleCommand::Approve(slug), case) => approve(work, case, slug, &expert).await?,
        (ArticleCommand::Withdraw(slug), case) => withdraw(work, case, slug).await?,
        (ArticleCommand::Renew { slug, until }, _) => renewals::propose(work, &slug, until, &expert).await?,
    })
}

/// Drafts an article from a case, or writes its draft anew.
async fn draft(
    work: &mut Work<'_>,
    case: CaseNumber,
    author: Expert,
    text: Option<Words>,
) -> Result<Message, StoreError> {
    let view = work.desk.staff_view();
    let Some(loaded) = conversations::of_case(&mut work.tx, case).await? else {
        return Ok(view.unknown_case(case));
    };
    let said = messages::of_case(&mut work.tx, case).await?;
    let Sources { asked, replies } = editorial::sources(&loaded.conversation, case, &said);
    let (title, body) = match text.as_ref().map(Words::as_str) {
        Some(text) => text.split_once('\n').unwrap_or((text, "")),
        None => ("", ""),
    };
    let body = if body.trim().is_empty() { draft::of_replies(replies) } else { body.trim().to_owned() };
    let (body, asked) = (masked(&body).into_owned(), asked.map(|asked| masked(asked).into_owned()));
    if body.is_empty() {
        return Ok(view.nothing_to_draft());
    }
    let before =
        drafts::of_case(&mut work.tx, case).await?.into_iter().find(|kept| kept.state == DraftStatus::Draft);
    let title = match (title.trim(), &before) {
        ("", Some(before)) => before.draft.title.clone(),
        ("", None) => draft::title(asked.as_deref().unwrap_or(&body)),
        (title, _) => masked(title).into_owned(),
    };
    let lang = loaded.conversation.language.code().to_owned();
    let slug = match before {
        Some(before) => before.draft.slug,
        None => free_slug(work, &title, &lang).await?,
    };
    let reviewed_on = work.today();
    let draft = draft::ArticleDraft { slug, title, lang, question: asked, body, reviewed_on };
    let message = view.draft(&draft.slug, &draft.title, &draft.body, draft.question.as_deref());
    let kept = KeptDraft { draft, case, state: DraftStatus::Draft, author };
    drafts::keep(&mut work.tx, &kept, work.now).await?;
    work.articles_changed();
    Ok(message)
}

async fn free_slug(work: &mut Work<'_>, title: &str, lang: &str) -> Result<String, StoreError> {
    let knowledge = work.desk.knowledge();
    let mut taken = Vec::new();
    loop {
        let slug = draft::slug(title, |slug| {
            knowledge.article(slug, lang).is_some() || taken.iter().any(|taken| taken == slug)
        });
        if drafts::named(&mut work.tx, &slug).await?.is_none() {
            return Ok(slug);
        }
        taken.push(slug);
    }
}

/// Somebody else than its author lets a draft be answered with.
async fn approve(
    work: &mut Work<'_>,
    case: Option<CaseNumber>,
    slug: Option<String>,
    expert: &Expert,
) -> Result<Message, StoreError> {
    let view = work.desk.staff_view();
    if let Some(slug) = &slug
        && let Some(message) = renewals::approve(work, slug, expert).await?
    {
        return Ok(message);
    }
    let Some(KeptDraft { draft, author, .. }) = meant(&mut work.tx, case, slug, DraftStatus::Draft).await?
    else {
        return Ok(view.no_draft());
    };
    if !editorial::may_approve(&author, expert) {
        return Ok(view.needs_second());
    }
    drafts::set_state(&mut work.tx, &draft.slug, DraftStatus::Live, Some(expert)).await?;
    work.articles_changed();
    Ok(view.approved(&draft.slug))
}

/// An article that came from a case is answered with no more.
async fn withdraw(
    work: &mut Work<'_>,
    case: Option<CaseNumber>,
    slug: Option<String>,
) -> Result<Message, StoreError> {
    let view = work.desk.staff_view();
    let live = meant(&mut work.tx, case, slug.clone(), DraftStatus::Live).await?;
    let found = match live {
        None => meant(&mut work.tx, case, slug, DraftStatus::Draft).await?,
        live => live,
    };
    let Some(KeptDraft { draft, .. }) = found else {
        return Ok(view.no_draft());
    };
    drafts::set_state(&mut work.tx, &draft.slug, DraftStatus::Withdrawn, None).await?;
    work.articles_changed();
    Ok(view.article_withdrawn(&draft.slug))
}

/// The draft of this slug, or the only one of this case, if it stands so.
async fn meant(
    tx: &mut Tx,
    case: Option<CaseNumber>,
    slug: Option<String>,
    state: DraftStatus,
) -> Result<Option<KeptDraft>, StoreError> {
    let found = match (slug, case) {
        (Some(slug), _) => drafts::named(tx, &slug).await?.into_iter().collect(),
        (None, Some(case)) => drafts::of_case(tx, case).await?,
        (None, None) => Vec::new(),
    };
    Ok(found.into_iter().rev().find(|kept| kept.state == state))
}
