//! Stories: what people, experts and operators live through, told as chats. One binary: each links everything.

#[path = "../support/telegram/mod.rs"]
mod emulator;
#[path = "../support/telegram/tests.rs"]
mod emulator_tests;
#[path = "../support/endurance.rs"]
mod endurance;
#[path = "../support/matrix/mod.rs"]
mod homeserver;
#[path = "../support/overheard.rs"]
mod overheard;
#[path = "../support/process.rs"]
mod process;
mod support;

mod answers;
mod bad_input;
mod care;
mod cases;
mod claims;
mod cli;
mod commitment;
mod danger;
mod delivery;
mod files;
mod learning;
mod leave;
mod locales;
mod matrix;
mod migrated;
mod personal_data;
mod plans;
mod reading;
mod simulation;
mod staff_room;
mod store;
mod stored;
mod telegram;
mod urgency;
mod watching;
mod whose;
