import type { CallDetail } from '../calls/call-detail.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { Cursor, Facets } from '../contract/routes/calls.ts';
import type { StoreInput, StoreOp, StorePayload } from './protocol.ts';

/** What opening found. `replaced`: the old file could not be read and lies under `setAside`. */
export interface StoreOpened {
  readonly state: 'created' | 'opened' | 'replaced';
  readonly setAside: string | null;
}

/** `asOf`: when the workspace last confirmed the list (ISO time). */
export interface CachedPage {
  readonly rows: CallRow[];
  readonly next: Cursor | null;
  readonly asOf: string;
}

export interface CachedCount {
  readonly count: number;
  readonly capped: boolean;
  readonly asOf: string;
}

/** Peaks as kept: one byte a point, with the channel that the agent is on. */
export type StoredPeaks = Omit<StorePayload<'savePeaks'>, 'organizationId' | 'callId'>;

/** `bytes` is the store's file; `lastReadAt` the latest word of the workspace (ISO time). */
export interface StoreStatus {
  readonly calls: number;
  readonly details: number;
  readonly bytes: number;
  readonly lastReadAt: string | null;
}

/**
 * Kept calls that a page of the workspace should have named and did not. `gone`: it no longer has them, and nothing of
 * them is kept any more. `doubted`: only their row went, because they may merely have changed; the workspace knows.
 */
export interface MissingCalls {
  readonly gone: string[];
  readonly doubted: string[];
}

/** What each request to the store gives back; null where this device holds nothing. */
export interface StoreResults {
  open: StoreOpened;
  close: null;
  saveRows: MissingCalls;
  listRows: CachedPage | null;
  countRows: CachedCount | null;
  removeRows: { removed: number };
  saveDetail: null;
  getDetail: { call: CallDetail; readAt: string } | null;
  saveFacets: null;
  getFacets: { facets: Facets; readAt: string } | null;
  savePeaks: null;
  getPeaks: StoredPeaks | null;
  status: StoreStatus;
  listOrganizations: { organizationIds: string[] };
  deleteOrganization: { removed: number };
}

/** The encrypted cache of one person in one workspace. Rejects with AppError `store_unavailable`; saved means durable. */
export type LocalStore = {
  readonly [K in Exclude<StoreOp, 'open' | 'close'>]: (input: StoreInput<K>) => Promise<StoreResults[K]>;
};
