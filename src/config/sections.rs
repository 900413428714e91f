//! The sections of the configuration file. A key left out keeps the default given here.

use std::{net::SocketAddr, path::PathBuf};

use domain::{
    alerts::Alerts,
    language::Languages,
    office_hours::{Closure, MonthDay, StaffedWeek, Stretch},
};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::de::{Deserialize, Deserializer, Error};

use crate::secret::Secret;

/// `[desk]`: where things are and how long they are kept.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [desk]")]
pub struct DeskSection {
    /// Folder of the database, the channels' state and the backups. Default `data`.
    pub data_dir: PathBuf,
    /// Default: none, which means `SQLite` in `data_dir/sportello.db`.
    pub database_url: Option<DatabaseUrl>,
    /// Folder of the articles. Default: those that are in the binary.
    pub knowledge_dir: Option<PathBuf>,
    /// Default Italian, then English.
    pub languages: Languages,
    /// Of the office: its hours, its dates, the times people are told. It has an IANA name.
    /// Default Europe/Rome.
    #[serde(deserialize_with = "time_zone")]
    pub timezone: TimeZone,
    /// Days after which people's and experts' words are erased; 1 to 3650. Default 365.
    #[serde(deserialize_with = "whole::<_, 1, 3650>")]
    pub retention_days: u32,
    /// A message within so many days of closing reopens the case; 0 to 365. Default 7.
    #[serde(deserialize_with = "whole::<_, 0, 365>")]
    pub reopen_days: u32,
    /// People read the name of the expert who answers them. Default false.
    pub show_expert_names: bool,
}

impl Default for DeskSection {
    fn default() -> Self {
        Self {
            data_dir: "data".into(),
            database_url: None,
            knowledge_dir: None,
            languages: Languages::default(),
            timezone: zone("Europe/Rome").expect("the bundled zones have Europe/Rome"),
            retention_days: 365,
            reopen_days: 7,
            show_expert_names: false,
        }
    }
}

/// `[commitment]`: the public promise and the hours of the people who keep it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [commitment]")]
pub struct CommitmentSection {
    /// Hours from the first unanswered message to the due time; 1 to 720. Default 48.
    #[serde(deserialize_with = "whole::<_, 1, 720>")]
    pub hours: u32,
    /// Somebody has been at work for so many minutes before the time that a person is told; 0 to 1440. Default 120.
    #[serde(deserialize_with = "whole::<_, 0, 1440>")]
    pub honest_minutes: u32,
    /// The same for what must not wait, in hours; 1 to 48. Default 2.
    #[serde(deserialize_with = "whole::<_, 1, 48>")]
    pub urgent_hours: u32,
    /// Default 50, 75, 90 and 100 %.
    pub alerts: Alerts,
    /// An alert moved earlier into staffed hours comes so many minutes before the end of that
    /// stretch; 0 to 480. Default 30.
    #[serde(deserialize_with = "whole::<_, 0, 480>")]
    pub alert_lead_minutes: u32,
    /// When experts are at work. Default Mon-Thu 9-13 and 14-17:30, Fri 9-13.
    pub staffed: StaffedWeek,
    /// The town's own holiday, beside the national ones. Default 12-07, Milan's.
    pub patron_saint: MonthDay,
    /// Further days on which the office is closed. Default none.
    pub closures: Vec<Closure>,
    /// When the desk may write to people unasked. Default 08:00-21:00, every day.
    pub people_hours: Stretch,
}

impl Default for CommitmentSection {
    fn default() -> Self {
        Self {
            hours: 48,
            honest_minutes: 120,
            urgent_hours: 2,
            alerts: Alerts::default(),
            alert_lead_minutes: 30,
            staffed: StaffedWeek::default(),
            patron_saint: MonthDay::SAINT_AMBROSE,
            closures: vec![],
            people_hours: Stretch::known((8, 0), (21, 0)),
        }
    }
}

/// `[telegram]`: configured when there is a `token`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [telegram]")]
pub struct TelegramSection {
    /// From @`BotFather`. Default none.
    pub token: Option<Secret>,
    /// A file with the token instead; once loaded, its content is in `token`.
    pub token_file: Option<PathBuf>,
    /// Default `https://api.telegram.org`.
    pub api_url: String,
    /// How messages come in. Default polling.
    pub mode: TelegramMode,
    /// The public address Telegram calls in webhook mode: `https://desk.example.org/telegram`.
    pub webhook_url: Option<String>,
    /// What Telegram has to say to be believed; 1 to 256 of `A-Z a-z 0-9 _ -`.
    pub webhook_secret: Option<Secret>,
    /// A file with it instead; once loaded, its content is in `webhook_secret`.
    pub webhook_secret_file: Option<PathBuf>,
    /// How many messages the desk sends in a second, over all; 1 to 1000. Default 30.
    #[serde(deserialize_with = "whole::<_, 1, 1000>")]
    pub messages_per_second: u32,
    /// How many it sends to one chat in a second, after a burst of three; 1 to 1000. Default 1.
    #[serde(deserialize_with = "whole::<_, 1, 1000>")]
    pub chat_messages_per_second: u32,
}

