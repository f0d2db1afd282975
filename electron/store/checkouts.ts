import { checkoutSourceSchema } from '../../core/contract/routes/checkouts.ts';
import type { KeptCheckout, StoreResults } from '../../core/store/local-store.ts';
import type { StorePayload } from '../../core/store/protocol.ts';
import type { Db, SqlValue } from './database.ts';

/** Makes a checkout; its calls are held from now on. One that is there already stays as it is. */
export const addCheckout = (db: Db, { callIds, source, ...checkout }: StorePayload<'addCheckout'>): null => {
  const { checkoutId, organizationId, name, startedAt, withAudio } = checkout;
  const added = db.run('INSERT OR IGNORE INTO checkouts (checkout_id, organization_id, name, started_at, with_audio, source) VALUES (?, ?, ?, ?, ?, ?)', [
    checkoutId, organizationId, name, startedAt, Number(withAudio), JSON.stringify(source),
  ]);
  if (added === 0) return null;
  for (const [position, callId] of callIds.entries()) {
    db.run('INSERT OR IGNORE INTO checkout_calls (checkout_id, organization_id, call_id, position) VALUES (?, ?, ?, ?)', [checkoutId, organizationId, callId, position]);
  }
  return null;
};

/** What the kept part of a call takes: its content and its peaks. */
const KEPT_BYTES = `coalesce((SELECT bytes FROM call_details d WHERE d.organization_id = c.organization_id AND d.id = c.call_id), 0)
  + coalesce((SELECT bytes FROM peaks p WHERE p.organization_id = c.organization_id AND p.call_id = c.call_id), 0)`;

/** Each call that has an outcome is either ready or failed, so that the two add up to the total in the end: one that can be read is ready, heard or not. */
const COUNTED = `SELECT count(c.call_id), coalesce(sum(c.state = 'ready'), 0),
  coalesce(sum(c.state = 'failed'), 0), coalesce(sum(c.state = 'ready' AND c.audio = 'failed'), 0),
  coalesce(sum(CASE WHEN c.state = 'ready' THEN c.audio_bytes + ${KEPT_BYTES} ELSE 0 END), 0) FROM checkout_calls c WHERE c.checkout_id = ?`;

const ON_DEVICE = `SELECT count(*), coalesce(sum(bytes), 0) FROM (
  SELECT max(c.audio_bytes) + ${KEPT_BYTES} AS bytes FROM checkout_calls c WHERE c.organization_id = ? AND c.state = 'ready' GROUP BY c.call_id)`;

const readCheckout = (db: Db, [checkoutId, name, startedAt, withAudio, paused, source]: SqlValue[]): KeptCheckout | null => {
  const parsed = checkoutSourceSchema.safeParse(JSON.parse(String(source)));
  if (!parsed.success) return null;
  const [total, ready, failed, withoutAudio, bytes] = (db.first(COUNTED, [String(checkoutId)]) ?? []).map(Number);
  return {
    checkoutId: String(checkoutId), name: String(name), startedAt: String(startedAt), withAudio: withAudio === 1, paused: paused === 1, source: parsed.data,
    total: total ?? 0, ready: ready ?? 0, failed: failed ?? 0, withoutAudio: withoutAudio ?? 0, bytes: bytes ?? 0,
  };
};

/** The checkouts of an organization, the latest first; `callsOnDevice` and `bytes` count a call of several once. */
export const listCheckouts = (db: Db, { organizationId }: StorePayload<'listCheckouts'>, _now: number, maxBytes: number): StoreResults['listCheckouts'] => {
  const rows = db.all(
    'SELECT checkout_id, name, started_at, with_audio, paused, source FROM checkouts WHERE organization_id = ? ORDER BY started_at DESC, checkout_id',
    [organizationId],
  );
  const [callsOnDevice, bytes] = (db.first(ON_DEVICE, [organizationId]) ?? []).map(Number);
  return { checkouts: rows.flatMap((row) => readCheckout(db, row) ?? []), callsOnDevice: callsOnDevice ?? 0, bytes: bytes ?? 0, maxBytes };
};

/** Notes whether the person paused it. */
export const markCheckout = (db: Db, { checkoutId, paused }: StorePayload<'markCheckout'>): null => {
  db.run('UPDATE checkouts SET paused = ? WHERE checkout_id = ?', [Number(paused), checkoutId]);
  return null;
};

/** Notes what became of one call. */
export const markCheckoutCall = (db: Db, { checkoutId, callId, state, audio, audioBytes }: StorePayload<'markCheckoutCall'>): null => {
  db.run('UPDATE checkout_calls SET state = ?, audio = ?, audio_bytes = ? WHERE checkout_id = ? AND call_id = ?', [state, audio, audioBytes, checkoutId, callId]);
  return null;
};

/** The calls that have no outcome yet, in the order of the checkout. */
export const listCheckoutCalls = (db: Db, { checkoutId, limit }: StorePayload<'listCheckoutCalls'>): StoreResults['listCheckoutCalls'] => ({
  callIds: db.all('SELECT call_id FROM checkout_calls WHERE checkout_id = ? AND state IS NULL ORDER BY position LIMIT ?', [checkoutId, limit]).map(([id]) => String(id)),
});

/** Ends a checkout; what only it held may be evicted again. */
export const removeCheckout = (db: Db, { checkoutId }: StorePayload<'removeCheckout'>): null => {
  db.run('DELETE FROM checkout_calls WHERE checkout_id = ?', [checkoutId]);
  db.run('DELETE FROM checkouts WHERE checkout_id = ?', [checkoutId]);
  return null;
};

/** The calls that a checkout names, or of which something is not sent. */
export const listHeldCalls = (db: Db, { organizationId }: StorePayload<'listHeldCalls'>): StoreResults['listHeldCalls'] => ({
  callIds: db.all('SELECT call_id FROM held_calls WHERE organization_id = ?', [organizationId]).map(([id]) => String(id)),
});
