import type { PeaksSource } from '../../../core/audio/peaks-messages.ts';
import { openFileSource, type ByteSource } from './byte-source.ts';
import { openSealedFile } from './sealed-file.ts';
import { serveSource, type MediaRequest, type Serving } from './serve-source.ts';

/** Opens a resolved recording for reading, sealed or plain. */
export const openRecording = (source: PeaksSource): Promise<ByteSource> =>
  source.kind === 'sealed' ? openSealedFile(source.path, source.keyHex) : openFileSource(source.path);

/** Answers a `media:` request with a resolved recording; 404 where it has gone since or no longer opens. */
export const serveRecording = async (source: PeaksSource, request: MediaRequest, serving: Serving): Promise<Response> => {
  let bytes: ByteSource;
  try {
    bytes = await openRecording(source);
  } catch {
    return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  }
  return serveSource(bytes, request, serving);
};
