import type { Database, Row } from './harness.ts';
import { literal } from './harness.ts';

const id = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Two organizations that know nothing of each other. */
export const orgs = { a: id(1, 1), b: id(1, 2) } as const;

/** The people of the tests: one for each role in A, an admin in B, and one who belongs nowhere. */
export const people = {
  ann: { id: id(2, 1), org: orgs.a, role: 'admin' },
  ed: { id: id(2, 2), org: orgs.a, role: 'editor' },
  cora: { id: id(2, 3), org: orgs.a, role: 'coach' },
  rex: { id: id(2, 4), org: orgs.a, role: 'reviewer' },
  vic: { id: id(2, 5), org: orgs.a, role: 'viewer' },
  bob: { id: id(2, 6), org: orgs.b, role: 'admin' },
  nan: { id: id(2, 7), org: null, role: null },
} as const;

export type Person = keyof typeof people;

/** One row of each table in each organization, by fixed ids. */
export const rows = {
  a: { assistant: id(3, 1), prompt: id(4, 1), phone: id(5, 1), call: id(6, 1), vapiCall: id(7, 1) },
  b: { assistant: id(3, 2), prompt: id(4, 2), phone: id(5, 2), call: id(6, 2), vapiCall: id(7, 2) },
} as const;

function organizationSql(key: 'a' | 'b'): string {
  const r = rows[key];
  const org = literal(orgs[key]);
  return `
    insert into public.organizations (id, name) values (${org}, 'Organization ${key.toUpperCase()}');
    insert into public.assistants (id, vapi_assistant_id, organization_id, name)
      values ('${r.assistant}', '${r.assistant}', ${org}, 'Assistant ${key.toUpperCase()}');
    insert into public.prompts (id, assistant_id, version, content, is_current)
      values ('${r.prompt}', '${r.assistant}', 1, 'You are polite.', true);
    insert into public.phone_numbers (id, vapi_phone_id, organization_id, phone_number)
      values ('${r.phone}', '${r.phone}', ${org}, '+1555000${key === 'a' ? 1 : 2}');
    insert into public.calls (id, vapi_call_id, organization_id, assistant_id, phone_number_id, prompt_id, call_type, status,
        created_at, started_at, ended_at, transcript, summary, raw_data)
      values ('${r.call}', '${r.vapiCall}', ${org}, '${r.assistant}', '${r.phone}', '${r.prompt}', 'inbound', 'ended',
        '2026-03-15 10:00:00+00', '2026-03-15 10:00:01+00', '2026-03-15 10:01:01+00', 'AI: Hello. User: Secret ${key}.',
        'A talk in ${key}', '{"secret": "${key}"}');
    insert into public.qci_analyses (call_id, assistant_id, qci_total_score, dynamics_score, objections_score, brand_score,
        outcome_score) values ('${r.call}', '${r.assistant}', 70, 20, 15, 15, 20);
    insert into public.call_participants (call_id, participant_type) values ('${r.call}', 'customer');
    insert into public.prompt_optimizations (assistant_id, original_prompt_id, target_qci)
      values ('${r.assistant}', '${r.prompt}', 80);`;
}

/** Fills an empty database with the people, both organizations, and one row of everything in each. */
export async function populate(database: Database): Promise<void> {
  const users = Object.values(people).map((p) => `('${p.id}')`);
  const members = Object.entries(people).flatMap(([name, p]) =>
    p.org ? [`('${p.org}', '${p.id}', '${p.role}', '${name[0]?.toUpperCase()}${name.slice(1)}')`] : [],
  );
  await database.exec(`begin;
    insert into auth.users (id) values ${users.join(', ')};
    ${organizationSql('a')}
    ${organizationSql('b')}
    insert into public.organization_members (organization_id, user_id, role, display_name) values ${members.join(', ')};
  commit;`);
}

/** What somebody can do with the database: one transaction, as the signed-in role, undone afterwards unless kept. */
export interface Session {
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /** Calls a function of the REST interface by name and named arguments. */
  rpc<T = unknown>(name: string, args?: Row): Promise<T>;
}

/** Lists are arrays for uuid[] parameters and JSON for all others. */
function argument(name: string, value: unknown): string {
  const isArray = Array.isArray(value) && name.endsWith('_ids');
  return `${name} => ${isArray ? literal(`{${value.join(',')}}`) : literal(value)}`;
}

/** The verbs of a session on whatever role the connection has. */
export function session(database: Database): Session {
  return {
    query: (sql) => database.query(sql),
    async rpc<T>(name: string, args: Row = {}) {
      const list = Object.entries(args).map(([key, value]) => argument(key, value));
      const [row] = await database.query<{ answer: T }>(`select public.${name}(${list.join(', ')}) as answer`);
      return row?.answer as T;
    },
  };
}

/** Acts as a person (or as nobody in particular, 'anon') inside a transaction. */
export async function actAs<T>(
  database: Database,
  who: Person | 'anon',
  action: (session: Session) => Promise<T>,
  options: { keep?: boolean; narrowTo?: string } = {},
): Promise<T> {
  const role = who === 'anon' ? 'anon' : 'authenticated';
  const claims = JSON.stringify(who === 'anon' ? { role } : { sub: people[who].id, role });
  await database.exec('begin');
  let isDone = false;
  try {
    await database.exec(`set local role ${role};
      select set_config('request.jwt.claims', ${literal(claims)}, true),
        set_config('app.current_org_id', ${literal(options.narrowTo ?? '')}, true);`);
    const result = await action(session(database));
    isDone = options.keep === true;
    return result;
  } finally {
    await database.exec(isDone ? 'commit' : 'rollback');
  }
}
