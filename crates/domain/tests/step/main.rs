//! What follows what, event by event and state by state: `domain::step` without an app around it.
//!
//! A table says what one event does in each state; a story what several do, one after the other.

mod acts;
mod player;
mod printer;
mod states;
mod verdicts;

mod admission;
mod along;
mod button;
mod clocks;
mod command;
mod danger;
mod delivery;
mod forgotten;
mod further;
mod guided;
mod limits;
mod looked_up;
mod message;
mod other_question;
mod plain;
mod presence;
mod reading;
mod reworded;
mod reworded_in_case;
mod room;
mod staff;
mod time;
mod whose;
