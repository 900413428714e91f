//! Fluent, and how dates are said. The texts are compiled in.

use std::{borrow::Cow, collections::HashMap, fmt::Display};

use domain::language::Language;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader};
use jiff::{Zoned, civil::Date};

static_loader! {
    static LOCALES = {
        locales: "./src/locales",
        fallback_language: "it",
        // Chat clients show Fluent's invisible isolation marks as boxes.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static IT: LanguageIdentifier = langid!("it");
static EN: LanguageIdentifier = langid!("en");
static ES: LanguageIdentifier = langid!("es");
static RO: LanguageIdentifier = langid!("ro");
static AR: LanguageIdentifier = langid!("ar");
static ZH: LanguageIdentifier = langid!("zh");
static UK: LanguageIdentifier = langid!("uk");
static FR: LanguageIdentifier = langid!("fr");
static SQ: LanguageIdentifier = langid!("sq");
static TL: LanguageIdentifier = langid!("tl");

/// The arguments of a Fluent message.
#[derive(Default)]
pub struct Args(HashMap<Cow<'static, str>, FluentValue<'static>>);

impl Args {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Display) -> Self {
        self.0.insert(name.into(), value.to_string().into());
        self
    }

    #[must_use]
    pub fn number(mut self, name: &'static str, value: impl Into<i64>) -> Self {
        self.0.insert(name.into(), value.into().into());
        self
    }
}

/// The Fluent message of that key, in Italian where this language has none; a missing key shows as itself (a test makes sure that none is missing).
#[must_use]
pub fn say(language: Language, key: &str, args: &Args) -> String {
    let id = match language {
        Language::It => &IT,
        Language::En => &EN,
        Language::Es => &ES,
        Language::Ro => &RO,
        Language::Ar => &AR,
        Language::Zh => &ZH,
        Language::Uk => &UK,
        Language::Fr => &FR,
        Language::Sq => &SQ,
        Language::Tl => &TL,
    };
    LOCALES.try_lookup_with_args(id, key, &args.0).unwrap_or_else(|| key.to_owned())
}

/// "giovedì 26 novembre, ore 14:05".
#[must_use]
pub fn when(language: Language, wall: &Zoned) -> String {
    let time = wall.strftime("%H:%M").to_string();
    say(language, "when", &day_args(wall.date()).text("time", time))
}

/// "22 novembre 2026".
#[must_use]
pub fn date(language: Language, day: Date) -> String {
    say(language, "date", &day_args(day))
}

/// "gio 26 nov 14:05", for lists.
#[must_use]
pub fn when_short(language: Language, wall: &Zoned) -> String {
    let time = wall.strftime("%H:%M").to_string();
    say(language, "when-short", &day_args(wall.date()).text("time", time))
}

fn day_args(day: Date) -> Args {
    Args::new()
        .number("weekday", i64::from(day.weekday().to_monday_one_offset()))
        .number("day", i64::from(day.day()))
        .number("month", i64::from(day.month()))
        // A year is no quantity: as a number, Fluent would group its digits.
        .text("year", day.year())
}
