import type { Plugin } from 'esbuild';

const pluginName = 'undici-parts';

// undici's own index loads fetch, WebSocket, caches and mocks before the first request. This is what our source
// uses. ES modules, so that a name that is not here fails the build and not the first call.
const subsetSource = `
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import api from 'undici/lib/api/index.js';
Object.assign(Dispatcher.prototype, api);
export { Dispatcher };
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
export { default as errors } from 'undici/lib/core/errors.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
`;

// HTTP/2 loads node:http2, and fetch's body code all of fetch. Neither is used: pools say allowH2: false, and bodies
// are text or bytes. Whoever comes here all the same is told, not served by half.
const stubs: Record<string, string> = {
  'client-h2.js': "module.exports = () => { throw new Error('HTTP/2 is not in this bundle; set allowH2: false') };",
  'body.js':
    "module.exports = { extractBody() { throw new Error('only text and bytes can be sent from this bundle') } };",
};

/**
 * Cuts undici down to Pool, Client, Dispatcher, buildConnector and errors over HTTP/1.1. Source still imports `undici`.
 */
export const undiciSubset: Plugin = {
  name: pluginName,
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, ({ resolveDir }) => ({
      path: 'index.js',
      namespace: pluginName,
      pluginData: { resolveDir },
    }));
    build.onResolve({ filter: /\/(client-h2|fetch\/body)\.js$/ }, ({ path: wanted, importer }) => {
      if (!/[\\/]node_modules[\\/]undici[\\/]/.test(importer)) return undefined;
      return { path: wanted.slice(wanted.lastIndexOf('/') + 1), namespace: pluginName };
    });
    build.onLoad({ filter: /.*/, namespace: pluginName }, ({ path: file, pluginData }) =>
      file === 'index.js'
        ? { contents: subsetSource, resolveDir: pluginData.resolveDir, loader: 'js' }
        : { contents: stubs[file] ?? '', loader: 'js' },
    );
  },
};
