//! What people live through on Telegram: told over the emulator, which is Telegram as far as the desk can tell.

mod abuse;
mod answers;
mod delivery;
mod intake;
mod leave;
mod phone;
mod sending;
mod serving;
mod silence;
