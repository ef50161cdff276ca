"""libical, which Evolution and others read calendars by, finds no error in ours: collected where it is installed."""

import ctypes
import ctypes.util

import pytest

pytestmark = pytest.mark.slow


def find_libical():
    library = ctypes.CDLL(ctypes.util.find_library("ical"))
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for function in (library.icalrestriction_check, library.icalcomponent_count_errors):
        function.argtypes, function.restype = [ctypes.c_void_p], ctypes.c_int
    return library


def test_libical_finds_no_error(written):
    library = find_libical()
    calendars = {path: content for path, content in written.items() if path.endswith(".ics")}
    assert len(calendars) > 50
    for path, content in calendars.items():
        parsed = library.icalparser_parse_string(content)
        assert parsed, path
        library.icalrestriction_check(parsed)
        assert library.icalcomponent_count_errors(parsed) == 0, path


def test_libical_sees_what_is_wrong():
    library = find_libical()
    wrong = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    parsed = library.icalparser_parse_string(wrong)
    library.icalrestriction_check(parsed)
    assert library.icalcomponent_count_errors(parsed) > 0
