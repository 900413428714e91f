//! Stories: what people, experts and operators live through, told as chats. One binary: each links everything.

mod support;

mod answers;
mod bad_input;
mod cases;
mod cli;
mod commitment;
mod delivery;
mod locales;
mod personal_data;
mod plans;
mod rings;
mod simulation;
mod staff_room;
mod store;
