"""A server of one operation, on Python's own HTTP server. Prints the port at which it listens."""

import json
import secrets
import string
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ALPHABET = string.ascii_letters + string.digits


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/.p2/core/v1/challenge":
            self.send_error(404)
            return
        challenge = "".join(secrets.choice(ALPHABET) for _ in range(64))
        content = json.dumps({"challenge": challenge, "expires": int(time.time()) + 300}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
