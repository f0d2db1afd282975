import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Peaks, Recording } from '../../../core/contract/routes/recordings.ts';
import { OpenedRecordings, type ReadyRecording } from './opened-recordings.ts';
import { createPeaksClient, type PeaksWorker } from './peaks-client.ts';
import { computePeaks, keptPeaks } from './recording-peaks.ts';
import { RecordingShelves, type RecordingOwner, type ShelfDeps } from './recording-shelves.ts';
import type { ResolvedRecording } from './resolve-recording.ts';
import { serveRecording } from './serve-recording.ts';

export interface RecordingDeskDeps extends ShelfDeps {
  /** The page's origin, the only one that may hear a recording. */
  readonly origin: string;
  readonly startWorker: () => PeaksWorker;
}

/** What became of a recording that was to be kept; `bytes` is its size. */
export interface KeptRecording {
  readonly state: Recording['state'];
  readonly bytes: number;
}

export interface RecordingDesk {
  /** Rejects `cancelled` where everything was let go meanwhile. */
  open(owner: RecordingOwner, call: CallDetail): Promise<Recording>;
  /** Rejects `not_found` where there is no recording that can be read. */
  peaks(owner: RecordingOwner, call: CallDetail): Promise<Peaks>;
  /** Brings a recording and its peaks onto this device without opening it; rejects as `peaks` does where it cannot be read. */
  keep(owner: RecordingOwner, call: CallDetail): Promise<KeptRecording>;
  /** Answers the `media:` addresses that `open` gave since everything was let go last. */
  serve(request: Request): Promise<Response>;
  /** The workspace no longer has these calls: what was opened and kept of their recordings goes. */
  forgetCalls(owner: RecordingOwner, callIds: readonly string[]): Promise<void>;
  /**
   * Another reader, or none: nothing that was opened is served any more, and no key of it stays here. Settles when
   * nothing is being written. What is kept sealed on the disk stays.
   */
  forget(): Promise<void>;
  /** Removes what an earlier run that was killed left behind. Call it where no other run can be there. */
  sweep(): void;
  /** Ends the worker and removes what was kept only for this run. */
  close(): void;
}

/** Brokers recordings by call: finds them, serves them with Range, and has their peaks computed once. */
export function createRecordingDesk(deps: RecordingDeskDeps): RecordingDesk {
  const peaksClient = createPeaksClient(deps.startWorker);
  const opened = new OpenedRecordings();
  const shelves = new RecordingShelves(deps);
  const resolve = async (owner: RecordingOwner, call: CallDetail): Promise<ResolvedRecording> => {
    const found = await shelves.resolve(owner, call);
    if (found.state !== 'ready') opened.drop(owner, call.id);
    return found;
  };
  const ready = async (owner: RecordingOwner, call: CallDetail): Promise<ReadyRecording> => {
    const found = opened.get(owner, call.id) ?? (await resolve(owner, call));
    if (found.state !== 'ready') throw new AppError('not_found', `There is no recording to read (${found.state}).`);
    return found;
  };
  const forget = (): Promise<void> => {
    opened.clear();
    return Promise.allSettled([shelves.letGo(), peaksClient.stop()]).then(() => undefined);
  };
  const sweep = (): void => rmSync(deps.runFolder, { recursive: true, force: true });
  return {
    open: async (owner, call) => {
      const found = await resolve(owner, call);
      return found.state === 'ready' ? { state: 'ready', mediaUrl: opened.put(owner, call.id, found) } : { state: found.state, since: null };
    },
    peaks: async (owner, call) => {
      const { signal } = shelves;
      const found = await ready(owner, call);
      const kept = await keptPeaks(owner, call.id, found.reference);
      if (kept) return kept;
      if (signal.aborted) throw new AppError('cancelled', 'The recordings were let go meanwhile.');
      return computePeaks(owner, call, found, peaksClient.compute);
    },
    keep: async (owner, call) => {
      const { signal } = shelves;
      const found = await shelves.resolve(owner, call);
      if (found.state !== 'ready') return { state: found.state, bytes: 0 };
      if (!(await keptPeaks(owner, call.id, found.reference))) {
        if (signal.aborted) throw new AppError('cancelled', 'The recordings were let go meanwhile.');
        await computePeaks(owner, call, found, peaksClient.compute);
      }
      return { state: 'ready', bytes: (await stat(found.source.path)).size };
    },
    serve: async (request) => {
      const found = opened.at(request.url);
      if (!found) return new Response(null, { status: 404 });
      return serveRecording(found.source, request, { contentType: found.contentType, origin: deps.origin, signal: shelves.signal });
    },
    forgetCalls: async (owner, callIds) => {
      for (const callId of callIds) opened.drop(owner, callId);
      await shelves.dropCalls(owner, callIds);
    },
    forget,
    sweep,
    close: () => {
      void forget();
      sweep();
    },
  };
}
