// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The contract's `info.version`. */
export const contractVersion = "0.3.0" as const;

/** The path under which all operations stand, without a slash at its end. */
export const pathPrefix = "/.p2/core/v1" as const;

/** The pages of the protocol, each of which a server offers as a whole (R25). */
export const pages = {
  "core-foreign": {
    "required": true
  },
  "core-home": {
    "required": false
  },
  "auth": {
    "required": false
  }
} as const;

/** The operations of the contract by their operationId. */
export const operations = {
  "getChallenge": {
    "operationId": "getChallenge",
    "method": "GET",
    "path": "/.p2/core/v1/challenge",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": null,
    "responses": {
      200: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R1",
      "R4",
      "R5",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R35",
      "R36"
    ]
  },
  "getServerPublicKey": {
    "operationId": "getServerPublicKey",
    "method": "GET",
    "path": "/.p2/core/v1/key/server",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [
      "timestamp"
    ],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": false,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 4096,
      "queryTwin": "members"
    },
    "responses": {
      200: {
        "mediaTypes": [
          "application/json",
          "application/x-pem-file",
          "text/plain"
        ],
        "headers": {
          "ETag": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "public, max-age=3600",
            "defaultForThePast": "public, max-age=43200"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      304: {
        "mediaTypes": [],
        "headers": {
          "ETag": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "public, max-age=3600",
            "defaultForThePast": "public, max-age=43200"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_NO_CERT_AT_TIME",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R2",
      "R3",
      "R4",
      "R5",
      "R10",
      "R19",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25"
    ]
  },
  "rotateServerIdentityKey": {
    "operationId": "rotateServerIdentityKey",
    "method": "PUT",
    "path": "/.p2/core/v1/key/server",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "destroys",
    "roles": [
      "administrator"
    ],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": null,
    "responses": {
      200: {
        "mediaTypes": [
          "application/json",
          "application/x-pem-file",
          "text/plain"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\", error=\"insufficient_scope\""
          }
        }
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_UNAUTHORIZED",
      "P2CORE_NOT_ADMINISTRATOR",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R5",
      "R10",
      "R19",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25"
    ]
  },
  "getServerIdCert": {
    "operationId": "getServerIdCert",
    "method": "GET",
    "path": "/.p2/core/v1/idcert/server",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [
      "timestamp"
    ],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": false,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 4096,
      "queryTwin": "members"
    },
    "responses": {
      200: {
        "mediaTypes": [
          "application/json",
          "application/x-pem-file",
          "text/plain"
        ],
        "headers": {
          "ETag": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "public, max-age=3600",
            "defaultForThePast": "public, max-age=43200"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      304: {
        "mediaTypes": [],
        "headers": {
          "ETag": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "public, max-age=3600",
            "defaultForThePast": "public, max-age=43200"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_NO_CERT_AT_TIME",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R2",
      "R3",
      "R4",
      "R5",
      "R10",
      "R19",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25"
    ]
  },
  "getActorIdCerts": {
    "operationId": "getActorIdCerts",
    "method": "GET",
    "path": "/.p2/core/v1/idcert/actor/{fid}",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "reads",
    "roles": null,
    "pathParameters": [
      "fid"
    ],
    "queryParameters": [
      "timestamp",
      "session_id"
    ],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": false,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 4096,
      "queryTwin": "members"
    },
    "responses": {
      200: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "ETag": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "public, max-age=3600",
            "defaultForThePast": "public, max-age=43200"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      304: {
        "mediaTypes": [],
        "headers": {
          "ETag": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "public, max-age=3600",
            "defaultForThePast": "public, max-age=43200"
          },
          "Vary": {
            "required": true,
            "default": "Accept"
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_ACTOR_NOT_FOUND",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R2",
      "R3",
      "R4",
      "R5",
      "R7",
      "R8",
      "R9",
      "R11",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25"
    ]
  },
  "updateSessionIdCert": {
    "operationId": "updateSessionIdCert",
    "method": "PUT",
    "path": "/.p2/core/v1/session/idcert/extern",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "changes",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/x-pem-file",
        "text/plain",
        "application/json"
      ],
      "maxContentLength": 196610,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      502: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_INVALID_ID_CERT",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_ID_CERT_MISMATCH",
      "P2CORE_ID_CERT_UNTRUSTED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_HOME_SERVER_UNREACHABLE",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R6",
      "R20",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R39"
    ]
  },
  "deleteSession": {
    "operationId": "deleteSession",
    "method": "DELETE",
    "path": "/.p2/core/v1/session",
    "page": "core-foreign",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "destroys",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [
      "session_id"
    ],
    "headerParameters": [
      "X-P2-Sensitive-Solution"
    ],
    "queryLists": [],
    "queryOrBody": [
      "session_id"
    ],
    "requestBody": {
      "required": false,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 4096,
      "queryTwin": "members"
    },
    "responses": {
      204: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_SECOND_FACTOR_REQUIRED",
      "P2CORE_SESSION_NOT_FOUND",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R3",
      "R4",
      "R11",
      "R12",
      "R13",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R41"
    ]
  },
  "getKeyPackages": {
    "operationId": "getKeyPackages",
    "method": "GET",
    "path": "/.p2/core/v1/keypackage/{fid}",
    "page": "core-foreign",
    "tags": [
      "Encryption"
    ],
    "optional": true,
    "offeredWith": null,
    "effect": "destroys",
    "roles": [],
    "pathParameters": [
      "fid"
    ],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": null,
    "responses": {
      200: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_ACTOR_NOT_FOUND",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R9",
      "R17",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25"
    ]
  },
  "getEvents": {
    "operationId": "getEvents",
    "method": "GET",
    "path": "/.p2/core/v1/events",
    "page": "core-foreign",
    "tags": [
      "Other"
    ],
    "optional": true,
    "offeredWith": null,
    "effect": "changes",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [
      "after"
    ],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": null,
    "responses": {
      200: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      409: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          }
        },
        "clientAccepts": [
          204,
          "empty"
        ]
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R14",
      "R15",
      "R16",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25"
    ]
  },
  "rotateSessionIdCert": {
    "operationId": "rotateSessionIdCert",
    "method": "POST",
    "path": "/.p2/core/v1/session/idcert",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "changes",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [
      "X-P2-Sensitive-Solution"
    ],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 196624,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_INVALID_ID_CSR",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_ID_CERT_MISMATCH",
      "P2CORE_NOT_HOME",
      "P2CORE_SECOND_FACTOR_REQUIRED",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R5",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R28",
      "R29",
      "R30",
      "R31",
      "R41"
    ]
  },
  "uploadKeyMaterial": {
    "operationId": "uploadKeyMaterial",
    "method": "POST",
    "path": "/.p2/core/v1/session/keymaterial",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "creates",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 65536,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      409: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_PLAINTEXT_KEY",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_NOT_HOME",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_ID_CERT_NOT_FOUND",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_KEY_MATERIAL_EXISTS",
      "P2CORE_KEY_MATERIAL_FULL",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R32"
    ]
  },
  "getKeyMaterial": {
    "operationId": "getKeyMaterial",
    "method": "GET",
    "path": "/.p2/core/v1/session/keymaterial",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "reads",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [
      "serial_numbers"
    ],
    "headerParameters": [],
    "queryLists": [
      "serial_numbers"
    ],
    "queryOrBody": [],
    "requestBody": {
      "required": false,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 65536,
      "queryTwin": "members"
    },
    "responses": {
      200: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_NOT_HOME",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_KEY_MATERIAL_NOT_FOUND",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R3",
      "R4",
      "R5",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R32"
    ]
  },
  "deleteKeyMaterial": {
    "operationId": "deleteKeyMaterial",
    "method": "DELETE",
    "path": "/.p2/core/v1/session/keymaterial",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "destroys",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [
      "serial_numbers"
    ],
    "headerParameters": [
      "X-P2-Sensitive-Solution"
    ],
    "queryLists": [
      "serial_numbers"
    ],
    "queryOrBody": [
      "serial_numbers"
    ],
    "requestBody": {
      "required": false,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 65536,
      "queryTwin": "whole"
    },
    "responses": {
      204: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_NOT_HOME",
      "P2CORE_SECOND_FACTOR_REQUIRED",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R3",
      "R4",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R32",
      "R41"
    ]
  },
  "getKeyMaterialLimit": {
    "operationId": "getKeyMaterialLimit",
    "method": "OPTIONS",
    "path": "/.p2/core/v1/session/keymaterial",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": null,
    "responses": {
      200: {
        "mediaTypes": [],
        "headers": {
          "X-Max-Payload-Size": {
            "required": true,
            "default": null
          },
          "Allow": {
            "required": true,
            "default": null
          },
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R32",
      "R33"
    ]
  },
  "addKeyPackages": {
    "operationId": "addKeyPackages",
    "method": "POST",
    "path": "/.p2/core/v1/keypackage/@me",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": true,
    "offeredWith": "getKeyPackages",
    "effect": "creates",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 3407872,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      409: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_NOT_HOME",
      "P2CORE_KEY_PACKAGE_MISMATCH",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_KEY_PACKAGE_KNOWN",
      "P2CORE_KEY_PACKAGES_FULL",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R17",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R33",
      "R34"
    ]
  },
  "replaceLastResortKeyPackage": {
    "operationId": "replaceLastResortKeyPackage",
    "method": "PUT",
    "path": "/.p2/core/v1/keypackage_lr",
    "page": "core-home",
    "tags": [
      "Registration Needed"
    ],
    "optional": true,
    "offeredWith": "getKeyPackages",
    "effect": "changes",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 40960,
      "queryTwin": null
    },
    "responses": {
      204: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      409: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_UNAUTHORIZED",
      "P2CORE_NOT_HOME",
      "P2CORE_KEY_PACKAGE_MISMATCH",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_KEY_PACKAGE_KNOWN",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R17",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R34"
    ]
  },
  "createIdentity": {
    "operationId": "createIdentity",
    "method": "POST",
    "path": "/.p2/core/v1/register",
    "page": "auth",
    "tags": [
      "Authentication"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "creates",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 25600,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      409: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_REGISTRATION_CLOSED",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_FEDERATION_ID_TAKEN",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R5",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R26",
      "R27"
    ]
  },
  "trustSession": {
    "operationId": "trustSession",
    "method": "POST",
    "path": "/.p2/core/v1/session/trust",
    "page": "auth",
    "tags": [
      "Authentication"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "creates",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 225280,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      409: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_INVALID_ID_CSR",
      "P2CORE_INVALID_CREDENTIALS",
      "P2CORE_ID_CERT_MISMATCH",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_SESSION_ID_TAKEN",
      "P2CORE_SESSIONS_FULL",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R5",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R26",
      "R27",
      "R28",
      "R29"
    ]
  },
  "identify": {
    "operationId": "identify",
    "method": "POST",
    "path": "/.p2/core/v1/session/identify",
    "page": "auth",
    "tags": [
      "Authentication"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "creates",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": {
      "required": true,
      "mediaTypes": [
        "application/json"
      ],
      "maxContentLength": 237568,
      "queryTwin": null
    },
    "responses": {
      201: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      400: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      403: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      406: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      413: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      502: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_BAD_REQUEST",
      "P2CORE_INVALID_ID_CERT",
      "P2CORE_CHALLENGE_INVALID",
      "P2CORE_CHALLENGE_FAILED",
      "P2CORE_ID_CERT_INVALIDATED",
      "P2CORE_ID_CERT_UNTRUSTED",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_NOT_ACCEPTABLE",
      "P2CORE_CONTENT_TOO_LARGE",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_HOME_SERVER_UNREACHABLE",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R5",
      "R18",
      "R20",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R35",
      "R36",
      "R37",
      "R38"
    ]
  },
  "revokeSessionToken": {
    "operationId": "revokeSessionToken",
    "method": "PUT",
    "path": "/.p2/core/v1/session/revoke",
    "page": "auth",
    "tags": [
      "Authentication"
    ],
    "optional": false,
    "offeredWith": null,
    "effect": "destroys",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
    "headerParameters": [],
    "queryLists": [],
    "queryOrBody": [],
    "requestBody": null,
    "responses": {
      204: {
        "mediaTypes": [],
        "headers": {
          "Cache-Control": {
            "required": true,
            "default": "no-store"
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      401: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "WWW-Authenticate": {
            "required": true,
            "default": "Bearer realm=\"polyproto\""
          }
        }
      },
      404: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      405: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Allow": {
            "required": true,
            "default": null
          }
        }
      },
      415: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      429: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          },
          "RateLimit": {
            "required": false,
            "default": null
          },
          "RateLimit-Policy": {
            "required": false,
            "default": null
          }
        }
      },
      500: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {}
      },
      503: {
        "mediaTypes": [
          "application/json"
        ],
        "headers": {
          "Retry-After": {
            "required": true,
            "default": null
          }
        }
      }
    },
    "errors": [
      "P2CORE_UNAUTHORIZED",
      "P2CORE_ROUTE_NOT_OFFERED",
      "P2CORE_SESSION_NOT_FOUND",
      "P2CORE_METHOD_NOT_ALLOWED",
      "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "P2CORE_RATE_LIMITED",
      "P2CORE_INTERNAL",
      "P2CORE_UNAVAILABLE"
    ],
    "rulings": [
      "R4",
      "R18",
      "R21",
      "R22",
      "R23",
      "R24",
      "R25",
      "R40"
    ]
  }
} as const;
