// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { OperationId } from '../operation-types.js';
import type { OperationValidators, Validator } from '../validation.js';
import * as compiled from './compiled-schemas.js';
import type { schemas } from './schemas.js';

/** The contract's schemas by name, compiled. */
export const schemaValidators: Readonly<Record<keyof typeof schemas, Validator>> = {
  "NewSession": compiled.NewSession,
  "ActorCertificateInvalidation": compiled.ActorCertificateInvalidation,
  "ServerCertificateChange": compiled.ServerCertificateChange,
  "LowKeyPackages": compiled.LowKeyPackages,
  "ErrorDetail": compiled.ErrorDetail,
  "SerialNumber": compiled.SerialNumber,
  "ProtocolError": compiled.ProtocolError,
  "Challenge": compiled.Challenge,
  "Timestamp": compiled.Timestamp,
  "TimestampOrNumber": compiled.TimestampOrNumber,
  "TimeFilter": compiled.TimeFilter,
  "PublicKeyPem": compiled.PublicKeyPem,
  "CertificatePem": compiled.CertificatePem,
  "FederationId": compiled.FederationId,
  "SessionId": compiled.SessionId,
  "ActorIdCertFilter": compiled.ActorIdCertFilter,
  "ActorIdCerts": compiled.ActorIdCerts,
  "PresentedIdCert": compiled.PresentedIdCert,
  "SessionSelector": compiled.SessionSelector,
  "KeyPackages": compiled.KeyPackages,
  "GatewayEvent": compiled.GatewayEvent,
  "GatewayEvents": compiled.GatewayEvents,
  "IdCsr": compiled.IdCsr,
  "KeyRotation": compiled.KeyRotation,
  "SessionToken": compiled.SessionToken,
  "IssuedSession": compiled.IssuedSession,
  "SerialNumbers": compiled.SerialNumbers,
  "KeyMaterialFilter": compiled.KeyMaterialFilter,
  "EncryptedKeyPem": compiled.EncryptedKeyPem,
  "KeyMaterial": compiled.KeyMaterial,
  "KeyMaterials": compiled.KeyMaterials,
  "KeyMaterialUpload": compiled.KeyMaterialUpload,
  "NewKeyPackage": compiled.NewKeyPackage,
  "NewKeyPackages": compiled.NewKeyPackages,
  "ActorName": compiled.ActorName,
  "AuthPayload": compiled.AuthPayload,
  "Registration": compiled.Registration,
  "ServerPayload": compiled.ServerPayload,
  "NewIdentity": compiled.NewIdentity,
  "Trust": compiled.Trust,
  "CompletedChallenge": compiled.CompletedChallenge,
  "Identification": compiled.Identification,
  "IdentifiedSession": compiled.IdentifiedSession,
  "EventTime": compiled.EventTime
};

