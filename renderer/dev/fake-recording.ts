import { someTurns } from '../src/testing/fake-calls.ts';

const RATE = 8000;

const wavHeader = (bytes: number): ArrayBuffer => {
  const view = new DataView(new ArrayBuffer(44));
  const text = (at: number, words: string): void => {
    for (let i = 0; i < words.length; i += 1) view.setUint8(at + i, words.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  return view.buffer;
};

/** A quiet tone of the given length as an address that an audio element plays. */
export const toneUrl = (seconds: number): string => {
  const samples = new Uint8Array(seconds * RATE);
  for (let i = 0; i < samples.length; i += 1) samples[i] = 128 + Math.round(6 * Math.sin((i / RATE) * 2 * Math.PI * 220));
  return URL.createObjectURL(new Blob([wavHeader(samples.length), samples], { type: 'audio/wav' }));
};

/** Peaks that fit the turns: loud where a side speaks. */
export const fakePeaks = (seconds: number) => {
  const length = seconds * 20;
  const lanes = { agent: new Int8Array(length), customer: new Int8Array(length) };
  for (const turn of someTurns()) {
    if (turn.kind !== 'speech' || turn.startMs === null || turn.endMs === null) continue;
    for (let i = Math.floor(turn.startMs / 50); i < Math.min(length, turn.endMs / 50); i += 1) {
      const word = Math.abs(Math.sin(i * 0.21)) > 0.25 ? 1 : 0.1;
      lanes[turn.speaker][i] = 127 * word * (0.25 + 0.6 * Math.abs(Math.sin(i * 1.7) * Math.cos(i * 0.37)));
    }
  }
  return { durationSeconds: seconds, ...lanes, mono: false };
};
