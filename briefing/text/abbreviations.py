"""Words that end in a dot without ending a sentence. All in lower case and without the last dot."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["MONTHS", "NUMBERED", "OPENERS", "ORDINAL_LANGUAGES", "TITLES", "TRAILING"]

_TITLES: Mapping[str, str] = {
    "en": (
        "adm amb atty asst brig capt cdr cmdr col cpl cpt det dir dist dr ens fr gen gov hon insp lt maj "
        "messrs mme mr mrs ms msgr mt mx ofc pfc pres prof pvt rep reps rev sen sens sgt spc st ste supt "
        "treas vice-adm ft e.g eg i.e cf viz vs v approx ca incl tel abp bp gens govs cmdt cllr rs rt"
    ),
    "fr": "m mm mme mmes mlle mlles mgr dr pr st ste sts gén col lt cap cf ex env av bd p.ex",
    "de": (
        "hr fr dr prof dipl ing med phil rer nat jur hon st z.b d.h u.a s.o s.u vgl bzw evtl ggf inkl sog "
        "insb gen abs nr mio mrd tsd i.d.r v.a"
    ),
    "es": ("ee sr sra srta sres dr dra lic ing prof gral cnel tte cap mons sto sta ud uds p.ej ej núm excmo excma"),
    "it": "sig sigg dott prof avv ing on gen col cap mons es",
    "pt": "sr sra srs dr dra prof eng gen cel cap ex",
    "nl": "dhr mevr mr drs ir ing prof dr st bijv o.a m.b.t i.v.m",
}
TITLES: Mapping[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _TITLES.items()}
"""By language: always followed by more of the same sentence."""

NUMBERED = frozenset(
    "no nos nr núm art arts sec fig figs vol vols op pop sc act pp p pg ch chap par para pt ver rte hwy".split()
)
"""Part of the sentence where a number follows."""

MONTHS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc mon tue tues wed thu "
    "thur thurs fri sat sun".split()
)
"""Part of the sentence where a number follows or a word that does not open one."""

TRAILING = frozenset(
    "inc corp co cos ltd llc plc bros sr jr esq etc al ph.d phd m.d b.a m.a u.s u.s.a u.n u.k e.u d.c a.m p.m "
    "dept univ assn assoc ave blvd rd bldg rm hr hrs cal calif fla tex ariz mich minn wis okla tenn la va vt wyo "
    "ala ark colo conn ga n.y n.j n.h n.c n.d n.m s.c s.d r.i w.va que ont alta sask b.c a.d u.a.e s.a n.v min "
    "max lb lbs oz est ext gov".split()
)
"""May end a sentence: it does where the next word opens one. So may initials ("U.S.", "J. F.")."""

OPENERS = frozenset(
    "a an the this that these those it its he his she her they their we our i my you your there here who what "
    "when where why how if in on at as by for from with without of and but or so yet after before although though "
    "while since because despite during under over among about according also then now however meanwhile moreover "
    "instead still later earlier many most some several both all no not one two three officials police today "
    "yesterday once until unless whether such another other none nobody each every few even just only more to is are "
    "was were do does did has have had will would can could should please let".split()
)
"""Words that, with a capital, open a sentence rather than go on with a name."""

ORDINAL_LANGUAGES = frozenset("de da nb no nn fi cs sk hu et lv hr sl sr tr".split())
"""Languages that write "the 22nd" as "22."."""
