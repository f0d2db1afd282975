import { literal, type Row } from '../tests/harness.ts';
import { judged, points, rubricOf } from '../tests/runs.ts';
import type { Attempt } from './attempt.ts';
import type { Catalogue, Parameter, Routine } from './catalogue.ts';
import { type Actor, organizations, others, type Side, staff, UNKNOWN } from './people.ts';
import { pick, rowsOfSide, type Snapshot, textOf } from './snapshot.ts';
import { sample, typed } from './values.ts';

type From = Side | 'unknown' | 'null';

/** Whose organization is named, whose rows, and which of the small choices is taken. */
interface Mix {
  name: string;
  org: From;
  rows: From;
  turn: number;
}

interface Names {
  actor: Actor;
  catalogue: Catalogue;
  snapshot: Snapshot;
  routine: Routine;
  mix: Mix;
}

const mixesOf = (actor: Actor, isOpen: boolean): Mix[] => {
  const [theirs, mine] = [actor.target, actor.home];
  const pairs: [string, From, From][] = [
    ['all foreign', theirs, theirs], ['all own', mine, mine], ['own organization, foreign rows', mine, theirs],
    ['foreign organization, own rows', theirs, mine], ['unknown', 'unknown', 'unknown'], ['null', 'null', 'null'],
  ];
  const turns = isOpen ? [0, 1, 2, 3] : [1];
  return pairs.flatMap(([name, org, rows]) => (name === 'null' || name === 'unknown' ? [1] : turns).map((turn) => ({ name, org, rows, turn })));
};

/** A turn of the small choices: each is tried, the first again after the last. */
const turned = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T;

function personOf({ actor, mix }: Names, side: Side): string {
  if (side === 'c') return others.founder;
  return turned([others.colleague[side], staff[side].viewer, others.secondAdmin[side], actor.id ?? staff[side].admin], mix.turn);
}

/** The id that a name of an argument asks for: of an organization, a person, or a row of the table called so. */
function idFor(names: Names, name: string): string | null {
  const { mix, catalogue, snapshot } = names;
  const from = /organization/.test(name) ? mix.org : mix.rows;
  if (from === 'null') return null;
  if (from === 'unknown') return UNKNOWN;
  if (/organization/.test(name)) return organizations[from];
  if (/^op_?id$|operation/.test(name)) return `0000000f-0000-4000-8000-${String(mix.turn).padStart(12, '0')}`;
  if (/user|actor|person|member|reviewer|author/.test(name)) return personOf(names, from);
  const stem = name.replace(/_?ids?$/, '').replace(/^vapi_/, '').replace(/s$/, '') || 'call';
  const table = catalogue.relations.find(({ name: full, parent }) => parent === null && new RegExp(`[._]${stem}s?$`).test(full))?.name ?? 'public.calls';
  const found = rowsOfSide(snapshot, table, from);
  const row = found.length > 0 ? turned(found, mix.turn) : pick(snapshot, 'public.calls', from);
  return (name.startsWith('vapi_') && textOf(row, `vapi_${stem}_id`)) || textOf(row, 'id') || UNKNOWN;
}

/** What a patch may say of a thing that is no id. */
const words: Record<string, unknown> = {
  value: 30, reason: 'other', dimension: 'dynamics', note: 'taken', evidence: [], content: 'taken', performance_notes: 'taken', name: 'taken',
  configuration: {}, is_active: false, settings: { min_customer_words: 7 }, label: 'taken', title: 'taken', text: 'taken', body: 'taken',
  blind: true, closed: true, flagged: true, due_on: '2026-12-01',
  start_ms: 1000, end_ms: 2000, at_ms: 1500, kind: 'issue', deleted: true, shared: true,
  // Left out: beside a dimension, or beside what a judge said of the criteria, they would make the patch one that nobody may send.
  criterion: undefined, unscorable: undefined,
  ...judged(1, {}, { judge: 'taken', status: 'fail', coaching_tips: ['taken'], key_moments: ['taken'] }), scores: points, was_blind: true, seconds: 60,
};

/** The same word where it means another thing to one write. */
const wordsOf: Record<string, Row> = {
  save_rubric: { content: rubricOf() }, save_view: { filters: {} }, save_queue: { kind: 'normal' },
  // A queue is filled in one of three ways.
  fill_queue: { filters: undefined, most: undefined, recipe: undefined, seed: undefined },
};

