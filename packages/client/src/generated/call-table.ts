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
    "500ced405usy429dsr503lty415kmv400bsh413oxo406qky404bqk",
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
    "500ced405usy429dsr503lty415kmv400bsh413oxo406qky404bqk",
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
    "500ced405usy429dsr503lty415kmv400bsh413oxo406qky404enu",
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
    "500ced405usy429dsr503lty415kmv400bsh413oxo401zly403hjn502yis403nvd400aik",
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
    "500ced405usy429dsr503lty415kmv400bsh413oxo401zly403imc404kkt",
    {
      "method": "DELETE",
      "token": true,
      "once": true,
      "query": [
        "session_id"
      ],
      "sensitive": true,
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
    "500ced405usy429dsr503lty415kmv400bsh404zol406qky401zly404enu",
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
    "500ced405usy429dsr503lty415kmv400bsh404zol406qky401zly",
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
  ],
  "rotateSessionIdCert": [
    "session/idcert",
    {
      201: {
        "id_cert": "CERTIFICATE",
        "token": "string"
      }
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol406qky401zly403zgb403hjn403imc400jay",
    {
      "method": "POST",
      "token": true,
      "sensitive": true,
      "members": [
        "csr"
      ]
    }
  ],
  "uploadKeyMaterial": [
    "session/keymaterial",
    {
      201: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol401zly403zgb404kub409sfm409ild400poj",
    {
      "method": "POST",
      "token": true,
      "once": true,
      "members": [
        "key_data",
        "serial_number"
      ]
    }
  ],
  "getKeyMaterial": [
    "session/keymaterial",
    {
      200: [
        {
          "key_data": "string",
          "serial_number": "string"
        }
      ]
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol406qky401zly403zgb404etg",
    {
      "token": true,
      "query": [
        "serial_numbers"
      ],
      "twin": true,
      "members": [
        "serial_numbers"
      ]
    }
  ],
  "deleteKeyMaterial": [
    "session/keymaterial",
    {
      204: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol401zly403zgb403imc",
    {
      "method": "DELETE",
      "token": true,
      "once": true,
      "query": [
        "serial_numbers"
      ],
      "sensitive": true,
      "twin": true,
      "whole": "serial_numbers"
    }
  ],
  "getKeyMaterialLimit": [
    "session/keymaterial",
    {
      200: 0
    },
    "500ced405usy429dsr503lty415kmv404zol",
    {
      "method": "OPTIONS"
    }
  ],
  "addKeyPackages": [
    "keypackage/@me",
    {
      201: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol401zly403zgb409onk403lwf409rhz",
    {
      "method": "POST",
      "token": true,
      "once": true,
      "whole": "body"
    }
  ],
  "replaceLastResortKeyPackage": [
    "keypackage_lr",
    {
      204: 0
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol401zly403zgb409onk403lwf",
    {
      "method": "PUT",
      "token": true,
      "whole": "body"
    }
  ],
  "createIdentity": [
    "register",
    {
      201: {
        "fid": "string",
        "payload?": "object"
      }
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol406qky409saj403sum",
    {
      "method": "POST",
      "once": true,
      "members": [
        "actor_name",
        "auth_payload"
      ]
    }
  ],
  "trustSession": [
    "session/trust",
    {
      201: {
        "id_cert": "CERTIFICATE",
        "token": "string"
      }
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol406qky403hjn400jay401ulq409fao409sxf",
    {
      "method": "POST",
      "once": true,
      "members": [
        "actor_name",
        "csr",
        "auth_payload"
      ]
    }
  ],
  "identify": [
    "session/identify",
    {
      201: {
        "token": "string",
        "payload?": "object"
      }
    },
    "500ced405usy429dsr503lty415kmv400bsh413oxo404zol406qky502yis403nvd400aik403oux403mvt403gho",
    {
      "method": "POST",
      "once": true,
      "members": [
        "completed_challenge",
        "id_cert",
        "auth_payload"
      ]
    }
  ],
  "revokeSessionToken": [
    "session/revoke",
    {
      204: 0
    },
    "500ced405usy429dsr503lty415kmv404zol401zly404kkt",
    {
      "method": "PUT",
      "token": true,
      "once": true
    }
  ]
} as const;

/** The check sum of an error code; in the table it stands for the code, which is longer. */
export function codeSum(code: string): string {
  const sum = [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 17576, 0);
  return String.fromCharCode(...[676, 26, 1].map((weight) => 97 + ((sum / weight) % 26)));
}
