//! An article in the making: what experts draft from a case, and write as a file of the knowledge base.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// What an article that comes from a case is about, in the repository's layout: `<lang>/<area>/<slug>.md`.
pub const AREA: &str = "dallo-sportello";
/// How long a slug may be, in characters.
const SLUG: usize = 60;
/// How long a title made from a question may be, in characters.
const TITLE: usize = 80;

/// A draft of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleDraft {
    pub slug: String,
    pub title: String,
    /// Language code.
    pub lang: String,
    /// The question, as a person asked it; none once that person is forgotten.
    pub question: Option<String>,
    /// Markdown.
    pub body: String,
    pub reviewed_on: Date,
}

#[derive(Serialize)]
struct FrontMatter<'a> {
    slug: &'a str,
    title: &'a str,
    lang: &'a str,
    area: &'static str,
    audience: &'static str,
    questions: Vec<&'a str>,
    reviewed_on: String,
    review_by: String,
    handling: &'static str,
}

impl ArticleDraft {
    /// The draft as a file of the knowledge base. It is looked at again after half a year.
    #[must_use]
    pub fn file(&self) -> String {
        let review_by = self.reviewed_on.saturating_add(6.months());
        let front = FrontMatter {
            slug: &self.slug,
            title: &self.title,
            lang: &self.lang,
            area: AREA,
            audience: "both",
            questions: self.question.iter().map(String::as_str).collect(),
            reviewed_on: self.reviewed_on.to_string(),
            review_by: review_by.to_string(),
            handling: "auto",
        };
        let front = toml::to_string(&front).expect("texts are TOML");
        format!("+++\n{front}+++\n\n{}\n", self.body.trim())
    }
}

/// What people say around an answer: by itself, it is none.
const COURTESY: &str = "buongiorno buonasera buon giorno buona sera giornata serata salve ciao gentile gentilissima gentilissimo
    signora signore cara caro grazie mille tante a lei te voi presto arrivederci cordiali distinti saluti un saluto prego figurati
    figuriamoci di nulla niente resto restiamo disposizione piacere benvenuta benvenuto ecco eccomi ok va bene perfetto auguri
    tanti in bocca al lupo hello hi good morning evening dear thanks thank you very much regards kind best bye welcome";

/// The text of an article from an expert's replies: what is only courtesy is left out.
#[must_use]
pub fn of_replies(replies: Vec<&str>) -> String {
    let paragraphs = replies.into_iter().map(|reply| {
        let lines = reply.lines().filter(|line| !is_courtesy(line));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    });
    paragraphs.filter(|reply| !reply.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn is_courtesy(line: &str) -> bool {
    let line = line.to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| COURTESY.split_whitespace().any(|own| own == word))
}

/// A title for a question: its first line, not too long.
#[must_use]
pub fn title(question: &str) -> String {
    let line = question.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= TITLE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(TITLE).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words}…")
}

/// A slug for a title that is nobody else's.
#[must_use]
pub fn slug(title: &str, taken: impl Fn(&str) -> bool) -> String {
    let words = slug::slugify(title);
    let cut: String = words.chars().take(SLUG).collect();
    let base = match cut.trim_end_matches('-') {
        "" => "scheda",
        slug => slug,
    };
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.to_owned()).chain(numbered).find(|slug| !taken(slug)).expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::articles::article;

    #[test]
    fn a_draft_is_a_file_of_the_knowledge_base() {
        let title = "Perché il \"congedo\" è così?";
        let draft = ArticleDraft {
            slug: slug(title, |slug| slug == "perche-il-congedo-e-cosi"),
            title: title.into(),
            lang: "it".into(),
            question: Some("ma il congedo\nquando finisce +++ ?".into()),
            body: "Finisce quando finisce.\n\n+++\n\n- uno".into(),
            reviewed_on: jiff::civil::date(2026, 11, 24),
        };
        assert_eq!(draft.slug, "perche-il-congedo-e-cosi-2");
        let (article, diagnostics) =
            article::parse(Path::new("perche-il-congedo-e-cosi-2.md"), &draft.file());
        assert_eq!(diagnostics, []);
        let article = article.expect("an article");
        assert_eq!((article.title.as_str(), article.body.trim()), (title, draft.body.as_str()));
        assert_eq!(*article.questions[0].text, *"ma il congedo\nquando finisce +++ ?");
        assert_eq!(article.review_by.expect("a date").date, jiff::civil::date(2027, 5, 24));
    }

    #[test]
    fn replies_become_a_text_without_their_courtesy() {
        let replies = vec![
            "Buongiorno,\nsi fa in questura.\nCordiali saluti",
            "Grazie a lei, a presto!",
            "Serve anche la ricevuta.",
        ];
        assert_eq!(of_replies(replies), "si fa in questura.\n\nServe anche la ricevuta.");
    }

    #[test]
    fn a_long_question_makes_a_title_of_whole_words() {
        let question = "quando posso ".repeat(20);
        assert_eq!(title(&question), format!("{}…", "quando posso ".repeat(6).trim_end()));
        assert_eq!(slug("!!!", |_| false), "scheda");
    }
}
