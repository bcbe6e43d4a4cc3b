//! What is known of single words before they are tagged: which start a sentence, how an abbreviation is spoken.

use std::sync::OnceLock;

/// Words that start a sentence when written with a capital letter, and are written small inside one.
const STARTERS: &str = "\
ab aber alle allerdings als also am an andere andernfalls auch auf aufgrund aus außerdem außerhalb bei beide beim bereits besonders bis bisher \
bitte bevor ihr ihre ihrem ihren ihrer ihres mein meine da dabei dadurch dafür dagegen daher dahingehend damit danach daneben dann daran darauf daraus darin darüber darum das dass davon dazu dem \
demgegenüber demnach demzufolge den denn dennoch der deren deshalb dessen deswegen die dies diese diesem diesen dieser dieses doch dort durch ein eine \
einem einen einer eines einige entscheidend er erst es etwas falls ferner folgende folglich für gegen gegenüber gemäß gern gerne gilt gleichwohl hat \
haben hier hierbei hierdurch hierfür hiergegen hierzu hieraus hinsichtlich hinzu ich ihnen im in indem infolge infolgedessen innerhalb insbesondere insofern insoweit \
insgesamt inzwischen ist jede jeder jedes jedoch jetzt kann kein keine keinen kommen kommt können lassen laut lediglich leider man maßgeblich mehrere mehr \
mit mithin möglicherweise müssen nach nachdem nämlich nicht noch nun nunmehr nur ob obwohl oder ohne rechtsgrundlage schließlich sehen sehr seit seitdem senden \
sie sind so sobald sodann sofern soll sollte sollten solange somit sondern soweit sowie spätestens statt trotz trotzdem über um und ungeachtet uns unser unsere \
unserem unseren unter vielmehr vom von vor voraussetzung voraussetzungen während war waren was weder weil weiter weiterhin welche wenn wer werden wie wir wird wo wobei wollen wurde \
wurden zu zudem zuerst zugleich zum zunächst zur zusätzlich zuvor zwar zwischen sollen müsste müssten könnte könnten darf dürfen hätte wäre würde gleiches ebenso ebenfalls zumal reichen legen \
schicken teilen rufen kommen bringen vielen";

/// Tells whether a word, written with a capital letter, starts a sentence; takes any case.
pub(crate) fn starts_sentence(word: &str) -> bool {
    static TABLE: OnceLock<rustc_hash::FxHashSet<&'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| STARTERS.split_whitespace().collect());
    if word.starts_with(char::is_uppercase) {
        return table.contains(word.to_lowercase().as_str());
    }
    table.contains(word)
}

/// Syllables of an abbreviation as it is read aloud; 1 for those that are not listed.
pub(crate) fn spoken_syllables(norm: &str) -> u8 {
    match norm {
        "abs." => 2,         // Absatz
        "nr." | "nrn." => 2, // Nummer
        "art." => 3,         // Artikel
        "z.b." => 3,         // zum Beispiel
        "d.h." => 2,         // das heißt
        "bzw." => 5,         // beziehungsweise
        "ggf." => 6,         // gegebenenfalls
        "gem." => 2,         // gemäß
        "usw." => 4,         // und so weiter
        "dr." => 2,
        "ca." => 2,
        "vgl." => 3,
        "tel." => 4,
        "ziff." | "buchst." => 3,
        "i.v.m." => 5,
        _ => 1,
    }
}
