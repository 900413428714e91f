//! Whose rule it is: for whom an article holds, and what people have said of themselves.
//!
//! Invariant: what nobody has said decides nothing. Only what somebody has said of themselves can be in conflict with an
//! article, and then the article is not theirs.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// How somebody works. The names are those of front matter, and of the labels in the collection.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Work {
    Private,
    Public,
    /// In somebody's home: cleaning, care.
    Domestic,
    /// At home, for a company (*lavoro a domicilio*).
    Home,
    Agency,
    Apprentice,
    /// On call (*a chiamata*).
    Intermittent,
    /// On the land, employed or not.
    Farmer,
    Artisan,
    Trader,
    /// *Gestione separata*: freelance, or a *collaborazione*.
    Separata,
    /// With a pension fund of the profession (*Cassa*).
    Professional,
    /// Asks for a company, about whoever works there.
    Company,
    Unemployed,
    Student,
}

/// Who somebody is to the person it is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    Mother,
    SecondMother,
    Father,
    Adoptive,
    Foster,
    /// It is about themselves.
    Disabled,
    /// Daughter or son of whoever needs care.
    Child,
    Spouse,
    Sibling,
    Grandparent,
    OtherRelative,
}

/// Where somebody lives or works, from the inside out.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Place {
    Milano,
    /// Lombardy, outside of Milan.
    Lombardia,
    /// Italy, outside of Lombardy.
    Italia,
    Abroad,
}

/// What people have said of themselves. Empty: nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub work: BTreeSet<Work>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// For whom an article holds. What is empty holds for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    pub work: BTreeSet<Work>,
    pub roles: BTreeSet<Role>,
    pub place: Option<Place>,
}

/// What can decide whether an article is somebody's.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Display, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Dimension {
    Work,
    Role,
    Place,
}

/// One thing somebody can say of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trait {
    Work(Work),
    Role(Role),
    Place(Place),
}

/// Whether an article is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// By all they have said.
    Certain,
    /// It depends on what they have not said.
    Unsaid(Dimension),
    /// It holds for others.
    Conflict(Dimension),
}

/// The text names nothing that somebody can be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nobody can say this of themselves")]
pub struct NotATrait;

impl fmt::Display for Trait {
    /// `work:public`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Work(work) => write!(f, "work:{work}"),
            Self::Role(role) => write!(f, "role:{role}"),
            Self::Place(place) => write!(f, "place:{place}"),
        }
    }
}

impl FromStr for Trait {
    type Err = NotATrait;

    fn from_str(text: &str) -> Result<Self, NotATrait> {
        let said = match text.split_once(':').ok_or(NotATrait)? {
            ("work", work) => work.parse().map(Self::Work),
            ("role", role) => role.parse().map(Self::Role),
            ("place", place) => place.parse().map(Self::Place),
            _ => return Err(NotATrait),
        };
        said.map_err(|_| NotATrait)
    }
}

impl Trait {
    #[must_use]
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Work(_) => Dimension::Work,
            Self::Role(_) => Dimension::Role,
            Self::Place(_) => Dimension::Place,
        }
    }

    /// Everything that somebody can say of themselves.
    pub fn all() -> impl Iterator<Item = Self> {
        let work = Work::VARIANTS.iter().copied().map(Self::Work);
        let role = Role::VARIANTS.iter().copied().map(Self::Role);
        work.chain(role).chain(Place::VARIANTS.iter().copied().map(Self::Place))
    }
}

impl Profile {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Everything that has been said, in a fixed order.
    pub fn traits(&self) -> impl Iterator<Item = Trait> {
        let work = self.work.iter().copied().map(Trait::Work);
        work.chain(self.roles.iter().copied().map(Trait::Role)).chain(self.place.map(Trait::Place))
    }

    pub fn add(&mut self, said: Trait) {
        match said {
            Trait::Work(work) => drop(self.work.insert(work)),
            Trait::Role(role) => drop(self.roles.insert(role)),
            Trait::Place(place) => self.place = Some(place),
        }
    }

    /// What was said now, and of all else what was said before: whoever says something new of their work has changed it.
    #[must_use]
    pub fn then(&self, now: &Self) -> Self {
        Self {
            work: if now.work.is_empty() { self.work.clone() } else { now.work.clone() },
            roles: if now.roles.is_empty() { self.roles.clone() } else { now.roles.clone() },
            place: now.place.or(self.place),
        }
    }
}

/// Of one dimension.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    Yes,
    Unsaid,
    No,
}

impl Fits {
    fn when(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }
}

impl Scope {
    /// Whether this is the article of somebody who has said so much.
    #[must_use]
    pub fn fit(&self, profile: &Profile) -> Fit {
        let checks = [
            (Dimension::Work, self.work_fits(profile)),
            (Dimension::Role, self.role_fits(profile)),
            (Dimension::Place, self.place_fits(profile)),
        ];
        let first = |is: Fits| checks.iter().find(|(_, fits)| *fits == is).map(|(dimension, _)| *dimension);
        match (first(Fits::No), first(Fits::Unsaid)) {
            (Some(dimension), _) => Fit::Conflict(dimension),
            (None, Some(dimension)) => Fit::Unsaid(dimension),
            (None, None) => Fit::Certain,
        }
    }

