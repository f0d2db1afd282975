/**
 * What the workspace should hold, told anew from the list of what it applied, in the order in which it did. This is a model of
 * its own: it shares nothing with the app, so that both cannot be wrong in the same way.
 */

/** One answer of the workspace to a device's sending, as its boundary saw it. */
export interface Recorded {
  readonly device: number;
  readonly userId: string;
  /** Which thing a person did: the same for every sending of it, under whatever operation id. */
  readonly deed: number;
  readonly kind: string;
  readonly callId: string;
  readonly entityId: string;
  readonly patch: Readonly<Record<string, unknown>>;
  readonly result: string;
  readonly version: number;
  /** The version of the row that the person had before his eyes when he did it. */
  readonly seen: number;
  /** The device has given it up meanwhile: the person discarded it after a sending of which nothing came back. */
  readonly isGivenUp: boolean;
  /** The values that he changed, as they were before his eyes, by the patch's keys. */
  readonly before: Readonly<Record<string, unknown>>;
}

export interface MomentRow {
  id: string; call: string; start: number; end: number | null; label: string; kind: string; note: string | null;
  author: string; updatedBy: string; version: number; deleted: boolean;
}

export interface CommentRow { id: string; moment: string; author: string; body: string | null; at: number | null; version: number }

export interface Rows { moments: MomentRow[]; comments: CommentRow[]; shares: string[] }

type Cells = Record<string, unknown>;

/** The columns that a patch may set, by its own keys. */
const COLUMNS = new Map([['start_ms', 'start'], ['end_ms', 'end'], ['label', 'label'], ['kind', 'kind'], ['note', 'note']]);

/** Plays the list; `faults` names what no list of a sound outbox shows. */
export class Oracle {
  readonly faults: string[] = [];
  readonly #moments = new Map<string, MomentRow>();
  readonly #comments = new Map<string, CommentRow>();
  readonly #shares = new Set<string>();
  /** Who changed which value of a row last, and at which version. */
  readonly #changes = new Map<string, Map<string, { device: number; version: number }>>();
  readonly #applied = new Map<string, number>();
  readonly #applications: Recorded[] = [];
  readonly #refused: Recorded[] = [];

  /** The version of a row now; 0 where there is none. */
  versionOf(entityId: string): number {
    return this.#moments.get(entityId)?.version ?? this.#comments.get(entityId)?.version ?? 0;
  }

  /** Takes the next answer of the workspace. */
  take(one: Recorded): void {
    if (one.result === 'conflict' || one.result === 'rejected') this.#refused.push(one);
    if (one.result !== 'applied') return;
    const deed = `${one.device}.${one.deed}`;
    const times = (this.#applied.get(deed) ?? 0) + 1;
    this.#applied.set(deed, times);
    if (times > 1) this.faults.push(`deed ${deed} (${one.kind}) was applied ${times} times`);
    this.#order(one);
    this.#apply(one);
    this.#applications.push(one);
  }

  /** Every deed that a device was told is done must have been done once. */
  acknowledged(device: number, deed: number): void {
    const times = this.#applied.get(`${device}.${deed}`) ?? 0;
    if (times !== 1) this.faults.push(`deed ${device}.${deed} was acknowledged and applied ${times} times`);
  }

  rows(): Rows {
    return {
      moments: [...this.#moments.values()].toSorted(byId), comments: [...this.#comments.values()].toSorted(byId), shares: [...this.#shares].toSorted(),
    };
  }

  /**
   * Nothing overtakes on a device's call, but what was itself refused, or hangs on a row or a mark that was. What the person gave up
   * waits for nothing and nothing for it; it may still arrive.
   */
  #order(one: Recorded): void {
    const overtaken = this.#applications.find((done) => done.device === one.device && done.callId === one.callId && done.deed > one.deed);
    if (!overtaken) return;
    const moment = one.patch['moment_id'];
    const isExcused = one.isGivenUp || this.#refused.some((held) => held.device === one.device && held.deed <= one.deed
      && (held.deed === one.deed || held.entityId === one.entityId || (held.kind === 'mark_moment' && held.patch['moment_id'] === moment)));
    if (!isExcused) this.faults.push(`deed ${one.device}.${one.deed} (${one.kind}) was overtaken by ${overtaken.deed}`);
    if (overtaken.entityId === one.entityId) this.faults.push(`deed ${one.device}.${one.deed} (${one.kind}) came after ${overtaken.deed} on one row`);
  }

