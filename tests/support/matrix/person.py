"""Somebody with a Matrix client (matrix-nio), which encrypts where the room is encrypted and trusts every device."""

import asyncio
import json
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from nio import AsyncClient, AsyncClientConfig, EncryptionError, Event, MegolmEvent, SyncResponse
from nio.crypto import OutboundGroupSession
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.responses import ErrorResponse, Response
from nio.store import SqliteMemoryStore

from server import Json, Refused, Server
from timeline import Timeline

API = "/_matrix/client/v3"
EVERYTHING = {"room": {"timeline": {"limit": 1000}}}
MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}


def asked(method: Callable) -> Callable:
    """Marks what the tests can ask for by name."""
    method.asked = True
    return method


class Person:
    """One account on one device."""

    def __init__(self, server: Server, user_id: str, device: str) -> None:
        config = AsyncClientConfig(store=SqliteMemoryStore, max_timeout_retry_wait_time=1)
        self._server = server
        self._client = AsyncClient(server.url, user_id, config=config)
        self._client.restore_login(user_id, device, server.token)
        self._timelines: dict[str, Timeline] = defaultdict(Timeline)
        self._synced = asyncio.Condition()
        self._sealing = asyncio.Lock()
        self._withheld: dict[str, list[bytes]] = {}
        self._syncing: asyncio.Task | None = None
        self._password = ""

    @classmethod
    async def log_in(cls, server: Server, name: str, password: str) -> "Person":
        """Done once the device's keys are on the server, so that others can write to it."""
        who = {"type": "m.id.user", "user": name}
        login = {"type": "m.login.password", "identifier": who, "password": password}
        answer = await server.call("POST", f"{API}/login", login)
        server = Server(server.url, server.session, answer["access_token"])
        person = cls(server, answer["user_id"], answer["device_id"])
        person._password = password
        await person._step(wait=0)
        person._syncing = asyncio.create_task(person._sync())
        return person

    @property
    def user_id(self) -> str:
        return self._client.user_id

    async def close(self) -> None:
        if self._syncing:
            self._syncing.cancel()
        await self._client.close()

    @asked
    async def on_another_device(self) -> str:
        """Goes on with another device, as with a new telephone; the old one is logged out."""
        anew = await Person.log_in(self._server, self.user_id, self._password)
        await self.logout()
        self.__dict__ = anew.__dict__
        return self.user_id

    @asked
    async def logout(self) -> None:
        await self.close()
        await self._call("POST", "/logout", {})

    @asked
    async def display_name(self, name: str) -> None:
        await self._call("PUT", f"/profile/{quote(self.user_id)}/displayname", {"displayname": name})

    # Rooms

    @asked
    async def create_room(
        self,
        name: str | None = None,
        encrypted: bool = False,
        invite: list[str] | None = None,
        direct: bool = False,
        power_levels: Json | None = None,
    ) -> str:
        room = {
            "name": name,
            "preset": "trusted_private_chat" if direct else "private_chat",
            "is_direct": direct,
            "invite": invite or [],
            "initial_state": [{"type": "m.room.encryption", "content": MEGOLM}] if encrypted else [],
            "power_level_content_override": power_levels,
        }
        given = {field: value for field, value in room.items() if value is not None}
        room_id = (await self._call("POST", "/createRoom", given))["room_id"]
        await self._until(lambda: room_id in self._client.rooms)
        return room_id

    @asked
    async def join(self, room: str) -> None:
        await self._call("POST", f"/join/{quote(room)}", {})
        await self._until(lambda: room in self._client.rooms)

    @asked
    async def leave(self, room: str) -> None:
        await self._in(room, "POST", "leave", {})

    @asked
    async def invite(self, room: str, of: str) -> None:
        await self._in(room, "POST", "invite", {"user_id": of})

    @asked
    async def kick(self, room: str, of: str) -> None:
        await self._in(room, "POST", "kick", {"user_id": of})

    @asked
    async def set_power_level(self, room: str, of: str, level: int) -> None:
        levels = await self._in(room, "GET", "state/m.room.power_levels")
        levels.setdefault("users", {})[of] = level
        await self._in(room, "PUT", "state/m.room.power_levels", levels)

    @asked
    async def upgrade(self, room: str, version: str = "11") -> str:
        """The room is replaced by another, as clients do it; nobody has been invited there yet."""
        return (await self._in(room, "POST", "upgrade", {"new_version": version}))["replacement_room"]

    @asked
    async def enable_encryption(self, room: str) -> None:
        await self._in(room, "PUT", "state/m.room.encryption", MEGOLM)
        await self._is_encrypted(room)

    @asked
    async def members(self, room: str) -> dict[str, str]:
        """The membership of everybody who has or had one."""
        return await self._memberships(room)

    async def _memberships(self, room: str) -> dict[str, str]:
        events = (await self._in(room, "GET", "members"))["chunk"]
        return {event["state_key"]: event["content"]["membership"] for event in events}

    # Messages

    @asked
    async def say(
        self,
        room: str,
        text: str,
        msgtype: str = "m.text",
        thread: str | None = None,
        formatted: str | None = None,
        mentions: list[str] | None = None,
        reply_to: str | None = None,
    ) -> str:
        content: Json = {"msgtype": msgtype, "body": text, **self._thread(room, thread)}
        if reply_to is not None:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        if formatted is not None:
            content |= {"format": "org.matrix.custom.html", "formatted_body": formatted}
        if mentions is not None:
            content |= {"m.mentions": {"user_ids": mentions}}
        return await self._send(room, "m.room.message", content)

    @asked
    async def sticker(self, room: str, text: str, thread: str | None = None) -> str:
        content = {"body": text, "url": "mxc://localhost/sticker", "info": {}, **self._thread(room, thread)}
        return await self._send(room, "m.sticker", content)

    @asked
    async def edit(self, room: str, event: str, text: str, thread: str | None = None) -> str:
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text, **self._thread(room, thread)},
            "m.relates_to": {"rel_type": "m.replace", "event_id": event},
        }
        return await self._send(room, "m.room.message", content)

    @asked
    async def redact(self, room: str, event: str, reason: str | None = None) -> str:
        body = {} if reason is None else {"reason": reason}
        return (await self._in(room, "PUT", f"redact/{quote(event)}/{uuid4()}", body))["event_id"]

    @asked
    async def react(self, room: str, event: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self._send(room, "m.reaction", {"m.relates_to": relation})

    @asked
    async def send_file(
        self,
        room: str,
        name: str,
        mime: str,
        data: str,
        msgtype: str | None = None,
        thread: str | None = None,
        spoilt: bool = False,
        claimed: int | None = None,
    ) -> str:
        """The data is hexadecimal here and in `fetch_file`. A spoilt file is another than its event says, or claims to be of another size."""
        plain = bytes.fromhex(data)
        content: Json = {
            "msgtype": msgtype or file_type(mime),
            "body": name,
            "filename": name,
            **self._thread(room, thread),
        }
        content["info"] = {"mimetype": mime, "size": len(plain) if claimed is None else claimed}
        if await self._is_encrypted(room):
            sealed, keys = encrypt_attachment(plain)
            if spoilt:
                sealed = bytes(reversed(sealed))
            content["file"] = {**keys, "url": await self._upload(sealed, "application/octet-stream")}
        else:
            content["url"] = await self._upload(plain, mime)
        return await self._send(room, "m.room.message", content)

    @asked
    async def lines(self, room: str) -> list[Json]:
        return self._timelines[room].lines()

    @asked
    async def fetch_file(self, room: str, event: str) -> str:
        content = self._timelines[room].events[event]["content"]
        sealed = content.get("file")
        media = (sealed or content)["url"].removeprefix("mxc://")
        data = await self._server.transfer("GET", f"/_matrix/client/v1/media/download/{media}")
        if sealed:
            data = decrypt_attachment(data, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"])
        return data.hex()

    # Keys

    @asked
    async def keys_query(self, of: str) -> Json:
        """The devices and the cross-signing keys of somebody, in the server's words."""
        return await self._call("POST", "/keys/query", {"device_keys": {of: []}})

    @asked
    async def withhold_keys(self, room: str, on: bool) -> None:
        """While it is on nobody can read what this person says in the room; afterwards everybody is given the keys."""
        if not await self._is_encrypted(room):
            raise ValueError("the room is not encrypted: there are no keys")
        async with self._sealing:
            self._client.olm.outbound_group_sessions.pop(room, None)
            if on:
                self._withheld.setdefault(room, [])
            else:
                await self._meet_devices(room)
                for session in self._withheld.pop(room, []):
                    await self._give_out(room, session)

    async def _give_out(self, room: str, session: bytes) -> None:
        """`session` is from before its first message, so its key opens all of them. It must not write another."""
        sessions = self._client.olm.outbound_group_sessions
        sessions[room] = OutboundGroupSession.from_pickle(session)
        try:
            await self._share_keys(room)
        finally:
            sessions.pop(room, None)

    def _begin_withheld(self, room: str) -> None:
        """Says to the client that everybody has the keys of a session that nobody has been given."""
        sessions = self._client.olm.outbound_group_sessions
        if room not in sessions:
            self._client.olm.create_outbound_group_session(room)
            self._withheld[room].append(sessions[room].pickle())
            sessions[room].mark_as_shared()

    async def _meet_devices(self, room: str) -> None:
        """Learns from the server who is in the room or invited, and with which devices, however new these are."""
        accepted(await self._client.joined_members(room))
        for user, membership in (await self._memberships(room)).items():
            if membership == "invite":
                self._client.rooms[room].add_member(user, None, None, invited=True)
        self._client.olm.add_changed_users(set(self._client.rooms[room].users))
        accepted(await self._client.keys_query())

    def _forget_keys_not_everybody_has(self, room: str) -> None:
        session = self._client.olm.outbound_group_sessions.get(room)
        devices = self._client.device_store
        present = {(user, d.id) for user in self._client.rooms[room].users for d in devices.active_user_devices(user)}
        if session and present != session.users_shared_with:
            self._client.invalidate_outbound_session(room)

    async def _share_keys(self, room: str) -> None:
        accepted(await self._client.share_group_session(room, ignore_unverified_devices=True))

    async def _sealed(self, room: str, kind: str, content: Json) -> tuple[str, Json]:
        """An event as it goes to the server. Reactions are never encrypted."""
        if kind == "m.reaction" or not await self._is_encrypted(room):
            return kind, content
        async with self._sealing:
            await self._meet_devices(room)
            if room in self._withheld:
                self._begin_withheld(room)
            else:
                self._forget_keys_not_everybody_has(room)
                if self._client.olm.should_share_group_session(room):
                    await self._share_keys(room)
            return self._client.encrypt(room, kind, content)

    async def _is_encrypted(self, room: str) -> bool:
        """Asks the server: the room may have been encrypted a moment ago, and the client must know it then."""
        try:
            await self._in(room, "GET", "state/m.room.encryption")
        except Refused as refused:
            if refused.status != 404:
                raise
            return False
        if room not in self._client.rooms:
            # An error for those who have been put out of the room.
            await self._in(room, "GET", "joined_members")
        await self._until(lambda: room in self._client.rooms and self._client.rooms[room].encrypted)
        return True

    # The connection

    async def _sync(self) -> None:
        try:
            while True:
                await self._step(wait=30_000)
        except Exception:
            traceback.print_exc(file=sys.stderr)

    async def _step(self, wait: int) -> None:
        """The client's own loop would do the same, but ends when two queries for keys meet: ours and its."""
        response = await self._client.sync(wait, EVERYTHING)
        accepted(response)
        await self._record(response)
        if self._client.should_upload_keys:
            accepted(await self._client.keys_upload())
        if self._client.should_query_keys:
            accepted(await self._client.keys_query())
        if self._client.should_claim_keys:
            accepted(await self._client.keys_claim(self._client.get_users_for_key_claiming()))
        await self._client.send_to_device_messages()

    async def _record(self, response: SyncResponse) -> None:
        for room, news in response.rooms.leave.items():
            self._client.rooms.pop(room, None)
            self._add(room, news.timeline.events)
        for room, news in response.rooms.join.items():
            self._add(room, news.timeline.events)
        for timeline in self._timelines.values():
            timeline.unlock(self._decrypt)
        async with self._synced:
            self._synced.notify_all()

    def _add(self, room: str, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, MegolmEvent):
                event.room_id = room
            self._timelines[room].add(event)

    def _decrypt(self, event: MegolmEvent) -> Event | None:
        """Only with the keys at hand: a failure makes the client ask the sender for them."""
        if not self._client.olm.inbound_group_store.get(event.room_id, event.sender_key, event.session_id):
            return None
        try:
            return self._client.decrypt_event(event)
        except EncryptionError:
            return None

    async def _until(self, condition: Callable[[], bool]) -> None:
        async with self._synced:
            await self._synced.wait_for(condition)

    def _thread(self, room: str, root: str | None) -> Json:
        if root is None:
            return {}
        last = {"event_id": self._timelines[room].last_in_thread(root)}
        relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True, "m.in_reply_to": last}
        return {"m.relates_to": relation}

    async def _send(self, room: str, kind: str, content: Json) -> str:
        kind, content = await self._sealed(room, kind, content)
        return (await self._in(room, "PUT", f"send/{kind}/{uuid4()}", content))["event_id"]

    async def _upload(self, data: bytes, mime: str) -> str:
        answer = await self._server.transfer("POST", "/_matrix/media/v3/upload", data, mime)
        return json.loads(answer)["content_uri"]

    async def _in(self, room: str, method: str, path: str, body: Json | None = None) -> Any:
        return await self._call(method, f"/rooms/{quote(room)}/{path}", body)

    async def _call(self, method: str, path: str, body: Json | None = None) -> Any:
        return await self._server.call(method, API + path, body)


def file_type(mime: str) -> str:
    family = mime.split("/")[0]
    return f"m.{family}" if family in ("image", "video", "audio") else "m.file"


def accepted(response: Response) -> None:
    """The client hands errors back instead of raising them."""
    if isinstance(response, ErrorResponse):
        raise RuntimeError(str(response))
