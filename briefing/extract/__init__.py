"""Pages into articles: headline, authors, date, and the paragraphs in the page's own characters."""

from briefing.extract.reading import read_page

__all__ = ["read_page"]
