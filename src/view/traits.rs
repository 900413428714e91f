//! What people say of themselves, in a few words: on buttons, in lists, and for the staff.

use domain::{language::Language, scope::Trait};

use super::locale::{Args, say};

/// "Papà", "Dipendente di un'azienda".
#[must_use]
pub fn trait_label(language: Language, said: Trait) -> String {
    let key = match said {
        Trait::Work(work) => format!("work-{work}"),
        Trait::Role(role) => format!("role-{role}"),
        Trait::Place(place) => format!("place-{place}"),
    };
    say(language, &key, &Args::new())
}
