//! The law as data, as far as calendars need it. Months and days are counted as in `months`.
//!
//! State of the sources: 22 November 2026; nothing that came after April 2026 was found. The examples that these rules
//! must give are in `examples`.

use jiff::civil::{Date, date};

use super::law::{Level, Rule, Version};

/// When the rules were last held against the sources: calendars of an earlier edition are computed anew.
pub const EDITION: Date = date(2026, 11, 30);

/// In force since the consolidated text on maternity and paternity: nothing before it is computed.
pub const EARLIEST: Date = date(2001, 4, 27);
/// Nobody can know the rules of a time after this.
pub const LATEST: Date = date(2050, 12, 31);

const fn rule<T>(
    slug: &'static str,
    law: &'static str,
    level: Level,
    versions: &'static [Version<T>],
) -> Rule<T> {
    Rule { slug, law, level, versions }
}

const fn since<T>(from: Date, value: T) -> Version<T> {
    Version { from, value, changed: false }
}

/// A version that people want to hear of.
const fn changed<T>(from: Date, value: T) -> Version<T> {
    Version { from, value, changed: true }
}

/// Months of leave before the due date.
pub static BEFORE: Rule<i32> =
    rule("congedo-prima", "D.Lgs. 151/2001, art. 16", Level::Certain, &[since(EARLIEST, 2)]);
/// Months of leave after the birth.
pub static AFTER: Rule<i32> =
    rule("congedo-dopo", "D.Lgs. 151/2001, art. 16", Level::Certain, &[since(EARLIEST, 3)]);
/// Months before and after with the flexible scheme.
pub static FLEXIBLE: Rule<(i32, i32)> =
    rule("flessibilita", "D.Lgs. 151/2001, art. 20", Level::Certain, &[since(EARLIEST, (1, 4))]);
/// Months after the birth when all of the leave is taken then (Law 145/2018).
pub static ALL_AFTER: Rule<i32> = rule(
    "tutto-dopo",
    "D.Lgs. 151/2001, art. 16, c. 1.1; circ. INPS 148/2019",
    Level::Certain,
    &[since(date(2019, 1, 1), 5)],
);
/// Months after the birth when the labour inspectorate has prolonged the ban on working.
pub static INTERDICTION: Rule<i32> = rule(
    "interdizione",
    "D.Lgs. 151/2001, artt. 6, 7 e 17; nota INL 1550/2021",
    Level::Certain,
    &[since(EARLIEST, 7)],
);
/// Months after a child has come into the family.
pub static ADOPTION: Rule<i32> =
    rule("adozione", "D.Lgs. 151/2001, art. 26", Level::Certain, &[since(EARLIEST, 5)]);
/// Months for fostering, also in pieces, within those of adoption.
pub static FOSTERING: Rule<i32> =
    rule("affidamento", "D.Lgs. 151/2001, art. 26", Level::Certain, &[since(EARLIEST, 3)]);
/// How many days before the due date a pregnancy is taken to begin.
pub static PREGNANCY: Rule<i32> =
    rule("inizio-gravidanza", "D.P.R. 1026/1976, art. 4", Level::Certain, &[since(EARLIEST, 300)]);
/// The day of a pregnancy from which its end is a birth.
pub static BIRTH_FROM: Rule<i32> = rule(
    "soglia-parto",
    "D.Lgs. 151/2001, art. 19; msg INPS 9042/2011",
    Level::Certain,
    &[since(EARLIEST, 180)],
);

/// The father's working days: for one child, for several.
pub static FATHER_DAYS: Rule<(i32, i32)> = rule(
    "padre-giorni",
    "D.Lgs. 151/2001, art. 27-bis",
    Level::Certain,
    &[since(date(2022, 8, 13), (10, 20))],
);
/// Months after the birth in which he can take them.
pub static FATHER_WINDOW: Rule<i32> =
    rule("padre-termine", "D.Lgs. 151/2001, art. 27-bis", Level::Certain, &[since(date(2022, 8, 13), 5)]);
/// Days of notice, in writing.
pub static FATHER_NOTICE: Rule<i32> = rule(
    "padre-preavviso",
    "D.Lgs. 151/2001, art. 27-bis",
    Level::DependsOnCcnl,
    &[since(date(2022, 8, 13), 5)],
);

/// The age, in months, up to which employees can take parental leave.
pub static PARENTAL_AGE: Rule<i32> = rule(
    "congedo-parentale-eta",
    "D.Lgs. 151/2001, art. 32; L. 199/2025; msg INPS 251/2026",
    Level::Certain,
    &[since(EARLIEST, 12 * 12), changed(date(2026, 1, 1), 14 * 12)],
);
/// Months at 80 % for a couple, by the day the mandatory leave of one of them ended, or the child was born.
pub static PAID_80: Rule<i32> = rule(
    "congedo-parentale-80",
    "D.Lgs. 151/2001, art. 34; circ. INPS 95/2025",
    Level::Certain,
    &[since(EARLIEST, 0), since(date(2023, 1, 1), 1), since(date(2024, 1, 1), 2), since(date(2025, 1, 1), 3)],
);
/// The age, in months, up to which they are paid so.
pub static PAID_80_AGE: Rule<i32> =
    rule("congedo-parentale-80-eta", "D.Lgs. 151/2001, art. 34", Level::Certain, &[since(EARLIEST, 6 * 12)]);
