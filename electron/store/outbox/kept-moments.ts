import { z } from 'zod';
import { momentSchema, type Moment } from '../../../core/moments/moment.ts';
import { applyOperation, type Actor } from '../../../core/sync/apply-operation.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import type { Db } from '../database.ts';

const momentsSchema = z.array(momentSchema).default([]);

type OfCall = Pick<Operation, 'organizationId' | 'callId'>;

const keptMoments = (db: Db, { organizationId, callId }: OfCall): Moment[] => {
  const row = db.first("SELECT json_extract(json, '$.moments') FROM call_details WHERE organization_id = ? AND id = ?", [organizationId, callId]);
  const parsed = momentsSchema.safeParse(typeof row?.[0] === 'string' ? JSON.parse(row[0]) : undefined);
  return parsed.success ? parsed.data : [];
};

/** The version of an operation's row, a moment or a comment, in the kept call; null where it is not there. */
export const keptVersion = (db: Db, operation: Operation): number | null => {
  const moments = keptMoments(db, operation);
  const rows = operation.kind === 'comment_moment' ? moments.flatMap(({ comments }) => comments) : moments;
  return rows.find(({ id }) => id === operation.entityId)?.version ?? null;
};

/** Makes an applied operation part of the kept call. A moment that it deleted stays with its mark, so that it can come back. */
export const applyToKept = (db: Db, operation: Operation, by: Actor, version: number): void => {
  const { organizationId, callId } = operation;
  const row = db.first('SELECT row_id, json FROM call_details WHERE organization_id = ? AND id = ?', [organizationId, callId]);
  if (!row) return;
  const call = JSON.parse(String(row[1])) as Record<string, unknown>;
  const moments = momentsSchema.safeParse(call['moments']);
  if (!moments.success) return;
  const json = JSON.stringify({ ...call, moments: applyOperation(moments.data, operation, by, version) });
  db.run('UPDATE call_details SET json = ?, bytes = ? WHERE row_id = ?', [json, json.length, row[0] ?? null]);
};
