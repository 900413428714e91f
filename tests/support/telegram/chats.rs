//! Chats, the people in them, and what they have on their screens.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::{answer::Failure, params::Params};

/// A user of Telegram.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub id: i64,
    pub first_name: String,
    pub last_name: Option<String>,
    pub username: Option<String>,
    pub language: Option<String>,
}

const NAMES: [(&str, &str); 8] = [
    ("Ginevra", "Bellandi"),
    ("Ottavio", "Marchesini"),
    ("Leonilde", "Scarpellini"),
    ("Fiorenzo", "Guidotti"),
    ("Mariastella", "Zanardelli"),
    ("Gianpaolo", "Tognazzi"),
    ("Rosalba", "Quattrocchi"),
    ("Ermenegildo", "Passalacqua"),
];

impl Person {
    /// Somebody with a name that occurs nowhere else, so that a test can see it leak.
    pub fn with_id(id: i64) -> Self {
        let index = usize::try_from(id.unsigned_abs() % 8).expect("less than eight");
        let (first, last) = NAMES[index];
        Self {
            id,
            first_name: first.to_owned(),
            last_name: Some(last.to_owned()),
            username: Some(format!("{}_{}{id}", first.to_lowercase(), &last.to_lowercase()[..3])),
            language: Some("it".to_owned()),
        }
    }

    pub fn user(&self) -> Value {
        let mut user = self.names();
        user.insert("id".into(), json!(self.id));
        user.insert("is_bot".into(), json!(false));
        user.extend(self.language.iter().map(|language| ("language_code".into(), json!(language))));
        Value::Object(user)
    }

    fn names(&self) -> Map<String, Value> {
        let mut names = Map::from_iter([("first_name".into(), json!(self.first_name))]);
        names.extend(self.last_name.iter().map(|name| ("last_name".into(), json!(name))));
        names.extend(self.username.iter().map(|name| ("username".into(), json!(name))));
        names
    }
}

/// What a chat is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Private,
    Supergroup,
    Group,
    Channel,
}

/// A chat and what is on its screen.
pub(super) struct Chat {
    pub id: i64,
    pub kind: Kind,
    /// The messages as the Bot API shows them, by id.
    pub messages: BTreeMap<i64, Value>,
    pub blocked: bool,
    pub left: bool,
    pub migrated_to: Option<i64>,
}

impl Chat {
    fn new(id: i64, kind: Kind) -> Self {
        Self { id, kind, messages: BTreeMap::new(), blocked: false, left: false, migrated_to: None }
    }

    /// May the bot act here?
    pub fn check_access(&self) -> Result<(), Failure> {
        match self {
            Self { migrated_to: Some(to), .. } => Err(Failure::migrated(*to)),
            Self { blocked: true, .. } => Err(Failure::forbidden("bot was blocked by the user")),
            Self { left: true, kind, .. } => {
                let kind = match kind {
                    Kind::Channel => "channel",
                    Kind::Supergroup => "supergroup",
                    Kind::Group | Kind::Private => "group",
                };
                Err(Failure::forbidden(&format!("bot is not a member of the {kind} chat")))
            }
            _ => Ok(()),
        }
    }
}

/// All chats, and everybody.
#[derive(Default)]
pub(super) struct Chats {
    by_id: HashMap<i64, Chat>,
    people: HashMap<i64, Person>,
    last_message: i64,
}

impl Chats {
    pub fn person(&mut self, id: i64) -> &mut Person {
        self.people.entry(id).or_insert_with(|| Person::with_id(id))
    }

    /// The chat, which comes into being if it is new; ids tell what it is, as with Telegram.
    pub fn open(&mut self, id: i64) -> &mut Chat {
        let kind = match id {
            0.. => Kind::Private,
            ..=-1_000_000_000_000 => Kind::Supergroup,
            _ => Kind::Group,
        };
        self.open_as(id, kind)
    }

    pub fn open_as(&mut self, id: i64, kind: Kind) -> &mut Chat {
        self.by_id.entry(id).or_insert_with(|| Chat::new(id, kind))
    }

    pub fn get(&self, id: i64) -> Option<&Chat> {
        self.by_id.get(&id)
    }

    /// The chat a call is about, if the bot may act there.
    pub fn addressed(&mut self, params: &Params) -> Result<&mut Chat, Failure> {
        if !params.has("chat_id") {
            return Err(Failure::bad("chat_id is empty"));
        }
        let chat = params.chat().and_then(|id| self.by_id.get_mut(&id));
        let chat = chat.ok_or_else(|| Failure::bad("chat not found"))?;
        chat.check_access()?;
        Ok(chat)
    }

    /// The chat as Bot API objects show it.
    pub fn describe(&mut self, id: i64) -> Value {
        let kind = self.open(id).kind.clone();
        match kind {
            Kind::Private => {
                let mut chat = self.person(id).names();
                chat.insert("id".into(), json!(id));
                chat.insert("type".into(), json!("private"));
                Value::Object(chat)
            }
            Kind::Supergroup => json!({ "id": id, "type": "supergroup", "title": "Amici del lunedì" }),
            Kind::Group => json!({ "id": id, "type": "group", "title": "Amici del lunedì" }),
            Kind::Channel => json!({ "id": id, "type": "channel", "title": "Notizie di quartiere" }),
        }
    }

    /// Puts a message on the screen of a chat: the given fields, an id, the chat and the date.
    pub fn post(&mut self, id: i64, date: i64, fields: Value) -> Value {
        self.last_message += 1;
        let number = self.last_message;
        let mut message = fields;
        message["message_id"] = json!(number);
        message["chat"] = self.describe(id);
        message["date"] = json!(date);
        self.open(id).messages.insert(number, message.clone());
        message
    }
}
