"""Reads PEMs, one JSON string a line, and says of each whether Python's cryptography takes it: its name, its extensions, its key."""
import json
import sys
import warnings

from cryptography import x509

warnings.simplefilter("ignore")


def read(text):
    data = text.encode()
    is_request = "CERTIFICATE REQUEST" in text
    read = x509.load_pem_x509_csr if is_request else x509.load_pem_x509_certificate
    found = read(data)
    list(found.subject)
    list(found.extensions)
    found.public_key()
    found.signature_algorithm_oid
    found.signature_algorithm_parameters
    if is_request:
        found.attributes
    else:
        list(found.issuer)
        found.serial_number
        found.not_valid_before_utc
        found.not_valid_after_utc
        found.signature_hash_algorithm


for line in sys.stdin:
    try:
        read(json.loads(line))
        print("taken", flush=True)
    except BaseException as error:
        print("refused", repr(error).replace("\n", " "), flush=True)
