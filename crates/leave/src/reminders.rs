//! What there is to be reminded of, and when: dates of a plan, days a company has told, days of the year.
//!
//! A reminder is for one kind of thing and one day. Before the day, minus its lead, it is too early; after the day it is
//! useful to nobody. Nothing a reminder says tells of anybody's health.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    months::{days, months},
    plan::{Duty, Plan},
    rules,
};

/// One kind of thing to be reminded of.
#[derive(Debug)]
pub struct ReminderKind {
    pub slug: &'static str,
    pub law: &'static str,
    pub when: When,
    /// How many days before, if nobody has chosen otherwise.
    pub lead: i32,
    /// Whom it is for.
    pub audience: ReminderAudience,
    pub group: Group,
    /// Reminded of unless the company says no.
    pub usual: bool,
    /// The sources do not give a day: it says where to look, and no day.
    pub unsure: bool,
}

/// From what its day follows.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// From a plan; nothing if it has no such day. `grace`: days after it in which it is still useful.
    Plan { day: fn(&Plan, made: Date) -> Option<Date>, grace: i32 },
    /// From a day that the company tells, because something has happened.
    Told { day: fn(Date) -> Date, grace: i32 },
    /// The same day every year, useful until another.
    Yearly { from: MonthAndDay, until: MonthAndDay, years: Years },
}

/// A month and a day of it.
pub type MonthAndDay = (i8, i8);

/// In which years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    All,
    Even,
    Only(i16),
}

/// Who is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderAudience {
    Company,
    /// The company, and the worker whose leave it is.
    Both,
}

/// How kinds are shown together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Before,
    Arrival,
    Back,
    Years,
    Events,
    Yearly,
}

impl Group {
    pub const ALL: [Self; 6] =
        [Self::Before, Self::Arrival, Self::Back, Self::Years, Self::Events, Self::Yearly];
}

/// What somebody has chosen to be reminded of: by kind, so many days before, or never. What is not chosen is as usual.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chosen(BTreeMap<String, Option<i32>>);

impl Chosen {
    /// How many days before its day this kind is reminded of; `None` if it is not.
    #[must_use]
    pub fn lead(&self, kind: &ReminderKind) -> Option<i32> {
        self.0.get(kind.slug).copied().unwrap_or_else(|| kind.usual.then_some(kind.lead))
    }

    pub fn set(&mut self, slug: &str, lead: Option<i32>) {
        self.0.insert(slug.to_owned(), lead);
    }
}

/// A day to be reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    pub day: Date,
    /// The last day on which it is of use.
    pub until: Date,
}

impl PartialEq for ReminderKind {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for ReminderKind {}

impl ReminderKind {
    /// The kind of this name.
    #[must_use]
    pub fn named(slug: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.slug == slug)
    }

    /// The day of a plan it is about; `made` is when the plan was made.
    #[must_use]
    pub fn of_plan(&self, plan: &Plan, made: Date) -> Option<Occasion> {
        let When::Plan { day, grace } = self.when else {
            return None;
        };
        day(plan, made).map(|day| Occasion { day, until: days(day, grace) })
    }

    /// The day that follows from something that happened, or will, on a day that was told.
    #[must_use]
    pub fn of_event(&self, told: Date) -> Option<Occasion> {
        let When::Told { day, grace } = self.when else {
            return None;
        };
        Some(day(told)).map(|day| Occasion { day, until: days(day, grace) })
    }

    /// The days of this year and of the two that follow on which it is still of use: what comes every other year comes in
    /// one of them.
    pub fn of_years(&self, today: Date) -> impl Iterator<Item = Occasion> {
        let on = |year: i16, (month, day): MonthAndDay| Date::new(year, month, day).ok();
        let occasion = move |year: i16| {
            let When::Yearly { from, until, years } = self.when else {
                return None;
            };
            let in_year = match years {
                Years::All => true,
                Years::Even => year % 2 == 0,
                Years::Only(only) => year == only,
            };
            let (day, until) = (on(year, from)?, on(year, until)?);
            (in_year && until >= today).then_some(Occasion { day, until })
        };
        (today.year()..=today.year() + 2).filter_map(occasion)
    }
}

