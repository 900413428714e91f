"""Reads an iCalendar file from standard input as a calendar would, and says what is in it.

A reader of its own (icalendar, from PyPI) judges the file; what it accepts must also be what RFC 5545 asks of whoever
writes it, and must not tell of anybody's health. Prints one line an event: its day, its title, its alarms.
"""

import re
import sys
from datetime import date, timedelta

import icalendar

UNFIT = re.compile(
    r"\b(gravid|incint|parto|maternit|nascit|puerper|allatt|malatt|ricover|ospedal|medic|diagnos|salut|"
    r"pregnan|matern|birth|born|breast|sick|hospital|health)",
    re.IGNORECASE,
)

raw = sys.stdin.buffer.read()
assert raw.endswith(b"END:VCALENDAR\r\n"), "the file is cut short"
assert all(line.endswith(b"\r") for line in raw.split(b"\n")[:-1]), "a line does not end with CRLF"
assert all(len(line) <= 76 for line in raw.split(b"\n")), "a line is too long"
for once in (b"PRODID", b"VERSION", b"CALSCALE", b"METHOD"):
    assert len(re.findall(rb"^" + once + rb":", raw, re.MULTILINE)) == 1, f"{once!r} does not stand once"

calendar = icalendar.Calendar.from_ical(raw)
assert calendar["VERSION"] == "2.0"
assert not calendar.errors, calendar.errors
unfit = UNFIT.search(raw.replace(b"\r\n ", b"").decode())
assert unfit is None, f"it says {unfit.group()!r}"

seen = set()
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    uid = str(event["UID"])
    assert uid not in seen, f"{uid} stands twice"
    seen.add(uid)
    day, end = event.decoded("DTSTART"), event.decoded("DTEND")
    assert type(day) is date and end == day + timedelta(days=1), "it is no whole day"
    assert event.decoded("DTSTAMP").tzinfo is not None, "DTSTAMP is not in UTC"
    alarms = event.walk("VALARM")
    assert alarms, "there is no alarm"
    for alarm in alarms:
        assert alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"]
    before = ", ".join(str(-alarm.decoded("TRIGGER")) for alarm in alarms)
    print(f"{day} {event['SUMMARY']} [{before}]")
assert seen, "the calendar is empty"
