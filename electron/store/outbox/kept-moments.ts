import { z } from 'zod';
import { momentSchema, type Moment } from '../../../core/moments/moment.ts';
import type { Actor } from '../../../core/sync/apply-operation.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import { settleMoments } from '../../../core/sync/overlay.ts';
import type { Db } from '../database.ts';

const momentsSchema = z.array(momentSchema).default([]);

type OfCall = Pick<Operation, 'organizationId' | 'callId'>;

/** The moments of an operation's call as the workspace gave them; none where the call is not kept. */
export const keptMoments = (db: Db, { organizationId, callId }: OfCall): Moment[] => {
  const row = db.first("SELECT json_extract(json, '$.moments') FROM call_details WHERE organization_id = ? AND id = ?", [organizationId, callId]);
  const parsed = momentsSchema.safeParse(typeof row?.[0] === 'string' ? JSON.parse(row[0]) : undefined);
  return parsed.success ? parsed.data : [];
};

/** Makes an applied operation part of the kept call. A moment that it deleted stays with its mark, so that it can come back. */
export const settleKept = (db: Db, operation: Operation, by: Actor, version: number): void => {
  const { organizationId, callId } = operation;
  const row = db.first('SELECT row_id, json FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, callId]);
  if (!row) return;
  const call = JSON.parse(String(row[1])) as Record<string, unknown>;
  const moments = momentsSchema.safeParse(call['moments']);
  if (!moments.success) return;
  const json = JSON.stringify({ ...call, moments: settleMoments(moments.data, operation, by, version) });
  db.run('UPDATE call_details SET json = ?, bytes = ? WHERE row_id = ?', [json, json.length, row[0] ?? null]);
};
