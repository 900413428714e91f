//! The articles on the disk: the knowledge base with what the staff have added to it, and copies of that in the data folder.
//!
//! Invariant: the database has the truth of what experts add; the copies are for reading and for the repository.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use knowledge::{
    Article, ArticleSource, Collection,
    articles::{article, collection, draft},
};

use crate::store::articles::{
    drafts::{DraftStatus, KeptDraft},
    phrasings::PhrasingRow,
    renewals::Renewal,
};

/// Where articles are.
#[derive(Debug, Clone)]
pub struct Library {
    /// The knowledge base.
    pub articles: ArticleSource,
    /// The data folder: for copies of drafts (`drafts`) and of what is live (`articles`), and for what was learned (`models`).
    pub copies: PathBuf,
    /// The program that learns in a process of its own; none learns here.
    pub learner: Option<PathBuf>,
}

/// The knowledge base, and what the staff have added to it. What has come into the base since is there only once.
pub fn collection_with(
    articles: &ArticleSource,
    drafts: &[KeptDraft],
    phrasings: &[PhrasingRow],
    renewals: &[Renewal],
) -> Collection {
    let (mut collection, _) = collection::load(articles.clone());
    for Renewal { slug, until, checked } in renewals {
        for article in collection.articles.iter_mut().filter(|article| article.is_called(slug)) {
            // Whoever has set a later day in the file has looked since.
            let line = article.line("review_by");
            if article.review_by.is_none_or(|by| by.date < *until) {
                article.review_by = Some(article::Expiry { date: *until, line });
                article.law_checked = article.law_checked.max(Some(*checked));
            }
        }
    }
    for kept in drafts.iter().filter(|kept| kept.state == DraftStatus::Live) {
        let slug = &kept.draft.slug;
        let (lang, articles) = (&kept.draft.lang, &collection.articles);
        let known = articles.iter().any(|article| article.is_called(slug) && article.lang == *lang);
        let (article, _) = article::parse(Path::new(slug), &kept.draft.file());
        collection.articles.extend(article.filter(|_| !known));
    }
    for phrasing in phrasings {
        let own = |article: &&mut Article| article.is_called(&phrasing.slug) && article.lang == phrasing.lang;
        if let Some(article) = collection.articles.iter_mut().find(own) {
            let line = u32::try_from(phrasing.number).unwrap_or_default();
            article.asked.push(article::Phrasing {
                text: phrasing.question.as_str().into(),
                file: Path::new("ways").into(),
                line,
            });
        }
    }
    collection
}

/// Files for reading and for the repository: `drafts/<slug>.md`, and for what is live `articles/<lang>/<area>/<slug>.md` and
/// `ways/<lang>/<slug>.asked.txt`, whose lines belong at the end of the file of that name. All others are forgotten.
pub fn put_copies(folder: &Path, drafts: &[KeptDraft], phrasings: &[PhrasingRow]) -> std::io::Result<()> {
    let mut wanted: BTreeMap<PathBuf, String> = BTreeMap::new();
    for PhrasingRow { lang, slug, question, .. } in phrasings {
        let lines =
            wanted.entry(folder.join("ways").join(lang).join(format!("{slug}.asked.txt"))).or_default();
        lines.push_str(question);
        lines.push('\n');
    }
    for KeptDraft { draft, state, .. } in drafts {
        let file = format!("{}.md", draft.slug);
        match state {
            DraftStatus::Draft => wanted.insert(folder.join("drafts").join(file), draft.file()),
            DraftStatus::Live => {
                let area = folder.join("articles").join(&draft.lang).join(draft::AREA);
                wanted.insert(area.join(file), draft.file())
            }
            DraftStatus::Withdrawn => None,
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
