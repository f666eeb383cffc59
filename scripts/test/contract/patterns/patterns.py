import base64
import re
import sys

for line in sys.stdin:
    pattern, text = (base64.b64decode(part).decode() for part in line.rstrip("\n").split(" "))
    print(1 if re.search(pattern, text) else 0)
