/** A JSON value under construction, with the two things that JSON text can hold and a value cannot. */
export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree } | Raw | Doubled;

export type TreeRecord = { [key: string]: Tree };

/** Text that is written as it stands, for numbers no number can hold and for what is no JSON at all. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The values of a member whose key is written more than once. */
export class Doubled {
  readonly values: readonly Tree[];
  constructor(values: readonly Tree[]) {
    this.values = values;
  }
}

export function isRecord(tree: Tree | undefined): tree is TreeRecord {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !(tree instanceof Raw) && !(tree instanceof Doubled);
}

/** Sets a member as JSON.parse would: `__proto__` is a key like any other. */
export function setMember(record: TreeRecord, key: string, value: Tree): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Every object and list of a tree, the outermost first. */
export function nodesOf(tree: Tree): (TreeRecord | Tree[])[] {
  const found: (TreeRecord | Tree[])[] = [];
  const open: Tree[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) found.push(node);
    else if (isRecord(node)) found.push(node);
    else continue;
    open.push(...Object.values(node));
  }
  return found;
}

/** The tree as JSON text, or nearly JSON where it holds raw pieces. */
export function writeTree(tree: Tree): string {
  if (tree instanceof Raw) return tree.text;
  if (tree instanceof Doubled) return writeTree(tree.values.at(-1) ?? null);
  if (Array.isArray(tree)) return `[${tree.map(writeTree).join(',')}]`;
  if (!isRecord(tree)) return JSON.stringify(tree);
  const members = Object.entries(tree).flatMap(([key, value]) => (value instanceof Doubled ? value.values : [value]).map((one) => `${JSON.stringify(key)}:${writeTree(one)}`));
  return `{${members.join(',')}}`;
}
