import os


def env(name):
    return os.environ["P2CORE_" + name]


def check(step, seen):
    """Prints the step, and `ok` or what came in its place."""
    try:
        outcome = seen()
        print(step, "ok" if outcome is True else f"gave {outcome!r}"[:300])
    except Exception as error:
        print(step, f"threw {type(error).__name__}: {error}".splitlines()[0][:300])


def is_certificate(pem):
    return pem.startswith("-----BEGIN CERTIFICATE-----\n")
