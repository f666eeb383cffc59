[ -e venv ] || python3 -m venv venv
bash openapi-generator.sh -g python -o client
venv/bin/pip install --quiet ./client
venv/bin/python program.py
