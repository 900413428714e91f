//! Knowledge from answers: an expert drafts an article from a case, a second one approves it, and it answers the next
//! person. The database has the truth; the files in the data folder are copies, in the layout of the knowledge base.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, atomic::Ordering},
};

use domain::{
    commands::ArticleCommand,
    conversation::Phase,
    editorial,
    ids::{CaseNumber, Expert},
    mask::masked,
    message::{Author, Message},
    words::Words,
};
use jiff::Timestamp;
use knowledge::{
    Article, Collection, Knowledge, MODELS, Source,
    articles::{article, collection, draft},
    learner,
};

use crate::{
    app::{App, error::HandleError},
    store::{
        StoreError, Tx, cases, conversations,
        drafts::{self, KeptDraft, State},
        messages,
        phrasings::Phrasing,
        renewals::Renewal,
    },
};

/// Where articles are.
#[derive(Debug, Clone)]
pub struct Library {
    /// The knowledge base.
    pub articles: Source,
    /// The data folder: for copies of drafts (`drafts`) and of what is live (`articles`), and for what was learned (`models`).
    pub copies: PathBuf,
    /// The program that learns in a process of its own; none learns here.
    pub learner: Option<PathBuf>,
}

impl App {
    pub(crate) async fn article_command(
        &self,
        tx: &mut Tx,
        case: Option<CaseNumber>,
        expert: Expert,
        command: ArticleCommand,
    ) -> Result<(), HandleError> {
        let message = match (command, case) {
            (ArticleCommand::Draft(text), Some(case)) => self.draft(tx, case, expert, text).await?,
            (ArticleCommand::Draft(_), None) => self.staff_view().needs_case(),
            (ArticleCommand::Approve(slug), case) => self.approve(tx, case, slug, &expert).await?,
            (ArticleCommand::Withdraw(slug), case) => self.withdraw(tx, case, slug).await?,
            (ArticleCommand::Renew { slug, until }, _) => {
                self.propose_renewal(tx, &slug, until, &expert).await?
            }
        };
        Ok(self.tell_staff(tx, case, message, self.clock.now()).await?)
    }

    /// Drafts an article from a case, or writes its draft anew.
    async fn draft(
        &self,
        tx: &mut Tx,
        case: CaseNumber,
        author: Expert,
        text: Option<Words>,
    ) -> Result<Message, HandleError> {
        let view = self.staff_view();
        let Some(conversation) = cases::conversation_of(tx, case).await? else {
            return Ok(view.unknown_case(case));
        };
        let Some(loaded) = conversations::by_id(tx, &conversation).await? else {
            return Ok(view.unknown_case(case));
        };
        let said = messages::of_case(tx, case).await?;
        // What is said once a case is closed is no answer to it.
        let closed = match &loaded.conversation.phase {
            Phase::Closed { case: closed, at } if closed.number == case => *at,
            _ => Timestamp::MAX,
        };
        let by = |author: Author| {
            let theirs = said.iter().filter(move |(by, at, _)| *by == author && *at <= closed);
            theirs.map(|(_, _, body)| body.as_str()).collect::<Vec<_>>()
        };
        let head =
            loaded.conversation.case().filter(|open| open.number == case).and_then(|case| case.head.as_ref());
        let asked = head.map(|head| head.words.as_str()).or_else(|| by(Author::Person).first().copied());
        let (title, body) = match text.as_ref().map(Words::as_str) {
            Some(text) => text.split_once('\n').unwrap_or((text, "")),
            None => ("", ""),
        };
        let body = if body.trim().is_empty() {
            draft::of_replies(by(Author::Expert))
        } else {
            body.trim().to_owned()
        };
        let (body, asked) = (masked(&body).into_owned(), asked.map(|asked| masked(asked).into_owned()));
        if body.is_empty() {
            return Ok(view.nothing_to_draft());
        }
        let before = drafts::of_case(tx, case).await?.into_iter().find(|kept| kept.state == State::Draft);
        let title = match (title.trim(), &before) {
            ("", Some(before)) => before.draft.title.clone(),
            ("", None) => draft::title(asked.as_deref().unwrap_or(&body)),
            (title, _) => masked(title).into_owned(),
        };
        let lang = loaded.conversation.language.code().to_owned();
        let slug = match before {
            Some(before) => before.draft.slug,
            None => self.free_slug(tx, &title, &lang).await?,
        };
        let reviewed_on = self.policy.calendar.day(self.clock.now());
        let draft = draft::Draft { slug, title, lang, question: asked, body, reviewed_on };
        let message = view.draft(&draft.slug, &draft.title, &draft.body, draft.question.as_deref());
        let kept = KeptDraft { draft, case, state: State::Draft, author };
        drafts::keep(tx, &kept, self.clock.now()).await?;
        self.articles_changed();
        Ok(message)
    }

