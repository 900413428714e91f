//! News of what has changed, an article or a rule: an expert proposes them, sees whom they would reach, and lets them go
//! out; each is a reminder of its own, so nobody gets it twice.

use domain::{
    commands::NewsCommand,
    ids::Expert,
    language::Language,
    message::Message,
    news::{self, Reach},
    reminder::Due,
};
use leave::{
    announcement::News,
    changes::{changes, concerns},
};

use crate::{
    app::{App, error::HandleError},
    store::{
        Ids, StoreError, Tx,
        follows::{self, Follower, Notice},
        plans,
        reminders::{self, Wanted},
    },
};

impl App {
    pub(crate) async fn news_command(
        &self,
        tx: &mut Tx,
        expert: &Expert,
        command: NewsCommand,
    ) -> Result<Message, HandleError> {
        match command {
            NewsCommand::Propose(slug) => self.propose_news(tx, expert, slug).await,
            NewsCommand::Confirm(number) => self.send_news(tx, number).await,
        }
    }

    async fn propose_news(&self, tx: &mut Tx, expert: &Expert, slug: String) -> Result<Message, HandleError> {
        let view = self.staff_view();
        let Some(news) = self.news(&slug, self.language()) else {
            return Ok(view.notice_not_changed(&slug));
        };
        let reach = self.whom(&self.followers(tx, &slug).await?);
        if reach.all() == 0 {
            return Ok(view.notice_for_nobody(&slug));
        }
        let notice = Notice { slug: slug.clone(), day: news.on() };
        let number = follows::propose(tx, &notice, expert, self.clock.now()).await?;
        Ok(view.notice_proposed(number, &slug, &news, &reach))
    }

    async fn send_news(&self, tx: &mut Tx, number: i64) -> Result<Message, HandleError> {
        let (view, now) = (self.staff_view(), self.clock.now());
        let Some(Notice { slug, day }) = follows::confirm(tx, number).await? else {
            return Ok(view.no_notice(number));
        };
        let followers = self.followers(tx, &slug).await?;
        let Due { at: due_at, useful_until } = news::due(&self.policy.calendar, now);
        let news = Wanted { kind: slug.clone(), day, due_at, useful_until };
        let mut ids = Ids::reserve(tx, followers.len()).await?;
        for follower in &followers {
            reminders::announce(tx, &mut ids, &follower.conversation, &news).await?;
        }
        Ok(view.notice_sent(&slug, &self.whom(&followers)))
    }

    /// Who wants to hear of it and can be told.
    async fn followers(&self, tx: &mut Tx, slug: &str) -> Result<Vec<Follower>, StoreError> {
        let all = if changes().iter().any(|(rule, _)| *rule == slug) {
            let mut concerned = Vec::new();
            for follower in follows::of_rule(tx, slug).await? {
                let follows = follows::all(tx, &follower.conversation).await?;
                let plans = plans::of_conversation(tx, &follower.conversation).await?;
                if follows.iter().any(|follows| follows == slug)
                    || plans.iter().any(|plan| concerns(slug, &plan.draft))
                {
                    concerned.push(follower);
                }
            }
            concerned
        } else {
            follows::of_article(tx, slug).await?
        };
        Ok(all.into_iter().filter(|follower| follower.state.may_be_told()).collect())
    }

    fn whom(&self, followers: &[Follower]) -> Reach {
        let mut reach = Reach::default();
        for Follower { state, company, .. } in followers {
            let name = state.organisation.as_ref().and_then(|code| self.policy.organisations.name(code));
            reach.add(*company, name.map(str::to_owned));
        }
        reach
    }

    /// What is new in an article or a rule; nothing if it is not marked as changed.
    pub(crate) fn news(&self, slug: &str, language: Language) -> Option<News> {
        if let Some((_, on)) = changes().into_iter().find(|(rule, _)| *rule == slug) {
            return Some(News::Rule { slug: slug.to_owned(), on });
        }
        let knowledge = self.knowledge();
        let article = knowledge.article(slug, language.code())?;
        let change = article.changed.as_ref()?;
        let (title, text) = (article.title.clone(), change.text.clone());
        Some(News::Article { title, text, on: change.on, law: article.law.join("; ") })
    }
}
