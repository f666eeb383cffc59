/** Every page shows this while the first site is being built. It reloads by itself. */
export const placeholder = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>p2core</title>
<body style="max-width: 40em; margin: 4em auto; padding: 0 1em; font: 1.1em/1.5 system-ui, sans-serif">
<h1>The docs are being built</h1>
<p>This takes half a minute. The page reloads every three seconds. If nothing builds the docs, run <code>pnpm run docs</code>.</p>
</html>
`;
