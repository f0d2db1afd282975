import type { CallDetail } from '../calls/call-detail.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { CallFilter, CallSort } from '../calls/filters.ts';
import type { OverrideReasons, PairFilter } from '../contract/routes/agreement.ts';
import type { Cursor, Facets } from '../contract/routes/calls.ts';
import type { ListedMoment, MomentFilter } from '../contract/routes/moments.ts';
import type { People } from '../contract/routes/members.ts';
import type { HistoryEntry } from '../history/entry.ts';
import type { Queue, QueueItem, SavedView, Stratum } from '../queues/queue.ts';
import type { QueueAnswer, QueueWrite } from '../queues/write.ts';
import type { Membership, Role } from '../contract/routes/session.ts';
import type { PromptAssistant, PromptPage } from '../prompts/prompt.ts';
import type { Rubric } from '../qci/rubric.ts';
import type { RubricVersion } from '../contract/routes/rubric.ts';
import type { BandThresholds } from '../qci/band.ts';
import type { AgreementPair } from '../qci/agreement/pair.ts';
import type { CallToScore } from '../scoring/estimate.ts';
import type { SendOutcome } from '../sync/answer.ts';
import type { Operation } from '../sync/operation.ts';

/** A page of the list as the workspace answers it. */
export interface RemotePage {
  readonly rows: CallRow[];
  readonly next: Cursor | null;
}

export interface PageRequest {
  readonly filter: CallFilter;
  readonly sort: CallSort;
  readonly cursor: Cursor | null;
  readonly limit: number;
}

export interface MomentPageRequest {
  readonly filter: MomentFilter;
  readonly cursor: Cursor | null;
  readonly limit: number;
}

export interface RemoteMomentPage {
  readonly rows: ListedMoment[];
  readonly next: Cursor | null;
}

/** A queue with all its calls. */
export interface RemoteQueue {
  readonly queue: Queue;
  readonly items: QueueItem[];
}

export interface PairPageRequest {
  readonly filter: PairFilter;
  readonly cursor: Cursor | null;
  readonly limit: number;
}

/** `thresholds`: those of today, by which the bands of both sides are told. */
export interface RemotePairPage {
  readonly rows: AgreementPair[];
  readonly next: Cursor | null;
  readonly thresholds: BandThresholds;
}

/** What the importer learns about calls before it writes: the stored columns, or that another organization holds the id. */
export interface StoredCall {
  readonly vapiCallId: string;
  readonly heldElsewhere: boolean;
  readonly call: Record<string, unknown> | null;
}

export interface ImportOutcome {
  readonly vapiCallId: string;
  readonly result: 'inserted' | 'updated' | 'unchanged' | 'held_elsewhere' | 'rejected';
  readonly reason: string | null;
}

