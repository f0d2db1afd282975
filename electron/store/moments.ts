import { momentSchema } from '../../core/moments/moment.ts';
import type { StoreResults } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import type { Db } from './database.ts';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Moments of kept calls, the latest first; one that this version cannot read is left out. */
export const listKeptMoments = (db: Db, { organizationId, limit }: StorePayload<'listKeptMoments'>): StoreResults['listKeptMoments'] => ({
  moments: db
    .all(
      `SELECT m.value, d.id, d.json ->> '$.createdAt', d.json ->> '$.assistantName', substr(d.json ->> '$.summary', 1, 300), d.json ->> '$.review' IS NOT NULL
       FROM call_details d, json_each(d.json, '$.moments') m WHERE d.organization_id = ? ORDER BY m.value ->> '$.createdAt' DESC, m.value ->> '$.id' DESC LIMIT ?`,
      [organizationId, limit],
    )
    .flatMap(([moment, id, createdAt, assistantName, summary, reviewedByMe]) => {
      const read = momentSchema.safeParse(JSON.parse(String(moment)));
      return read.success ? [{ moment: read.data, call: { id: String(id), createdAt: String(createdAt), assistantName: text(assistantName), summary: text(summary), reviewedByMe: Number(reviewedByMe) === 1 } }] : [];
    }),
});
