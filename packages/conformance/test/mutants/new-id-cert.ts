import { inFile } from './mutant.js';

/** What is checked of the ID-Cert that a session presents (R20). */
export const newIdCert = [
  ...inFile('reference-server/dist/handlers/update-session-id-cert.js', [
    {
      name: 'takes the ID-Cert of another actor',
      clause: 'R20',
      find: 'idCert.fid !== session?.fid || ',
      replace: '',
      caughtBy: 'updateSessionIdCert/other-actor',
    },
    {
      name: 'takes the ID-Cert of another session',
      clause: 'R20',
      find: ' || idCert.sessionId !== session.sessionId',
      replace: '',
      caughtBy: 'updateSessionIdCert/other-session',
    },
    {
      name: 'takes an ID-Cert that anybody signed',
      clause: 'R20',
      find: 'verifyIdCert(idCert, await',
      replace: 'void (await',
      caughtBy: 'updateSessionIdCert/signed-by-another-key',
    },
    {
      name: 'looks at whose an ID-Cert is before it looks at its form',
      clause: 'R20',
      find: 'const idCert = demandCurrentlyValid(readIdCert(body));',
      replace:
        "if (!body.includes('BEGIN')) readIdCert(body);\nconst { X509Certificate } = await import('node:crypto');\nif (!new X509Certificate(body).subject.includes(session?.sessionId)) return { error: 'P2CORE_ID_CERT_MISMATCH' };\nconst idCert = demandCurrentlyValid(readIdCert(body));",
      caughtBy: 'updateSessionIdCert/in-this-order',
    },
    {
      name: 'keeps an ID-Cert that it refuses',
      clause: 'R20',
      find: 'verifyIdCert(idCert, await',
      replace:
        'await store.idCerts.replace({ ...session, newCert: { ...idCert, certificate: idCert.pem } }, now()); verifyIdCert(idCert, await',
      caughtBy: 'updateSessionIdCert/refused-changes-nothing',
    },
    {
      name: 'takes any ID-Cert of a foreign actor',
      clause: 'R20',
      find: 'verifyIdCert(idCert, await',
      replace:
        'if (domain !== "home.example.com") return { status: 201 }; verifyIdCert(idCert, await',
      caughtBy: 'updateSessionIdCert/of-another-home-server-forged',
    },
    {
      name: 'verifies the ID-Certs of foreign actors by its own certificate',
      clause: 'R20',
      find: 'homeServers.certificateAt(domain, idCert',
      replace: 'homeServers.certificateAt("home.example.com", idCert',
      caughtBy: 'updateSessionIdCert/of-another-home-server',
    },
    {
      name: 'takes an ID-Cert that has expired',
      clause: 'R20',
      find: ' || time > idCert.notAfter',
      replace: '',
      caughtBy: 'updateSessionIdCert/expired',
    },
    {
      name: 'takes an ID-Cert that does not hold yet',
      clause: 'R20',
      find: 'time < idCert.notBefore || ',
      replace: '',
      caughtBy: 'updateSessionIdCert/not-yet-valid',
    },
    {
      name: 'takes a home server that it cannot reach for an untrusted one',
      clause: 'R20',
      find: "error: 'P2CORE_HOME_SERVER_UNREACHABLE'",
      replace: "error: 'P2CORE_ID_CERT_UNTRUSTED'",
      caughtBy: 'updateSessionIdCert/home-server-unreachable',
    },
    {
      name: 'trusts whom it cannot ask',
      clause: 'R20',
      find: "return { error: 'P2CORE_HOME_SERVER_UNREACHABLE', message: error.message };",
      replace: 'return { status: 201 };',
      caughtBy: 'updateSessionIdCert/home-server-unreachable',
    },
    {
      name: 'answers 204 to a new ID-Cert',
      clause: 'page',
      find: 'wasLive ? { status: 201 }',
      replace: 'wasLive ? { status: 204 }',
      caughtBy: 'updateSessionIdCert/same-again',
    },
    {
      name: 'calls an untrusted ID-Cert an invalid one',
      clause: 'R20',
      find: ": 'P2CORE_ID_CERT_UNTRUSTED'",
      replace: ": 'P2CORE_INVALID_ID_CERT'",
      caughtBy: 'updateSessionIdCert/signed-by-another-key',
    },
    {
      name: 'calls an invalid ID-Cert an untrusted one',
      clause: 'R20',
      find: "? 'P2CORE_INVALID_ID_CERT'",
      replace: "? 'P2CORE_ID_CERT_UNTRUSTED'",
      caughtBy: 'updateSessionIdCert/not-a-certificate',
    },
    {
      name: 'asks for the certificate that the home server has now',
      clause: 'R20',
      find: 'homeServers.certificateAt(domain, idCert.notBefore)',
      replace: 'homeServers.certificateAt(domain, now())',
      caughtBy: 'rotateServerIdentityKey/id-certs-stay-valid',
    },
  ]),
  ...inFile('reference-server/dist/pki/check-id-cert.js', [
    {
      name: 'does not check the signature of an ID-Cert',
      clause: 'R20',
      find: 'trust(isSignedBy(idCert.pem, server.publicKey)',
      replace: 'trust(true',
      caughtBy: 'updateSessionIdCert/signed-by-another-key',
    },
    {
      name: 'takes an ID-Cert of a CA',
      clause: 'R20',
      find: 'check(basicConstraints?.ca !== true',
      replace: 'check(true',
      caughtBy: 'updateSessionIdCert/ca',
    },
    {
      name: 'takes an ID-Cert that may sign certificates',
      clause: 'R20',
      find: 'check((usages & KeyUsageFlags.keyCertSign) === 0',
      replace: 'check(true',
      caughtBy: 'updateSessionIdCert/key-cert-sign',
    },
    {
      name: 'takes an ID-Cert with any use of its key',
      clause: 'R20',
      find: 'check(signing === KeyUsageFlags.digitalSignature || signing === contentCommitment',
      replace: 'check(true',
      caughtBy: 'updateSessionIdCert/without-signing',
    },
  ]),
  ...inFile('reference-server/dist/pki/certificate.js', [
    {
      name: 'takes data behind a certificate',
      clause: 'R20',
      find: 'check(certificate.encode().equals(der), rule);',
      replace: '',
      caughtBy: 'updateSessionIdCert/trailing-data',
    },
    {
      name: 'takes an extension that it does not know and that is critical',
      clause: 'R20',
      find: 'check(label !== undefined || !critical',
      replace: 'check(true',
      caughtBy: 'updateSessionIdCert/unknown-critical-extension',
    },
  ]),
  ...inFile('reference-server/dist/pki/actor-subject.js', [
    {
      name: 'takes any common name',
      clause: 'R20',
      find: 'check(commonName === localPart || commonName === fid',
      replace: 'check(true',
      caughtBy: 'updateSessionIdCert/other-common-name',
    },
    {
      name: 'takes the domain components of any domain',
      clause: 'R20',
      find: 'check(domainOf(subject) === domain',
      replace: 'check(true',
      caughtBy: 'updateSessionIdCert/other-domain-components',
    },
  ]),
  ...inFile('reference-server/dist/pki/pem.js', [
    {
      name: 'takes the first of several certificates',
      clause: 'R20',
      find: '-----END ${label}-----$`',
      replace: '-----END ${label}-----`',
      caughtBy: 'updateSessionIdCert/two-certificates',
    },
    {
      name: 'takes text in front of a certificate',
      clause: 'R20',
      find: '`^-----BEGIN',
      replace: '`-----BEGIN',
      caughtBy: 'updateSessionIdCert/text-in-front',
    },
    {
      name: 'refuses a PEM whose lines end in CR LF',
      clause: 'contract',
      find: 'text.trim()',
      replace: "text.trim().replaceAll('\\r', '?')",
      caughtBy: 'updateSessionIdCert/lines-end-in-cr-lf',
    },
  ]),
  ...inFile('reference-server/dist/store/id-certs.js', [
    {
      name: 'refuses the ID-Cert that the session has',
      clause: 'R20',
      find: 'if (current?.certificate === newCert.certificate)',
      replace: 'if (false)',
      caughtBy: 'updateSessionIdCert/same-again',
    },
  ]),
];
