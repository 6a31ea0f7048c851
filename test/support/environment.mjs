import { createRequire } from 'node:module';
import vm from 'node:vm';
import { ModuleMocker } from 'jest-mock';
import { nativeRequire } from './native-package.mjs';

/**
 * The runner gives each test file a realm of its own: another Object, Error and Date than Node's, and than those of the
 * packages that Node itself loads. Then an error of a socket is no Error, and equal items are not equal. On Lambda
 * there is one realm; so it is here. Each file still gets its own of each module that keeps something.
 */
const thisRealm = {};

function inThisRealm({ context, parsingContext, ...options }) {
  const rest = parsingContext === thisRealm ? options : { ...options, parsingContext };
  return context === thisRealm ? rest : { ...rest, context };
}

// The runner takes these from the module each time, and cannot be told to use the realm it runs in.
const { compileFunction, SourceTextModule, SyntheticModule } = vm;
const require = createRequire(import.meta.url);

/** The parts of the runner that keep nothing of a test file: its matchers, and how they say what they found. */
const partsOfRunner =
  /\/node_modules\/(?:expect|jest-(?:diff|each|matcher-utils|message-util|snapshot|util)|@jest\/(?!expect\/)[^/]+|pretty-format|dedent|graceful-fs|stack-utils)\//;

/** What was compiled in this worker, by its file: the code, and what makes another function of it. */
const compiled = new Map();

/**
 * The runner is compiled anew for each test file, which takes longer than most files. What of it keeps nothing is as
 * Node loaded it. The rest is one script that is run again: each file gets functions of its own, of code that is
 * compiled already.
 */
vm.compileFunction = (code, parameters, { importModuleDynamically, ...options } = {}) => {
  if (partsOfRunner.test(options.filename)) {
    return (module) => {
      module.exports = require(options.filename);
    };
  }
  // Who asks for a module later has to be asked by the file it stands in.
  if (code.includes('import('))
    return compileFunction(code, parameters, inThisRealm({ importModuleDynamically, ...options }));
  const known = compiled.get(options.filename);
  const script =
    known?.code === code
      ? known.script
      : new vm.Script(`(function (${parameters.join(', ')}) {${code}\n})`, { filename: options.filename });
  compiled.set(options.filename, { code, script });
  return script.runInThisContext();
};
vm.SourceTextModule = class extends SourceTextModule {
  constructor(code, options = {}) {
    super(code, inThisRealm(options));
  }
};
vm.SyntheticModule = class extends SyntheticModule {
  constructor(names, evaluate, options = {}) {
    super(names, evaluate, inThisRealm(options));
  }
};

globalThis[nativeRequire] = require;

/** What Node's own `fetch` and the CDK, which outlive a test file, keep in the global object. */
const staying = /undici|cdk/i;

/** Everything a test file changes in the process itself, as it was before it. */
function snapshot() {
  const variables = { ...process.env };
  const names = new Set(Reflect.ownKeys(globalThis));
  return () => {
    const added = Reflect.ownKeys(globalThis).filter((name) => !names.has(name) && !staying.test(String(name)));
    // Where the matchers are kept cannot be deleted: the next file's own take their place.
    for (const name of added) Reflect.deleteProperty(globalThis, name);
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
  };
}

export default class OneRealm {
  #restore = snapshot();
  // What the runner puts over `process` and `console` stays with this file.
  global = Object.create(globalThis, {
    process: { value: Object.create(process), writable: true },
    console: { value: console, writable: true },
  });
  moduleMocker = new ModuleMocker(globalThis);

  async setup() {}

  async teardown() {
    this.#restore();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return thisRealm;
  }
}