/// A kind that companies are reminded of unless they say otherwise.
const fn usual(slug: &'static str, law: &'static str, group: Group, lead: i32, when: When) -> ReminderKind {
    ReminderKind {
        slug,
        law,
        when,
        lead,
        audience: ReminderAudience::Company,
        group,
        usual: true,
        unsure: false,
    }
}

/// A kind with a day of a plan.
const fn planned(
    slug: &'static str,
    law: &'static str,
    group: Group,
    lead: i32,
    day: fn(&Plan, Date) -> Option<Date>,
    grace: i32,
) -> ReminderKind {
    usual(slug, law, group, lead, When::Plan { day, grace })
}

/// A kind with a day that is told.
const fn told(
    slug: &'static str,
    law: &'static str,
    lead: i32,
    day: fn(Date) -> Date,
    grace: i32,
) -> ReminderKind {
    usual(slug, law, Group::Events, lead, When::Told { day, grace })
}

/// A kind of every year.
const fn yearly(
    slug: &'static str,
    law: &'static str,
    from: MonthAndDay,
    until: MonthAndDay,
) -> ReminderKind {
    let when = When::Yearly { from, until, years: Years::All };
    ReminderKind { usual: false, ..usual(slug, law, Group::Yearly, 0, when) }
}

impl ReminderKind {
    const fn for_both(mut self) -> Self {
        self.audience = ReminderAudience::Both;
        self
    }

    const fn if_asked(mut self) -> Self {
        self.usual = false;
        self
    }

    const fn unsure(mut self) -> Self {
        self.unsure = true;
        self
    }

    const fn before(mut self, lead: i32) -> Self {
        self.lead = lead;
        self
    }

    const fn only(mut self, in_years: Years) -> Self {
        if let When::Yearly { from, until, .. } = self.when {
            self.when = When::Yearly { from, until, years: in_years };
        }
        self
    }
}

