"""The six flows of the contract over the sockets of two servers, without any code of ours.

Usage: flows.py HOME_URL HOME_DOMAIN HOME_ADMIN_TOKEN INVITATION FOREIGN_URL FOREIGN_DOMAIN
It ends with an error at the first answer or certificate that is not as the contract says.
"""

import base64
import hashlib
import os
import secrets
import subprocess
import sys
import tempfile
import time

import requests
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.x509.oid import NameOID, ObjectIdentifier

PREFIX = "/.p2/core/v1"
UNIQUE_IDENTIFIER = ObjectIdentifier("0.9.2342.19200300.100.1.44")
RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Server:
    """A server, and what one asks of it."""

    def __init__(self, url, domain):
        self.url, self.domain = url, domain

    def ask(self, method, path, status, token=None, **options):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.request(
            method, self.url + PREFIX + path, headers=headers, timeout=20, **options
        )
        expect(answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json() if answer.content else None

    def root(self, at=None):
        """Its own certificate, now or at a time, PEM."""
        return self.ask("GET", "/idcert/server", 200, params={"timestamp": at} if at else {})


class Session:
    """A session of an actor, with its key."""

    def __init__(self, fid, session_id):
        self.fid, self.session_id = fid, session_id
        self.key, self.id_cert, self.token = Ed25519PrivateKey.generate(), None, None

    def csr(self):
        """An ID-CSR, PEM: DC of the domain, its end first, then UID, CN and uniqueIdentifier."""
        local, domain = self.fid.split("@")
        components = [
            x509.NameAttribute(NameOID.DOMAIN_COMPONENT, label)
            for label in reversed(domain.split("."))
        ]
        subject = x509.Name([
            *components,
            x509.NameAttribute(NameOID.USER_ID, self.fid),
            x509.NameAttribute(NameOID.COMMON_NAME, local),
            x509.NameAttribute(UNIQUE_IDENTIFIER, self.session_id, x509.name._ASN1Type.IA5String),
        ])
        request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(self.key, None)
        return request.public_bytes(serialization.Encoding.PEM).decode()

    def identify(self, server):
        """Logs in to a server by its challenge. Returns the token."""
        challenge = server.ask("GET", "/challenge", 200)["challenge"]
        expect(challenge.startswith(digest(server.domain)), "the challenge is not of that domain")
        signature = base64.b64encode(self.key.sign(challenge.encode())).decode()
        completed = {"challenge": challenge, "signature": signature}
        body = {"completed_challenge": completed, "id_cert": self.id_cert}
        return server.ask("POST", "/session/identify", 201, json=body)["token"]


def digest(domain):
    """The first 43 characters of a domain's challenges (R35)."""
    number = int.from_bytes(hashlib.sha256(domain.lower().encode()).digest(), "big")
    text = ""
    while len(text) < 43:
        number, digit = divmod(number, 62)
        text = DIGITS[digit] + text
    return text


def expect(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def openssl_verifies(root, certificate, at=None):
    """OpenSSL says that the root has signed the certificate, and that both hold."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, pem in (("root", root), ("leaf", certificate)):
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "w") as file:
                file.write(pem)
        time_option = ["-attime", str(at)] if at else []
        command = ["openssl", "verify", *time_option, "-check_ss_sig", "-CAfile", *paths]
        result = subprocess.run(command, capture_output=True, text=True)
        expect(result.returncode == 0, f"openssl: {result.stdout}{result.stderr}")


def serial(pem):
    return str(x509.load_pem_x509_certificate(pem.encode()).serial_number)


def flags(server, session):
    """The certificates of a session as its home server lists them: serial number and flag."""
    listed = server.ask(
        "GET", f"/idcert/actor/{session.fid}", 200, params={"session_id": session.session_id}
    )
    return list(zip(map(serial, listed["idcerts"]), listed["invalidated"]))


def vector(*parts):
    """A vector of RFC 9420 section 2.1.2."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x40:
        return bytes([length]) + content
    return (0x4000 + length).to_bytes(2, "big") + content


def key_package(session):
    """A KeyPackage of RFC 9420, Base64, whose private keys nobody keeps."""
    def hpke():
        return vector(X25519PrivateKey.generate().public_key().public_bytes(*RAW))

    def signed(label, content):
        tbs = vector(b"MLS 1.0 " + label) + vector(content)
        return content + vector(session.key.sign(tbs))

    version, suite, x509_credential = b"\0\1", b"\0\1", b"\0\2"
    certificate = x509.load_pem_x509_certificate(session.id_cert.encode())
    der = certificate.public_bytes(serialization.Encoding.DER)
    now = int(time.time())
    leaf = b"".join([
        hpke(), vector(session.key.public_key().public_bytes(*RAW)),
        x509_credential, vector(vector(der)),
        vector(version), vector(suite), vector(), vector(), vector(x509_credential),
        b"\1", (now - 3600).to_bytes(8, "big"), (now + 86400).to_bytes(8, "big"), vector(),
    ])
    whole = version + suite + hpke() + signed(b"LeafNodeTBS", leaf) + vector()
    return base64.b64encode(signed(b"KeyPackageTBS", whole)).decode()


def enrol(home, name, invitation):
    password = secrets.token_hex(16)
    payload = {"password": password, "invite": invitation}
    fid = home.ask("POST", "/register", 201, json={"actor_name": name, "auth_payload": payload})["fid"]
    expect(fid == f"{name}@{home.domain}", f"a fid {fid}")
    return fid, {"password": password}


def begin(home, fid, credentials, session_id):
    session = Session(fid, session_id)
    body = {"actor_name": fid.split("@")[0], "csr": session.csr(), "auth_payload": credentials}
    answer = home.ask("POST", "/session/trust", 201, json=body)
    session.id_cert, session.token = answer["id_cert"], answer["token"]
    openssl_verifies(home.root(), session.id_cert)
    return session


def main(home_url, home_domain, admin_token, invitation, foreign_url, foreign_domain):
    home, foreign = Server(home_url, home_domain), Server(foreign_url, foreign_domain)

    # 1. Enrol.
    fid, credentials = enrol(home, f"alice-{secrets.token_hex(4)}", invitation)
    phone = begin(home, fid, credentials, "phone")
    laptop = begin(home, fid, credentials, "laptop")
    told = home.ask("GET", "/events", 200, token=phone.token)
    expect([event["op"] for event in told] == ["3"], f"events of a new session: {told}")
    print("enrolled", fid)

    # 2. Identify abroad.
    abroad = phone.identify(foreign)
    foreign.ask("GET", "/events", 409, token=abroad)
    print("logged in at", foreign.domain)

    # 3. Renew at home, update abroad.
    former, old_key, old_token = phone.id_cert, phone.key, phone.token
    phone.key = Ed25519PrivateKey.generate()
    csr = phone.csr()
    lost = home.ask("POST", "/session/idcert", 201, token=old_token, json={"csr": csr})
    again = home.ask("POST", "/session/idcert", 201, token=old_token, json={"csr": csr})
    expect(lost == again, "the same ID-CSR has another answer")
    phone.id_cert, phone.token = again["id_cert"], again["token"]
    openssl_verifies(home.root(), phone.id_cert)
    expect(flags(home, phone) == [(serial(former), True), (serial(phone.id_cert), False)], "flags")
    told = home.ask("GET", "/events", 200, token=phone.token)
    expect([event["d"] for event in told] == [{"remaining": 0}], f"events of the session: {told}")
    home.ask("GET", "/events", 401, token=old_token)
    told = home.ask("GET", "/events", 200, token=laptop.token)
    expect([event["op"] for event in told] == ["4"], f"events of a renewal: {told}")
    pem_type = {"Content-Type": "application/x-pem-file"}
    answer = requests.put(
        foreign.url + PREFIX + "/session/idcert/extern",
        data=phone.id_cert, headers={**pem_type, "Authorization": f"Bearer {abroad}"}, timeout=20,
    )
    expect(answer.status_code == 201, f"the update abroad: {answer.status_code} {answer.text}")
    print("renewed", serial(former), "as", serial(phone.id_cert))

    # 4. Rotate the server's key, verify an old certificate.
    before = int(time.time())
    old_root = home.root()
    time.sleep(2)
    new_root = home.ask("PUT", "/key/server", 200, token=admin_token)
    expect(serial(new_root) != serial(old_root), "the same root")
    expect(home.root() == new_root, "another root than the new one")
    expect(home.root(at=before) == old_root, "another root at the time before")
    openssl_verifies(home.root(at=before), phone.id_cert, at=before)
    told = home.ask("GET", "/events", 200, token=phone.token)
    expect([event["op"] for event in told] == ["6"], f"events of a rotation: {told}")
    tablet = begin(home, fid, credentials, "tablet")
    print("rotated to", serial(new_root))

    # 5. Publish and take KeyPackages.
    last, ordinary = key_package(phone), [key_package(phone), key_package(phone)]
    home.ask("PUT", "/keypackage_lr", 204, token=phone.token, json=last)
    home.ask("POST", "/keypackage/@me", 201, token=phone.token, json=ordinary)
    taken = [home.ask("GET", f"/keypackage/{fid}", 200, token=laptop.token) for _ in range(4)]
    expect(taken == [[ordinary[0]], [ordinary[1]], [last], [last]], "the KeyPackages given out")
    print("published and took", len(taken), "KeyPackages")

    # 6. Revoke.
    home.ask("PUT", "/session/revoke", 204, token=phone.token)
    home.ask("GET", "/events", 401, token=phone.token)
    phone.token = phone.identify(home)
    home.ask("DELETE", "/session", 204, token=phone.token, json={"session_id": "tablet"})
    expect(flags(home, tablet) == [(serial(tablet.id_cert), True)], "the flag of an ended session")
    challenge = foreign.ask("GET", "/challenge", 200)["challenge"]
    signature = tablet.key.sign(challenge.encode()).hex()
    completed = {"challenge": challenge, "signature": signature}
    refused = foreign.ask(
        "POST", "/session/identify", 403,
        json={"completed_challenge": completed, "id_cert": tablet.id_cert},
    )
    expect(refused["error"] == "P2CORE_ID_CERT_INVALIDATED", f"refused with {refused}")
    print("revoked; abroad:", refused["error"])
    print("All six flows went as the contract says.")


if __name__ == "__main__":
    main(*sys.argv[1:])
