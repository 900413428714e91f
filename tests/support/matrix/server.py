"""Plain requests to a homeserver: those for which the answer of the server itself is wanted."""

import asyncio
import hashlib
import hmac
import json
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

import aiohttp

Json = dict[str, Any]

# The time limit of what is being asked now. Waiting because the server says so is not held against it.
patience: ContextVar[asyncio.Timeout] = ContextVar("patience")


class Refused(Exception):
    """The server has said no."""

    def __init__(self, status: int, answer: Json) -> None:
        super().__init__(f"{status} {answer.get('errcode')}: {answer.get('error')}")
        self.status = status


class Server:
    """A homeserver, asked by one account or by nobody in particular."""

    def __init__(self, url: str, session: aiohttp.ClientSession, token: str | None = None) -> None:
        self.url = url
        self.session = session
        self.token = token

    async def call(self, method: str, path: str, body: Json | None = None) -> Json:
        data = None if body is None else json.dumps(body).encode()
        return json.loads(await self.transfer(method, path, data))

    async def transfer(
        self, method: str, path: str, data: bytes | None = None, mime: str = "application/json"
    ) -> bytes:
        """Asks again for as long as the server finds that we ask too much."""
        headers = {"Content-Type": mime} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        while True:
            async with self.session.request(method, self.url + path, data=data, headers=headers) as response:
                answer = await response.read()
                if response.status < 400:
                    return answer
                error = as_error(answer)
            if error.get("errcode") != "M_LIMIT_EXCEEDED":
                raise Refused(response.status, error)
            await wait(error.get("retry_after_ms", 1000) / 1000)

    async def register(self, secret: str, user: str, password: str, admin: bool = False) -> Json:
        """Makes an account, as somebody who has the server's shared secret can."""
        nonce = (await self.call("GET", "/_synapse/admin/v1/register"))["nonce"]
        parts = [nonce, user, password, "admin" if admin else "notadmin"]
        mac = hmac.new(secret.encode(), "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        account = {"nonce": nonce, "username": user, "password": password, "admin": admin, "mac": mac}
        return await self.call("POST", "/_synapse/admin/v1/register", account)

    async def override_ratelimit(self, secret: str, user: str) -> Json:
        """Frees an account from the limit on messages, in the name of an administrator made for this."""
        made = await self.register(secret, f"admin-{uuid4().hex}", uuid4().hex, admin=True)
        admin = Server(self.url, self.session, made["access_token"])
        no_limit = {"messages_per_second": 0, "burst_count": 0}
        return await admin.call("POST", f"/_synapse/admin/v1/users/{user}/override_ratelimit", no_limit)


def as_error(answer: bytes) -> Json:
    try:
        return json.loads(answer)
    except ValueError:
        return {"error": answer.decode(errors="replace")}


async def wait(seconds: float) -> None:
    limit = patience.get()
    limit.reschedule((limit.when() or 0) + seconds)
    await asyncio.sleep(seconds)
