//! Sportello: a help desk for work-life balance, with a promise: a human reply within 48 hours.
//!
//! The map of the house, in reading order:
//!
//! 1. [`domain`] decides, purely: an event and a state in, effects and a state out; [`leave`] knows the law.
//! 2. [`app`] is the loop around it: inbox, one transaction, outbox, time.
//! 3. [`channels`], [`store`], [`knowledge`] and [`sanitize`] are the world the app works with; [`view`] has the words.
//! 4. [`config`] and [`assembly`] put it together; [`cli`], [`chat`] and [`serve`] start it, [`stop`] ends it; [`clock`]
//!    is the one place that reads the time.
//!
//! # Promises
//!
//! 1. **Nothing is lost.** An incoming message is a committed row before the platform hears that we have it.
//! 2. **Nothing is said twice** where the platform allows it: a message keeps its id through every attempt.
//! 3. **Order per conversation**, in both directions; a slow or poisoned conversation delays no other.
//! 4. **The 48 hours** run from the platform's time stamp of the first message no human has answered; only a delivered
//!    human reply meets them, or the person says that an answer was enough. One commitment per conversation at a time.
//! 5. **No silent breach.** The staff are alerted in staffed hours; the person is told before the time passes.
//! 6. **Never talk over a human.** While a case is open, messages go to its thread.
//! 7. **Right or silent.** An article goes out by itself only when it is certain, once per unresolved question.
//! 8. **The staff room sees a case, not a person.** A reply can only be addressed to a case.
//! 9. **Only the staff room commands.**
//! 10. **Erasable.** Words and handle can be removed everywhere; the ledger has none.
//! 11. **A failure stays where it is.**

pub mod app;
pub mod assembly;
pub mod channels;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod logs;
pub mod secret;
pub mod serve;
pub mod stop;
pub mod store;
pub mod view;
