import { createHash } from 'node:crypto';

/** A page of the local provider: no script of others, no style of others, and nobody may show it in a frame. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const style = `:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }
body { margin: 0 auto; max-width: 40rem; padding: 1rem }
ul { list-style: none; padding: 0 }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1rem }
li button { display: block; margin-bottom: .75rem; text-align: start; width: 100% }
button span { display: block }
button .name { font-weight: 700 }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }`;

export interface PageContent {
  readonly title: string;
  /** Markup, with every text in it escaped. */
  readonly main: string;
  /** Where a form of the page may lead, beside the provider itself: a browser follows its redirects only to these. */
  readonly formTargets?: readonly string[];
  readonly script?: string;
}

export function page({ title, main, formTargets = [], script }: PageContent): Page {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>${script === undefined ? '' : `\n<script>${script}</script>`}
</body>
</html>
`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
