"""In: the gray picture of a page. Out: its drawn lines, and places with ink where no words were recognised.

Lines are found by opening the picture with long thin kernels (OpenCV). Not handled: dotted and double lines.
"""

from __future__ import annotations

from typing import Any

Line = tuple[float, float, float]
"""where it stands on the other axis, its start and its end, in pixels"""
PixelBox = tuple[int, int, int, int]

LEVEL = 58
"""shortest level line in pixels at 200 dpi; a printed 一 of 16 points has 45"""
UPRIGHT = 48
THICK = 14
"""a mark thicker than this many pixels is no line"""
HEAD = 0.35
"""red print within this share of the page's top is a letterhead, below it a seal"""
RED = 60
"""how much redder than green and blue a pixel of a seal is"""
SLACK = 5
FLAT = (16, 60)
"""width in pixels of a lone 一"""
INK = 25
"""fewest dark pixels that may be a character"""


def take_off_seal(picture: Any) -> Any:
    """Return the picture in gray without red seals; a red letterhead (××人民政府文件) stays."""
    import cv2
    import numpy as np

    if picture.ndim == 2:
        return picture
    blue, green, red = (picture[:, :, channel].astype(np.int16) for channel in range(3))
    reddish = (red - np.maximum(blue, green)) > RED
    gray = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_BGR2GRAY)
    if reddish.sum() < 500:
        return gray
    seal = reddish.copy()
    seal[: int(HEAD * picture.shape[0])] = False
    spread = cv2.dilate(seal.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return np.where(spread, picture[:, :, 2], gray)


def turn_picture(gray: Any, angle: float) -> Any:
    """Return the picture turned back by `angle` degrees, white where nothing was."""
    import cv2

    tall, wide = gray.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, tall / 2), angle, 1.0)
    return cv2.warpAffine(gray, matrix, (wide, tall), flags=cv2.INTER_LINEAR, borderValue=255)


def find_rules(
    gray: Any, words: list[tuple[float, float, float, float]]
) -> tuple[list[Line], list[Line], list[PixelBox]]:
    """Return level lines, upright lines, and boxes of ink that is neither line nor among `words`."""
    import cv2
    import numpy as np

    _, dark = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    level = _open(dark, (LEVEL, 1), (5, 3))
    upright = _open(dark, (1, UPRIGHT), (3, 5))
    flat = [box for box in _boxes(level) if box[3] - box[1] <= THICK and not _is_stroke(box, words)]
    steep = [box for box in _boxes(upright) if box[2] - box[0] <= THICK and not _is_stroke(box, words)]
    horizontals = [((top + bottom) / 2, float(left), float(right)) for left, top, right, bottom in flat]
    verticals = [((left + right) / 2, float(top), float(bottom)) for left, top, right, bottom in steep]
    rest = dark.copy()
    rest[cv2.dilate(level | upright, np.ones((7, 7), np.uint8)) > 0] = 0
    for left, top, right, bottom in words:
        rest[max(int(top) - 4, 0) : int(bottom) + 5, max(int(left) - 4, 0) : int(right) + 5] = 0
    return horizontals, verticals, _missed(rest)


def _is_stroke(box: PixelBox, words: list[tuple[float, float, float, float]]) -> bool:
    """Tell whether a line lies wholly within recognised words: a stroke of a large character."""
    return any(
        left - SLACK <= box[0] and box[2] <= right + SLACK and top - SLACK <= box[1] and box[3] <= bottom + SLACK
        for left, top, right, bottom in words
    )


def _open(dark: Any, kernel: tuple[int, int], mend: tuple[int, int]) -> Any:
    """Return what of the dark pixels belongs to strokes as long as the kernel, small gaps mended."""
    import cv2

    mended = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, mend))
    return cv2.morphologyEx(mended, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, kernel))


def _boxes(mask: Any) -> list[PixelBox]:
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    return [
        (int(left), int(top), int(left + wide), int(top + tall)) for left, top, wide, tall, _ in stats[1:count].tolist()
    ]


def _missed(rest: Any) -> list[PixelBox]:
    """Return boxes of leftover ink that have the size of print, from top to bottom."""
    import cv2
    import numpy as np

    clean = cv2.morphologyEx(rest, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    near = cv2.dilate(clean, np.ones((9, 25), np.uint8))
    found = []
    margin = 0.03
    tall, wide = rest.shape[:2]
    for left, top, right, bottom in _boxes(near):
        inner = clean[top:bottom, left:right]
        rows, columns = np.nonzero(inner)
        if len(rows) < INK:
            continue
        box = (
            left + int(columns.min()),
            top + int(rows.min()),
            left + int(columns.max()) + 1,
            top + int(rows.max()) + 1,
        )
        height, width = box[3] - box[1], box[2] - box[0]
        at_edge = (
            box[0] < margin * wide
            or box[2] > (1 - margin) * wide
            or box[1] < margin * tall
            or box[3] > (1 - margin) * tall
        )
        flat = FLAT[0] <= width <= FLAT[1] and height >= 3  # 一 alone in a cell
        if ((14 <= height <= 90 and width >= 6) or (flat and height < 14)) and not at_edge:
            found.append(box)
    return sorted(found, key=lambda box: (box[1], box[0]))
