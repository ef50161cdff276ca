"""What is written for other programs, read by those programs: khal, ReadStat, igraph; counts equal to ours."""

import io
import subprocess
import sys
from datetime import date

import pytest

pytestmark = pytest.mark.slow
KHAL = """
[calendars]
[[plans]]
path = {folder}/calendar
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M
[sqlite]
path = {folder}/khal.db
"""


def run_khal(folder, *command):
    khal = [sys.executable, "-m", "khal", "-c", str(folder / "config"), *map(str, command)]
    done = subprocess.run(khal, capture_output=True, text=True, check=False, timeout=170, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_khal_shows_every_limit_that_has_a_day(written, plans, tmp_path):
    """A recurrence is shown on its days and ends; what has no day is told in the export and is no event."""
    icalendar = pytest.importorskip("icalendar")
    pytest.importorskip("khal", reason="khal is not installed")
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    wanted = set()
    for plan in plans:
        content = written.get(f"ics/{plan.id}.ics")
        if content is None:
            assert not plan.deadlines
            assert not any(task.deadlines for task in plan.tasks)
            continue
        wanted |= {str(event["UID"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}
        (tmp_path / f"{plan.id}.ics").write_bytes(content)
        run_khal(tmp_path, "import", "--batch", tmp_path / f"{plan.id}.ics")
    dated = [one for plan in plans for task in (*plan.tasks, plan) for one in task.deadlines if one.date or one.rrule]
    assert len(wanted) >= len(dated) > 20
    assert (
        set(run_khal(tmp_path, "list", "--format", "{uid}", "--day-format", "", "2015-01-01", "2035-01-01").split())
        == wanted
    )
    assert run_khal(tmp_path, "list", "--format", "{uid}", "--day-format", "", "2035-01-01", "2060-01-01").split() == []


def test_readstat_gives_rows_labels_and_values_of_stata_files(written, tmp_path):
    """ReadStat is what R's haven and others read Stata files by."""
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    pandas = pytest.importorskip("pandas")
    files = {path: content for path, content in written.items() if path.endswith(".dta")}
    assert len(files) > 20
    for path, content in files.items():
        (tmp_path / "one.dta").write_bytes(content)
        frame, about = pyreadstat.read_dta(tmp_path / "one.dta", user_missing=False)
        with pandas.io.stata.StataReader(io.BytesIO(content)) as reader:
            theirs, labels = reader.read(convert_categoricals=False), reader.variable_labels()
        assert list(frame.columns) == list(theirs.columns), path
        assert about.column_names_to_labels == labels, path
        assert len(frame) == len(theirs), path
        for name in frame.columns:
            pairs = zip(frame[name], theirs[name], strict=True)
            assert all(as_plain(one) == as_plain(other) for one, other in pairs), (path, name)


def as_plain(cell):
    if cell is None or cell != cell or str(cell) in {"", "NaT"}:  # noqa: PLR0124 - NaN
        return None
    return date(cell.year, cell.month, cell.day) if hasattr(cell, "year") else cell


def test_igraph_gives_nodes_and_edges_of_networks(written, plans, tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    networkx = pytest.importorskip("networkx")
    files = {path: content for path, content in written.items() if path.endswith(".graphml")}
    assert len(files) > len(plans)
    for path, content in files.items():
        (tmp_path / "one.graphml").write_bytes(content)
        graph, theirs = (
            igraph.Graph.Read_GraphML(str(tmp_path / "one.graphml")),
            networkx.parse_graphml(content.decode()),
        )
        assert (graph.vcount(), graph.ecount()) == (len(theirs), theirs.number_of_edges()), path
        assert not graph.is_directed()
        assert sorted(graph.vs["label"]) == sorted(values["label"] for _, values in theirs.nodes(data=True)), path
        weights = graph.es["weight"] if graph.ecount() else []
        assert sum(weights) == sum(values["weight"] for *_, values in theirs.edges(data=True)), path
