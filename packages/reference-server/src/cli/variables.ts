import leven from 'leven';

/** The variables of the environment, with their help texts. */
export const variables = {
  PORT: 'TCP port (3000; 0 for any free one)',
  HOST: 'address to listen on (127.0.0.1)',
  P2CORE_DOMAIN: "the server's domain (localhost); fixed once the database knows it",
  P2CORE_DATABASE: 'a path (./data/p2core.db), ":memory:" or "postgres://…"',
  P2CORE_ADMIN_TOKEN: "the administrator's token; made at the first start where unset",
  P2CORE_SEALING_KEY:
    '32 octets, hex or Base64, that encrypt private keys (a file beside the database)',
  P2CORE_HOME_SERVERS: 'the URLs of other home servers, as domain=URL,… (https://<domain>)',
  P2CORE_HOME_SERVER_CACHE: 'seconds that their certificates are kept, 3600 to 43200 (3600)',
  P2CORE_REGISTRATION: 'who may register: closed, invite or open (invite)',
  P2CORE_PAGES:
    'the pages of the protocol that the server offers: core-foreign,core-home,auth (all)',
  P2CORE_SECOND_FACTOR: 'what sensitive actions ask for besides the token: off or password (off)',
  P2CORE_ID_CERT_LIFETIME: 'seconds that an ID-Cert is valid (31536000, a year)',
  P2CORE_RATE_LIMIT: 'requests a minute for each address and each token, or "off" (6000)',
  P2CORE_TRUSTED_PROXIES: 'proxies whose X-Forwarded-For is believed, such as "loopback" (none)',
  P2CORE_SECOND_OPINION:
    'have express-openapi-validator judge requests too, for tests: on or off (off)',
  P2CORE_ACCESS_LOG: 'a line of JSON in the log for each request: on or off (off)',
  P2CORE_METRICS_PORT: 'serve Prometheus metrics at /metrics on this port (off)',
};

const names = Object.keys(variables);

/** Variables that Kubernetes sets for each Service; for one named "p2core", P2CORE_SERVICE_HOST and P2CORE_PORT. */
const serviceLink =
  /_(?:SERVICE_HOST|SERVICE_PORT(?:_.*)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_.*)?)?)$/;

/** A line for each unknown variable that begins with `P2CORE_`. */
export function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => /^P2CORE_/i.test(name) && !names.includes(name) && !serviceLink.test(name))
    .map((name) => `${name} is no variable of this program; did you mean ${nearest(name)}?`);
}

/** The variable to set in place of an option that does not exist, such as PORT for `--port`. */
export function variableOf(option: string): string | undefined {
  const name = option.replace(/^-+/, '').replaceAll('-', '_').toUpperCase();
  return names.find((known) => known === name || known === `P2CORE_${name}`);
}

function nearest(name: string): string {
  const distance = (known: string) => leven(name.toUpperCase(), known);
  return names.reduce((best, known) => (distance(known) < distance(best) ? known : best));
}
