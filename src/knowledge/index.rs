//! The full-text index of one language, in memory.
//!
//! It knows nothing of articles: it takes short documents, already cut into words, and gives back their numbers,
//! the best first. It is built once and then only read: a changed collection gets a new index.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::WhitespaceTokenizer;
use tantivy::{DocId, IndexWriter, ReloadPolicy, Score, Searcher, SegmentReader, TantivyDocument, Term};

use super::text::grams;

/// Bytes the writer may use; it is gone once the index is built. The least tantivy accepts.
const WRITER_BUDGET: usize = 15_000_000;
/// What a piece of four characters weighs against a whole word: a word of eight letters has about eight pieces.
const GRAM_BOOST: f32 = 0.15;

/// What is searched for, and what is found: stems, and the plain sentence for the pieces of words.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub stems: Vec<String>,
    pub plain: String,
}

/// A built index. Cheap to clone, safe to share.
#[derive(Clone)]
pub(super) struct Index {
    searcher: Searcher,
    words: Field,
    grams: Field,
}

/// A document by its place in what [`Index::build`] was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub document: usize,
    /// BM25, only comparable within one search.
    pub score: f64,
}

impl Index {
    pub fn build<'a>(documents: impl IntoIterator<Item = &'a Text>) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let words = schema.add_text_field("words", indexed("words"));
        let grams_field = schema.add_text_field("grams", indexed("grams"));
        let number = schema.add_u64_field(NUMBER, FAST);
        let index = tantivy::Index::create_in_ram(schema.build());
        index.tokenizers().register("words", WhitespaceTokenizer::default());
        index.tokenizers().register("grams", grams());

        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BUDGET)?;
        for (place, text) in (0u64..).zip(documents) {
            let mut document = TantivyDocument::default();
            document.add_text(words, text.stems.join(" "));
            document.add_text(grams_field, &text.plain);
            document.add_u64(number, place);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;

        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { searcher: reader.searcher(), words, grams: grams_field })
    }

    /// The `limit` documents most like `text`, best first.
    pub fn nearest(&self, text: &Text, limit: usize) -> tantivy::Result<Vec<Hit>> {
        let mut pieces = Vec::new();
        grams().token_stream(&text.plain).process(&mut |token| pieces.push(token.text.clone()));
        let words = clauses(self.words, text.stems.clone(), 1.0);
        let pieces = clauses(self.grams, pieces, GRAM_BOOST);
        let query = BooleanQuery::new(words.chain(pieces).collect());

        let top = self.searcher.search(&query, &TopDocs::with_limit(limit).tweak_score(every))?;
        let mut hits = Vec::with_capacity(top.len());
        for (score, address) in top {
            let numbers = self.searcher.segment_reader(address.segment_ord).fast_fields().u64(NUMBER)?;
            let number = numbers.first(address.doc_id).expect("every document has its number");
            hits.push(Hit {
                document: usize::try_from(number).expect("it was a place in a list"),
                score: f64::from(score),
            });
        }
        Ok(hits)
    }
}

/// Scores every document that matches. Sorted by score alone, tantivy would skip those that cannot be among the best;
/// with dozens of pieces of words and a few thousand short documents, finding out which costs more than their scores.
fn every(_: &SegmentReader) -> impl Fn(DocId, Score) -> Score + use<> {
    |_, score| score
}

const NUMBER: &str = "number";

fn indexed(tokenizer: &str) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(IndexRecordOption::WithFreqs);
    TextOptions::default().set_indexing_options(indexing)
}

/// One optional clause per different term: saying a word twice does not make it weigh twice.
fn clauses(
    field: Field,
    mut terms: Vec<String>,
    boost: f32,
) -> impl Iterator<Item = (Occur, Box<dyn Query>)> {
    terms.sort_unstable();
    terms.dedup();
    terms.into_iter().map(move |term| {
        let term = Term::from_field_text(field, &term);
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        let query: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(query), boost));
        (Occur::Should, query)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(sentence: &str) -> Text {
        Text { stems: sentence.split(' ').map(str::to_owned).collect(), plain: sentence.to_owned() }
    }

    #[test]
    fn the_document_that_shares_most_comes_first() {
        let documents = [text("quanto dura il congedo"), text("bonus nido"), text("congedo del padre")];
        let index = Index::build(&documents).unwrap();

        let hits = index.nearest(&text("congedo padre"), 10).unwrap();
        let order: Vec<usize> = hits.iter().map(|hit| hit.document).collect();
        assert_eq!(order, [2, 0]);
    }

    #[test]
    fn pieces_of_words_find_what_whole_words_miss() {
        let documents = [text("allattamento"), text("bonus nido")];
        let index = Index::build(&documents).unwrap();
        assert_eq!(index.nearest(&text("alattamento"), 1).unwrap()[0].document, 0);
    }

    #[test]
    fn nothing_in_nothing_out() {
        let empty = Index::build([]).unwrap();
        assert!(empty.nearest(&text("congedo"), 5).unwrap().is_empty());
        let index = Index::build(&[text("bonus nido")]).unwrap();
        assert!(index.nearest(&Text::default(), 5).unwrap().is_empty());
    }
}
