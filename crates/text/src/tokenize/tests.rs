use super::tokenize;
use crate::{Layout, TokenKind};

/// The tokens of a text, joined by blanks as they are written; the cases hold no blank inside a token.
fn cut(text: &str) -> String {
    let paragraph = tokenize(text, &Layout::default());
    let words: Vec<&str> = paragraph.tokens.iter().map(|t| source::slice(text, t.range)).collect();
    words.join(" ")
}

#[test]
fn what_is_one_token_and_what_is_several() {
    for (text, tokens) in [
        // Quotes.
        ("Er sagte: ``Das geht nicht.''", "Er sagte : `` Das geht nicht . ''"),
        ("„So“, ‚nein‘ und \"ja\"", "„ So “ , ‚ nein ‘ und \" ja \""),
        ("'Haus' und 'Hof'", "' Haus ' und ' Hof '"),
        // Apostrophes.
        ("Hans' Antrag und Max’ Auto", "Hans' Antrag und Max’ Auto"),
        ("geht's, wenn 's geht", "geht's , wenn 's geht"),
        // Runs of signs.
        ("Jetzt!!! Wirklich?!", "Jetzt ! ! ! Wirklich ? !"),
        ("Name: ____ und ... oder -----", "Name : ____ und ... oder -----"),
        ("Danke :-) und ;)", "Danke :-) und ;)"),
        ("(siehe dort:)", "( siehe dort : )"),
        // Compounds and words cut short.
        ("EU-Gipfel, Einreise- und Aufenthaltsverbot", "EU-Gipfel , Einreise- und Aufenthaltsverbot"),
        ("Ein- und -ausfuhr", "Ein- und -ausfuhr"),
        ("5-Jahres-Frist, 30-tägig, 80er-Jahre", "5-Jahres-Frist , 30-tägig , 80er-Jahre"),
        // Gender forms.
        ("Antragsteller/in, Antragsteller/-innen", "Antragsteller/in , Antragsteller/-innen"),
        ("Bürger*innen, Bürger:innen, Bürger_innen", "Bürger*innen , Bürger:innen , Bürger_innen"),
        (
            "BürgerInnen, Bürger(innen), jede:r Angestellte(r)",
            "BürgerInnen , Bürger(innen) , jede:r Angestellte(r)",
        ),
        ("der/die und/oder", "der / die und / oder"),
        // Blanks that were forgotten.
        ("nach dem AufenthG.Die Frist", "nach dem AufenthG . Die Frist"),
        ("Betreff:Ihr Antrag", "Betreff : Ihr Antrag"),
        // Numbers and amounts.
        ("1.214,50 EUR, 100EUR, 3,5 €, 20%", "1.214,50 EUR , 100 EUR , 3,5 € , 20 %"),
        ("rund 14.-- € oder 15,- €", "rund 14.-- € oder 15,- €"),
        ("60qm, 1990er, 25b", "60qm , 1990er , 25b"),
        ("1/2, 2024/2025", "1/2 , 2024/2025"),
        // Dates and times.
        ("am 03.02.2025 um 10:30 Uhr", "am 03.02.2025 um 10:30 Uhr"),
        ("bis 12.03. oder 3. Mai 2025", "bis 12.03. oder 3. Mai 2025"),
        ("um 13.30 Uhr", "um 13.30 Uhr"),
        // Ordinals against ends of sentences.
        ("die 2. Kammer", "die 2. Kammer"),
        ("nach Nummer 3. Danach", "nach Nummer 3 . Danach"),
        ("Es waren 14.", "Es waren 14 ."),
        // Abbreviations.
        ("z. B. u. a. i.V.m. Abs. 5", "z. B. u. a. i.V.m. Abs. 5"),
        ("833 n. Chr. und 100 v. Chr., heute", "833 n. Chr. und 100 v. Chr. , heute"),
        ("Sie wohnen in Zimmer B.", "Sie wohnen in Zimmer B ."),
        ("Er kommt usw. Dann", "Er kommt usw. Dann"),
        ("Das ist seine Art.", "Das ist seine Art ."),
        ("§§ 5, 8 und §25 AufenthG", "§§ 5 , 8 und § 25 AufenthG"),
        // File numbers and addresses.
        ("Az.: 32.4-Tr/1193.", "Az. : 32.4-Tr/1193 ."),
        ("2.32-NGU-0771 (alt)", "2.32-NGU-0771 ( alt )"),
        ("an amt@stadt.example.", "an amt@stadt.example ."),
        ("https://stadt.example/a?b=1, www.stadt.example", "https://stadt.example/a?b=1 , www.stadt.example"),
    ] {
        assert_eq!(cut(text), tokens, "{text}");
    }
}

#[test]
fn kinds() {
    for (text, kind) in [
        ("Hans' Antrag", TokenKind::Word),
        ("Bürger:innen", TokenKind::Word),
        ("14.--", TokenKind::Number),
        (":-)", TokenKind::Symbol),
        ("``", TokenKind::Punctuation),
        ("03.02.2025", TokenKind::Date),
        ("32.4-Tr/1193", TokenKind::FileNumber),
        ("amt@stadt.example", TokenKind::Email),
        ("www.stadt.example", TokenKind::Url),
        ("2. Kammer", TokenKind::Ordinal),
        ("10:30 Uhr", TokenKind::Time),
    ] {
        let paragraph = tokenize(text, &Layout::default());
        assert_eq!(paragraph.tokens[0].kind, kind, "{text}");
    }
}
