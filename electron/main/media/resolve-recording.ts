import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AUDIO_CONTENT_TYPES, SNIFF_BYTES, sniffAudio } from '../../../core/audio/sniff-audio.ts';
import type { PeaksSource } from '../../../core/audio/peaks-messages.ts';
import type { RecordingState } from '../../../core/calls/recording-reference.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { RecordingFault } from '../../../core/contract/routes/recordings.ts';
import { openFileSource, type ByteSource } from './byte-source.ts';
import { downloadRecording } from './download-recording.ts';
import type { GetRules } from './guarded-get.ts';
import type { KeptAs, RecordingCache } from './recording-cache.ts';
import { openSealedFile } from './sealed-file.ts';
import { SealedFileError } from './sealed-header.ts';

/** What is known of a call's recording. */
export interface RecordingQuestion {
  readonly organizationId: string;
  readonly callId: string;
  /** Where it may be, best first: URLs, names in the workspace's bucket, or names of files of the embedded workspace. */
  readonly references: readonly string[];
  readonly recordingState: RecordingState;
  /** Has the workspace sign the address of a recording in its bucket. */
  readonly sign: (name: string) => Promise<string>;
  /** When the call ended (ISO time), for telling "not yet" from "no longer". */
  readonly endedAt: string | null;
}

export interface RecordingPlaces {
  /** Folder of the embedded workspace's recordings; null where a project is used. */
  readonly recordingsDirectory: string | null;
  readonly cache: RecordingCache;
  readonly rules?: Partial<GetRules>;
  readonly maxBytes?: number;
  readonly now?: () => number;
}

/** A recording that can be read now, or why not. `reference` is what peaks are kept under. */
export type ResolvedRecording =
  | { readonly state: 'ready'; readonly source: PeaksSource; readonly contentType: string; readonly reference: string }
  | { readonly state: RecordingFault };

const RULES: GetRules = { timeoutMs: 20_000, maxRedirects: 3 };
/** A two-hour call as 16 kHz stereo PCM is 460 MB. */
const MAX_BYTES = 1024 * 1024 * 1024;
/** A recording follows its call by seconds; after ten minutes a 404 is final. */
const LATE_MS = 10 * 60_000;
/** <organization>/<call>/<file>, as the bucket's policies want it. */
const IN_BUCKET = /^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[^/]{1,200}$/u;
const PLAIN_NAME = /^(?:recordings\/)?([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,199})$/u;

const contentTypeOf = async (source: ByteSource): Promise<string | null> => {
  try {
    for await (const head of source.read(0, Math.min(SNIFF_BYTES, source.size) - 1)) {
      const kind = sniffAudio(head);
      return kind && AUDIO_CONTENT_TYPES[kind];
    }
    return null;
  } finally {
    await source.close();
  }
};

/** A file of the embedded workspace. Only a plain name inside the folder is taken, links out of it are not followed. */
const resolveLocal = async (directory: string, reference: string): Promise<ResolvedRecording> => {
  const name = PLAIN_NAME.exec(reference)?.[1];
  if (name === undefined) return { state: 'denied' };
  try {
    const root = await realpath(directory);
    const path = await realpath(join(root, name));
    if (!path.startsWith(root + sep)) return { state: 'denied' };
    const contentType = await contentTypeOf(await openFileSource(path));
    return contentType === null ? { state: 'broken' } : { state: 'ready', source: { kind: 'file', path }, contentType, reference };
  } catch {
    return { state: 'expired' };
  }
};

const resolveKept = async (recording: KeptAs, cache: RecordingCache): Promise<ResolvedRecording | null> => {
  if (!(await cache.has(recording))) return null;
  const path = cache.pathOf(recording);
  try {
    const contentType = await contentTypeOf(await openSealedFile(path, cache.keyHex));
    return contentType === null ? null : { state: 'ready', source: { kind: 'sealed', path, keyHex: cache.keyHex }, contentType, reference: recording.reference };
  } catch (error) {
    if (error instanceof SealedFileError) return null;
    throw error;
  }
};

