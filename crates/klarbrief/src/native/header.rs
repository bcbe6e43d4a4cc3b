//! What stands around the text: office, addressee, date, reference, subject, contact, signature.

use letter::PartKind;
use rule::Rule;
use source::Lang;
use text::{Case, Paragraph, TokenKind};

use super::{says, starts_with_any};
use crate::engine::{Context, Found, shown};

/// No office is named, neither in the letterhead nor at the signature.
pub(crate) fn missing_office(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const OFFICES: &[&str] = &[
        "stadt",
        "kreis",
        "landkreis",
        "landrat",
        "landrätin",
        "amt",
        "behörde",
        "magistrat",
        "gemeinde",
        "bürgermeister",
        "oberbürgermeister",
        "oberbürgermeisterin",
        "bürgermeisterin",
        "senat",
        "region",
        "bezirksamt",
        "regierungspräsidium",
        "ministerium",
        "landesverwaltungsamt",
        "verwaltung",
        "landesamt",
        "zentrum",
        "dienststelle",
    ];
    let named = (0..ctx.paragraphs.len())
        .filter(|b| {
            matches!(
                ctx.part(*b),
                PartKind::Sender | PartKind::Contact | PartKind::Signature | PartKind::Closing
            )
        })
        .any(|b| {
            let p = &ctx.paragraphs[b];
            p.tokens.iter().enumerate().any(|(i, t)| {
                let norm = p.norm(t);
                // "Amt 33.2" is a place in an office.
                let numbered =
                    norm == "amt" && p.tokens.get(i + 1).is_some_and(|next| next.kind != TokenKind::Word);
                !numbered && starts_with_any(norm, OFFICES)
                    || OFFICES.iter().any(|o| norm.len() > o.len() + 2 && norm.ends_with(o))
            })
        });
    if !named {
        found.extend(first_block(ctx));
    }
}

/// Nobody signs: no name after the closing, and no note that the letter was made by machine.
pub(crate) fn missing_signature(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if (0..ctx.paragraphs.len()).any(|b| ctx.part(b) == PartKind::Signature && names_somebody(ctx, b)) {
        return;
    }
    let automatic = ctx.paragraphs.iter().any(|p| {
        says(p, &["maschinell", "automatisch", "automatisiert"])
            && says(p, &["unterschrift", "gültig", "erstellt"])
    });
    if automatic {
        return;
    }
    let place = [PartKind::Signature, PartKind::Closing]
        .iter()
        .find_map(|k| ctx.letter.part(*k))
        .map(|p| p.blocks.start);
    let block = place.or(ctx.document.blocks.len().checked_sub(1));
    found.extend(block.map(|b| Found::at(b, ctx.document.blocks[b].range)));
}

/// A line with a capital word that is no formula: "Henriette Maldener", "gez. Brandt", "Im Auftrag Wiebusch".
fn names_somebody(ctx: &Context<'_>, block: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    paragraph.tokens.iter().any(|t| {
        let norm = paragraph.norm(t);
        let formula = matches!(
            norm,
            "im" | "in"
                | "auftrag"
                | "auftrage"
                | "vertretung"
                | "mit"
                | "freundlichen"
                | "freundliche"
                | "grüßen"
                | "grüße"
                | "hochachtungsvoll"
                | "anlage"
                | "anlagen"
                | "ihr"
                | "ihre"
                | "unterschrift"
        ) || ["behörde", "amt", "verwaltung", "abteilung", "sachgebiet", "fachdienst", "team"]
            .iter()
            .any(|office| norm.ends_with(office));
        t.kind == TokenKind::Word && matches!(t.case, Case::Title | Case::Mixed | Case::Upper) && !formula
            || t.kind == TokenKind::Placeholder
    })
}

/// What the head of a letter lacks: one finding that lists all.
pub(crate) fn missing_slots(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let lang = ctx.settings.lang;
    // Without any sign of a letter this is a piece of text, and nothing is missing from it.
    let letter = [PartKind::Salutation, PartKind::Sender, PartKind::Address, PartKind::Closing];
    if letter.iter().filter(|p| ctx.letter.has(**p)).count() < 2 {
        return;
    }
    let slots = [
        (PartKind::Date, lang.pick("Datum", "date")),
        (PartKind::Reference, lang.pick("Aktenzeichen", "file number")),
        (PartKind::Subject, lang.pick("Betreff", "subject line")),
        (PartKind::Address, lang.pick("Empfänger", "addressee")),
    ];
    // A head with several labels in one line ("Unser Zeichen … Datum") is one part; what it holds counts all the same.
    let in_head = |held: &dyn Fn(&Paragraph) -> bool| {
        let head = |part| {
            matches!(part, PartKind::Sender | PartKind::Contact | PartKind::Reference | PartKind::Date)
        };
        (0..ctx.paragraphs.len()).any(|b| head(ctx.part(b)) && held(&ctx.paragraphs[b]))
    };
    let has = |part: PartKind| match part {
        PartKind::Date => ctx.letter.has(part) || in_head(&letter::has_date),
        PartKind::Reference => {
            ctx.letter.has(part)
                || in_head(&|p| says(p, &["aktenzeichen", "az.", "geschäftszeichen", "zeichen"]))
        }
        _ => ctx.letter.has(part),
    };
    let missing: Vec<&str> = slots.iter().filter(|(part, _)| !has(*part)).map(|(_, name)| *name).collect();
    report_missing(ctx, &missing, None, PartKind::Sender, found);
}

