"""The program, or work on a cluster, to which something happens at a moment that does not depend on the clock.

    python -m tests.store.mishaps workers 1,6 run FOLDER --out DIR --store --cluster local    # a worker is killed
    python -m tests.store.mishaps whole 5 run FOLDER --out DIR --store --jobs 2               # the run is killed
    python -m tests.store.mishaps work FOLDER deadly                                          # work that ends its worker

The first two count the documents whose results came back; `whole end` is the moment before the index is written.
"""

import json
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

NARROW = 6
"""plans from which on workbook and page are left out, so that the store is what a run costs"""


def kill_worker(executor, killed):
    """Kill a worker that is at work and was not killed before, and return its process number."""
    for _ in range(120):  # one that died just now may still be listed, and the next one may not be there yet
        answers = executor.client.run(os.getpid, on_error="ignore").values()
        alive = sorted(pid for pid in answers if isinstance(pid, int) and pid not in killed)
        if alive:
            os.kill(alive[0], signal.SIGKILL)
            return alive[0]
        time.sleep(0.5)
    raise RuntimeError


def run_with_mishaps(what, moments, words):
    """Run the program; kill a worker, or everything, after as many results as `moments` says."""
    from extractor.cli import main
    from extractor.store import building
    from extractor.store.asking import selecting

    selecting.WIDE = selecting.WidePolicy(plans=NARROW)
    once, killed = building.read_all, []

    def read_all(wanted, mappings, root, executor, **options):
        for number, one in enumerate(once(wanted, mappings, root, executor, **options), 1):
            if str(number) in moments:
                if what == "whole":
                    os.kill(os.getpid(), signal.SIGKILL)
                killed.append(kill_worker(executor, killed))
                print("killed", killed[-1], flush=True)
            yield one

    building.read_all = read_all
    if what == "whole" and "end" in moments:
        building.write_index = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    main(words)


def work_or_end(given, folder, document):
    """Note that the document was begun; do to this process what the document's name says."""
    with (Path(folder) / document.name).open("a") as begun:
        begun.write("begun\n")
    if document.name == "deadly":
        os._exit(9)
    if document.name == "silent":
        time.sleep(600)
    return document.name + given.value


def work(folder, bad):
    """Print what came of five documents, one of which is bad."""
    from extractor.batch import run_in_turn, share
    from extractor.errors import Failure
    from extractor.model.paper.document import Document
    from extractor.store.cluster import ClusterPolicy, open_cluster
    from tests.store import mishaps

    policy = ClusterPolicy(deaths=2, silence=8.0 if bad == "silent" else 600.0, pulse=0.5)
    documents = [Document(name, name, b"") for name in ("a", bad, "b", "c", "d")]
    with open_cluster("local", 2, policy) as executor:
        given = share("!", executor)
        found = list(run_in_turn(partial(mishaps.work_or_end, given, folder), documents, executor))
    print(json.dumps([[one.name, one.message] if isinstance(one, Failure) else one for one in found]))


if __name__ == "__main__":
    if sys.argv[1] == "work":
        work(*sys.argv[2:])
    else:
        run_with_mishaps(sys.argv[1], sys.argv[2].split(","), sys.argv[3:])
