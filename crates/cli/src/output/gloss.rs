//! Features of a word in the short forms of the Leipzig Glossing Rules: "DAT.SG.F", "3SG.PRS.IND".

use klarbrief::text::Morph;

/// The features of one word on few columns; empty without features.
///
/// Values that the form leaves open stand beside each other ("ACC/NOM"). What goes without saying is left out: the positive
/// degree, and finiteness where a mood tells it.
pub(crate) fn gloss(morph: Morph) -> String {
    let case =
        one_of(morph, &[(Morph::NOM, "NOM"), (Morph::GEN, "GEN"), (Morph::DAT, "DAT"), (Morph::ACC, "ACC")]);
    let person = one_of(morph, &[(Morph::P1, "1"), (Morph::P2, "2"), (Morph::P3, "3")]);
    let number = one_of(morph, &[(Morph::SING, "SG"), (Morph::PLUR, "PL")]);
    let mood = one_of(morph, &[(Morph::IND, "IND"), (Morph::SUB, "SBJV"), (Morph::IMP, "IMP")]);
    let form = match () {
        () if morph.has(Morph::ZU) => "zu.INF".to_owned(),
        () if mood.is_empty() => {
            one_of(morph, &[(Morph::INF, "INF"), (Morph::PART, "PTCP"), (Morph::FIN, "FIN")])
        }
        () => String::new(),
    };
    // Of nouns the case stands before the number; of verbs and pronouns the person does: "3PL.NOM".
    let (first, second) = if person.is_empty() { (case, number) } else { (person + &number, case) };
    let parts = [
        first,
        second,
        one_of(morph, &[(Morph::MASC, "M"), (Morph::FEM, "F"), (Morph::NEUT, "N")]),
        one_of(morph, &[(Morph::PRES, "PRS"), (Morph::PAST, "PST")]),
        mood,
        form,
        one_of(morph, &[(Morph::CMP, "CMPR"), (Morph::SUP, "SUP")]),
    ];
    let said: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    said.join(".")
}

/// The values of one feature that a word has; all of them together say nothing.
fn one_of(morph: Morph, values: &[(Morph, &str)]) -> String {
    let has: Vec<&str> = values.iter().filter(|(bit, _)| morph.has(*bit)).map(|(_, name)| *name).collect();
    if has.len() > 2 && has.len() == values.len() { String::new() } else { has.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_as_linguists_gloss_them() {
        let of = |keys: &[&str]| {
            let bits = keys.iter().map(|k| Morph::from_key(k).expect(k));
            gloss(bits.fold(Morph::NONE, Morph::and))
        };
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["Case=Dat", "Gender=Fem", "Number=Sing"]), "DAT.SG.F");
        assert_eq!(of(&["Case=Nom", "Case=Acc", "Degree=Pos", "Number=Plur"]), "NOM/ACC.PL");
        assert_eq!(of(&["Gender=Fem", "Gender=Masc", "Gender=Neut", "Number=Plur"]), "PL");
        assert_eq!(of(&["Mood=Ind", "Number=Sing", "Person=3", "Tense=Pres", "VerbForm=Fin"]), "3SG.PRS.IND");
        assert_eq!(of(&["Mood=Sub", "Number=Sing", "Person=1", "Person=3", "Tense=Past"]), "1/3SG.PST.SBJV");
        assert_eq!(of(&["Case=Nom", "Case=Acc", "Number=Plur", "Person=3"]), "3PL.NOM/ACC");
        assert_eq!(of(&["VerbForm=Part"]), "PTCP");
        assert_eq!(of(&["VerbForm=Inf", "VerbForm=ZuInf"]), "zu.INF");
        assert_eq!(of(&["Degree=Cmp"]), "CMPR");
    }
}
