"""Pages written for these tests: every outlet, name and event in them is invented."""

from __future__ import annotations

__all__ = ["PARAGRAPHS", "page"]

PARAGRAPHS = tuple(
    """NIAMEY, Nov. 20 (Sahel Press) — Niger and Benin agreed on Friday to reopen the bridge at Malanville, shut for \
sixteen months, to lorries that carry grain and medicine.
“We are neighbours before we are anything else,” said Ibrahim Oumarou, who led Niger's delegation, after two days of \
talks in Cotonou.
The first lorries are to cross on Monday at dawn, under the eyes of forty customs officers from both countries, and no \
more than 120 may pass in a day until the end of the year.
Traders in Gaya, on the northern bank, said that a sack of rice costs 40% more than before the closure, and that most \
of what they sell comes by canoe.""".splitlines()
)


def page(*blocks: str, head: str = "", lang: str = "en", headline: str = "Niger and Benin reopen a bridge") -> bytes:
    """A page with a menu, a headline, these blocks of markup (the paragraphs above if none) and a footer."""
    inside = "\n".join(blocks or (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{headline} | The Gaya Mail</title>'
        f'{head}</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article>'
        f"<h1>{headline}</h1>"
        f"{inside}</article></main><footer>© The Gaya Mail. All rights reserved.</footer></body></html>"
    ).encode()
