//! How long one step of the desk takes, for the events that matter most.
//!
//! Compared with a bound of 20 microseconds: a step must never be what a message waits for. Criterion tells how a step
//! changed since the last run; the table at the end compares the median and the slowest hundredth with the bound.

mod support;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BatchSize, Criterion};
use domain::{
    self,
    attachment::Files,
    channel::ChannelKind,
    commitment::Policy,
    conversation::Conversation,
    delivery::Purpose,
    event::{Effect, Entry, Event},
    ids::{CaseNumber, Expert, PlatformMessageId},
    language::Language,
    verdict::{Candidate, Card, Handling, Verdict},
    words::Words,
};
use jiff::{SignedDuration, Timestamp};
use sportello::{assembly, config::Config};
use support::{Figures, median};

const BOUND: Duration = Duration::from_micros(20);
const CASE: CaseNumber = CaseNumber { year: 2026, place: 42 };

/// Something that happens to a conversation in some state.
struct Scene {
    name: &'static str,
    conversation: Conversation,
    event: Event,
    now: Timestamp,
}

impl Scene {
    fn play(&self, policy: &Policy) -> domain::Step {
        domain::step(policy, self.conversation.clone(), self.event.clone(), self.now)
    }
}

fn main() {
    let policy = assembly::policy(&Config::default());
    let scenes = scenes(&policy);

    let mut criterion = Criterion::default()
        .measurement_time(Duration::from_secs(3))
        .warm_up_time(Duration::from_secs(1))
        .configure_from_args();
    for scene in &scenes {
        criterion.bench_function(&format!("domain::step/{}", scene.name), |bencher| {
            bencher.iter_batched(
                || (scene.conversation.clone(), scene.event.clone()),
                |(conversation, event)| domain::step(&policy, conversation, event, scene.now),
                BatchSize::SmallInput,
            );
        });
    }
    criterion.final_summary();

    let mut figures = Figures::default();
    for scene in &scenes {
        let mut times: Vec<Duration> = (0..20_000).map(|_| time(&policy, scene)).collect();
        times.sort();
        let hundredth = times[times.len() * 99 / 100];
        for (what, took) in [("median", median(&times)), ("slowest hundredth from", hundredth)] {
            let name = format!("domain::step, {}: {what}", scene.name);
            figures.add(&name, "< 20 µs", format!("{took:.1?}"), took < BOUND);
        }
    }
    figures.print();
}

/// One step, without the copying of its input and the dropping of its output.
fn time(policy: &Policy, scene: &Scene) -> Duration {
    let (conversation, event) = (scene.conversation.clone(), scene.event.clone());
    let start = Instant::now();
    let step = black_box(domain::step(policy, conversation, event, scene.now));
    let took = start.elapsed();
    drop(step);
    took
}

fn scenes(policy: &Policy) -> Vec<Scene> {
    let now: Timestamp = "2026-11-24T09:05:00Z".parse().expect("a time");
    let stranger = Conversation::new(ChannelKind::Telegram, Language::It);
    let answered = Scene {
        name: "a common question is answered",
        conversation: stranger.clone(),
        event: wrote(now, certain()),
        now,
    };
    let opens =
        Scene { name: "a question opens a case", conversation: stranger, event: wrote(now, unknown()), now };

    let opened = opens.play(policy);
    let later = now + SignedDuration::from_hours(1);
    let replies = Event::Replied {
        at: later,
        case: CASE,
        expert: Expert("@anna:example.org".into()),
        line: PlatformMessageId("$reply".into()),
        words: words("Buongiorno, la domanda va presentata prima dell'inizio del congedo."),
    };
    let replied = domain::step(policy, opened.conversation.clone(), replies, later);
    let delivered = Scene {
        name: "an expert's reply is delivered",
        conversation: replied.conversation,
        event: Event::Delivered {
            purpose: Purpose::HumanReply { case: CASE, written: later, line: PlatformMessageId::default() },
            at: later,
        },
        now: later,
    };

    let wake_at = opened.wake_at.expect("a promise runs");
    let alert = Scene {
        name: "time comes for an alert",
        conversation: opened.conversation.clone(),
        event: Event::TimeCame { next_case: CASE },
        now: wake_at,
    };
    let overslept = Scene {
        name: "time comes after a week without power",
        conversation: opened.conversation,
        event: Event::TimeCame { next_case: CASE },
        now: now + SignedDuration::from_hours(7 * 24),
    };

    let scenes = vec![answered, opens, delivered, alert, overslept];
    let happens: [fn(&Entry) -> bool; 5] = [
        |entry| matches!(entry, Entry::Answered { .. }),
        |entry| matches!(entry, Entry::CaseOpened { .. }),
        |entry| matches!(entry, Entry::CommitmentEnded { .. }),
        |entry| matches!(entry, Entry::StaffAlerted { .. }),
        |entry| matches!(entry, Entry::Breached { .. }),
    ];
    for (scene, happens) in scenes.iter().zip(happens) {
        let effects = scene.play(policy).effects;
        let as_named = effects.iter().any(|effect| matches!(effect, Effect::Record(entry) if happens(entry)));
        assert!(as_named, "{}: {effects:?}", scene.name);
    }
    scenes
}

fn wrote(at: Timestamp, verdict: Verdict) -> Event {
    Event::Wrote {
        at,
        words: words("ciao sono incinta di 5 mesi quando devo smettere di lavorare?"),
        files: Files::default(),
        quoted: None,
        line: None,
        reading: verdict.into(),
        next_case: CASE,
    }
}

fn certain() -> Verdict {
    let card = Card {
        slug: "maternita-quanto-dura".into(),
        title: "Quanto dura il congedo di maternità".into(),
        body: "Di regola due mesi prima della data presunta del parto. ".repeat(30),
        law: vec!["D.Lgs. 151/2001, artt. 16 e 20".into()],
        plain: None,
        law_checked: None,
        reviewed_on: None,
        calculator: false,
        handling: Handling::Auto,
        holds_for: None,
        unsaid: None,
        links: Vec::new(),
        urgent: None,
    };
    Verdict::Answer { card, probability: 0.97, near: near(), also: Vec::new(), rest: false }
}

fn unknown() -> Verdict {
    Verdict::Human { near: near(), offer: Vec::new(), urgent: None, expired: None }
}

fn near() -> Vec<Candidate> {
    [0.31, 0.2, 0.11]
        .map(|probability| Candidate {
            slug: "maternita-flessibile-uno-piu-quattro".into(),
            title: "Lavorare fino all'ottavo o al nono mese".into(),
            probability,
        })
        .into()
}

fn words(text: &str) -> Words {
    Words::parse(text).expect("readable words")
}
