// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The path under which all operations stand. */
export const prefix = "/.p2/core/v1/" as const;

/** The status with which a server refuses a token. */
export const refusal = 401 as const;

/** The statuses of answers with a `Retry-After`. */
export const retryAfter = [
  429,
  503
] as const;

/** What a call looks up of its operation; see `operation.ts`. */
export const calls = {
  "getChallenge": [
    "challenge",
    {
      200: {
        "challenge": "string",
        "expires": "integer"
      }
    },
    "500ced405usy429dsr503lty415kmv406qky",
    {}
  ],
  "getServerPublicKey": [
    "key/server",
    {
      200: "PUBLIC KEY",
      304: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh406qky413oxo404bqk",
    {
      "query": [
        "timestamp"
      ],
      "twin": true,
      "members": [
        "timestamp"
      ],
      "accept": "application/json, application/x-pem-file, text/plain"
    }
  ],
  "rotateServerIdentityKey": [
    "key/server",
    {
      200: "CERTIFICATE"
    },
    "500ced405usy429dsr503lty415kmv406qky401zly403ydn",
    {
      "method": "PUT",
      "token": true,
      "once": true,
      "accept": "application/json, application/x-pem-file, text/plain"
    }
  ],
  "getServerIdCert": [
    "idcert/server",
    {
      200: "CERTIFICATE",
      304: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh406qky413oxo404bqk",
    {
      "query": [
        "timestamp"
      ],
      "twin": true,
      "members": [
        "timestamp"
      ],
      "accept": "application/json, application/x-pem-file, text/plain"
    }
  ],
  "getActorIdCerts": [
    "idcert/actor/{fid}",
    {
      200: {
        "idcerts": [
          "CERTIFICATE"
        ],
        "invalidated": [
          "boolean"
        ],
        "invalidated_at?": [
          "integer?"
        ]
      },
      304: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh406qky413oxo404enu",
    {
      "query": [
        "timestamp",
        "session_id"
      ],
      "twin": true,
      "members": [
        "timestamp",
        "session_id"
      ]
    }
  ],
  "updateSessionIdCert": [
    "session/idcert/extern",
    {
      201: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo401zly502yis403hjn403nvd400aik",
    {
      "method": "PUT",
      "token": true,
      "whole": "body",
      "type": "application/x-pem-file"
    }
  ],
  "deleteSession": [
    "session",
    {
      204: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo401zly404kkt",
    {
      "method": "DELETE",
      "token": true,
      "once": true,
      "query": [
        "session_id"
      ],
      "twin": true,
      "members": [
        "session_id"
      ]
    }
  ],
  "getKeyPackages": [
    "keypackage/{fid}",
    {
      200: [
        "string"
      ]
    },
    "500ced405usy429dsr503lty415kmv400bsh406qky401zly404enu404zol",
    {
      "token": true,
      "once": true
    }
  ],
  "getEvents": [
    "events",
    {
      200: [
        {
          "n": "string",
          "op": "decimal",
          "s": "decimal"
        }
      ],
      409: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh406qky401zly404zol",
    {
      "token": true,
      "query": [
        "after"
      ],
      "aliases": {
        204: 409,
        "empty": 409
      }
    }
  ]
} as const;

/** The check sum of an error code; in the table it stands for the code, which is longer. */
export function codeSum(code: string): string {
  const sum = [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 17576, 0);
  return String.fromCharCode(...[676, 26, 1].map((weight) => 97 + ((sum / weight) % 26)));
}