  #apply(one: Recorded): void {
    const { patch, userId } = one;
    const momentId = String(patch['moment_id']);
    if (one.kind === 'mark_moment') {
      if (this.#moments.has(momentId)) this.faults.push(`moment ${momentId} was marked twice`);
      const row: Cells = { id: momentId, call: patch['call_id'], end: null, note: null, author: userId, updatedBy: userId, version: 1, deleted: false };
      for (const [key, column] of COLUMNS) if (key in patch) row[column] = kept(patch[key]);
      this.#moments.set(momentId, row as unknown as MomentRow);
      this.#note(one, [...COLUMNS.keys(), 'deleted']);
      return;
    }
    const moment = this.#moments.get(momentId);
    if (!moment) return void this.faults.push(`${one.kind} was applied to a moment that is not there`);
    if (one.kind === 'share_moment') this.#share(momentId, patch);
    else if (one.kind === 'comment_moment') this.#comment(one, momentId);
    else this.#change(one, moment);
  }

  #share(momentId: string, patch: Recorded['patch']): void {
    const share = `${momentId} ${String(patch['user_id'])}`;
    if (patch['shared'] === true) this.#shares.add(share);
    else this.#shares.delete(share);
  }

  #comment(one: Recorded, moment: string): void {
    const id = String(one.patch['comment_id']);
    const held = this.#comments.get(id);
    const row = { id, moment, author: one.userId, body: kept(one.patch['body']) as string | null, at: (one.patch['at_ms'] ?? null) as number | null, version: (held?.version ?? 0) + 1 };
    if (held) this.#unseen(one, ['body', 'at_ms'], { body: held.body, at_ms: held.at });
    this.#comments.set(id, row);
    this.#note(one, ['body', 'at_ms']);
    if (row.version !== one.version) this.faults.push(`comment ${id} should be at version ${row.version}, not ${one.version}`);
  }

  #change(one: Recorded, moment: MomentRow): void {
    const isDeletion = one.kind === 'delete_moment';
    const keys = Object.keys(one.patch).filter((key) => key !== 'moment_id');
    const cells = moment as unknown as Cells;
    const values = Object.fromEntries([...COLUMNS].map(([key, column]) => [key, cells[column]]));
    // Whoever deletes means all of the row.
    this.#unseen(one, isDeletion && one.patch['deleted'] === true ? [...COLUMNS.keys(), 'deleted'] : keys, { ...values, deleted: moment.deleted });
    for (const key of keys) cells[COLUMNS.get(key) ?? key] = kept(one.patch[key]);
    moment.version += 1;
    moment.updatedBy = one.userId;
    this.#note(one, keys);
    if (moment.version !== one.version) this.faults.push(`moment ${moment.id} should be at version ${moment.version}, not ${one.version}`);
  }

  /** Nobody overwrites what another did without having seen it: neither that version of the row nor that very value. */
  #unseen(one: Recorded, keys: string[], values: Cells): void {
    const changes = this.#changes.get(one.entityId);
    for (const key of keys) {
      const last = changes?.get(key);
      if (last && last.device !== one.device && last.version > one.seen && !(key in one.before && one.before[key] === values[key]))
        this.faults.push(`deed ${one.device}.${one.deed} (${one.kind}) overwrote ${key} of version ${last.version} by device ${last.device}, having seen ${one.seen}`);
    }
  }

  #note(one: Recorded, keys: string[]): void {
    const changes = this.#changes.get(one.entityId) ?? new Map<string, { device: number; version: number }>();
    for (const key of keys) changes.set(key, { device: one.device, version: this.versionOf(one.entityId) });
    this.#changes.set(one.entityId, changes);
  }
}

/** A text as it is stored. */
const kept = (value: unknown): unknown => (typeof value === 'string' ? value.trim() || null : value);

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
