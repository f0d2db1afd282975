import { parentPort } from 'node:worker_threads';
import { peaksRequestSchema, type PeaksFault, type PeaksReply, type PeaksSource } from '../../core/audio/peaks-messages.ts';
import { openFileSource, type ByteSource } from '../main/media/byte-source.ts';
import { openSealedFile } from '../main/media/sealed-file.ts';
import { BrokenAudioError } from './broken-audio.ts';
import { computePeaks } from './compute-peaks.ts';

const openSource = (source: PeaksSource): Promise<ByteSource> =>
  source.kind === 'file' ? openFileSource(source.path) : openSealedFile(source.path, source.keyHex);

const answer = async (id: number, source: PeaksSource): Promise<PeaksReply> => {
  try {
    const opened = await openSource(source);
    try {
      return { id, ok: true, value: await computePeaks(opened.read(0, opened.size - 1)) };
    } finally {
      await opened.close();
    }
  } catch (error) {
    const fault: PeaksFault = error instanceof BrokenAudioError ? 'broken' : 'unreadable';
    return { id, ok: false, fault, message: error instanceof Error ? error.message : String(error) };
  }
};

/** Entry of the peaks worker: one recording at a time, so that decoding never takes more than one core. */
let last: Promise<void> = Promise.resolve();

const answerAfter = async (before: Promise<void>, id: number, source: PeaksSource): Promise<void> => {
  await before;
  const reply = await answer(id, source);
  parentPort?.postMessage(reply, reply.ok ? reply.value.channels.map((channel) => channel.buffer) : []);
};

parentPort?.on('message', (message: unknown) => {
  const request = peaksRequestSchema.safeParse(message);
  if (request.success) last = answerAfter(last, request.data.id, request.data.source);
});
