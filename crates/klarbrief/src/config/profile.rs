//! Profiles: severities and parameters for a kind of writing, as data under `rules/profil`.

use std::fmt;

/// What kind of writing is checked.
///
/// `EinfacheSprache` asks for short words and sentences. It is no check of "Leichte Sprache", which needs readers who test the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// A decision: the rules as they are.
    Bescheid,
    /// A letter that decides nothing.
    Anschreiben,
    /// A leaflet for many readers, without address and signature.
    Merkblatt,
    /// A text for people who read German with effort.
    EinfacheSprache,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Profile; 4] =
        [Profile::Bescheid, Profile::Anschreiben, Profile::Merkblatt, Profile::EinfacheSprache];

    /// The key used in configuration and options.
    pub fn key(self) -> &'static str {
        match self {
            Profile::Bescheid => "bescheid",
            Profile::Anschreiben => "anschreiben",
            Profile::Merkblatt => "merkblatt",
            Profile::EinfacheSprache => "einfache-sprache",
        }
    }

    /// Finds a profile by its key.
    pub fn from_key(key: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|p| p.key() == key)
    }

    /// Path of its settings below the built-in rules.
    pub(super) fn path(self) -> String {
        format!("profil/{}.toml", self.key())
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
