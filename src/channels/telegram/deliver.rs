//! What goes out, and what Telegram's refusals mean.

use std::{sync::atomic::Ordering, time::Instant};

use domain::{
    delivery::{Delivery, Undeliverable},
    message::{File, LabelledButton, Message},
};
use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use teloxide::{
    payloads::{DeleteMessage, EditMessageText, GetMe, SendMessage, SetMessageReaction},
    types::{
        ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageId, ParseMode,
        ReactionType, ReplyMarkup,
    },
};

use super::{
    Telegram,
    api::ApiFailure,
    html::{html, plain},
};
use crate::channels::{Edit, NotFetched, Tick};

/// Of the few signs that Telegram lets bots use, the one of somebody who writes things down.
const NOTED: &str = "✍";

/// All that the desk wants to know of a message that was sent.
#[derive(Deserialize)]
struct Receipt {
    message_id: i64,
}

impl Telegram {
    /// Sends one page to one chat.
    pub(super) async fn send(&self, address: &str, message: &Message) -> Delivery {
        let Ok(chat) = address.parse() else {
            return Delivery::GaveUp(Undeliverable::Unreachable);
        };
        if !self.is_well().await {
            return Delivery::Later { after: None };
        }
        self.housekeeper.answered(chat);
        let mut sent = self.try_to_send(chat, message, true).await;
        if matches!(&sent, Err(failure) if is_about_markup(failure)) {
            tracing::error!("Telegram does not take our HTML; the message goes out as plain text");
            sent = self.try_to_send(chat, message, false).await;
        }
        match sent {
            Ok(Receipt { message_id }) => Delivery::Delivered { platform_message_id: message_id.to_string() },
            Err(failure) => self.what_now(chat, &failure),
        }
    }

    /// Is Telegram well again, if it was not? What is sent while it fails may arrive or not, and nobody would know: it is
    /// asked something harmless first.
    async fn is_well(&self) -> bool {
        if !self.ails.load(Ordering::Relaxed) {
            return true;
        }
        let asked = self.api.call::<_, serde_json::Value>(&GetMe::new()).await;
        let well =
            !matches!(asked, Err(ApiFailure::Unreached(_) | ApiFailure::Lost(_) | ApiFailure::Failed(_)));
        self.ails.store(!well, Ordering::Relaxed);
        well
    }

    async fn try_to_send(
        &self,
        chat: i64,
        message: &Message,
        marked_up: bool,
    ) -> Result<Receipt, ApiFailure> {
        let text = if marked_up { html(message) } else { plain(message) };
        if let Some(file) = &message.file {
            return self
                .api
                .upload("sendDocument", form(chat, text, marked_up, file, &message.buttons))
                .await;
        }
        let mut send = SendMessage::new(ChatId(chat), text);
        send.parse_mode = marked_up.then_some(ParseMode::Html);
        send.link_preview_options = Some(no_preview());
        send.reply_markup = keyboard(&message.buttons).map(ReplyMarkup::InlineKeyboard);
        self.api.call(&send).await
    }

    /// Changes a message that was sent, or takes it away; what is too old to be taken away says so.
    pub(super) async fn change(&self, edit: &Edit) -> Delivery {
        let Edit { address, platform_message_id, message, remove, .. } = edit;
        let (Ok(chat), Ok(id)) = (address.parse(), platform_message_id.parse()) else {
            return Delivery::GaveUp(Undeliverable::Refused);
        };
        let done = || Delivery::Delivered { platform_message_id: platform_message_id.clone() };
        // A change that is made twice is made once: nothing is uncertain about it.
        let again = Delivery::Later { after: None };
        if *remove {
            let delete = DeleteMessage::new(ChatId(chat), MessageId(id));
            match self.api.call::<_, bool>(&delete).await {
                Ok(_) => return done(),
                Err(ApiFailure::Lost(_) | ApiFailure::Failed(_)) => return again,
                Err(ApiFailure::Refused { description, .. }) if description.contains("not found") => {
                    return done();
                }
                Err(ApiFailure::Refused { .. }) => {}
                Err(failure) => return self.what_now(chat, &failure),
            }
        }
        let mut edit = EditMessageText::new(ChatId(chat), MessageId(id), html(message));
        edit.parse_mode = Some(ParseMode::Html);
        edit.link_preview_options = Some(no_preview());
        match self.api.call::<_, Receipt>(&edit).await {
            Err(ApiFailure::Refused { description, .. })
                if description.contains("message is not modified") =>
            {
                done()
            }
            Ok(_) => done(),
            Err(ApiFailure::Lost(_) | ApiFailure::Failed(_)) => again,
            Err(failure) => self.what_now(chat, &failure),
        }
    }

