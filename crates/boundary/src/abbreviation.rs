//! Abbreviations of German letters and laws.
//!
//! Own list, from the usage of laws and official letters. Norms are lower case and without the last full stop.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// What a full stop after an abbreviation can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Something always follows ("Abs. 5", "Dr. Müller"): the full stop never ends a sentence.
    Never,
    /// The sentence can end here ("usw.", "ff."): look at what follows.
    Perhaps,
}

const NEVER: &str = "\
abs art nr nrn ziff buchst bst hs alt rn rdnr randnr rz tz kap anl anh anm abschn unterabs uabs halbs var \
str dr prof dipl ing med jur phil hr fr fam st sr \
az gz ref dez tel mobil fax durchw zi zimm \
bzw vgl z b d h i v m e u a s o g f w \
ggf ggfs evtl gem lt sog bzgl betr inkl einschl exkl zzgl abzgl ca max min mind insb insbes entspr \
fa bl pl geb gez verh led gesch verw staatsang \
jan feb febr mär mrz apr jun jul aug sep sept okt nov dez \
mo di mi do fr sa \
bd hrsg aufl ausg ed verf zit rspr st rspr stdg urt beschl bt-drs br-drs drs bgbl rgbl gmbl gvbl gv abl amtsbl \
bek bekanntm vo verordn ges vertr erl rderl rdschr verf \
p.o postf plz inh ltg abt sachb sachgeb fachb dienstst \
bsp beisp usw-u zb dh iv ivm isd idr idf isv iwv zt zzt u.a-m \
mio mrd tsd std min sek \
v. o. k kl gr \
bspw ggü evt incl exkl rd zus ehem urspr eigtl wg jährl monatl tägl schriftl mündl telef pers öffentl vorl gegr ev kath hl rer habil mr mrs \
allg bes jew versch vors stellv stv \
n.chr v.chr";

const PERHAPS: &str = "\
usw etc usf chr ff f a.f n.f u.s.w u.ä u.dgl dgl o.ä o.g a.d u.a.m u.v.m co bzgl-d \
jh jhd jhs jahrh lfd \
e.v e.k e.g gmbh a.g k.g \
uhr-z w.o s.o s.u a.a.o ebd ebda passim \
d.j d.m d.js d.mts n.n \
straß-e a.m p.m u.u z.z z.zt zz";

fn table() -> &'static FxHashMap<&'static str, Ending> {
    static TABLE: OnceLock<FxHashMap<&'static str, Ending>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let never = NEVER.split_whitespace().map(|w| (w, Ending::Never));
        let perhaps = PERHAPS.split_whitespace().map(|w| (w, Ending::Perhaps));
        never.chain(perhaps).collect()
    })
}

/// Looks up a word that is followed by a full stop; `norm` is lower case without that full stop.
pub fn lookup(norm: &str) -> Option<Ending> {
    if let Some(ending) = table().get(norm) {
        return Some(*ending);
    }
    // "z.b", "i.v.m", "d.h": single letters with full stops between.
    let inner =
        norm.contains('.') && norm.split('.').all(|part| part.chars().count() <= 2 && !part.is_empty());
    // "Bahnhofstr.", "Bismarckstr."
    let street = norm.len() > 5 && norm.ends_with("str");
    if inner {
        Some(Ending::Never)
    } else if street {
        Some(Ending::Perhaps)
    } else {
        None
    }
}

/// Tells whether a word in lower case names a month, long ("august") or short ("aug").
pub fn is_month(norm: &str) -> bool {
    matches!(
        norm,
        "januar"
            | "jänner"
            | "februar"
            | "märz"
            | "april"
            | "mai"
            | "juni"
            | "juli"
            | "august"
            | "september"
            | "oktober"
            | "november"
            | "dezember"
            | "jan"
            | "feb"
            | "febr"
            | "mär"
            | "mrz"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "okt"
            | "nov"
            | "dez"
    )
}
