"""stub"""
from typing import Any
def is_installed() -> bool: return False
