import type { ConsoleConfiguration } from './configuration.ts';

/** What the page may do with the device that shows it, and what it may not, as browsers name it. */
const ownFeatures = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get'];
const noFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/**
 * What every answer tells the browser: to run only the files of the build, to talk only to this API and the identity
 * provider, to make no text into markup, and to be shown inside no other page.
 */
export function securityHeaders(providerOrigins: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'none'",
    `connect-src ${["'self'", ...providerOrigins].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': [
      ...ownFeatures.map((name) => `${name}=(self)`),
      ...noFeatures.map((name) => `${name}=()`),
    ].join(', '),
  };
}

/** Where the page's script asks for tokens: at the issuer, at the host of its document, and at those configured. */
export function originsOf(
  { issuer, discovery }: Pick<ConsoleConfiguration, 'issuer' | 'discovery'>,
  others: readonly string[],
): readonly string[] {
  const addresses = [issuer, ...(discovery === undefined ? [] : [discovery]), ...others];
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}
