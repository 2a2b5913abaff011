"""Runs the cookbook through Debian's python3-websockets: URL as argument, queries on stdin."""
import asyncio
import sys

import websockets

WAIT = 8


async def converse(uri, query, seen):
    async with websockets.connect(
        uri, open_timeout=2, ping_interval=0.5, ping_timeout=0.5, close_timeout=1, max_size=1 << 20
    ) as socket:
        seen.append("open")
        await socket.send("hello")
        while True:
            data = await socket.recv()
            seen.append(data if len(data) <= 20 else f"{len(data)} bytes")
            if not any(word in query for word in ("close", "reset", "half")):
                await socket.close(1000)


async def react(base, query):
    seen = []
    try:
        await asyncio.wait_for(converse(f"{base}?{query}", query, seen), WAIT)
    except websockets.ConnectionClosed as closed:
        seen.append(f"{type(closed).__name__}: {closed}")
    except Exception as error:
        seen.append(f"{type(error).__name__}: {error}".removesuffix(": "))
    return ", ".join(seen)


async def main():
    for query in sys.stdin.read().split():
        print(await react(sys.argv[1], query), flush=True)


asyncio.run(main())
