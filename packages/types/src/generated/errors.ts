// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The contract's registry of error codes (R24). */
export const errorCodes = {
  "P2CORE_BAD_REQUEST": {
    "status": 400,
    "scope": "operation",
    "meaning": "The request breaks the contract; `details` names each thing that is wrong with it.",
    "remedy": "Correct what `details` names. The same request will be refused again."
  },
  "P2CORE_INVALID_ID_CERT": {
    "status": 400,
    "scope": "operation",
    "meaning": "The content is not exactly one well-formed, currently valid actor ID-Cert; `message` says which rule it breaks.",
    "remedy": "Have the home server issue a certificate that keeps the rule, and send that one alone."
  },
  "P2CORE_UNAUTHORIZED": {
    "status": 401,
    "scope": "operation",
    "meaning": "The request carries no access token, or one that is not valid or not valid any more.",
    "remedy": "Send `Authorization` with a live token; get a new one if the session has ended."
  },
  "P2CORE_NOT_ADMINISTRATOR": {
    "status": 403,
    "scope": "operation",
    "meaning": "The token is valid but does not belong to an administrator of this server.",
    "remedy": "Use an administrator's token."
  },
  "P2CORE_ID_CERT_MISMATCH": {
    "status": 403,
    "scope": "operation",
    "meaning": "The ID-Cert is for another actor or another session than the token's.",
    "remedy": "Send the certificate of the session that the token belongs to."
  },
  "P2CORE_ID_CERT_UNTRUSTED": {
    "status": 403,
    "scope": "operation",
    "meaning": "The ID-Cert was not signed by the actor's home server.",
    "remedy": "Check the certificate against the home server's own; have it issued again."
  },
  "P2CORE_NOT_FOUND": {
    "status": 404,
    "scope": "any",
    "meaning": "There is no such route.",
    "remedy": "Check the path against the contract."
  },
  "P2CORE_ROUTE_NOT_OFFERED": {
    "status": 404,
    "scope": "operation",
    "meaning": "The route is optional, and this server does not offer it.",
    "remedy": "Do without it on this server."
  },
  "P2CORE_ACTOR_NOT_FOUND": {
    "status": 404,
    "scope": "operation",
    "meaning": "No such actor is registered on this server.",
    "remedy": "Ask the home server, which the domain of the Federation ID names."
  },
  "P2CORE_NO_CERT_AT_TIME": {
    "status": 404,
    "scope": "operation",
    "meaning": "The server had no valid certificate at the time that was asked for.",
    "remedy": "Ask for a time at which the server existed and its certificate holds."
  },
  "P2CORE_SESSION_NOT_FOUND": {
    "status": 404,
    "scope": "operation",
    "meaning": "The token's actor has no live session of that ID on this server.",
    "remedy": "Nothing is left to end. Check the session ID if you expected otherwise."
  },
  "P2CORE_NOT_FEDERATED": {
    "status": 404,
    "scope": "elsewhere",
    "meaning": "The server that was named does not exist or is not federated with this one.",
    "remedy": "Check the domain."
  },
  "P2CORE_METHOD_NOT_ALLOWED": {
    "status": 405,
    "scope": "operation",
    "meaning": "The route does not know this method; `Allow` lists those that it knows.",
    "remedy": "Use a method that `Allow` lists."
  },
  "P2CORE_NOT_ACCEPTABLE": {
    "status": 406,
    "scope": "operation",
    "meaning": "The server can write none of the media types that `Accept` allows.",
    "remedy": "Accept one of the media types that the operation lists."
  },
  "P2CORE_REQUEST_TIMEOUT": {
    "status": 408,
    "scope": "any",
    "meaning": "The request did not arrive completely in time.",
    "remedy": "Send it again."
  },
  "P2CORE_FEDERATION_ID_TAKEN": {
    "status": 409,
    "scope": "elsewhere",
    "meaning": "An actor of that Federation ID exists already.",
    "remedy": "Choose another local part."
  },
  "P2CORE_SESSION_ID_TAKEN": {
    "status": 409,
    "scope": "elsewhere",
    "meaning": "The actor has a live session of that ID already.",
    "remedy": "Choose another session ID."
  },
  "P2CORE_CONTENT_TOO_LARGE": {
    "status": 413,
    "scope": "operation",
    "meaning": "The content is larger than the operation allows.",
    "remedy": "Send less; the contract gives the limit."
  },
  "P2CORE_URI_TOO_LONG": {
    "status": 414,
    "scope": "any",
    "meaning": "The request target is longer than the server reads.",
    "remedy": "Send a shorter one."
  },
  "P2CORE_UNSUPPORTED_MEDIA_TYPE": {
    "status": 415,
    "scope": "operation",
    "meaning": "The content's type, charset or coding is not one that the operation takes.",
    "remedy": "Send one of the media types that the operation lists, in UTF-8, uncompressed."
  },
  "P2CORE_RATE_LIMITED": {
    "status": 429,
    "scope": "operation",
    "meaning": "Too many requests in too short a time.",
    "remedy": "Wait for as many seconds as `Retry-After` says."
  },
  "P2CORE_HEADER_FIELDS_TOO_LARGE": {
    "status": 431,
    "scope": "any",
    "meaning": "The header fields are larger than the server reads.",
    "remedy": "Send fewer or shorter ones."
  },
  "P2CORE_INTERNAL": {
    "status": 500,
    "scope": "operation",
    "meaning": "The server failed; the fault is not in the request.",
    "remedy": "Try again later; tell the operator if it lasts."
  },
  "P2CORE_NOT_IMPLEMENTED": {
    "status": 501,
    "scope": "any",
    "meaning": "This server must offer the operation but does not implement it yet.",
    "remedy": "Use another server, or implement it."
  },
  "P2CORE_HOME_SERVER_UNREACHABLE": {
    "status": 502,
    "scope": "operation",
    "meaning": "The actor's home server could not be asked for its certificate.",
    "remedy": "Try again when the home server answers."
  },
  "P2CORE_UNAVAILABLE": {
    "status": 503,
    "scope": "operation",
    "meaning": "The server cannot answer for the moment.",
    "remedy": "Wait for as many seconds as `Retry-After` says."
  }
} as const;
