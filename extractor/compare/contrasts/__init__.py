"""What a careful reader would list: each measure, and each trait of a document, with what every plan prints of it."""

from extractor.compare.contrasts.listing import list_contrasts

__all__ = ["list_contrasts"]
