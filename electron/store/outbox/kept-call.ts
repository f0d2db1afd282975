import { z } from 'zod';
import { callDetailSchema } from '../../../core/calls/call-detail.ts';
import { momentSchema } from '../../../core/moments/moment.ts';
import type { Actor } from '../../../core/sync/actor.ts';
import type { KeptCall } from '../../../core/sync/kept-call.ts';
import type { Operation, QueuedOperation } from '../../../core/sync/operation.ts';
import { meetCall, NOTHING_KEPT, settleCall } from '../../../core/sync/rules.ts';
import type { Db } from '../database.ts';

/** What is written of a call. Kept by an older version, it may lack any of it; moments that cannot be read are not written over. */
const keptSchema = z.looseObject({
  moments: z.array(momentSchema).default([]),
  analysis: callDetailSchema.shape.analysis.catch(null).default(null),
  runs: callDetailSchema.shape.runs.catch([]),
  review: callDetailSchema.shape.review.catch(null),
  bands: callDetailSchema.shape.bands.catch({ ...NOTHING_KEPT.bands }),
});

type OfCall = Pick<Operation, 'organizationId' | 'callId'>;

/** What people write of an operation's call, as the workspace gave it; nothing where the call is not kept or the operation belongs to none. */
export const keptCall = (db: Db, { organizationId, callId }: OfCall): KeptCall => {
  const row = db.first(
    "SELECT json_object('moments', json_extract(json, '$.moments'), 'analysis', json_extract(json, '$.analysis'), 'runs', json_extract(json, '$.runs'), 'review', json_extract(json, '$.review'), 'bands', json_extract(json, '$.bands')) FROM call_details WHERE organization_id = ? AND id = ?",
    [organizationId, callId],
  );
  const read = row ? keptSchema.safeParse(withoutNulls(JSON.parse(String(row[0])))) : null;
  return read?.success ? read.data : NOTHING_KEPT;
};

/** What the call does not have is left out, so that it takes its default. */
const withoutNulls = (call: unknown): unknown => Object.fromEntries(Object.entries(call as Record<string, unknown>).filter(([, value]) => value !== null));

/** Writes what people write of a kept call anew; does nothing where the call, or what is kept of it, cannot be read. */
const rewriteKept = (db: Db, { organizationId, callId }: OfCall, change: (kept: KeptCall) => KeptCall): void => {
  const row = db.first('SELECT row_id, json FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, callId]);
  if (!row) return;
  const call = JSON.parse(String(row[1])) as Record<string, unknown>;
  const kept = keptSchema.safeParse(withoutNulls(call));
  if (!kept.success) return;
  const { moments, analysis, runs, review, bands } = change(kept.data);
  const json = JSON.stringify({ ...call, moments, analysis, runs, review, bands });
  db.run('UPDATE call_details SET json = ?, bytes = ? WHERE row_id = ?', [json, json.length, row[0] ?? null]);
};

/** Makes an applied operation part of the kept call. A moment that it deleted stays with its mark, so that it can come back. */
export const settleKept = (db: Db, operation: Operation, by: Actor, version: number): void =>
  rewriteKept(db, operation, (kept) => settleCall(kept, operation, by, version));

/** Takes over how the row of a parked operation stands at the workspace, as the conflict told it. */
export const meetKept = (db: Db, parked: QueuedOperation): void => rewriteKept(db, parked.operation, (kept) => meetCall(kept, parked));
