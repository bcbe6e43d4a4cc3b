//! Written and not spoken.

use super::{Context, any};

/// An *e* that is written and not spoken, in English and French words.
pub(super) fn is_silent(word: &str, at: usize) -> bool {
    // "-en", "-er", "ei", "eu" and the like, which are nearly all, are heard.
    if at < 2
        || matches!(word.as_bytes().get(at + 1), Some(b'n' | b'r' | b'i' | b'u' | b'e' | b'h' | b'g' | b'c'))
    {
        return false;
    }
    let (left, right) = (&word[..at], &word[at + 1..]);
    let last = left.as_bytes()[at - 1];
    // No German word ends so: "Service", "Balance" ("Chance" is spoken with both).
    if last == b'c' && right.is_empty() {
        return match left.as_bytes()[at - 2] {
            b'n' => at >= 6 && !left.ends_with("chanc") && !left.ends_with("nuanc"),
            // "Sauce" is spoken with both.
            b'u' => !left.ends_with("auc"),
            other => matches!(other, b'a' | b'e' | b'i' | b'o' | b'y'),
        };
    }
    // "Boutique", "Physique"; "Clique" has it.
    if last == b'u' {
        return right.is_empty() && left.ends_with("iqu") && !left.ends_with("cliqu");
    }
    let contexts: &[Context] = match last {
        b'n' => contexts! {
            "onlin"|""  "hotlin"|""  "airlin"|""  "deadlin"|""  "pipelin"|""  "headlin"|""  "^jan"|"$"  "^janin"|"$"
            "^nadin"|"$"  "^jacquelin"|"$"  "^geraldin"|"$"  "^celin"|"$"  "^yvonn"|"$"  "^madelein"|"$"  "^catherin"|"$"
        },
        b'm' => contexts! {
            "^gam"|""  "^hom"|"$"  "^hom"|"off"  "^hom"|"p"  "^hom"|"s"  "^hom"|"t"  "^tim"|"l"  "^fram"|"w"  "^nam"|"ed"
            "^jam"|"s$"
        },
        b'l' => contexts! {
            "^nicol"|"$"  "^cecil"|"$"  "^isabell"|"$"  "^michell"|"$"  "^daniell"|"$"  "^gabriell"|"$"  "^lucill"|"$"
            "^camill"|"$"  "^styl"|""  "estyl"|""  "^charl"|"s$"  "^fil"|"$"
        },
        b'r' => contexts! {
            "softwar"|""  "hardwar"|""  "malwar"|""  "^stor"|"$"  "^clair"|"$"  "^pierr"|"$"  "^cor"|"$"  "^shar"|""
        },
        b't' => contexts! {
            "updat"|""  "websit"|""  "^sit"|"$"  "^bernadett"|"$"  "^yvett"|"$"  "^babett"|"$"  "^odett"|"$"  "^kat"|"$"
            "gat"|"way"  "^stat"|"ment"  "^not"|"book"  "^whit"|""
        },
        b'd' => contexts! {
            "^cod"|"$"  "^cod"|"s$"  "barcod"|""  "upgrad"|""  "^trad"|""  "^mad"|"$"  "^claud"|"$"  "^guid"|""
        },
        b'k' => contexts! {
            "^lik"|""  "^bik"|""  "bik"|"$"  "^mik"|"$"  "^luk"|"$"  "^cak"|""  "cupcak"|""  "^jok"|"$"  "^mak"|"up"
            "^duk"|"$"
        },
        b'v' => contexts! {
            "^liv"|"$"  "^liv"|"s"  "^liv"|"m"  "^lov"|""  "^stev"|"$"  "^dav"|"$"  "^driv"|"$"  "^fiv"|"$"
        },
        b'g' => contexts! {
            "ag"|"ment$"  "ag"|"ments"  "ag"|"mentp"  "homepag"|""  "webpag"|""  "colleg"|""  "^imag"|"$"  "^imag"|"s"
            "georg"|"$"
        },
        b'f' => &[("^lif", ""), ("^saf", "$")],
        b'c' => contexts! {
            "servic"|""  "^fac"|"b"  "^spac"|""  "^offic"|""  "homeoffic"|""  "workplac"|""
        },
        b's' => contexts! {
            "^denis"|"$"  "^louis"|"$"  "^bas"|"b"  "releas"|"$"  "purchas"|""  "^hous"|""  "warehous"|""
        },
        b'p' => &[("^pip", "l"), ("^pip", "$"), ("landscap", ""), ("^typ", "s$"), ("skyp", "")],
        _ => return false,
    };
    any(contexts, left, right)
}
