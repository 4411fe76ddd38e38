"""How the bot hears of updates: it asks for them, or they are brought to it."""

from bot.local.errors import ApiError
from bot.local.fields import boolean, integer, string, strings
from bot.local.hook import SIDE_BY_SIDE
from bot.local.methods.method import Method
from bot.local.store import Json
from bot.local.world import World

__all__ = ["METHODS"]

BATCH = 100
WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active"
SECONDS = 50


async def get_me(world: World, fields: Json) -> Json:  # noqa: ARG001
    """The bot itself."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(world: World, fields: Json) -> list[Json]:
    """The updates from the offset on; waits up to `timeout` seconds (at most 50) for the first."""
    if world.hook.url:
        raise ApiError(409, WEBHOOK_ACTIVE)
    if "allowed_updates" in fields:
        world.updates.allow(fields["allowed_updates"])
    limit = fields.get("limit", BATCH)
    return await world.updates.poll(
        offset=fields.get("offset", 0),
        limit=limit if 1 <= limit <= BATCH else BATCH,
        seconds=min(max(fields.get("timeout", 0), 0), SECONDS),
    )


async def set_webhook(world: World, fields: Json) -> bool:
    """Let updates be brought to an address on this machine, or no more where it is empty."""
    if not fields["url"]:
        return await delete_webhook(world, fields)
    if "allowed_updates" in fields:
        world.updates.allow(fields["allowed_updates"])
    if fields.get("drop_pending_updates"):
        world.updates.drop_all()
    connections = min(max(fields.get("max_connections", SIDE_BY_SIDE), 1), BATCH)
    world.hook.set(fields["url"], fields.get("secret_token", ""), connections)
    return True


async def delete_webhook(world: World, fields: Json) -> bool:
    """Let updates be brought no more; drops what waits, where asked to."""
    world.hook.take_away()
    if fields.get("drop_pending_updates"):
        world.updates.drop_all()
    return True


async def get_webhook_info(world: World, fields: Json) -> Json:  # noqa: ARG001
    """Where updates are brought to, and how many wait."""
    info: Json = {
        "url": world.hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    return info | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})


METHODS = [
    Method("getMe", get_me),
    Method(
        "getUpdates",
        get_updates,
        {"offset": integer, "limit": integer, "timeout": integer, "allowed_updates": strings},
    ),
    Method(
        "setWebhook",
        set_webhook,
        {
            "url": string,
            "ip_address": string,
            "max_connections": integer,
            "allowed_updates": strings,
            "drop_pending_updates": boolean,
            "secret_token": string,
        },
        ("url",),
    ),
    Method("deleteWebhook", delete_webhook, {"drop_pending_updates": boolean}),
    Method("getWebhookInfo", get_webhook_info),
]
