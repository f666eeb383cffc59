echo '{ "type": "module" }' >package.json
npm install --silent orval@8.38.0 typescript@5.9.3 tsx@4 @types/node@20
npx orval --config orval.config.mjs >/dev/null
npx tsc --noEmit --strict --skipLibCheck --target es2023 --lib es2023,dom,dom.iterable --module preserve program.ts
npx tsx program.ts
