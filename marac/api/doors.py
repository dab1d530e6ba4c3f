"""Who passes the machine door: a request that is plain, asks for JSON, and is signed with a key of an agency."""

import re
from typing import Any

from litestar import Request
from litestar.handlers import BaseRouteHandler

from agencies.acts import Act, Desk
from agencies.agency_keys import AgencyKey, machine_key
from agencies.machine_acts import is_first_use, machine_act
from agencies.throttle import take_machine_request, take_unsigned_request
from marac.api.problems import Problem
from marac.api.signatures import (
    AHEAD,
    LONGEST_AGE,
    NOT_FIRST,
    NOT_OURS,
    Lines,
    Message,
    NotSigned,
    accept_signature,
    check_content,
    check_signature,
    named_key,
)
from marac.doors import Connection, door
from meetings.settings_in_force import settings_on

JSON = "application/json"
AnyRequest = Request[Any, Any, Any]
_ACCEPTED = re.compile(r"\s*(?:\*/\*|application/\*|application/json)\s*(?:;|$)")
_REFUSED = re.compile(r";\s*q=0(?:\.0*)?\s*(?:;|$)")


@door
async def requires_plain_request(connection: Connection, handler: BaseRouteHandler) -> None:
    """Pass whoever asks for JSON and for nothing beside the address."""
    _check_plain(connection, handler)


@door
async def requires_signature(connection: Connection, handler: BaseRouteHandler) -> None:
    """Pass an agency's own software, and say what it does: the act of its agency, within reach of its area alone."""
    _check_plain(connection, handler)
    if not isinstance(connection, Request):
        raise Problem(401, NOT_OURS)
    desk: Desk = connection.app.state.desk
    try:
        connection.scope["user"] = await _act_of(connection, desk)
    except NotSigned as refusal:
        await take_unsigned_request(connection.client.host if connection.client else "", now=desk.clock.now())
        wanted = accept_signature(has_content=connection.method == "POST")
        raise Problem(401, str(refusal), headers=wanted) from None


def provide_act(request: AnyRequest) -> Act:
    act: Act = request.scope["user"]
    return act


async def _act_of(request: AnyRequest, desk: Desk) -> Act:
    """Signature first, then how often, then the content: an unsigned body is never read."""
    now, has_content = desk.clock.now(), request.method == "POST"
    message = _message(request, desk.address)
    key = await _key_of(message)
    found = check_signature(message, key, now=now, has_content=has_content)
    act = await machine_act(desk, key, now=now)
    if act is None or key.officer is not None:
        raise Problem(403, "Use a key of your agency's own software, while your agency is a member of this area.")
    with act.at_work():
        rules = await settings_on(act, act.today)
    await take_machine_request(key.key_id, most=int(rules.value("machine_requests")), now=now)
    check_content(message, found, key=key, now=now, body=await request.body())
    if not await is_first_use(key.key_id, found.nonce or "", now=now, until=now + LONGEST_AGE + AHEAD):
        raise NotSigned(NOT_FIRST)
    return act


async def _key_of(message: Message) -> AgencyKey:
    key = await machine_key(named_key(message.headers))
    if key is None:
        raise NotSigned(NOT_OURS)
    return key


def _message(request: AnyRequest, address: str) -> Message:
    path = request.scope["raw_path"].partition(b"?")[0].decode("ascii")
    return Message(request.method, f"{address.rstrip('/')}{path}", Lines(request.scope["headers"]))


def _check_plain(connection: Connection, handler: BaseRouteHandler) -> None:
    if connection.scope["query_string"]:
        raise Problem(400, "Leave out the query: this address takes none.")
    wanted = connection.headers.get("accept", "*/*")
    if not any(_ACCEPTED.match(kind) and not _REFUSED.search(kind) for kind in wanted.split(",")):
        raise Problem(406, "Accept application/json: there is no other kind of answer.")
    takes = handler.opt.get("takes", ())
    if takes and connection.headers.get("content-type", "").partition(";")[0].strip().lower() not in takes:
        raise Problem(415, f"Send {' or '.join(takes)}.")
