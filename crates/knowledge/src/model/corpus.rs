//! The articles and questions of one language, cut into words once: what stock and model are made from.

use std::{hash::Hasher, sync::Arc, thread};

use domain::verdict::Chat;
use fnv::FnvHasher;

use crate::{
    articles::{
        article::{self, Article},
        collection::{Collection, Scoped},
        messages::Said,
    },
    text::{Analyzer, Reader, Sentence, TextLanguage, Word, traits::ProfileReader},
};

/// The kind of message that asks two things of which one is not ours.
const TWO: &str = "two";

/// Analysed; cheap to take apart, since nothing in it is copied.
#[derive(Clone)]
pub(crate) struct TrainingCorpus {
    analyzer: Analyzer,
    articles: Vec<(Arc<Article>, Vec<TrainingPhrasing>)>,
    /// Title, keywords and body of each article together.
    wholes: Vec<Arc<Analysed>>,
    outside: Vec<Arc<Analysed>>,
    /// Whole messages that one article answers, by its place.
    stories: Vec<(usize, Message)>,
    /// Whole messages that no article answers, by the place of their kind.
    unanswered: Vec<(usize, Message)>,
    kinds: Vec<String>,
    /// Reads what people say of themselves.
    profiles: Arc<ProfileReader>,
    /// What else decides what is learned: for whom the articles hold, and how people say what they are.
    whose: String,
    chat: Vec<(Chat, Arc<Analysed>)>,
}

/// A whole message. It is long, and looked at only to learn: until then it stays as it is written.
#[derive(Clone)]
enum Message {
    Written(Arc<str>),
    Analysed(Arc<Analysed>),
}

impl Message {
    fn text(&self) -> &Arc<str> {
        match self {
            Self::Written(text) => text,
            Self::Analysed(said) => &said.text,
        }
    }

    fn said(&self) -> Option<&Arc<Analysed>> {
        match self {
            Self::Written(_) => None,
            Self::Analysed(said) => Some(said),
        }
    }
}

/// One way of asking for an article.
#[derive(Clone)]
pub(crate) struct TrainingPhrasing {
    pub said: Arc<Analysed>,
    /// Whether it is one of those that menus show.
    pub shown: bool,
}

/// A text, as it is written and as it is understood.
pub(crate) struct Analysed {
    pub text: Arc<str>,
    pub words: Vec<Word>,
    pub sentence: Sentence,
}

/// A question that was left out, and the article it is for; `None` when it is for no article that is left.
pub(crate) struct LeftOut {
    pub said: Arc<Analysed>,
    pub article: Option<Arc<Article>>,
    /// Whether its article was left out with it.
    pub missing: bool,
    /// Whether it is a whole message of somebody's.
    pub whole: bool,
}

