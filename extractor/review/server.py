"""In: a session. Out: a web application for this machine alone.

The token of the printed address is good once: it turns into a cookie that pages of other origins cannot send
(HttpOnly, SameSite=Strict). Requests under a foreign host name are refused, and writes from a foreign origin. No byte
leaves the machine: the policy allows the page's own scripts, styles and answers, nothing else.
Not handled: several persons at once on one server; each starts one of his own, and the journal takes both.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import bottle
import msgspec

from extractor.errors import ExtractorError
from extractor.review.session import PostedDecision, Session

COOKIE = "extractor-review"
TYPES = {"review.js": "text/javascript", "review.css": "text/css", "fields.js": "text/javascript"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
LARGEST = 1_000_000
"""Bytes of a request; a decision takes less than a thousand."""


def build_app(session: Session, token: str, hosts: frozenset[str]) -> bottle.Bottle:
    """Return the application; `hosts` are the host names, with port, under which it may be asked."""
    app = bottle.Bottle()
    guard = _Guard(token, secrets.token_urlsafe(32), hosts)

    @app.hook("before_request")  # type: ignore[untyped-decorator]
    def check() -> None:
        guard.check_host()

    @app.hook("after_request")  # type: ignore[untyped-decorator]
    def protect() -> None:
        bottle.response.headers["Content-Security-Policy"] = POLICY
        bottle.response.headers["X-Content-Type-Options"] = "nosniff"
        bottle.response.headers["Referrer-Policy"] = "no-referrer"
        bottle.response.headers["Cache-Control"] = "no-store"

    app.route("/", "GET", guard.enter)
    app.route("/static/<name>", "GET", _send_static)
    app.route("/queue", "GET", guard.inside(lambda: _encode(session.overview())))
    app.route("/question/<name>", "GET", guard.inside(lambda name: _encode(session.show(name))))
    app.route("/decide", "POST", guard.writing(lambda: _encode({"saved": session.decide(_read(PostedDecision))})))
    app.route("/undo/<number:int>", "POST", guard.writing(lambda number: _encode({"saved": session.undo(number)})))
    return app


class _Guard:
    """Who may ask: whoever holds the token once, then whoever holds the cookie."""

    def __init__(self, token: str, cookie: str, hosts: frozenset[str]) -> None:
        self.token: str | None = token
        self.cookie, self.hosts = cookie, hosts

    def check_host(self) -> None:
        """Refuse a foreign name that was made to point here."""
        if bottle.request.headers.get("Host", "") not in self.hosts:
            bottle.abort(421, "不认识的主机名 unknown host")

    def enter(self) -> Any:
        """Turn the token into the cookie, or show the page to who has it."""
        given = bottle.request.query.get("token", "")
        if given and self.token and hmac.compare_digest(given, self.token):
            self.token = None
            bottle.response.set_cookie(COOKIE, self.cookie, httponly=True, samesite="strict", path="/")
            bottle.response.status = 303
            bottle.response.headers["Location"] = "/"
            return ""
        self._require()
        bottle.response.content_type = "text/html; charset=utf-8"
        return _load("review.html")

    def inside(self, answer: Callable[..., bytes]) -> Callable[..., bytes]:
        """Return `answer` for those who have the cookie; what goes wrong is one line of JSON."""

        def guarded(**parts: Any) -> bytes:
            self._require()
            bottle.response.content_type = "application/json"
            try:
                return answer(**parts)
            except ExtractorError as error:
                bottle.response.status = 400
                return _encode({"error": str(error)})

        return guarded

    def writing(self, answer: Callable[..., bytes]) -> Callable[..., bytes]:
        """Return `answer` for those who have the cookie and ask from this very page."""
        guarded = self.inside(answer)

        def checked(**parts: Any) -> bytes:
            origin = bottle.request.headers.get("Origin", "")
            if origin.removeprefix("http://") not in self.hosts:
                bottle.abort(403, "来自别处的写入 a write from elsewhere")
            return guarded(**parts)

        return checked

    def _require(self) -> None:
        given = bottle.request.get_cookie(COOKIE) or ""
        if not hmac.compare_digest(given.encode(), self.cookie.encode()):
            bottle.abort(403, "请用终端里打印的地址打开 open the address printed in the terminal")


def _send_static(name: str) -> Any:
    if name not in TYPES:
        bottle.abort(404, "没有这个文件 no such file")
    bottle.response.content_type = f"{TYPES[name]}; charset=utf-8"
    return _load(name)


def _load(name: str) -> str:
    return (files("extractor.review") / "static" / name).read_text("utf-8")


def _encode(content: Any) -> bytes:
    return msgspec.json.encode(content)


def _read(kind: type[PostedDecision]) -> PostedDecision:
    if (bottle.request.content_length or 0) > LARGEST:
        bottle.abort(413, "太大 too large")
    try:
        return msgspec.json.decode(bottle.request.body.read(LARGEST), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        bottle.abort(400, f"看不懂 not understood: {error}")
        raise AssertionError from None
