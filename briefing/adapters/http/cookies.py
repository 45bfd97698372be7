"""Cookies for the length of one address with its redirects; then they are forgotten.

Some outlets redirect to the very same page until the cookie they set comes back. Nothing is kept for later: what a
site learns of us is the User-Agent.
"""

from __future__ import annotations

import httpx2

__all__ = ["Jar"]


class Jar:
    """What the servers of one chain of redirects set, each for itself (RFC 6265)."""

    def __init__(self) -> None:
        self._cookies = httpx2.Cookies()

    def keep(self, url: httpx2.URL, headers: httpx2.Headers) -> None:
        """Takes the cookies of an answer; one that is not ASCII is none (RFC 6265, section 4.1.1)."""
        raw = [
            (b"Set-Cookie", value) for name, value in headers.raw if name.lower() == b"set-cookie" and value.isascii()
        ]
        if raw:
            answer = httpx2.Response(200, headers=raw, request=httpx2.Request("GET", url))
            self._cookies.extract_cookies(answer)

    def header(self, url: httpx2.URL) -> str:
        """The Cookie header for this address, "" where there is none."""
        if not self._cookies:
            return ""
        request = httpx2.Request("GET", url)
        self._cookies.set_cookie_header(request)
        return request.headers.get("cookie", "")
