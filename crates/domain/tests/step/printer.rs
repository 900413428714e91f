//! What follows, in a line: `#1` is case 2026-0001, `q1` the person's first question, `room` and names are who is called.

use std::fmt::Debug;

use domain::{
    Step,
    commitment::Longer,
    conversation::Conversation,
    event::{Effect, Entry, Relayed},
    head::Head,
    ids::{CaseNumber, QuestionNo},
    post::{Mention, Post},
    promise::Promise,
    reply::{Reply, Status, Then},
    scope::Profile,
    shelf::Shelved,
    summary::ThreadStatus,
    verdict::Candidate,
    words::Words,
};
use jiff::Timestamp;

use super::player::{Scene, shown};

/// What still stands beside a state or an act, and how long a line can be, in characters.
const SHORT: usize = 75;
const LONG: usize = 95;
const MANY_CASES: usize = 6;

/// All that follows, and when the desk wants to be woken.
pub fn told(step: &Step) -> String {
    let mut said: Vec<String> = step.effects.iter().map(effect).collect();
    said.extend(step.wake_at.map(|wake| format!("wakes {}", shown(wake))));
    lines(said)
}

/// The same, with no wake time that stands, but with what has become of the conversation.
pub fn changed(before: &Scene, step: &Step) -> String {
    let mut said: Vec<String> = step.effects.iter().map(effect).collect();
    let now = phase(&step.conversation);
    if phase(&before.conversation) != now {
        said.push(format!("now {now}"));
    }
    if before.wake_at != step.wake_at {
        said.push(step.wake_at.map_or("sleeps".into(), |wake| format!("wakes {}", shown(wake))));
    }
    lines(said)
}

/// One after the other, on lines of a length that can be read.
fn lines(said: Vec<String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for piece in said {
        match lines.last_mut().filter(|line| line.chars().count() + piece.chars().count() <= LONG) {
            Some(line) => *line = format!("{line}; {piece}"),
            None => lines.push(piece),
        }
    }
    if lines.is_empty() { "nothing".into() } else { lines.join("\n") }
}

/// What follows, beside what it follows from, or beneath it if it is long.
pub fn beside(what: &str, follows: &str) -> String {
    if follows.chars().count() <= SHORT && !follows.contains('\n') {
        return format!("{what}: {follows}");
    }
    format!("{what}:\n    {}", follows.replace('\n', "\n    "))
}

fn phase(conversation: &Conversation) -> String {
    name(&conversation.phase)
}

/// What a variant is called.
fn name(variant: &impl Debug) -> String {
    let whole = format!("{variant:?}");
    whole.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Say { reply, introduce, followed } => {
            let privacy = if *introduce { " +privacy" } else { "" };
            let language = if *followed { " +language" } else { "" };
            format!("say {}{privacy}{language}", spaced(&name(reply), &said(reply)))
        }
        Effect::Tick { line } => format!("tick {line}"),
        Effect::Relay { case, by, written, content, .. } => {
            let content = match content {
                Relayed::Words(words) => format!("«{}»", plain(words)),
                Relayed::Article(card) => card.slug.clone(),
            };
            format!("relay {} {content} by {by}, written {}", n(*case), shown(*written))
        }
        Effect::Edit { case, by, written, words, .. } => {
            let words = words.as_ref().map_or("nothing".into(), |words| format!("«{}»", plain(words)));
            format!("amend {} to {words} by {by}, written {}", n(*case), shown(*written))
        }
        Effect::Post { case, post } => {
            let called = match post.mention() {
                Mention::Nobody => String::new(),
                Mention::Expert(expert) => format!(", calls {expert}"),
                Mention::Room => ", calls room".into(),
                Mention::ExpertAndRoom(expert) => format!(", calls {expert} and room"),
            };
            format!("post {} {}{called}", n(*case), spaced(&name(post), &posted(post)))
        }
        Effect::Fits { slug, question } => format!("fits {slug} «{}»", plain(question)),
        Effect::Follow { slug } => format!("follow {slug}"),
        Effect::Record(entry) => format!("record {}", spaced(&name(entry), &recorded(entry))),
        Effect::Export => "export".into(),
        Effect::Erase => "erase".into(),
    }
}

