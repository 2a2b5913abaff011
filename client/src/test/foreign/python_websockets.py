"""An echo on Debian's python3-websockets; with a certificate and its key it speaks TLS. Prints its port."""

import asyncio
import ssl
import sys

import websockets


async def echo(socket, path=None):
    async for message in socket:
        await socket.send(message)


async def main():
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    async with websockets.serve(echo, "127.0.0.1", 0, ssl=context, max_size=16 << 20) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
