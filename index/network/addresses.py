"""Host names -> IP addresses, and which of these are public. Opens no connection."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

Resolver = Callable[[str], Sequence[str]]  # host name -> addresses, best first; may raise OSError

ROUTED_IPV6 = ipaddress.IPv6Network("2000::/3")  # all that is handed out for the internet
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits


def resolve(host: str) -> list[str]:
    """The addresses of a host, as the system orders them. Raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def resolve_within(seconds: float, resolver: Resolver, host: str) -> Sequence[str]:
    """`resolver(host)`, given up after `seconds`: the system's has no time limit.

    Raises TimeoutError and what the resolver raises.
    """
    thread = ThreadPoolExecutor(max_workers=1)
    try:
        return thread.submit(resolver, host).result(seconds)
    finally:
        thread.shutdown(wait=False)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet: not private, local, multicast or reserved.

    IPv6 forms that carry an IPv4 address past this check (mapped, 6to4, Teredo) are not public;
    behind NAT64 the address inside decides.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved
    if ip in NAT64:
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and ip in ROUTED_IPV6 and ip.sixtofour is None and ip.teredo is None
