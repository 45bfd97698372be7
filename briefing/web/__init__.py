"""The desk: editions in the browser, exactly as they are sent."""

from briefing.web.desk import desk, serve_desk, write_static

__all__ = ["desk", "serve_desk", "write_static"]
