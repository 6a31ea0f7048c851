import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isDeepStrictEqual, types } from 'node:util';
import * as v from 'valibot';

/**
 * Where a program that runs on this machine says how it is reached, below the folder it runs in. npm runs it in the
 * repository's root.
 */
export class RunFile<Content extends object> {
  private readonly path: string;
  private readonly schema: v.GenericSchema<unknown, Content>;

  constructor(name: string, schema: v.GenericSchema<unknown, Content>) {
    this.path = resolve('.local', name);
    this.schema = schema;
  }

  /** Written whole or not at all: a reader never meets half of it. */
  write(content: Content): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(content)}\n`);
    renameSync(draft, this.path);
  }

  /** What the program that was started last says. Undefined where none says anything. */
  read(): Content | undefined {
    try {
      const schema = v.pipe(v.string(), v.parseJson(), this.schema);
      const parsed = v.safeParse(schema, readFileSync(this.path, 'utf8'));
      return parsed.success ? parsed.output : undefined;
    } catch (error) {
      if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Removes the file, unless another program has written its own by now. */
  remove(content: Content): void {
    if (isDeepStrictEqual(this.read(), content)) rmSync(this.path, { force: true });
  }
}
