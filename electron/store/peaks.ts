import type { StoredPeaks } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import type { Db, SqlValue } from './database.ts';

const asBlob = (points: Int8Array): Uint8Array => new Uint8Array(points.buffer, points.byteOffset, points.byteLength);

const asPoints = (blob: SqlValue | undefined): Int8Array<ArrayBuffer> => new Int8Array(blob instanceof Uint8Array ? blob : []);

/** Keeps the peaks of a recording; saving counts as opening it. */
export const savePeaks = (db: Db, peaks: StorePayload<'savePeaks'>, now: number): null => {
  // REPLACE would take the old row out without its trigger.
  db.run('DELETE FROM peaks WHERE organization_id = ? AND call_id = ?', [peaks.organizationId, peaks.callId]);
  db.run(
    `INSERT INTO peaks (organization_id, call_id, reference, duration_seconds, points_per_second, mono, agent_channel, opened_ms, bytes, agent, customer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      peaks.organizationId,
      peaks.callId,
      peaks.reference,
      peaks.durationSeconds,
      peaks.pointsPerSecond,
      Number(peaks.mono),
      peaks.agentChannel,
      now,
      peaks.agent.length + peaks.customer.length,
      asBlob(peaks.agent),
      asBlob(peaks.customer),
    ],
  );
  return null;
};

/** Peaks of this very recording, marked as opened now; null where another one's are kept. */
export const getPeaks = (db: Db, { organizationId, callId, reference }: StorePayload<'getPeaks'>, now: number): StoredPeaks | null => {
  const key = [organizationId, callId, reference];
  const row = db.first(
    `SELECT duration_seconds, points_per_second, mono, agent_channel, agent, customer FROM peaks
     WHERE organization_id = ? AND call_id = ? AND reference = ?`,
    key,
  );
  if (!row) return null;
  db.run('UPDATE peaks SET opened_ms = ? WHERE organization_id = ? AND call_id = ? AND reference = ?', [now, ...key]);
  return {
    reference,
    durationSeconds: Number(row[0]),
    pointsPerSecond: Number(row[1]),
    mono: row[2] === 1,
    agentChannel: row[3] === 0 || row[3] === 1 ? row[3] : null,
    agent: asPoints(row[4]),
    customer: asPoints(row[5]),
  };
};
