import openapi_client as p2
from steps import check, env, is_certificate


def client(token):
    return holding(env(token))


def holding(token):
    return p2.ApiClient(p2.Configuration(host=env("URL"), access_token=token))


def refusal(call):
    """The exception of a call whose answer is no 2xx; `data` is its typed content."""
    try:
        call()
    except p2.ApiException as error:
        return error


session = client("TOKEN")
identity = p2.FederatedIdentityApi(session)
administrator = p2.FederatedIdentityApi(client("ADMIN_TOKEN"))
encryption = p2.EncryptionApi(session)
other = p2.OtherApi(session)
fid, session_id = env("FID"), env("SESSION_ID")

check("getChallenge", lambda: identity.get_challenge().expires > 0)

cert = identity.get_server_id_cert()
check("getServerIdCert", lambda: is_certificate(cert))

# The generated client reads no media type but JSON and text/….
accept = {"Accept": "text/plain"}
check("bare-pem", lambda: identity.get_server_id_cert(_headers=accept) == cert)

check("getServerPublicKey", lambda: "PUBLIC KEY" in identity.get_server_public_key())

check(
    "getActorIdCerts",
    lambda: identity.get_actor_id_certs(fid, session_id=session_id).idcerts == [env("ID_CERT")],
)


def typed_404():
    error = refusal(lambda: identity.get_actor_id_certs("nobody@home.example.com"))
    return error.status == 404 and error.data.error == "P2CORE_ACTOR_NOT_FOUND"


check("typed-404", typed_404)

check("getKeyPackages", lambda: len(encryption.get_key_packages(fid)) == 1)

check("getEvents", lambda: other.get_events()[0].n == "core")

check("empty-409", lambda: refusal(other.get_events).status == 409)

check(
    "updateSessionIdCert",
    lambda: identity.update_session_id_cert_with_http_info(env("ID_CERT")).status_code == 201,
)

check("rotateServerIdentityKey", lambda: is_certificate(administrator.rotate_server_identity_key()))

check(
    "deleteSession",
    lambda: identity.delete_session_with_http_info(session_id).status_code == 204,
)

authentication = p2.AuthenticationApi(session)
name, payload = env("ACTOR_NAME"), {"password": env("PASSWORD")}

check(
    "createIdentity",
    lambda: authentication.create_identity(
        p2.Registration(actor_name=name, auth_payload=payload)
    ).fid.startswith(name + "@"),
)

trusted = authentication.trust_session(
    p2.Trust(actor_name=name, csr=env("CSR"), auth_payload=payload)
)
check("trustSession", lambda: is_certificate(trusted.id_cert))

check(
    "revokeSessionToken",
    lambda: p2.AuthenticationApi(holding(trusted.token))
    .revoke_session_token_with_http_info()
    .status_code
    == 204,
)
