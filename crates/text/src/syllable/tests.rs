use super::syllables;

/// Each word is written with its syllables.
fn holds(words: &str) {
    let mut wrong = Vec::new();
    for word in words.split_whitespace() {
        let (plain, expected) = (word.replace('|', ""), word.split('|').count());
        let found = syllables(&plain);
        if found != expected {
            wrong.push(format!("{word}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join(", "));
}

#[test]
fn plain_words_and_diphthongs() {
    holds(
        "auf|ent|halts|er|laub|nis treu|e bau|en ei|er quel|le be|reits bay|ern fo|yer roy|al räu|me häu|ser steu|er",
    );
    holds(
        "see tee|kan|ne meer saal haar boot moor staa|ten brief dienst schie|ne tie|re spiel viel|leicht ziel|los",
    );
}

#[test]
fn prefixes_and_vowels() {
    holds(
        "be|en|den be|ein|flus|sen be|er|di|gung be|eh|ren be|ei|len be|en|gen ge|eig|net ge|ehr|te ge|erbt be|ur|tei|lung",
    );
    holds(
        "be|ur|lau|ben be|ur|kun|den be|un|ru|hi|gen be|in|hal|ten ge|impf|te re|in|te|gra|ti|on de|in|stal|lie|ren be|am|tin",
    );
    holds(
        "be|ach|ten be|auf|tra|gen ge|än|dert zu|erst ge|ord|net be|ob|ach|ten re|ha|bi|li|tie|ren ko|or|di|na|ti|on ko|o|pe|ra|ti|on",
    );
}

#[test]
fn seams_of_compounds() {
    holds(
        "ba|de|un|fall rei|se|un|ter|la|gen ein|rei|se|er|laub|nis pro|be|ent|nah|me pfle|ge|er|geb|nis an|zei|ge|er|stat|tung",
    );
    holds(
        "rei|se|in|for|ma|ti|on pro|be|in|ter|view au|to|un|fall ka|me|ra|ab|tei|lung ki|no|or|ga|ni|sa|ti|on see|not|ret|tung",
    );
    holds(
        "see|u|fer see|i|gel see|e|le|fant schnee|eu|le la|ge|ein|schät|zung mel|de|amt au|to|in|dus|trie ei|er neun|te traum|fän|ger lauf|er|geb|nis leer|stand meer|sand rein|haus heim|pfle|ge ein|hal|tung ein|tei|lung",
    );
}

#[test]
fn plurals_in_een() {
    holds("i|de|en al|le|en se|en or|chi|de|en mu|se|en ar|me|en mo|sche|en i|de|ell re|ell");
}

#[test]
fn latin_endings() {
    holds(
        "na|ti|on na|ti|o|nal ak|ti|on stu|di|um mu|se|um pe|tro|le|um ju|bi|lä|um va|ku|um ja|nu|ar ak|tu|ell e|ven|tu|ell",
    );
    holds(
        "fi|nan|zi|ell ma|te|ri|ell pa|ti|ent kli|ent ef|fi|zi|enz so|zi|al re|al the|a|ter o|ze|an kre|a|tiv ri|go|ros re|li|gi|ös",
    );
    holds(
        "e|go|is|tisch he|ro|isch na|iv mo|sa|ik ar|cha|isch uk|ra|i|ne ru|i|ne kon|ti|nu|i|tät spon|ta|ne|i|tät pro|te|in ko|ka|in",
    );
}

#[test]
fn i_and_e() {
    holds(
        "fa|mi|lie fa|mi|li|en fa|mi|li|en|na|me fe|ri|en fe|ri|en|haus stu|di|en|platz li|ni|en|bus ak|ti|en|ge|sell|schaft me|di|en",
    );
    holds(
        "gre|mi|en kri|te|ri|en ko|lo|ni|en sy|ri|en in|di|en al|ba|ni|en bra|si|li|en bel|gi|en schwe|den sta|di|en tsche|chi|en",
    );
    holds("ver|dienst be|die|nen die|ner wien bie|nen|stock mie|ne schien");
    holds(
        "ka|na|di|er spa|ni|er ve|ge|ta|ri|er bel|gi|er pa|pier tur|nier ma|nier of|fi|zier stu|die|ren kar|ri|e|re hi|er|ar|chie",
    );
    holds("va|ri|e|tät so|zi|e|tät in|dus|trie in|dus|tri|en bat|te|ri|en");
}

#[test]
fn glides_at_the_end() {
    holds("ra|dio stu|dio ju|lia so|phia ka|kao sta|tue ca|pri|o ko|re|a");
}

#[test]
fn foreign_words() {
    holds(
        "team stream e|ta|ge ser|vice ba|lance chan|ce bou|tique cli|que sai|son ni|veau pla|teau on|line on|li|ner web|site",
    );
    holds(
        "ma|nage|ment en|gage|ment ma|na|ger home|of|fice up|date soft|ware toi|let|te tou|rist li|by|en hy|ä|ne ac|tion jo|ga yo|ga",
    );
    holds("gu|a|no gu|a|te|ma|la gu|a|ve e|tui so|cial kni|en mi|lieu in|ge|ni|eur fri|seur gue|ril|la");
}

#[test]
fn umlauts_without_a_key() {
    holds("fuer ue|ber be|hoer|de zu|rueck gruen koen|nen ver|fueh|ren");
}

#[test]
fn short_forms_and_signs() {
    for (word, expected) in [
        ("gmbh", 4),
        ("ausländer-behörde", 6),
        ("antragsteller*innen", 6),
        ("", 0),
        ("bürger(innen)", 4),
        ("§", 0),
    ] {
        assert_eq!(syllables(word), expected, "{word}");
    }
}

#[test]
fn very_long_words_take_linear_time() {
    assert_eq!(syllables(&"ba".repeat(50_000)), 50_000);
    assert!(syllables(&"e".repeat(100_000)) >= 50_000);
}
