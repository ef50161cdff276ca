"""Tests of programs from npm are collected only where they are installed: they are no skips elsewhere.

npm ci --ignore-scripts --prefix tests/clients
"""

from pathlib import Path

HERE = Path(__file__).parent
collect_ignore = [] if (HERE / "node_modules").is_dir() else ["test_node_clients.py"]
