//! A plan in words: as a message, as JSON, and for calendars. The sentences are in Fluent.

use domain::{
    language::Language,
    message::{Message, Part},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use leave::{
    arrival::{Arrival, ArrivalMistake, Birth, DueDate},
    law::Level,
    notes::Note,
    parental::{Amount, Balance},
    plan::{Duty, Plan},
    timeline::{Milestone, MilestoneKind},
};
use serde_json::{Value, json};

use super::locale::{Args, date, say};

/// How its articles are cited.
const CONSOLIDATED_TEXT: &str = "D.Lgs. 151/2001, ";

/// Tells of plans in one language, by the days of one time zone.
pub struct LeaveView<'a> {
    pub language: Language,
    pub zone: &'a TimeZone,
}

impl LeaveView<'_> {
    /// The plan as people read it: the dates, what must be known about them, what must be known in general.
    #[must_use]
    pub fn plan(&self, plan: &Plan, nickname: Option<&str>, now: Timestamp) -> Message {
        let title = match nickname {
            Some(nickname) => self.with("plan-title-of", Args::new().text("plan", nickname)),
            None => self.say("plan-title"),
        };
        // Who replaces a worker is the company's business; only a company's plan has a name.
        let substitute = MilestoneKind::Duty(Duty::Substitute);
        // What is past is of interest only where the rest is counted from.
        let today = now.to_zoned(self.zone.clone()).date();
        let matters = |date: &Milestone| {
            (date.day >= today
                || matches!(
                    date.what,
                    MilestoneKind::Start
                        | MilestoneKind::Due
                        | MilestoneKind::Birth
                        | MilestoneKind::Entry
                        | MilestoneKind::End
                ))
                && (nickname.is_some() || date.what != substitute)
        };
        let dates = plan.timeline().into_iter().filter(matters);
        let dates: Vec<String> = dates.map(|milestone| self.line(&milestone)).collect();
        let mut parts = vec![Part::Text(title), Part::Text(dates.join("\n"))];
        let about = self.notes(plan, Note::about_these_dates);
        parts.extend((!about.is_empty()).then(|| Part::Text(about.join("\n"))));
        // What everybody should know, and people get wrong; the rest of it, articles tell.
        let traps = self.notes(plan, |note| !note.about_these_dates() && note.trap().is_some());
        parts.extend((!traps.is_empty()).then(|| Part::Small(traps.join("\n"))));
        parts.push(Part::Small(format!("{} · {}", self.computed(now), self.say("whose-articles"))));
        Message { parts, ..Message::default() }
    }

    /// The plan as JSON: dates as ISO 8601, ends included.
    #[must_use]
    pub fn json(&self, plan: &Plan) -> Value {
        let Plan {
            maternity,
            paternity,
            parental,
            rests,
            child_sickness,
            protection,
            agreement,
            disability,
            ..
        } = plan;
        let notes: Vec<String> = plan.notes.iter().map(|&note| self.marked(note)).collect();
        let deadlines: Vec<Value> = plan
            .deadlines
            .iter()
            .map(|deadline| {
                let what = self.say(deadline.what.key());
                json!({ "what": what, "by": deadline.by, "law": deadline.law, "level": deadline.level })
            })
            .collect();
        json!({
            "forecast": plan.forecast,
            "maternity": {
                "scheme": maternity.scheme,
                "start": maternity.start,
                "birth": plan.birth,
                "end": maternity.end,
                "return": maternity.back(),
                "added_days": maternity.added,
                "level": maternity.level(),
                "law": maternity.law,
                "notes": notes,
            },
            "paternity": paternity,
            "parental": parental,
            "rests": rests,
            "child_sickness": child_sickness,
            "protection": protection,
            "collective_agreement": agreement,
            "disability": disability,
            "deadlines": deadlines,
        })
    }

    /// The plan for a terminal: a line a date, with its law; then what must be known.
    #[must_use]
    pub fn table(
        &self,
        plan: &Plan,
        balance: Option<&Balance>,
        by_the_hour: Option<i32>,
        now: Timestamp,
    ) -> String {
        let mut lines = vec![self.say("plan-title")];
        let date = |milestone: &Milestone| {
            let Milestone { day, what, law, level } = milestone;
            format!("{day}  {} ({law}){}", self.say(what.key()), self.level(*level))
        };
        lines.extend(plan.timeline().iter().map(date));
        lines.extend(balance.map(|balance| self.balance(balance)));
        lines.extend(by_the_hour.map(|minutes| {
            let args = Args::new().number("hours", minutes / 60).number("minutes", minutes % 60);
            self.with("by-the-hour", args)
        }));
        lines.extend(self.notes(plan, Note::about_these_dates));
        lines.extend(self.notes(plan, |note| !note.about_these_dates()));
        lines.push(self.computed(now));
        lines.join("\n") + "\n"
    }

    fn balance(&self, balance: &Balance) -> String {
        let amount = |amount: Amount| {
            let (months, days) = amount.parts();
            self.with("amount", Args::new().number("months", months).number("days", days))
        };
        let args = Args::new()
            .text("couple", amount(balance.couple))
            .text("mother", amount(balance.mother))
            .text("father", amount(balance.father))
            .text("eighty", amount(balance.left_at_80))
            .text("thirty", amount(balance.left_at_30));
        self.with("balance", args)
    }

    /// What is wrong, and what to type instead.
    #[must_use]
    pub fn mistake(&self, mistake: ArrivalMistake) -> String {
        let day = |day: Date| date(self.language, day);
        let args = Args::new;
        match mistake {
            ArrivalMistake::OutOfReach(at) => self.with("mistake-out-of-reach", args().text("day", day(at))),
            ArrivalMistake::DueTooFar { due, latest } => {
                self.with("mistake-due-too-far", args().text("day", day(due)).text("latest", day(latest)))
            }
            ArrivalMistake::DuePast { due } => self.with("mistake-due-past", args().text("day", day(due))),
            ArrivalMistake::NotYet(at) => self.with("mistake-not-yet", args().text("day", day(at))),
            ArrivalMistake::BeforeDay180 { born, from } => {
                self.with("mistake-before-threshold", args().text("day", day(born)).text("from", day(from)))
            }
            ArrivalMistake::LongAfterDue { born, due } => {
                self.with("mistake-long-after-due", args().text("day", day(born)).text("due", day(due)))
            }
            ArrivalMistake::FlexibleDays { most } => {
                self.with("mistake-flexible-days", args().number("most", most))
            }
            ArrivalMistake::DaysWithoutFlexibility => self.say("mistake-days-without-flexibility"),
            ArrivalMistake::HospitalBeforeBirth => self.say("mistake-stay-before-birth"),
            ArrivalMistake::HospitalBackwards { from, discharge } => self.with(
                "mistake-stay-backwards",
                args().text("from", day(from)).text("discharge", day(discharge)),
            ),
            ArrivalMistake::HospitalOutside { first, last } => {
                self.with("mistake-stay-outside", args().text("first", day(first)).text("last", day(last)))
            }
            ArrivalMistake::EntryBeforeBirth { entry, born } => self
                .with("mistake-entry-before-birth", args().text("entry", day(entry)).text("born", day(born))),
            ArrivalMistake::ProposalAfterEntry { proposal, entry } => self.with(
                "mistake-proposal-after-entry",
                args().text("proposal", day(proposal)).text("entry", day(entry)),
            ),
            ArrivalMistake::OfAge(at) => self.with("mistake-of-age", args().text("day", day(at))),
        }
    }

    /// What is known of an arrival, in few words: for experts who are asked about a plan.
    #[must_use]
    pub fn facts(&self, arrival: &Arrival) -> String {
        let args = Args::new().text("day", date(self.language, arrival.day()));
        match arrival {
            Arrival::Adoption(_) => self.with("facts-entry", args),
            Arrival::Birth(Birth { born: None, .. }) => self.with("facts-due", args),
            Arrival::Birth(Birth { due: DueDate::Unknown(_), .. }) => self.with("facts-born", args),
            Arrival::Birth(Birth { due: DueDate::Known(due), .. }) => {
                self.with("facts-born-due", args.text("due", date(self.language, *due)))
            }
        }
    }

    /// What stands beneath a date that others may read.
    #[must_use]
    pub fn event_footer(&self, law: &str, forecast: bool, now: Timestamp) -> String {
        let law = Some(law).filter(|law| !law.is_empty()).map(str::to_owned);
        let forecast = forecast.then(|| self.say("is-forecast"));
        let parts = [Some(self.computed(now)), law, forecast, Some(self.say("check-ccnl"))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Some of the notes, each a line.
    fn notes(&self, plan: &Plan, these: fn(Note) -> bool) -> Vec<String> {
        let notes = plan.notes.iter().copied().filter(|&note| these(note));
        notes.map(|note| format!("• {}", self.note(note))).collect()
    }

    fn line(&self, Milestone { day, what, law, level }: &Milestone) -> String {
        // The consolidated text is behind nearly every date: it is named once, beneath them.
        let law = law.strip_prefix(CONSOLIDATED_TEXT).unwrap_or(law);
        let date = date(self.language, *day);
        format!("{date} · {} ({law}){}", self.say(what.key()), self.level(*level))
    }

    /// Nothing where nothing has to be asked.
    fn level(&self, level: Level) -> String {
        match level {
            Level::Certain => String::new(),
            Level::DependsOnCcnl => format!(" · {}", self.say("level-ccnl")),
            Level::ToConfirm => format!(" · {}", self.say("level-to-confirm")),
        }
    }

    fn computed(&self, now: Timestamp) -> String {
        let today = now.to_zoned(self.zone.clone()).date();
        self.with("computed-on", Args::new().text("day", date(self.language, today)))
    }

    /// A note, and by which number the sources know it.
    fn marked(&self, note: Note) -> String {
        match note.trap() {
            Some(trap) => format!("T{trap}: {}", self.note(note)),
            None => self.note(note),
        }
    }

    fn note(&self, note: Note) -> String {
        let key = match note {
            Note::Forecast => "note-forecast",
            Note::NoDue => "note-no-due",
            Note::EndOfMonth => "trap-1",
            Note::DayBefore => "trap-2",
            Note::FourMonths => "trap-3",
            Note::MonthEarly => "trap-4",
            Note::AroundTheStart => "trap-5",
            Note::Late => "note-late",
            Note::VeryEarly => "note-very-early",
            Note::FlexibleVeryEarly => "note-flex-very-early",
            Note::FlexiblePartly => "note-flex-partial",
            Note::AllAfterVeryEarly => "note-all-after-early",
            Note::AllAfterLate { shorter } => return self.on_day("note-all-after-late", shorter),
            Note::CertificateUntilDue => "note-certificate-until-due",
            Note::Hospital => "note-hospital",
            Note::Interdiction => "note-interdiction",
            Note::InterdictionAndHospital => "note-interdiction-and-hospital",
            Note::Day180 => "note-day-180",
            Note::Proposal => "note-proposal",
            Note::FatherDecides => "note-father-decides",
            Note::Disability => "note-disability",
            Note::HomeWork => "note-home-work",
            Note::Fostering { within } => return self.on_day("note-fostering", within),
            Note::AdoptionSickness => "note-adoption-sickness",
            Note::FourteenYears => "trap-6",
            Note::EightyPercent => "trap-7",
            Note::ThreeYearsOrOne => "trap-8",
            Note::Isee => "trap-9",
            Note::SicknessYear => "trap-10",
            Note::Ccnl => "trap-11",
            Note::FatherWindow => "note-father-window",
            Note::FatherBan => "note-father-ban",
            Note::PregnancyStart => "note-pregnancy-start",
            Note::Domestic => "note-domestic",
            Note::Twins => "note-twins",
        };
        self.say(key)
    }

    fn on_day(&self, key: &str, day: Date) -> String {
        self.with(key, Args::new().text("day", date(self.language, day)))
    }

    pub(super) fn say(&self, key: &str) -> String {
        say(self.language, key, &Args::new())
    }

    pub(super) fn with(&self, key: &str, args: Args) -> String {
        say(self.language, key, &args)
    }
}
