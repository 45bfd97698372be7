"""From articles to a summary of sentences quoted from them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Sentence, Summary
from briefing.summarize.candidates import candidates
from briefing.summarize.choosing import choose
from briefing.summarize.engines import ENGINES, best_engine
from briefing.summarize.options import SummaryOptions
from briefing.summarize.verdicts import Judge

__all__ = ["summarize"]


def summarize(articles: Sequence[Article], options: SummaryOptions) -> Summary:
    """Quotes the articles (of one story, the lead first) within the limits, in article order, then text order.

    Every sentence is `article.text[start:end]`, datelines left out. Where only the feed's standfirst of the first
    article may be shown, the summary is that standfirst, whole. It is empty where no sentence may stand.
    """
    if articles and articles[0].basis == "feed":
        return Summary(standfirst=articles[0].standfirst)
    readable = [article for article in articles if article.basis == "page"]
    found = candidates(readable)
    if not found:
        return Summary()
    language = readable[0].language.lower().partition("-")[0]
    engine = ENGINES[options.engine] if options.engine else best_engine(language)
    judge = Judge(readable)
    chosen = choose(found, engine(found, readable, options.count), readable, options, judge)
    return Summary(tuple(Sentence(c.text, readable[c.article].id, c.start, c.end, judge.of(c).speaker) for c in chosen))