/** The compiled schemas of each operation. */
export const validators: Readonly<Record<OperationId, OperationValidators>> = {
  "getChallenge": {
    "path": {},
    "query": {},
    "header": {},
    "content": {},
    "expected": {},
    "responses": {
      "200": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.Challenge,
            "sent": compiled.ChallengeSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getServerPublicKey": {
    "path": {},
    "query": {
      "timestamp": {
        "required": false,
        "validator": compiled.Timestamp
      }
    },
    "header": {},
    "content": {
      "application/json": compiled.TimeFilter
    },
    "expected": {
      "/query/timestamp": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991",
      "/body/timestamp": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991"
    },
    "responses": {
      "200": {
        "headers": {
          "ETag": compiled.ETag_field,
          "Cache-Control": compiled.CacheControlLookup_field,
          "Vary": compiled.VaryAccept_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.PublicKeyPem,
            "sent": compiled.PublicKeyPem
          },
          "application/x-pem-file": {
            "received": compiled.PublicKeyPem,
            "sent": compiled.PublicKeyPem
          },
          "text/plain": {
            "received": compiled.PublicKeyPem,
            "sent": compiled.PublicKeyPem
          }
        }
      },
      "304": {
        "headers": {
          "ETag": compiled.ETag_field,
          "Cache-Control": compiled.CacheControlLookup_field,
          "Vary": compiled.VaryAccept_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "rotateServerIdentityKey": {
    "path": {},
    "query": {},
    "header": {},
    "content": {},
    "expected": {},
    "responses": {
      "200": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "Vary": compiled.VaryAccept_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.CertificatePem,
            "sent": compiled.CertificatePem
          },
          "application/x-pem-file": {
            "received": compiled.CertificatePem,
            "sent": compiled.CertificatePem
          },
          "text/plain": {
            "received": compiled.CertificatePem,
            "sent": compiled.CertificatePem
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticateScope_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getServerIdCert": {
    "path": {},
    "query": {
      "timestamp": {
        "required": false,
        "validator": compiled.Timestamp
      }
    },
    "header": {},
    "content": {
      "application/json": compiled.TimeFilter
    },
    "expected": {
      "/query/timestamp": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991",
      "/body/timestamp": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991"
    },
    "responses": {
      "200": {
        "headers": {
          "ETag": compiled.ETag_field,
          "Cache-Control": compiled.CacheControlLookup_field,
          "Vary": compiled.VaryAccept_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.CertificatePem,
            "sent": compiled.CertificatePem
          },
          "application/x-pem-file": {
            "received": compiled.CertificatePem,
            "sent": compiled.CertificatePem
          },
          "text/plain": {
            "received": compiled.CertificatePem,
            "sent": compiled.CertificatePem
          }
        }
      },
      "304": {
        "headers": {
          "ETag": compiled.ETag_field,
          "Cache-Control": compiled.CacheControlLookup_field,
          "Vary": compiled.VaryAccept_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getActorIdCerts": {
    "path": {
      "fid": {
        "required": true,
        "validator": compiled.FederationId
      }
    },
    "query": {
      "timestamp": {
        "required": false,
        "validator": compiled.Timestamp
      },
      "session_id": {
        "required": false,
        "validator": compiled.SessionId
      }
    },
    "header": {},
    "content": {
      "application/json": compiled.ActorIdCertFilter
    },
    "expected": {
      "/params/fid": "a Federation ID, such as alice@home.example.com",
      "/query/timestamp": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991",
      "/query/session_id": "1 to 64 IA5 characters without control characters",
      "/body/timestamp": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991",
      "/body/session_id": "1 to 64 IA5 characters without control characters"
    },
    "responses": {
      "200": {
        "headers": {
          "ETag": compiled.ETag_field,
          "Cache-Control": compiled.CacheControlLookup_field,
          "Vary": compiled.VaryAccept_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ActorIdCerts,
            "sent": compiled.ActorIdCertsSent
          }
        }
      },
      "304": {
        "headers": {
          "ETag": compiled.ETag_field,
          "Cache-Control": compiled.CacheControlLookup_field,
          "Vary": compiled.VaryAccept_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "updateSessionIdCert": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/x-pem-file": compiled.PresentedIdCert,
      "text/plain": compiled.PresentedIdCert,
      "application/json": compiled.PresentedIdCert
    },
    "expected": {},
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "502": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "deleteSession": {
    "path": {},
    "query": {
      "session_id": {
        "required": false,
        "validator": compiled.SessionId
      }
    },
    "header": {
      "X-P2-Sensitive-Solution": {
        "required": false,
        "validator": compiled.deleteSession_X_P2_Sensitive_Solution
      }
    },
    "content": {
      "application/json": compiled.SessionSelector
    },
    "expected": {
      "/query/session_id": "1 to 64 IA5 characters without control characters",
      "/headers/x-p2-sensitive-solution": "percent-encoded UTF-8",
      "/body/session_id": "1 to 64 IA5 characters without control characters"
    },
    "responses": {
      "204": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getKeyPackages": {
    "path": {
      "fid": {
        "required": true,
        "validator": compiled.FederationId
      }
    },
    "query": {},
    "header": {},
    "content": {},
    "expected": {
      "/params/fid": "a Federation ID, such as alice@home.example.com"
    },
    "responses": {
      "200": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.KeyPackages,
            "sent": compiled.KeyPackages
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getEvents": {
    "path": {},
    "query": {
      "after": {
        "required": false,
        "validator": compiled.Timestamp
      }
    },
    "header": {},
    "content": {},
    "expected": {
      "/query/after": "a time in whole seconds since the epoch, decimal, without leading zeros, at most 9007199254740991"
    },
    "responses": {
      "200": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.GatewayEvents,
            "sent": compiled.GatewayEvents
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "409": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field
        },
        "content": {}
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "rotateSessionIdCert": {
    "path": {},
    "query": {},
    "header": {
      "X-P2-Sensitive-Solution": {
        "required": false,
        "validator": compiled.rotateSessionIdCert_X_P2_Sensitive_Solution
      }
    },
    "content": {
      "application/json": compiled.KeyRotation
    },
    "expected": {
      "/headers/x-p2-sensitive-solution": "percent-encoded UTF-8"
    },
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.IssuedSession,
            "sent": compiled.IssuedSessionSent
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "uploadKeyMaterial": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/json": compiled.KeyMaterialUpload
    },
    "expected": {
      "/body/serial_number": "a serial number, decimal, without leading zeros"
    },
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "409": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getKeyMaterial": {
    "path": {},
    "query": {
      "serial_numbers": {
        "required": false,
        "validator": compiled.SerialNumbers
      }
    },
    "header": {},
    "content": {
      "application/json": compiled.KeyMaterialFilter
    },
    "expected": {},
    "responses": {
      "200": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.KeyMaterials,
            "sent": compiled.KeyMaterialsSent
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "deleteKeyMaterial": {
    "path": {},
    "query": {
      "serial_numbers": {
        "required": false,
        "validator": compiled.SerialNumbers
      }
    },
    "header": {
      "X-P2-Sensitive-Solution": {
        "required": false,
        "validator": compiled.deleteKeyMaterial_X_P2_Sensitive_Solution
      }
    },
    "content": {
      "application/json": compiled.SerialNumbers
    },
    "expected": {
      "/headers/x-p2-sensitive-solution": "percent-encoded UTF-8"
    },
    "responses": {
      "204": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "getKeyMaterialLimit": {
    "path": {},
    "query": {},
    "header": {},
    "content": {},
    "expected": {},
    "responses": {
      "200": {
        "headers": {
          "X-Max-Payload-Size": compiled.XMaxPayloadSize_field,
          "Allow": compiled.Allow_field,
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "addKeyPackages": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/json": compiled.NewKeyPackages
    },
    "expected": {},
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "409": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "replaceLastResortKeyPackage": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/json": compiled.NewKeyPackage
    },
    "expected": {
      "/body": "a KeyPackage in Base64, padded"
    },
    "responses": {
      "204": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "409": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "createIdentity": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/json": compiled.Registration
    },
    "expected": {
      "/body/actor_name": "the local part of a Federation ID, such as alice"
    },
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.NewIdentity,
            "sent": compiled.NewIdentitySent
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "409": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "trustSession": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/json": compiled.Trust
    },
    "expected": {
      "/body/actor_name": "the local part of a Federation ID, such as alice"
    },
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.IssuedSession,
            "sent": compiled.IssuedSessionSent
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "409": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "identify": {
    "path": {},
    "query": {},
    "header": {},
    "content": {
      "application/json": compiled.Identification
    },
    "expected": {},
    "responses": {
      "201": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.IdentifiedSession,
            "sent": compiled.IdentifiedSessionSent
          }
        }
      },
      "400": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "403": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "406": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "413": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "502": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  },
  "revokeSessionToken": {
    "path": {},
    "query": {},
    "header": {},
    "content": {},
    "expected": {},
    "responses": {
      "204": {
        "headers": {
          "Cache-Control": compiled.CacheControlNoStore_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {}
      },
      "401": {
        "headers": {
          "WWW-Authenticate": compiled.WWWAuthenticate_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "404": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "405": {
        "headers": {
          "Allow": compiled.Allow_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "415": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field,
          "RateLimit": compiled.RateLimit_field,
          "RateLimit-Policy": compiled.RateLimitPolicy_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "500": {
        "headers": {},
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      },
      "503": {
        "headers": {
          "Retry-After": compiled.RetryAfter_field
        },
        "content": {
          "application/json": {
            "received": compiled.ProtocolError,
            "sent": compiled.ProtocolErrorSent
          }
        }
      }
    }
  }
};