/** `rules` of the address: what holds for it beyond those of every recording. */
interface Addressed {
  readonly address: string;
  readonly rules: Partial<GetRules>;
}

const resolveRemote = async (question: RecordingQuestion, reference: string, places: RecordingPlaces, addressOf: () => Promise<Addressed>): Promise<ResolvedRecording> => {
  const { cache, rules, maxBytes = MAX_BYTES, now = Date.now } = places;
  const recording = { organizationId: question.organizationId, callId: question.callId, reference };
  const kept = await resolveKept(recording, cache);
  if (kept) return kept;
  const endedMs = question.endedAt === null ? Number.NaN : Date.parse(question.endedAt);
  const { address, rules: own } = await addressOf();
  const downloaded = await downloadRecording(recording, address, { cache, maxBytes, rules: { ...RULES, ...rules, ...own }, mayBeLate: now() - endedMs < LATE_MS });
  if (downloaded.state !== 'kept') return downloaded;
  const source = { kind: 'sealed', path: cache.pathOf(recording), keyHex: cache.keyHex } as const;
  return { state: 'ready', source, contentType: downloaded.contentType, reference };
};

/**
 * A recording in the bucket is kept under its name: the address that is signed for it is another each time. It lies on the
 * workspace's own origin, which may be a server of the person's own network.
 */
const resolveInBucket = async (question: RecordingQuestion, name: string, places: RecordingPlaces): Promise<ResolvedRecording> => {
  try {
    return await resolveRemote(question, name, places, async () => {
      const address = await question.sign(name);
      return { address, rules: { ownOrigin: new URL(address).origin } };
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { state: error.code === 'not_found' || error.code === 'forbidden' ? 'expired' : 'unreachable' };
  }
};

const resolveOne = async (question: RecordingQuestion, reference: string, places: RecordingPlaces): Promise<ResolvedRecording> => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return resolveRemote(question, reference, places, async () => ({ address: reference, rules: {} }));
  if (places.recordingsDirectory !== null) return resolveLocal(places.recordingsDirectory, reference);
  return IN_BUCKET.test(reference) ? resolveInBucket(question, reference, places) : { state: 'denied' };
};

/** What to say of a call that names no recording: its state alone. */
const WITHOUT_REFERENCE: Record<RecordingState, RecordingFault> = { none: 'none', remote: 'at-source', expired: 'expired', denied: 'denied' };

/** Of several faults the one that a later look may mend stands. */
const PASSING: readonly RecordingFault[] = ['not-ready', 'unreachable'];

const resolve = async (question: RecordingQuestion, places: RecordingPlaces): Promise<ResolvedRecording> => {
  const { references, recordingState } = question;
  if (recordingState === 'denied') return { state: 'denied' };
  const faults: RecordingFault[] = [];
  for (const reference of references) {
    const found = await resolveOne(question, reference, places);
    if (found.state === 'ready') return found;
    faults.push(found.state);
  }
  return { state: PASSING.find((fault) => faults.includes(fault)) ?? faults[0] ?? WITHOUT_REFERENCE[recordingState] };
};

/**
 * Finds recordings: in the embedded workspace's folder, in the sealed cache, or on the network, from where one is fetched
 * whole into the cache, once however often it is asked for meanwhile. Rejects only where the disk fails.
 */
export const createRecordingResolver = (places: RecordingPlaces): ((question: RecordingQuestion) => Promise<ResolvedRecording>) => {
  const running = new Map<string, Promise<ResolvedRecording>>();
  return (question) => {
    const key = JSON.stringify([question.organizationId, question.callId, question.references, question.recordingState]);
    const known = running.get(key);
    if (known) return known;
    const resolving = resolve(question, places).finally(() => running.delete(key));
    running.set(key, resolving);
    return resolving;
  };
};