/// Days of notice for leave by the day, and by the hour.
pub static PARENTAL_NOTICE: Rule<(i32, i32)> = rule(
    "congedo-parentale-preavviso",
    "D.Lgs. 151/2001, art. 32, c. 3",
    Level::DependsOnCcnl,
    &[since(date(2015, 6, 25), (5, 2))],
);

/// The age, in months, up to which a parent has daily rests.
pub static RESTS: Rule<i32> =
    rule("riposi", "D.Lgs. 151/2001, artt. 39, 40 e 41", Level::Certain, &[since(EARLIEST, 12)]);
/// Minutes a day for who works six hours or more, and for who works less; for several children, double.
pub static REST_MINUTES: Rule<(i32, i32)> =
    rule("riposi-ore", "D.Lgs. 151/2001, art. 39", Level::Certain, &[since(EARLIEST, (120, 60))]);

/// The age, in months, up to which a sick child's parent can be absent without limit.
pub static SICKNESS_UNLIMITED: Rule<i32> = rule(
    "malattia-figlio-senza-limiti",
    "D.Lgs. 151/2001, art. 47",
    Level::Certain,
    &[since(EARLIEST, 3 * 12)],
);
/// The age, in months, up to which there are some days a year.
pub static SICKNESS_AGE: Rule<i32> = rule(
    "malattia-figlio-eta",
    "D.Lgs. 151/2001, art. 47; L. 199/2025",
    Level::Certain,
    &[since(EARLIEST, 8 * 12), changed(date(2026, 1, 1), 14 * 12)],
);
/// How many working days a year, for each parent and child.
pub static SICKNESS_DAYS: Rule<i32> = rule(
    "malattia-figlio-giorni",
    "D.Lgs. 151/2001, art. 47; L. 199/2025",
    Level::Certain,
    &[since(EARLIEST, 5), changed(date(2026, 1, 1), 10)],
);
/// For adopted children, in months: the ages up to which there is no limit, and some days a year; and for how long after the
/// entry of an older one (art. 50, not changed in 2026).
pub static SICKNESS_ADOPTED: Rule<(i32, i32, i32)> = rule(
    "malattia-figlio-adozione",
    "D.Lgs. 151/2001, art. 50",
    Level::Certain,
    &[since(EARLIEST, (6 * 12, 8 * 12, 3 * 12))],
);

/// Months after the birth in which nobody may be dismissed.
pub static DISMISSAL_BAN: Rule<i32> =
    rule("divieto-licenziamento", "D.Lgs. 151/2001, art. 54", Level::Certain, &[since(EARLIEST, 12)]);
/// Months after the birth in which a resignation has to be validated.
pub static VALIDATION: Rule<i32> =
    rule("convalida-dimissioni", "D.Lgs. 151/2001, art. 55", Level::Certain, &[since(EARLIEST, 36)]);
/// Months after the birth without work between midnight and six.
pub static NIGHT_BAN: Rule<i32> =
    rule("lavoro-notturno", "D.Lgs. 151/2001, art. 53", Level::Certain, &[since(EARLIEST, 12)]);
/// Months after the birth in the same place of work.
pub static SAME_UNIT: Rule<i32> =
    rule("stessa-unita", "D.Lgs. 151/2001, art. 56", Level::Certain, &[since(EARLIEST, 12)]);

/// Days after the birth to tell INPS and the employer.
pub static BIRTH_NOTICE: Rule<i32> =
    rule("comunicazione-nascita", "D.Lgs. 151/2001, art. 21, c. 2", Level::Certain, &[since(EARLIEST, 30)]);
/// Months after the leave in which it can be claimed at the very latest.
pub static CLAIM: Rule<i32> =
    rule("domanda-ultimo-termine", "D.Lgs. 151/2001, art. 21", Level::Certain, &[since(EARLIEST, 12)]);
/// Days after the birth to ask for the bonus for newborn children.
pub static NEWBORN_BONUS: Rule<i32> = rule(
    "bonus-nuovi-nati",
    "L. 207/2024, art. 1, c. 206-208; msg INPS 2345/2025",
    Level::Certain,
    &[since(date(2025, 1, 1), 120)],
);
/// Months after the birth to ask for the allowances of the town or the State.
pub static MATERNITY_ALLOWANCE: Rule<i32> =
    rule("assegno-maternita", "D.Lgs. 151/2001, artt. 74 e 75", Level::Certain, &[since(EARLIEST, 6)]);
/// Months of parental leave for a child with a serious disability, the ordinary ones included.
pub static DISABILITY_MONTHS: Rule<i32> = rule(
    "disabilita-prolungamento",
    "D.Lgs. 151/2001, artt. 33 e 42; L. 199/2025",
    Level::Certain,
    &[since(EARLIEST, 36)],
);
/// The age, in months, up to which its parent can have rests instead.
pub static DISABILITY_RESTS: Rule<i32> = rule(
    "disabilita-riposi",
    "D.Lgs. 151/2001, art. 42; L. 104/1992, art. 33",
    Level::Certain,
    &[since(EARLIEST, 36)],
);
/// Months of leave after the mandatory one for who works in a household, unpaid and without a gap.
pub static DOMESTIC_LEAVE: Rule<i32> = rule(
    "colf-congedo-facoltativo",
    "CCNL lavoro domestico 28/10/2025, art. 25",
    Level::DependsOnCcnl,
    &[since(date(2025, 11, 1), 4)],
);
/// Months before the leave in which a substitute can begin.
pub static SUBSTITUTE: Rule<i32> =
    rule("sostituzione", "D.Lgs. 151/2001, art. 4", Level::DependsOnCcnl, &[since(EARLIEST, 1)]);
