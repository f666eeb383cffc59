// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { ContractDocument } from '../document-type.js';

/** The bundled contract. */
export const document: ContractDocument = {
  "openapi": "3.1.1",
  "info": {
    "title": "polyproto-core HTTP API",
    "version": "0.3.0",
    "summary": "The core routes of polyproto, and the routes by which an actor gets an identity, a session and its keys.",
    "description": "polyproto is a federation protocol. An actor (`alice@home.example.com`) has a home server. The home server signs an\nX.509 certificate, the *ID-Cert*, for each of the actor's sessions. The actor uses it to prove its identity on every\nother server, which is *foreign* to that actor.\n\nThis document is the contract of the routes under `/.p2/core/v1` of polyproto-core v1.0.0-alpha.9. They come from\nthree pages of the draft, which `x-p2-page` names: `core-foreign`, the operations of any server; `core-home`, those\nof an actor's home server; `auth`, registration and the beginning of sessions. Every server has `core-foreign`; it\noffers each of the others as a whole, or not at all (R25). Where the draft leaves a gap, this project made a\n**ruling**. Rulings carry numbers, such as R7. They stand in `rulings.md`, which ships with this document;\n`x-p2-rulings` on an operation names those it rests on.\n\n# How a request is read\n\n- **Names and values.** Unknown query parameters and unknown members of a JSON object are ignored. A known query\n  parameter given twice is 400. A server may refuse a member that is twice in a JSON object, and a byte order mark\n  in front of JSON, with 400, or may accept them.\n- **Content-Type (R4).** Content without a `Content-Type` is read as the operation's first media type, which\n  `x-p2-default-content-type` repeats. A `Content-Type` that the operation does not list, a charset other than\n  UTF-8, any `Content-Encoding`, and content sent to an operation that takes none are 415. A `Content-Type` without\n  content is ignored. Content larger than the request body's `x-p2-max-content-length`, in octets, is 413. Content\n  that should be JSON and is not, or is not UTF-8, is 400.\n- **GET with a body (R3).** Each member of such a body may come as the query parameter of the same name instead. A\n  server accepts both forms. If both give a member and the values differ, it answers 400. A JSON `null` counts as no\n  content. The answer to a GET or HEAD with content is `no-store`, whatever its status.\n- **HEAD, OPTIONS, other methods (R21).** HEAD is answered as GET is, without the content, and changes\n  nothing. OPTIONS is 204 with `Allow`, unless it is an operation of its own (R33). Another method is 405 with `Allow`. One trailing slash is ignored.\n- **Effects.** `x-p2-effect` is the effect of an operation on the server. It `reads`; or it `changes` something, and\n  may be repeated; or it `creates` something once; or it `destroys` something for good each time.\n- **CORS (R21).** Every origin is allowed, without credentials; `Authorization`, `Content-Type`,\n  `If-None-Match` and `X-P2-Sensitive-Solution` may be sent, and every response header that this document names\n  may be read.\n\n# How an answer is written\n\n- **Content negotiation (R5).** If an answer has several media types, `Accept` chooses. Without `Accept`, and for\n  `*/*`, it is the first one listed. If none is acceptable: 406. Errors are JSON whatever `Accept` says.\n- **Errors (R24).** Every answer of 400 and above has a `ProtocolError` as its content, unless the operation says\n  that it has none. `errcode` repeats the HTTP status; `error` is a code of the registry,\n  `x-p2-error-codes`. An operation lists the codes that it can answer with in `x-p2-errors`.\n- **Codes of any request.** Codes of scope `any` in the registry answer requests that reach no operation, such as an\n  unknown path under the prefix or a request line that is too long.\n- **Rate limits (R22).** A server may limit requests. It then sends `RateLimit` and `RateLimit-Policy`, and\n  answers 429 with `Retry-After` when the limit is reached.\n- **Caching (R23).** Certificates and keys are public and carry an `ETag`: a client can ask again with\n  `If-None-Match`, and gets 304 if nothing changed. Everything else is `no-store`.\n\n# Times\n\nAll times are whole seconds since 1970-01-01T00:00:00Z, from 0 to 2^53 − 1. Both ends of a certificate's\nvalidity belong to it.\n",
    "contact": {
      "name": "p2core"
    },
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://{domain}",
      "description": "Any polyproto server, home or foreign. `domain` is the domain of the server; the part of an actor's Federation ID\nbehind the `@` names its home server.\n",
      "variables": {
        "domain": {
          "default": "home.example.com"
        }
      }
    }
  ],
  "security": [
    {
      "bearerAuth": []
    }
  ],
  "tags": [
    {
      "name": "Federated Identity",
      "description": "Authentication, the server's and the actors' ID-Certs, and sessions."
    },
    {
      "name": "Encryption",
      "description": "Keying material for end-to-end encryption between actors."
    },
    {
      "name": "Other",
      "description": "Routes that fit no other category."
    },
    {
      "name": "Registration Needed",
      "description": "Keys, key material and KeyPackages of an actor at its home server."
    },
    {
      "name": "Authentication",
      "description": "Registration, the beginning of sessions at home and abroad, and the end of tokens."
    }
  ],
  "externalDocs": {
    "description": "The protocol's own pages.",
    "url": "https://docs.polyphony.chat/Protocol%20Specifications/core/"
  },
  "paths": {
    "/.p2/core/v1/challenge": {
      "get": {
        "operationId": "getChallenge",
        "tags": [
          "Federated Identity"
        ],
        "summary": "Get a challenge string",
        "description": "Makes a new challenge string. The client signs it with its private identity key and sends the signature with\nits ID-Cert to `identify`, to prove who it is.\n\nThe string is alphanumeric, 32 to 256 characters long (64 or more, with upper case, lower case and digits, is\nrecommended), made from a cryptographic random source, unique, and void after `expires`. Its first 43 characters are\na digest of the server's domain, so that nobody can pass it on to another server (R35); they do not count as random.\n",
        "security": [],
        "x-p2-page": "core-foreign",
        "x-p2-effect": "reads",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
          "P2CORE_METHOD_NOT_ALLOWED",
          "P2CORE_NOT_ACCEPTABLE",
          "P2CORE_UNSUPPORTED_MEDIA_TYPE",
          "P2CORE_RATE_LIMITED",
          "P2CORE_INTERNAL",
          "P2CORE_UNAVAILABLE"
        ],
        "responses": {
          "200": {
            "description": "A new challenge string.",
            "links": {
              "identify": {
                "$ref": "#/components/links/IdentifyWithChallenge"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Challenge"
                },
                "examples": {
                  "challenge": {
                    "$ref": "#/components/examples/challenge"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/key/server": {
      "get": {
        "operationId": "getServerPublicKey",
        "tags": [
          "Federated Identity"
        ],
        "summary": "Get the server's public key",
        "description": "Returns the server's public identity key as a `SubjectPublicKeyInfo`: the key of the certificate that\n`getServerIdCert` returns for the same `timestamp`, by the same rules. Without `timestamp`, the current one.\n\n`timestamp` comes as a query parameter or as a member of a JSON body.\n",
        "security": [],
        "x-p2-page": "core-foreign",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "reads",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/timestamp"
          },
          {
            "$ref": "#/components/parameters/if_none_match"
          }
        ],
        "requestBody": {
          "description": "The filter, for clients that do not put it into the query (R3).",
          "required": false,
          "x-p2-max-content-length": 4096,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TimeFilter"
              },
              "examples": {
                "timestamp": {
                  "$ref": "#/components/examples/filter-by-timestamp"
                },
                "numberTimestamp": {
                  "$ref": "#/components/examples/filter-by-number-timestamp"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The public key.",
            "links": {
              "idCert": {
                "$ref": "#/components/links/ServerIdCertAtThatTime"
              }
            },
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlLookup"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PublicKeyPem"
                },
                "examples": {
                  "publicKey": {
                    "$ref": "#/components/examples/server-public-key"
                  }
                }
              },
              "application/x-pem-file": {
                "schema": {
                  "$ref": "#/components/schemas/PublicKeyPem"
                },
                "examples": {
                  "publicKey": {
                    "$ref": "#/components/examples/server-public-key"
                  }
                }
              },
              "text/plain": {
                "schema": {
                  "$ref": "#/components/schemas/PublicKeyPem"
                },
                "examples": {
                  "publicKey": {
                    "$ref": "#/components/examples/server-public-key"
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "404": {
            "description": "The server had no key at that time whose certificate was valid (R10).",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "noCertAtTime": {
                    "$ref": "#/components/examples/error-no-cert-at-time"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      },
      "put": {
        "operationId": "rotateServerIdentityKey",
        "tags": [
          "Federated Identity"
        ],
        "summary": "Rotate the server's identity key",
        "description": "Makes a new identity key pair and a new self-signed certificate for it. Both are current from that moment on, in\nevery process of the server. The older certificate and key are kept, and look-ups of the times at which they were\ncurrent return them; actor certificates that the old key signed stay valid until they expire. Every session of the\nserver gets event 6, ServerCertificateChange.\n\nTwo rotations at once both succeed, one after the other (R19).\n",
        "security": [
          {
            "administratorAuth": []
          }
        ],
        "x-p2-page": "core-foreign",
        "x-p2-effect": "destroys",
        "x-p2-rulings": [
          "R4",
          "R5",
          "R10",
          "R19",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25"
        ],
        "x-p2-errors": [
          "P2CORE_UNAUTHORIZED",
          "P2CORE_NOT_ADMINISTRATOR",
          "P2CORE_METHOD_NOT_ALLOWED",
          "P2CORE_NOT_ACCEPTABLE",
          "P2CORE_UNSUPPORTED_MEDIA_TYPE",
          "P2CORE_RATE_LIMITED",
          "P2CORE_INTERNAL",
          "P2CORE_UNAVAILABLE"
        ],
        "responses": {
          "200": {
            "description": "The server's new ID-Cert.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CertificatePem"
                },
                "examples": {
                  "newIdCert": {
                    "$ref": "#/components/examples/rotated-server-id-cert"
                  }
                }
              },
              "application/x-pem-file": {
                "schema": {
                  "$ref": "#/components/schemas/CertificatePem"
                },
                "examples": {
                  "newIdCert": {
                    "$ref": "#/components/examples/rotated-server-id-cert"
                  }
                }
              },
              "text/plain": {
                "schema": {
                  "$ref": "#/components/schemas/CertificatePem"
                },
                "examples": {
                  "newIdCert": {
                    "$ref": "#/components/examples/rotated-server-id-cert"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/NotAdministrator"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/idcert/server": {
      "get": {
        "operationId": "getServerIdCert",
        "tags": [
          "Federated Identity"
        ],
        "summary": "Get the server's ID-Cert",
        "description": "Returns the server's own ID-Cert: the self-signed root that verifies the ID-Certs of its actors.\n\n- Without `timestamp`: the current one.\n- With a `timestamp` in the past: the one that was current then, which may be older than the current one.\n- With a `timestamp` in the future: the current one, if it is still valid then.\n- Before the server's first certificate, or if the certificate is not valid at that time: 404 (R10).\n\nTo check an actor's ID-Cert, ask its home server for the time at which that ID-Cert's validity began.\n\n`timestamp` comes as a query parameter or as a member of a JSON body.\n",
        "security": [],
        "x-p2-page": "core-foreign",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "reads",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/timestamp"
          },
          {
            "$ref": "#/components/parameters/if_none_match"
          }
        ],
        "requestBody": {
          "description": "The filter, for clients that do not put it into the query (R3).",
          "required": false,
          "x-p2-max-content-length": 4096,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TimeFilter"
              },
              "examples": {
                "timestamp": {
                  "$ref": "#/components/examples/filter-by-timestamp"
                },
                "numberTimestamp": {
                  "$ref": "#/components/examples/filter-by-number-timestamp"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The server's ID-Cert.",
            "links": {
              "publicKey": {
                "$ref": "#/components/links/PublicKeyAtThatTime"
              }
            },
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlLookup"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CertificatePem"
                },
                "examples": {
                  "idCert": {
                    "$ref": "#/components/examples/server-id-cert"
                  }
                }
              },
              "application/x-pem-file": {
                "schema": {
                  "$ref": "#/components/schemas/CertificatePem"
                },
                "examples": {
                  "idCert": {
                    "$ref": "#/components/examples/server-id-cert"
                  }
                }
              },
              "text/plain": {
                "schema": {
                  "$ref": "#/components/schemas/CertificatePem"
                },
                "examples": {
                  "idCert": {
                    "$ref": "#/components/examples/server-id-cert"
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "404": {
            "description": "The server had no valid certificate at that time (R10).",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "noCertAtTime": {
                    "$ref": "#/components/examples/error-no-cert-at-time"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/idcert/actor/{fid}": {
      "get": {
        "operationId": "getActorIdCerts",
        "tags": [
          "Federated Identity"
        ],
        "summary": "Get an actor's ID-Certs",
        "description": "Returns the ID-Certs of an actor that is registered on this server, and says whether and when each was invalidated.\n\n- Without `timestamp`: those whose validity period includes now. With it: those whose validity period includes that\n  time. In both cases a certificate that was invalidated before it expired stays in the list, flagged (R8).\n- `session_id` narrows the answer to the certificates of one session.\n- `idcerts`, `invalidated` and `invalidated_at` have the same length, belong together position by position, and\n  begin with the certificate whose validity began first (R7).\n- An actor that is registered here but has no such certificate: 200 with empty arrays. An actor that is not\n  registered here, of this domain or of another: 404 (R9).\n\nBoth filters come as query parameters or as members of a JSON body.\n",
        "security": [],
        "x-p2-page": "core-foreign",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "reads",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/fid"
          },
          {
            "$ref": "#/components/parameters/timestamp"
          },
          {
            "$ref": "#/components/parameters/session_id"
          },
          {
            "$ref": "#/components/parameters/if_none_match"
          }
        ],
        "requestBody": {
          "description": "The filter, for clients that do not put it into the query (R3).",
          "required": false,
          "x-p2-max-content-length": 4096,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ActorIdCertFilter"
              },
              "examples": {
                "timestamp": {
                  "$ref": "#/components/examples/filter-by-timestamp"
                },
                "timestampAndSession": {
                  "$ref": "#/components/examples/filter-by-timestamp-and-session"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The actor's ID-Certs.",
            "links": {
              "keyPackages": {
                "$ref": "#/components/links/KeyPackagesOfActor"
              },
              "endSession": {
                "$ref": "#/components/links/SessionOfIdCerts"
              }
            },
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlLookup"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActorIdCerts"
                },
                "examples": {
                  "actorIdCerts": {
                    "$ref": "#/components/examples/actor-id-certs"
                  },
                  "none": {
                    "$ref": "#/components/examples/no-actor-id-certs"
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "404": {
            "description": "The actor is not registered on this server (R9).",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "actorNotFound": {
                    "$ref": "#/components/examples/error-actor-not-found"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session/idcert/extern": {
      "put": {
        "operationId": "updateSessionIdCert",
        "tags": [
          "Federated Identity"
        ],
        "summary": "Update the ID-Cert of a session",
        "description": "Tells a foreign server that the ID-Cert of the session that the token belongs to has changed. From then on the new\ncertificate is the session's. The server checks, in this order (R20):\n\n1. The content holds exactly one well-formed actor ID-Cert; otherwise 400 `P2CORE_INVALID_ID_CERT`, with the rule\n   that it breaks in `message`.\n2. It names the token's own actor and session; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.\n3. It is valid now, with a tolerance of 60 seconds between two clocks; otherwise 400 `P2CORE_INVALID_ID_CERT`.\n4. It was never invalidated here; otherwise 400 `P2CORE_INVALID_ID_CERT`.\n5. The actor's home server signed it. The server fetches the certificate that the home server had when the validity\n   of this one began (`getServerIdCert` with that `timestamp`, at the domain of the Federation ID), and verifies\n   against it. The home server's answer decides: 403 `P2CORE_ID_CERT_UNTRUSTED` if issuer, signature or validity do\n   not fit its certificate, if that is malformed, and for its 400 and 404. Only no connection, a time-out, 5xx, 429\n   or an unreadable answer: 502 `P2CORE_HOME_SERVER_UNREACHABLE`.\n\nThe certificate that the session has already is 201 again, without a look-up. A refused certificate changes nothing,\nand no look-up that it causes may decide about other actors of its domain. A server may limit what one session\ncauses: 429 `P2CORE_RATE_LIMITED` says in `message` which limit it is.\n\nThe content is the PEM itself or a JSON string that holds it (R6).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-foreign",
        "x-p2-default-content-type": "application/x-pem-file",
        "x-p2-effect": "changes",
        "x-p2-rulings": [
          "R4",
          "R6",
          "R20",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25",
          "R39"
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The new ID-Cert.",
          "required": true,
          "x-p2-max-content-length": 196610,
          "content": {
            "application/x-pem-file": {
              "schema": {
                "$ref": "#/components/schemas/PresentedIdCert"
              },
              "examples": {
                "idCert": {
                  "$ref": "#/components/examples/session-id-cert"
                }
              }
            },
            "text/plain": {
              "schema": {
                "$ref": "#/components/schemas/PresentedIdCert"
              },
              "examples": {
                "idCert": {
                  "$ref": "#/components/examples/session-id-cert"
                }
              }
            },
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PresentedIdCert"
              },
              "examples": {
                "idCert": {
                  "$ref": "#/components/examples/session-id-cert"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The certificate is now the session's. The answer has no content.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "400": {
            "description": "The request breaks the contract, or the content is not a usable ID-Cert.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "badRequest": {
                    "$ref": "#/components/examples/error-bad-request"
                  },
                  "invalidIdCert": {
                    "$ref": "#/components/examples/error-invalid-id-cert"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The certificate is another session's, or its home server did not sign it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "idCertMismatch": {
                    "$ref": "#/components/examples/error-id-cert-mismatch"
                  },
                  "idCertUntrusted": {
                    "$ref": "#/components/examples/error-id-cert-untrusted"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "502": {
            "$ref": "#/components/responses/HomeServerUnreachable"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session": {
      "delete": {
        "operationId": "deleteSession",
        "tags": [
          "Federated Identity"
        ],
        "summary": "End a session",
        "description": "Ends the session that `session_id` names: its token is void, its undelivered events and its KeyPackages are deleted,\nits ID-Cert is flagged as invalidated (R13). Any live token of the actor may end any of the actor's sessions, its\nown included.\n\n`session_id` comes as a query parameter or as a member of a JSON body; one of them is required (R3).\n\nThe page shows no lock on this route. It needs a token all the same, because session IDs are public (R12). A session\nthat the token's actor does not have, or that has ended already, is 404; so nobody can learn anything about the\nsessions of others.\n\nA server may ask for a second factor (R41).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-foreign",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "destroys",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/session_id_to_end"
          },
          {
            "$ref": "#/components/parameters/sensitive_solution"
          }
        ],
        "requestBody": {
          "description": "The session to end, for clients that do not put it into the query (R3).",
          "required": false,
          "x-p2-max-content-length": 4096,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SessionSelector"
              },
              "examples": {
                "session": {
                  "$ref": "#/components/examples/session"
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "The session has ended. The answer has no content.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/SecondFactorRequired"
          },
          "404": {
            "description": "The token's actor has no live session of that ID.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "sessionNotFound": {
                    "$ref": "#/components/examples/error-session-not-found"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/keypackage/{fid}": {
      "get": {
        "operationId": "getKeyPackages",
        "tags": [
          "Encryption"
        ],
        "summary": "Get KeyPackages of an actor",
        "description": "Takes from the stock of an actor that is registered on this server one MLS KeyPackage (RFC 9420) for each of its\nsessions, so that the caller can add all of the actor's clients to a group (R17).\n\nA KeyPackage is given out at most once, also to callers at the same time. A session that has none left gives its\nlast-resort KeyPackage, as often as needed; a session without a last resort is left out. An actor without any: 200\nwith an empty array. A session whose stock runs low gets an event; the server chooses how low. HEAD takes nothing.\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-foreign",
        "x-p2-optional": true,
        "x-p2-effect": "destroys",
        "x-p2-rulings": [
          "R4",
          "R9",
          "R17",
          "R18",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25"
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/fid"
          }
        ],
        "responses": {
          "200": {
            "description": "One KeyPackage for each session of the actor that has one.",
            "links": {
              "idCerts": {
                "$ref": "#/components/links/IdCertsOfActor"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KeyPackages"
                },
                "examples": {
                  "keyPackages": {
                    "$ref": "#/components/examples/key-packages"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "description": "The actor is not registered on this server (R9), or the server leaves this route out (R18).",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "actorNotFound": {
                    "$ref": "#/components/examples/error-actor-not-found"
                  },
                  "routeNotOffered": {
                    "$ref": "#/components/examples/error-route-not-offered"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/events": {
      "get": {
        "operationId": "getEvents",
        "tags": [
          "Other"
        ],
        "summary": "Fetch missed events",
        "description": "Returns the gateway events that the token's session has missed since it left the WebSocket gateway or since it\nlast asked here, by rising `s`.\n\nWithout `after`, events leave the queue only when the answer that carried them was handed over completely; after a\nbroken answer they are delivered again. With `after`, everything up to that `s` leaves the queue, and newer events\nare answered and stay: so nothing is lost, whatever is between client and server. A server keeps at most 1000 events\nfor a session and drops the oldest beyond that (R16). HEAD takes and acknowledges nothing.\n\nA server answers 409 if there are no events, as the page says; a client takes 204, and 200 with an empty array, for\nthe same (R14).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-foreign",
        "x-p2-optional": true,
        "x-p2-effect": "changes",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/after"
          }
        ],
        "responses": {
          "200": {
            "description": "The missed events.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GatewayEvents"
                },
                "examples": {
                  "events": {
                    "$ref": "#/components/examples/events"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "description": "There are no events to tell the session of. The answer has no content (R14).",
            "x-p2-client-accepts": [
              204,
              "empty"
            ],
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              }
            }
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session/idcert": {
      "post": {
        "operationId": "rotateSessionIdCert",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Rotate the key of a session",
        "description": "Gives the session that the token belongs to an ID-Cert for a new key. The client makes the key pair and sends an\nID-CSR for it, with the actor and the session ID of the token; the private key never leaves the client. The answer\nholds the new ID-Cert and a new token. From that second the former ID-Cert is flagged as invalidated, and the\nactor's other sessions get event 4, ActorCertificateInvalidation (R30).\n\nA lost answer locks nobody out: the former token stays valid until the new one authenticates a request, but at most\nfor 10 minutes. Within that time the same ID-CSR, sent with the former token, gets the same answer.\n\nAll KeyPackages of the former ID-Cert are deleted, the last resort too; the client uploads new ones. It tells each\nforeign server about its new ID-Cert with `updateSessionIdCert` (R31).\n\nA server may ask for a second factor (R41).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-home",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "changes",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/sensitive_solution"
          }
        ],
        "requestBody": {
          "description": "An ID-CSR for the new key.",
          "required": true,
          "x-p2-max-content-length": 196624,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KeyRotation"
              },
              "examples": {
                "csr": {
                  "$ref": "#/components/examples/key-rotation"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The new ID-Cert of the session, and its new token.",
            "links": {
              "updateAbroad": {
                "$ref": "#/components/links/UpdateIdCertAbroad"
              },
              "publishKeyPackages": {
                "$ref": "#/components/links/PublishKeyPackages"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IssuedSession"
                },
                "examples": {
                  "renewed": {
                    "$ref": "#/components/examples/renewed-session"
                  }
                }
              }
            }
          },
          "400": {
            "description": "The request breaks the contract, or holds no usable ID-CSR.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "badRequest": {
                    "$ref": "#/components/examples/error-bad-request"
                  },
                  "invalidIdCsr": {
                    "$ref": "#/components/examples/error-invalid-id-csr"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The ID-CSR is for another session, the token is no home actor's, or a second factor is missing.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "idCertMismatch": {
                    "$ref": "#/components/examples/error-id-cert-mismatch"
                  },
                  "notHome": {
                    "$ref": "#/components/examples/error-not-home"
                  },
                  "secondFactorRequired": {
                    "$ref": "#/components/examples/error-second-factor-required"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session/keymaterial": {
      "post": {
        "operationId": "uploadKeyMaterial",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Store key material",
        "description": "Stores a private key of the actor, which the client has encrypted, so that the actor's other sessions can use it.\nThe server cannot read it (R32).\n\n`key_data` is one PEM, labelled `ENCRYPTED PRIVATE KEY`, that holds an EncryptedPrivateKeyInfo (RFC 5958). An\nunencrypted key is refused with 400 `P2CORE_PLAINTEXT_KEY` and not stored. `serial_number` names the ID-Cert that\nthe key is for, any that the actor had; without it, it is that of the token's session.\n\nThe store belongs to the actor: every home session of the actor uses it, and it stays when they end. There is at\nmost one entry for each ID-Cert, and at most 100 in all.\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-home",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "creates",
        "x-p2-rulings": [
          "R4",
          "R18",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25",
          "R32"
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The encrypted key, and the ID-Cert that it belongs to.",
          "required": true,
          "x-p2-max-content-length": 65536,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KeyMaterialUpload"
              },
              "examples": {
                "keyMaterial": {
                  "$ref": "#/components/examples/key-material-upload"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The key material is stored. The answer has no content.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "400": {
            "description": "The request breaks the contract, or the key is not encrypted.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "badRequest": {
                    "$ref": "#/components/examples/error-bad-request"
                  },
                  "plaintextKey": {
                    "$ref": "#/components/examples/error-plaintext-key"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The token is no home actor's.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "notHome": {
                    "$ref": "#/components/examples/error-not-home"
                  }
                }
              }
            }
          },
          "404": {
            "description": "The actor never had an ID-Cert of that serial number, or the server does not offer this page (R25).",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "routeNotOffered": {
                    "$ref": "#/components/examples/error-route-not-offered"
                  },
                  "idCertNotFound": {
                    "$ref": "#/components/examples/error-id-cert-not-found"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "409": {
            "description": "There is key material for that ID-Cert already, or the store is full.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "keyMaterialExists": {
                    "$ref": "#/components/examples/error-key-material-exists"
                  },
                  "keyMaterialFull": {
                    "$ref": "#/components/examples/error-key-material-full"
                  }
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      },
      "get": {
        "operationId": "getKeyMaterial",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Get key material",
        "description": "Returns the actor's stored encrypted keys, beginning with that of the oldest ID-Cert. `serial_numbers` narrows the\nanswer; it comes as a query parameter, which is repeated for each, or as a member of a JSON body (R3).\n\nWithout `serial_numbers`, an empty store is 200 with an empty array. With them, each must have key material: otherwise\n404 `P2CORE_KEY_MATERIAL_NOT_FOUND`, whose member `serial_numbers` lists those without (R32).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-home",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "reads",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/serial_numbers"
          }
        ],
        "requestBody": {
          "description": "The serial numbers, for clients that do not put them into the query (R3).",
          "required": false,
          "x-p2-max-content-length": 65536,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KeyMaterialFilter"
              },
              "examples": {
                "serialNumbers": {
                  "$ref": "#/components/examples/key-material-filter"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The stored key material.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KeyMaterials"
                },
                "examples": {
                  "keyMaterials": {
                    "$ref": "#/components/examples/key-materials"
                  },
                  "none": {
                    "$ref": "#/components/examples/no-key-materials"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The token is no home actor's.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "notHome": {
                    "$ref": "#/components/examples/error-not-home"
                  }
                }
              }
            }
          },
          "404": {
            "description": "There is no key material for some of the serial numbers, or the server does not offer this page (R25).",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "routeNotOffered": {
                    "$ref": "#/components/examples/error-route-not-offered"
                  },
                  "keyMaterialNotFound": {
                    "$ref": "#/components/examples/error-key-material-not-found"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      },
      "delete": {
        "operationId": "deleteKeyMaterial",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Delete key material",
        "description": "Deletes the encrypted keys of the ID-Certs that `serial_numbers` names. They come as a query parameter, which is\nrepeated for each, or as a JSON array in the body; one of the two is required (R3). Key material that does not exist\ncounts as deleted (R32).\n\nA server may ask for a second factor (R41).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-home",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "destroys",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "parameters": [
          {
            "$ref": "#/components/parameters/serial_numbers_to_delete"
          },
          {
            "$ref": "#/components/parameters/sensitive_solution"
          }
        ],
        "requestBody": {
          "description": "The serial numbers, for clients that do not put them into the query (R3).",
          "required": false,
          "x-p2-max-content-length": 65536,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SerialNumbers"
              },
              "examples": {
                "serialNumbers": {
                  "$ref": "#/components/examples/serial-numbers"
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "There is no key material for these ID-Certs any more. The answer has no content.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The token is no home actor's, or a second factor is missing.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "notHome": {
                    "$ref": "#/components/examples/error-not-home"
                  },
                  "secondFactorRequired": {
                    "$ref": "#/components/examples/error-second-factor-required"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      },
      "options": {
        "operationId": "getKeyMaterialLimit",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Get the limit of key material",
        "description": "`X-Max-Payload-Size` is the largest number of octets of `key_data` in `uploadKeyMaterial`. The operation needs no\ntoken, and answers the preflight requests of browsers as well (R33).\n",
        "security": [],
        "x-p2-page": "core-home",
        "x-p2-effect": "reads",
        "x-p2-rulings": [
          "R4",
          "R18",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25",
          "R32",
          "R33"
        ],
        "x-p2-errors": [
          "P2CORE_ROUTE_NOT_OFFERED",
          "P2CORE_METHOD_NOT_ALLOWED",
          "P2CORE_UNSUPPORTED_MEDIA_TYPE",
          "P2CORE_RATE_LIMITED",
          "P2CORE_INTERNAL",
          "P2CORE_UNAVAILABLE"
        ],
        "responses": {
          "200": {
            "description": "The limit. The answer has no content.",
            "headers": {
              "X-Max-Payload-Size": {
                "$ref": "#/components/headers/XMaxPayloadSize"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "404": {
            "description": "The server does not offer the page `core-home` (R25). A browser's preflight request is 200 all the same (R33).\n",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "routeNotOffered": {
                    "$ref": "#/components/examples/error-route-not-offered"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/keypackage/@me": {
      "post": {
        "operationId": "addKeyPackages",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Add KeyPackages",
        "description": "Adds MLS KeyPackages (RFC 9420) to the stock of the session that the token belongs to, so that others can add it to\ntheir groups (`getKeyPackages`). The content is a JSON array of 1 to 100 of them; all are taken, or none (R34).\n\nEach one is checked: it parses, both of its signatures are valid, it has not expired, its credential and its\nsignature key are those of the session's ID-Cert, and its `init_key` was never uploaded before.\n\n`@me` stands for the token's own actor; it is never a Federation ID.\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-home",
        "x-p2-optional": true,
        "x-p2-offered-with": "getKeyPackages",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "creates",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The KeyPackages.",
          "required": true,
          "x-p2-max-content-length": 3407872,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewKeyPackages"
              },
              "examples": {
                "keyPackages": {
                  "$ref": "#/components/examples/new-key-packages"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The KeyPackages are in the stock. The answer has no content.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The KeyPackage is another session's, or the token is no home actor's.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "notHome": {
                    "$ref": "#/components/examples/error-not-home"
                  },
                  "keyPackageMismatch": {
                    "$ref": "#/components/examples/error-key-package-mismatch"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "409": {
            "description": "A KeyPackage was uploaded before, or the stock is full.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "keyPackageKnown": {
                    "$ref": "#/components/examples/error-key-package-known"
                  },
                  "keyPackagesFull": {
                    "$ref": "#/components/examples/error-key-packages-full"
                  }
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/keypackage_lr": {
      "put": {
        "operationId": "replaceLastResortKeyPackage",
        "tags": [
          "Registration Needed"
        ],
        "summary": "Replace the last-resort KeyPackage",
        "description": "Sets or replaces the last resort: the KeyPackage that is given out when the stock of the token's session is used up.\nIt is checked as `addKeyPackages` checks. The current last resort, uploaded again, is 204 (R34).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "core-home",
        "x-p2-optional": true,
        "x-p2-offered-with": "getKeyPackages",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "changes",
        "x-p2-rulings": [
          "R4",
          "R17",
          "R18",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25",
          "R34"
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The KeyPackage.",
          "required": true,
          "x-p2-max-content-length": 40960,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewKeyPackage"
              },
              "examples": {
                "keyPackage": {
                  "$ref": "#/components/examples/last-resort-key-package"
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "The KeyPackage is the last resort now. The answer has no content.",
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "description": "The KeyPackage is another session's, or the token is no home actor's.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "notHome": {
                    "$ref": "#/components/examples/error-not-home"
                  },
                  "keyPackageMismatch": {
                    "$ref": "#/components/examples/error-key-package-mismatch"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "409": {
            "description": "The KeyPackage was uploaded before.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "keyPackageKnown": {
                    "$ref": "#/components/examples/error-key-package-known"
                  }
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/register": {
      "post": {
        "operationId": "createIdentity",
        "tags": [
          "Authentication"
        ],
        "summary": "Register an actor",
        "description": "Makes a new actor on this server. It gives no token: a session begins with `trustSession`.\n\n`actor_name` is the local part of the new Federation ID; a server keeps it in lower case. A name that is taken,\nreserved or was once used is 409 `P2CORE_FEDERATION_ID_TAKEN` (R26). `auth_payload` has what this server wants from\na new actor, such as a password; its own documents describe that (R27).\n\nIf registration is closed, or needs an invitation and the request has no valid one: 403\n`P2CORE_REGISTRATION_CLOSED`.\n",
        "security": [],
        "x-p2-page": "auth",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "creates",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The name, and the server's own payload.",
          "required": true,
          "x-p2-max-content-length": 25600,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Registration"
              },
              "examples": {
                "registration": {
                  "$ref": "#/components/examples/registration"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The actor is registered.",
            "links": {
              "trust": {
                "$ref": "#/components/links/TrustSession"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NewIdentity"
                },
                "examples": {
                  "identity": {
                    "$ref": "#/components/examples/new-identity"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "403": {
            "description": "Registration is closed, or needs a valid invitation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "registrationClosed": {
                    "$ref": "#/components/examples/error-registration-closed"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "description": "The name is taken.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "federationIdTaken": {
                    "$ref": "#/components/examples/error-federation-id-taken"
                  }
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session/trust": {
      "post": {
        "operationId": "trustSession",
        "tags": [
          "Authentication"
        ],
        "summary": "Begin a session at home",
        "description": "Begins a session of an actor at its home server. The client makes a key pair and sends an ID-CSR for it, with the\nactor's Federation ID and a session ID of its own choice; the private key never leaves the client. The answer holds\nthe ID-Cert of the session and its token. The actor's other sessions get event 3, NewSession (R29).\n\nThe server checks, in this order (R28):\n\n1. The content is well-formed; otherwise 400.\n2. `auth_payload` proves that the caller is the actor; otherwise 401 `P2CORE_INVALID_CREDENTIALS`, also for an\n   unknown actor.\n3. The ID-CSR keeps the profile; otherwise 400 `P2CORE_INVALID_ID_CSR`.\n4. It names this actor; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.\n5. Its session ID is free; otherwise 409 `P2CORE_SESSION_ID_TAKEN`. A live session is never overridden.\n6. No ID-Cert of another actor or session here has its key; otherwise 400 `P2CORE_INVALID_ID_CSR`.\n7. The actor has fewer than 100 live sessions; otherwise 409 `P2CORE_SESSIONS_FULL`.\n",
        "security": [],
        "x-p2-page": "auth",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "creates",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The actor, the ID-CSR, and the server's own payload.",
          "required": true,
          "x-p2-max-content-length": 225280,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Trust"
              },
              "examples": {
                "trust": {
                  "$ref": "#/components/examples/trust"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The session has begun.",
            "links": {
              "rotateKey": {
                "$ref": "#/components/links/RotateSessionIdCert"
              },
              "publishKeyPackages": {
                "$ref": "#/components/links/PublishKeyPackages"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IssuedSession"
                },
                "examples": {
                  "trusted": {
                    "$ref": "#/components/examples/trusted-session"
                  }
                }
              }
            }
          },
          "400": {
            "description": "The request breaks the contract, or holds no usable ID-CSR.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "badRequest": {
                    "$ref": "#/components/examples/error-bad-request"
                  },
                  "invalidIdCsr": {
                    "$ref": "#/components/examples/error-invalid-id-csr"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/InvalidCredentials"
          },
          "403": {
            "description": "The ID-CSR names another actor.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "idCertMismatch": {
                    "$ref": "#/components/examples/error-id-cert-mismatch"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "description": "The session ID is in use, or the actor has too many sessions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "sessionIdTaken": {
                    "$ref": "#/components/examples/error-session-id-taken"
                  },
                  "sessionsFull": {
                    "$ref": "#/components/examples/error-sessions-full"
                  }
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session/identify": {
      "post": {
        "operationId": "identify",
        "tags": [
          "Authentication"
        ],
        "summary": "Log in with an ID-Cert",
        "description": "Gives a token to the holder of an ID-Cert, on a foreign server and at home. The client gets a challenge string from\nthis server (`getChallenge`), signs it with the private key of its ID-Cert, and sends both. Before it signs, it\nchecks that the challenge is that of the domain at which it logs in (R35).\n\nThe server checks, in this order (R38):\n\n1. The content is well-formed; otherwise 400.\n2. The challenge is this server's own, has not expired and was never used; otherwise 403 `P2CORE_CHALLENGE_INVALID`.\n   From here on it is used up.\n3. The ID-Cert is well-formed and valid now; otherwise 400 `P2CORE_INVALID_ID_CERT`.\n4. The signature over the octets of the challenge is that of the ID-Cert's key (R37); otherwise 403\n   `P2CORE_CHALLENGE_FAILED`.\n5. The ID-Cert was not invalidated here; otherwise 403 `P2CORE_ID_CERT_INVALIDATED`.\n6. The home server signed it; otherwise 403 `P2CORE_ID_CERT_UNTRUSTED`, or 502 `P2CORE_HOME_SERVER_UNREACHABLE`, as for\n   `updateSessionIdCert` (R20).\n7. The home server lists it without a flag (`getActorIdCerts` of that session, asked each time); otherwise 403\n   `P2CORE_ID_CERT_INVALIDATED`.\n\nEach former token of the session ends. An ID-Cert that is new to the session replaces its former one, which is\nflagged as invalidated here. If the session is new, the actor's other sessions get event 3, NewSession.\n",
        "security": [],
        "x-p2-page": "auth",
        "x-p2-default-content-type": "application/json",
        "x-p2-effect": "creates",
        "x-p2-rulings": [
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
        ],
        "x-p2-errors": [
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
        "requestBody": {
          "description": "The signed challenge and the ID-Cert.",
          "required": true,
          "x-p2-max-content-length": 237568,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Identification"
              },
              "examples": {
                "identification": {
                  "$ref": "#/components/examples/identification"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The new token of the session.",
            "links": {
              "events": {
                "$ref": "#/components/links/MissedEvents"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IdentifiedSession"
                },
                "examples": {
                  "identified": {
                    "$ref": "#/components/examples/identified-session"
                  }
                }
              }
            }
          },
          "400": {
            "description": "The request breaks the contract, or the ID-Cert is not usable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "badRequest": {
                    "$ref": "#/components/examples/error-bad-request"
                  },
                  "invalidIdCert": {
                    "$ref": "#/components/examples/error-invalid-id-cert"
                  }
                }
              }
            }
          },
          "403": {
            "description": "The challenge is not good, the signature is wrong, or the ID-Cert is invalidated or not trusted.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "challengeInvalid": {
                    "$ref": "#/components/examples/error-challenge-invalid"
                  },
                  "challengeFailed": {
                    "$ref": "#/components/examples/error-challenge-failed"
                  },
                  "idCertInvalidated": {
                    "$ref": "#/components/examples/error-id-cert-invalidated"
                  },
                  "idCertUntrusted": {
                    "$ref": "#/components/examples/error-id-cert-untrusted"
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/RouteNotOffered"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "502": {
            "$ref": "#/components/responses/HomeServerUnreachable"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    },
    "/.p2/core/v1/session/revoke": {
      "put": {
        "operationId": "revokeSessionToken",
        "tags": [
          "Authentication"
        ],
        "summary": "Revoke a token",
        "description": "Ends the token that the request carries, and nothing else: the session, its ID-Cert, its event queue and its\nKeyPackages stay, and `identify` gives the session a new token (R40).\n",
        "security": [
          {
            "bearerAuth": []
          }
        ],
        "x-p2-page": "auth",
        "x-p2-effect": "destroys",
        "x-p2-rulings": [
          "R4",
          "R18",
          "R21",
          "R22",
          "R23",
          "R24",
          "R25",
          "R40"
        ],
        "x-p2-errors": [
          "P2CORE_UNAUTHORIZED",
          "P2CORE_ROUTE_NOT_OFFERED",
          "P2CORE_SESSION_NOT_FOUND",
          "P2CORE_METHOD_NOT_ALLOWED",
          "P2CORE_UNSUPPORTED_MEDIA_TYPE",
          "P2CORE_RATE_LIMITED",
          "P2CORE_INTERNAL",
          "P2CORE_UNAVAILABLE"
        ],
        "responses": {
          "204": {
            "description": "The token is void. The answer has no content.",
            "links": {
              "challenge": {
                "$ref": "#/components/links/ChallengeForNewToken"
              }
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/CacheControlNoStore"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "description": "The token belongs to no session (R25), or the server does not offer this page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProtocolError"
                },
                "examples": {
                  "routeNotOffered": {
                    "$ref": "#/components/examples/error-route-not-offered"
                  },
                  "sessionNotFound": {
                    "$ref": "#/components/examples/error-session-not-found"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "default": {
            "$ref": "#/components/responses/AnyError"
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "NewSession": {
        "type": "object",
        "description": "The data of event `core` 3, NewSession - the actor has a new session (R15).",
        "required": [
          "cert"
        ],
        "additionalProperties": true,
        "properties": {
          "cert": {
            "$ref": "#/components/schemas/CertificatePem"
          }
        }
      },
      "ActorCertificateInvalidation": {
        "type": "object",
        "description": "The data of event `core` 4, ActorCertificateInvalidation - an ID-Cert of the actor was invalidated (R15).",
        "required": [
          "serial",
          "invalidSince"
        ],
        "additionalProperties": true,
        "properties": {
          "serial": {
            "$ref": "#/components/schemas/SerialNumber"
          },
          "invalidSince": {
            "$ref": "#/components/schemas/EventTime"
          },
          "signature": {
            "type": "string",
            "description": "A signature of the key that the certificate is for, over `invalidSince` and `serial`, in hexadecimal. Only an actor\ncan make one; a server leaves it out where it invalidated the certificate by itself.\n",
            "minLength": 2,
            "maxLength": 2048,
            "pattern": "^(?:[0-9A-Fa-f]{2})+$",
            "examples": [
              "9f8a7b6c5d4e3f20"
            ]
          }
        }
      },
      "ServerCertificateChange": {
        "type": "object",
        "description": "The data of event `core` 6, ServerCertificateChange - the server has a new key and certificate (R15, R19).",
        "required": [
          "cert",
          "oldInvalidSince"
        ],
        "additionalProperties": true,
        "properties": {
          "cert": {
            "$ref": "#/components/schemas/CertificatePem"
          },
          "oldInvalidSince": {
            "$ref": "#/components/schemas/EventTime"
          }
        }
      },
      "LowKeyPackages": {
        "type": "object",
        "description": "The data of event `p2core` 1, LowKeyPackages - the session's stock of KeyPackages runs low (R15).",
        "required": [
          "remaining"
        ],
        "additionalProperties": true,
        "properties": {
          "remaining": {
            "type": "integer",
            "format": "int32",
            "description": "How many ordinary KeyPackages are left.",
            "minimum": 0,
            "maximum": 1000000,
            "examples": [
              3
            ]
          }
        }
      },
      "ErrorDetail": {
        "type": "object",
        "description": "One fault of a request.",
        "required": [
          "path",
          "message"
        ],
        "properties": {
          "path": {
            "type": "string",
            "description": "The place of the fault, as a JSON Pointer (RFC 6901) into the request: `/query/…`, `/params/…`, `/headers/…` or\n`/body/…`.\n",
            "maxLength": 1000,
            "pattern": "^(?:/.*)?$",
            "examples": [
              "/query/timestamp"
            ]
          },
          "message": {
            "type": "string",
            "description": "The fault at that place.",
            "minLength": 1,
            "maxLength": 1000,
            "examples": [
              "must be a decimal number of seconds"
            ]
          }
        }
      },
      "SerialNumber": {
        "type": "string",
        "description": "The serial number of a certificate, decimal, without leading zeros. At most 20 octets hold it.",
        "minLength": 1,
        "maxLength": 48,
        "pattern": "^[1-9][0-9]*$",
        "x-p2-expected": "a serial number, decimal, without leading zeros",
        "examples": [
          "7203918560032841"
        ]
      },
      "ProtocolError": {
        "type": "object",
        "description": "An error (R24).",
        "required": [
          "errcode",
          "error"
        ],
        "properties": {
          "errcode": {
            "type": "integer",
            "format": "int32",
            "description": "The HTTP status of the answer.",
            "minimum": 400,
            "maximum": 599,
            "examples": [
              400
            ]
          },
          "error": {
            "type": "string",
            "description": "A code of the registry, `x-p2-error-codes`, for programs to act on.",
            "minLength": 8,
            "maxLength": 64,
            "pattern": "^P2CORE_[A-Z0-9_]+$",
            "examples": [
              "P2CORE_BAD_REQUEST"
            ]
          },
          "message": {
            "type": "string",
            "description": "One English sentence for the person who reads the log. It decides nothing.",
            "minLength": 1,
            "maxLength": 1000,
            "examples": [
              "The request breaks the contract."
            ]
          },
          "details": {
            "type": "array",
            "description": "Each fault of the request.",
            "minItems": 1,
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/ErrorDetail"
            }
          },
          "serial_numbers": {
            "description": "Only with `P2CORE_KEY_MATERIAL_NOT_FOUND` - the serial numbers that have no key material (R32).",
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/SerialNumber"
            }
          }
        }
      },
      "Challenge": {
        "type": "object",
        "description": "A challenge string and its expiry.",
        "required": [
          "challenge",
          "expires"
        ],
        "properties": {
          "challenge": {
            "type": "string",
            "description": "What the client signs with its private identity key. Alphanumeric, unique, made anew for each request. The first 43\ncharacters are a digest of the server's domain (R35).\n",
            "minLength": 32,
            "maxLength": 256,
            "pattern": "^[A-Za-z0-9]+$",
            "examples": [
              "UH675678rbnFGNHJV2ijcnr3ghjHV74jahUH675678rbnFGNHJV2ijcnr3ghjHV74"
            ]
          },
          "expires": {
            "type": "integer",
            "format": "int64",
            "description": "The time at which the challenge expires. A server sends an integer; a client also accepts a decimal string (R1).",
            "minimum": 0,
            "maximum": 9007199254740991,
            "examples": [
              1620000300
            ]
          }
        }
      },
      "Timestamp": {
        "type": "string",
        "description": "A time in whole seconds since the epoch, as a decimal string without leading zeros, at most 2^53 − 1 (R2).",
        "minLength": 1,
        "maxLength": 16,
        "pattern": "^(?:0|[1-9][0-9]{0,14}|[1-8][0-9]{15}|900[0-6][0-9]{12}|90070[0-9]{11}|90071[0-8][0-9]{10}|900719[0-8][0-9]{9}|9007199[01][0-9]{8}|90071992[0-4][0-9]{7}|900719925[0-3][0-9]{6}|9007199254[0-6][0-9]{5}|90071992547[0-3][0-9]{4}|9007199254740[0-8][0-9]{2}|90071992547409[0-8][0-9]|900719925474099[01])$",
        "x-p2-expected": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991",
        "examples": [
          "1620000000"
        ]
      },
      "TimestampOrNumber": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/Timestamp"
          },
          {
            "type": "integer",
            "format": "int64",
            "minimum": 0,
            "maximum": 9007199254740991
          }
        ],
        "description": "A time in whole seconds since the epoch, at most 2^53 − 1. A server accepts a decimal string and a non-negative\ninteger; a client sends the string (R2).\n",
        "x-p2-expected": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991",
        "examples": [
          "1620000000"
        ]
      },
      "TimeFilter": {
        "type": "object",
        "description": "The filter of a look-up by time, as a body. Each member may come as a query parameter instead (R3).",
        "properties": {
          "timestamp": {
            "$ref": "#/components/schemas/TimestampOrNumber"
          }
        }
      },
      "PublicKeyPem": {
        "type": "string",
        "description": "One `SubjectPublicKeyInfo` in PEM (RFC 7468), with line feeds at the ends of its lines.",
        "minLength": 80,
        "maxLength": 16384,
        "pattern": "^-----BEGIN PUBLIC KEY-----\\n(?:[A-Za-z0-9+/=]{1,64}\\n)+-----END PUBLIC KEY-----\\n?$"
      },
      "CertificatePem": {
        "type": "string",
        "description": "One X.509 certificate in PEM (RFC 7468), with line feeds at the ends of its lines.",
        "minLength": 100,
        "maxLength": 65536,
        "pattern": "^-----BEGIN CERTIFICATE-----\\n(?:[A-Za-z0-9+/=]{1,64}\\n)+-----END CERTIFICATE-----\\n?$",
        "examples": [
          "-----BEGIN CERTIFICATE-----\nMIIBXTCCAQ+gAwIBAgIBATAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTIxMDEwMTAwMDAwMFoXDTQ5MTIzMTIzNTk1OVowRDETMBEGCgmSJomT8ixkARkW\nA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRo\nb21lMCowBQYDK2VwAyEAnhe7LKFwOThXTktsEC/Ho0CJLbdSinua60B0FScPdU+j\nJjAkMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgIEMAUGAytlcANB\nAErScOVVWV6PcFOBDyH1k4e8XQebx8u2jkUL/xjYEUN5FCEK4CUuK0x5XNdu4NBT\nOlmCgZwgXvUY+2LHFD4a4AE=\n-----END CERTIFICATE-----\n"
        ]
      },
      "FederationId": {
        "type": "string",
        "description": "A Federation ID: the actor's local name, `@`, and the domain of its home server. Upper and lower case are the\nsame. A domain without dots is legal.\n",
        "minLength": 3,
        "maxLength": 320,
        "pattern": "^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*$",
        "x-p2-expected": "a Federation ID, such as alice@home.example.com",
        "examples": [
          "alice@home.example.com"
        ]
      },
      "SessionId": {
        "type": "string",
        "description": "The name that the actor chose for a session, unique among the actor's live sessions: 1 to 64 IA5 characters\nwithout control characters (R11). It is public: it stands in the session's ID-Cert.\n",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[ -~]+$",
        "x-p2-expected": "1 to 64 IA5 characters without control characters",
        "examples": [
          "593b30d80c9843939331988281b46782"
        ]
      },
      "ActorIdCertFilter": {
        "type": "object",
        "description": "The filter of a look-up of ID-Certs, as a body. Each member may come as a query parameter instead (R3).",
        "properties": {
          "timestamp": {
            "$ref": "#/components/schemas/TimestampOrNumber"
          },
          "session_id": {
            "$ref": "#/components/schemas/SessionId"
          }
        }
      },
      "ActorIdCerts": {
        "type": "object",
        "description": "ID-Certs of one actor and, position by position, whether and when each has been invalidated (R7). The three lists have\nthe same length.\n",
        "required": [
          "idcerts",
          "invalidated"
        ],
        "properties": {
          "idcerts": {
            "type": "array",
            "description": "The certificates, in the order in which their validity begins.",
            "minItems": 0,
            "items": {
              "$ref": "#/components/schemas/CertificatePem"
            }
          },
          "invalidated": {
            "type": "array",
            "description": "Whether the certificate in the same position of `idcerts` was invalidated before it expired.",
            "minItems": 0,
            "items": {
              "type": "boolean"
            }
          },
          "invalidated_at": {
            "type": "array",
            "description": "When the certificate in the same position of `idcerts` was invalidated, in seconds since the epoch; `null` where\nit was not (R8). A server of this contract sends it; a client also accepts answers without it.\n",
            "minItems": 0,
            "items": {
              "type": [
                "integer",
                "null"
              ],
              "format": "int64",
              "minimum": 0,
              "maximum": 9007199254740991
            }
          }
        }
      },
      "PresentedIdCert": {
        "type": "string",
        "description": "One X.509 certificate in PEM. Lines may end in CR LF and white space may stand around the PEM. What is not exactly\none well-formed actor ID-Cert is refused with `P2CORE_INVALID_ID_CERT` (R20).\n",
        "minLength": 1,
        "maxLength": 16384,
        "examples": [
          "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBAzAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTIxMDMwMTAwMDAwMFoXDTI0MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiA1OTNiMzBkODBjOTg0MzkzOTMzMTk4ODI4MWI0Njc4MjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQDecUcVqXIYrc54P21yqGTXL4bU0Kdj\n2jkwOYHhOdFV+qMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAzYYobjeVIHoibFEI2h1Mr4v7UBQwWmJ+i8IEmPpCPD5wkzhtac2zOdgP\nspGdWeoEDbAigGfiYYOY/Ya1kC8jDw==\n-----END CERTIFICATE-----\n"
        ]
      },
      "SessionSelector": {
        "type": "object",
        "description": "The session to end.",
        "required": [
          "session_id"
        ],
        "properties": {
          "session_id": {
            "$ref": "#/components/schemas/SessionId"
          }
        }
      },
      "KeyPackages": {
        "type": "array",
        "description": "One KeyPackage for each session of the actor that has one (R17).",
        "minItems": 0,
        "items": {
          "type": "string",
          "description": "A KeyPackage of RFC 9420, TLS-serialised, in Base64 (RFC 4648 section 4, padded).",
          "contentEncoding": "base64",
          "minLength": 4,
          "maxLength": 65536,
          "pattern": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
        }
      },
      "GatewayEvent": {
        "type": "object",
        "description": "A gateway event. Unknown namespaces and opcodes and further members are legal; a receiver keeps what it does not\nknow (R15). A server sends `op` and `s` as decimal strings; a client takes integers too.\n",
        "required": [
          "n",
          "op",
          "d",
          "s"
        ],
        "additionalProperties": true,
        "x-p2-event-data": {
          "core": {
            "3": "NewSession",
            "4": "ActorCertificateInvalidation",
            "6": "ServerCertificateChange"
          },
          "p2core": {
            "1": "LowKeyPackages"
          }
        },
        "properties": {
          "n": {
            "type": "string",
            "description": "The namespace of the opcode; `core` for polyproto-core's own.",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[!-~]+$",
            "examples": [
              "core"
            ]
          },
          "op": {
            "type": "string",
            "description": "The opcode, a decimal string. In the namespace `core`: 0 Heartbeat, 1 Hello, 2 Identify, 3 NewSession,\n4 ActorCertificateInvalidation, 5 Resume, 6 ServerCertificateChange, 7 HeartbeatAck, 8 ServiceChannel,\n9 ServiceChannelAck, 10 Resumed, 11 RequestHeartbeat.\n",
            "minLength": 1,
            "maxLength": 5,
            "pattern": "^(?:0|[1-9][0-9]*)$",
            "x-p2-client-accepts": "integer",
            "examples": [
              "6"
            ]
          },
          "d": {
            "description": "The event's data, any JSON value. These schemas describe the data that a server of this contract sends by itself:\n`core` 3 `NewSession`, `core` 4 `ActorCertificateInvalidation`, `core` 6 `ServerCertificateChange`, `p2core` 1\n`LowKeyPackages`.\n"
          },
          "s": {
            "type": "string",
            "description": "The sequence number, a decimal string; it rises by one from each event of a session to the next.",
            "minLength": 1,
            "maxLength": 20,
            "pattern": "^(?:0|[1-9][0-9]*)$",
            "x-p2-client-accepts": "integer",
            "examples": [
              "17"
            ]
          }
        }
      },
      "GatewayEvents": {
        "type": "array",
        "description": "The events that the session has not been handed yet, by rising `s`. A server keeps at most 1000 for a session and\ndrops the oldest beyond that (R16).\n",
        "minItems": 1,
        "maxItems": 1000,
        "items": {
          "$ref": "#/components/schemas/GatewayEvent"
        }
      },
      "IdCsr": {
        "type": "string",
        "description": "One PKCS #10 request in PEM, labelled `CERTIFICATE REQUEST` or `NEW CERTIFICATE REQUEST`. Lines may end in CR LF and\nwhite space may stand around the PEM. What does not keep the profile is refused with `P2CORE_INVALID_ID_CSR` (R28).\n",
        "minLength": 1,
        "maxLength": 16384,
        "examples": [
          "-----BEGIN CERTIFICATE REQUEST-----\nMIIBLzCB4gIBADCBrjEwMC4GCgmSJomT8ixkASwWIDU5M2IzMGQ4MGM5ODQzOTM5\nMzMxOTg4MjgxYjQ2NzgyMSYwJAYKCZImiZPyLGQBAQwWYWxpY2VAaG9tZS5leGFt\ncGxlLmNvbTETMBEGCgmSJomT8ixkARkWA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4\nYW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMQ4wDAYDVQQDDAVhbGljZTAqMAUG\nAytlcAMhACEYY+ox/BTkBnPVUu3frxSeWvJmp1sw4Kb4t7pp9frgoAAwBQYDK2Vw\nA0EAJZreUduHpECc3m0rGyXBOTxuMK5fafgo+KX+8q+ZbM8AcWz9raEKzAJVwyT4\nLIHBePIppaMza6qo/xSzDg95Cg==\n-----END CERTIFICATE REQUEST-----\n"
        ]
      },
      "KeyRotation": {
        "type": "object",
        "description": "The request for an ID-Cert of a new key.",
        "required": [
          "csr"
        ],
        "properties": {
          "csr": {
            "$ref": "#/components/schemas/IdCsr"
          }
        }
      },
      "SessionToken": {
        "type": "string",
        "description": "The bearer token of the session (RFC 6750 section 2.1). It is a secret.",
        "minLength": 16,
        "maxLength": 1024,
        "pattern": "^[A-Za-z0-9._~+/-]+=*$",
        "examples": [
          "bDFqv0zNQf6pX1mTrW7cKy2eHsG9uJtA5oRiE8dLxZk"
        ]
      },
      "IssuedSession": {
        "type": "object",
        "description": "The ID-Cert that the home server has issued for a session, and the session's token.",
        "required": [
          "id_cert",
          "token"
        ],
        "properties": {
          "id_cert": {
            "$ref": "#/components/schemas/CertificatePem"
          },
          "token": {
            "$ref": "#/components/schemas/SessionToken"
          }
        }
      },
      "SerialNumbers": {
        "type": "array",
        "description": "Serial numbers of ID-Certs (R32).",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "$ref": "#/components/schemas/SerialNumber"
        }
      },
      "KeyMaterialFilter": {
        "type": "object",
        "description": "The filter of key material, as a body. Its member may come as a query parameter instead (R3).",
        "properties": {
          "serial_numbers": {
            "$ref": "#/components/schemas/SerialNumbers"
          }
        }
      },
      "EncryptedKeyPem": {
        "type": "string",
        "description": "One private key, encrypted by the client, as an EncryptedPrivateKeyInfo (RFC 5958) in PEM, labelled\n`ENCRYPTED PRIVATE KEY`, its lines of any length. At most 10240 octets; more is 413 (R32).\n",
        "minLength": 1,
        "maxLength": 65536,
        "x-p2-max-octets": 10240,
        "examples": [
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGkMGAGCSqGSIb3DQEFDTBTMDIGCSqGSIb3DQEFDDAlBBA2oMbFyXzHVRuBddru\nxivzAgMJJ8AwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMmIxe57Fkt3Z1qA\nbUdgU8AEQO3t3qWTvFl02klgUbtIStXz1ecwFyv/RMooYphD8+DPXHwNIhPXr89x\nJusCPMKs2kEo+K8+7HGj2knKJ4+CQJo=\n-----END ENCRYPTED PRIVATE KEY-----\n"
        ]
      },
      "KeyMaterial": {
        "type": "object",
        "description": "Stored key material, and the serial number of the ID-Cert that it belongs to.",
        "required": [
          "key_data",
          "serial_number"
        ],
        "properties": {
          "key_data": {
            "$ref": "#/components/schemas/EncryptedKeyPem"
          },
          "serial_number": {
            "$ref": "#/components/schemas/SerialNumber"
          }
        }
      },
      "KeyMaterials": {
        "type": "array",
        "description": "Key material of one actor, that of the oldest ID-Cert first (R32).",
        "minItems": 0,
        "maxItems": 100,
        "items": {
          "$ref": "#/components/schemas/KeyMaterial"
        }
      },
      "KeyMaterialUpload": {
        "type": "object",
        "description": "Key material to store.",
        "required": [
          "key_data"
        ],
        "properties": {
          "key_data": {
            "$ref": "#/components/schemas/EncryptedKeyPem"
          },
          "serial_number": {
            "$ref": "#/components/schemas/SerialNumber"
          }
        }
      },
      "NewKeyPackage": {
        "type": "string",
        "description": "A KeyPackage of RFC 9420, TLS-serialised, in Base64 (RFC 4648 section 4, padded).",
        "contentEncoding": "base64",
        "minLength": 4,
        "maxLength": 16384,
        "pattern": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
        "x-p2-expected": "a KeyPackage in Base64, padded"
      },
      "NewKeyPackages": {
        "type": "array",
        "description": "KeyPackages of one session (R34).",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "$ref": "#/components/schemas/NewKeyPackage"
        }
      },
      "ActorName": {
        "type": "string",
        "description": "The local part of a Federation ID, in any case of letters (R26).",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9._%+-]+$",
        "x-p2-expected": "the local part of a Federation ID, such as alice",
        "examples": [
          "alice"
        ]
      },
      "AuthPayload": {
        "type": "object",
        "description": "What a server asks of somebody who registers or begins a session. The protocol leaves its members free; a server\ndocuments its own. It has at most 4096 octets, counted as JSON in UTF-8 without white space and without escapes that\nJSON does not need; more is 400. JSON Schema has no keyword for this bound, so a server counts the octets itself\n(R27).\n",
        "additionalProperties": true,
        "x-p2-max-octets": 4096
      },
      "Registration": {
        "type": "object",
        "description": "A new actor.",
        "required": [
          "actor_name"
        ],
        "properties": {
          "actor_name": {
            "$ref": "#/components/schemas/ActorName"
          },
          "auth_payload": {
            "$ref": "#/components/schemas/AuthPayload"
          }
        }
      },
      "ServerPayload": {
        "type": "object",
        "description": "Further information of a server. The protocol leaves its members free.",
        "additionalProperties": true
      },
      "NewIdentity": {
        "type": "object",
        "description": "The actor that was registered.",
        "required": [
          "fid"
        ],
        "properties": {
          "fid": {
            "$ref": "#/components/schemas/FederationId"
          },
          "payload": {
            "$ref": "#/components/schemas/ServerPayload"
          }
        }
      },
      "Trust": {
        "type": "object",
        "description": "The beginning of a session at home.",
        "required": [
          "actor_name",
          "csr"
        ],
        "properties": {
          "actor_name": {
            "$ref": "#/components/schemas/ActorName"
          },
          "csr": {
            "$ref": "#/components/schemas/IdCsr"
          },
          "auth_payload": {
            "$ref": "#/components/schemas/AuthPayload"
          }
        }
      },
      "CompletedChallenge": {
        "type": "object",
        "description": "A challenge string and its signature.",
        "required": [
          "challenge",
          "signature"
        ],
        "properties": {
          "challenge": {
            "type": "string",
            "description": "The string, as this server gave it.",
            "minLength": 32,
            "maxLength": 256,
            "pattern": "^[A-Za-z0-9]+$",
            "x-p2-expected": "a challenge string, 32 to 256 letters and digits",
            "examples": [
              "UH675678rbnFGNHJV2ijcnr3ghjHV74jahUH675678rbnFGNHJV2ijcnr3ghjHV74"
            ]
          },
          "signature": {
            "type": "string",
            "description": "The signature over the octets of the string, in standard Base64. A server also takes hexadecimal: hexadecimal digits\nalone, even in number (R37).\n",
            "minLength": 2,
            "maxLength": 1024,
            "pattern": "^[A-Za-z0-9+/]+={0,2}$",
            "x-p2-expected": "a signature in Base64",
            "examples": [
              "XtbNEuPTHmFW7TNoGnLTFyvKyPSHSsXqSDfJNfxKP5rPmpj3zXl3cGZV6DvcKBe3ZOgJdyjgbk6iR4pUjwmGDQ=="
            ]
          }
        }
      },
      "Identification": {
        "type": "object",
        "description": "The proof that somebody holds the key of an ID-Cert.",
        "required": [
          "completed_challenge",
          "id_cert"
        ],
        "properties": {
          "completed_challenge": {
            "$ref": "#/components/schemas/CompletedChallenge"
          },
          "id_cert": {
            "$ref": "#/components/schemas/PresentedIdCert"
          },
          "auth_payload": {
            "$ref": "#/components/schemas/AuthPayload"
          }
        }
      },
      "IdentifiedSession": {
        "type": "object",
        "description": "The new token of a session.",
        "required": [
          "token"
        ],
        "properties": {
          "token": {
            "$ref": "#/components/schemas/SessionToken"
          },
          "payload": {
            "$ref": "#/components/schemas/ServerPayload"
          }
        }
      },
      "EventTime": {
        "type": "integer",
        "format": "int64",
        "description": "A time in whole seconds since the epoch. A server sends an integer; a client also accepts a decimal string (R15).",
        "minimum": 0,
        "maximum": 9007199254740991,
        "examples": [
          1620000000
        ]
      }
    },
    "securitySchemes": {
      "bearerAuth": {
        "type": "http",
        "scheme": "bearer",
        "description": "The secret that a server hands to a client for one session of one actor. It is opaque: a client only sends it\nback. `trustSession` gives one at home, `identify` on every server.\n"
      },
      "administratorAuth": {
        "type": "http",
        "scheme": "bearer",
        "description": "The secret of an administrator of the server, sent like every token. A live token of anybody else is refused with 403\n`P2CORE_NOT_ADMINISTRATOR`. Each server decides how an administrator gets one.\n",
        "x-p2-roles": [
          "administrator"
        ]
      }
    },
    "examples": {
      "error-not-found": {
        "summary": "There is no such route",
        "value": {
          "errcode": 404,
          "error": "P2CORE_NOT_FOUND",
          "message": "There is no such route."
        }
      },
      "error-request-timeout": {
        "summary": "The request did not arrive completely in time",
        "value": {
          "errcode": 408,
          "error": "P2CORE_REQUEST_TIMEOUT",
          "message": "The request did not arrive completely in time."
        }
      },
      "error-uri-too-long": {
        "summary": "The request target is longer than the server reads",
        "value": {
          "errcode": 414,
          "error": "P2CORE_URI_TOO_LONG",
          "message": "The request target is longer than the server reads."
        }
      },
      "error-header-fields-too-large": {
        "summary": "The header fields are larger than the server reads",
        "value": {
          "errcode": 431,
          "error": "P2CORE_HEADER_FIELDS_TOO_LARGE",
          "message": "The header fields are larger than the server reads."
        }
      },
      "error-not-implemented": {
        "summary": "This server must offer the operation but does not implement it yet",
        "value": {
          "errcode": 501,
          "error": "P2CORE_NOT_IMPLEMENTED",
          "message": "This server must offer the operation but does not implement it yet."
        }
      },
      "challenge": {
        "summary": "A challenge that is void after five minutes",
        "value": {
          "challenge": "c1o1n4GPVXtRpCdfHMnZwkne4U7S31KqoJ7IesIVOswrsSphm3IpVT45bV1AJo56CNXZm5OMStsimH0awm6YWTAVpIvz4XqeCPzltGgbhcVY7NRBRiOGqJZIQ2g8c6WE",
          "expires": 1620000300
        }
      },
      "error-method-not-allowed": {
        "summary": "The route does not have this method",
        "value": {
          "errcode": 405,
          "error": "P2CORE_METHOD_NOT_ALLOWED",
          "message": "The route does not have this method; `Allow` lists its methods."
        }
      },
      "error-not-acceptable": {
        "summary": "The server offers none of the media types that `Accept` allows",
        "value": {
          "errcode": 406,
          "error": "P2CORE_NOT_ACCEPTABLE",
          "message": "The server offers none of the media types that `Accept` allows."
        }
      },
      "error-unsupported-media-type": {
        "summary": "The operation does not accept the content's media type, charset or coding",
        "value": {
          "errcode": 415,
          "error": "P2CORE_UNSUPPORTED_MEDIA_TYPE",
          "message": "The operation does not accept the content's media type, charset or coding."
        }
      },
      "error-rate-limited": {
        "summary": "Too many requests in too short a time",
        "value": {
          "errcode": 429,
          "error": "P2CORE_RATE_LIMITED",
          "message": "Too many requests in too short a time."
        }
      },
      "error-internal": {
        "summary": "The server failed",
        "value": {
          "errcode": 500,
          "error": "P2CORE_INTERNAL",
          "message": "The server failed; the fault is not in the request."
        }
      },
      "error-unavailable": {
        "summary": "The server cannot answer for the moment",
        "value": {
          "errcode": 503,
          "error": "P2CORE_UNAVAILABLE",
          "message": "The server cannot answer for the moment."
        }
      },
      "filter-by-timestamp": {
        "summary": "What held on 2021-05-03",
        "value": {
          "timestamp": "1620000000"
        }
      },
      "filter-by-number-timestamp": {
        "summary": "What held on 2021-05-03, the time as a number",
        "value": {
          "timestamp": 1620000000
        }
      },
      "server-public-key": {
        "summary": "The public key of home.example.com",
        "value": "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAnhe7LKFwOThXTktsEC/Ho0CJLbdSinua60B0FScPdU8=\n-----END PUBLIC KEY-----\n"
      },
      "error-bad-request": {
        "summary": "The request breaks the contract",
        "value": {
          "errcode": 400,
          "error": "P2CORE_BAD_REQUEST",
          "message": "The request breaks the contract; `details` names each fault.",
          "details": [
            {
              "path": "/query/timestamp",
              "message": "must be a decimal number of seconds"
            }
          ]
        }
      },
      "error-no-cert-at-time": {
        "summary": "The server had no valid certificate at the requested time",
        "value": {
          "errcode": 404,
          "error": "P2CORE_NO_CERT_AT_TIME",
          "message": "The server had no valid certificate at the requested time."
        }
      },
      "error-content-too-large": {
        "summary": "The content is larger than the operation allows",
        "value": {
          "errcode": 413,
          "error": "P2CORE_CONTENT_TOO_LARGE",
          "message": "The content is larger than the operation allows."
        }
      },
      "rotated-server-id-cert": {
        "summary": "The root certificate of home.example.com after it has replaced its key",
        "value": "-----BEGIN CERTIFICATE-----\nMIIBXTCCAQ+gAwIBAgIBBDAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTI0MDEwMTAwMDAwMFoXDTQ5MTIzMTIzNTk1OVowRDETMBEGCgmSJomT8ixkARkW\nA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRo\nb21lMCowBQYDK2VwAyEAza5AQ7nv5zD3ldiYeBe6sVoEnxSrvSpkr3jetDeLuC2j\nJjAkMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgIEMAUGAytlcANB\nADMu5uN0P9kgVLMKkwzbuSPZD1HAAjHqCtjn7AyGr40L0rAHYfcWHmnTuGovtkG4\nQx0Vvuz7BIoAMbWIhhQYMwM=\n-----END CERTIFICATE-----\n"
      },
      "error-unauthorized": {
        "summary": "The request has no access token, or one that is not valid",
        "value": {
          "errcode": 401,
          "error": "P2CORE_UNAUTHORIZED",
          "message": "The request has no access token, or one that is not valid."
        }
      },
      "error-not-administrator": {
        "summary": "The token is valid but does not belong to an administrator of this server",
        "value": {
          "errcode": 403,
          "error": "P2CORE_NOT_ADMINISTRATOR",
          "message": "The token is valid but does not belong to an administrator of this server."
        }
      },
      "server-id-cert": {
        "summary": "The root certificate of home.example.com",
        "value": "-----BEGIN CERTIFICATE-----\nMIIBXTCCAQ+gAwIBAgIBATAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTIxMDEwMTAwMDAwMFoXDTQ5MTIzMTIzNTk1OVowRDETMBEGCgmSJomT8ixkARkW\nA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRo\nb21lMCowBQYDK2VwAyEAnhe7LKFwOThXTktsEC/Ho0CJLbdSinua60B0FScPdU+j\nJjAkMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgIEMAUGAytlcANB\nAErScOVVWV6PcFOBDyH1k4e8XQebx8u2jkUL/xjYEUN5FCEK4CUuK0x5XNdu4NBT\nOlmCgZwgXvUY+2LHFD4a4AE=\n-----END CERTIFICATE-----\n"
      },
      "filter-by-timestamp-and-session": {
        "summary": "What one session had on 2021-05-03",
        "value": {
          "timestamp": "1620000000",
          "session_id": "593b30d80c9843939331988281b46782"
        }
      },
      "actor-id-certs": {
        "summary": "Two sessions, the ID-Cert of the first invalidated before it expired",
        "value": {
          "idcerts": [
            "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBAjAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTIxMDIwMTAwMDAwMFoXDTI0MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiAwZjZjMmE5YmU0ZDE0YjdjOGEzNWQyZTc5MDE2YmM0ODEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQDySQoKkIUkHj2E7G9gaoLR4iHdE9Up\ni7yJvvjkMSU+KKMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAZQMTFMJTDiOfwsi4GqPsUNQlruC11AdbY5umRAGdcMhI/l5+LI18KU63\nVx4YFLX8xM0HsYoBy/vogWIbwl6RCQ==\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBAzAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTIxMDMwMTAwMDAwMFoXDTI0MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiA1OTNiMzBkODBjOTg0MzkzOTMzMTk4ODI4MWI0Njc4MjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQDecUcVqXIYrc54P21yqGTXL4bU0Kdj\n2jkwOYHhOdFV+qMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAzYYobjeVIHoibFEI2h1Mr4v7UBQwWmJ+i8IEmPpCPD5wkzhtac2zOdgP\nspGdWeoEDbAigGfiYYOY/Ya1kC8jDw==\n-----END CERTIFICATE-----\n"
          ],
          "invalidated": [
            true,
            false
          ],
          "invalidated_at": [
            1703095200,
            null
          ]
        }
      },
      "no-actor-id-certs": {
        "summary": "No ID-Cert held at that time",
        "value": {
          "idcerts": [],
          "invalidated": [],
          "invalidated_at": []
        }
      },
      "error-actor-not-found": {
        "summary": "No such actor is registered on this server",
        "value": {
          "errcode": 404,
          "error": "P2CORE_ACTOR_NOT_FOUND",
          "message": "No such actor is registered on this server."
        }
      },
      "session-id-cert": {
        "summary": "The new ID-Cert of the session",
        "value": "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBBjAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTI0MDIwMTAwMDAwMFoXDTI5MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiA1OTNiMzBkODBjOTg0MzkzOTMzMTk4ODI4MWI0Njc4MjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQAhGGPqMfwU5AZz1VLt368UnlryZqdb\nMOCm+Le6afX64KMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAtdNMdv5IZ1OrFPALKsoKYGzQ15Xuksu47P4eyorZ/LMLEpEHRw2FwsXf\nAPFrwzd17aABjYNpC3DdKx38CZvEAA==\n-----END CERTIFICATE-----\n"
      },
      "error-invalid-id-cert": {
        "summary": "The content is not exactly one well-formed, currently valid actor ID-Cert",
        "value": {
          "errcode": 400,
          "error": "P2CORE_INVALID_ID_CERT",
          "message": "The content is not exactly one well-formed, currently valid actor ID-Cert; `message` says which rule it breaks."
        }
      },
      "error-id-cert-mismatch": {
        "summary": "The ID-Cert or ID-CSR is for another actor or another session",
        "value": {
          "errcode": 403,
          "error": "P2CORE_ID_CERT_MISMATCH",
          "message": "The ID-Cert or ID-CSR is for another actor or another session."
        }
      },
      "error-id-cert-untrusted": {
        "summary": "The ID-Cert was not signed by the actor's home server",
        "value": {
          "errcode": 403,
          "error": "P2CORE_ID_CERT_UNTRUSTED",
          "message": "The ID-Cert was not signed by the actor's home server."
        }
      },
      "error-home-server-unreachable": {
        "summary": "The actor's home server could not be asked for its certificate",
        "value": {
          "errcode": 502,
          "error": "P2CORE_HOME_SERVER_UNREACHABLE",
          "message": "The actor's home server could not be asked for its certificate."
        }
      },
      "session": {
        "summary": "The session to end",
        "value": {
          "session_id": "593b30d80c9843939331988281b46782"
        }
      },
      "error-second-factor-required": {
        "summary": "This action needs a second factor, which is missing or wrong",
        "value": {
          "errcode": 403,
          "error": "P2CORE_SECOND_FACTOR_REQUIRED",
          "message": "This action needs a second factor, which is missing or wrong."
        }
      },
      "error-session-not-found": {
        "summary": "The token's actor has no live session of that ID on this server",
        "value": {
          "errcode": 404,
          "error": "P2CORE_SESSION_NOT_FOUND",
          "message": "The token's actor has no live session of that ID on this server."
        }
      },
      "key-packages": {
        "summary": "One KeyPackage for each of two sessions",
        "value": [
          "AAEAASCpAOO8Q+3cLCvPf0MmYgJArddW6/vSiWLQdrdWANR3NSAl6ixnkPijTirumZqJmTHe+CGQzxeSfIhpNdC8JjbaKiDySQoKkIUkHj2E7G9gaoLR4iHdE9Upi7yJvvjkMSU+KAACQchBxjCCAcIwggF0oAMCAQICAQIwBQYDK2VwMEQxEzARBgoJkiaJk/IsZAEZFgNjb20xFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTAeFw0yMTAyMDEwMDAwMDBaFw0yNDAxMzEyMzU5NTlaMIGuMTAwLgYKCZImiZPyLGQBLBYgMGY2YzJhOWJlNGQxNGI3YzhhMzVkMmU3OTAxNmJjNDgxJjAkBgoJkiaJk/IsZAEBDBZhbGljZUBob21lLmV4YW1wbGUuY29tMRMwEQYKCZImiZPyLGQBGRYDY29tMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEUMBIGCgmSJomT8ixkARkWBGhvbWUxDjAMBgNVBAMMBWFsaWNlMCowBQYDK2VwAyEA8kkKCpCFJB49hOxvYGqC0eIh3RPVKYu8ib745DElPiijIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMAUGAytlcANBAGUDExTCUw4jn8LIuBqj7FDUJa7gtdQHW2ObpkQBnXDISP5efiyNfClOt1ceGBS1/MTNB7GKAcv76IFiG8JekQkCAAECAAEAAAIAAgEAAAAAYI8u8AAAAABgtCcAAEBAi5MvYyng11F65ozMP5d3JnqqvkLRsG3QzHCwX4DOdVV6QLv/svSybryjMlGgTvOA8SouPw9ObN2QyZt+ZELUBQBAQBqYpX0WyGrO8QdMxGWa8hJD1CVKPtLW6yzLB21twMclTzH11qbYFKxnnO8Qt2tEnV0W7q4f99kSTZPY1LViEA8=",
          "AAEAASBEkLF6vanJy/0haBx2weoD6IA8T8f2mmUbM/SnOWGoCCB/goPvSFA5RGgNjI1GOfoBtInE2aK7olpD1JKK87rQNCDecUcVqXIYrc54P21yqGTXL4bU0Kdj2jkwOYHhOdFV+gACQchBxjCCAcIwggF0oAMCAQICAQMwBQYDK2VwMEQxEzARBgoJkiaJk/IsZAEZFgNjb20xFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTAeFw0yMTAzMDEwMDAwMDBaFw0yNDAxMzEyMzU5NTlaMIGuMTAwLgYKCZImiZPyLGQBLBYgNTkzYjMwZDgwYzk4NDM5MzkzMzE5ODgyODFiNDY3ODIxJjAkBgoJkiaJk/IsZAEBDBZhbGljZUBob21lLmV4YW1wbGUuY29tMRMwEQYKCZImiZPyLGQBGRYDY29tMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEUMBIGCgmSJomT8ixkARkWBGhvbWUxDjAMBgNVBAMMBWFsaWNlMCowBQYDK2VwAyEA3nFHFalyGK3OeD9tcqhk1y+G1NCnY9o5MDmB4TnRVfqjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMAUGAytlcANBAM2GKG43lSB6ImxRCNodTK+L+1AUMFpifovCBJj6Qjw+cJM4bWnNsznYD7KRnVnqBA2wIoBn4mGDmP2GtZAvIw8CAAECAAEAAAIAAgEAAAAAYI8u8AAAAABgtCcAAEBAqRGKYJGpqKMgD62kH6iIT74d8+yh7bwTd+iURuIlM/F2ZzpNsEiGEKfOkUkIjO5Gsoe8gWqoH+l1WWMDn516BABAQB0I+fJ7Cqhq599AuGhKymGt8AQLCUfiewftFo9gHwVGiMFBaCInq9XFO5/blbeBgFbWvl1ZhVaER0TVrWekFgw="
        ]
      },
      "error-route-not-offered": {
        "summary": "The route or its page is optional, and this server does not offer it",
        "value": {
          "errcode": 404,
          "error": "P2CORE_ROUTE_NOT_OFFERED",
          "message": "The route or its page is optional, and this server does not offer it."
        }
      },
      "events": {
        "summary": "An invalidated ID-Cert, a new server certificate, a new session",
        "value": [
          {
            "n": "core",
            "op": "4",
            "d": {
              "serial": "2",
              "invalidSince": 1703095200,
              "signature": "b8f923bda4c25a10254a2df5ed17a7a9192d359f748f7169b254fa33ceba4e1eb5fea02842cbd8b4bab1f21812400e6a578c84171efd107d721842ddd8928a0e"
            },
            "s": "15"
          },
          {
            "n": "core",
            "op": "6",
            "d": {
              "cert": "-----BEGIN CERTIFICATE-----\nMIIBXTCCAQ+gAwIBAgIBBDAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTI0MDEwMTAwMDAwMFoXDTQ5MTIzMTIzNTk1OVowRDETMBEGCgmSJomT8ixkARkW\nA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRo\nb21lMCowBQYDK2VwAyEAza5AQ7nv5zD3ldiYeBe6sVoEnxSrvSpkr3jetDeLuC2j\nJjAkMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgIEMAUGAytlcANB\nADMu5uN0P9kgVLMKkwzbuSPZD1HAAjHqCtjn7AyGr40L0rAHYfcWHmnTuGovtkG4\nQx0Vvuz7BIoAMbWIhhQYMwM=\n-----END CERTIFICATE-----\n",
              "oldInvalidSince": 1704067200
            },
            "s": "16"
          },
          {
            "n": "core",
            "op": "3",
            "d": {
              "cert": "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBBTAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTI0MDExNTAwMDAwMFoXDTI3MDExNDIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiBjODVlMTdkM2EwYjk0ZjYyOTEzZTZkNGM3ZjI4YTA1YjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQCP+AfDRyiV4NYBTT6mxUpTEETjd8nB\nwolwVTj007WUPKMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAaeVUWm+FtZn/EZXiOZVz/1CpcJvZeNlvNFOV4JM8ibDvYV+p3NSmMBa7\nlbg8CCYqPIjrFJlMO+wslXbPGgQSCg==\n-----END CERTIFICATE-----\n"
            },
            "s": "17"
          }
        ]
      },
      "key-rotation": {
        "summary": "A new key for the laptop's session",
        "value": {
          "csr": "-----BEGIN CERTIFICATE REQUEST-----\nMIIBLzCB4gIBADCBrjEwMC4GCgmSJomT8ixkASwWIDU5M2IzMGQ4MGM5ODQzOTM5\nMzMxOTg4MjgxYjQ2NzgyMSYwJAYKCZImiZPyLGQBAQwWYWxpY2VAaG9tZS5leGFt\ncGxlLmNvbTETMBEGCgmSJomT8ixkARkWA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4\nYW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMQ4wDAYDVQQDDAVhbGljZTAqMAUG\nAytlcAMhACEYY+ox/BTkBnPVUu3frxSeWvJmp1sw4Kb4t7pp9frgoAAwBQYDK2Vw\nA0EAJZreUduHpECc3m0rGyXBOTxuMK5fafgo+KX+8q+ZbM8AcWz9raEKzAJVwyT4\nLIHBePIppaMza6qo/xSzDg95Cg==\n-----END CERTIFICATE REQUEST-----\n"
        }
      },
      "renewed-session": {
        "summary": "The laptop's session with its new key",
        "value": {
          "id_cert": "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBBjAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTI0MDIwMTAwMDAwMFoXDTI5MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiA1OTNiMzBkODBjOTg0MzkzOTMzMTk4ODI4MWI0Njc4MjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQAhGGPqMfwU5AZz1VLt368UnlryZqdb\nMOCm+Le6afX64KMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAtdNMdv5IZ1OrFPALKsoKYGzQ15Xuksu47P4eyorZ/LMLEpEHRw2FwsXf\nAPFrwzd17aABjYNpC3DdKx38CZvEAA==\n-----END CERTIFICATE-----\n",
          "token": "gQLOb9Tu_bDqXeTVdOWemqBroWydJNtQjAmvAFI7VyA"
        }
      },
      "error-invalid-id-csr": {
        "summary": "The content is not exactly one well-formed ID-CSR that this server signs",
        "value": {
          "errcode": 400,
          "error": "P2CORE_INVALID_ID_CSR",
          "message": "The content is not exactly one well-formed ID-CSR that this server signs; `message` says which rule it breaks."
        }
      },
      "error-not-home": {
        "summary": "The token does not belong to a session of this server's own actors",
        "value": {
          "errcode": 403,
          "error": "P2CORE_NOT_HOME",
          "message": "The token does not belong to a session of this server's own actors."
        }
      },
      "key-material-filter": {
        "summary": "The keys of two ID-Certs",
        "value": {
          "serial_numbers": [
            "3",
            "6"
          ]
        }
      },
      "key-materials": {
        "summary": "Two encrypted keys",
        "value": [
          {
            "key_data": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGkMGAGCSqGSIb3DQEFDTBTMDIGCSqGSIb3DQEFDDAlBBA2oMbFyXzHVRuBddru\nxivzAgMJJ8AwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMmIxe57Fkt3Z1qA\nbUdgU8AEQO3t3qWTvFl02klgUbtIStXz1ecwFyv/RMooYphD8+DPXHwNIhPXr89x\nJusCPMKs2kEo+K8+7HGj2knKJ4+CQJo=\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "serial_number": "3"
          },
          {
            "key_data": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGkMGAGCSqGSIb3DQEFDTBTMDIGCSqGSIb3DQEFDDAlBBBsT9rQa4iuhayssI6n\ngldQAgMJJ8AwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEFHGyD8YSRMVNqcJ\nXGDdAsMEQLP4DmsQk27KCvUOdiQRFSe7ngU72gd1+6DnC931S64l7Z9YcefPVWUl\nkZ1fQHbeCQP9SHXtGO8uD3YnxH+iwkk=\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "serial_number": "6"
          }
        ]
      },
      "no-key-materials": {
        "summary": "Nothing is stored",
        "value": []
      },
      "error-key-material-not-found": {
        "summary": "Some of the serial numbers have no key material",
        "value": {
          "errcode": 404,
          "error": "P2CORE_KEY_MATERIAL_NOT_FOUND",
          "message": "Some of the serial numbers have no key material; `serial_numbers` lists them.",
          "serial_numbers": [
            "6"
          ]
        }
      },
      "key-material-upload": {
        "summary": "The laptop's first key, encrypted",
        "value": {
          "key_data": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGkMGAGCSqGSIb3DQEFDTBTMDIGCSqGSIb3DQEFDDAlBBA2oMbFyXzHVRuBddru\nxivzAgMJJ8AwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMmIxe57Fkt3Z1qA\nbUdgU8AEQO3t3qWTvFl02klgUbtIStXz1ecwFyv/RMooYphD8+DPXHwNIhPXr89x\nJusCPMKs2kEo+K8+7HGj2knKJ4+CQJo=\n-----END ENCRYPTED PRIVATE KEY-----\n",
          "serial_number": "3"
        }
      },
      "error-plaintext-key": {
        "summary": "The key material is not encrypted. It was not kept",
        "value": {
          "errcode": 400,
          "error": "P2CORE_PLAINTEXT_KEY",
          "message": "The key material is not encrypted. It was not kept."
        }
      },
      "error-id-cert-not-found": {
        "summary": "The actor never had an ID-Cert of that serial number on this server",
        "value": {
          "errcode": 404,
          "error": "P2CORE_ID_CERT_NOT_FOUND",
          "message": "The actor never had an ID-Cert of that serial number on this server."
        }
      },
      "error-key-material-exists": {
        "summary": "There is key material for that ID-Cert already",
        "value": {
          "errcode": 409,
          "error": "P2CORE_KEY_MATERIAL_EXISTS",
          "message": "There is key material for that ID-Cert already."
        }
      },
      "error-key-material-full": {
        "summary": "The actor has as much key material as this server keeps",
        "value": {
          "errcode": 409,
          "error": "P2CORE_KEY_MATERIAL_FULL",
          "message": "The actor has as much key material as this server keeps."
        }
      },
      "serial-numbers": {
        "summary": "The key material of two ID-Certs",
        "value": [
          "3",
          "6"
        ]
      },
      "new-key-packages": {
        "summary": "One KeyPackage of the laptop",
        "value": [
          "AAEAASBEkLF6vanJy/0haBx2weoD6IA8T8f2mmUbM/SnOWGoCCB/goPvSFA5RGgNjI1GOfoBtInE2aK7olpD1JKK87rQNCDecUcVqXIYrc54P21yqGTXL4bU0Kdj2jkwOYHhOdFV+gACQchBxjCCAcIwggF0oAMCAQICAQMwBQYDK2VwMEQxEzARBgoJkiaJk/IsZAEZFgNjb20xFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTAeFw0yMTAzMDEwMDAwMDBaFw0yNDAxMzEyMzU5NTlaMIGuMTAwLgYKCZImiZPyLGQBLBYgNTkzYjMwZDgwYzk4NDM5MzkzMzE5ODgyODFiNDY3ODIxJjAkBgoJkiaJk/IsZAEBDBZhbGljZUBob21lLmV4YW1wbGUuY29tMRMwEQYKCZImiZPyLGQBGRYDY29tMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEUMBIGCgmSJomT8ixkARkWBGhvbWUxDjAMBgNVBAMMBWFsaWNlMCowBQYDK2VwAyEA3nFHFalyGK3OeD9tcqhk1y+G1NCnY9o5MDmB4TnRVfqjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMAUGAytlcANBAM2GKG43lSB6ImxRCNodTK+L+1AUMFpifovCBJj6Qjw+cJM4bWnNsznYD7KRnVnqBA2wIoBn4mGDmP2GtZAvIw8CAAECAAEAAAIAAgEAAAAAYI8u8AAAAABgtCcAAEBAqRGKYJGpqKMgD62kH6iIT74d8+yh7bwTd+iURuIlM/F2ZzpNsEiGEKfOkUkIjO5Gsoe8gWqoH+l1WWMDn516BABAQB0I+fJ7Cqhq599AuGhKymGt8AQLCUfiewftFo9gHwVGiMFBaCInq9XFO5/blbeBgFbWvl1ZhVaER0TVrWekFgw="
        ]
      },
      "error-key-package-mismatch": {
        "summary": "The KeyPackage does not have the ID-Cert and the key of the token's session",
        "value": {
          "errcode": 403,
          "error": "P2CORE_KEY_PACKAGE_MISMATCH",
          "message": "The KeyPackage does not have the ID-Cert and the key of the token's session."
        }
      },
      "error-key-package-known": {
        "summary": "A KeyPackage with that `init_key` was uploaded before",
        "value": {
          "errcode": 409,
          "error": "P2CORE_KEY_PACKAGE_KNOWN",
          "message": "A KeyPackage with that `init_key` was uploaded before."
        }
      },
      "error-key-packages-full": {
        "summary": "The session's stock would hold more KeyPackages than this server keeps",
        "value": {
          "errcode": 409,
          "error": "P2CORE_KEY_PACKAGES_FULL",
          "message": "The session's stock would hold more KeyPackages than this server keeps."
        }
      },
      "last-resort-key-package": {
        "summary": "A KeyPackage of the phone",
        "value": "AAEAASCpAOO8Q+3cLCvPf0MmYgJArddW6/vSiWLQdrdWANR3NSAl6ixnkPijTirumZqJmTHe+CGQzxeSfIhpNdC8JjbaKiDySQoKkIUkHj2E7G9gaoLR4iHdE9Upi7yJvvjkMSU+KAACQchBxjCCAcIwggF0oAMCAQICAQIwBQYDK2VwMEQxEzARBgoJkiaJk/IsZAEZFgNjb20xFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTAeFw0yMTAyMDEwMDAwMDBaFw0yNDAxMzEyMzU5NTlaMIGuMTAwLgYKCZImiZPyLGQBLBYgMGY2YzJhOWJlNGQxNGI3YzhhMzVkMmU3OTAxNmJjNDgxJjAkBgoJkiaJk/IsZAEBDBZhbGljZUBob21lLmV4YW1wbGUuY29tMRMwEQYKCZImiZPyLGQBGRYDY29tMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEUMBIGCgmSJomT8ixkARkWBGhvbWUxDjAMBgNVBAMMBWFsaWNlMCowBQYDK2VwAyEA8kkKCpCFJB49hOxvYGqC0eIh3RPVKYu8ib745DElPiijIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMAUGAytlcANBAGUDExTCUw4jn8LIuBqj7FDUJa7gtdQHW2ObpkQBnXDISP5efiyNfClOt1ceGBS1/MTNB7GKAcv76IFiG8JekQkCAAECAAEAAAIAAgEAAAAAYI8u8AAAAABgtCcAAEBAi5MvYyng11F65ozMP5d3JnqqvkLRsG3QzHCwX4DOdVV6QLv/svSybryjMlGgTvOA8SouPw9ObN2QyZt+ZELUBQBAQBqYpX0WyGrO8QdMxGWa8hJD1CVKPtLW6yzLB21twMclTzH11qbYFKxnnO8Qt2tEnV0W7q4f99kSTZPY1LViEA8="
      },
      "registration": {
        "summary": "A new actor, who was invited",
        "value": {
          "actor_name": "alice",
          "auth_payload": {
            "password": "correct horse battery staple",
            "invite": "7kPq2ZsXv9RtLw4uYb8NcA"
          }
        }
      },
      "new-identity": {
        "summary": "The actor is registered",
        "value": {
          "fid": "alice@home.example.com"
        }
      },
      "error-registration-closed": {
        "summary": "Registration is closed, or needs a valid invitation",
        "value": {
          "errcode": 403,
          "error": "P2CORE_REGISTRATION_CLOSED",
          "message": "Registration is closed, or needs a valid invitation."
        }
      },
      "error-federation-id-taken": {
        "summary": "The name is taken or reserved, or was once an actor's",
        "value": {
          "errcode": 409,
          "error": "P2CORE_FEDERATION_ID_TAKEN",
          "message": "The name is taken or reserved, or was once an actor's."
        }
      },
      "trust": {
        "summary": "A new phone of the actor",
        "value": {
          "actor_name": "alice",
          "csr": "-----BEGIN CERTIFICATE REQUEST-----\nMIIBLzCB4gIBADCBrjEwMC4GCgmSJomT8ixkASwWIGM4NWUxN2QzYTBiOTRmNjI5\nMTNlNmQ0YzdmMjhhMDViMSYwJAYKCZImiZPyLGQBAQwWYWxpY2VAaG9tZS5leGFt\ncGxlLmNvbTETMBEGCgmSJomT8ixkARkWA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4\nYW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMQ4wDAYDVQQDDAVhbGljZTAqMAUG\nAytlcAMhAI/4B8NHKJXg1gFNPqbFSlMQRON3ycHCiXBVOPTTtZQ8oAAwBQYDK2Vw\nA0EAx5l3g/u2ljNN9+yu3hjJt6dsbFU4fBvRUjcJ7z5wqC/GoEMIzQUfw50ZwToC\noRIjHH3zIyfV1UA9FMg6FM+WCA==\n-----END CERTIFICATE REQUEST-----\n",
          "auth_payload": {
            "password": "correct horse battery staple"
          }
        }
      },
      "trusted-session": {
        "summary": "The session of the new phone",
        "value": {
          "id_cert": "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBBTAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTI0MDExNTAwMDAwMFoXDTI3MDExNDIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiBjODVlMTdkM2EwYjk0ZjYyOTEzZTZkNGM3ZjI4YTA1YjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQCP+AfDRyiV4NYBTT6mxUpTEETjd8nB\nwolwVTj007WUPKMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAaeVUWm+FtZn/EZXiOZVz/1CpcJvZeNlvNFOV4JM8ibDvYV+p3NSmMBa7\nlbg8CCYqPIjrFJlMO+wslXbPGgQSCg==\n-----END CERTIFICATE-----\n",
          "token": "h31r991wIqi3EOES83qANmJX1Nb1B_mUpP7Uy6wZuB0"
        }
      },
      "error-invalid-credentials": {
        "summary": "The credentials are wrong, or the actor does not exist",
        "value": {
          "errcode": 401,
          "error": "P2CORE_INVALID_CREDENTIALS",
          "message": "The credentials are wrong, or the actor does not exist."
        }
      },
      "error-session-id-taken": {
        "summary": "The actor has a live session of that ID already",
        "value": {
          "errcode": 409,
          "error": "P2CORE_SESSION_ID_TAKEN",
          "message": "The actor has a live session of that ID already."
        }
      },
      "error-sessions-full": {
        "summary": "The actor has as many live sessions as this server keeps",
        "value": {
          "errcode": 409,
          "error": "P2CORE_SESSIONS_FULL",
          "message": "The actor has as many live sessions as this server keeps."
        }
      },
      "identification": {
        "summary": "The laptop logs in",
        "value": {
          "completed_challenge": {
            "challenge": "c1o1n4GPVXtRpCdfHMnZwkne4U7S31KqoJ7IesIVOswrsSphm3IpVT45bV1AJo56CNXZm5OMStsimH0awm6YWTAVpIvz4XqeCPzltGgbhcVY7NRBRiOGqJZIQ2g8c6WE",
            "signature": "a9W0hOSb/mUKlpSLpT6PnsKUQsFCIoPvkHhyAUB4pEew+0MDYwULkKOY0VEGcUrEHTPfoyvVmcLrpdOApf/7CQ=="
          },
          "id_cert": "-----BEGIN CERTIFICATE-----\nMIIBwjCCAXSgAwIBAgIBAzAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX\nMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X\nDTIxMDMwMTAwMDAwMFoXDTI0MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs\nFiA1OTNiMzBkODBjOTg0MzkzOTMzMTk4ODI4MWI0Njc4MjEmMCQGCgmSJomT8ixk\nAQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x\nFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO\nMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQDecUcVqXIYrc54P21yqGTXL4bU0Kdj\n2jkwOYHhOdFV+qMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD\nK2VwA0EAzYYobjeVIHoibFEI2h1Mr4v7UBQwWmJ+i8IEmPpCPD5wkzhtac2zOdgP\nspGdWeoEDbAigGfiYYOY/Ya1kC8jDw==\n-----END CERTIFICATE-----\n"
        }
      },
      "identified-session": {
        "summary": "The laptop has a token",
        "value": {
          "token": "eILAXQZ1yDVgb8Fryc0CMu3UvcTpSa3sU5h5ArYThT4"
        }
      },
      "error-challenge-invalid": {
        "summary": "The challenge is not this server's, has expired or was used",
        "value": {
          "errcode": 403,
          "error": "P2CORE_CHALLENGE_INVALID",
          "message": "The challenge is not this server's, has expired or was used."
        }
      },
      "error-challenge-failed": {
        "summary": "The signature of the challenge is not by the ID-Cert's key",
        "value": {
          "errcode": 403,
          "error": "P2CORE_CHALLENGE_FAILED",
          "message": "The signature of the challenge is not by the ID-Cert's key."
        }
      },
      "error-id-cert-invalidated": {
        "summary": "The ID-Cert was invalidated, or its home server does not list it",
        "value": {
          "errcode": 403,
          "error": "P2CORE_ID_CERT_INVALIDATED",
          "message": "The ID-Cert was invalidated, or its home server does not list it."
        }
      }
    },
    "responses": {
      "AnyError": {
        "description": "Any other error: one that no operation has caused, such as a request line that is too long, or one of a status that\nthis document does not know yet. A program that does not know `error` goes by `errcode`.\n",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "notFound": {
                "$ref": "#/components/examples/error-not-found"
              },
              "requestTimeout": {
                "$ref": "#/components/examples/error-request-timeout"
              },
              "uriTooLong": {
                "$ref": "#/components/examples/error-uri-too-long"
              },
              "headerFieldsTooLarge": {
                "$ref": "#/components/examples/error-header-fields-too-large"
              },
              "notImplemented": {
                "$ref": "#/components/examples/error-not-implemented"
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "The answer to every method that the path does not have (R21).",
        "headers": {
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "methodNotAllowed": {
                "$ref": "#/components/examples/error-method-not-allowed"
              }
            }
          }
        }
      },
      "NotAcceptable": {
        "description": "`Accept` allows none of the media types of the answer (R5).",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "notAcceptable": {
                "$ref": "#/components/examples/error-not-acceptable"
              }
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The operation does not accept the content's media type (R4).",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "unsupportedMediaType": {
                "$ref": "#/components/examples/error-unsupported-media-type"
              }
            }
          }
        }
      },
      "RateLimited": {
        "description": "Too many requests (R22).",
        "headers": {
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          },
          "RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "RateLimit-Policy": {
            "$ref": "#/components/headers/RateLimitPolicy"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "rateLimited": {
                "$ref": "#/components/examples/error-rate-limited"
              }
            }
          }
        }
      },
      "InternalError": {
        "description": "The server failed.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "internal": {
                "$ref": "#/components/examples/error-internal"
              }
            }
          }
        }
      },
      "Unavailable": {
        "description": "The server cannot answer for the moment.",
        "headers": {
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "unavailable": {
                "$ref": "#/components/examples/error-unavailable"
              }
            }
          }
        }
      },
      "NotModified": {
        "description": "The representation that `If-None-Match` names is still the current one (RFC 9110 section 15.4.5).",
        "headers": {
          "ETag": {
            "$ref": "#/components/headers/ETag"
          },
          "Cache-Control": {
            "$ref": "#/components/headers/CacheControlLookup"
          },
          "Vary": {
            "$ref": "#/components/headers/VaryAccept"
          }
        }
      },
      "BadRequest": {
        "description": "The request breaks the contract; `details` names each fault.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "badRequest": {
                "$ref": "#/components/examples/error-bad-request"
              }
            }
          }
        }
      },
      "ContentTooLarge": {
        "description": "The content is larger than `x-p2-max-content-length`.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "contentTooLarge": {
                "$ref": "#/components/examples/error-content-too-large"
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "There is no valid access token with the request.",
        "headers": {
          "WWW-Authenticate": {
            "$ref": "#/components/headers/WWWAuthenticate"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "unauthorized": {
                "$ref": "#/components/examples/error-unauthorized"
              }
            }
          }
        }
      },
      "NotAdministrator": {
        "description": "The token is not an administrator's.",
        "headers": {
          "WWW-Authenticate": {
            "$ref": "#/components/headers/WWWAuthenticateScope"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "notAdministrator": {
                "$ref": "#/components/examples/error-not-administrator"
              }
            }
          }
        }
      },
      "HomeServerUnreachable": {
        "description": "The actor's home server could not be asked (R20).",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "homeServerUnreachable": {
                "$ref": "#/components/examples/error-home-server-unreachable"
              }
            }
          }
        }
      },
      "SecondFactorRequired": {
        "description": "The action needs a second factor, which is missing or wrong (R41).",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "secondFactorRequired": {
                "$ref": "#/components/examples/error-second-factor-required"
              }
            }
          }
        }
      },
      "RouteNotOffered": {
        "description": "The route is optional and this server leaves it out (R18).",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "routeNotOffered": {
                "$ref": "#/components/examples/error-route-not-offered"
              }
            }
          }
        }
      },
      "InvalidCredentials": {
        "description": "`auth_payload` does not prove that the caller is this actor, or there is no such actor. `WWW-Authenticate` has no\n`error`, because the request needs no token.\n",
        "headers": {
          "WWW-Authenticate": {
            "$ref": "#/components/headers/WWWAuthenticate"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProtocolError"
            },
            "examples": {
              "invalidCredentials": {
                "$ref": "#/components/examples/error-invalid-credentials"
              }
            }
          }
        }
      }
    },
    "headers": {
      "CacheControlNoStore": {
        "description": "Caches must not store the answer (R23).",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "(?:^|[, ])no-store(?:$|[, ])",
          "default": "no-store"
        },
        "example": "no-store"
      },
      "RateLimit": {
        "description": "The rest of the current rate limit (the IETF draft \"RateLimit header fields for HTTP\", R22).",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^\"[^\"]+\".*; *r=[0-9]+"
        },
        "example": "\"default\";r=118;t=60"
      },
      "RateLimitPolicy": {
        "description": "The rate limits that apply (the IETF draft \"RateLimit header fields for HTTP\", R22).",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^\"[^\"]+\".*; *q=[0-9]+"
        },
        "example": "\"default\";q=120;w=60"
      },
      "Allow": {
        "description": "The methods that the route knows (RFC 9110 section 10.2.1).",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[A-Z]+(?:, [A-Z]+)*$"
        },
        "example": "GET, HEAD, OPTIONS"
      },
      "RetryAfter": {
        "description": "How many seconds to wait before the next request (RFC 9110 section 10.2.3).",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[0-9]+$"
        },
        "example": "30"
      },
      "ETag": {
        "description": "The validator of the representation, for `If-None-Match` (RFC 9110 section 8.8.3).",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^(?:W/)?\"[^\"]*\"$"
        },
        "example": "\"5f0c8a9d3b1e7642\""
      },
      "CacheControlLookup": {
        "description": "`public` with a `max-age` in seconds: 3600 for a look-up of the present; longer, at most 43200, for one of the past,\nwhich only an invalidation can change (R23). `no-store` where the request had content (R3).\n",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^(?:public, max-age=[0-9]+|no-store)$",
          "default": "public, max-age=3600"
        },
        "x-p2-default-for-the-past": "public, max-age=43200",
        "example": "public, max-age=3600"
      },
      "VaryAccept": {
        "description": "The answer depends on `Accept` (R5); further field names may stand beside it.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "(?:^|[, ])[Aa]ccept(?:$|[, ])",
          "default": "Accept"
        },
        "example": "Accept"
      },
      "WWWAuthenticate": {
        "description": "The scheme to authenticate with, with `realm`, and with `error=\"invalid_token\"` where a token was given (RFC 6750\nsection 3, R24). Further parameters and challenges may stand beside it.\n",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "(?:^|[, ])[Bb][Ee][Aa][Rr][Ee][Rr](?:$|[, ])",
          "default": "Bearer realm=\"polyproto\""
        },
        "example": "Bearer realm=\"polyproto\", error=\"invalid_token\""
      },
      "WWWAuthenticateScope": {
        "description": "The scheme to authenticate with, with `error=\"insufficient_scope\"`: the token's owner does not have the role that the\noperation needs (RFC 6750 section 3, R24).\n",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "(?:^|[, ])[Bb][Ee][Aa][Rr][Ee][Rr](?:$|[, ])",
          "default": "Bearer realm=\"polyproto\", error=\"insufficient_scope\""
        },
        "example": "Bearer realm=\"polyproto\", error=\"insufficient_scope\""
      },
      "XMaxPayloadSize": {
        "description": "The largest number of octets of `key_data`, decimal (R32, R33). 800 to about 10,000 are usual.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[1-9][0-9]*$"
        },
        "example": "10240"
      }
    },
    "links": {
      "IdentifyWithChallenge": {
        "operationId": "identify",
        "description": "Logs in with the challenge, signed."
      },
      "ServerIdCertAtThatTime": {
        "operationId": "getServerIdCert",
        "description": "The certificate of this key.",
        "parameters": {
          "timestamp": "$request.query.timestamp"
        }
      },
      "PublicKeyAtThatTime": {
        "operationId": "getServerPublicKey",
        "description": "The key of this certificate.",
        "parameters": {
          "timestamp": "$request.query.timestamp"
        }
      },
      "KeyPackagesOfActor": {
        "operationId": "getKeyPackages",
        "description": "KeyPackages of the same actor.",
        "parameters": {
          "fid": "$request.path.fid"
        }
      },
      "SessionOfIdCerts": {
        "operationId": "deleteSession",
        "description": "Ends the session whose ID-Certs these are, where the token's actor owns it.",
        "parameters": {
          "session_id": "$request.query.session_id"
        }
      },
      "IdCertsOfActor": {
        "operationId": "getActorIdCerts",
        "description": "The ID-Certs of the same actor, to check the owner of the KeyPackages.",
        "parameters": {
          "fid": "$request.path.fid"
        }
      },
      "UpdateIdCertAbroad": {
        "operationId": "updateSessionIdCert",
        "description": "Tells a foreign server of the new ID-Cert, with the token that the session has there.",
        "requestBody": "$response.body#/id_cert"
      },
      "PublishKeyPackages": {
        "operationId": "addKeyPackages",
        "description": "Brings KeyPackages that carry the new ID-Cert, with the new token."
      },
      "TrustSession": {
        "operationId": "trustSession",
        "description": "Begins the first session of the new actor."
      },
      "RotateSessionIdCert": {
        "operationId": "rotateSessionIdCert",
        "description": "Gives the session an ID-Cert for a new key, with its token."
      },
      "MissedEvents": {
        "operationId": "getEvents",
        "description": "Fetches the events that the session has missed, with its new token."
      },
      "ChallengeForNewToken": {
        "operationId": "getChallenge",
        "description": "Begins to get a new token for the session."
      }
    },
    "parameters": {
      "timestamp": {
        "name": "timestamp",
        "in": "query",
        "required": false,
        "description": "The time to look up; without it, now.",
        "schema": {
          "$ref": "#/components/schemas/Timestamp"
        },
        "example": "1620000000"
      },
      "if_none_match": {
        "name": "If-None-Match",
        "in": "header",
        "required": false,
        "description": "The `ETag` of an answer that the client still has, or several, or `*` (RFC 9110 section 13.1.2). Where the current\nanswer is among them, the server answers 304 instead.\n",
        "schema": {
          "type": "string"
        },
        "example": "\"5f0c8a9d3b1e7642\""
      },
      "fid": {
        "name": "fid",
        "in": "path",
        "required": true,
        "description": "The Federation ID of the actor, which must be registered on this server. `@` may stand as it is or\npercent-encoded.\n",
        "schema": {
          "$ref": "#/components/schemas/FederationId"
        },
        "example": "alice@home.example.com"
      },
      "session_id": {
        "name": "session_id",
        "in": "query",
        "required": false,
        "description": "Narrows the answer to the ID-Certs of one session.",
        "schema": {
          "$ref": "#/components/schemas/SessionId"
        },
        "example": "593b30d80c9843939331988281b46782"
      },
      "session_id_to_end": {
        "name": "session_id",
        "in": "query",
        "required": false,
        "x-p2-required-here-or-in-body": true,
        "description": "The session to end. Required where no body names it.",
        "schema": {
          "$ref": "#/components/schemas/SessionId"
        },
        "example": "593b30d80c9843939331988281b46782"
      },
      "sensitive_solution": {
        "name": "X-P2-Sensitive-Solution",
        "in": "header",
        "required": false,
        "description": "The second factor, if the server asks for one: UTF-8, percent-encoded. The server documents what it is, such as the\nactor's password (R41).\n",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4096,
          "pattern": "^(?:[!-$&-~]|%[0-9A-Fa-f]{2})+$",
          "x-p2-expected": "percent-encoded UTF-8"
        },
        "example": "correct%20horse%20battery%20staple"
      },
      "after": {
        "name": "after",
        "in": "query",
        "required": false,
        "description": "The `s` of the last event that the client has dealt with, a decimal string as in R2. Everything up to it leaves the\nqueue; newer events are answered and stay until a later `after` (R16). A number beyond the newest acknowledges every\nevent in the queue.\n",
        "schema": {
          "$ref": "#/components/schemas/Timestamp"
        },
        "example": "17"
      },
      "serial_numbers": {
        "name": "serial_numbers",
        "in": "query",
        "required": false,
        "description": "Narrows the answer to the key material of these ID-Certs. The parameter is repeated for each.",
        "style": "form",
        "explode": true,
        "schema": {
          "$ref": "#/components/schemas/SerialNumbers"
        },
        "example": [
          "3",
          "6"
        ]
      },
      "serial_numbers_to_delete": {
        "name": "serial_numbers",
        "in": "query",
        "required": false,
        "x-p2-required-here-or-in-body": true,
        "description": "The ID-Certs whose key material is to be deleted. The parameter is repeated for each. Required where no body names\nthem.\n",
        "style": "form",
        "explode": true,
        "schema": {
          "$ref": "#/components/schemas/SerialNumbers"
        },
        "example": [
          "3",
          "6"
        ]
      }
    }
  },
  "x-tagGroups": [
    {
      "name": "Core, on any server",
      "tags": [
        "Federated Identity",
        "Encryption",
        "Other"
      ]
    },
    {
      "name": "Core, at home",
      "tags": [
        "Registration Needed"
      ]
    },
    {
      "name": "Authentication",
      "tags": [
        "Authentication"
      ]
    }
  ],
  "x-p2-pages": [
    {
      "page": "core-foreign",
      "required": true
    },
    {
      "page": "core-home",
      "required": false
    },
    {
      "page": "auth",
      "required": false
    }
  ],
  "x-p2-error-codes": [
    {
      "code": "P2CORE_BAD_REQUEST",
      "status": 400,
      "scope": "operation",
      "meaning": "The request breaks the contract; `details` names each fault.",
      "remedy": "Correct what `details` names. The same request will be refused again."
    },
    {
      "code": "P2CORE_INVALID_ID_CERT",
      "status": 400,
      "scope": "operation",
      "meaning": "The content is not exactly one well-formed, currently valid actor ID-Cert; `message` says which rule it breaks.",
      "remedy": "Get a certificate that keeps the rule from the home server, and send only that one."
    },
    {
      "code": "P2CORE_INVALID_ID_CSR",
      "status": 400,
      "scope": "operation",
      "meaning": "The content is not exactly one well-formed ID-CSR that this server signs; `message` says which rule it breaks.",
      "remedy": "Make an ID-CSR that keeps the rule, for a key that no other session has had."
    },
    {
      "code": "P2CORE_PLAINTEXT_KEY",
      "status": 400,
      "scope": "operation",
      "meaning": "The key material is not encrypted. It was not kept.",
      "remedy": "Encrypt the key first; treat the one that was sent as compromised."
    },
    {
      "code": "P2CORE_UNAUTHORIZED",
      "status": 401,
      "scope": "operation",
      "meaning": "The request has no access token, or one that is not valid.",
      "remedy": "Send `Authorization` with a live token; get a new one if the session has ended."
    },
    {
      "code": "P2CORE_INVALID_CREDENTIALS",
      "status": 401,
      "scope": "operation",
      "meaning": "The credentials are wrong, or the actor does not exist.",
      "remedy": "Send the credentials that this server's documents describe."
    },
    {
      "code": "P2CORE_NOT_ADMINISTRATOR",
      "status": 403,
      "scope": "operation",
      "meaning": "The token is valid but does not belong to an administrator of this server.",
      "remedy": "Use an administrator's token."
    },
    {
      "code": "P2CORE_NOT_HOME",
      "status": 403,
      "scope": "operation",
      "meaning": "The token does not belong to a session of this server's own actors.",
      "remedy": "Ask the home server."
    },
    {
      "code": "P2CORE_REGISTRATION_CLOSED",
      "status": 403,
      "scope": "operation",
      "meaning": "Registration is closed, or needs a valid invitation.",
      "remedy": "Get an invitation, or register on another server."
    },
    {
      "code": "P2CORE_ID_CERT_MISMATCH",
      "status": 403,
      "scope": "operation",
      "meaning": "The ID-Cert or ID-CSR is for another actor or another session.",
      "remedy": "Send the one for the token's session, or for the actor who begins a session."
    },
    {
      "code": "P2CORE_ID_CERT_UNTRUSTED",
      "status": 403,
      "scope": "operation",
      "meaning": "The ID-Cert was not signed by the actor's home server.",
      "remedy": "Check the certificate against the home server's own; have it issued again."
    },
    {
      "code": "P2CORE_ID_CERT_INVALIDATED",
      "status": 403,
      "scope": "operation",
      "meaning": "The ID-Cert was invalidated, or its home server does not list it.",
      "remedy": "Use the session's current ID-Cert."
    },
    {
      "code": "P2CORE_CHALLENGE_INVALID",
      "status": 403,
      "scope": "operation",
      "meaning": "The challenge is not this server's, has expired or was used.",
      "remedy": "Get a new challenge, and sign that."
    },
    {
      "code": "P2CORE_CHALLENGE_FAILED",
      "status": 403,
      "scope": "operation",
      "meaning": "The signature of the challenge is not by the ID-Cert's key.",
      "remedy": "Sign the octets of the challenge with the private key of the ID-Cert."
    },
    {
      "code": "P2CORE_KEY_PACKAGE_MISMATCH",
      "status": 403,
      "scope": "operation",
      "meaning": "The KeyPackage does not have the ID-Cert and the key of the token's session.",
      "remedy": "Make KeyPackages with the session's current ID-Cert."
    },
    {
      "code": "P2CORE_SECOND_FACTOR_REQUIRED",
      "status": 403,
      "scope": "operation",
      "meaning": "This action needs a second factor, which is missing or wrong.",
      "remedy": "Send it in `X-P2-Sensitive-Solution`."
    },
    {
      "code": "P2CORE_NOT_FOUND",
      "status": 404,
      "scope": "any",
      "meaning": "There is no such route.",
      "remedy": "Check the path against the contract."
    },
    {
      "code": "P2CORE_ROUTE_NOT_OFFERED",
      "status": 404,
      "scope": "operation",
      "meaning": "The route or its page is optional, and this server does not offer it.",
      "remedy": "Do without it on this server."
    },
    {
      "code": "P2CORE_ACTOR_NOT_FOUND",
      "status": 404,
      "scope": "operation",
      "meaning": "No such actor is registered on this server.",
      "remedy": "Ask the home server, which the domain of the Federation ID names."
    },
    {
      "code": "P2CORE_NO_CERT_AT_TIME",
      "status": 404,
      "scope": "operation",
      "meaning": "The server had no valid certificate at the requested time.",
      "remedy": "Ask for a time at which the server's certificate was valid."
    },
    {
      "code": "P2CORE_SESSION_NOT_FOUND",
      "status": 404,
      "scope": "operation",
      "meaning": "The token's actor has no live session of that ID on this server.",
      "remedy": "Nothing is left to end. Check the session ID if you expected otherwise."
    },
    {
      "code": "P2CORE_ID_CERT_NOT_FOUND",
      "status": 404,
      "scope": "operation",
      "meaning": "The actor never had an ID-Cert of that serial number on this server.",
      "remedy": "Check the serial number."
    },
    {
      "code": "P2CORE_KEY_MATERIAL_NOT_FOUND",
      "status": 404,
      "scope": "operation",
      "meaning": "Some of the serial numbers have no key material; `serial_numbers` lists them.",
      "remedy": "Ask only for the others."
    },
    {
      "code": "P2CORE_NOT_FEDERATED",
      "status": 404,
      "scope": "elsewhere",
      "meaning": "The named server does not exist or is not federated with this one.",
      "remedy": "Check the domain."
    },
    {
      "code": "P2CORE_METHOD_NOT_ALLOWED",
      "status": 405,
      "scope": "operation",
      "meaning": "The route does not have this method; `Allow` lists its methods.",
      "remedy": "Use a method that `Allow` lists."
    },
    {
      "code": "P2CORE_NOT_ACCEPTABLE",
      "status": 406,
      "scope": "operation",
      "meaning": "The server offers none of the media types that `Accept` allows.",
      "remedy": "Accept one of the media types that the operation lists."
    },
    {
      "code": "P2CORE_REQUEST_TIMEOUT",
      "status": 408,
      "scope": "any",
      "meaning": "The request did not arrive completely in time.",
      "remedy": "Send it again."
    },
    {
      "code": "P2CORE_FEDERATION_ID_TAKEN",
      "status": 409,
      "scope": "operation",
      "meaning": "The name is taken or reserved, or was once an actor's.",
      "remedy": "Choose another name."
    },
    {
      "code": "P2CORE_SESSION_ID_TAKEN",
      "status": 409,
      "scope": "operation",
      "meaning": "The actor has a live session of that ID already.",
      "remedy": "Choose another session ID."
    },
    {
      "code": "P2CORE_SESSIONS_FULL",
      "status": 409,
      "scope": "operation",
      "meaning": "The actor has as many live sessions as this server keeps.",
      "remedy": "End one of them."
    },
    {
      "code": "P2CORE_KEY_MATERIAL_EXISTS",
      "status": 409,
      "scope": "operation",
      "meaning": "There is key material for that ID-Cert already.",
      "remedy": "Delete it first."
    },
    {
      "code": "P2CORE_KEY_MATERIAL_FULL",
      "status": 409,
      "scope": "operation",
      "meaning": "The actor has as much key material as this server keeps.",
      "remedy": "Delete some of it."
    },
    {
      "code": "P2CORE_KEY_PACKAGE_KNOWN",
      "status": 409,
      "scope": "operation",
      "meaning": "A KeyPackage with that `init_key` was uploaded before.",
      "remedy": "Make new KeyPackages."
    },
    {
      "code": "P2CORE_KEY_PACKAGES_FULL",
      "status": 409,
      "scope": "operation",
      "meaning": "The session's stock would hold more KeyPackages than this server keeps.",
      "remedy": "Add fewer, or wait until some are given out."
    },
    {
      "code": "P2CORE_CONTENT_TOO_LARGE",
      "status": 413,
      "scope": "operation",
      "meaning": "The content is larger than the operation allows.",
      "remedy": "Send less; the contract gives the limit."
    },
    {
      "code": "P2CORE_URI_TOO_LONG",
      "status": 414,
      "scope": "any",
      "meaning": "The request target is longer than the server reads.",
      "remedy": "Send a shorter one."
    },
    {
      "code": "P2CORE_UNSUPPORTED_MEDIA_TYPE",
      "status": 415,
      "scope": "operation",
      "meaning": "The operation does not accept the content's media type, charset or coding.",
      "remedy": "Send one of the media types that the operation lists, in UTF-8, uncompressed."
    },
    {
      "code": "P2CORE_RATE_LIMITED",
      "status": 429,
      "scope": "operation",
      "meaning": "Too many requests in too short a time.",
      "remedy": "Wait for as many seconds as `Retry-After` says."
    },
    {
      "code": "P2CORE_HEADER_FIELDS_TOO_LARGE",
      "status": 431,
      "scope": "any",
      "meaning": "The header fields are larger than the server reads.",
      "remedy": "Send fewer or shorter ones."
    },
    {
      "code": "P2CORE_INTERNAL",
      "status": 500,
      "scope": "operation",
      "meaning": "The server failed; the fault is not in the request.",
      "remedy": "Try again later; tell the operator if it lasts."
    },
    {
      "code": "P2CORE_NOT_IMPLEMENTED",
      "status": 501,
      "scope": "any",
      "meaning": "This server must offer the operation but does not implement it yet.",
      "remedy": "Use another server, or implement it."
    },
    {
      "code": "P2CORE_HOME_SERVER_UNREACHABLE",
      "status": 502,
      "scope": "operation",
      "meaning": "The actor's home server could not be asked for its certificate.",
      "remedy": "Try again when the home server answers."
    },
    {
      "code": "P2CORE_UNAVAILABLE",
      "status": 503,
      "scope": "operation",
      "meaning": "The server cannot answer for the moment.",
      "remedy": "Wait for as many seconds as `Retry-After` says."
    }
  ]
};
