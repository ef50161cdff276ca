"""The review page's server: who may ask, what is written, and that nothing written is lost."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from extractor.outputs import write_plan
from extractor.review.journal import parse_journal
from extractor.review.server import build_app
from extractor.review.session import Session

ROOT = Path(__file__).parents[2]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Client:
    """A browser's part: it keeps the cookie and says where its page comes from."""

    def __init__(self, port):
        self.home, self.cookie = f"http://127.0.0.1:{port}", ""
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay())

    def ask(self, path, body=None, **headers):
        named = {"Cookie": self.cookie, **({} if body is None else {"Origin": self.home}), **headers}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.home + path, data, named)  # noqa: S310 - our own server
        try:
            with self.opener.open(request, timeout=10) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def enter(self, token):
        status, headers, _ = self.ask(f"/?token={token}")
        self.cookie = headers.get("Set-Cookie", "").partition(";")[0]
        return status, headers


@pytest.fixture
def session(plan, tmp_path):
    return Session({plan.id: plan}, None, tmp_path / "corrections.jsonl", "甲", "2026-11-26")


@pytest.fixture
def client(session):
    with make_server("127.0.0.1", 0, None, handler_class=Quiet) as server:
        port = server.server_port
        server.set_app(build_app(session, "secret", frozenset({f"127.0.0.1:{port}"})))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Client(port)
        server.shutdown()


def test_the_token_is_good_once_and_turns_into_a_strict_cookie(client):
    assert client.ask("/")[0] == 403
    assert client.enter("wrong")[0] == 403
    status, headers = client.enter("secret")
    assert status == 303
    assert "httponly" in headers["Set-Cookie"].lower()
    assert "samesite=strict" in headers["Set-Cookie"].lower()
    status, headers, page = client.ask("/")
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert b"review.js" in page
    assert Client(client.home.rpartition(":")[2]).enter("secret")[0] == 403


@pytest.mark.parametrize("path", ["/queue", "/question/x", "/"])
def test_nothing_is_shown_without_the_cookie(client, path):
    assert client.ask(path)[0] == 403


def test_a_foreign_host_and_a_foreign_origin_are_refused(client):
    client.enter("secret")
    assert client.ask("/queue", Host="evil.example")[0] == 421
    question = json.loads(client.ask("/queue")[2])["questions"][0]["id"]
    body = {"question": question, "act": "right"}
    assert client.ask("/decide", body, Origin="http://evil.example")[0] == 403
    assert client.ask("/decide", body, Origin="")[0] == 403


@pytest.mark.parametrize("name", ["../session.py", "..%2Fsession.py", "session.py"])
def test_only_the_page_s_own_files_are_served(client, name):
    assert client.ask(f"/static/{name}")[0] == 404


def test_a_decision_is_on_the_disk_when_it_is_answered_and_undo_is_a_line(client, session):
    client.enter("secret")
    lines = json.loads(client.ask("/queue")[2])["questions"]
    line = next(one for one in lines if one["field"] == "deadlines")
    question = json.loads(client.ask(f"/question/{line['id']}")[2])
    assert question["printed"] in session.plans["yunling"].text
    fixed = {**question["value"], "date": "2024-12-01"}
    status, _, answer = client.ask("/decide", {"question": line["id"], "act": "fix", "now": fixed})
    assert (status, json.loads(answer)) == (200, {"saved": 1})
    (one,) = parse_journal(session.path.read_text("utf-8"))
    assert (one.act, one.person, one.now["date"]) == ("fix", "甲", "2024-12-01")
    assert json.loads(client.ask("/undo/1", {})[2]) == {"saved": 2}
    assert [one.act for one in parse_journal(session.path.read_text("utf-8"))] == ["fix", "undo"]


@pytest.mark.parametrize(
    "body",
    [{"question": "nobody", "act": "right"}, {"act": "right"}, {"question": 3}, "[", {"question": "q", "act": "burn"}],
)
def test_what_is_not_understood_is_told_and_not_written(client, session, body):
    client.enter("secret")
    assert client.ask("/decide", body)[0] == 400
    assert not session.path.exists()


def test_a_value_that_is_none_of_its_field_is_refused(client, session):
    client.enter("secret")
    lines = json.loads(client.ask("/queue")[2])["questions"]
    unit = next(one["id"] for one in lines if one["field"] == "units")
    status, _, answer = client.ask(
        "/decide", {"question": unit, "act": "fix", "now": {"name": "县审计局", "role": "chief"}}
    )
    assert status == 400
    assert "units 不能是" in json.loads(answer)["error"]
    assert not session.path.exists()


def test_blind_shows_neither_value_nor_reason(plan, tmp_path):
    session = Session({plan.id: plan}, None, tmp_path / "corrections.jsonl", "乙", "2026-11-26", blind=True)
    shown = session.show(session.questions()[0].id)
    assert (shown["value"], shown["reasons"], shown["doubt"]) == (None, [], 0)


@pytest.mark.slow
def test_a_killed_server_loses_no_decision(plan, tmp_path):
    write_plan(plan, tmp_path / "plans")
    program = [sys.executable, "-u", "-m", "extractor", "review", str(tmp_path), "--person", "甲"]
    served = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        port, token = re.search(r"127\.0\.0\.1:(\d+)/\?token=(\S+)", served.stdout.readline()).groups()
        client = Client(port)
        for _ in range(50):
            if client.enter(token)[0] == 303:
                break
            time.sleep(0.1)
        lines = json.loads(client.ask("/queue")[2])["questions"]
        for line in lines[:5]:
            assert client.ask("/decide", {"question": line["id"], "act": "right"})[0] == 200
        os.kill(served.pid, signal.SIGKILL)
    finally:
        served.kill()
        served.wait()
        served.stdout.close()
    assert len(parse_journal((tmp_path / "corrections.jsonl").read_text("utf-8"))) == 5
