"""Dates as feeds and pages write them, right and wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

__all__ = ["parse"]

_NAMES_OF_MONTHS = """
1: jan january janvier janv januar januari enero ene gennaio gen janeiro jän jänner янв января січня ocak
    stycznia يناير
2: feb february février févr fév februar februari febrero febbraio fevereiro fev фев февраля лютого şubat lutego
    فبراير
3: mar march mars märz mrz maart mrt marzo março марта мар березня mart marca مارس
4: apr april avril avr abril abr aprile апр апреля квітня nisan kwietnia أبريل ابريل
5: may mai mei mayo maggio mag maio мая травня mayıs maja maj مايو
6: jun june juin juni junio giugno giu junho июн июня червня haziran czerwca يونيو
7: jul july juillet juil juli julio luglio lug julho июл июля липня temmuz lipca يوليو
8: aug august août aout agosto ago augustus авг августа серпня ağustos sierpnia augusti أغسطس اغسطس
9: sep sept september septembre septiembre settembre set setembro сен сент сентября вересня eylül września سبتمبر
10: oct october octobre oktober okt octubre ottobre ott outubro out окт октября жовтня ekim października أكتوبر
    اكتوبر
11: nov november novembre noviembre novembro ноя нояб ноября листопада kasım listopada نوفمبر
12: dec december décembre déc dezember dez diciembre dic dicembre dezembro desember des дек декабря грудня aralık
    grudnia ديسمبر
"""
_MONTHS = {
    name: int(number) for number, names in re.findall(r"(\d+): ([^:\d]+)", _NAMES_OF_MONTHS) for name in names.split()
}
_HOURS_EAST: Mapping[float, str] = {  # of names with several meanings the one that news feeds use
    0: "utc gmt ut z wet zulu",
    1: "bst cet met wat west",
    2: "cest mest eet cat sast",
    3: "eest msk eat trt",
    4: "gst",
    5: "pkt",
    5.5: "ist",
    5.75: "npt",
    7: "wib ict",
    8: "hkt sgt myt pht awst",
    9: "jst kst",
    9.5: "acst",
    10: "aest",
    10.5: "acdt",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
    -2.5: "ndt",
    -3: "brt art adt",
    -3.5: "nst",
    -4: "ast edt",
    -5: "est et cdt",
    -6: "cst mdt",
    -7: "mst pdt",
    -8: "pst pt akdt",
    -9: "akst",
    -10: "hst",
}
_ZONES = {name: int(hours * 60) for hours, names in _HOURS_EAST.items() for name in names.split()}
_OFFSET = re.compile(r"(?:utc|gmt|ut)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?$")
_FARTHEST = 14 * 60

_TIME = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = r"\s*\(?(?P<zone>[a-z]{1,5}\b(?:\s*[+\-−]\d{1,2}(?::?\d{2})?)?|[+\-−]\d{1,2}:?(?:\d{2})?)?"
_CLOCK = rf"(?:(?:\s*,)?(?:\s*[t@|·–-]\s*|\s+(?:at|um|à|alle|a las|às|om|kl\.?)\s+|\s+)?{_TIME}{_ZONE})?"
_DIGITS = rf"(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>)?{_ZONE})?"
_GAP = r"(?:\s+|-|/|,\s*)(?:de\s+|of\s+)?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # ISO 8601, RFC 3339, extended and basic
        rf"(?P<year>\d{{4}})(?P<sep>[-/.])(?P<number>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_CLOCK}",
        rf"(?P<year>\d{{4}})(?P<number>\d\d)(?P<day>\d\d){_DIGITS}(?!\d)",
        # of China, Japan, Korea
        rf"(?P<year>\d{{4}})\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]{_CLOCK}",
        # RFC 822 and all that has the day before the month's name
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{_GAP}{_MONTH}{_GAP}{_YEAR}{_CLOCK}",
        # American
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})(?!\d){_CLOCK}",
        # asctime
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}{_ZONE}\s+(?P<year>\d{{4}})(?!\d)",
        # day first with dots, as on the Continent; with slashes only read where the day shows itself
        rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?!\d){_CLOCK}",
        rf"(?P<day>1[3-9]|2\d|3[01])/(?P<number>\d{{1,2}})/(?P<year>\d{{4}})(?!\d){_CLOCK}",
        rf"(?P<number>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{{4}})(?!\d){_CLOCK}",
    )
)
_WEEKDAY = re.compile(
    r"([^\W\d_]{2,})(?:-feira)?\.?(?:\s*[,،]\s*|\s+(?:le\s+|den\s+)?(?=\d)|\s+(?=[^\W\d_]{3,}\.?\s+\d))"
)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?$")


def parse(value: str) -> datetime | None:
    """The instant, aware and in UTC, or None where it can't be read. Seconds are kept, fractions dropped.

    Reads RFC 822 (named zones, "Sept", two-digit years), ISO 8601, epoch seconds or milliseconds and common written
    forms in a dozen languages. A time without a zone, or with one that is unknown or impossible, is taken as UTC; a
    date without a time as its midnight. Of 11/12/2026 nobody knows the month: None.
    """
    text = " ".join(value[:100].lower().split())
    if epoch := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    day = _WEEKDAY.match(text)
    unnamed = text[day.end() :] if day else text
    # "mar" is a month, and Tuesday in three languages: what is left must make sense without it
    return _first(text) or _first(unnamed) if day and day[1] in _MONTHS else _first(unnamed)


def _first(text: str) -> datetime | None:
    for form in _FORMS:
        match = form.match(text)
        moment = _moment(match.groupdict()) if match else None
        if moment is not None:
            return moment
    return None


def _moment(found: dict[str, str | None]) -> datetime | None:
    month = int(found["number"] or 0) if "number" in found else _MONTHS.get(found["month"] or "", 0)
    year = int(found["year"] or 0)
    if len(found["year"] or "") == 2:  # RFC 2822, section 4.3
        year += 2000 if year < 50 else 1900
    hour = _hour(int(found["hour"] or 0), (found["half"] or "").replace(".", ""))
    minute, second = int(found["minute"] or 0), min(int(found["second"] or 0), 59)  # a leap second is the 59th
    try:
        midnight = datetime(year, month, int(found["day"] or 0), tzinfo=UTC)
        clock = timedelta(hours=hour, minutes=minute - _offset(found["zone"] or ""), seconds=second)
        return midnight + clock if hour <= 24 and minute < 60 else None
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str) -> int:
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour


def _offset(zone: str) -> int:
    """Minutes east of Greenwich; 0 for zones that don't exist."""
    if match := _OFFSET.match(zone.strip()):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        east = minutes if match[1] == "+" else -minutes
        return east if minutes <= _FARTHEST and int(match[3] or 0) < 60 else 0
    return _ZONES.get(zone.strip(), 0)
