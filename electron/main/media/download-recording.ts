import { AUDIO_CONTENT_TYPES, SNIFF_BYTES, sniffAudio } from '../../../core/audio/sniff-audio.ts';
import type { RecordingFault } from '../../../core/contract/routes/recordings.ts';
import { GetError, guardedGet, type GetRules, type GotResponse } from './guarded-get.ts';
import type { KeptAs, RecordingCache } from './recording-cache.ts';
import { writeSealedFile } from './sealed-file.ts';
import { SealedFileError } from './sealed-header.ts';

export interface DownloadOptions {
  readonly cache: RecordingCache;
  readonly rules: GetRules;
  /** Largest recording taken, in bytes. */
  readonly maxBytes: number;
  /** True shortly after the call, when a 404 means that the recording is still being written. */
  readonly mayBeLate: boolean;
}

export type Downloaded = { readonly state: 'kept'; readonly contentType: string } | { readonly state: RecordingFault };

class NotAudioError extends Error {}

/** What an answer that is no recording says about it. */
const faultOf = (status: number, mayBeLate: boolean): RecordingFault | null => {
  if (status === 200) return null;
  if (status === 401) return 'denied';
  if (status === 404 && mayBeLate) return 'not-ready';
  if (status === 403 || status === 404 || status === 410) return 'expired';
  return status >= 500 || status === 429 || status === 408 ? 'unreachable' : 'broken';
};

/** Passes a stream on once its first bytes proved to be audio; throws NotAudioError before the first byte otherwise. */
async function* onlyAudio(bytes: AsyncIterable<Uint8Array>, learn: (contentType: string) => void): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array();
  const release = (seen: Uint8Array): Uint8Array => {
    const kind = sniffAudio(seen);
    if (kind === null) throw new NotAudioError('no audio');
    learn(AUDIO_CONTENT_TYPES[kind]);
    return seen;
  };
  for await (const piece of bytes) {
    if (head === null) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < SNIFF_BYTES) continue;
    yield release(head);
    head = null;
  }
  if (head !== null) yield release(head);
}

const keep = async (recording: KeptAs, response: GotResponse, { cache, maxBytes }: DownloadOptions): Promise<Downloaded> => {
  const expected = response.contentLength;
  if (expected !== null && expected > maxBytes) return { state: 'broken' };
  await cache.makeRoom(expected ?? 0);
  let contentType = '';
  const audio = onlyAudio(response.body, (learned) => {
    contentType = learned;
  });
  await writeSealedFile(cache.pathOf(recording), cache.keyHex, audio, maxBytes);
  await cache.makeRoom(0, recording);
  return { state: 'kept', contentType };
};

/** Fetches a recording from an address into the sealed cache, whole or not at all. Rejects only where the disk fails. */
export const downloadRecording = async (recording: KeptAs, address: string, options: DownloadOptions): Promise<Downloaded> => {
  let response: GotResponse | null = null;
  try {
    response = await guardedGet(address, options.rules);
    const fault = faultOf(response.status, options.mayBeLate);
    return fault === null ? await keep(recording, response, options) : { state: fault };
  } catch (error) {
    if (error instanceof GetError) return { state: error.reason === 'refused' ? 'denied' : 'unreachable' };
    if (error instanceof NotAudioError || error instanceof SealedFileError) return { state: 'broken' };
    throw error;
  } finally {
    response?.abandon();
  }
};
