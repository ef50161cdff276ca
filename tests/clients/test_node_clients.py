"""ajv in its strict mode takes every schema and every file; TypeScript made from the schemas compiles and fits a use."""

import json
import subprocess
from pathlib import Path

import pytest

from extractor.schema import KINDS, RULES, build_schema

HERE = Path(__file__).parent
BIN = HERE / "node_modules" / ".bin"
pytestmark = pytest.mark.slow
USE = """
import type { CountyPlan2 } from "./plan";
export function first(plan: CountyPlan2): string[] {
  return plan.tasks.map((task) => `${task.id} ${task.deadlines[0]?.date ?? "-"} ${task.units[0]?.role}`);
}
"""
MISUSE = USE.replace("task.id}", "task.identity}")


def run(*command):
    return subprocess.run([*map(str, command)], cwd=HERE, capture_output=True, text=True, check=False, timeout=170)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schemas")
    for kind in (*KINDS, *RULES):
        (folder / f"{kind}.schema.json").write_text(json.dumps(build_schema(kind)), "utf-8")
    return folder


def test_ajv_strict_takes_schemas_and_files(schemas, produced):
    for path in (produced / "plans").glob("*.json"):
        (schemas / f"plan.{path.name}").write_bytes(path.read_bytes())
    for kind in ("alignment", "comparison"):
        (schemas / f"{kind}.all.json").write_bytes((produced / f"{kind}.json").read_bytes())
    done = run("node", "check.mjs", schemas)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_ajv_refuses_what_is_not_so(tmp_path):
    (tmp_path / "plan.schema.json").write_text(json.dumps(build_schema("plan")), "utf-8")
    (tmp_path / "plan.bad.json").write_text('{"schema": "county-plan/1"}', "utf-8")
    assert run("node", "check.mjs", tmp_path).returncode == 1


def test_typescript_made_from_the_schemas_compiles(schemas, tmp_path):
    for kind in (*KINDS, *RULES):
        made = run(BIN / "json2ts", "-i", schemas / f"{kind}.schema.json", "-o", tmp_path / f"{kind}.ts")
        assert made.returncode == 0, made.stderr
    compile_all = (
        BIN / "tsc",
        "--strict",
        "--noEmit",
        "--target",
        "es2022",
        "--moduleResolution",
        "bundler",
        "--module",
        "esnext",
    )
    for use, right in ((USE, True), (MISUSE, False)):
        (tmp_path / "use.ts").write_text(use, "utf-8")
        done = run(*compile_all, *sorted(tmp_path.glob("*.ts")))
        assert (done.returncode == 0) == right, done.stdout
