import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assignSides } from '../../../core/audio/assign-sides.ts';
import type { SpokenSpan } from '../../../core/audio/channel-order.ts';
import { quantizePeaks } from '../../../core/audio/quantize-peaks.ts';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Peaks, Recording } from '../../../core/contract/routes/recordings.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import { createPeaksClient, PeaksError, type PeaksWorker } from './peaks-client.ts';
import { createRecordingCache } from './recording-cache.ts';
import { createRecordingResolver, type ResolvedRecording } from './resolve-recording.ts';
import { serveRecording } from './serve-recording.ts';

export interface RecordingDeskDeps {
  /** The embedded workspace's recordings. */
  readonly recordingsFolder: string;
  /** The page's origin, the only one that may hear a recording. */
  readonly origin: string;
  readonly startWorker: () => PeaksWorker;
}

/** Who asks: the person's vault and store, and whether the calls live in the embedded workspace. */
export interface RecordingOwner {
  readonly organizationId: string;
  readonly store: LocalStore;
  readonly isEmbedded: boolean;
  readonly vault: { readonly directory: string | null; readonly keyHex: string };
}

export interface RecordingDesk {
  open(owner: RecordingOwner, call: CallDetail): Promise<Recording>;
  /** Rejects `not_found` where there is no recording that can be read. */
  peaks(owner: RecordingOwner, call: CallDetail): Promise<Peaks>;
  /** Answers `media://recording/<call id>`, only for recordings that were opened in this run. */
  serve(request: Request): Promise<Response>;
  /** Ends the worker and removes what was kept only for this run. */
  close(): void;
}

type Ready = Extract<ResolvedRecording, { state: 'ready' }>;

/** Recordings kept on this device may take so much; the least recently heard go first. */
const CACHE_BYTES = 4 * 1024 * 1024 * 1024;

/** Brokers recordings by call: finds them, serves them with Range, and has their peaks computed once. */
export function createRecordingDesk(deps: RecordingDeskDeps): RecordingDesk {
  const peaksClient = createPeaksClient(deps.startWorker);
  const opened = new Map<string, Ready>();
  const forThisRun: string[] = [];
  const resolverOf = resolvers(deps, forThisRun);
  const resolve = async (owner: RecordingOwner, call: CallDetail): Promise<ResolvedRecording> => {
    const found = await resolverOf(owner)({ references: referencesOf(call), recordingState: call.recordingState, endedAt: call.endedAt });
    if (found.state === 'ready') opened.set(call.id, found);
    else opened.delete(call.id);
    return found;
  };
  return {
    open: async (owner, call) => {
      const found = await resolve(owner, call);
      return found.state === 'ready' ? { state: 'ready', mediaUrl: `media://recording/${call.id}` } : { state: found.state, since: null };
    },
    peaks: async (owner, call) => {
      const found = opened.get(call.id) ?? (await resolve(owner, call));
      if (found.state !== 'ready') throw new AppError('not_found', `There is no recording to read (${found.state}).`);
      return (await keptPeaks(owner, call, found.reference)) ?? computePeaks(owner, call, found, peaksClient.compute);
    },
    serve: async (request) => {
      const [, callId = ''] = /^media:\/\/recording\/([0-9a-f-]{36})$/.exec(request.url) ?? [];
      const found = opened.get(callId);
      if (!found) return new Response(null, { status: 404 });
      return serveRecording(found.source, request, { contentType: found.contentType, origin: deps.origin });
    },
    close: () => {
      void peaksClient.stop();
      for (const folder of forThisRun) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The stereo recording first: lanes and hearing one side alone need a channel a side. */
const referencesOf = ({ stereoRecordingUrl, recordingUrl }: CallDetail): string[] =>
  [stereoRecordingUrl, recordingUrl].filter((reference): reference is string => Boolean(reference));

/** One resolver a vault, so that a recording is fetched once however often it is asked for. */
function resolvers(deps: RecordingDeskDeps, forThisRun: string[]) {
  const byVault = new Map<string, ReturnType<typeof createRecordingResolver>>();
  return ({ vault, isEmbedded }: RecordingOwner) => {
    const key = `${vault.keyHex}/${String(isEmbedded)}`;
    const known = byVault.get(key);
    if (known) return known;
    // Without a keyring the key is lost at quit, and what it sealed with it.
    const directory = vault.directory ? join(vault.directory, 'recordings') : mkdtempSync(join(tmpdir(), 'sidetone-recordings-'));
    if (!vault.directory) forThisRun.push(directory);
    const made = createRecordingResolver({
      recordingsDirectory: isEmbedded ? deps.recordingsFolder : null,
      cache: createRecordingCache(directory, vault.keyHex, CACHE_BYTES),
    });
    byVault.set(key, made);
    return made;
  };
}

async function keptPeaks({ store, organizationId }: RecordingOwner, call: CallDetail, reference: string): Promise<Peaks | null> {
  const kept = await store.getPeaks({ organizationId, callId: call.id, reference });
  return kept && { durationSeconds: kept.durationSeconds, agent: kept.agent, customer: kept.customer, mono: kept.mono, ...channelOf(kept) };
}

async function computePeaks(
  { store, organizationId }: RecordingOwner,
  call: CallDetail,
  found: Ready,
  compute: ReturnType<typeof createPeaksClient>['compute'],
): Promise<Peaks> {
  const channels = await compute(found.source).catch((error: unknown) => {
    if (error instanceof PeaksError) throw new AppError('not_found', error.message, { fault: error.fault });
    throw error;
  });
  const sides = assignSides(channels, spokenSpans(call));
  const agent = quantizePeaks(sides.agent);
  const customer = quantizePeaks(sides.customer);
  // A full disk costs only that they are computed again.
  await store
    .savePeaks({
      organizationId,
      callId: call.id,
      reference: found.reference,
      durationSeconds: sides.durationSeconds,
      pointsPerSecond: sides.pointsPerSecond,
      agent,
      customer,
      mono: sides.mono,
      agentChannel: sides.agentChannel,
    })
    .catch(() => undefined);
  return { durationSeconds: sides.durationSeconds, agent, customer, mono: sides.mono, ...channelOf(sides) };
}

const channelOf = ({ agentChannel }: { agentChannel: 0 | 1 | null }) => (agentChannel === null ? {} : { agentChannel });

function spokenSpans({ turns }: CallDetail): SpokenSpan[] {
  return turns.flatMap((turn) => {
    if (turn.kind !== 'speech' || turn.startMs === null || turn.endMs === null) return [];
    return [{ speaker: turn.speaker, startSeconds: turn.startMs / 1000, endSeconds: turn.endMs / 1000 }];
  });
}
