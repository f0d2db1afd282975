import { seededRandom, type SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { BYTE_SCARS, ENCODINGS, FRAMES, SCARS } from './frames.ts';
import { HEAVY } from './heavy.ts';
import { mutate } from './mutate.ts';
import { LOST_MARK, MARK, plantSecrets } from './secrets.ts';
import { plausiblePayload } from './shapes.ts';
import { isRecord, setMember, writeTree, type Tree } from './tree.ts';

/** One file as it could be dropped on the window. */
export interface Payload {
  readonly n: number;
  readonly bytes: Uint8Array;
  /** What was done to make it, in words. */
  readonly recipe: string;
  /** The calls and events as a reader of JSON finds them; null where the text or its bytes were hurt. */
  readonly values: readonly unknown[] | null;
  /** No word of it was broken, so that none of the secrets in it may get through. */
  readonly keepsWords: boolean;
}

const pickName = <T>(table: Readonly<Record<string, T>>, random: SeededRandom): [name: string, value: T] => random.pick(Object.entries(table));

const seedOf = (seed: number, n: number): SeededRandom => seededRandom(`${seed}/${n}`);

const idOf = (tree: Tree | undefined): Tree => (isRecord(tree) ? (tree['id'] ?? 'one call') : 'one call');

/** Gives a payload the id of another, wherever it carries its own. */
function nameCall(tree: Tree, id: Tree): void {
  if (!isRecord(tree)) return;
  const message = isRecord(tree['message']) ? tree['message'] : tree;
  const call = isRecord(message['call']) ? message['call'] : message;
  setMember(call, 'id', id);
}

/** What JSON.parse makes of a tree; nothing of one that is no JSON. */
function valueOf(tree: Tree): unknown[] {
  try {
    return [JSON.parse(writeTree(tree)) as unknown];
  } catch {
    return [];
  }
}

/** Some payloads, most of them changed, some about one call, some with secrets in them; and what was done, in words. */
function hurtTrees(n: number, mark: string, random: SeededRandom): { trees: Tree[]; steps: string[] } {
  const steps: string[] = [];
  const trees = Array.from({ length: random.chance(0.75) ? 1 : random.int(2, 5) }, () => plausiblePayload(random));
  if (random.chance(0.85)) {
    for (const tree of trees) mutate(tree, random);
    steps.push('mutated');
  }
  if (trees.length > 1 && random.chance(0.25)) {
    for (const tree of trees) nameCall(tree, idOf(trees[0]));
    steps.push('views of one call');
  }
  if (random.chance(0.35)) {
    for (const tree of trees) plantSecrets(tree, mark, n, random);
    steps.push('secrets');
  }
  return { trees, steps };
}

/** The nth payload of a seed: the same bytes each time it is asked for. */
export function payloadOf(seed: number, n: number): Payload {
  const random = seedOf(seed, n);
  const [frameName, frame] = pickName(FRAMES, random);
  const [scarName, scar] = random.chance(0.25) ? pickName(SCARS, random) : [null, null];
  const [encodingName, encode] = random.chance(0.4) ? pickName(ENCODINGS, random) : [null, null];
  const [byteScarName, byteScar] = random.chance(0.1) ? pickName(BYTE_SCARS, random) : [null, null];
  const keepsWords = byteScar === null && scar?.keepsWords !== false;
  const { trees, steps } = hurtTrees(n, keepsWords ? MARK : LOST_MARK, random);
  const text = frame(trees, random);
  const hurt = scar ? scar.hurt(text, random) : text;
  const bytes = encode ? encode(hurt) : new TextEncoder().encode(hurt);
  // An encoding that cannot write every character changes what is said.
  const isWhole = scar === null && encode === null && byteScar === null;
  return {
    n,
    bytes: byteScar ? byteScar(bytes, random) : bytes,
    recipe: [frameName, ...steps, ...[scarName, encodingName, byteScarName].filter((name) => name !== null)].join(', '),
    values: isWhole ? trees.flatMap(valueOf) : null,
    keepsWords,
  };
}

export const HEAVY_NAMES = Object.keys(HEAVY);

/** A payload at the edge of what fits, by its place in the list of them. */
export function heavyPayloadOf(seed: number, n: number, which: number): Payload {
  const random = seedOf(seed, n);
  const name = HEAVY_NAMES[which % HEAVY_NAMES.length] ?? '';
  const tree = HEAVY[name]?.(random) ?? null;
  return { n, bytes: new TextEncoder().encode(writeTree(tree)), recipe: name, values: valueOf(tree), keepsWords: true };
}