impl Default for TelegramSection {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            api_url: "https://api.telegram.org".to_owned(),
            mode: TelegramMode::default(),
            webhook_url: None,
            webhook_secret: None,
            webhook_secret_file: None,
            messages_per_second: 30,
            chat_messages_per_second: 1,
        }
    }
}

/// Who calls whom for incoming messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TelegramMode {
    /// We ask Telegram.
    #[default]
    Polling,
    /// Telegram calls us; needs a public address.
    Webhook,
}

/// `[matrix]`: the staff room, and the people who write from Matrix.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [matrix]")]
pub struct MatrixSection {
    /// Address of the server the desk's account lives on: `https://matrix.example.org`.
    pub homeserver: Option<String>,
    /// The desk's account: `@sportello:example.org`.
    pub user: Option<String>,
    pub password: Option<Secret>,
    /// A file with the password instead; once loaded, its content is in `password`.
    pub password_file: Option<PathBuf>,
    /// Instead of a password: the token of a session made for the desk alone.
    pub access_token: Option<Secret>,
    /// A file with the token instead; once loaded, its content is in `access_token`.
    pub access_token_file: Option<PathBuf>,
    /// How the desk's session shows in the list of devices. Default `sportello`.
    pub device_name: String,
    /// Where the desk keeps the recovery key of its encrypted messages, readable by itself alone. Default
    /// `matrix/recovery-key` in `data_dir`. Not read at load: the desk itself writes it.
    pub recovery_key_file: Option<PathBuf>,
    /// The room of the experts: `!id:example.org` or `#alias:example.org`.
    pub staff_room: Option<String>,
    /// Servers whose people may write to the desk, and call it into its staff room. Default none listed: only its own.
    pub allowed_servers: Vec<String>,
    /// The staff room need not be encrypted. Default false.
    pub allow_unencrypted: bool,
}

impl Default for MatrixSection {
    fn default() -> Self {
        Self {
            homeserver: None,
            user: None,
            password: None,
            password_file: None,
            access_token: None,
            access_token_file: None,
            device_name: "sportello".to_owned(),
            recovery_key_file: None,
            staff_room: None,
            allowed_servers: vec![],
            allow_unencrypted: false,
        }
    }
}

/// `[limits]`: how much one person may do.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [limits]")]
pub struct LimitsSection {
    /// Messages of one person that are handled in a minute; more of them wait; 1 to 1000. Default 20.
    #[serde(deserialize_with = "whole::<_, 1, 1000>")]
    pub messages_per_minute: u32,
    /// Cases one person can open in a day; later questions go to the last one; 1 to 20, as many as a conversation
    /// remembers. Default 5.
    #[serde(deserialize_with = "whole::<_, 1, 20>")]
    pub cases_per_day: u32,
}

impl Default for LimitsSection {
    fn default() -> Self {
        Self { messages_per_minute: 20, cases_per_day: 5 }
    }
}

/// `[http]`: health, metrics and the webhook.
#[derive(Debug, Clone, PartialEq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [http]")]
pub struct HttpSection {
    /// Address and port to listen on. Default none: no HTTP at all.
    pub listen: Option<SocketAddr>,
}

/// `[alarm]`: whom to tell that the staff room, or the desk itself, is away.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section [alarm]")]
pub struct AlarmSection {
    /// A program and its arguments; it reads what has happened on its standard input. Default none.
    pub command: Vec<String>,
    /// An address that is posted `{"text": "..."}`, as Mattermost and Slack take it. Default none.
    pub webhook: Option<Secret>,
}

/// `postgres://<user>@<host>/<database>`. It may carry a password: printed as `***`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "Secret")]
pub struct DatabaseUrl(Secret);

impl DatabaseUrl {
    /// The address, password and all, for the one place that connects.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

impl TryFrom<Secret> for DatabaseUrl {
    type Error = &'static str;

    fn try_from(url: Secret) -> Result<Self, Self::Error> {
        ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.reveal().starts_with(scheme))
            .then_some(Self(url))
            .ok_or("not the address of a database, expected \"postgres://...\"; SQLite needs none")
    }
}

/// A whole number from `MIN` to `MAX`.
fn whole<'de, D: Deserializer<'de>, const MIN: u32, const MAX: u32>(
    deserializer: D,
) -> Result<u32, D::Error> {
    let number = i64::deserialize(deserializer)?;
    u32::try_from(number).ok().filter(|number| (MIN..=MAX).contains(number)).ok_or_else(|| {
        D::Error::custom(format!("`{number}` is out of range, expected a whole number from {MIN} to {MAX}"))
    })
}

/// A zone by its IANA name, from the bundled database: the same on every machine.
fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

fn time_zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TimeZone, D::Error> {
    let name = String::deserialize(deserializer)?;
    zone(&name).ok_or_else(|| {
        D::Error::custom(format!("unknown time zone `{name}`, expected a name like \"Europe/Rome\""))
    })
}
