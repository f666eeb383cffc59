echo '{ "type": "module" }' >package.json
npm install --silent typescript@5.9.3 tsx@4 @types/node@20
bash openapi-generator.sh -g typescript-fetch -o client
npx tsc --noEmit --strict --skipLibCheck --target es2023 --lib es2023,dom,dom.iterable --module preserve program.ts
npx tsx program.ts