/// Every kind, in the order in which they are shown.
pub static KINDS: &[ReminderKind] = &[
    planned(
        "valutazione-rischi-gravidanza",
        "D.Lgs. 151/2001, artt. 6, 7, 11, 12 e 53",
        Group::Before,
        0,
        at_risk,
        30,
    ),
    planned(
        "finestra-divieto-licenziamento",
        "D.Lgs. 151/2001, art. 54; D.P.R. 1026/1976, art. 4",
        Group::Before,
        0,
        protected,
        30,
    )
    .if_asked(),
    planned("esami-prenatali", "D.Lgs. 151/2001, art. 14", Group::Before, 0, while_expected, 30).if_asked(),
    planned(
        "attestazioni-flessibilita",
        "D.Lgs. 151/2001, artt. 16 e 20; circ. INPS 106/2022",
        Group::Before,
        14,
        |plan, made| while_expected(plan, made).and_then(|_| by(plan, Duty::Certificate)),
        0,
    )
    .for_both(),
    planned(
        "inizio-maternita",
        "D.Lgs. 151/2001, artt. 16 e 21",
        Group::Before,
        15,
        |plan, _| Some(plan.maternity.start),
        0,
    )
    .for_both(),
    planned(
        "sostituzione",
        "D.Lgs. 151/2001, art. 4; L. 199/2025, c. 221",
        Group::Before,
        15,
        |plan, _| Some(months(plan.maternity.start, -rules::SUBSTITUTE.now())),
        30,
    ),
    planned(
        "dichiarazione-nascita",
        "D.Lgs. 151/2001, art. 21, c. 2",
        Group::Arrival,
        25,
        |plan, _| by(plan, Duty::BirthNotice),
        0,
    )
    .for_both(),
    planned("ricovero-neonato", "D.Lgs. 151/2001, art. 16-bis", Group::Arrival, 0, |plan, _| plan.birth, 30)
        .if_asked(),
    planned(
        "paternita-preavviso",
        "D.Lgs. 151/2001, art. 27-bis",
        Group::Arrival,
        15,
        |plan, _| Some(plan.paternity.first),
        30,
    )
    .for_both(),
    planned(
        "paternita-scadenza",
        "D.Lgs. 151/2001, art. 27-bis",
        Group::Arrival,
        30,
        |plan, _| Some(plan.paternity.last),
        0,
    )
    .for_both(),
    planned(
        "rientro-maternita",
        "D.Lgs. 151/2001, artt. 39 e 56",
        Group::Back,
        30,
        |plan, _| Some(plan.maternity.back()),
        0,
    )
    .for_both(),
    planned(
        "inizio-riposi",
        "D.Lgs. 151/2001, artt. 39-41; circ. INPS 140/2019",
        Group::Back,
        7,
        |plan, _| plan.rests.as_ref().map(|_| plan.maternity.back()),
        30,
    )
    .for_both(),
    planned(
        "malattia-figlio-contatore",
        "D.Lgs. 151/2001, art. 47",
        Group::Back,
        0,
        |plan, _| plan.rests.as_ref().map(|_| plan.maternity.back()),
        30,
    )
    .if_asked(),
    planned(
        "fine-periodo-protetto",
        "D.Lgs. 151/2001, artt. 4, 39, 53 e 54",
        Group::Years,
        30,
        |plan, _| plan.rests.as_ref().map(|rests| rests.until),
        0,
    )
    .for_both(),
    planned(
        "limite-6-anni-80",
        "D.Lgs. 151/2001, art. 34; circ. INPS 95/2025",
        Group::Years,
        90,
        |plan, _| plan.parental.as_ref().and_then(|parental| parental.paid80_until),
        0,
    )
    .for_both(),
    planned(
        "limite-14-anni",
        "D.Lgs. 151/2001, artt. 32 e 47; L. 199/2025",
        Group::Years,
        90,
        |plan, _| plan.parental.as_ref().map(|parental| parental.last_day),
        0,
    )
    .for_both(),
    told(
        "congedo-parentale-preavviso",
        "D.Lgs. 151/2001, art. 32, c. 3",
        7,
        |start| days(start, -rules::PARENTAL_NOTICE.now().0),
        0,
    ),
    told("part-time-al-posto-del-congedo", "D.Lgs. 81/2015, art. 8, c. 7", 10, |asked| days(asked, 15), 0),
    told("richiesta-lavoro-agile-prioritaria", "L. 81/2017, artt. 18 e 23", 5, |start| days(start, 5), 0),
    told("dimissioni-da-convalidare", "D.Lgs. 151/2001, art. 55", 0, |letter| letter, 45),
    told("contratto-a-termine-precedenza", "D.Lgs. 81/2015, art. 24", 60, |end| months(end, 12), 0),
    told("elba-evento", "", 30, |event| months(event, 4), 0).if_asked(),
    yearly("isee-dipendenti", "circ. INPS 7/2026", (1, 15), (6, 30)),
    yearly("informativa-agile-annuale", "L. 34/2026, art. 11; L. 81/2017, art. 22", (2, 1), (2, 28)),
    yearly("bonus-mamme", "L. 199/2025, c. 206-207", (11, 27), (12, 31)).only(Years::Only(2026)).unsure(),
    yearly("esonero-madri-scade", "L. 213/2023, c. 180", (12, 10), (12, 31)).only(Years::Only(2026)),
    yearly("fringe-dichiarazione-figli", "L. 207/2024, c. 390", (1, 10), (1, 31)),
    yearly("iscrizioni-nido", "", (1, 20), (2, 25)).unsure(),
    yearly("nidi-gratis", "D.G.R. Lombardia 4593/2025", (10, 1), (11, 20)).unsure(),
    yearly("centri-estivi", "", (3, 1), (5, 31)).unsure(),
    yearly("elba-wila", "", (4, 30), (4, 30)).before(30).unsure(),
    yearly("rapporto-biennale", "D.Lgs. 198/2006, art. 46", (4, 30), (4, 30)).before(60).only(Years::Even),
    yearly("legge-di-bilancio", "", (1, 8), (1, 31)),
];

