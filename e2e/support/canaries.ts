import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that stand nowhere else, each for one thing that a customer's data would be; none of them may be read on the disk. */
export interface Canaries {
  /** All that were handed out so far. */
  readonly all: readonly string[];
  /** Another one. */
  next(): string;
}

const LETTERS = 'bcdfghklmnprstvz';

/** Canaries of this run: letters only, so that a search index would hold them as one word. */
export function hatch(): Canaries {
  const all: string[] = [];
  const run = Array.from({ length: 6 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('');
  return {
    all,
    next: () => {
      const word = `Qx${run}${(LETTERS[Math.floor(all.length / LETTERS.length)] ?? 'w') + (LETTERS[all.length % LETTERS.length] ?? 'w')}Zo`;
      all.push(word);
      return word;
    },
  };
}

const CALLS = 12;

/** A file of calls, a canary in each place where a call says something of a person: the words that find its call are answered. */
export function buildCanaryFile(folder: string, canaries: Canaries): { file: string; summaries: readonly string[]; said: readonly string[] } {
  const said: string[] = [];
  const summaries: string[] = [];
  const calls = Array.from({ length: CALLS }, (_, n) => {
    const [heard, answered, summary] = [canaries.next(), canaries.next(), canaries.next()];
    said.push(heard);
    summaries.push(summary);
    const startMs = Date.now() - (n + 1) * 60_000;
    return {
      id: `0198a8f0-0000-7000-8000-${(0xca0000 + n).toString(16).padStart(12, '0')}`,
      type: 'inboundPhoneCall', status: 'ended', endedReason: 'customer-ended-call',
      createdAt: new Date(startMs - 2000).toISOString(), startedAt: new Date(startMs).toISOString(), endedAt: new Date(startMs + 40_000).toISOString(),
      customer: { number: `+1555${String(n).padStart(7, '0')}`, name: canaries.next(), email: `${canaries.next()}@example.com` },
      assistant: { id: '0198a8f0-0000-7000-8000-0000000000aa', name: canaries.next(), model: { messages: [{ role: 'system', content: `You are ${canaries.next()}.` }] } },
      analysis: { summary: `${summary} asks for a visit.`, structuredData: { address: canaries.next() } },
      artifact: {
        messages: [
          { role: 'bot', message: `Hello, ${answered} speaking.`, secondsFromStart: 1, time: startMs + 1000, endTime: startMs + 3000, duration: 2000 },
          { role: 'user', message: `This is ${heard} of the mill lane.`, secondsFromStart: 5, time: startMs + 5000, endTime: startMs + 8000, duration: 3000 },
        ],
      },
    };
  });
  const file = join(folder, `${canaries.next()}.json`);
  writeFileSync(file, JSON.stringify(calls));
  return { file, summaries, said };
}

/** A recording that says a canary in its tags, before what is heard. */
export function buildCanaryRecording(folder: string, recording: string, canary: string): string {
  const text = Buffer.from(`\0customer\0${canary}`, 'latin1');
  const frame = Buffer.concat([Buffer.from('TXXX'), Buffer.from([0, 0, 0, text.length, 0, 0]), text]);
  const file = join(folder, 'tagged.mp3');
  writeFileSync(file, Buffer.concat([Buffer.from('ID3\u0003\0\0\0\0\0', 'latin1'), Buffer.from([frame.length]), frame, readFileSync(recording)]));
  return file;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isDirectory() ? filesUnder(path) : stat?.isFile() ? [path] : [];
  });
}

/** What a text looks like as base64, wherever in a longer one it begins. */
const inBase64 = (text: string): string[] => [0, 1, 2].map((lead) => Buffer.from('.'.repeat(lead) + text).toString('base64').replace(/=+$/, '').slice(lead === 0 ? 0 : lead + 1, -1));

/** Which canaries can be read in which files of a folder: as bytes, as UTF-16, in base64, in names; in any case of letters. */
export function readableIn(folder: string, canaries: Canaries): string[] {
  return filesUnder(folder).flatMap((file) => {
    const bytes = readFileSync(file);
    const plain = bytes.toString('latin1');
    const folded = plain.toLowerCase().replaceAll('\0', '');
    return canaries.all
      .filter((word) => file.includes(word) || folded.includes(word.toLowerCase()) || inBase64(word).some((code) => plain.includes(code)))
      .map((word) => `${word} in ${file.slice(folder.length)}`);
  });
}