impl TrainingCorpus {
    /// Everything of `lang` in the collection.
    pub fn new(collection: &Collection, lang: &str) -> Self {
        let analyzer = Analyzer::new(TextLanguage::of(lang));
        let articles: Vec<&Article> =
            collection.articles.iter().filter(|article| article.lang == lang).collect();
        let order = |text: &str| in_order(collection.order, text);
        let mut outside: Vec<&str> = collection
            .outside
            .iter()
            .filter(|scoped| scoped.holds_for(lang))
            .map(|scoped| scoped.line.text.as_ref())
            .collect();
        outside.sort_by_cached_key(|text| order(text));
        let wholes = articles.iter().map(|article| {
            [article.title.as_str(), &article.keywords.join("\n"), &article.body].join("\n").into()
        });
        let phrasings = articles.iter().flat_map(|article| {
            let sorted = |phrasings: &[article::Phrasing]| {
                let mut texts: Vec<Arc<str>> =
                    phrasings.iter().map(|phrasing| phrasing.text.clone()).collect();
                texts.sort_by_cached_key(|text| order(text));
                texts
            };
            // Whoever asks in the words of the title asks for the article.
            let titled = [article.title.as_str().into()];
            sorted(&article.questions).into_iter().chain(sorted(&article.asked)).chain(titled)
        });
        let mut chat: Vec<&(Chat, article::Phrasing)> = collection
            .chat
            .iter()
            .filter(|scoped| scoped.holds_for(lang))
            .map(|scoped| &scoped.line)
            .collect();
        chat.sort_by_cached_key(|(_, phrasing)| order(&phrasing.text));
        let not_ours = outside.len();
        let mut stories: Vec<(usize, &str)> = collection
            .messages
            .stories
            .iter()
            .filter(|scoped| scoped.holds_for(lang))
            .filter_map(|Scoped { line: (slug, said), .. }| {
                Some((articles.iter().position(|article| article.slug == *slug)?, said.message.text.as_ref()))
            })
            .collect();
        stories.sort_by_cached_key(|(article, text)| (*article, order(text)));
        let unanswered = collection.messages.outside.iter().filter(|scoped| scoped.holds_for(lang));
        // Of two questions an article may answer one: these teach neither that it is ours nor that it is not.
        let unanswered: Vec<&(String, Said)> =
            unanswered.map(|scoped| &scoped.line).filter(|(kind, _)| kind != TWO).collect();
        let mut kinds: Vec<&str> = unanswered.iter().map(|(kind, _)| kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut unanswered: Vec<(usize, &str)> = unanswered
            .into_iter()
            .filter_map(|(kind, said)| {
                Some((kinds.binary_search(&kind.as_str()).ok()?, said.message.text.as_ref()))
            })
            .collect();
        unanswered.sort_by_cached_key(|(_, text)| order(text));
        let small = chat.iter().map(|(_, phrasing)| phrasing.text.clone());
        let mut said = analyse(
            &analyzer,
            wholes.chain(phrasings).chain(outside.iter().map(|text| Arc::from(*text))).chain(small).collect(),
        )
        .into_iter();

        let wholes = said.by_ref().take(articles.len()).collect();
        let articles = articles.into_iter().map(|article| {
            let number = article.questions.len() + article.asked.len() + 1;
            let own = said.by_ref().take(number).enumerate();
            let phrasings =
                own.map(|(place, said)| TrainingPhrasing { said, shown: place < article.questions.len() });
            (Arc::new(article.clone()), phrasings.collect())
        });
        let articles: Vec<(Arc<Article>, Vec<TrainingPhrasing>)> = articles.collect();
        let outside = said.by_ref().take(not_ours).collect();
        let written = |(place, text): (usize, &str)| (place, Message::Written(text.into()));
        let stories = stories.into_iter().map(written).collect();
        let unanswered = unanswered.into_iter().map(written).collect();
        let chat = chat.into_iter().map(|(kind, _)| *kind).zip(said).collect();
        let tables = collection.traits.iter().find(|scoped| scoped.holds_for(lang));
        let profiles = tables.map(|scoped| ProfileReader::new(&scoped.line)).unwrap_or_default().into();
        let whose = format!(
            "{:?} {:?}",
            articles.iter().map(|(article, _)| &article.scope).collect::<Vec<_>>(),
            tables.map(|scoped| &scoped.line)
        );
        let kinds = kinds.into_iter().map(str::to_owned).collect();
        Self { analyzer, articles, wholes, outside, stories, unanswered, kinds, profiles, whose, chat }
    }

    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    pub fn profiles(&self) -> &Arc<ProfileReader> {
        &self.profiles
    }

    /// Each article and its ways of asking, those that menus show first.
    pub fn articles(&self) -> impl Iterator<Item = (&Arc<Article>, &[TrainingPhrasing])> {
        self.articles.iter().map(|(article, phrasings)| (article, phrasings.as_slice()))
    }

    /// Title, keywords and body of each article together.
    pub fn wholes(&self) -> &[Arc<Analysed>] {
        &self.wholes
    }

    /// Every way of asking with the place of its article, then every question outside with the number of articles.
    pub fn phrasings(&self) -> Vec<(usize, &Analysed)> {
        let articles = self.articles.iter().enumerate();
        let ours = articles.flat_map(|(place, (_, phrasings))| {
            phrasings.iter().map(move |phrasing| (place, &*phrasing.said))
        });
        ours.chain(self.outside.iter().map(|said| (self.articles.len(), &**said))).collect()
    }

    /// The same with the whole messages cut into words, to be learned from.
    pub fn with_messages(&self) -> Self {
        let analysed = |messages: &[(usize, Message)]| {
            let texts = messages.iter().map(|(_, message)| message.text().clone()).collect();
            let said = analyse(&self.analyzer, texts).into_iter().map(Message::Analysed);
            messages.iter().map(|(place, _)| *place).zip(said).collect()
        };
        Self { stories: analysed(&self.stories), unanswered: analysed(&self.unanswered), ..self.clone() }
    }

    /// Every whole message that an article answers, with its place.
    pub fn stories(&self) -> impl Iterator<Item = (usize, &Analysed)> {
        self.stories.iter().filter_map(|(article, message)| Some((*article, message.said()?.as_ref())))
    }

    /// Every whole message that no article answers, with the place of its kind.
    pub fn unanswered(&self) -> impl Iterator<Item = (usize, &Analysed)> {
        self.unanswered.iter().filter_map(|(kind, message)| Some((*kind, message.said()?.as_ref())))
    }

    /// The kinds of them.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// The small talk of the collection.
    pub fn chat(&self) -> impl Iterator<Item = (Chat, &Analysed)> {
        self.chat.iter().map(|(kind, said)| (*kind, said.as_ref()))
    }

    /// All that stock and model are made from, in a fixed order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let articles = self.articles().flat_map(|(article, phrasings)| {
            let phrasings = phrasings.iter().map(|phrasing| phrasing.said.text.as_ref());
            [article.slug.as_str(), "questions and asked"].into_iter().chain(phrasings)
        });
        let wholes = self.wholes.iter().map(|said| said.text.as_ref());
        let chat = self.chat.iter().map(|(_, said)| said.text.as_ref());
        articles
            .chain(["wholes"])
            .chain(wholes)
            .chain(["outside"])
            .chain(self.outside.iter().map(|said| said.text.as_ref()))
            .chain([self.whose.as_str(), "messages"])
            .chain(self.stories.iter().chain(&self.unanswered).map(|(_, message)| message.text().as_ref()))
            .chain(["chat"])
            .chain(chat)
    }

    /// The material without part `part` of `parts`: without one article in `parts`, and without one in `parts` of the
    /// questions of all others and of those outside.
    pub fn without(&self, part: usize, parts: usize) -> (Self, Vec<LeftOut>) {
        let mut left_out = Vec::new();
        let mut rest = Self {
            articles: Vec::new(),
            wholes: Vec::new(),
            outside: Vec::new(),
            stories: Vec::new(),
            unanswered: Vec::new(),
            ..self.clone()
        };
        for (place, ((article, phrasings), whole)) in self.articles.iter().zip(&self.wholes).enumerate() {
            let missing = place % parts == part;
            let owner = (!missing).then(|| article.clone());
            let (out, kept): (Vec<_>, Vec<_>) = phrasings
                .iter()
                .cloned()
                .enumerate()
                .partition(|(place, _)| missing || place % parts == part);
            let out = out.into_iter().map(|(_, phrasing)| phrasing.said);
            left_out.extend(out.map(|said| LeftOut { said, article: owner.clone(), missing, whole: false }));
            if !missing {
                let kept = kept.into_iter().map(|(_, phrasing)| phrasing).collect();
                rest.articles.push((article.clone(), kept));
                rest.wholes.push(whole.clone());
            }
        }
        for (place, said) in self.outside.iter().enumerate() {
            if place % parts == part {
                left_out.push(LeftOut { said: said.clone(), article: None, missing: false, whole: false });
            } else {
                rest.outside.push(said.clone());
            }
        }
        for (place, (article, message)) in self.stories.iter().enumerate() {
            let Some(said) = message.said() else { continue };
            let missing = *article % parts == part;
            if missing || place % parts == part {
                let owner = (!missing).then(|| self.articles[*article].0.clone());
                left_out.push(LeftOut { said: said.clone(), article: owner, missing, whole: true });
            } else {
                // Every article before it that is left out moves it up by one.
                let before = (0..*article).filter(|before| before % parts == part).count();
                rest.stories.push((article - before, message.clone()));
            }
        }
        for (place, (kind, message)) in self.unanswered.iter().enumerate() {
            let Some(said) = message.said() else { continue };
            if place % parts == part {
                left_out.push(LeftOut { said: said.clone(), article: None, missing: false, whole: true });
            } else {
                rest.unanswered.push((*kind, message.clone()));
            }
        }
        (rest, left_out)
    }
}