/** The workspace as main talks to it, hosted or embedded. Every function rejects with AppError. */
export interface Remote {
  /** Takes up what waits for the person's confirmed address. */
  acceptInvitations(): Promise<void>;
  /** Founds an organization under an id of the client's making, so that asking again founds no second one. */
  createOrganization(organization: { id: string; name: string; displayName: string | null }): Promise<void>;
  /** Makes some of the months of calls that are missing, and answers whether asking again would make more; only an admin's question does anything. */
  keepPartitions(): Promise<boolean>;
  /** Members and open invitations; for admins, as are the changes below. */
  listPeople(organizationId: string): Promise<People>;
  inviteMember(organizationId: string, email: string, role: Role): Promise<void>;
  withdrawInvitation(organizationId: string, invitationId: string): Promise<void>;
  /** Rejects `conflict` where it would leave no admin; so does the next. */
  changeMemberRole(organizationId: string, userId: string, role: Role): Promise<void>;
  removeMember(organizationId: string, userId: string): Promise<void>;
  whoAmI(): Promise<{ userId: string; memberships: Membership[] }>;
  listCalls(organizationId: string, page: PageRequest): Promise<RemotePage>;
  countCalls(organizationId: string, filter: CallFilter): Promise<{ count: number; capped: boolean }>;
  listFacets(organizationId: string): Promise<Facets>;
  /** Null where there is no such call in this organization. */
  getCall(organizationId: string, callId: string): Promise<CallDetail | null>;
  getRaw(organizationId: string, callId: string): Promise<unknown>;
  /** What happened to a call, in order, as far as the person may read it; empty where there is no such call. */
  getHistory(callId: string): Promise<HistoryEntry[]>;
  /** An address, good for a minute, of a recording in the workspace's own bucket; rejects `not_found` where the person may not hear it. */
  signRecording(name: string): Promise<string>;
  /** Sends a write; what became of it is the answer, and nothing rejects. Sending one again is safe. */
  sendOperation(operation: Operation): Promise<SendOutcome>;
  listMoments(organizationId: string, page: MomentPageRequest): Promise<RemoteMomentPage>;
  /** By call: a text that changes whenever anything the call's screen shows does. Calls that are not there are left out. */
  callStamps(organizationId: string, callIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  listAssistants(organizationId: string): Promise<PromptAssistant[]>;
  /** An assistant's versions, the latest first, from below a version number on; null where there is no such assistant. */
  listPromptVersions(organizationId: string, assistantId: string, before: number | null): Promise<PromptPage | null>;
  /** The text of a prompt version; null where there is none. */
  getPrompt(organizationId: string, promptId: string): Promise<{ id: string; version: number; content: string } | null>;
  /** What the organization's calls are measured by now. */
  currentRubric(organizationId: string): Promise<Rubric>;
  /** The queues that the person sees. */
  listQueues(organizationId: string): Promise<Queue[]>;
  /** Null where the person sees no such queue; so the next three. */
  getQueue(queueId: string): Promise<RemoteQueue | null>;
  /** The calls that the person may do next: those after a call, then from the start. */
  nextInQueue(queueId: string, afterCallId: string | null, limit: number): Promise<string[] | null>;
  /** Takes a call, or tells who has it and until when. */
  takeCall(queueId: string, callId: string): Promise<{ taken: boolean; byName: string | null; until: string | null } | null>;
  releaseCall(queueId: string, callId: string): Promise<void>;
  /** How many calls of a filter each stratum could draw from; null where the person sees no such queue. */
  previewFill(queueId: string, filter: CallFilter): Promise<Record<Stratum, number> | null>;
  /** Which of up to 200 calls are flagged for calibration. */
  listFlagged(organizationId: string, callIds: readonly string[]): Promise<string[]>;
  /** The person's own views and those that are shared. */
  listViews(organizationId: string): Promise<SavedView[]>;
  /** Sends what a person decided about queues and views; the workspace's word is the answer. Sending one again is safe. */
  writeQueue(write: QueueWrite): Promise<QueueAnswer>;
  /** Calls that were scored twice. */
  listPairs(organizationId: string, page: PairPageRequest): Promise<RemotePairPage>;
  /** Why people gave values of their own in place of a judge's. */
  listReasons(organizationId: string, filter: PairFilter): Promise<OverrideReasons>;
  listJudges(organizationId: string): Promise<{ judge: string; rubricVersion: string }[]>;
  /** A page of the organization's rubrics, the latest first; before a version where one is given. */
  listRubrics(organizationId: string, before: number | null): Promise<{ versions: RubricVersion[]; hasMore: boolean }>;
  countOutdatedScores(organizationId: string): Promise<{ version: number | null; count: number; capped: boolean; meanCost: number | null }>;
  /** Calls whose score that counts another rubric than the latest gave, the newest first, at most so many; none where no rubric is written. */
  listOutdatedCalls(organizationId: string, most: number): Promise<CallToScore[]>;
  callsForImport(organizationId: string, vapiCallIds: readonly string[]): Promise<StoredCall[]>;
  importCalls(organizationId: string, items: readonly unknown[]): Promise<ImportOutcome[]>;
}
