//! The full-text index of one language, in memory: one document per article, one field per part of it.
//!
//! An article is as near as its nearest part, and a little nearer for each other part that fits as well (dis-max with
//! a tie). It is built once and then only read: a changed collection gets a new index.

use std::{collections::BTreeSet, sync::Arc};

use tantivy::{
    ReloadPolicy, Searcher, TantivyDocument, Term,
    collector::TopDocs,
    directory::RamDirectory,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{TokenizerManager, WhitespaceTokenizer},
};

use crate::text::grams;

/// Bytes the writer may use; it is gone once the index is built. The least tantivy accepts.
const WRITER_BUDGET: usize = 15_000_000;
/// What a second part of an article adds to the best one, and so on.
const TIE: f32 = 0.3;
const NUMBER: &str = "number";
/// The parts of an article, and what each weighs.
const PARTS: [(&str, f32); 5] =
    [("questions", 1.0), ("asked", 1.0), ("keywords", 0.7), ("title", 0.8), ("body", 0.6)];
/// The pieces of four characters of all its words: they forgive typos and endings. A word of eight letters has about
/// eight of them.
const GRAMS: (&str, f32) = ("grams", 0.15);

/// What is searched of an article: the stems of its parts, with blanks between.
#[derive(Debug, Default)]
pub(crate) struct IndexedArticle {
    pub questions: String,
    pub asked: String,
    pub keywords: String,
    pub title: String,
    pub body: String,
    /// Every different word as it is written, once: the pieces of all would fill the index.
    pub words: String,
}

/// A built index. Cheap to clone, safe to share.
#[derive(Clone)]
pub(crate) struct Index {
    searcher: Searcher,
    parts: [(Field, f32); 5],
    grams: Field,
}

/// An article by its place in what [`Index::build`] was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    pub article: usize,
    /// BM25, only comparable within one search.
    pub score: f64,
}

impl Index {
    pub fn build<'a>(entries: impl IntoIterator<Item = &'a IndexedArticle>) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let parts = PARTS.map(|(name, weight)| (schema.add_text_field(name, indexed("words")), weight));
        let grams_field = schema.add_text_field(GRAMS.0, indexed("grams"));
        let number = schema.add_u64_field(NUMBER, FAST);
        let tokenizers = TokenizerManager::default();
        tokenizers.register("words", WhitespaceTokenizer::default());
        tokenizers.register("grams", grams());
        let index = tantivy::Index::builder().schema(schema.build()).tokenizers(tokenizers);

        // In one piece: no threads, no merging, no clean-up for an index that is written once.
        let mut writer = index.single_segment_index_writer(RamDirectory::create(), WRITER_BUDGET)?;
        for (place, entry) in (0u64..).zip(entries) {
            let mut document = TantivyDocument::default();
            for ((field, _), text) in parts.iter().zip(entry.parts()) {
                document.add_text(*field, text);
            }
            document.add_text(grams_field, &entry.words);
            document.add_u64(number, place);
            writer.add_document(document)?;
        }
        let index = writer.finalize()?;

        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { searcher: reader.searcher(), parts, grams: grams_field })
    }

    /// The `limit` articles most like a question, best first: by its stems and, for words that are `unknown`, by their
    /// pieces. Looking for the pieces of every word would find little more and take several times as long.
    pub fn nearest(&self, stems: &[Arc<str>], unknown: &[String], limit: usize) -> tantivy::Result<Vec<Hit>> {
        let mut pieces = Vec::new();
        grams().token_stream(&unknown.join(" ")).process(&mut |token| pieces.push(token.text.clone()));
        let mut parts: Vec<Box<dyn Query>> =
            self.parts.iter().map(|(field, weight)| any(*field, stems, *weight)).collect();
        if !pieces.is_empty() {
            parts.push(any(self.grams, &pieces, GRAMS.1));
        }
        let query = DisjunctionMaxQuery::with_tie_breaker(parts, TIE);

        let top = self.searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        let mut hits = Vec::with_capacity(top.len());
        for (score, address) in top {
            let numbers = self.searcher.segment_reader(address.segment_ord).fast_fields().u64(NUMBER)?;
            let number = numbers.first(address.doc_id).expect("every document has its number");
            hits.push(Hit {
                article: usize::try_from(number).expect("it was a place in a list"),
                score: f64::from(score),
            });
        }
        Ok(hits)
    }
}

impl IndexedArticle {
    /// In the order of [`PARTS`].
    fn parts(&self) -> [&str; 5] {
        [&self.questions, &self.asked, &self.keywords, &self.title, &self.body]
    }
}

fn indexed(tokenizer: &str) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(IndexRecordOption::WithFreqs);
    TextOptions::default().set_indexing_options(indexing)
}

/// One optional clause per different term: saying a word twice does not make it weigh twice.
fn any(field: Field, terms: &[impl AsRef<str>], weight: f32) -> Box<dyn Query> {
    let terms: BTreeSet<&str> = terms.iter().map(AsRef::as_ref).collect();
    let clauses = terms.into_iter().map(|term| {
        let term = Term::from_field_text(field, term);
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        (Occur::Should, Box::new(BoostQuery::new(Box::new(query), weight)) as Box<dyn Query>)
    });
    Box::new(BooleanQuery::new(clauses.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<T: for<'a> From<&'a str>>(text: &str) -> Vec<T> {
        text.split_whitespace().map(T::from).collect()
    }

    fn entry(title: &str) -> IndexedArticle {
        IndexedArticle { title: title.to_owned(), words: title.to_owned(), ..IndexedArticle::default() }
    }

    #[test]
    fn the_article_that_shares_most_comes_first() {
        let entries = [entry("quanto dura il congedo"), entry("bonus nido"), entry("congedo del padre")];
        let index = Index::build(&entries).unwrap();

        let hits = index.nearest(&words("congedo padre"), &[], 10).unwrap();
        let order: Vec<usize> = hits.iter().map(|hit| hit.article).collect();
        assert_eq!(order, [2, 0]);
    }

    #[test]
    fn a_way_of_asking_counts_like_the_title() {
        let asked = IndexedArticle { asked: "posso esco prima".to_owned(), ..entry("allattamento") };
        let index = Index::build(&[entry("bonus nido"), asked]).unwrap();
        assert_eq!(index.nearest(&words("esco prima"), &[], 1).unwrap()[0].article, 1);
    }

    #[test]
    fn pieces_of_words_find_what_whole_words_miss() {
        let index = Index::build(&[entry("allattamento"), entry("bonus nido")]).unwrap();
        assert_eq!(index.nearest(&[], &words("alattamento"), 1).unwrap()[0].article, 0);
    }

    #[test]
    fn nothing_in_nothing_out() {
        let empty = Index::build([]).unwrap();
        assert!(empty.nearest(&words("congedo"), &[], 5).unwrap().is_empty());
        let index = Index::build(&[entry("bonus nido")]).unwrap();
        assert!(index.nearest(&[], &[], 5).unwrap().is_empty());
    }
}
