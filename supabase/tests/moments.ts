import type { Database, Row } from './harness.ts';
import { type Answer, opId, send, type Tell } from './operations.ts';
import type { Actor } from './story.ts';
import { rows } from './world.ts';

/** The id of the tests' n-th moment or comment. */
export const momentId = (n: number): string => `0000000d-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A moment of A's call as a client marks it. */
export const marked = (n: number, extra: Row = {}): Row => ({ moment_id: momentId(n), call_id: rows.a.call, start_ms: n * 1000, label: `Mark ${n}`, ...extra });

/** Marks the n-th moment; it must go through. */
export async function mark(as: Tell, who: Actor, n: number, extra: Row = {}): Promise<Answer> {
  const answer = await send(as, who, 'mark_moment', 0, marked(n, extra));
  if (answer.result !== 'applied') throw new Error(`Moment ${n} was not marked: ${JSON.stringify(answer)}`);
  return answer;
}

/** A comment on the first moment as a client sends it. */
export const said = (n: number, extra: Row = {}): Row => ({ comment_id: momentId(n), moment_id: momentId(1), body: `Said ${n}`, at_ms: null, ...extra });

/** The five writes to moments with a patch that is right for the first moment, and the version each expects of a world where rex has marked it. */
export const momentWrites = {
  mark_moment: { version: 0, patch: marked(2) },
  change_moment: { version: 1, patch: { moment_id: momentId(1), label: 'Moved', start_ms: 500 } },
  delete_moment: { version: 1, patch: { moment_id: momentId(1), deleted: true } },
  comment_moment: { version: 0, patch: said(900) },
  share_moment: { version: 0, patch: { moment_id: momentId(1), user_id: '00000002-0000-4000-8000-000000000003', shared: true } },
} as const;

export type MomentWrite = keyof typeof momentWrites;
export const momentWriteNames = Object.keys(momentWrites) as MomentWrite[];

/** Every row that these writes own, and the analyses they keep in step, as one list to compare. */
export const momentRows = (db: Database): Promise<Row[]> => db.query(`select to_jsonb(m) as row from public.key_moments m
  union all select to_jsonb(c) from public.moment_comments c union all select to_jsonb(s) from public.moment_shares s
  union all select to_jsonb(q) from public.qci_analyses q order by 1`);

/** The seed's list of A's call. */
export const keyMoments = async (db: Database): Promise<unknown> =>
  (await db.query(`select to_jsonb(key_moments) as key_moments from public.qci_analyses where call_id = '${rows.a.call}'`))[0]?.['key_moments'];

/** The n-th moment as it stands. */
export const momentRow = async (db: Database, n: number): Promise<Row | undefined> =>
  (await db.query(`select to_jsonb(m) as row from public.key_moments m where id = '${momentId(n)}'`))[0]?.['row'] as Row | undefined;

/** A write sent with a fresh operation id and the patch as JSON text, lone surrogates and all. */
export const rawSend = (as: Tell, who: Actor, name: MomentWrite, version: number, json: string): Promise<Answer> =>
  as(who).rpc<Answer>(name, { p_op_id: opId(), p_expected_version: version, p_patch: json });
