//! What people live through on Telegram: told over the emulator, which is Telegram as far as the desk can tell.

mod abuse;
mod answers;
mod changes;
mod delivery;
mod intake;
mod leave;
mod phone;
mod quotes;
mod sending;
mod serving;
mod shapes;
mod silence;
