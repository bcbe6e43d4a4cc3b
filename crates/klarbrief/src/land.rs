/// One of the sixteen Länder. Remedies and some duties differ between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Land(usize);

const LAENDER: [(&str, &str); 16] = [
    ("BB", "Brandenburg"),
    ("BE", "Berlin"),
    ("BW", "Baden-Württemberg"),
    ("BY", "Bayern"),
    ("HB", "Bremen"),
    ("HE", "Hessen"),
    ("HH", "Hamburg"),
    ("MV", "Mecklenburg-Vorpommern"),
    ("NI", "Niedersachsen"),
    ("NW", "Nordrhein-Westfalen"),
    ("RP", "Rheinland-Pfalz"),
    ("SH", "Schleswig-Holstein"),
    ("SL", "Saarland"),
    ("SN", "Sachsen"),
    ("ST", "Sachsen-Anhalt"),
    ("TH", "Thüringen"),
];

impl Land {
    /// All Länder in the order of their codes.
    pub fn all() -> impl Iterator<Item = Land> {
        (0..LAENDER.len()).map(Land)
    }

    /// Reads a code of ISO 3166-2 ("NI", also "DE-NI", "ni") or the German name.
    pub fn parse(text: &str) -> Option<Land> {
        let text = text.trim();
        let code = text.strip_prefix("DE-").unwrap_or(text);
        LAENDER
            .iter()
            .position(|(c, name)| c.eq_ignore_ascii_case(code) || name.to_lowercase() == text.to_lowercase())
            .map(Land)
    }

    /// The two letters: "NI".
    pub fn code(self) -> &'static str {
        LAENDER[self.0].0
    }

    /// The German name: "Niedersachsen".
    pub fn name(self) -> &'static str {
        LAENDER[self.0].1
    }
}

#[cfg(test)]
mod tests {
    use super::Land;

    #[test]
    fn codes_and_names_are_read() {
        for land in Land::all() {
            assert_eq!(Land::parse(land.code()), Some(land));
            assert_eq!(Land::parse(&land.name().to_uppercase()), Some(land));
        }
        assert_eq!(Land::parse("de-ni"), None);
        assert_eq!(Land::parse("DE-NI").map(Land::name), Some("Niedersachsen"));
        assert_eq!(Land::parse("XX"), None);
    }
}
