echo '{ "type": "module" }' >package.json
npm install --silent openapi-typescript@7.13.0 openapi-fetch@0.17.0 typescript@5.9.3 tsx@4 @types/node@20
npx openapi-typescript openapi.query.json -o schema.ts >/dev/null 2>&1
npx tsc --noEmit --strict --skipLibCheck --target es2023 --lib es2023,dom,dom.iterable --module preserve program.ts
npx tsx program.ts
