"""People with Matrix clients, for tests in another language.

Reads one request a line, `{"id": 1, "ask": "say", "user": "@ann:localhost", "room": "!r:localhost", "text": "hello"}`,
and writes one answer a line, `{"id": 1, "ok": ...}` or `{"id": 1, "error": "..."}`, in whatever order they come. The
methods marked as `asked` can be asked for: those of `People` and, with a `user`, those of a `Person` who has logged in.
Ends with its input.
"""

import asyncio
import json
import logging
import sys
from typing import Any

import aiohttp

from person import Person, asked
from server import Json, Server, patience

TIME_LIMIT = 60
LONGEST_LINE = 256 * 1024 * 1024


class People:
    """Everybody who has logged in."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._persons: dict[str, Person] = {}

    @asked
    async def register(self, homeserver: str, secret: str, name: str, password: str, admin: bool = False) -> str:
        account = await Server(homeserver, self._session).register(secret, name, password, admin)
        return account["user_id"]

    @asked
    async def override_ratelimit(self, homeserver: str, secret: str, of: str) -> Json:
        return await Server(homeserver, self._session).override_ratelimit(secret, of)

    @asked
    async def login(self, homeserver: str, name: str, password: str, display_name: str | None = None) -> str:
        person = await Person.log_in(Server(homeserver, self._session), name, password)
        self._persons[person.user_id] = person
        if display_name is not None:
            await person.display_name(display_name)
        return person.user_id

    async def close(self) -> None:
        for person in self._persons.values():
            await person.close()

    async def _answer(self, ask: str, user: str | None = None, **details: Any) -> Any:
        who = self if user is None else self._persons.get(user)
        if who is None:
            raise LookupError(f"{user} has not logged in")
        method = getattr(who, ask, None)
        if method is None or not hasattr(method, "asked"):
            raise LookupError(f"nothing called {ask} can be asked for")
        return await method(**details)

    async def serve(self, line: bytes) -> None:
        """Nothing hangs: what takes too long is an error too."""
        request = json.loads(line)
        answer = {"id": request.pop("id")}
        try:
            async with asyncio.timeout(TIME_LIMIT) as limit:
                patience.set(limit)
                answer["ok"] = await self._answer(**request)
        except TimeoutError:
            answer["error"] = f"not done within {TIME_LIMIT} s"
        except Exception as error:
            answer["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(answer), flush=True)


async def main() -> None:
    # Both are full of what is expected here: keys that have not come yet, devices that nobody has verified.
    logging.disable(logging.WARNING)
    lines = asyncio.StreamReader(limit=LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    tasks: set[asyncio.Task] = set()
    async with aiohttp.ClientSession() as session:
        people = People(session)
        while line := await lines.readline():
            task = asyncio.create_task(people.serve(line))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await people.close()


if __name__ == "__main__":
    asyncio.run(main())
