[ -e venv ] || python3 -m venv venv
venv/bin/pip install --quiet openapi-python-client==0.29.1
PATH="$PWD/venv/bin:$PATH" openapi-python-client generate \
  --path openapi.query.json --output-path client --overwrite >generate.log 2>&1
# The member `d` of an event takes the name of the generator's own variable.
sed -i 's/d = d.pop("d")/data = d.pop("d")/; s/d=d,/d=data,/' client/*/models/gateway_event.py
venv/bin/pip install --quiet ./client
venv/bin/python program.py
