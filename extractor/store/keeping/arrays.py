"""In: an array of numbers. Out: plain parts that msgspec packs, and the array again; rows that are mostly nought small.

The views of a plan are rows of thousands of numbers of which some hundred are not nought: 0.3 MB become 5 KB.
Not handled: arrays of objects, which are refused.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

KINDS = frozenset("biuf")
"""truth values, whole numbers and fractions"""
SPARSE = 0.25
"""share of numbers that are not nought up to which only those are kept"""

Packed = tuple[str, list[int], bytes, bytes]


def pack_array(array: object) -> Packed:
    r"""Return the type, shape, places and numbers of an array; no places where all numbers are kept.

    >>> pack_array(np.array([[0, 0, 0, 0], [0, 0, 7, 0]], dtype=np.uint8))
    ('|u1', [2, 4], b'\x06\x00\x00\x00', b'\x07')
    """
    if not isinstance(array, np.ndarray) or array.dtype.kind not in KINDS:
        raise TypeError(type(array).__name__)
    flat = np.ascontiguousarray(array).reshape(-1)
    places = np.flatnonzero(flat)
    if len(places) > SPARSE * len(flat):
        return array.dtype.str, list(array.shape), b"", flat.tobytes()
    return array.dtype.str, list(array.shape), places.astype("<u4").tobytes(), flat[places].tobytes()


def unpack_array(kind: Any, packed: Any) -> NDArray[Any]:  # noqa: ARG001 - what msgspec calls it with
    """Return the array again.

    >>> unpack_array(None, pack_array(np.array([0.0, 0.5, 0.0, 0.0, 0.0])))
    array([0. , 0.5, 0. , 0. , 0. ])
    """
    name, shape, places, numbers = packed
    dtype = np.dtype(name)
    if dtype.kind not in KINDS:
        raise TypeError(name)
    size = int(np.prod(shape))
    values = np.frombuffer(numbers, dtype=dtype)
    if len(values) == size:
        return values.reshape(shape).copy()
    flat = np.zeros(size, dtype=dtype)
    flat[np.frombuffer(places, dtype="<u4")] = values
    return flat.reshape(shape)
