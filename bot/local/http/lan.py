"""Where other machines in the room find this one; knows the network's cards and nothing of the server."""

import socket

__all__ = ["lan_host"]

FAR_AWAY = ("192.0.2.1", 9)
"""An address that nobody has (RFC 5737): asking for the way to it tells our own address; nothing is sent."""


def lan_host() -> str:
    """The address of this machine in its network; 127.0.0.1 where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(FAR_AWAY)
        except OSError:
            return _by_name()
        found: str = probe.getsockname()[0]
        return found


def _by_name() -> str:
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return "127.0.0.1"
