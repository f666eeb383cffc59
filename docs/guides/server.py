"""Two operations of the contract, getChallenge and getServerIdCert, with Python's standard library alone."""
import hashlib
import json
import os
import re
import secrets
import ssl
import string
import subprocess
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_to_bytes

CONTRACT = json.load(open("node_modules/@p2core/contract/dist/openapi.json"))
TIMESTAMP = CONTRACT["components"]["schemas"]["Timestamp"]["pattern"].rstrip("$")
STATUS = {entry["code"]: entry["status"] for entry in CONTRACT["x-p2-error-codes"]}
FIELDS = "Allow, Cache-Control, ETag, RateLimit, RateLimit-Policy, Retry-After, Vary, WWW-Authenticate"
DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
DOMAIN = "localhost"
ID_CERT = open("id-cert.pem").read()
DATES = subprocess.check_output(["openssl", "x509", "-noout", "-dates"], input=ID_CERT, text=True)
FIRST, LAST = [ssl.cert_time_to_seconds(date) for date in re.findall("=(.*)", DATES)]


class Refusal(Exception):
    """An error of the registry (R24)."""

    def __init__(self, code, details=None, headers=None):
        self.status, self.headers = STATUS[code], headers or {}
        self.body = {"errcode": self.status, "error": code}
        if details:
            self.body["details"] = details


def bad(path, message):
    return Refusal("P2CORE_BAD_REQUEST", [{"path": path, "message": message}])


def digest(domain):
    """R35: SHA-256 of the domain as a number of 43 digits."""
    number, digits = int.from_bytes(hashlib.sha256(domain.lower().encode()).digest(), "big"), ""
    for _ in range(43):
        number, digit = divmod(number, 62)
        digits = DIGITS[digit] + digits
    return digits


def get_challenge(_):
    challenge = digest(DOMAIN) + "".join(secrets.choice(DIGITS) for _ in range(85))
    return {"challenge": challenge, "expires": int(time.time()) + 300}, "no-store"


def get_server_id_cert(filters):
    """R10: this server has one certificate, for the times at which it holds."""
    at = int(filters.get("timestamp", time.time()))
    if not FIRST <= at <= LAST:
        raise Refusal("P2CORE_NO_CERT_AT_TIME")
    is_past = "timestamp" in filters and at < time.time()
    return ID_CERT, f"public, max-age={43200 if is_past else 3600}"


OPERATIONS = {"getChallenge": get_challenge, "getServerIdCert": get_server_id_cert}
ROUTES = {
    path: (item["get"], OPERATIONS[item["get"]["operationId"]])
    for path, item in CONTRACT["paths"].items()
    if item.get("get", {}).get("operationId") in OPERATIONS
}


def parameters_of(message):
    """The parameters of a media type: names in lower case, values without quotation marks."""
    found = re.findall(r';\s*([\w-]+)\s*=\s*("[^"]*"|[^;,\s]+)', message)
    return {name.lower(): value.strip('"') for name, value in found}


def acceptable(accept, offered):
    """R5: what `Accept` likes best of the media types; of equals the first."""
    ranges = []
    for text in accept.split(","):
        given = parameters_of(text)
        if given.get("charset", "utf-8").lower() == "utf-8":
            ranges.append((text.split(";")[0].strip().lower(), float(given.get("q", 1))))

    def weight(media_type):
        for wanted in (media_type, media_type.split("/")[0] + "/*", "*/*"):
            for name, quality in ranges:
                if name == wanted:
                    return quality
        return 0

    best = max(offered, key=weight)
    if weight(best) == 0:
        raise Refusal("P2CORE_NOT_ACCEPTABLE")
    return best


def no_number(name):
    raise ValueError(name)


def unescaped(text, path):
    try:
        if re.search("%(?![0-9A-Fa-f]{2})", text):
            raise ValueError
        return unquote_to_bytes(text.replace("+", " ")).decode()
    except ValueError:
        raise bad(path, "must have no malformed escape")


def in_query(query, names):
    found = {}
    for pair in query.split("&"):
        written, _, value = pair.partition("=")
        name = unquote_to_bytes(written).decode(errors="replace")
        if name in names:
            if name in found:
                raise bad(f"/query/{name}", "must not come twice")
            found[name] = checked(unescaped(value, f"/query/{name}"), f"/query/{name}")
    return found


def in_body(content, names):
    """R3: members of JSON in place of the query; `null` is no content."""
    try:
        value = json.loads(content.decode(), parse_constant=no_number) if content else None
    except ValueError:
        raise bad("/body", "must be JSON")
    if value is not None and not isinstance(value, dict):
        raise bad("/body", "must be an object")
    return {name: checked(value[name], f"/body/{name}") for name in names if name in (value or {})}


