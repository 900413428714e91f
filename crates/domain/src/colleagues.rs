//! The experts in the staff room: whom a name means, who is on duty, and who is called.
//!
//! Invariants: nobody is taken for another of the same name; who is not in the room is neither meant nor called.

use super::{ids::Expert, post::Mention, words::Words};

/// A member of the staff room, and the name that others see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub expert: Expert,
    pub name: String,
}

/// Who is called by a line in the staff room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Call {
    #[default]
    Nobody,
    These(Vec<Expert>),
    Everybody,
}

impl Colleague {
    /// By their id, a part of it, or the name that others see.
    fn is_called(&self, name: &str) -> bool {
        let short = self.expert.to_string();
        [self.expert.0.trim_start_matches('@'), short.as_str(), self.name.as_str()]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// Who is called: those on duty who are still in the room, or everybody; whoever is mentioned, first.
#[must_use]
pub fn called(mention: &Mention, on_duty: &[Expert], here: &[Colleague]) -> Call {
    let first = match mention {
        Mention::Nobody => return Call::Nobody,
        Mention::Expert(expert) => return Call::These(vec![expert.clone()]),
        Mention::Room => None,
        Mention::ExpertAndRoom(expert) => Some(expert),
    };
    let on_duty: Vec<&Expert> = on_duty.iter().filter(|expert| is_here(expert, here)).collect();
    if on_duty.is_empty() {
        return Call::Everybody;
    }
    let others = on_duty.into_iter().filter(|expert| first != Some(*expert));
    Call::These(first.into_iter().chain(others).cloned().collect())
}

/// The colleague who is meant: the one of this name, or else the one whom the line mentions.
#[must_use]
pub fn named(name: &str, mentions: &[Expert], here: &[Colleague]) -> Option<Expert> {
    let bare = name.trim().trim_start_matches('@').trim_end_matches(':');
    let mut meant = here.iter().filter(|colleague| colleague.is_called(bare));
    match (meant.next(), meant.next(), mentions) {
        (Some(colleague), None, _) => Some(colleague.expert.clone()),
        (_, _, [mentioned]) => Some(mentioned.clone()).filter(|expert| is_here(expert, here)),
        _ => None,
    }
}

/// Do these words say that nobody is on duty any more?
#[must_use]
pub fn means_nobody(names: &Words) -> bool {
    matches!(names.as_str().to_lowercase().as_str(), "nessuno" | "nobody" | "-")
}

/// Who is to be on duty; the first name that nobody has, if there is one.
pub fn on_duty<'a>(
    names: &'a Words,
    mentions: &[Expert],
    here: &[Colleague],
) -> Result<Vec<Expert>, &'a str> {
    let typed = names.as_str().split([' ', ',', '\n']).filter(|name| !name.is_empty());
    let found: Result<Vec<Expert>, &str> = typed.map(|name| named(name, &[], here).ok_or(name)).collect();
    found.or_else(|unknown| {
        // Names with spaces in them are known by whom the line mentions.
        let mentioned: Vec<Expert> =
            mentions.iter().filter(|expert| is_here(expert, here)).cloned().collect();
        if mentioned.is_empty() { Err(unknown) } else { Ok(mentioned) }
    })
}

fn is_here(expert: &Expert, here: &[Colleague]) -> bool {
    here.iter().any(|colleague| colleague.expert == *expert)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expert(name: &str) -> Expert {
        Expert(format!("@{name}:example.org"))
    }

    fn room(members: &[(&str, &str)]) -> Vec<Colleague> {
        let colleague =
            |(id, name): &(&str, &str)| Colleague { expert: expert(id), name: (*name).to_owned() };
        members.iter().map(colleague).collect()
    }

    #[test]
    fn those_on_duty_are_called_or_everybody() {
        let here = room(&[("anna", "Anna"), ("bruno", "Bruno"), ("carla", "Carla")]);
        let (anna, bruno, gone) = (expert("anna"), expert("bruno"), expert("gone"));
        let these = |experts: &[&Expert]| Call::These(experts.iter().copied().cloned().collect());
        for (mention, on_duty, expected) in [
            (Mention::Nobody, vec![&anna], Call::Nobody),
            (Mention::Expert(gone.clone()), vec![&anna], these(&[&gone])),
            (Mention::Room, vec![], Call::Everybody),
            (Mention::Room, vec![&gone], Call::Everybody),
            (Mention::Room, vec![&anna, &gone, &bruno], these(&[&anna, &bruno])),
            (Mention::ExpertAndRoom(bruno.clone()), vec![&anna, &bruno], these(&[&bruno, &anna])),
            (Mention::ExpertAndRoom(bruno.clone()), vec![&bruno], these(&[&bruno])),
            (Mention::ExpertAndRoom(bruno.clone()), vec![], Call::Everybody),
        ] {
            let on_duty: Vec<Expert> = on_duty.into_iter().cloned().collect();
            assert_eq!(called(&mention, &on_duty, &here), expected, "{mention:?} with {on_duty:?}");
        }
    }

    #[test]
    fn a_name_means_one_colleague_or_the_one_who_is_mentioned() {
        let here =
            room(&[("anna", "Anna Rossi"), ("anna.b", "Anna Bianchi"), ("bruno", "Bruno"), ("b2", "Bruno")]);
        let (anna, other, gone) = (expert("anna"), expert("anna.b"), expert("gone"));
        for (name, mentions, expected) in [
            ("anna", vec![], Some(&anna)),
            ("@Anna:", vec![], Some(&anna)),
            ("@anna:example.org", vec![], Some(&anna)),
            ("anna bianchi", vec![], Some(&other)),
            ("bruno", vec![], None),
            ("bruno", vec![&other], Some(&other)),
            ("nessuno", vec![&gone], None),
            ("nessuno", vec![&anna, &other], None),
        ] {
            let mentions: Vec<Expert> = mentions.into_iter().cloned().collect();
            assert_eq!(named(name, &mentions, &here).as_ref(), expected, "{name}, {mentions:?}");
        }
    }

    #[test]
    fn who_is_on_duty_is_said_by_names_or_mentions() {
        let here = room(&[("anna", "Anna"), ("bruno", "Bruno"), ("lia", "Lia De Luca")]);
        let (anna, bruno, lia, gone) = (expert("anna"), expert("bruno"), expert("lia"), expert("gone"));
        for (names, mentions, expected) in [
            ("anna, bruno", vec![], Ok(vec![&anna, &bruno])),
            ("Lia De Luca", vec![&lia], Ok(vec![&lia])),
            ("Lia De Luca", vec![], Err("De")),
            ("anna carla", vec![&gone], Err("carla")),
        ] {
            let mentions: Vec<Expert> = mentions.into_iter().cloned().collect();
            let words = Words::parse(names).expect("words");
            let expected = expected.map(|experts| experts.into_iter().cloned().collect());
            assert_eq!(on_duty(&words, &mentions, &here), expected, "{names}");
        }
        let nobody = |text: &str| means_nobody(&Words::parse(text).expect("words"));
        assert!(nobody("Nessuno") && nobody("nobody") && nobody("-") && !nobody("anna"));
    }
}
