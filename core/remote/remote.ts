import type { CallDetail } from '../calls/call-detail.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { CallFilter, CallSort } from '../calls/filters.ts';
import type { PairFilter } from '../contract/routes/agreement.ts';
import type { Cursor, Facets } from '../contract/routes/calls.ts';
import type { ListedMoment, MomentFilter } from '../contract/routes/moments.ts';
import type { People } from '../contract/routes/members.ts';
import type { RubricVersion } from '../contract/routes/rubric.ts';
import type { Membership, Role } from '../contract/routes/session.ts';
import type { BandThresholds } from '../qci/band.ts';
import type { AgreementPair } from '../qci/agreement/pair.ts';
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
  /** An address, good for a minute, of a recording in the workspace's own bucket; rejects `not_found` where the person may not hear it. */
  signRecording(name: string): Promise<string>;
  /** Sends a write; what became of it is the answer, and nothing rejects. Sending one again is safe. */
  sendOperation(operation: Operation): Promise<SendOutcome>;
  listMoments(organizationId: string, page: MomentPageRequest): Promise<RemoteMomentPage>;
  /** By call: a text that changes whenever anything the call's screen shows does. Calls that are not there are left out. */
  callStamps(organizationId: string, callIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The text of a prompt version; null where there is none. */
  getPrompt(organizationId: string, promptId: string): Promise<{ id: string; version: number; content: string } | null>;
  /** Calls that were scored twice. */
  listPairs(organizationId: string, page: PairPageRequest): Promise<RemotePairPage>;
  listJudges(organizationId: string): Promise<{ judge: string; rubricVersion: string }[]>;
  /** A page of the organization's rubrics, the latest first; before a version where one is given. */
  listRubrics(organizationId: string, before: number | null): Promise<{ versions: RubricVersion[]; hasMore: boolean }>;
  countOutdatedScores(organizationId: string): Promise<{ version: number | null; count: number; capped: boolean; meanCost: number | null }>;
  callsForImport(organizationId: string, vapiCallIds: readonly string[]): Promise<StoredCall[]>;
  importCalls(organizationId: string, items: readonly unknown[]): Promise<ImportOutcome[]>;
}
