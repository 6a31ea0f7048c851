/** What two parts of a policy are compared by: its leaves as text, under the names that people know. */
type Tree = string | ReadonlyMap<string, Tree>;

/**
 * The paths at which two policies, or two parts of one, say different things, such as
 * `withdrawals.USDT.rolling.24h.amount`. The order of a list means nothing. What only one of them has is named as a
 * whole. No value is shown.
 */
export function differences(a: object, b: object): string[] {
  return changesOf(fieldsOf(a), fieldsOf(b), '')
    .map(({ path }) => path)
    .toSorted();
}

/** One place at which two policies differ, with what each says there as text. */
export interface ChangedValue {
  readonly path: string;
  /** Absent where it has nothing there. */
  readonly before?: string;
  readonly after?: string;
}

/** What two policies say where they differ, by the same paths. A part that only one has is shown as JSON. */
export function changedValues(a: object, b: object): ChangedValue[] {
  return changesOf(fieldsOf(a), fieldsOf(b), '')
    .map(({ path, before, after }) => ({
      path,
      ...(before === undefined ? {} : { before: textOf(before) }),
      ...(after === undefined ? {} : { after: textOf(after) }),
    }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function textOf(tree: Tree): string {
  return typeof tree === 'string' ? tree : JSON.stringify(plainOf(tree));
}

function plainOf(tree: Tree): unknown {
  if (typeof tree === 'string') return tree;
  return Object.fromEntries([...tree].map(([name, subtree]) => [name, plainOf(subtree)]));
}

/** A field without anything in it is there all the same: what comes into it, or goes, is named by itself. */
function fieldsOf(whole: object): Tree {
  return new Map(Object.entries(whole).map(([name, value]) => [name, treeOf(value) ?? new Map()]));
}

interface Change {
  readonly path: string;
  readonly before: Tree | undefined;
  readonly after: Tree | undefined;
}

function changesOf(a: Tree | undefined, b: Tree | undefined, path: string): Change[] {
  if (a instanceof Map && b instanceof Map) {
    const names = new Set([...a.keys(), ...b.keys()]);
    return [...names].flatMap((name) => changesOf(a.get(name), b.get(name), path === '' ? name : `${path}.${name}`));
  }
  return a === b ? [] : [{ path, before: a, after: b }];
}

function treeOf(value: unknown): Tree | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) return branch(Object.entries(value));
  const isOfNames = value.every((element) => typeof element === 'string');
  if (isOfNames) return value.length === 0 ? undefined : value.toSorted().join(' ');
  return branch(value.map((element: unknown) => [nameOf(element), element]));
}

function branch(entries: readonly (readonly [string, unknown])[]): Tree | undefined {
  const tree = new Map<string, Tree>();
  for (const [name, value] of entries) {
    const subtree = treeOf(value);
    // A second one of the same name, such as two limits over one window, is told apart.
    if (subtree !== undefined) tree.set(tree.has(name) ? `${name}~${tree.size}` : name, subtree);
  }
  return tree.size === 0 ? undefined : tree;
}

const hourMs = 3_600_000;

/** What an element of a list is known by: a sweep's id, a limit's window, where a tier begins. */
function nameOf(element: unknown): string {
  if (typeof element !== 'object' || element === null) return String(element);
  if ('id' in element) return String(element.id);
  if ('over' in element) return `over ${String(element.over)}`;
  const windowMs = 'windowMs' in element ? Number(element.windowMs) : 0;
  return windowMs % hourMs === 0 ? `${windowMs / hourMs}h` : `${windowMs / 1_000}s`;
}
