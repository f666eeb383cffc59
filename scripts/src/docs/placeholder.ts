/** What every page shows while the first site is being built. It asks again by itself. */
export const placeholder = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>p2core</title>
<body style="max-width: 40em; margin: 4em auto; padding: 0 1em; font: 1.1em/1.5 system-ui, sans-serif">
<h1>The docs are being built</h1>
<p>This page asks again every three seconds. It takes half a minute, or <code>pnpm run docs</code> where nothing builds them.</p>
</html>
`;
