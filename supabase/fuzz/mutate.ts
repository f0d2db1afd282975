import type { SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { aimedPoison, KEYS, poison } from './poison.ts';
import { Doubled, isRecord, nodesOf, Raw, setMember, type Tree, type TreeRecord } from './tree.ts';

type Node = TreeRecord | Tree[];

/** The place of one value in a tree. */
interface Place {
  readonly node: Node;
  readonly key: string;
}

const valueAt = ({ node, key }: Place): Tree => (Array.isArray(node) ? node[Number(key)] : node[key]) ?? null;

function put({ node, key }: Place, value: Tree): void {
  if (Array.isArray(node)) node[Number(key)] = value;
  else setMember(node, key, value);
}

function remove({ node, key }: Place): void {
  if (Array.isArray(node)) node.splice(Number(key), 1);
  else delete node[key];
}

/** The same thing as another type: what a sender in another language, or a spreadsheet, makes of it. */
function retyped(value: Tree, random: SeededRandom): Tree {
  if (typeof value === 'number') return random.pick<Tree>([String(value), [value], { value }, value > 0, -value, value * 1e6]);
  if (typeof value === 'string') return random.pick<Tree>([Number(value) || 7, [value], { text: value }, value.split(' '), ` ${value} `, value.toUpperCase(), value.repeat(40)]);
  if (Array.isArray(value)) return random.pick<Tree>([Object.fromEntries(value.entries()), value[0] ?? null, [value], JSON.stringify(value.length), value.toReversed()]);
  if (isRecord(value)) return random.pick<Tree>([Object.values(value), [value], Object.keys(value), null]);
  if (value instanceof Raw) return value.text;
  return value instanceof Doubled ? [...value.values] : String(value);
}

type Mutation = (place: Place, others: () => Place, random: SeededRandom) => void;

const MUTATIONS: readonly Mutation[] = [
  (place, _others, random) => put(place, poison(random)),
  (place, _others, random) => put(place, aimedPoison(place.key, random)?.value ?? poison(random)),
  (place, _others, random) => put(place, aimedPoison(place.key, random)?.value ?? poison(random)),
  (place, _others, random) => put(place, retyped(valueAt(place), random)),
  (place) => remove(place),
  (place) => put(place, null),
  (place, _others, random) => put(place, new Doubled(random.shuffle([valueAt(place), poison(random)]))),
  (place, others) => put(place, copyOf(valueAt(others()))),
  (place, others) => {
    const other = others();
    const value = copyOf(valueAt(place));
    put(place, copyOf(valueAt(other)));
    put(other, value);
  },
  ({ node }, _others, random) => (Array.isArray(node) ? void node.splice(random.int(0, node.length), 0, poison(random)) : setMember(node, random.pick(KEYS), poison(random))),
  (place, others, random) => (Array.isArray(place.node) ? place.node.push(copyOf(valueAt(place))) : setMember(place.node, random.pick(KEYS), copyOf(valueAt(others())))),
];

/** Copies end at this depth: copies within copies would exhaust the stack of whoever writes them. */
const MOST_DEPTH = 100;

function copyOf(tree: Tree, depth = 0): Tree {
  if (tree instanceof Raw || tree instanceof Doubled) return tree;
  if (depth > MOST_DEPTH) return null;
  if (Array.isArray(tree)) return tree.map((one) => copyOf(one, depth + 1));
  if (!isRecord(tree)) return tree;
  const copy: TreeRecord = {};
  for (const [key, value] of Object.entries(tree)) setMember(copy, key, copyOf(value, depth + 1));
  return copy;
}

/** Changes some values of a tree where they stand; most trees get a few changes, some get many. */
export function mutate(tree: Tree, random: SeededRandom): void {
  const times = random.chance(0.1) ? random.int(10, 60) : random.int(1, 6);
  for (let n = 0; n < times; n += 1) {
    const nodes = nodesOf(tree).filter((node) => Object.keys(node).length > 0);
    // Copies of copies grow fast; what is large enough is left as it is.
    if (nodes.length === 0 || nodes.length > 4_000) return;
    const anyPlace = (): Place => {
      const node = random.pick(nodes);
      const keys = Object.keys(node);
      // A node may have been emptied by what came before.
      return keys.length === 0 ? { node, key: Array.isArray(node) ? '0' : 'id' } : { node, key: random.pick(keys) };
    };
    // The outermost members decide most, and are few.
    const outer = isRecord(tree) && random.chance(0.3) ? Object.keys(tree) : [];
    const place = outer.length > 0 ? { node: tree as TreeRecord, key: random.pick(outer) } : anyPlace();
    random.pick(MUTATIONS)(place, anyPlace, random);
  }
}
