package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
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
		fmt.Println(step, strings.ReplaceAll(err.Error(), "\n", " "))
	case !good:
		fmt.Printf("%s %T\n", step, got)
	default:
		fmt.Println(step, "ok")
	}
}

// tokens holds the session's token and the administrator's.
type tokens struct{ session string }

func (held tokens) BearerAuth(context.Context, p2.OperationName) (p2.BearerAuth, error) {
	return p2.BearerAuth{Token: held.session}, nil
}

func (tokens) AdministratorAuth(context.Context, p2.OperationName) (p2.AdministratorAuth, error) {
	return p2.AdministratorAuth{Token: env("ADMIN_TOKEN")}, nil
}

// accepting asks for one media type; the generated client sends no Accept.
type accepting string

func (mediaType accepting) RoundTrip(request *http.Request) (*http.Response, error) {
	request.Header.Set("Accept", string(mediaType))
	return http.DefaultTransport.RoundTrip(request)
}

func isCertificate(pem string) bool { return strings.HasPrefix(pem, "-----BEGIN CERTIFICATE-----\n") }

func main() {
	ctx := context.Background()
	client, err := p2.NewClient(env("URL"), tokens{env("TOKEN")})
	if err != nil {
		panic(err)
	}
	fid, sessionID := p2.FederationId(env("FID")), p2.SessionId(env("SESSION_ID"))

	challenge, err := client.GetChallenge(ctx)
	c, good := challenge.(*p2.ChallengeHeaders)
	check("getChallenge", good && c.Response.Expires > 0, challenge, err)

	answer, err := client.GetServerIdCert(ctx, p2.GetServerIdCertParams{})
	cert, good := answer.(*p2.CertificatePemHeaders)
	check("getServerIdCert", good && isCertificate(string(cert.Response)), answer, err)

	bare, err := p2.NewClient(env("URL"), tokens{env("TOKEN")},
		p2.WithClient(&http.Client{Transport: accepting("application/x-pem-file")}))
	if err != nil {
		panic(err)
	}
	answer, err = bare.GetServerIdCert(ctx, p2.GetServerIdCertParams{})
	pem, good := answer.(*p2.GetServerIdCertApplicationXPemFileOK)
	var text []byte
	if good {
		text, err = io.ReadAll(pem.Response)
	}
	check("bare-pem", good && string(text) == string(cert.Response), answer, err)

	key, err := client.GetServerPublicKey(ctx, p2.GetServerPublicKeyParams{})
	k, good := key.(*p2.PublicKeyPemHeaders)
	check("getServerPublicKey", good && strings.Contains(string(k.Response), "PUBLIC KEY"), key, err)

	certs, err := client.GetActorIdCerts(ctx, p2.GetActorIdCertsParams{Fid: fid, SessionID: p2.NewOptSessionId(sessionID)})
	a, good := certs.(*p2.ActorIdCertsHeaders)
	check("getActorIdCerts", good && len(a.Response.Idcerts) == 1 && string(a.Response.Idcerts[0]) == env("ID_CERT"), certs, err)

	nobody, err := client.GetActorIdCerts(ctx, p2.GetActorIdCertsParams{Fid: "nobody@home.example.com"})
	n, good := nobody.(*p2.GetActorIdCertsNotFound)
	check("typed-404", good && n.Error == "P2CORE_ACTOR_NOT_FOUND", nobody, err)

	packages, err := client.GetKeyPackages(ctx, p2.GetKeyPackagesParams{Fid: fid})
	p, good := packages.(*p2.KeyPackagesHeaders)
	check("getKeyPackages", good && len(p.Response) == 1, packages, err)

	events, err := client.GetEvents(ctx, p2.GetEventsParams{})
	e, good := events.(*p2.GatewayEventsHeaders)
	check("getEvents", good && len(e.Response) > 0 && e.Response[0].N == "core", events, err)

	none, err := client.GetEvents(ctx, p2.GetEventsParams{})
	_, good = none.(*p2.GetEventsConflict)
	check("empty-409", good, none, err)

	updated, err := client.UpdateSessionIdCert(ctx,
		&p2.UpdateSessionIdCertReqApplicationXPemFile{Data: strings.NewReader(env("ID_CERT"))})
	_, good = updated.(*p2.UpdateSessionIdCertCreated)
	check("updateSessionIdCert", good, updated, err)

	rotated, err := client.RotateServerIdentityKey(ctx)
	r, good := rotated.(*p2.RotateServerIdentityKeyOKApplicationJSONHeaders)
	check("rotateServerIdentityKey", good && isCertificate(string(r.Response)), rotated, err)

	ended, err := client.DeleteSession(ctx, p2.DeleteSessionParams{SessionID: sessionID})
	_, good = ended.(*p2.DeleteSessionNoContent)
	check("deleteSession", good, ended, err)

	name := env("ACTOR_NAME")
	password, err := json.Marshal(env("PASSWORD"))
	payload := p2.NewOptAuthPayload(p2.AuthPayload{"password": password})
	identity, err := client.CreateIdentity(ctx, &p2.Registration{ActorName: p2.ActorName(name), AuthPayload: payload})
	i, good := identity.(*p2.NewIdentityHeaders)
	check("createIdentity", good && strings.HasPrefix(string(i.Response.Fid), name+"@"), identity, err)

	trusted, err := client.TrustSession(ctx,
		&p2.Trust{ActorName: p2.ActorName(name), Csr: p2.IdCsr(env("CSR")), AuthPayload: payload})
	t, good := trusted.(*p2.IssuedSessionHeaders)
	check("trustSession", good && isCertificate(string(t.Response.IDCert)), trusted, err)
	if !good {
		return
	}

	client, err = p2.NewClient(env("URL"), tokens{string(t.Response.Token)})
	if err != nil {
		panic(err)
	}
	revoked, err := client.RevokeSessionToken(ctx)
	_, good = revoked.(*p2.RevokeSessionTokenNoContent)
	check("revokeSessionToken", good, revoked, err)
}
