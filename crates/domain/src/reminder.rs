//! When somebody is reminded: in office hours, while it is of use.

use jiff::{SignedDuration, Timestamp, civil::Date};
use leave::{
    draft::PlanInput,
    guide::kinds_for,
    months::days,
    plan::Plan,
    reminders::{Chosen, KINDS, Occasion, ReminderKind, When},
};

use super::calendar::{Calendar, plus};

/// "Remind me later."
const SNOOZE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long after a reminder did not come it is tried again.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);

/// When a reminder goes out, and until when that is of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueTimes {
    pub at: Timestamp,
    pub useful_until: Timestamp,
}

/// Something to remind of, and when.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub kind: &'static ReminderKind,
    pub day: Date,
    pub due: DueTimes,
}

/// What a plan that was made on this day reminds of, by what a company has chosen; of a worker's, by what is usual. None as
/// long as nobody can tell what follows from it.
#[must_use]
pub fn of_plan(
    calendar: &Calendar,
    (draft, made): (&PlanInput, Date),
    company: Option<&Chosen>,
    now: Timestamp,
) -> Option<Vec<Wanted>> {
    let plan = draft.plan()?.ok()?;
    let usual = Chosen::default();
    let chosen = company.unwrap_or(&usual);
    let kinds = kinds_for(company.is_some()).filter_map(|kind| Some((kind, chosen.lead(kind)?)));
    let wanted = kinds.flat_map(|(kind, lead)| {
        let occasions = occasions(kind, (draft, made), &plan);
        occasions.into_iter().filter_map(move |occasion| wanted(calendar, kind, occasion, lead, now))
    });
    Some(wanted.collect())
}

/// What comes every year.
#[must_use]
pub fn of_the_year(calendar: &Calendar, chosen: &Chosen, now: Timestamp) -> Vec<Wanted> {
    let today = calendar.day(now);
    let yearly = KINDS.iter().filter(|kind| matches!(kind.when, When::Yearly { .. }));
    let chosen = yearly.filter_map(|kind| Some((kind, chosen.lead(kind)?)));
    let wanted = chosen.flat_map(|(kind, lead)| {
        kind.of_years(today).filter_map(move |occasion| wanted(calendar, kind, occasion, lead, now))
    });
    wanted.collect()
}

/// Does this kind still remind of that day, by a plan that was made on this one?
#[must_use]
pub fn is_still_so(kind: &ReminderKind, day: Date, (draft, made): (&PlanInput, Date), plan: &Plan) -> bool {
    occasions(kind, (draft, made), plan).iter().any(|occasion| occasion.day == day)
}

/// The days of a plan that a kind is about.
fn occasions(kind: &ReminderKind, (draft, made): (&PlanInput, Date), plan: &Plan) -> Vec<Occasion> {
    let told = draft.events.iter().filter(|(slug, _)| slug == kind.slug);
    let told = told.filter_map(|&(_, day)| kind.of_event(day));
    told.chain(kind.of_plan(plan, made)).collect()
}

/// When to remind of a day, if there is still time.
fn wanted(
    calendar: &Calendar,
    kind: &'static ReminderKind,
    occasion: Occasion,
    lead: i32,
    now: Timestamp,
) -> Option<Wanted> {
    let due = due(calendar, occasion, lead, now)?;
    Some(Wanted { kind, day: occasion.day, due })
}

/// When to remind of an occasion, so many days before it; none if it would be of no use any more.
#[must_use]
pub fn due(calendar: &Calendar, occasion: Occasion, lead: i32, now: Timestamp) -> Option<DueTimes> {
    let useful_until = calendar.end_of(occasion.until);
    let ideal = calendar.opening_by(days(occasion.day, -lead));
    let at = if ideal < now { calendar.staffed_or_later(now) } else { ideal };
    (at < useful_until).then_some(DueTimes { at, useful_until })
}

/// When somebody is reminded who wants to be reminded later; none if that would be of no use.
#[must_use]
pub fn snoozed(calendar: &Calendar, useful_until: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let again = calendar.staffed_or_later(plus(now, SNOOZE));
    (again < useful_until).then_some(again)
}

/// When a reminder is tried again that did not come.
#[must_use]
pub fn tried_again(calendar: &Calendar, now: Timestamp) -> Timestamp {
    calendar.staffed_or_later(plus(now, AGAIN))
}