/// The place of a line among others, by what it says: those who write lists put what is alike together, and where a line
/// stands in its file must not matter.
fn in_order(order: u64, text: &str) -> u64 {
    let mut hasher = FnvHasher::with_key(order);
    hasher.write(text.as_bytes());
    // The last bytes of a text hardly reach the highest bits, which decide.
    let hash = hasher.finish();
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

impl Analysed {
    fn new(text: &Arc<str>, reader: &mut Reader) -> Self {
        let tokens = reader.asked(text);
        let (words, sentence) = reader.read(tokens);
        Self { text: text.clone(), words, sentence }
    }

    /// Every word, lowercase and without accents.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.sentence.tokens.iter().map(AsRef::as_ref)
    }
}

/// All texts, in their order; on all cores, since there are thousands.
fn analyse(analyzer: &Analyzer, texts: Vec<Arc<str>>) -> Vec<Arc<Analysed>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = texts.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = texts
            .chunks(share)
            .map(|texts| {
                let mut reader = analyzer.reader();
                scope.spawn(move || {
                    let said = texts.iter().map(|text| Arc::new(Analysed::new(text, &mut reader)));
                    said.collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("analysing does not panic")).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::articles::collection;

    fn texts(asked: &[&str], order: u64) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let article = "+++\nslug = \"a\"\ntitle = \"A\"\nlang = \"it\"\n+++\nTesto.\n";
        fs::write(folder.path().join("a.md"), article).unwrap();
        fs::write(folder.path().join("a.asked.txt"), asked.join("\n")).unwrap();
        let collection = Collection { order, ..collection::load(folder.path()).0 };
        TrainingCorpus::new(&collection, "it").texts().map(str::to_owned).collect()
    }

    #[test]
    fn where_a_line_stands_in_its_file_does_not_matter() {
        let lines = ["quanto dura?", "chi paga?", "come si chiede?", "entro quando?", "dove si va?"];
        let mut shuffled = lines;
        shuffled.reverse();
        shuffled.swap(1, 3);
        assert_eq!(texts(&lines, 0), texts(&shuffled, 0));
        assert_ne!(texts(&lines, 0), texts(&lines, 1));
    }
}
