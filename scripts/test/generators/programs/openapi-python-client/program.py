from polyproto_core_http_api_client import AuthenticatedClient, Client
from polyproto_core_http_api_client.api.authentication import (
    create_identity,
    revoke_session_token,
    trust_session,
)
from polyproto_core_http_api_client.api.encryption import get_key_packages
from polyproto_core_http_api_client.api.federated_identity import (
    delete_session,
    get_actor_id_certs,
    get_challenge,
    get_server_id_cert,
    get_server_public_key,
    rotate_server_identity_key,
    update_session_id_cert,
)
from polyproto_core_http_api_client.api.other import get_events
from polyproto_core_http_api_client.models import AuthPayload, Registration, Trust
from steps import check, env, is_certificate

url = env("URL")
anybody = Client(base_url=url)
session = AuthenticatedClient(base_url=url, token=env("TOKEN"))
administrator = AuthenticatedClient(base_url=url, token=env("ADMIN_TOKEN"))
fid, session_id = env("FID"), env("SESSION_ID")

check("getChallenge", lambda: get_challenge.sync(client=anybody).expires > 0)

cert = get_server_id_cert.sync(client=anybody)
check("getServerIdCert", lambda: is_certificate(cert))


def bare_pem():
    # The typed answer is read as JSON; the octets are there all the same.
    asking = Client(base_url=url, headers={"Accept": "application/x-pem-file"})
    answer = asking.get_httpx_client().request(**get_server_id_cert._get_kwargs())
    return answer.text == cert


check("bare-pem", bare_pem)

check("getServerPublicKey", lambda: "PUBLIC KEY" in get_server_public_key.sync(client=anybody))

check(
    "getActorIdCerts",
    lambda: get_actor_id_certs.sync(fid, client=anybody, session_id=session_id).idcerts
    == [env("ID_CERT")],
)


def typed_404():
    answer = get_actor_id_certs.sync_detailed("nobody@home.example.com", client=anybody)
    return answer.status_code == 404 and answer.parsed.error == "P2CORE_ACTOR_NOT_FOUND"


check("typed-404", typed_404)

check("getKeyPackages", lambda: len(get_key_packages.sync(fid, client=session)) == 1)

check("getEvents", lambda: get_events.sync(client=session)[0].n == "core")

check("empty-409", lambda: get_events.sync_detailed(client=session).status_code == 409)

check(
    "updateSessionIdCert",
    lambda: update_session_id_cert.sync_detailed(client=session, body=env("ID_CERT")).status_code
    == 201,
)

check(
    "rotateServerIdentityKey",
    lambda: is_certificate(rotate_server_identity_key.sync(client=administrator)),
)

check(
    "deleteSession",
    lambda: delete_session.sync_detailed(client=session, session_id=session_id).status_code == 204,
)

name, payload = env("ACTOR_NAME"), AuthPayload.from_dict({"password": env("PASSWORD")})

check(
    "createIdentity",
    lambda: create_identity.sync(
        client=anybody, body=Registration(actor_name=name, auth_payload=payload)
    ).fid.startswith(name + "@"),
)

trusted = trust_session.sync(
    client=anybody, body=Trust(actor_name=name, csr=env("CSR"), auth_payload=payload)
)
check("trustSession", lambda: is_certificate(trusted.id_cert))

holder = AuthenticatedClient(base_url=url, token=trusted.token)
check(
    "revokeSessionToken",
    lambda: revoke_session_token.sync_detailed(client=holder).status_code == 204,
)