def checked(value, path):
    """R2: a decimal string, or a number by its value."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not re.fullmatch(TIMESTAMP, text):
        raise bad(path, "must be a time in whole seconds")
    return text


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.serve
        raise AttributeError(name)

    def serve(self):
        try:
            self.answer()
        except Refusal as refusal:
            self.refuse(refusal)

    def answer(self):
        path, _, query = self.path.partition("?")
        operation, handler = ROUTES.get(path.removesuffix("/"), (None, None))
        if operation is None:
            raise Refusal("P2CORE_NOT_FOUND")
        allow = {"Allow": "GET, HEAD, OPTIONS"}
        if self.command == "OPTIONS":
            return self.reply(204, None, None, allow)
        if self.command not in ("GET", "HEAD"):
            raise Refusal("P2CORE_METHOD_NOT_ALLOWED", headers=allow)
        content = self.content(operation.get("requestBody", {}))
        names = ["timestamp"] if "requestBody" in operation else []
        asked, written = in_query(query, names), in_body(content, names)
        if any(asked.get(name, written[name]) != written[name] for name in written):
            raise bad("/query/timestamp", "must not differ from the body")
        offered = list(operation["responses"]["200"]["content"])
        media_type = acceptable(self.headers.get("Accept", "*/*"), offered)
        body, cache = handler({**asked, **written})
        headers = {"Cache-Control": "no-store" if content else cache}
        if len(offered) > 1:
            headers["Vary"] = "Accept"
        if cache != "no-store":
            headers["ETag"] = f'"{hashlib.sha256((media_type + body).encode()).hexdigest()}"'
            known = re.findall(r'"[^"]*"|\*', self.headers.get("If-None-Match", ""))
            if headers["ETag"] in known or "*" in known:
                return self.reply(304, None, None, headers)
        self.reply(200, body, media_type, headers)

    def content(self, declared):
        """R4: the content, where it is of a type, charset and size that the operation takes."""
        limit = declared.get("x-p2-max-content-length", 0)
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            content = b""
            while (size := int(self.rfile.readline(), 16)) and len(content) <= limit:
                content += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            length = int(self.headers.get("Content-Length", 0))
            self.close_connection |= length > limit
            content = self.rfile.read(min(length, limit + 1))
        if not content:
            return content
        kind = self.headers.get("Content-Type", "").strip()
        charset = parameters_of(kind).get("charset", "utf-8").lower()
        well_formed = re.fullmatch(r'[\w.+/-]+\s*(;\s*([\w-]+=("[^"]*"|[\w.-]+))?\s*)*', kind)
        listed = kind.split(";")[0].strip().lower() in declared.get("content", {}) and well_formed
        is_text = charset in ("utf-8", "us-ascii") and "Content-Encoding" not in self.headers
        if not is_text or not (listed or (kind == "" and declared)):
            raise Refusal("P2CORE_UNSUPPORTED_MEDIA_TYPE")
        if len(content) > limit:
            self.close_connection = True
            raise Refusal("P2CORE_CONTENT_TOO_LARGE")
        return content

    def reply(self, status, body, media_type, headers):
        octets = b""
        if media_type:
            octets = (json.dumps(body) if media_type == "application/json" else body).encode()
            headers = {"Content-Type": media_type, "Content-Length": str(len(octets)), **headers}
        cors = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": FIELDS}
        if self.command == "OPTIONS":
            cors["Access-Control-Allow-Methods"] = "GET, HEAD"
            allowed = "Authorization, Content-Type, If-None-Match, X-P2-Sensitive-Solution"
            cors["Access-Control-Allow-Headers"] = allowed
        self.send_response(status)
        for name, value in {**headers, **cors}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(octets)

    def refuse(self, refusal):
        headers = {"Cache-Control": "no-store", **refusal.headers}
        self.reply(refusal.status, refusal.body, "application/json", headers)

    def send_error(self, code, *_):
        """What Python's own reading of a request refuses, by the registry too."""
        self.close_connection, self.command = True, getattr(self, "command", None) or "GET"
        names = {414: "P2CORE_URI_TOO_LONG", 431: "P2CORE_HEADER_FIELDS_TOO_LARGE"}
        refusal = Refusal(names.get(int(code), "P2CORE_BAD_REQUEST"))
        self.request_version = "HTTP/1.1"
        self.refuse(refusal)

    def log_message(self, *_):
        pass


ThreadingHTTPServer.request_queue_size = 128
PORT = os.environ.get("PORT", "3000")
try:
    server = ThreadingHTTPServer(("127.0.0.1", int(PORT)), Handler)
except (OSError, OverflowError, ValueError) as error:
    raise SystemExit(f"cannot listen on port {PORT}: {error}: set PORT to a free port")
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
