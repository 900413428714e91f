//! Whole messages that cannot mean what they are said to mean: of articles that are not there, or for other people than
//! whoever wrote them.

use std::collections::HashSet;

use domain::{diagnostic::Diagnostic, scope::Fit};

use crate::articles::{article::Phrasing, collection::Collection};

pub(super) fn check(collection: &Collection, diagnostics: &mut Vec<Diagnostic>) {
    let slugs: HashSet<&str> = collection.articles.iter().map(|article| article.slug.as_str()).collect();
    let mut no_article = |slug: &str, message: &Phrasing| {
        if !slugs.contains(slug) {
            diagnostics.push(Diagnostic::warning(
                message.file.as_ref(),
                message.line,
                format!("there is no article `{slug}` that could answer this message"),
                "correct the slug, or remove the message",
            ));
        }
    };
    let messages = &collection.messages;
    for scoped in &messages.stories {
        no_article(&scoped.line.0, &scoped.line.1.message);
    }
    for scoped in &messages.several {
        scoped.line.0.iter().for_each(|slug| no_article(slug, &scoped.line.1.message));
    }
    for scoped in &messages.follow_ups {
        let line = &scoped.line;
        [Some(&line.got), line.article.as_ref()]
            .into_iter()
            .flatten()
            .for_each(|slug| no_article(slug, &line.message));
    }
    for scoped in &messages.stories {
        let (slug, said) = &scoped.line;
        let own = collection
            .articles
            .iter()
            .find(|article| article.slug == *slug && scoped.holds_for(&article.lang));
        if let Some(Fit::Conflict(dimension)) = own.map(|article| article.scope.fit(&said.profile)) {
            diagnostics.push(Diagnostic::warning(
                said.message.file.as_ref(),
                said.message.line,
                format!("whoever wrote this is not of those for whom the article holds: {dimension}"),
                "correct the facts in brackets or `[scope]`, or remove the message",
            ));
        }
    }
}