/// The day the plan was made, while what has to be done as soon as a company knows still has to be: until seven months after
/// a birth (D.Lgs. 151/2001, art. 6).
fn at_risk(plan: &Plan, made: Date) -> Option<Date> {
    plan.birth.filter(|&birth| made <= months(birth, rules::INTERDICTION.now())).map(|_| made)
}

/// The day the plan was made, while nobody may be dismissed.
fn protected(plan: &Plan, made: Date) -> Option<Date> {
    plan.protection.as_ref().filter(|protection| made <= protection.dismissal_ban_until).map(|_| made)
}

fn while_expected(plan: &Plan, made: Date) -> Option<Date> {
    plan.forecast.then_some(made)
}

fn by(plan: &Plan, duty: Duty) -> Option<Date> {
    plan.deadlines.iter().find(|deadline| deadline.what == duty).map(|deadline| deadline.by)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::arrival::{Arrival, Birth, Work};

    fn plan(due: Date) -> Plan {
        Plan::of(&Arrival::Birth(Birth::expected(due)), Work::Employee).unwrap()
    }

    #[test]
    fn every_kind_has_a_day() {
        let (plan, made) = (plan(date(2027, 2, 10)), date(2026, 11, 27));
        let day = |slug| {
            let kind = ReminderKind::named(slug).expect("a kind");
            let occasion = kind.of_plan(&plan, made).or(kind.of_event(made));
            occasion.map(|occasion| (days(occasion.day, -kind.lead).to_string(), occasion.day.to_string()))
        };
        let on = |sent: &str, day: &str| Some((sent.to_owned(), day.to_owned()));
        assert_eq!(day("inizio-maternita"), on("2026-11-25", "2026-12-10"));
        assert_eq!(day("attestazioni-flessibilita"), on("2026-11-25", "2026-12-09"));
        assert_eq!(day("sostituzione"), on("2026-10-26", "2026-11-10"));
        assert_eq!(day("dichiarazione-nascita"), on("2027-02-15", "2027-03-12"));
        assert_eq!(day("paternita-scadenza"), on("2027-06-10", "2027-07-10"));
        assert_eq!(day("rientro-maternita"), on("2027-04-11", "2027-05-11"));
        assert_eq!(day("limite-6-anni-80"), on("2032-11-12", "2033-02-10"));
        assert_eq!(day("limite-14-anni"), on("2040-11-12", "2041-02-10"));
        assert_eq!(day("congedo-parentale-preavviso"), on("2026-11-15", "2026-11-22"));
        assert_eq!(day("part-time-al-posto-del-congedo"), on("2026-12-02", "2026-12-12"));
        for kind in KINDS {
            let yearly = kind.of_years(made).count();
            assert!(
                yearly > 0 || kind.of_plan(&plan, made).or(kind.of_event(made)).is_some(),
                "{}",
                kind.slug
            );
        }
    }

    #[test]
    fn what_comes_every_year_comes_in_its_years() {
        let years = |slug: &str, today| {
            let kind = ReminderKind::named(slug).expect("a kind");
            kind.of_years(today).map(|occasion| occasion.day.to_string()).collect::<Vec<_>>()
        };
        let today = date(2026, 11, 27);
        assert_eq!(years("isee-dipendenti", today), ["2027-01-15", "2028-01-15"]);
        assert_eq!(years("isee-dipendenti", date(2027, 1, 20)), ["2027-01-15", "2028-01-15", "2029-01-15"]);
        assert_eq!(years("rapporto-biennale", today), ["2028-04-30"]);
        assert_eq!(years("rapporto-biennale", date(2027, 6, 1)), ["2028-04-30"]);
        assert_eq!(years("bonus-mamme", today), ["2026-11-27"]);
        assert_eq!(years("bonus-mamme", date(2027, 1, 1)), [""; 0]);
    }
}
