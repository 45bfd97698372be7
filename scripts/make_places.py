"""Makes the tables of places that `select` reads: briefing/select/tables/places.json and names.json.

Names come from pycountry (ISO 3166) and the Unicode CLDR (through Babel); demonyms, cities, institutions and
what is ambiguous come from the hand-written lists in scripts/places/. Run: python scripts/make_places.py
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pycountry
from babel import Locale

from briefing.select.spelling import key_of

HERE = Path(__file__).parent / "places"
TABLES = Path(__file__).parents[1] / "briefing" / "select" / "tables"
LANGUAGES = [
    "ar",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "sw",
    "th",
    "tl",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh",
]
# Names of places without a place of their own in the news, or that are everyday words in lower case.
SKIPPED = {"AQ", "BV", "GS", "HM", "TF", "UM", "PN", "JE", "GG"}


def lines_of(name: str) -> Iterator[list[str]]:
    """The columns of each line of a list that is not a comment."""
    for line in (HERE / name).read_text(encoding="utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [column.strip() for column in line.split("|")]


def split(column: str) -> list[str]:
    """The comma-separated names of a column."""
    return [name.strip() for name in column.split(",") if name.strip()]


def iso_names(code: str) -> list[str]:
    """What ISO and CLDR call the country in English."""
    english = Locale("en").territories
    names = [english[code]] if code in english else []
    names += [english[code + "-alt-short"]] if code + "-alt-short" in english else []
    country = pycountry.countries.get(alpha_2=code)
    if country is not None:
        for field in ("name", "common_name", "official_name"):
            names += [value] if (value := getattr(country, field, None)) else []
    out = []
    for name in names:
        plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
        if "," not in plain and plain not in out:
            out.append(plain)
    return [name.replace(" & ", " and ") for name in out] + [name for name in out if " & " in name]


class Names:
    """Readings by key: key -> [[code, kind, case]]; kind is one of the letters below, case "U" wants capitals,
    "L" none.

    n country name · d demonym · c capital · b big city · s smaller place · i institution or person · t first-level
    division; an upper-case letter is weak evidence.
    """

    def __init__(self) -> None:
        self.readings: dict[str, list[list[str]]] = {}

    def add(self, name: str, code: str, kind: str) -> None:
        """Adds one reading; the first one of a code stands."""
        weak = name.startswith("?")
        name = name.lstrip("?")
        letters = re.sub(r"[^\w]", "", name)
        case = "U" if letters.isupper() and len(letters) <= 5 else "L" if letters.islower() else ""
        readings = self.readings.setdefault(key_of(name), [])
        if all(reading[0] != code for reading in readings):
            readings.append([code, kind.upper() if weak else kind, case])


def places() -> dict[str, object]:
    """The table of places."""
    names, countries = Names(), {}
    rows = list(lines_of("countries.txt"))
    for row in rows:
        code, region, more, demonyms, *_ = row
        if not region or code in SKIPPED:
            continue
        countries[code] = {"name": Locale("en").territories.get(code, code), "region": region}
        for name in split(more) + iso_names(code):
            names.add(name, code, "n")
        for name in split(demonyms):
            names.add(name, code, "d")
    names.add("?Korea", "KR", "n")
    divisions = [["", *row] for row in lines_of("subdivisions.txt")]
    for kind, column, table in (("c", 4, rows), ("i", 7, rows), ("t", 2, divisions), ("b", 5, rows), ("s", 6, rows)):
        for row in table:
            code = row[0] or row[1]
            for name in split(row[column]) if code in countries else ():
                names.add(name, code, kind)
    return {
        "countries": countries,
        "names": dict(sorted(names.readings.items())),
        "postal": {mark.replace(".", ""): code for code, marks in lines_of("postal.txt") for mark in split(marks)},
        "cues": {key_of(cue): code for code, cues in lines_of("cues.txt") for cue in split(cues)},  # "US!" is sure
        "blockers": sorted({key_of(phrase) for row in lines_of("blockers.txt") for phrase in split(row[0])}),
        "given": sorted({name for row in lines_of("given_names.txt") for name in row[0].split()}),
    }


def foreign_names(codes: set[str]) -> dict[str, dict[str, str]]:
    """Country names by language: {language: {name in lower case: code}}, from CLDR alone."""
    out = {}
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        names: dict[str, str] = {}
        for code in sorted(codes):
            for suffix in ("", "-alt-short", "-alt-variant"):
                name = re.sub(r"\s*[(（][^)）]*[)）]", "", territories.get(code + suffix, "")).strip().casefold()
                if (len(name) > 1 and not name.isascii()) or len(name) > 3:
                    names.setdefault(name, code)
        out[language] = names
    return out


def main() -> None:
    """Writes both tables."""
    TABLES.mkdir(parents=True, exist_ok=True)
    table = places()
    for name, content in (("places.json", table), ("names.json", foreign_names(set(table["countries"])))):  # type: ignore[call-overload]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (TABLES / name).write_text(text + "\n", encoding="utf8")
        print(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