/** The keys a write understands, as its source lists them; the write behind a public function is named after it. */
function patchFor(names: Names): Row {
  const { routine, catalogue } = names;
  const behind = catalogue.routines.find(({ bare }) => bare === `write_${routine.bare}`) ?? routine;
  const keys = /patch_keys\(\s*p_patch\s*,\s*'\{([^}]*)\}'/.exec(behind.source)?.[1]?.split(',') ?? ['organization_id', 'call_id', 'assistant_id', 'prompt_id'];
  return Object.fromEntries(keys.map((key) => {
    const told = { ...words, ...wordsOf[routine.bare] };
    if (key === 'items') return [key, [{ id: idFor(names, 'queue_item_id'), version: names.mix.turn }]];
    if (key === 'call_ids') return [key, [idFor(names, 'call_id')]];
    return [key, key.endsWith('_id') ? idFor(names, key) : key in told ? told[key] : 'taken'];
  }));
}

/** Reports of an import that name what is held already. */
function itemsFor(names: Names): unknown[] {
  const assistant = { vapi_assistant_id: idFor(names, 'vapi_assistant_id'), name: 'taken', configuration: { taken: true } };
  const call = { vapi_call_id: idFor(names, 'vapi_call_id'), call_type: 'inbound', status: 'ended', transcript: 'User: taken', cost: 3 };
  return [
    { call, assistant, prompt: { content: 'taken' }, phone_number: { vapi_phone_id: idFor(names, 'vapi_phone_number_id'), phone_number: '+1' }, participants: [{ participant_type: 'agent' }] },
    { call: { ...call, vapi_call_id: UNKNOWN }, assistant, prompt: { content: 'taken' } },
  ];
}

function jsonFor(names: Names, name: string): unknown {
  if (name === 'patch') return patchFor(names);
  if (name === 'items') return itemsFor(names);
  if (name === 'item') return itemsFor(names)[0];
  if (name === 'filters') return turned([{}, { assistant_ids: [idFor(names, 'assistant_id')] }, { q: 'kept' }, { has_analysis: true }], names.mix.turn);
  if (name === 'rule') return {};
  return name === 'after' || name === 'cursor' ? null : { kept: true };
}

const texts: Record<string, readonly string[]> = {
  role: ['viewer', 'admin', 'editor', 'coach'], min_role: ['viewer', 'admin'], email: ['new@example.com', 'guest@example.com'],
  sort: ['created_at', 'cost'], direction: ['desc'], by: ['assistant', 'prompt'], unit: ['week', 'day'], dimension: ['dynamics'], kind: ['change_organization', 'override_score'],
  name: ['Taken'], display_name: ['Taken'], query: ['kept'], months: ['1'],
};

/** Small numbers are turned, because a write goes through only with the version that is there. */
const numbers = (name: string, turn: number): number => (/version/.test(name) ? turned([1, 2, 3, 0], turn) : /months/.test(name) ? 20 : 50);

function dateFor(name: string): string {
  if (/before|until|^to$/.test(name)) return /before/.test(name) ? '2090-01-01' : '2026-12-31';
  return /expires/.test(name) ? new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) : '2026-01-01';
}

function rowFor({ snapshot, mix }: Names, table: string): unknown {
  const side = [mix.rows, mix.org].find((from) => from !== 'unknown' && from !== 'null');
  return side === undefined ? null : (pick(snapshot, table, side) ?? null);
}

function plain(name: string, type: string, turn: number): unknown {
  if (/^(date|timestamp)/.test(type)) return dateFor(name);
  if (/int|numeric/.test(type)) return numbers(name, turn);
  if (type === 'boolean') return turn % 2 === 0;
  if (/^(text|character)/.test(type)) return turned(texts[name] ?? ['kept'], turn);
  return type === 'regclass' ? 'public.calls' : sample(type, turn, 'kept');
}

/** What is given for a parameter, as JSON has it. */
function valueOf(names: Names, { name: full, type, row }: Parameter): unknown {
  const name = full.replace(/^p_/, '');
  if (row !== null) return rowFor(names, row);
  if (names.mix.name === 'null') return null;
  if (type === 'uuid') return idFor(names, name);
  if (type === 'uuid[]') return [idFor(names, name)].filter((id) => id !== null);
  if (type === 'jsonb' || type === 'json') return jsonFor(names, name);
  return plain(name, type, names.mix.turn);
}

/** The same as an expression of its type. */
function expression(value: unknown, { type, row }: Parameter): string {
  if (row !== null) return `jsonb_populate_record(null::${row}, ${literal(value)}::jsonb)`;
  return typed(Array.isArray(value) && type.endsWith('[]') ? `{${value.join(',')}}` : value, type);
}

/** The arguments of this turn: every other one leaves the defaults to the function. */
const given = ({ routine, mix }: Names): Parameter[] => routine.parameters.filter(({ hasDefault }) => !hasDefault || mix.turn % 2 === 1);

/** One call of a function, by its parameters and what is given for each. */
export interface Call {
  routine: Routine;
  mix: string;
  turn: number;
  given: [Parameter, unknown][];
  asks: Side | null;
}

function sqlOf({ routine, given: pairs }: Call): string {
  const list = pairs.map(([one, value]) => (one.name === '' ? expression(value, one) : `"${one.name}" => ${expression(value, one)}`)).join(', ');
  return routine.returns === 'void' || routine.isTrigger ? `select ${routine.name}(${list})` : `select to_jsonb(x) as answer from ${routine.name}(${list}) x`;
}

/** Which organization a function is asked about: named outright, or by the rows alone. */
function asks(names: Names): Side | null {
  const { mix } = names;
  const isOrg = given(names).some(({ name }) => name.endsWith('organization_id'));
  const hasIds = given(names).some(({ name, type }) => type === 'uuid' && !/op_id|user_id/.test(name));
  const from = isOrg ? mix.org : hasIds ? mix.rows : 'null';
  return from === 'unknown' || from === 'null' ? null : from;
}

/** How an actor calls each function: with what is his, what is not, and mixtures of the two. */
export function* callsOf(actor: Actor, catalogue: Catalogue, snapshot: Snapshot): Generator<Call> {
  for (const routine of catalogue.routines)
    for (const mix of mixesOf(actor, routine.isGranted)) {
      const names = { actor, catalogue, snapshot, routine, mix };
      yield { routine, mix: mix.name, turn: mix.turn, given: given(names).map((one) => [one, valueOf(names, one)]), asks: asks(names) };
    }
}

/** The words by which a call is counted. */
export const wordsOfCall = ({ routine, mix, turn }: Call) => ({ object: routine.name, columns: routine.parameters.map(({ name }) => name).join(', '), filter: `${mix}, turn ${turn}` });

/** Everything one actor tries on the functions. */
export function* onRoutines(actor: Actor, catalogue: Catalogue, snapshot: Snapshot): Generator<Attempt> {
  for (const call of callsOf(actor, catalogue, snapshot))
    yield { actor, kind: 'routine', verb: 'call', ...wordsOfCall(call), sql: sqlOf(call), echoes: true, asks: call.asks };
}