/// What is missing to reach somebody: one finding that lists all.
pub(crate) fn missing_contact(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let lang = ctx.settings.lang;
    let whole_letter = [PartKind::Salutation, PartKind::Sender, PartKind::Closing];
    if whole_letter.iter().filter(|p| ctx.letter.has(**p)).count() < 2 {
        return;
    }
    let says = |words: &[&str]| ctx.paragraphs.iter().any(|p| says(p, words));
    let kind = |kind: TokenKind| ctx.paragraphs.iter().any(|p| p.tokens.iter().any(|t| t.kind == kind));
    let slots = [
        (contact_person(ctx), lang.pick("Name der Ansprechperson", "name of the contact person")),
        (
            says(&["telefon", "tel.", "durchwahl", "rufnummer"])
                || (0..ctx.paragraphs.len())
                    .any(|b| holds_phone(ctx.document.slice(ctx.document.blocks[b].range))),
            lang.pick("Telefonnummer", "telephone number"),
        ),
        (kind(TokenKind::Email), lang.pick("E-Mail-Adresse", "e-mail address")),
        (
            says(&[
                "sprechzeit",
                "öffnungszeit",
                "servicezeit",
                "montag",
                "mo–fr",
                "mo-fr",
                "mo.",
                "mo-",
                "sprechstunde",
                "werktags",
                "uhr",
            ]),
            lang.pick("Sprechzeiten", "office hours"),
        ),
    ];
    let missing: Vec<&str> = slots.iter().filter(|(there, _)| !there).map(|(_, name)| *name).collect();
    let near = shown(ctx, rule, 0..ctx.paragraphs.len());
    report_missing(ctx, &missing, near, PartKind::Contact, found);
}

/// A telephone number by its shape: "05555 1234", "(0511) 12 34-0", "+49 511 1234". A zero or a plus that begins a group, and 7 to
/// 15 digits with nothing but blanks, strokes and brackets between them. What is an account or a file number says so.
fn holds_phone(text: &str) -> bool {
    let lower = text.to_lowercase();
    if ["iban", "kassenzeichen", "aktenzeichen", "buchungszeichen", "az."]
        .iter()
        .any(|word| lower.contains(word))
    {
        return false;
    }
    let bytes = text.as_bytes();
    let starts = bytes.iter().enumerate().filter(|(i, b)| {
        let before = i.checked_sub(1).map(|at| bytes[at]);
        let free =
            before.is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'.' | b',' | b'/' | b'-'));
        let next = bytes.get(i + 1);
        free && (**b == b'+' || **b == b'0') && next.is_some_and(|b| matches!(b, b'1'..=b'9'))
    });
    // A number is at most some 25 signs long, so this stays linear.
    starts.map(|(i, _)| &bytes[i..]).any(|rest| {
        let run = rest
            .iter()
            .skip(1)
            .take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b'/' | b'-' | b'(' | b')'));
        let digits = 1 + run.take(25).filter(|b| b.is_ascii_digit()).count();
        (7..=15).contains(&digits)
    })
}

/// "Frau Wiebusch" beside the contact data, or a name at the signature.
fn contact_person(ctx: &Context<'_>) -> bool {
    (0..ctx.paragraphs.len()).any(|b| {
        let p = &ctx.paragraphs[b];
        match ctx.part(b) {
            PartKind::Contact | PartKind::Hints | PartKind::Sender => p.tokens.iter().any(|t| {
                matches!(p.norm(t), "frau" | "herr" | "herrn")
                    || p.norm(t).starts_with("ansprechpartner")
                    || p.norm(t).starts_with("sachbearbeiter")
            }),
            PartKind::Signature => names_somebody(ctx, b),
            _ => false,
        }
    })
}

/// One finding that lists all: at the words that come nearest, else at the part where they belong.
fn report_missing(
    ctx: &Context<'_>,
    missing: &[&str],
    near: Option<Found>,
    part: PartKind,
    found: &mut Vec<Found>,
) {
    if missing.is_empty() {
        return;
    }
    let block = ctx.letter.part(part).map(|p| p.blocks.start);
    let there = || block.map(|b| Found::at(b, ctx.document.blocks[b].range));
    let place = near.or_else(there).or_else(|| first_block(ctx));
    if let Some(mut f) = place {
        let and = match ctx.settings.lang {
            Lang::De => " und ",
            Lang::En => " and ",
        };
        let text = match missing {
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
            [] => String::new(),
        };
        f.count = missing.len();
        f.given = vec![text];
        found.push(f);
    }
}

fn first_block(ctx: &Context<'_>) -> Option<Found> {
    ctx.document.blocks.first().map(|b| Found::at(0, b.range))
}

#[cfg(test)]
mod tests {
    use super::holds_phone;

    #[test]
    fn telephone_numbers_by_their_shape() {
        for text in [
            "Rufen Sie mich an: 05555 1234.",
            "Sie erreichen uns unter (0511) 12 34-0.",
            "unter +49 5555 1234-0",
            "0551/400-2314",
        ] {
            assert!(holds_phone(text), "{text}");
        }
        for text in [
            "09999 Lindenau",
            "am 05.10.2026",
            "IBAN DE02 1203 0000 0000 2020 51",
            "Az.: 033 4711 2026",
            "0,50 Euro",
            "33.2-4711/26",
            "+",
        ] {
            assert!(!holds_phone(text), "{text}");
        }
    }
}
