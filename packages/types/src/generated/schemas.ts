// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The contract's schemas by name. */
export const schemas = {
  "Challenge": {
    "type": "object",
    "description": "A challenge string and the end of its life.",
    "required": [
      "challenge",
      "expires"
    ],
    "properties": {
      "challenge": {
        "type": "string",
        "description": "What the client signs with its private identity key. Alphanumeric, unique, made anew for each request.",
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
        "description": "The time after which the challenge is void. A server sends an integer; a client also takes a decimal string (R1).",
        "minimum": 0,
        "maximum": 9007199254740991,
        "examples": [
          1620000300
        ]
      }
    }
  },
  "ErrorDetail": {
    "type": "object",
    "description": "One thing that is wrong with a request.",
    "required": [
      "path",
      "message"
    ],
    "properties": {
      "path": {
        "type": "string",
        "description": "Where it is wrong, as a JSON Pointer (RFC 6901) into the request: `/query/…`, `/params/…`, `/headers/…` or\n`/body/…`.\n",
        "maxLength": 1000,
        "pattern": "^(?:/.*)?$",
        "examples": [
          "/query/timestamp"
        ]
      },
      "message": {
        "type": "string",
        "description": "What is wrong there.",
        "minLength": 1,
        "maxLength": 1000,
        "examples": [
          "must be a decimal number of seconds"
        ]
      }
    }
  },
  "Error": {
    "type": "object",
    "description": "What went wrong (R24).",
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
        "description": "A code of the registry, `x-p2-error-codes`. It decides what a program does.",
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
        "description": "Each thing that is wrong with the request.",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "$ref": "#/components/schemas/ErrorDetail"
        }
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
    "pattern": "^-----BEGIN CERTIFICATE-----\\n(?:[A-Za-z0-9+/=]{1,64}\\n)+-----END CERTIFICATE-----\\n?$"
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
    "description": "ID-Certs of one actor and, position by position, whether each has been invalidated (R7).",
    "required": [
      "idcerts",
      "invalidated"
    ],
    "properties": {
      "idcerts": {
        "type": "array",
        "description": "The certificates, the one whose validity began first in front.",
        "minItems": 0,
        "items": {
          "$ref": "#/components/schemas/CertificatePem"
        }
      },
      "invalidated": {
        "type": "array",
        "description": "Whether the certificate in the same position of `idcerts` was invalidated before it expired. As long as\n`idcerts`.\n",
        "minItems": 0,
        "items": {
          "type": "boolean"
        }
      }
    }
  },
  "PresentedIdCert": {
    "type": "string",
    "description": "One X.509 certificate in PEM. Lines may end in CR LF and white space may stand around the PEM. What is not exactly\none well-formed actor ID-Cert is refused with `P2CORE_INVALID_ID_CERT` (R20).\n",
    "minLength": 1,
    "maxLength": 65536
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
  "Event": {
    "type": "object",
    "description": "A gateway event. Unknown namespaces and opcodes and further members are legal; a receiver keeps what it does not\nknow (R15).\n",
    "required": [
      "n",
      "op",
      "d",
      "s"
    ],
    "additionalProperties": true,
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
        "examples": [
          "6"
        ]
      },
      "d": {
        "type": "object",
        "description": "The event's data; its members depend on namespace and opcode.",
        "minProperties": 0,
        "additionalProperties": true
      },
      "s": {
        "type": "string",
        "description": "The sequence number, a decimal string; it rises by one from each event of a session to the next.",
        "minLength": 1,
        "maxLength": 20,
        "pattern": "^(?:0|[1-9][0-9]*)$",
        "examples": [
          "17"
        ]
      }
    }
  },
  "Events": {
    "type": "array",
    "description": "The events that the session has not been handed yet, by rising `s`. A server keeps at most 1000 for a session and\ndrops the oldest beyond that (R16).\n",
    "minItems": 1,
    "maxItems": 1000,
    "items": {
      "$ref": "#/components/schemas/Event"
    }
  }
} as const;
