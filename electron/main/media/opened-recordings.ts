import { randomUUID } from 'node:crypto';
import type { ResolvedRecording } from './resolve-recording.ts';

/** A recording that can be read now. */
export type ReadyRecording = Extract<ResolvedRecording, { state: 'ready' }>;

/** Whose recording it is. The same call belongs to each reader and organization anew. */
export interface OpenedBy {
  readonly userId: string;
  readonly organizationId: string;
}

interface Opened {
  readonly address: string;
  readonly found: ReadyRecording;
}

const ADDRESS = /^media:\/\/recording\/([0-9a-f-]{36})$/;

/**
 * Recordings that the page may hear now. Each has an address that cannot be guessed and means nothing once it was let
 * go, so that whoever reads next cannot use what the last one's page was given.
 */
export class OpenedRecordings {
  readonly #byCall = new Map<string, Opened>();
  readonly #byAddress = new Map<string, Opened>();

  /** Where the page hears it; the same address as long as it is the same recording. */
  put(reader: OpenedBy, callId: string, found: ReadyRecording): string {
    const known = this.#byCall.get(keyOf(reader, callId));
    if (known && known.found.reference !== found.reference) this.drop(reader, callId);
    const address = known?.found.reference === found.reference ? known.address : randomUUID();
    this.#byCall.set(keyOf(reader, callId), { address, found });
    this.#byAddress.set(address, { address, found });
    return `media://recording/${address}`;
  }

  get(reader: OpenedBy, callId: string): ReadyRecording | null {
    return this.#byCall.get(keyOf(reader, callId))?.found ?? null;
  }

  at(url: string): ReadyRecording | null {
    return this.#byAddress.get(ADDRESS.exec(url)?.[1] ?? '')?.found ?? null;
  }

  drop(reader: OpenedBy, callId: string): void {
    const known = this.#byCall.get(keyOf(reader, callId));
    this.#byCall.delete(keyOf(reader, callId));
    if (known) this.#byAddress.delete(known.address);
  }

  clear(): void {
    this.#byCall.clear();
    this.#byAddress.clear();
  }
}

const keyOf = ({ userId, organizationId }: OpenedBy, callId: string): string => `${userId}/${organizationId}/${callId}`;
