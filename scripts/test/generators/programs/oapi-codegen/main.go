package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"

	p2 "example.com/calls/polyproto"
)

func env(name string) string { return os.Getenv("P2CORE_" + name) }

// check prints what was seen of one step: ok, or what came in its place.
func check(step string, good bool, got any, err error) {
	switch {
	case err != nil:
		fmt.Println(step, err)
	case !good:
		fmt.Printf("%s %+v\n", step, got)
	default:
		fmt.Println(step, "ok")
	}
}

func bearer(token string) p2.RequestEditorFn { return bearerOf(env(token)) }

func bearerOf(token string) p2.RequestEditorFn {
	return func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+token)
		return nil
	}
}

func accept(mediaType string) p2.RequestEditorFn {
	return func(_ context.Context, request *http.Request) error {
		request.Header.Set("Accept", mediaType)
		return nil
	}
}

func isCertificate(pem *string) bool {
	return pem != nil && strings.HasPrefix(*pem, "-----BEGIN CERTIFICATE-----\n")
}

func main() {
	ctx := context.Background()
	client, err := p2.NewClientWithResponses(env("URL"))
	if err != nil {
		panic(err)
	}
	fid, sessionID := env("FID"), env("SESSION_ID")

	challenge, err := client.GetChallengeWithResponse(ctx)
	check("getChallenge", err == nil && challenge.JSON200 != nil && challenge.JSON200.Expires > 0, challenge, err)

	cert, err := client.GetServerIdCertWithResponse(ctx, nil)
	check("getServerIdCert", err == nil && isCertificate(cert.JSON200), cert, err)

	bare, err := client.GetServerIdCertWithResponse(ctx, nil, accept("application/x-pem-file"))
	check("bare-pem", err == nil && string(bare.Body) == *cert.JSON200, bare, err)

	key, err := client.GetServerPublicKeyWithResponse(ctx, nil)
	check("getServerPublicKey", err == nil && key.JSON200 != nil && strings.Contains(*key.JSON200, "PUBLIC KEY"), key, err)

	certs, err := client.GetActorIdCertsWithResponse(ctx, fid, &p2.GetActorIdCertsParams{SessionId: &sessionID})
	check("getActorIdCerts", err == nil && certs.JSON200 != nil && len(certs.JSON200.Idcerts) == 1 &&
		certs.JSON200.Idcerts[0] == env("ID_CERT"), certs, err)

	nobody, err := client.GetActorIdCertsWithResponse(ctx, "nobody@home.example.com", nil)
	check("typed-404", err == nil && nobody.JSON404 != nil && nobody.JSON404.Error == "P2CORE_ACTOR_NOT_FOUND", nobody, err)

	packages, err := client.GetKeyPackagesWithResponse(ctx, fid, bearer("TOKEN"))
	check("getKeyPackages", err == nil && packages.JSON200 != nil && len(*packages.JSON200) == 1, packages, err)

	events, err := client.GetEventsWithResponse(ctx, nil, bearer("TOKEN"))
	check("getEvents", err == nil && events.JSON200 != nil && len(*events.JSON200) > 0 && (*events.JSON200)[0].N == "core", events, err)

	none, err := client.GetEventsWithResponse(ctx, nil, bearer("TOKEN"))
	check("empty-409", err == nil && none.StatusCode() == 409, none, err)

	updated, err := client.UpdateSessionIdCertWithBodyWithResponse(
		ctx, "application/x-pem-file", strings.NewReader(env("ID_CERT")), bearer("TOKEN"))
	check("updateSessionIdCert", err == nil && updated.StatusCode() == 201, updated, err)

	rotated, err := client.RotateServerIdentityKeyWithResponse(ctx, bearer("ADMIN_TOKEN"))
	check("rotateServerIdentityKey", err == nil && isCertificate(rotated.JSON200), rotated, err)

	ended, err := client.DeleteSessionWithResponse(ctx, &p2.DeleteSessionParams{SessionId: sessionID}, bearer("TOKEN"))
	check("deleteSession", err == nil && ended.StatusCode() == 204, ended, err)

	name, payload := env("ACTOR_NAME"), p2.AuthPayload{"password": env("PASSWORD")}
	identity, err := client.CreateIdentityWithResponse(ctx, p2.Registration{ActorName: name, AuthPayload: &payload})
	check("createIdentity", err == nil && identity.JSON201 != nil && strings.HasPrefix(identity.JSON201.Fid, name+"@"), identity, err)

	trust := p2.Trust{ActorName: name, Csr: env("CSR"), AuthPayload: &payload}
	trusted, err := client.TrustSessionWithResponse(ctx, trust)
	good := err == nil && trusted.JSON201 != nil && isCertificate(&trusted.JSON201.IdCert)
	check("trustSession", good, trusted, err)

	if good {
		revoked, err := client.RevokeSessionTokenWithResponse(ctx, bearerOf(trusted.JSON201.Token))
		check("revokeSessionToken", err == nil && revoked.StatusCode() == 204, revoked, err)
	}
}
