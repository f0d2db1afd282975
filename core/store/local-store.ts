import type { CallDetail } from '../calls/call-detail.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { Cursor, Facets } from '../contract/routes/calls.ts';
import type { CheckoutSource } from '../contract/routes/checkouts.ts';
import type { Draft } from '../contract/routes/drafts.ts';
import type { ListedMoment } from '../contract/routes/moments.ts';
import type { Moment } from '../moments/moment.ts';
import type { Difference, Rescored } from '../scoring/difference.ts';
import type { QueuedOperation } from '../sync/operation.ts';
import type { BatchItem, BatchWork, KeptBatch } from './kept-batch.ts';
import type { StoreInput, StoreOp, StorePayload } from './protocol.ts';

/**
 * What opening found. `replaced`: the old file could not be read and lies under `setAside`. `recovered`: operations that were
 * not sent and came back from the journal beside it.
 */
export interface StoreOpened {
  readonly state: 'created' | 'opened' | 'replaced';
  readonly setAside: string | null;
  readonly recovered: number;
}

/** A call that is kept whole; `audio`: a checkout brought its recording too. */
export interface KeptCall {
  readonly callId: string;
  readonly audio: boolean;
}

/** A checkout as kept: how many of its calls have which outcome, and the bytes of what is ready. */
export interface KeptCheckout {
  readonly checkoutId: string;
  readonly name: string;
  readonly startedAt: string;
  readonly withAudio: boolean;
  readonly source: CheckoutSource;
  readonly paused: boolean;
  readonly total: number;
  readonly ready: number;
  readonly failed: number;
  readonly withoutAudio: number;
  readonly bytes: number;
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
  addOperation: QueuedOperation;
  listOperations: { operations: QueuedOperation[] };
  markOperation: null;
  settleOperation: null;
  replaceOperation: QueuedOperation | null;
  removeOperation: { removed: boolean };
  saveDraft: null;
  listDrafts: { drafts: Draft[] };
  savePlace: null;
  getPlace: { callId: string; positionMs: number } | null;
  addCheckout: null;
  listCheckouts: { checkouts: KeptCheckout[]; callsOnDevice: number; bytes: number; maxBytes: number };
  markCheckout: null;
  markCheckoutCall: null;
  listCheckoutCalls: { callIds: string[] };
  removeCheckout: null;
  listKept: { kept: KeptCall[] };
  savePrompt: null;
  getPrompt: { version: number; content: string } | null;
  saveAnswer: null;
  getAnswer: { value: unknown; readAt: string } | null;
  listKeptMoments: { moments: { moment: Moment; call: ListedMoment['call'] }[] };
  listHeldCalls: { callIds: string[] };
  addBatch: null;
  listBatches: { batches: KeptBatch[] };
  markBatch: null;
  listBatchWork: { work: BatchWork[] };
  markBatchItem: null;
  keepBatchAnswer: null;
  judgeBatchItem: null;
  loseBatchFlights: { lost: number };
  retryBatch: null;
  listBatchItems: { items: BatchItem[] };
  readDifference: Difference;
  /** `total` and `adoptable`: of the whole group, and of it those whose run can be made to count now. */
  listChanges: { changes: Rescored[]; total: number; adoptable: number };
  adoptRuns: { adopted: number };
  removeBatch: null;
  status: StoreStatus;
  listOrganizations: { organizationIds: string[] };
  deleteOrganization: { removed: number };
}

/** The encrypted cache of one person in one workspace. Rejects with AppError `store_unavailable`; saved means durable. */
export type LocalStore = {
  readonly [K in Exclude<StoreOp, 'open' | 'close'>]: (input: StoreInput<K>) => Promise<StoreResults[K]>;
};
