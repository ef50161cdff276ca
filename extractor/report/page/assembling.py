"""stub"""


def build_page(material):
    return b""
