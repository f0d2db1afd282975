import type { Transaction } from '@electric-sql/pglite';
import { dimensionOf } from '../../core/qci/override.ts';
import { actAs } from './demo-actors.ts';
import type { DemoOverride } from './demo/overrides.ts';

/** The judge's points of a part and what is to count instead, as the database's own function keeps them (override_score). */
const GIVE = `
  with given as (
    select q.id, (q.evidence #>> array['criteria', $2, 'score'])::integer as judged from public.qci_analyses q where q.call_id = $1
  )
  update public.qci_analyses q set
    overrides = q.overrides || jsonb_build_object($2::text, jsonb_build_object('ai', g.judged, 'replaced', g.judged, 'value', $4::integer,
      'reason', $5::text, 'note', $6::text, 'evidence', null, 'by', $7::uuid, 'at', $8::timestamptz)),
    dynamics_score = q.dynamics_score + case when $3::text = 'dynamics' then $4::integer - g.judged else 0 end,
    objections_score = q.objections_score + case when $3::text = 'objections' then $4::integer - g.judged else 0 end,
    brand_score = q.brand_score + case when $3::text = 'brand' then $4::integer - g.judged else 0 end,
    outcome_score = q.outcome_score + case when $3::text = 'outcome' then $4::integer - g.judged else 0 end,
    qci_total_score = q.qci_total_score + $4::integer - g.judged, reviewed_by = $7::uuid, reviewed_at = $8::timestamptz
  from given g where q.id = g.id`;

/** Corrects the score of a demo call, each value as the person who gave it and with his reason. */
export async function insertOverrides(tx: Transaction, callId: string, overrides: readonly DemoOverride[], people: ReadonlyMap<string, string>): Promise<void> {
  for (const { part, by, at, value, reason, note } of overrides) {
    const giver = people.get(by);
    await actAs(tx, giver);
    await tx.query(`select set_config('app.history_reason', $1, true)`, [reason]);
    await tx.query(GIVE, [callId, part, dimensionOf(part), value, reason, note, giver, at]);
  }
  await tx.query(`select set_config('app.history_reason', '', true)`);
  await actAs(tx, null);
}
