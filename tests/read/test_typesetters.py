"""The same plans set by other typesetters: what was learned on one must hold on the next."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.read import read_document
from extractor.read.formats.word import office
from tests.fixtures.content import PLANS, read_blocks
from tests.fixtures.make import MADE
from tests.fixtures.markup import build_page
from tests.fixtures.truth import judge
from tests.read.building import document

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SOFFICE = office.find_program()

pytestmark = pytest.mark.slow


def check(plan: str, path: Path) -> None:
    verdict = judge(read_document(document(path.read_bytes(), path.name)), plan)
    assert verdict.wrong == []
    assert verdict.missing == []
    assert verdict.extra == []
    assert verdict.found_tables == verdict.tables


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("plan", PLANS)
def test_libreoffice(plan: str, tmp_path: Path) -> None:
    """Rows cut by pages are closed with a line here, numbers are generated, quotes hang into the margin."""
    shutil.copy(MADE / f"{plan}.docx", tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / f"{plan}.docx",
    ]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    if not (tmp_path / f"{plan}.pdf").exists():
        pytest.skip("LibreOffice is installed without its Writer")
    check(plan, tmp_path / f"{plan}.pdf")


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("style", ["ruled", "narrow"])
@pytest.mark.parametrize("plan", PLANS)
def test_chromium(plan: str, style: str, tmp_path: Path) -> None:
    """Characters come as Kangxi radicals here, and edges are left open at page breaks."""
    page, pdf = tmp_path / "plan.html", tmp_path / "plan.pdf"
    page.write_text(f'<meta charset="utf-8">{build_page(read_blocks(plan), style)}', "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-background-networking", "--no-pdf-header-footer"]
    subprocess.run(
        [str(CHROMIUM), *options, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}", str(page)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    check(plan, pdf)
