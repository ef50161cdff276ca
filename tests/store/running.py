"""Commands run within the test, and the bytes that they wrote."""

from extractor.cli import main


def call(capsys, *words):
    """Run a command; return its exit code, output and errors."""
    try:
        main([str(word) for word in words])
    except SystemExit as left:
        code = left.code
    else:
        code = 0
    out, err = capsys.readouterr()
    return code, out, err


def read_tree(folder, without="store"):
    """Return the bytes of all files below `folder` by their paths."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.relative_to(folder).parts[0] != without
    }