fn said(reply: &Reply) -> String {
    match reply {
        Reply::Welcome { organisation } => organisation.clone().unwrap_or_default(),
        Reply::Unclear { question: QuestionNo(no) } | Reply::WasItEnough { question: QuestionNo(no) } => {
            format!("q{no}")
        }
        Reply::Topics { question, topics } => {
            let areas: Vec<&str> = topics.iter().map(|topic| topic.area.as_str()).collect();
            format!("q{} {}", question.0, areas.join("|"))
        }
        Reply::TopicArticles { question, choices } | Reply::Choices { question, choices } => {
            format!("q{} {}", question.0, slugs(choices))
        }
        Reply::Explain { question, plain } => format!("q{} {plain:?}", question.0),
        Reply::Declined(why) => name(why),
        Reply::Answer { question, card, further, then } => {
            let then = match then {
                Then::Asks => "",
                Then::AsksBeside => " beside the case",
                Then::Case => " with case",
                Then::RestToHumans => " the rest to humans",
                Then::Nothing => " in passing",
            };
            let whom = card.holds_for.as_ref().map_or(String::new(), |whom| format!(" for {whom}"));
            let (also, links) = (shelved("also", &further.also), shelved("leads to", &further.links));
            format!("q{} {}{whom}{then}{also}{links}", question.0, card.slug)
        }
        Reply::WhichCase { question, dimension } => format!("q{} {dimension}", question.0),
        Reply::CaseOpened { case, promise, urgent, revised, offer, .. } => {
            let urgent = urgent.as_ref().map_or(String::new(), |urgent| format!(" {}", urgent.advice));
            let revised = if *revised { " revised" } else { "" };
            format!("{} {}{urgent}{revised}{}", n(*case), until(promise), shelved("offers", offer))
        }
        Reply::Urgent { case, promise, urgent } => {
            format!("{} {} {}", n(*case), until(promise), urgent.advice)
        }
        Reply::Advice(urgent) => urgent.advice.clone(),
        Reply::Received { case, question, promised } => {
            let promised = promised.as_ref().map_or(String::new(), |promise| format!(" {}", until(promise)));
            format!("{} q{}{promised}", n(*case), question.0)
        }
        Reply::CaseReopened { case, question, promise } => {
            format!("{} q{} {}", n(*case), question.0, until(promise))
        }
        Reply::AddedToCase { case, promise } => format!("{} {}", n(*case), until(promise)),
        Reply::Added { case }
        | Reply::StaysInCase { case }
        | Reply::KeptCase { case }
        | Reply::CaseReopenedByStaff { case } => n(*case),
        Reply::Glad { follow } => follow.map_or(String::new(), |no| format!("follow q{}", no.0)),
        Reply::Reminder { number, .. } => number.to_string(),
        Reply::TakesLonger { case, longer: Longer::Until(until) } => {
            format!("{} until {}", n(*case), shown(*until))
        }
        Reply::TakesLonger { case, longer: Longer::NoHour } => format!("{} no hour", n(*case)),
        Reply::CaseClosed { case, answered } => {
            format!("{} {}", n(*case), if *answered { "answered" } else { "unanswered" })
        }
        Reply::Cancelled { case } | Reply::LeftGuide { case } => case.map(n).unwrap_or_default(),
        Reply::ConfirmCancel { case, words, sure } => {
            format!("{} «{}»{}", n(*case), plain(words), if *sure { " once more" } else { "" })
        }
        Reply::About(about) => name(about),
        Reply::Cases(cases) => {
            let ended = |case: &domain::case::PastCase| case.ended.as_ref().map_or("Open".into(), name);
            let mut said: Vec<String> =
                cases.iter().map(|case| format!("{} {}", n(case.number), ended(case))).collect();
            // The middle of many is left out.
            if said.len() > MANY_CASES {
                said.splice(1..said.len() - 1, [format!("{} more", cases.len() - 2)]);
            }
            said.join(", ")
        }
        Reply::Profile(profile) => traits(profile),
        Reply::Status(status) => spaced(&name(status), &stand(status)),
        _ => String::new(),
    }
}

fn stand(status: &Status) -> String {
    match status {
        Status::Nothing => String::new(),
        Status::WaitingForYou { question } => format!("q{}", question.0),
        Status::WaitingForHuman { case, taken, promised } => {
            format!("{}{} {}", n(*case), if *taken { " taken" } else { "" }, until(promised))
        }
        Status::NoHour { case } | Status::Replied { case } => n(*case),
    }
}

