// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The contract's `info.version`. */
export const contractVersion = "0.2.0" as const;

/** The path under which all operations stand, without a slash at its end. */
export const pathPrefix = "/.p2/core/v1" as const;

/** The operations of the contract by their operationId. */
export const operations = {
  "getChallenge": {
    "operationId": "getChallenge",
    "method": "GET",
    "path": "/.p2/core/v1/challenge",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [],
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
      "R24"
    ]
  },
  "getServerPublicKey": {
    "operationId": "getServerPublicKey",
    "method": "GET",
    "path": "/.p2/core/v1/key/server",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [
      "timestamp"
    ],
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
      "R24"
    ]
  },
  "rotateServerIdentityKey": {
    "operationId": "rotateServerIdentityKey",
    "method": "PUT",
    "path": "/.p2/core/v1/key/server",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "destroys",
    "roles": [
      "administrator"
    ],
    "pathParameters": [],
    "queryParameters": [],
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
      "R24"
    ]
  },
  "getServerIdCert": {
    "operationId": "getServerIdCert",
    "method": "GET",
    "path": "/.p2/core/v1/idcert/server",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "reads",
    "roles": null,
    "pathParameters": [],
    "queryParameters": [
      "timestamp"
    ],
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
      "R24"
    ]
  },
  "getActorIdCerts": {
    "operationId": "getActorIdCerts",
    "method": "GET",
    "path": "/.p2/core/v1/idcert/actor/{fid}",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "reads",
    "roles": null,
    "pathParameters": [
      "fid"
    ],
    "queryParameters": [
      "timestamp",
      "session_id"
    ],
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
      "R24"
    ]
  },
  "updateSessionIdCert": {
    "operationId": "updateSessionIdCert",
    "method": "PUT",
    "path": "/.p2/core/v1/session/idcert/extern",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "changes",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [],
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
      "R39"
    ]
  },
  "deleteSession": {
    "operationId": "deleteSession",
    "method": "DELETE",
    "path": "/.p2/core/v1/session",
    "tags": [
      "Federated Identity"
    ],
    "optional": false,
    "effect": "destroys",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [
      "session_id"
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
      "R24"
    ]
  },
  "getKeyPackages": {
    "operationId": "getKeyPackages",
    "method": "GET",
    "path": "/.p2/core/v1/keypackage/{fid}",
    "tags": [
      "Encryption"
    ],
    "optional": true,
    "effect": "destroys",
    "roles": [],
    "pathParameters": [
      "fid"
    ],
    "queryParameters": [],
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
      "R24"
    ]
  },
  "getEvents": {
    "operationId": "getEvents",
    "method": "GET",
    "path": "/.p2/core/v1/events",
    "tags": [
      "Other"
    ],
    "optional": true,
    "effect": "changes",
    "roles": [],
    "pathParameters": [],
    "queryParameters": [
      "after"
    ],
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
      "R24"
    ]
  }
} as const;
