//! A plan as an iCalendar file (RFC 5545), for the calendar on a phone or at work.
//!
//! Such a calendar may be read by others: not a word in it tells of anybody's health, and nothing tells whose it is.

use chrono::{Days, Duration, NaiveDate};
use domain::message::File;
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, Property};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use leave::plan::Plan;

use super::leave_plan::LeaveView;

/// A week before, at nine in the morning: from the midnight on which the day begins.
const WEEK_BEFORE: Duration = Duration::hours(9 - 7 * 24);
/// The day before, at nine in the morning.
const DAY_BEFORE: Duration = Duration::hours(9 - 24);

/// The plan as a file to hand over.
#[must_use]
pub fn attachment(plan: &Plan, name: &str, leave_view: &LeaveView, now: Timestamp) -> File {
    let content = file(plan, name, leave_view, now);
    File { name: "congedo.ics".into(), media_type: "text/calendar".into(), content }
}

/// The plan as an iCalendar file. `name` keeps the events of several plans apart in one calendar: the same name again
/// changes those that are there.
#[must_use]
pub fn file(plan: &Plan, name: &str, leave_view: &LeaveView, now: Timestamp) -> String {
    // A calendar takes over what has a higher number than what it knows: later is higher, and a minute is soon enough.
    let sequence = u32::try_from(now.as_second() / 60).unwrap_or_default();
    let stamp = now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Sportello//Leave//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.name(&leave_view.say("calendar-name"));
    for milestone in plan.timeline() {
        let (Some(key), Some(day)) = (milestone.what.event_key(), naive(milestone.day)) else {
            continue;
        };
        let uid = format!("{name}-{key}@sportello");
        let title = leave_view.say(key);
        let mut event = Event::with_uid(&uid);
        event
            .add_property("DTSTAMP", &stamp)
            .starts(day)
            .ends(day + Days::new(1))
            .summary(&title)
            .description(&leave_view.event_footer(milestone.law, plan.forecast, now))
            .class(Class::Private)
            .sequence(sequence)
            .add_property("TRANSP", "TRANSPARENT");
        for (n, before) in [WEEK_BEFORE, DAY_BEFORE].into_iter().enumerate() {
            let mut alarm = Alarm::display(&title, before);
            alarm.add_property("DTSTAMP", &stamp).add_property("UID", format!("{n}-{uid}"));
            event.alarm(alarm);
        }
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

fn naive(day: Date) -> Option<NaiveDate> {
    let unsigned = |n: i8| u32::try_from(n).ok();
    NaiveDate::from_ymd_opt(i32::from(day.year()), unsigned(day.month())?, unsigned(day.day())?)
}
