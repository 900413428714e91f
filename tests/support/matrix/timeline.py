"""What one person has seen in one room."""

from collections.abc import Callable
from typing import Any

from nio import Event, MegolmEvent

Json = dict[str, Any]


class Timeline:
    """Events in the order in which they came, decrypted as soon as their keys are there."""

    def __init__(self) -> None:
        self.events: dict[str, Json] = {}
        self.encrypted: set[str] = set()
        self.locked: dict[str, MegolmEvent] = {}

    def add(self, event: Event) -> None:
        """Somebody who comes back to a room is given events again: each counts once."""
        event_id = event.source["event_id"]
        if event_id in self.events:
            return
        self.events[event_id] = event.source
        if isinstance(event, MegolmEvent):
            self.locked[event_id] = event
        if isinstance(event, MegolmEvent) or getattr(event, "decrypted", False):
            self.encrypted.add(event_id)

    def unlock(self, decrypt: Callable[[MegolmEvent], Event | None]) -> None:
        """Tries again what could not be decrypted; the events keep their places."""
        for event_id, event in list(self.locked.items()):
            if decrypted := decrypt(event):
                self.events[event_id] = decrypted.source
                del self.locked[event_id]

    def last_in_thread(self, root: str) -> str:
        """The event to which a client without threads sees the next one as a reply."""
        return [root, *(event_id for event_id, event in self.events.items() if thread_of(event) == root)][-1]

    def lines(self) -> list[Json]:
        """Everything seen, with the later edits and redactions applied to each event."""
        redacted = {event_id for event in self.events.values() if (event_id := redacts(event))}
        redacted |= {event_id for event_id, event in self.events.items() if was_redacted(event)}
        edits = self._edits(redacted)
        return [self._line(event, event_id in redacted, edits.get(event_id)) for event_id, event in self.events.items()]

    def _edits(self, redacted: set[str]) -> dict[str, Json]:
        """The latest new content of each edited event; only its sender can edit it."""
        edits = {}
        for event_id, event in self.events.items():
            edited = self.events.get(replaces(event) or "")
            if edited and edited["sender"] == event["sender"] and event_id not in redacted:
                edits[edited["event_id"]] = new_content(event)
        return edits

    def _line(self, event: Json, redacted: bool, edit: Json | None) -> Json:
        content, new = event["content"], new_content(event)
        now = {} if redacted else edit or content
        mentions = content.get("m.mentions", {})
        return {
            "event_id": event["event_id"],
            "sender": event["sender"],
            "type": event["type"],
            "state_key": event.get("state_key"),
            "msgtype": text(content, "msgtype"),
            "body": text(content, "body"),
            "formatted_body": text(content, "formatted_body"),
            "now": text(now, "body"),
            "now_formatted": text(now, "formatted_body"),
            "thread": thread_of(event) or thread_of(self.events.get(replaces(event) or "", event)),
            "reply_to": reply_to(event),
            "replaces": replaces(event),
            "new_body": text(new, "body"),
            "new_formatted_body": text(new, "formatted_body"),
            "reacts_to": related(event, "m.annotation"),
            "key": relation(event).get("key"),
            "redacts": redacts(event),
            "redacted": redacted,
            "mentions": {"user_ids": mentions.get("user_ids", []), "room": mentions.get("room", False)},
            "encrypted": event["event_id"] in self.encrypted,
            "undecryptable": event["type"] == "m.room.encrypted" and not redacted,
            "has_file": "url" in content or "file" in content,
            "ts": event["origin_server_ts"],
            "content": content,
        }


def text(content: Json, field: str) -> str | None:
    """A field of an event, which anybody may have filled with anything."""
    value = content.get(field)
    return value if isinstance(value, str) else None


def relation(event: Json) -> Json:
    return event["content"].get("m.relates_to") or {}


def related(event: Json, kind: str) -> str | None:
    return relation(event).get("event_id") if relation(event).get("rel_type") == kind else None


def thread_of(event: Json) -> str | None:
    return related(event, "m.thread")


def replaces(event: Json) -> str | None:
    return related(event, "m.replace")


def new_content(event: Json) -> Json:
    return event["content"].get("m.new_content") or {}


def reply_to(event: Json) -> str | None:
    """A reply that somebody meant, not one that is there for clients without threads."""
    meant = not relation(event).get("is_falling_back", False)
    return relation(event).get("m.in_reply_to", {}).get("event_id") if meant else None


def redacts(event: Json) -> str | None:
    """Newer room versions have it in the content."""
    return event.get("redacts") or (event["content"].get("redacts") if event["type"] == "m.room.redaction" else None)


def was_redacted(event: Json) -> bool:
    return "redacted_because" in event.get("unsigned", {})
