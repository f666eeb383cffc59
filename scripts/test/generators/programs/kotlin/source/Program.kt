import okhttp3.OkHttpClient
import org.openapitools.client.apis.AuthenticationApi
import org.openapitools.client.apis.EncryptionApi
import org.openapitools.client.apis.FederatedIdentityApi
import org.openapitools.client.apis.OtherApi
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.ClientException
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.models.ProtocolError
import org.openapitools.client.models.Registration
import org.openapitools.client.models.Trust

fun env(name: String): String = System.getenv("P2CORE_$name")

/** Prints the step, and `ok` or what came in its place. */
fun check(step: String, seen: () -> Any?) {
    try {
        val outcome = seen()
        println("$step ${if (outcome == true) "ok" else "gave $outcome"}")
    } catch (error: Exception) {
        println("$step threw ${error.toString().lines().first()}")
    }
}

/** What a call threw, for its answer was no 2xx. */
fun refusal(call: () -> Any?): ClientException {
    try {
        call()
    } catch (error: ClientException) {
        return error
    }
    throw IllegalStateException("not refused")
}

fun isCertificate(pem: String) = pem.startsWith("-----BEGIN CERTIFICATE-----\n")

fun main() {
    val identity = FederatedIdentityApi(env("URL"))
    val administrator = FederatedIdentityApi(env("URL"))
    val encryption = EncryptionApi(env("URL"))
    val other = OtherApi(env("URL"))
    listOf(identity, encryption, other).forEach { it.accessTokenProvider = { env("TOKEN") } }
    administrator.accessTokenProvider = { env("ADMIN_TOKEN") }
    val fid = env("FID")
    val sessionId = env("SESSION_ID")

    check("getChallenge") { identity.getChallenge().expires > 0 }

    val cert = identity.getServerIdCert()
    check("getServerIdCert") { isCertificate(cert) }

    check("bare-pem") {
        // The generated client always asks for JSON first, and reads no media type but JSON and text/….
        val accepting = OkHttpClient.Builder().addInterceptor { chain ->
            chain.proceed(chain.request().newBuilder().header("Accept", "text/plain").build())
        }
        FederatedIdentityApi(env("URL"), accepting.build()).getServerIdCert() == cert
    }

    check("getServerPublicKey") { identity.getServerPublicKey().contains("PUBLIC KEY") }

    check("getActorIdCerts") {
        identity.getActorIdCerts(fid, sessionId = sessionId).idcerts == listOf(env("ID_CERT"))
    }

    check("typed-404") {
        val error = refusal { identity.getActorIdCerts("nobody@home.example.com") }
        val body = (error.response as ClientError<*>).body as String
        val typed = Serializer.moshi.adapter(ProtocolError::class.java).fromJson(body)
        error.statusCode == 404 && typed?.error == "P2CORE_ACTOR_NOT_FOUND"
    }

    check("getKeyPackages") { encryption.getKeyPackages(fid).size == 1 }

    check("getEvents") { other.getEvents()[0].n == "core" }

    check("empty-409") { refusal { other.getEvents() }.statusCode == 409 }

    check("updateSessionIdCert") {
        identity.updateSessionIdCertWithHttpInfo(env("ID_CERT")).statusCode == 201
    }

    check("rotateServerIdentityKey") { isCertificate(administrator.rotateServerIdentityKey()) }

    check("deleteSession") { identity.deleteSessionWithHttpInfo(sessionId, null).statusCode == 204 }

    val authentication = AuthenticationApi(env("URL"))
    val name = env("ACTOR_NAME")
    val payload = mapOf("password" to env("PASSWORD"))

    check("createIdentity") {
        authentication.createIdentity(Registration(name, payload)).fid.startsWith("$name@")
    }

    val trusted = authentication.trustSession(Trust(name, env("CSR"), payload))
    check("trustSession") { isCertificate(trusted.idCert) }

    check("revokeSessionToken") {
        authentication.accessTokenProvider = { trusted.token }
        authentication.revokeSessionTokenWithHttpInfo().statusCode == 204
    }
}