    /// Puts a sign beneath what somebody wrote: it has been noted.
    pub(super) async fn put_sign(&self, tick: &Tick) -> Delivery {
        let (Ok(chat), Ok(message)) = (tick.address.parse(), tick.line.0.parse()) else {
            return Delivery::GaveUp(Undeliverable::Refused);
        };
        self.housekeeper.answered(chat);
        let mut react = SetMessageReaction::new(ChatId(chat), MessageId(message));
        react.reaction = Some(vec![ReactionType::Emoji { emoji: NOTED.to_owned() }]);
        match self.api.call::<_, bool>(&react).await {
            Ok(_) => Delivery::Delivered { platform_message_id: String::new() },
            // The same sign twice is there once.
            Err(ApiFailure::Lost(_) | ApiFailure::Failed(_)) => Delivery::Later { after: None },
            Err(failure) => self.what_now(chat, &failure),
        }
    }

    /// What a failure means for the message.
    fn what_now(&self, chat: i64, failure: &ApiFailure) -> Delivery {
        match failure {
            ApiFailure::Unreached(_) => Delivery::Later { after: None },
            ApiFailure::TooMany(wait) => {
                self.rate_limit.refused(chat, *wait, Instant::now());
                Delivery::Later { after: Some(*wait) }
            }
            ApiFailure::Lost(_) => Delivery::Uncertain,
            ApiFailure::Failed(_) => {
                self.ails.store(true, Ordering::Relaxed);
                Delivery::Uncertain
            }
            ApiFailure::Moved(chat) => Delivery::Moved { address: chat.to_string() },
            ApiFailure::BadToken { .. } => {
                tracing::error!(%failure, "Telegram does not know the bot: see `token` in [telegram]");
                Delivery::Later { after: None }
            }
            ApiFailure::Refused { code, description } => {
                let gone = ["chat not found", "user is deactivated", "PEER_ID_INVALID"];
                let unreachable = *code == 403 || gone.iter().any(|gone| description.contains(gone));
                tracing::warn!(%failure, "a message was refused");
                Delivery::GaveUp(if unreachable {
                    Undeliverable::Unreachable
                } else {
                    Undeliverable::Refused
                })
            }
        }
    }

    /// The bytes of a person's file.
    pub(super) async fn get(&self, reference: &str) -> Result<Vec<u8>, NotFetched> {
        self.api.download(reference).await.map_err(|failure| {
            tracing::warn!(%failure, "a file could not be fetched");
            match failure {
                ApiFailure::Unreached(_)
                | ApiFailure::Lost(_)
                | ApiFailure::Failed(_)
                | ApiFailure::BadToken { .. } => NotFetched::Later { after: None },
                ApiFailure::TooMany(wait) => NotFetched::Later { after: Some(wait) },
                ApiFailure::Moved(_) | ApiFailure::Refused { .. } => NotFetched::Gone,
            }
        })
    }
}

/// A link to a law must not fill a phone's screen with a picture.
fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// One button a row: labels are sentences, and phones are narrow.
fn keyboard(buttons: &[LabelledButton]) -> Option<InlineKeyboardMarkup> {
    let row = |LabelledButton { button, label }: &LabelledButton| {
        vec![InlineKeyboardButton::callback(label, button.data())]
    };
    (!buttons.is_empty()).then(|| InlineKeyboardMarkup::new(buttons.iter().map(row)))
}

fn form(chat: i64, caption: String, marked_up: bool, file: &File, buttons: &[LabelledButton]) -> Form {
    let content = Part::text(file.content.clone()).file_name(file.name.clone());
    let content = content.mime_str(&file.media_type).unwrap_or_else(|_| Part::text(file.content.clone()));
    let mut form = Form::new().text("chat_id", chat.to_string()).part("document", content);
    if !caption.is_empty() {
        form = form.text("caption", caption);
        if marked_up {
            form = form.text("parse_mode", "HTML");
        }
    }
    if let Some(keyboard) = keyboard(buttons) {
        form = form.text("reply_markup", serde_json::to_string(&keyboard).unwrap_or_default());
    }
    form
}

fn is_about_markup(failure: &ApiFailure) -> bool {
    matches!(failure, ApiFailure::Refused { description, .. } if description.contains("can't parse entities"))
}
