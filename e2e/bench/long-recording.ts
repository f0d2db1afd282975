import { closeSync, openSync, writeSync } from 'node:fs';

const RATE = 8000;
const HEADER = 44;

/** A stereo mu-law WAV of so many minutes: bursts of tone that alternate between the sides, as a conversation does. */
export function writeRecording(file: string, minutes: number): void {
  const bytes = minutes * 60 * RATE * 2;
  const header = Buffer.alloc(HEADER);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  const handle = openSync(file, 'w');
  writeSync(handle, header);
  const minute = Buffer.alloc(60 * RATE * 2);
  for (let frame = 0; frame < 60 * RATE; frame += 1) {
    const turn = Math.floor(frame / (RATE * 4)) % 2;
    const loud = Math.round(40 * Math.abs(Math.sin(frame / 900)));
    minute[frame * 2] = turn === 0 ? 0x80 + 0x7f - loud : 0xff;
    minute[frame * 2 + 1] = turn === 1 ? 0x80 + 0x7f - loud : 0xff;
  }
  for (let i = 0; i < minutes; i += 1) writeSync(handle, minute);
  closeSync(handle);
}
