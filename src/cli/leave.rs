//! `sportello leave`: a plan from dates, without a desk.

use std::{path::Path, process::ExitCode};

use clap::{Args, ValueEnum};
use jiff::civil::{Date, Weekday};
use leave::{
    arrival::{
        Adoption, Arrival, ArrivalMistake, Birth, Circumstances, DueDate, Scheme, Stay, Work, WorkUntil,
    },
    parental::{self, Amount, Balance, Parents, Taken},
    plan::{Parental, Plan},
    rules,
    working_days::{WorkingWeek, working_days},
};
use serde_json::Value;

use super::{
    load_config,
    print::{print, print_line, tell},
    today,
};
use crate::{
    clock::{Clock, SystemClock},
    view::{ics, leave_plan::LeaveView},
};

/// What is known of a child's arrival. Days are ISO dates, such as 2027-02-10.
#[expect(clippy::struct_excessive_bools, reason = "one for each flag of the command line")]
#[derive(Debug, Clone, Args)]
pub struct LeaveArguments {
    /// The due date in the certificate
    #[arg(long, value_name = "DAY", value_parser = day, required_unless_present_any = ["born", "adoption"])]
    due: Option<Date>,
    /// The day of the birth; with --adoption, the child's birthday
    #[arg(long, value_name = "DAY", value_parser = day)]
    born: Option<Date>,
    /// How the five months lie around the birth [default: 2+3]
    #[arg(long, value_enum, conflicts_with = "adoption")]
    scheme: Option<SchemeArgument>,
    /// With 1+4: how many days of the month were worked, if not all
    #[arg(long, value_name = "N", conflicts_with = "adoption")]
    flex_days: Option<i32>,
    /// With 0+5: until when the doctor's certificate lets work
    #[arg(long, value_enum, default_value_t = Until::Birth)]
    certificate: Until,
    /// Twins or more; with --adoption, more than one child on the same day
    #[arg(long)]
    multiple: bool,
    /// The stay of the child in hospital for which the leave is suspended
    #[arg(long, value_name = "FROM..DISCHARGE", value_parser = stay)]
    hospital: Option<Stay>,
    /// The labour inspectorate has forbidden to work until so many months after the birth
    #[arg(long, value_name = "MONTHS", value_parser = ["7"], conflicts_with = "adoption")]
    interdiction: Option<String>,
    /// The day a child enters the family; from abroad, Italy
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "due")]
    adoption: Option<Date>,
    /// The child is fostered, not with a view to adoption
    #[arg(long, requires = "adoption")]
    fostering: bool,
    /// The child comes from abroad: the day on which the proposal to meet it was communicated
    #[arg(long, value_name = "DAY", value_parser = day, requires = "adoption", conflicts_with = "fostering")]
    proposal: Option<Date>,
    /// The child has a serious disability (L. 104/1992, art. 3, c. 3)
    #[arg(long)]
    disability: bool,
    /// The work is in a household: other rules apply
    #[arg(long, group = "work")]
    domestic: bool,
    /// The work is at home for an employer (lavoro a domicilio): other rules apply
    #[arg(long, group = "work")]
    home: bool,
    /// The work is for the State, a town, a school: refused, with the reason
    #[arg(long, group = "work")]
    public: bool,
    /// The father's mandatory days from this day on: they are listed, and decide how many months are paid at 80 %
    #[arg(long, value_name = "DAY", value_parser = day)]
    father_from: Option<Date>,
    /// The days of the week on which he works, such as mon,wed,fri [default: mon to fri]
    #[arg(long, value_name = "DAYS", value_delimiter = ',', requires = "father_from")]
    father_week: Vec<WeekdayArgument>,
    /// Months of parental leave the mother has used: what is left is told as well
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(i32).range(0..=11))]
    mother_used: Option<i32>,
    /// The same for the father
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(i32).range(0..=11))]
    father_used: Option<i32>,
    /// There is one parent only, by a ruling or because the other cannot or does not care
    #[arg(long)]
    sole_parent: bool,
    /// Hours and days of the working week, such as 40/5: how much leave by the hour there is where the CCNL is silent
    #[arg(long, value_name = "HOURS/DAYS", value_parser = week)]
    week: Option<Week>,
    /// Print the plan as JSON
    #[arg(long)]
    json: bool,
    /// Print it as an iCalendar file
    #[arg(long, conflicts_with = "json")]
    ics: bool,
    /// With --ics: the name of the plan, which keeps its dates apart from those of others in one calendar; the same name
    /// again changes them [default: the due date, or the first day that is known]
    #[arg(long, value_name = "NAME", requires = "ics", value_parser = plan_name)]
    name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemeArgument {
    #[value(name = "2+3")]
    TwoThree,
    #[value(name = "1+4")]
    OneFour,
    #[value(name = "0+5")]
    ZeroFive,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WeekdayArgument {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl From<WeekdayArgument> for Weekday {
    fn from(day: WeekdayArgument) -> Self {
        match day {
            WeekdayArgument::Mon => Self::Monday,
            WeekdayArgument::Tue => Self::Tuesday,
            WeekdayArgument::Wed => Self::Wednesday,
            WeekdayArgument::Thu => Self::Thursday,
            WeekdayArgument::Fri => Self::Friday,
            WeekdayArgument::Sat => Self::Saturday,
            WeekdayArgument::Sun => Self::Sunday,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Until {
    Birth,
    Due,
}

/// Why there is no plan for public employees.
const PUBLIC: &str = "public employees have the same mandatory leave, but other pay, permits and offices (a month of parental \
                      leave in full, sick days paid): a plan would be wrong; ask their personnel office, or an expert";

/// Letters, digits and hyphens: it becomes part of an address.
fn plan_name(name: &str) -> Result<String, String> {
    let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if fits { Ok(name.to_owned()) } else { Err("write letters, digits and hyphens only".to_owned()) }
}

/// `sportello leave`.
///
/// # Errors
/// If the configuration is wrong.
pub fn leave(path: Option<&Path>, arguments: &LeaveArguments) -> anyhow::Result<ExitCode> {
    let config = load_config(path)?;
    if arguments.public {
        tell(format_args!("sportello: {PUBLIC}"));
        return Ok(ExitCode::FAILURE);
    }
    let (plan, arrival) = match arguments.plan() {
        Ok(plan) => plan,
        Err(mistake) => {
            tell(format_args!("sportello: {mistake}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    // Whoever rehearses types any date; whoever slipped should notice.
    if let Err(mistake) = arrival.check_against(today(&config)) {
        tell(format_args!("warning: {mistake}"));
    }
    let leave_view = LeaveView { language: config.desk.languages.first(), zone: &config.desk.timezone };
    let now = SystemClock.now();
    if arguments.ics {
        print(ics::file(&plan, &arguments.calendar_name(&plan), &leave_view, now))?;
    } else if arguments.json {
        let mut json = leave_view.json(&plan);
        if let Some(balance) = arguments.balance(&plan, today(&config)) {
            json["parental"]["balance"] = serde_json::to_value(balance)?;
        }
        if let Some(days) = arguments.father_days(arguments.multiple && arguments.adoption.is_none()) {
            json["paternity"]["days"] = serde_json::to_value(days)?;
        }
        if let Some(minutes) = arguments.minutes_by_the_hour() {
            json["parental"]["minutes_per_day_by_the_hour"] = minutes.into();
        }
        print_line(serde_json::to_string_pretty::<Value>(&json)?)?;
    } else {
        let balance = arguments.balance(&plan, today(&config));
        print(leave_view.table(&plan, balance.as_ref(), arguments.minutes_by_the_hour(), now))?;
    }
    Ok(ExitCode::SUCCESS)
}

impl LeaveArguments {
    /// What calendars know the plan by: what is known of it first, so that it is the same once the child is born.
    fn calendar_name(&self, plan: &Plan) -> String {
        let day = self.due.or(self.adoption).or(self.born).unwrap_or(plan.day);
        self.name.clone().unwrap_or_else(|| format!("congedo-{day}"))
    }

    fn plan(&self) -> Result<(Plan, Arrival), ArrivalMistake> {
        let arrival = match self.adoption {
            Some(entry) => Arrival::Adoption(Adoption {
                entry,
                born: self.born,
                fostering: self.fostering,
                several: self.multiple,
                hospital: self.hospital,
                proposal: self.proposal,
            }),
            None => Arrival::Birth(self.birth()?),
        };
        let work = match (self.domestic, self.home) {
            (true, _) => Work::Domestic,
            (_, true) => Work::Home,
            _ => Work::Employee,
        };
        let twins = matches!(&arrival, Arrival::Birth(birth) if birth.several);
        let father_until = self.father_days(twins).and_then(|days| days.last().copied());
        let circumstances = Circumstances { work, father_until, disability: self.disability };
        Ok((Plan::of(&arrival, circumstances)?, arrival))
    }

    /// The father's mandatory days, from the day he begins.
    fn father_days(&self, twins: bool) -> Option<Vec<Date>> {
        let weekdays: Vec<Weekday> = self.father_week.iter().copied().map(Weekday::from).collect();
        let week = WorkingWeek::on(&weekdays).unwrap_or(WorkingWeek::MONDAY_TO_FRIDAY);
        let (one, more) = rules::FATHER_DAYS.now();
        Some(working_days(self.father_from?, if twins { more } else { one }, week))
    }

    fn birth(&self) -> Result<Birth, ArrivalMistake> {
        let due = match (self.due, self.born) {
            (Some(due), _) => DueDate::Known(due),
            (None, Some(born)) => DueDate::Unknown(born),
            (None, None) => unreachable!("one of them is required"),
        };
        let scheme = match (self.scheme, self.flex_days) {
            (Some(SchemeArgument::OneFour) | None, Some(days)) => Scheme::OneFour { days: Some(days) },
            (_, Some(_)) => return Err(ArrivalMistake::DaysWithoutFlexibility),
            (Some(SchemeArgument::OneFour), None) => Scheme::OneFour { days: None },
            (Some(SchemeArgument::ZeroFive), None) => Scheme::ZeroFive {
                until: match self.certificate {
                    Until::Birth => WorkUntil::Birth,
                    Until::Due => WorkUntil::DueDate,
                },
            },
            (Some(SchemeArgument::TwoThree) | None, None) => Scheme::TwoThree,
        };
        Ok(Birth {
            due,
            born: self.born,
            scheme,
            several: self.multiple,
            hospital: self.hospital,
            interdiction: self.interdiction.is_some(),
        })
    }

    /// What is left of the parental leave, if somebody has said what was used.
    fn balance(&self, plan: &Plan, today: Date) -> Option<Balance> {
        if self.mother_used.is_none() && self.father_used.is_none() && !self.sole_parent {
            return None;
        }
        let months = |used: Option<i32>| Amount::months(used.unwrap_or_default());
        let taken = Taken { mother: months(self.mother_used), father: months(self.father_used) };
        let parents = if self.sole_parent { Parents::One } else { Parents::Two };
        let Parental { months_at_80, paid80_until, last_day, .. } = plan.parental.as_ref()?;
        // Before the child has come, all of it is to come.
        let day = today.max(plan.day);
        Some(taken.balance(parents, *months_at_80).on(day, *paid80_until, *last_day))
    }

    fn minutes_by_the_hour(&self) -> Option<i32> {
        self.week.map(|Week { minutes, days }| parental::half_a_day(minutes, days))
    }
}

/// A working week.
#[derive(Debug, Clone, Copy)]
struct Week {
    minutes: i32,
    days: i32,
}

fn week(text: &str) -> Result<Week, String> {
    let parsed = text.split_once('/').and_then(|(hours, days)| {
        let (hours, days): (f64, i32) = (hours.parse().ok()?, days.parse().ok()?);
        let fits = (1.0..=60.0).contains(&hours) && (1..=7).contains(&days);
        #[expect(clippy::cast_possible_truncation, reason = "at most sixty hours")]
        fits.then(|| Week { minutes: (hours * 60.0).round() as i32, days })
    });
    parsed.ok_or_else(|| "type hours and days of a week, like 40/5 or 37.5/5".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    // Only the day: a time behind it would be lost silently.
    let date = text.parse().ok().filter(|_| text.len() == "2027-02-10".len());
    date.ok_or_else(|| "there is no such day: type year, month and day, like 2027-02-10".to_owned())
}

fn stay(text: &str) -> Result<Stay, String> {
    let (from, discharge) =
        text.split_once("..").ok_or("type both days, like 2027-02-08..2027-03-20".to_owned())?;
    Ok(Stay { from: day(from)?, discharge: day(discharge)? })
}
