package main

import (
	"context"
	"encoding/json"
	"errors"
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
	case good:
		fmt.Println(step, "ok")
	case err != nil:
		fmt.Println(step, err)
	default:
		fmt.Printf("%s %v\n", step, got)
	}
}

func as(token string) context.Context { return holding(env(token)) }

func holding(token string) context.Context {
	return context.WithValue(context.Background(), p2.ContextAccessToken, token)
}

// errorOf returns the typed error of an answer that is no 2xx.
func errorOf(err error) p2.ProtocolError {
	var failure *p2.GenericOpenAPIError
	if errors.As(err, &failure) {
		if typed, good := failure.Model().(p2.ProtocolError); good {
			return typed
		}
	}
	return p2.ProtocolError{}
}

// accepting asks for one media type; the generated client always asks for JSON.
type accepting string

func (mediaType accepting) RoundTrip(request *http.Request) (*http.Response, error) {
	request.Header.Set("Accept", string(mediaType))
	return http.DefaultTransport.RoundTrip(request)
}

func newClient(transport http.RoundTripper) *p2.APIClient {
	configuration := p2.NewConfiguration()
	configuration.Servers = p2.ServerConfigurations{{URL: env("URL")}}
	configuration.HTTPClient = &http.Client{Transport: transport}
	return p2.NewAPIClient(configuration)
}

// decoded reads a JSON string: where the answer is one, the generated client hands over the text, quotation marks and all.
func decoded(text string) (value string) {
	json.Unmarshal([]byte(text), &value)
	return value
}

func isCertificate(pem string) bool { return strings.HasPrefix(pem, "-----BEGIN CERTIFICATE-----\n") }

func main() {
	client := newClient(http.DefaultTransport)
	identity, anybody, session := client.FederatedIdentityAPI, context.Background(), as("TOKEN")
	fid, sessionID := env("FID"), env("SESSION_ID")

	challenge, _, err := identity.GetChallenge(anybody).Execute()
	check("getChallenge", err == nil && challenge.Expires > 0, challenge, err)

	cert, _, err := identity.GetServerIdCert(anybody).Execute()
	cert = decoded(cert)
	check("getServerIdCert", err == nil && isCertificate(cert), cert, err)

	_, response, err := newClient(accepting("application/x-pem-file")).FederatedIdentityAPI.GetServerIdCert(anybody).Execute()
	text, _ := io.ReadAll(response.Body)
	check("bare-pem", string(text) == cert, string(text), err)

	key, _, err := identity.GetServerPublicKey(anybody).Execute()
	check("getServerPublicKey", err == nil && strings.Contains(decoded(key), "PUBLIC KEY"), key, err)

	certs, _, err := identity.GetActorIdCerts(anybody, fid).SessionId(sessionID).Execute()
	check("getActorIdCerts", err == nil && strings.Join(certs.Idcerts, "") == env("ID_CERT"), certs, err)

	_, response, err = identity.GetActorIdCerts(anybody, "nobody@home.example.com").Execute()
	check("typed-404", response != nil && response.StatusCode == 404 && errorOf(err).Error == "P2CORE_ACTOR_NOT_FOUND", errorOf(err), err)

	packages, _, err := client.EncryptionAPI.GetKeyPackages(session, fid).Execute()
	check("getKeyPackages", err == nil && len(packages) == 1, packages, err)

	events, _, err := client.OtherAPI.GetEvents(session).Execute()
	check("getEvents", err == nil && len(events) > 0 && events[0].N == "core", events, err)

	_, response, err = client.OtherAPI.GetEvents(session).Execute()
	check("empty-409", response != nil && response.StatusCode == 409, response, err)

	response, err = identity.UpdateSessionIdCert(session).Body(env("ID_CERT")).Execute()
	check("updateSessionIdCert", err == nil && response.StatusCode == 201, response, err)

	rotated, _, err := identity.RotateServerIdentityKey(as("ADMIN_TOKEN")).Execute()
	check("rotateServerIdentityKey", err == nil && isCertificate(decoded(rotated)), rotated, err)

	response, err = identity.DeleteSession(session).SessionId(sessionID).Execute()
	check("deleteSession", err == nil && response.StatusCode == 204, response, err)

	name, payload := env("ACTOR_NAME"), map[string]any{"password": env("PASSWORD")}
	registration := p2.NewRegistration(name)
	registration.SetAuthPayload(payload)
	created, _, err := client.AuthenticationAPI.CreateIdentity(anybody).Registration(*registration).Execute()
	check("createIdentity", err == nil && strings.HasPrefix(created.Fid, name+"@"), created, err)

	trust := p2.NewTrust(name, env("CSR"))
	trust.SetAuthPayload(payload)
	trusted, _, err := client.AuthenticationAPI.TrustSession(anybody).Trust(*trust).Execute()
	check("trustSession", err == nil && isCertificate(trusted.IdCert), trusted, err)

	response, err = client.AuthenticationAPI.RevokeSessionToken(holding(trusted.GetToken())).Execute()
	check("revokeSessionToken", err == nil && response.StatusCode == 204, response, err)
}
