import type { AssetManifest } from '../shared/core/asset-manifest.ts';
import type { ConsoleConfiguration } from './configuration.ts';

/** Where a file of the build is to be had. */
const addressOf = (name: string): string => `/console/${name}`;

/** The one document. All else on the page is made by the script, which finds the configuration in here. */
export function pageHtml(
  { entry, stylesheet, icon, preloads }: AssetManifest,
  configuration: ConsoleConfiguration,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Treasury</title>
<meta name="treasury-configuration" content="${escapeAttribute(JSON.stringify(configuration))}">
<link rel="icon" type="image/svg+xml" href="${addressOf(icon)}">
<link rel="stylesheet" href="${addressOf(stylesheet)}">
${preloads.map((name) => `<link rel="modulepreload" href="${addressOf(name)}">\n`).join('')}\
<script type="module" src="${addressOf(entry)}"></script>
</head>
<body>
<div id="app"></div>
<noscript>This page needs JavaScript. Allow it for this address and load the page again.</noscript>
</body>
</html>
`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

function escapeAttribute(text: string): string {
  return text.replaceAll(/[&"<>]/g, (character) => escapes[character] ?? '');
}
