[ -e venv ] || python3 -m venv venv
venv/bin/pip install --quiet datamodel-code-generator==0.89.0 pydantic==2.14.4 requests==2.32.5
venv/bin/datamodel-codegen --input openapi.query.json --input-file-type openapi \
  --output models.py --output-model-type pydantic_v2.BaseModel 2>generate.log
venv/bin/python program.py