/// Does it come on a later day than it was due? Then it says so.
#[must_use]
pub fn is_late(calendar: &Calendar, due_at: Timestamp, now: Timestamp) -> bool {
    calendar.day(due_at) < calendar.day(now)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use leave::{
        arrival::Work,
        draft::{Answer, Sort},
    };

    use super::{
        super::calendar::tests::{at, milan},
        *,
    };

    #[test]
    fn a_reminder_goes_out_in_office_hours_and_only_while_it_is_of_use() {
        let calendar = milan();
        let occasion = Occasion { day: date(2026, 12, 10), until: date(2026, 12, 12) };
        let told = |now: &str, lead: i32| {
            let due = due(&calendar, occasion, lead, at(now))?;
            Some(due.at.to_zoned(calendar.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string())
        };
        let expected = |wall: &str| Some(wall.to_owned());
        assert_eq!(
            told("2026-11-24 10:00", 7),
            expected("2026-12-03 09:00"),
            "a week before, at the opening"
        );
        assert_eq!(told("2026-12-10 10:00", 7), expected("2026-12-10 10:00"), "at once if that is past");
        assert_eq!(told("2026-12-11 23:00", 7), None, "the next opening is after its use");
        assert_eq!(told("2026-12-13 10:00", 7), None);
    }

    fn told(wanted: Vec<Wanted>) -> Vec<String> {
        wanted.into_iter().map(|wanted| format!("{} {}", wanted.kind.slug, wanted.day)).collect()
    }

    #[test]
    fn a_plan_reminds_of_what_is_chosen_and_of_what_was_told() {
        let (calendar, now) = (milan(), at("2026-11-27 10:00"));
        let made = calendar.day(now);
        let mut draft = PlanInput {
            work: Some(Work::Employee),
            sort: Some(Sort::Expected),
            due: Answer::Known(date(2027, 2, 10)),
            ..PlanInput::default()
        };
        assert!(
            of_plan(&calendar, (&PlanInput::default(), made), None, now).is_none(),
            "nothing is told yet"
        );
        let plan = draft.plan().expect("enough").expect("no mistake");
        let usual = told(of_plan(&calendar, (&draft, made), None, now).expect("a plan"));
        let starts = "inizio-maternita 2026-12-10".to_owned();
        assert!(usual.contains(&starts), "{usual:?}");
        let mut chosen = Chosen::default();
        chosen.set("inizio-maternita", None);
        let company = told(of_plan(&calendar, (&draft, made), Some(&chosen), now).expect("a plan"));
        assert!(!company.contains(&starts) && company.len() > usual.len(), "{company:?}");

        let kind = ReminderKind::named("inizio-maternita").expect("a kind");
        let days = [date(2026, 12, 10), date(2026, 12, 11)];
        let still = days.map(|day| is_still_so(kind, day, (&draft, made), &plan));
        assert_eq!(still, [true, false]);
        let asked = ReminderKind::named("part-time-al-posto-del-congedo").expect("a kind");
        assert!(!is_still_so(asked, date(2026, 12, 12), (&draft, made), &plan));
        draft.events.push((asked.slug.to_owned(), date(2026, 11, 27)));
        assert!(is_still_so(asked, date(2026, 12, 12), (&draft, made), &plan), "15 days after it was asked");
    }

    #[test]
    fn what_comes_every_year_is_reminded_of_as_chosen() {
        let (calendar, now) = (milan(), at("2026-11-27 10:00"));
        let isee = |chosen: &Chosen| {
            let all = told(of_the_year(&calendar, chosen, now)).into_iter();
            all.filter(|wanted| wanted.starts_with("isee-dipendenti ")).count()
        };
        let mut chosen = Chosen::default();
        chosen.set("isee-dipendenti", Some(7));
        assert_eq!(isee(&chosen), 2);
        chosen.set("isee-dipendenti", None);
        assert_eq!(isee(&chosen), 0);
    }

    #[test]
    fn who_wants_it_later_gets_it_later_if_that_is_of_use() {
        let (calendar, now) = (milan(), at("2026-11-24 10:00"));
        assert_eq!(snoozed(&calendar, at("2026-12-24 10:00"), now), Some(at("2026-11-27 10:00")));
        assert_eq!(snoozed(&calendar, at("2026-11-27 10:00"), now), None);
        assert_eq!(
            tried_again(&calendar, at("2026-11-27 20:00")),
            at("2026-11-30 09:00"),
            "not at the weekend"
        );
        assert!(is_late(&calendar, at("2026-11-23 18:00"), at("2026-11-24 09:00")));
        assert!(!is_late(&calendar, at("2026-11-24 09:00"), at("2026-11-24 17:00")));
    }
}
