//! News of what has changed, an article or a rule: an expert proposes them, sees whom they would reach, and lets them go
//! out; each is a reminder of its own, so nobody gets it twice.

use domain::{
    commands::NewsCommand,
    ids::Expert,
    language::Language,
    message::Message,
    news::{self, Reach},
    organisations::Organisations,
    reminder::DueTimes,
};
use knowledge::Knowledge;
use leave::{
    announcement::News,
    changes::{changes, concerns},
};

use crate::{
    app::work::Work,
    store::{
        Ids, StoreError, Tx,
        leave::{
            plans,
            reminders::{self, Wanted},
            subscriptions::{self, Follower, Notice},
        },
    },
};

pub async fn command(
    work: &mut Work<'_>,
    expert: &Expert,
    command: NewsCommand,
) -> Result<Message, StoreError> {
    match command {
        NewsCommand::Propose(slug) => propose(work, expert, slug).await,
        NewsCommand::Confirm(number) => send(work, number).await,
    }
}

async fn propose(work: &mut Work<'_>, expert: &Expert, slug: String) -> Result<Message, StoreError> {
    let (view, organisations) = (work.desk.staff_view(), &work.desk.policy.organisations);
    let Some(news) = news_of(&work.desk.knowledge(), &slug, work.desk.language()) else {
        return Ok(view.notice_not_changed(&slug));
    };
    let reach = whom(organisations, &followers(&mut work.tx, &slug).await?);
    if reach.all() == 0 {
        return Ok(view.notice_for_nobody(&slug));
    }
    let notice = Notice { slug: slug.clone(), day: news.on() };
    let number = subscriptions::propose(&mut work.tx, &notice, expert, work.now).await?;
    Ok(view.notice_proposed(number, &slug, &news, &reach))
}

async fn send(work: &mut Work<'_>, number: i64) -> Result<Message, StoreError> {
    let (view, organisations) = (work.desk.staff_view(), &work.desk.policy.organisations);
    let Some(Notice { slug, day }) = subscriptions::confirm(&mut work.tx, number).await? else {
        return Ok(view.no_notice(number));
    };
    let followers = followers(&mut work.tx, &slug).await?;
    let DueTimes { at: due_at, useful_until } = news::due(work.desk.calendar(), work.now);
    let news = Wanted { kind: slug.clone(), day, due_at, useful_until };
    let mut ids = Ids::reserve(&mut work.tx, followers.len()).await?;
    for follower in &followers {
        reminders::announce(&mut work.tx, &mut ids, &follower.conversation, &news).await?;
    }
    Ok(view.notice_sent(&slug, &whom(organisations, &followers)))
}

/// Who wants to hear of it and can be told.
async fn followers(tx: &mut Tx, slug: &str) -> Result<Vec<Follower>, StoreError> {
    let all = if changes().iter().any(|(rule, _)| *rule == slug) {
        let mut concerned = Vec::new();
        for follower in subscriptions::of_rule(tx, slug).await? {
            let follows = subscriptions::all(tx, &follower.conversation).await?;
            let plans = plans::of_conversation(tx, &follower.conversation).await?;
            if follows.iter().any(|follows| follows == slug)
                || plans.iter().any(|plan| concerns(slug, &plan.draft))
            {
                concerned.push(follower);
            }
        }
        concerned
    } else {
        subscriptions::of_article(tx, slug).await?
    };
    Ok(all.into_iter().filter(|follower| follower.state.may_be_told()).collect())
}

fn whom(organisations: &Organisations, followers: &[Follower]) -> Reach {
    let mut reach = Reach::default();
    for Follower { state, company, .. } in followers {
        let name = state.organisation.as_ref().and_then(|code| organisations.name(code));
        reach.add(*company, name.map(str::to_owned));
    }
    reach
}

/// What is new in an article or a rule; nothing if it is not marked as changed.
pub fn news_of(knowledge: &Knowledge, slug: &str, language: Language) -> Option<News> {
    if let Some((_, on)) = changes().into_iter().find(|(rule, _)| *rule == slug) {
        return Some(News::Rule { slug: slug.to_owned(), on });
    }
    let article = knowledge.article(slug, language.code())?;
    let change = article.changed.as_ref()?;
    let (title, text) = (article.title.clone(), change.text.clone());
    Some(News::Article { title, text, on: change.on, law: article.law.join("; ") })
}
