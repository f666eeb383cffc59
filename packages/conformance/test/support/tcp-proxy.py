"""Passes the octets of TCP connections on, both ways, and answers nothing by itself.

Usage: tcp-proxy.py <host> <port>; prints the port at which it listens.
"""

import socket
import struct
import sys
import threading

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def pass_on(source, target):
    """A direction of its own: where one breaks, what is under way in the other still arrives."""
    while True:
        try:
            octets = source.recv(65536)
        except ConnectionResetError:
            return False
        try:
            if not octets:
                target.shutdown(socket.SHUT_WR)
                return True
            target.sendall(octets)
        except OSError:
            return True


def serve(client):
    server = socket.create_connection((sys.argv[1], int(sys.argv[2])))

    def to_server():
        if not pass_on(client, server):
            server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            server.close()

    sending = threading.Thread(target=to_server)
    sending.start()
    pass_on(server, client)
    try:
        client.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    sending.join()
    client.close()
    server.close()


listener = socket.create_server(("127.0.0.1", 0), backlog=128)
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
