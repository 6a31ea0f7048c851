import type { ConsoleConfiguration } from '../functions/console/configuration.ts';

/** Reads what the page's HTML says of the stage. The function `console` wrote it there. */
export function readConfiguration(document: Document): ConsoleConfiguration {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="treasury-configuration"]');
  if (meta === null) throw new TypeError('the page has no configuration');
  return JSON.parse(meta.content);
}
