import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AuthenticationApi;
import org.openapitools.client.api.EncryptionApi;
import org.openapitools.client.api.FederatedIdentityApi;
import org.openapitools.client.api.OtherApi;
import org.openapitools.client.model.IssuedSession;
import org.openapitools.client.model.ProtocolError;
import org.openapitools.client.model.Registration;
import org.openapitools.client.model.Trust;

public class Program {
  static String env(String name) {
    return System.getenv("P2CORE_" + name);
  }

  /** Prints the step, and `ok` or what came in its place. */
  static void check(String step, Callable<?> seen) {
    try {
      Object outcome = seen.call();
      System.out.println(step + " " + (Boolean.TRUE.equals(outcome) ? "ok" : "gave " + outcome));
    } catch (Exception error) {
      System.out.println(step + " threw " + error.toString().lines().findFirst().orElse(""));
    }
  }

  static ApiClient at(String token) {
    return holding(env(token));
  }

  static ApiClient holding(String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(env("URL"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    return client;
  }

  /** Asks for the bare PEM: where an answer is a string, the generated client reads text/plain alone. */
  static FederatedIdentityApi pemsAt(String token) {
    ApiClient client = at(token);
    client.setRequestInterceptor(request -> request
        .header("Authorization", "Bearer " + env(token))
        .setHeader("Accept", "text/plain"));
    return new FederatedIdentityApi(client);
  }

  /** What a call threw, for its answer was no 2xx. */
  static ApiException refusal(Callable<?> call) throws Exception {
    try {
      call.call();
    } catch (ApiException error) {
      return error;
    }
    throw new IllegalStateException("not refused");
  }

  static boolean isCertificate(String pem) {
    return pem.startsWith("-----BEGIN CERTIFICATE-----\n");
  }

  public static void main(String[] args) throws Exception {
    ApiClient session = at("TOKEN");
    FederatedIdentityApi identity = new FederatedIdentityApi(session);
    FederatedIdentityApi administrator = pemsAt("ADMIN_TOKEN");
    FederatedIdentityApi pems = pemsAt("TOKEN");
    EncryptionApi encryption = new EncryptionApi(session);
    OtherApi other = new OtherApi(session);
    String fid = env("FID");
    String sessionId = env("SESSION_ID");

    check("getChallenge", () -> identity.getChallenge().getExpires() > 0);

    check("getServerIdCert", () -> isCertificate(pems.getServerIdCert(null, null)));

    check("bare-pem", () -> isCertificate(pems.getServerIdCert(null, null)));

    check("getServerPublicKey", () -> pems.getServerPublicKey(null, null).contains("PUBLIC KEY"));

    check("getActorIdCerts", () -> identity
        .getActorIdCerts(fid, null, sessionId, null).getIdcerts()
        .equals(List.of(env("ID_CERT"))));

    check("typed-404", () -> {
      ApiException error = refusal(() -> identity.getActorIdCerts("nobody@home.example.com", null, null, null));
      ProtocolError typed = session.getObjectMapper().readValue(error.getResponseBody(), ProtocolError.class);
      return error.getCode() == 404 && typed.getError().equals("P2CORE_ACTOR_NOT_FOUND");
    });

    check("getKeyPackages", () -> encryption.getKeyPackages(fid).size() == 1);

    check("getEvents", () -> other.getEvents(null).get(0).getN().equals("core"));

    check("empty-409", () -> refusal(() -> other.getEvents(null)).getCode() == 409);

    check("updateSessionIdCert", () ->
        identity.updateSessionIdCertWithHttpInfo(env("ID_CERT")).getStatusCode() == 201);

    check("rotateServerIdentityKey", () -> isCertificate(administrator.rotateServerIdentityKey()));

    check("deleteSession", () -> identity.deleteSessionWithHttpInfo(sessionId, null).getStatusCode() == 204);

    AuthenticationApi authentication = new AuthenticationApi(session);
    String name = env("ACTOR_NAME");
    Map<String, Object> payload = Map.of("password", env("PASSWORD"));

    check("createIdentity", () -> authentication
        .createIdentity(new Registration().actorName(name).authPayload(payload))
        .getFid().startsWith(name + "@"));

    IssuedSession trusted = authentication
        .trustSession(new Trust().actorName(name).csr(env("CSR")).authPayload(payload));
    check("trustSession", () -> isCertificate(trusted.getIdCert()));

    check("revokeSessionToken", () ->
        new AuthenticationApi(holding(trusted.getToken())).revokeSessionTokenWithHttpInfo().getStatusCode() == 204);
  }
}
