"""The mail rules that a program can check (`briefing check FILE.eml`, preview, CI): bytes in, findings out.

What the bytes cannot show is not here: the envelope sender, DNS, and whether DKIM's signature fits the published key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.checks import lines, lists, parts
from briefing.checks.letter import Letter
from briefing.checks.verdict import Verdict
from briefing.model import Finding

__all__ = ["RULES", "check_message"]

RULES: Mapping[str, Callable[[Letter], Verdict]] = {
    "line-length": lines.line_length,
    "line-endings": lines.line_endings,
    "one-of-each": lines.one_of_each,
    "date": lines.header_date,
    "message-id": lines.message_id,
    "header-characters": lines.header_characters,
    "encoded-words": lines.encoded_words,
    "addresses": lines.encoded_words_in_addresses,
    "mime-version": parts.mime_version,
    "alternative": parts.alternative,
    "utf-8": parts.utf8,
    "controls": parts.controls,
    "seven-bit": parts.seven_bit,
    "text-part": parts.text_holds_all,
    "html-size": parts.html_size,
    "active-content": parts.active_content,
    "nothing-remote": parts.nothing_remote,
    "list-unsubscribe": lists.list_unsubscribe,
    "one-click": lists.one_click,
    "list-id": lists.list_id,
    "auto-submitted": lists.auto_submitted,
    "dkim": lists.dkim,
}


def check_message(message: bytes) -> tuple[Finding, ...]:
    """One finding for each rule that is kept, and one for each place where one is broken. Never raises."""
    letter = Letter(message)
    findings: list[Finding] = []
    for name, rule in RULES.items():
        verdict = rule(letter)
        findings += [Finding(name, False, culprit, detail) for culprit, detail in verdict.troubles]
        findings += [] if verdict.troubles else [Finding(name, True, "", verdict.note)]
    return tuple(findings)
