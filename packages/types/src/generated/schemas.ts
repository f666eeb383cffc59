// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The contract's schemas by name. */
export const schemas = {
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
} as const;
