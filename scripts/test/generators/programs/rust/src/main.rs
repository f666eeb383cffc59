use polyproto::apis::configuration::Configuration;
use polyproto::apis::federated_identity_api as identity;
use polyproto::apis::{authentication_api as authentication, encryption_api, other_api, Error};
use polyproto::models::{Registration, Trust};
use std::fmt::Debug;

fn env(name: &str) -> String {
    std::env::var(format!("P2CORE_{name}")).unwrap()
}

/// Prints the step, and `ok` or what came in its place.
fn check<T: Debug>(step: &str, answer: &T, good: bool) {
    if good {
        println!("{step} ok");
    } else {
        println!("{step} {answer:?}");
    }
}

fn at(token: &str) -> Configuration {
    holding(env(token))
}

fn holding(token: String) -> Configuration {
    Configuration {
        base_path: env("URL"),
        bearer_access_token: Some(token),
        ..Configuration::new()
    }
}

fn is_certificate(pem: &str) -> bool {
    pem.starts_with("-----BEGIN CERTIFICATE-----\n")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let session = at("TOKEN");
    let (fid, session_id) = (env("FID"), env("SESSION_ID"));

    let challenge = identity::get_challenge(&session).await;
    check("getChallenge", &challenge, matches!(&challenge, Ok(c) if c.expires > 0));

    let cert = identity::get_server_id_cert(&session, None, None).await;
    check("getServerIdCert", &cert, matches!(&cert, Ok(pem) if is_certificate(pem)));

    // The generated client reads no media type but JSON and text/plain.
    let mut accept = reqwest::header::HeaderMap::new();
    accept.insert("Accept", "text/plain".parse().unwrap());
    let client = reqwest::Client::builder().default_headers(accept).build().unwrap();
    let asking = Configuration { client, ..at("TOKEN") };
    let bare = identity::get_server_id_cert(&asking, None, None).await;
    check("bare-pem", &bare, matches!((&bare, &cert), (Ok(one), Ok(other)) if one == other));

    let key = identity::get_server_public_key(&session, None, None).await;
    check("getServerPublicKey", &key, matches!(&key, Ok(pem) if pem.contains("PUBLIC KEY")));

    let certs = identity::get_actor_id_certs(&session, &fid, None, Some(&session_id), None).await;
    check("getActorIdCerts", &certs, matches!(&certs, Ok(c) if c.idcerts == [env("ID_CERT")]));

    let nobody = "nobody@home.example.com";
    let missing = identity::get_actor_id_certs(&session, nobody, None, None, None).await;
    let code = match &missing {
        Err(Error::ResponseError(answer)) if answer.status == 404 => match &answer.entity {
            Some(identity::GetActorIdCertsError::Status404(error)) => error.error.as_str(),
            // The error is an untagged enumeration: the first status that fits the content is taken.
            Some(identity::GetActorIdCertsError::Status400(error)) => error.error.as_str(),
            _ => "",
        },
        _ => "",
    };
    check("typed-404", &missing, code == "P2CORE_ACTOR_NOT_FOUND");

    let packages = encryption_api::get_key_packages(&session, &fid).await;
    check("getKeyPackages", &packages, matches!(&packages, Ok(list) if list.len() == 1));

    let events = other_api::get_events(&session, None).await;
    check("getEvents", &events, matches!(&events, Ok(list) if list[0].n == "core"));

    let none = other_api::get_events(&session, None).await;
    check("empty-409", &none, matches!(&none, Err(Error::ResponseError(answer)) if answer.status == 409));

    let updated = identity::update_session_id_cert(&session, &env("ID_CERT")).await;
    check("updateSessionIdCert", &updated, updated.is_ok());

    let rotated = identity::rotate_server_identity_key(&at("ADMIN_TOKEN")).await;
    check("rotateServerIdentityKey", &rotated, matches!(&rotated, Ok(pem) if is_certificate(pem)));

    let ended = identity::delete_session(&session, &session_id, None).await;
    check("deleteSession", &ended, ended.is_ok());

    let name = env("ACTOR_NAME");
    let payload = Some([("password".to_string(), env("PASSWORD").into())].into());
    let registration = Registration { auth_payload: payload.clone(), ..Registration::new(name.clone()) };
    let identity = authentication::create_identity(&session, registration).await;
    check("createIdentity", &identity, matches!(&identity, Ok(i) if i.fid.starts_with(&format!("{name}@"))));

    let trust = Trust { auth_payload: payload, ..Trust::new(name, env("CSR")) };
    let trusted = authentication::trust_session(&session, trust).await;
    check("trustSession", &trusted, matches!(&trusted, Ok(t) if is_certificate(&t.id_cert)));

    if let Ok(trusted) = trusted {
        let revoked = authentication::revoke_session_token(&holding(trusted.token)).await;
        check("revokeSessionToken", &revoked, revoked.is_ok());
    }
}
