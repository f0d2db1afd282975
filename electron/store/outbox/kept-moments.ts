import { z } from 'zod';
import { momentSchema, type Moment } from '../../../core/moments/moment.ts';
import type { Actor } from '../../../core/sync/apply-operation.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import { meetMoment, settleMoments } from '../../../core/sync/overlay.ts';
import type { Db } from '../database.ts';

const momentsSchema = z.array(momentSchema).default([]);

type OfCall = Pick<Operation, 'organizationId' | 'callId'>;

/** The moments of an operation's call as the workspace gave them; none where the call is not kept. */
export const keptMoments = (db: Db, { organizationId, callId }: OfCall): Moment[] => {
  const row = db.first("SELECT json_extract(json, '$.moments') FROM call_details WHERE organization_id = ? AND id = ?", [organizationId, callId]);
  const parsed = momentsSchema.safeParse(typeof row?.[0] === 'string' ? JSON.parse(row[0]) : undefined);
  return parsed.success ? parsed.data : [];
};

/** Writes a kept call's moments anew; does nothing where the call, or what is kept of its moments, cannot be read. */
const rewriteKept = (db: Db, { organizationId, callId }: OfCall, change: (kept: Moment[]) => Moment[]): void => {
  const row = db.first('SELECT row_id, json FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, callId]);
  if (!row) return;
  const call = JSON.parse(String(row[1])) as Record<string, unknown>;
  const moments = momentsSchema.safeParse(call['moments']);
  if (!moments.success) return;
  const json = JSON.stringify({ ...call, moments: change(moments.data) });
  db.run('UPDATE call_details SET json = ?, bytes = ? WHERE row_id = ?', [json, json.length, row[0] ?? null]);
};

/** Makes an applied operation part of the kept call. A moment that it deleted stays with its mark, so that it can come back. */
export const settleKept = (db: Db, operation: Operation, by: Actor, version: number): void =>
  rewriteKept(db, operation, (kept) => settleMoments(kept, operation, by, version));

/** Takes over how a moment stands at the workspace, as a conflict told it. */
export const meetKept = (db: Db, ofCall: OfCall, met: Moment): void => rewriteKept(db, ofCall, (kept) => meetMoment(kept, met));
