from urllib.parse import quote

import models as p2
import requests
from steps import check, env, is_certificate

prefix = env("URL") + "/.p2/core/v1"
fid, session_id = quote(env("FID"), safe=""), env("SESSION_ID")


def ask(method, path, token=None, headers=None, **rest):
    authorization = {"Authorization": f"Bearer {env(token)}"} if token else {}
    headers = {**authorization, **(headers or {})}
    return requests.request(method, prefix + path, headers=headers, timeout=30, **rest)


def read(model, answer):
    """The answer's content as the generated model reads it."""
    return model.model_validate_json(answer.text)


check("getChallenge", lambda: read(p2.Challenge, ask("GET", "/challenge")).expires > 0)

cert = read(p2.CertificatePem, ask("GET", "/idcert/server")).root
check("getServerIdCert", lambda: is_certificate(cert))

accept = {"Accept": "application/x-pem-file"}
check("bare-pem", lambda: p2.CertificatePem(ask("GET", "/idcert/server", headers=accept).text).root == cert)

check(
    "getServerPublicKey",
    lambda: "PUBLIC KEY" in read(p2.PublicKeyPem, ask("GET", "/key/server")).root,
)


def actor_id_certs():
    answer = ask("GET", f"/idcert/actor/{fid}", params={"session_id": session_id})
    return [pem.root for pem in read(p2.ActorIdCerts, answer).idcerts] == [env("ID_CERT")]


check("getActorIdCerts", actor_id_certs)


def typed_404():
    answer = ask("GET", "/idcert/actor/nobody%40home.example.com")
    error = read(p2.ProtocolError, answer)
    return answer.status_code == error.errcode == 404 and error.error == "P2CORE_ACTOR_NOT_FOUND"


check("typed-404", typed_404)

check(
    "getKeyPackages",
    lambda: len(read(p2.KeyPackages, ask("GET", f"/keypackage/{fid}", "TOKEN")).root) == 1,
)

check("getEvents", lambda: read(p2.GatewayEvents, ask("GET", "/events", "TOKEN")).root[0].n == "core")

check("empty-409", lambda: ask("GET", "/events", "TOKEN").status_code == 409)

pem = p2.PresentedIdCert(env("ID_CERT")).root
check(
    "updateSessionIdCert",
    lambda: ask("PUT", "/session/idcert/extern", "TOKEN", data=pem).status_code == 201,
)

check(
    "rotateServerIdentityKey",
    lambda: is_certificate(read(p2.CertificatePem, ask("PUT", "/key/server", "ADMIN_TOKEN")).root),
)

check(
    "deleteSession",
    lambda: ask("DELETE", "/session", "TOKEN", params={"session_id": session_id}).status_code == 204,
)

name, payload = env("ACTOR_NAME"), {"password": env("PASSWORD")}


def create_identity():
    registration = p2.Registration(actor_name=name, auth_payload=payload)
    answer = ask("POST", "/register", data=registration.model_dump_json())
    return read(p2.NewIdentity, answer).fid.root.startswith(name + "@")


check("createIdentity", create_identity)

trust = p2.Trust(actor_name=name, csr=env("CSR"), auth_payload=payload)
trusted = read(p2.IssuedSession, ask("POST", "/session/trust", data=trust.model_dump_json()))
check("trustSession", lambda: is_certificate(trusted.id_cert.root))

holding = {"Authorization": f"Bearer {trusted.token.root}"}
check(
    "revokeSessionToken",
    lambda: ask("PUT", "/session/revoke", headers=holding).status_code == 204,
)
