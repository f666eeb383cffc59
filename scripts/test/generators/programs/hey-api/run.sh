echo '{ "type": "module" }' >package.json
npm install --silent @hey-api/openapi-ts@0.99.0 typescript@5.9.3 tsx@4 @types/node@20
npx openapi-ts -i openapi.query.json -o client >/dev/null
npx tsc --noEmit --strict --skipLibCheck --target es2023 --module preserve program.ts
npx tsx program.ts
