"""Checks the exchanges that the emulator wrote down, from outside.

Every answer must be readable by aiogram, a client that knows nothing of the emulator, and every request must be valid
against the official description of the Bot API. Exits with 1 and a line for each problem if anything is wrong.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from aiogram import Bot, methods
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from pydantic import BaseModel, ValidationError

WEBHOOK = "(webhook)"
ERRORS = {
    400: TelegramBadRequest,
    401: TelegramUnauthorizedError,
    403: TelegramForbiddenError,
    404: TelegramNotFound,
    409: TelegramConflictError,
    429: TelegramRetryAfter,
}


class Spec:
    """The official methods and types."""

    def __init__(self, path):
        described = json.loads(path.read_text("utf-8"))
        self.methods, self.types = described["methods"], described["types"]

    def mismatch(self, value, kinds, where, form=False):
        """What is wrong with a value that must be of one of these types, or None; the most precise complaint wins."""
        wrong = [self._mismatch(value, kind, where, form) for kind in kinds]
        return None if None in wrong else max(wrong, key=len)

    def _mismatch(self, value, kind, where, form):
        if form and isinstance(value, str) and kind not in ("String", "InputFile"):
            try:
                value = json.loads(value)
            except ValueError:
                return f"{where}: no {kind}: {value!r}"
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return f"{where}: no {kind}"
            inner = [kind.removeprefix("Array of ")]
            found = (self.mismatch(item, inner, f"{where}[{at}]") for at, item in enumerate(value))
            return next((wrong for wrong in found if wrong), None)
        simple = {
            "String": lambda: isinstance(value, str),
            "Boolean": lambda: isinstance(value, bool),
            "True": lambda: value is True,
            "Integer": lambda: isinstance(value, int) and not isinstance(value, bool),
            "Float": lambda: isinstance(value, (int, float)) and not isinstance(value, bool),
            "InputFile": lambda: isinstance(value, dict) and "$file" in value,
        }
        if kind in simple:
            return None if simple[kind]() else f"{where}: no {kind}: {str(value)[:60]!r}"
        described = self.types.get(kind)
        if described is None:
            return f"{where}: the official description knows no type {kind}"
        if described.get("subtypes"):
            return self.mismatch(value, described["subtypes"], where)
        if not isinstance(value, dict):
            return f"{where}: no {kind}"
        return self._fields(value, described["fields"], where)

    def _fields(self, values, fields, where, form=False):
        for name, value in values.items():
            if name not in fields:
                return f"{where}: unknown field {name}"
            wrong = self.mismatch(value, fields[name]["types"], f"{where}.{name}", form)
            if wrong:
                return wrong
        missing = [name for name, field in fields.items() if field["required"] and name not in values]
        return f"{where}: {missing[0]} is missing" if missing else None

    def check_request(self, exchange):
        method = self.methods.get(exchange["method"])
        if method is None:
            return "no such method"
        request = dict(exchange["request"])
        files = {name for name, value in request.items() if isinstance(value, dict) and "$file" in value}
        attached = re.findall(r"attach://([\w-]+)", json.dumps(request))
        for name in files.intersection(attached) - method["fields"].keys():
            del request[name]
        return self._fields(request, method["fields"], "request", exchange["form"]) or limits(request, exchange)

    def check_answer(self, exchange):
        if exchange["method"] == WEBHOOK:
            return self.mismatch(exchange["answer"], ["Update"], "update")
        if not exchange["answer"]["ok"]:
            parameters = exchange["answer"].get("parameters", {})
            return self.mismatch(parameters, ["ResponseParameters"], "parameters")
        method = self.methods.get(exchange["method"])
        returned = method["returns"] if method else []
        return self.mismatch(exchange["answer"]["result"], returned, "result") if returned else None


def limits(request, exchange):
    """The limits that the official types do not show; what Telegram has refused itself is none of ours."""
    if exchange["status"] != 200 or isinstance(exchange["answer"], str):
        return None
    if exchange["method"] in ("sendMessage", "editMessageText") and not request.get("parse_mode"):
        if not 1 <= units(request.get("text", "")) <= 4096:
            return "request.text: not of 1 to 4096 characters"
    if not request.get("parse_mode") and units(request.get("caption", "")) > 1024:
        return "request.caption: over 1024 characters"
    sent = exchange["answer"]["result"]
    if isinstance(sent, dict):
        if units(sent.get("text", "")) > 4096 or units(sent.get("caption", "")) > 1024:
            return "the text is too long after parsing"
    markup = request.get("reply_markup", {})
    markup = json.loads(markup) if isinstance(markup, str) else markup
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            return "callback_data: not of 1 to 64 bytes"
    return None


def units(text):
    return len(text.encode("utf-16-le")) // 2


def unknown_fields(value, where="result"):
    """aiogram keeps what it does not know; here that is a mistake."""
    if isinstance(value, BaseModel):
        extra = sorted(value.model_extra or {})
        if extra:
            return f"{where}: unknown to aiogram: {', '.join(extra)}"
        found = (unknown_fields(getattr(value, name), f"{where}.{name}") for name in type(value).model_fields)
        return next((wrong for wrong in found if wrong), None)
    if isinstance(value, (list, tuple)):
        found = (unknown_fields(item, f"{where}[{at}]") for at, item in enumerate(value))
        return next((wrong for wrong in found if wrong), None)
    return None


def read_update(update):
    """What is wrong with an update that must tell exactly one thing, or None."""
    try:
        read = Update.model_validate(update)
    except ValidationError as error:
        return f"aiogram cannot read the update: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}"
    kinds = [name for name in update if name != "update_id"]
    if len(kinds) != 1:
        return f"an update of {len(kinds)} kinds: {', '.join(kinds)}"
    return unknown_fields(read, "update")


def read_answer(bot, exchange):
    """What is wrong with an answer as aiogram reads it, or None."""
    if exchange["method"] == WEBHOOK:
        return read_update(exchange["answer"])
    kind = getattr(methods, exchange["method"][0].upper() + exchange["method"][1:], None)
    if kind is None:
        return "aiogram has no such method"
    answer, status = exchange["answer"], exchange["status"]
    content = answer if isinstance(answer, str) else json.dumps(answer)
    try:
        response = bot.session.check_response(bot, kind.model_construct(), status, content)
    except ClientDecodeError as error:
        # The page of a proxy is no JSON; Telegram's clients live with that.
        return None if isinstance(answer, str) and status >= 500 else f"aiogram cannot read it: {' '.join(str(error).split())}"
    except TelegramAPIError as error:
        return wrong_error(error, answer, status)
    if status != 200:
        return f"aiogram takes status {status} for a success"
    # aiogram would take this for an answer without content.
    if answer.get("result") is None:
        return "no result"
    if exchange["method"] == "getUpdates":
        wrong = (read_update(update) for update in answer["result"])
        return next((problem for problem in wrong if problem), None)
    return unknown_fields(response.result)


def wrong_error(error, answer, status):
    """Is a refusal what its status says?"""
    parameters = answer.get("parameters", {})
    expected = ERRORS.get(status, TelegramServerError)
    if "migrate_to_chat_id" in parameters:
        expected = TelegramMigrateToChat
        if getattr(error, "migrate_to_chat_id", None) != parameters["migrate_to_chat_id"]:
            return "aiogram does not see where the group went"
    if status == 429 and f"retry after {getattr(error, 'retry_after', None)}" not in answer["description"]:
        return "aiogram sees another time to retry after than the description says"
    if answer.get("error_code") != status:
        return f"error_code {answer.get('error_code')} with status {status}"
    if type(error) is not expected:
        return f"aiogram raises {type(error).__name__}, not {expected.__name__}"
    return None


def without_raw(exchange):
    """The exchange without the updates that a test made by hand; None if that was all."""
    raw = set(exchange.get("raw", []))
    if not raw:
        return exchange
    if exchange["method"] == WEBHOOK:
        return None
    kept = [update for update in exchange["answer"]["result"] if update["update_id"] not in raw]
    return {**exchange, "answer": {**exchange["answer"], "result": kept}}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spec", type=Path, help="the official methods and types, as JSON")
    parser.add_argument("--expect", default="", help="methods that must occur, separated by commas")
    arguments = parser.parse_args()
    spec = None
    if arguments.spec and arguments.spec.is_file():
        spec = Spec(arguments.spec)
    else:
        print(f"skipped: requests against the official description: no file {arguments.spec or '(see --spec)'}")
    bot = Bot("7000042:AAE-emulated_token_of_the_tests", session=AiohttpSession())
    problems, seen, count = [], set(), 0
    for file in sorted(arguments.folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            exchange = json.loads(line)
            count += 1
            seen.add(exchange["method"])
            checked = without_raw(exchange)
            if checked is None:
                continue
            found = [read_answer(bot, checked)]
            if spec:
                found += [spec.check_request(checked)] if checked["method"] != WEBHOOK else []
                found += [spec.check_answer(checked)] if not isinstance(checked["answer"], str) else []
            place = f"{file.name}:{number}: {exchange['method']}"
            problems += [f"{place}: {problem}" for problem in found if problem]
    if not count:
        problems.append(f"no exchange in {arguments.folder}")
    expected = {method for method in arguments.expect.split(",") if method}
    problems += [f"never seen: {method}" for method in sorted(expected - seen)]
    print("\n".join(problems) or f"{count} exchanges of {len(seen)} methods are as they should be")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
