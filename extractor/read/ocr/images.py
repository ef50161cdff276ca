"""In: the bytes of a picture. Out: its pixels for OCR, checked for size before they are decoded.

Not handled: pictures in other formats than Pillow reads.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.read.policy import POLICY


def decode_image(content: bytes, name: str) -> Any:
    """Return a picture as rows of blue, green and red.

    Raises UnreadableDocumentError where it is damaged or too large.
    """
    return next(decode_frames(content, name))


def count_frames(content: bytes, name: str) -> int:
    """Return how many pages a picture file has (TIFF may have several)."""
    with _open(content, name) as image:
        return int(getattr(image, "n_frames", 1))


def decode_frames(content: bytes, name: str) -> Iterator[Any]:
    """Yield each page of a picture file."""
    import numpy as np
    from PIL import Image

    with _open(content, name) as image:
        for frame in range(int(getattr(image, "n_frames", 1))):
            try:
                image.seek(frame)
                _check_size(image.size, name)
                pixels = np.asarray(image.convert("RGB"))
            except (OSError, EOFError, ValueError, SyntaxError, Image.DecompressionBombError):
                raise UnreadableDocumentError(
                    f"{name}: 图像第 {frame + 1} 页已损坏或不完整", hint="请重新下载或重新扫描"
                ) from None
            yield pixels[:, :, ::-1]


def _open(content: bytes, name: str) -> Any:
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged below
            image = Image.open(io.BytesIO(content))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise UnreadableDocumentError(f"{name}: 图像已损坏或格式不受支持", hint="请另存为 PNG 或 PDF") from None
    except Image.DecompressionBombError as error:
        raise UnreadableDocumentError(f"{name}: 图像过大（{error}）", hint="请以 200 至 300 dpi 重新扫描") from None
    _check_size(image.size, name)
    return image


def _check_size(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > POLICY.max_pixels:
        raise UnreadableDocumentError(
            f"{name}: 图像有 {size[0] * size[1] / 1e6:.0f} 百万像素，超过 {POLICY.max_pixels / 1e6:.0f} 百万的上限",
            hint="请以 200 至 300 dpi 重新扫描",
        )
