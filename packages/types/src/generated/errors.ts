// Generated from openapi/ by `pnpm generate`. Do not edit.
/** The contract's registry of error codes (R24). */
export const errorCodes = {
  "P2CORE_BAD_REQUEST": {
    "status": 400,
    "scope": "operation",
    "meaning": "The request breaks the contract; `details` names each fault.",
    "remedy": "Correct what `details` names. The same request will be refused again."
  },
  "P2CORE_INVALID_ID_CERT": {
    "status": 400,
    "scope": "operation",
    "meaning": "The content is not exactly one well-formed, currently valid actor ID-Cert; `message` says which rule it breaks.",
    "remedy": "Get a certificate that keeps the rule from the home server, and send only that one."
  },
  "P2CORE_INVALID_ID_CSR": {
    "status": 400,
    "scope": "operation",
    "meaning": "The content is not exactly one well-formed ID-CSR that this server signs; `message` says which rule it breaks.",
    "remedy": "Make an ID-CSR that keeps the rule, for a key that no other session has had."
  },
  "P2CORE_PLAINTEXT_KEY": {
    "status": 400,
    "scope": "operation",
    "meaning": "The key material is not encrypted. It was not kept.",
    "remedy": "Encrypt the key first; treat the one that was sent as compromised."
  },
  "P2CORE_UNAUTHORIZED": {
    "status": 401,
    "scope": "operation",
    "meaning": "The request has no access token, or one that is not valid.",
    "remedy": "Send `Authorization` with a live token; get a new one if the session has ended."
  },
  "P2CORE_INVALID_CREDENTIALS": {
    "status": 401,
    "scope": "operation",
    "meaning": "The credentials are wrong, or the actor does not exist.",
    "remedy": "Send the credentials that this server's documents describe."
  },
  "P2CORE_NOT_ADMINISTRATOR": {
    "status": 403,
    "scope": "operation",
    "meaning": "The token is valid but does not belong to an administrator of this server.",
    "remedy": "Use an administrator's token."
  },
  "P2CORE_NOT_HOME": {
    "status": 403,
    "scope": "operation",
    "meaning": "The token does not belong to a session of this server's own actors.",
    "remedy": "Ask the home server."
  },
  "P2CORE_REGISTRATION_CLOSED": {
    "status": 403,
    "scope": "operation",
    "meaning": "Registration is closed, or needs a valid invitation.",
    "remedy": "Get an invitation, or register on another server."
  },
  "P2CORE_ID_CERT_MISMATCH": {
    "status": 403,
    "scope": "operation",
    "meaning": "The ID-Cert or ID-CSR is for another actor or another session.",
    "remedy": "Send the one for the token's session, or for the actor who begins a session."
  },
  "P2CORE_ID_CERT_UNTRUSTED": {
    "status": 403,
    "scope": "operation",
    "meaning": "The ID-Cert was not signed by the actor's home server.",
    "remedy": "Check the certificate against the home server's own; have it issued again."
  },
  "P2CORE_ID_CERT_INVALIDATED": {
    "status": 403,
    "scope": "operation",
    "meaning": "The ID-Cert was invalidated, or its home server does not list it.",
    "remedy": "Use the session's current ID-Cert."
  },
  "P2CORE_CHALLENGE_INVALID": {
    "status": 403,
    "scope": "operation",
    "meaning": "The challenge is not this server's, has expired or was used.",
    "remedy": "Get a new challenge, and sign that."
  },
  "P2CORE_CHALLENGE_FAILED": {
    "status": 403,
    "scope": "operation",
    "meaning": "The signature of the challenge is not by the ID-Cert's key.",
    "remedy": "Sign the octets of the challenge with the private key of the ID-Cert."
  },
  "P2CORE_KEY_PACKAGE_MISMATCH": {
    "status": 403,
    "scope": "operation",
    "meaning": "The KeyPackage does not have the ID-Cert and the key of the token's session.",
    "remedy": "Make KeyPackages with the session's current ID-Cert."
  },
  "P2CORE_SECOND_FACTOR_REQUIRED": {
    "status": 403,
    "scope": "operation",
    "meaning": "This action needs a second factor, which is missing or wrong.",
    "remedy": "Send it in `X-P2-Sensitive-Solution`."
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
    "meaning": "The route or its page is optional, and this server does not offer it.",
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
    "meaning": "The server had no valid certificate at the requested time.",
    "remedy": "Ask for a time at which the server's certificate was valid."
  },
  "P2CORE_SESSION_NOT_FOUND": {
    "status": 404,
    "scope": "operation",
    "meaning": "The token's actor has no live session of that ID on this server.",
    "remedy": "Nothing is left to end. Check the session ID if you expected otherwise."
  },
  "P2CORE_ID_CERT_NOT_FOUND": {
    "status": 404,
    "scope": "operation",
    "meaning": "The actor never had an ID-Cert of that serial number on this server.",
    "remedy": "Check the serial number."
  },
  "P2CORE_KEY_MATERIAL_NOT_FOUND": {
    "status": 404,
    "scope": "operation",
    "meaning": "Some of the serial numbers have no key material; `serial_numbers` lists them.",
    "remedy": "Ask only for the others."
  },
  "P2CORE_NOT_FEDERATED": {
    "status": 404,
    "scope": "elsewhere",
    "meaning": "The named server does not exist or is not federated with this one.",
    "remedy": "Check the domain."
  },
  "P2CORE_METHOD_NOT_ALLOWED": {
    "status": 405,
    "scope": "operation",
    "meaning": "The route does not have this method; `Allow` lists its methods.",
    "remedy": "Use a method that `Allow` lists."
  },
  "P2CORE_NOT_ACCEPTABLE": {
    "status": 406,
    "scope": "operation",
    "meaning": "The server offers none of the media types that `Accept` allows.",
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
    "scope": "operation",
    "meaning": "The name is taken or reserved, or was once an actor's.",
    "remedy": "Choose another name."
  },
  "P2CORE_SESSION_ID_TAKEN": {
    "status": 409,
    "scope": "operation",
    "meaning": "The actor has a live session of that ID already.",
    "remedy": "Choose another session ID."
  },
  "P2CORE_SESSIONS_FULL": {
    "status": 409,
    "scope": "operation",
    "meaning": "The actor has as many live sessions as this server keeps.",
    "remedy": "End one of them."
  },
  "P2CORE_KEY_MATERIAL_EXISTS": {
    "status": 409,
    "scope": "operation",
    "meaning": "There is key material for that ID-Cert already.",
    "remedy": "Delete it first."
  },
  "P2CORE_KEY_MATERIAL_FULL": {
    "status": 409,
    "scope": "operation",
    "meaning": "The actor has as much key material as this server keeps.",
    "remedy": "Delete some of it."
  },
  "P2CORE_KEY_PACKAGE_KNOWN": {
    "status": 409,
    "scope": "operation",
    "meaning": "A KeyPackage with that `init_key` was uploaded before.",
    "remedy": "Make new KeyPackages."
  },
  "P2CORE_KEY_PACKAGES_FULL": {
    "status": 409,
    "scope": "operation",
    "meaning": "The session's stock would hold more KeyPackages than this server keeps.",
    "remedy": "Add fewer, or wait until some are given out."
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
    "meaning": "The operation does not accept the content's media type, charset or coding.",
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