fn posted(post: &Post) -> String {
    match post {
        Post::Opened { head, due } => format!("{} due {}", headed(head), shown(*due)),
        Post::StatusChanged { status: ThreadStatus { case, overdue }, .. } => {
            let mut said = name(&case.status);
            said += &case.holder.as_ref().map_or(String::new(), |holder| format!(" {holder}"));
            said += if case.urgent { " urgent" } else { "" };
            said += &case.due.map_or(String::new(), |due| format!(" due {}", shown(due)));
            said + if *overdue { " overdue" } else { "" }
        }
        Post::Marked { mark, .. } => name(mark),
        Post::Followed { words, due, .. } | Post::Reworded { words, due, .. } => {
            format!("«{}»{}", plain(words), optional_due(*due))
        }
        Post::Reopened { by, due, .. } => {
            format!(
                "{}{}",
                by.as_ref().map_or(String::new(), |by| format!("by {by}")),
                optional_due(*due).trim_start()
            )
        }
        Post::RefersTo { words } => format!("«{}»", plain(words)),
        Post::Attached(attachment) => name(&attachment.kind),
        Post::Near { near, answered_with } => {
            format!("{} answered with {answered_with:?}", slugs(near))
        }
        Post::OtherQuestionStays { near } => slugs(near),
        Post::Urgent { label } => label.clone(),
        Post::OtherQuestionAnswered { slug } | Post::UnknownArticle { slug } => slug.clone(),
        Post::Taken { by }
        | Post::AlreadyTaken { by }
        | Post::Released { by }
        | Post::Closed { by }
        | Post::Blocked { by }
        | Post::Unblocked { by } => format!("by {by}"),
        Post::Assigned { to, by } => format!("to {to} by {by}"),
        Post::UnknownExpert { name } => name.clone(),
        Post::ExpertGone { who } => who.to_string(),
        Post::Alert { level, due, .. } => format!("{level} due {}", shown(*due)),
        Post::PersonTold { until, told, .. } => {
            format!("until {}{}", shown(*until), if *told { "" } else { ", in silence" })
        }
        Post::StillUrgent { until, .. } => format!("until {}", shown(*until)),
        Post::Breached { due, .. } | Post::WaitsAgain { due } => format!("due {}", shown(*due)),
        Post::Delivered { late } => if *late { "late" } else { "" }.into(),
        Post::NotDelivered { why } => name(why),
        Post::Uncovered { by, words } => {
            let words: Vec<String> = words.iter().map(plain).collect();
            format!("by {by}: «{}»", words.join("|"))
        }
        _ => String::new(),
    }
}

fn headed(head: &Head) -> String {
    let mut said = format!("«{}»", plain(&head.words));
    let by = (!head.profile.is_empty()).then(|| traits(&head.profile));
    for (what, value) in [
        ("written in", &head.written),
        ("through", &head.organisation),
        ("urgent:", &head.urgent),
        ("expired:", &head.expired),
        ("answered with", &head.answered_with),
        ("by", &by),
    ] {
        said += &value.as_ref().map_or(String::new(), |value| format!(" {what} {value}"));
    }
    said + &if head.near.is_empty() { String::new() } else { format!(" near {}", slugs(&head.near)) }
}

fn shelved(what: &str, shelved: &[Shelved]) -> String {
    let shown: Vec<String> = shelved.iter().map(|it| format!("{} {}", it.place, it.title)).collect();
    if shown.is_empty() { String::new() } else { format!(" {what} {}", shown.join("|")) }
}

fn traits(profile: &Profile) -> String {
    let said: Vec<String> = profile.traits().map(|said| format!("{said:?}").to_lowercase()).collect();
    said.join("|")
}

fn recorded(entry: &Entry) -> String {
    match entry {
        Entry::Asked { question } | Entry::Offered { question } => format!("q{}", question.0),
        Entry::Answered { question, slug } => format!("q{} {slug}", question.0),
        Entry::CaseOpened { case, question, urgent } => {
            format!("{} q{}{}", n(*case), question.0, if *urgent { " urgent" } else { "" })
        }
        Entry::CaseTaken { case }
        | Entry::CaseReleased { case }
        | Entry::CaseReopened { case }
        | Entry::Uncovered { case } => n(*case),
        Entry::CaseClosed { case, reason } => format!("{} {}", n(*case), name(reason)),
        Entry::CommitmentBegan { since, due } => format!("{} to {}", shown(*since), shown(*due)),
        Entry::StaffAlerted { level } => level.to_string(),
        Entry::PersonTold { until } => format!("until {}", shown(*until)),
        Entry::Breached { due } => format!("due {}", shown(*due)),
        Entry::CommitmentEnded { since, due, end } => {
            let at = match end {
                domain::event::End::Met { at } => format!(" at {}", shown(*at)),
                _ => String::new(),
            };
            format!("{} to {}: {}{at}", shown(*since), shown(*due), name(end))
        }
        Entry::PersonUnreachable | Entry::PersonReachable | Entry::Erased => String::new(),
    }
}

fn until(promise: &Promise) -> String {
    let reopens = promise.reopens.map_or(String::new(), |at| format!(", opens {}", shown(at)));
    format!("until {}{reopens}", shown(promise.until))
}

fn optional_due(due: Option<Timestamp>) -> String {
    due.map_or(String::new(), |due| format!(" due {}", shown(due)))
}

fn slugs(near: &[Candidate]) -> String {
    near.iter().map(|near| near.slug.as_str()).collect::<Vec<_>>().join("|")
}

fn n(case: CaseNumber) -> String {
    format!("#{}", case.place)
}

fn plain(words: &Words) -> String {
    words.as_str().replace('\n', " / ")
}

fn spaced(first: &str, second: &str) -> String {
    format!("{first} {second}").trim_end().to_owned()
}