    async fn free_slug(&self, tx: &mut Tx, title: &str, lang: &str) -> Result<String, HandleError> {
        let knowledge = self.knowledge();
        let mut taken = Vec::new();
        loop {
            let slug = draft::slug(title, |slug| {
                knowledge.article(slug, lang).is_some() || taken.iter().any(|taken| taken == slug)
            });
            if drafts::named(tx, &slug).await?.is_none() {
                return Ok(slug);
            }
            taken.push(slug);
        }
    }

    /// Somebody else than its author lets a draft be answered with.
    async fn approve(
        &self,
        tx: &mut Tx,
        case: Option<CaseNumber>,
        slug: Option<String>,
        expert: &Expert,
    ) -> Result<Message, HandleError> {
        let view = self.staff_view();
        if let Some(slug) = &slug
            && let Some(message) = self.approve_renewal(tx, slug, expert).await?
        {
            return Ok(message);
        }
        let Some(KeptDraft { draft, author, .. }) = meant(tx, case, slug, State::Draft).await? else {
            return Ok(view.no_draft());
        };
        if !editorial::may_approve(&author, expert) {
            return Ok(view.needs_second());
        }
        drafts::set_state(tx, &draft.slug, State::Live, Some(expert)).await?;
        self.articles_changed();
        Ok(view.approved(&draft.slug))
    }

    /// An article that came from a case is answered with no more.
    async fn withdraw(
        &self,
        tx: &mut Tx,
        case: Option<CaseNumber>,
        slug: Option<String>,
    ) -> Result<Message, HandleError> {
        let view = self.staff_view();
        let live = meant(tx, case, slug.clone(), State::Live).await?;
        let found = match live {
            None => meant(tx, case, slug, State::Draft).await?,
            live => live,
        };
        let Some(KeptDraft { draft, .. }) = found else {
            return Ok(view.no_draft());
        };
        drafts::set_state(tx, &draft.slug, State::Withdrawn, None).await?;
        self.articles_changed();
        Ok(view.article_withdrawn(&draft.slug))
    }