    /// People can work in two ways at once: one that fits is enough.
    fn work_fits(&self, profile: &Profile) -> Fits {
        if self.work.is_empty() {
            Fits::Yes
        } else if profile.work.is_empty() {
            Fits::Unsaid
        } else {
            Fits::when(!self.work.is_disjoint(&profile.work))
        }
    }

    /// Everything somebody is has to fit: to an adoptive mother the rule of mothers may not apply.
    fn role_fits(&self, profile: &Profile) -> Fits {
        const CARERS: [Role; 5] =
            [Role::Child, Role::Spouse, Role::Sibling, Role::Grandparent, Role::OtherRelative];
        // A disability of one's own matters to the rules of those who care for others, and to no rule of parents.
        let of_carers = CARERS.iter().any(|role| self.roles.contains(role));
        let mut matter = profile.roles.iter().filter(|role| **role != Role::Disabled || of_carers).peekable();
        if self.roles.is_empty() {
            Fits::Yes
        } else if matter.peek().is_none() {
            Fits::Unsaid
        } else {
            Fits::when(matter.all(|role| self.roles.contains(role)))
        }
    }

    /// Abroad another law holds, whatever it is about.
    fn place_fits(&self, profile: &Profile) -> Fits {
        match (self.place, profile.place) {
            (_, Some(Place::Abroad)) => Fits::No,
            (None | Some(Place::Italia | Place::Abroad), _) => Fits::Yes,
            (Some(_), None) => Fits::Unsaid,
            (Some(limit), Some(place)) => Fits::when(place <= limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(traits: &[Trait]) -> Profile {
        let mut profile = Profile::default();
        for said in traits {
            profile.add(*said);
        }
        profile
    }

    #[test]
    fn what_nobody_has_said_decides_nothing_and_what_somebody_has_said_decides() {
        use {self::Place::*, self::Role::*, Dimension as Of, Fit::*};
        let (work, role, place) = (Trait::Work, Trait::Role, Trait::Place);
        let ten_days = Scope {
            work: [Work::Private, Work::Public, Work::Company].into(),
            roles: [Father, SecondMother].into(),
            place: None,
        };
        let caring = Scope { roles: [Child, Spouse, Mother].into(), ..Scope::default() };
        let nursery = Scope { place: Some(Milano), ..Scope::default() };
        let region = Scope { place: Some(Lombardia), ..Scope::default() };
        for (scope, said, fit) in [
            (&ten_days, &[][..], Unsaid(Of::Work)),
            (&ten_days, &[work(Work::Private)], Unsaid(Of::Role)),
            (&ten_days, &[work(Work::Private), role(Father)], Certain),
            (&ten_days, &[role(Father), work(Work::Professional)], Conflict(Of::Work)),
            (&ten_days, &[work(Work::Professional), work(Work::Private), role(Father)], Certain),
            (&ten_days, &[role(Father), role(Adoptive), work(Work::Public)], Conflict(Of::Role)),
            (&ten_days, &[role(Disabled), role(Father), work(Work::Public)], Certain),
            (&caring, &[role(Disabled)], Conflict(Of::Role)),
            (&caring, &[role(Child)], Certain),
            (&nursery, &[], Unsaid(Of::Place)),
            (&nursery, &[place(Milano)], Certain),
            (&nursery, &[place(Lombardia)], Conflict(Of::Place)),
            (&region, &[place(Milano)], Certain),
            (&region, &[place(Italia)], Conflict(Of::Place)),
            (&ten_days, &[place(Abroad), work(Work::Private), role(Father)], Conflict(Of::Place)),
            (&Scope::default(), &[work(Work::Student), role(Mother)], Certain),
        ] {
            assert_eq!(scope.fit(&profile(said)), fit, "{scope:?} {said:?}");
        }
    }

    #[test]
    fn something_new_takes_the_place_of_what_was_said_of_the_same() {
        let before = profile(&[Trait::Work(Work::Public), Trait::Role(Role::Mother)]);
        let now = profile(&[Trait::Work(Work::Separata), Trait::Place(Place::Milano)]);
        let traits: Vec<Trait> = before.then(&now).traits().collect();
        assert_eq!(
            traits,
            [Trait::Work(Work::Separata), Trait::Role(Role::Mother), Trait::Place(Place::Milano)]
        );
    }

    #[test]
    fn every_trait_is_read_as_it_is_written() {
        for said in Trait::all() {
            assert_eq!(said.to_string().parse(), Ok(said));
        }
        assert_eq!("place:luna".parse::<Trait>(), Err(NotATrait));
    }
}