    /// What the desk knows, as of now.
    pub(crate) fn knowledge(&self) -> Arc<Knowledge> {
        self.knowledge.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Once this is committed, the desk has to learn anew.
    pub(crate) fn articles_changed(&self) {
        self.changing.store(true, Ordering::Release);
    }

    /// What has changed is committed now: the desk learns it.
    pub(crate) fn learn_what_changed(&self) {
        if self.changing.swap(false, Ordering::AcqRel) {
            self.unlearnt.store(true, Ordering::Release);
            self.learn.notify_one();
        }
    }

    /// Takes in what has changed among the articles: puts copies into their folders, builds the index, and judges by what
    /// was learned before. Gives the collection that is still to be learned from, if it has changed.
    pub(crate) async fn learn(&self) -> Result<Option<Collection>, StoreError> {
        if !self.unlearnt.swap(false, Ordering::AcqRel) {
            return Ok(None);
        }
        let (drafts, phrasings) = (self.store.drafts().await?, self.store.phrasings().await?);
        let renewals = self.store.renewals().await?;
        let any = !drafts.is_empty() || !phrasings.is_empty() || !renewals.is_empty();
        let any_before = self.added.swap(any, Ordering::AcqRel);
        let library = self.library.clone();
        let before = self.knowledge();
        let taken_in = tokio::task::spawn_blocking(move || {
            if let Err(error) = put_copies(&library.copies, &drafts, &phrasings) {
                tracing::error!(%error, "drafts could not be copied to the data folder");
            }
            // With nothing added, what was learnt at the start is all there is.
            if !any_before && !any {
                return Ok(None);
            }
            let collection = collection_with(&library.articles, &drafts, &phrasings, &renewals);
            before.refreshed(&collection).map(|knowledge| Some((knowledge, collection)))
        });
        let taken_in = taken_in.await.map_err(anyhow::Error::from).flatten();
        Ok(self.knows(taken_in.map(Option::unzip)).flatten())
    }

    /// Learns from a collection how far it can be trusted: seconds of work, while the desk goes on with what it knew.
    pub(crate) async fn learn_from(&self, collection: Collection) {
        let models = self.library.copies.join(MODELS);
        if let Some(program) = &self.library.learner
            && let Err(error) = learner::learn(program, &collection, &models).await
        {
            // It goes on with what it knew, and tries again at the next change or start.
            return tracing::error!(%error, "the articles could not be learnt anew");
        }
        let learned = tokio::task::spawn_blocking(move || Knowledge::new(&collection, Some(&models)));
        let learned = learned.await.map_err(anyhow::Error::from).flatten();
        self.knows(learned.map(|knowledge| (Some(knowledge), ())));
    }

    /// From now on this is what the desk knows; without, it knows what it knew.
    fn knows<T>(&self, learned: anyhow::Result<(Option<Knowledge>, T)>) -> Option<T> {
        match learned {
            Ok((knowledge, rest)) => {
                if let Some(knowledge) = knowledge {
                    *self.knowledge.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(knowledge);
                }
                Some(rest)
            }
            Err(error) => {
                tracing::error!(%error, "the articles could not be learnt anew");
                None
            }
        }
    }
}

/// The draft of this slug, or the only one of this case, if it stands so.
async fn meant(
    tx: &mut Tx,
    case: Option<CaseNumber>,
    slug: Option<String>,
    state: State,
) -> Result<Option<KeptDraft>, StoreError> {
    let found = match (slug, case) {
        (Some(slug), _) => drafts::named(tx, &slug).await?.into_iter().collect(),
        (None, Some(case)) => drafts::of_case(tx, case).await?,
        (None, None) => Vec::new(),
    };
    Ok(found.into_iter().rev().find(|kept| kept.state == state))
}

/// The knowledge base, and what the staff have added to it. What has come into the base since is there only once.
fn collection_with(
    articles: &Source,
    drafts: &[KeptDraft],
    phrasings: &[Phrasing],
    renewals: &[Renewal],
) -> Collection {
    let (mut collection, _) = collection::load(articles.clone());
    for Renewal { slug, until, checked } in renewals {
        for article in collection.articles.iter_mut().filter(|article| article.slug == *slug) {
            // Whoever has set a later day in the file has looked since.
            let line = article.line("review_by");
            if article.review_by.is_none_or(|by| by.date < *until) {
                article.review_by = Some(article::Expiry { date: *until, line });
                article.law_checked = article.law_checked.max(Some(*checked));
            }
        }
    }
    for kept in drafts.iter().filter(|kept| kept.state == State::Live) {
        let slug = &kept.draft.slug;
        let (lang, articles) = (&kept.draft.lang, &collection.articles);
        let known = articles.iter().any(|article| article.slug == *slug && article.lang == *lang);
        let (article, _) = article::parse(Path::new(slug), &kept.draft.file());
        collection.articles.extend(article.filter(|_| !known));
    }
    for phrasing in phrasings {
        let own = |article: &&mut Article| article.slug == phrasing.slug && article.lang == phrasing.lang;
        if let Some(article) = collection.articles.iter_mut().find(own) {
            let line = u32::try_from(phrasing.number).unwrap_or_default();
            article.asked.push(article::Phrasing {
                text: phrasing.question.clone(),
                file: "ways".into(),
                line,
            });
        }
    }
    collection
}

/// Files for reading and for the repository: `drafts/<slug>.md`, and for what is live `articles/<lang>/<area>/<slug>.md` and
/// `ways/<lang>/<slug>.asked.txt`, whose lines belong at the end of the file of that name. All others are forgotten.
fn put_copies(folder: &Path, drafts: &[KeptDraft], phrasings: &[Phrasing]) -> std::io::Result<()> {
    let mut wanted: BTreeMap<PathBuf, String> = BTreeMap::new();
    for Phrasing { lang, slug, question, .. } in phrasings {
        let lines =
            wanted.entry(folder.join("ways").join(lang).join(format!("{slug}.asked.txt"))).or_default();
        lines.push_str(question);
        lines.push('\n');
    }
    for KeptDraft { draft, state, .. } in drafts {
        let file = format!("{}.md", draft.slug);
        match state {
            State::Draft => wanted.insert(folder.join("drafts").join(file), draft.file()),
            State::Live => {
                let area = folder.join("articles").join(&draft.lang).join(draft::AREA);
                wanted.insert(area.join(file), draft.file())
            }
            State::Withdrawn => None,
        };
    }
    for copies in ["drafts", "articles", "ways"] {
        remove_others(&folder.join(copies), &wanted)?;
    }
    for (file, content) in wanted {
        std::fs::create_dir_all(file.parent().unwrap_or(folder))?;
        std::fs::write(file, content)?;
    }
    Ok(())
}

fn remove_others(folder: &Path, wanted: &BTreeMap<PathBuf, String>) -> std::io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if path.extension().is_some_and(|end| end == "md" || end == "txt")
            && !wanted.contains_key(&path)
        {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}
