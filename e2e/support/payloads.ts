import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Calls in as many wrappings; each file holds one. */
export const WRAPPINGS = 6;

const call = (n: number) => ({
  id: `0198a8f0-0000-7000-8000-0000000000${10 + n}`,
  type: 'outboundPhoneCall',
  status: 'ended',
  createdAt: '2026-10-01T10:00:00.000Z',
  startedAt: '2026-10-01T10:00:02.000Z',
  endedAt: '2026-10-01T10:00:40.000Z',
  updatedAt: '2026-10-01T10:00:45.000Z',
  endedReason: 'customer-ended-call',
  transcript: `AI: Hello, call ${n}.\nUser: Hello.\n`,
  customer: { number: '+15550100123' },
});

/** Writes the files, one of which also holds an item that is no call, and names them. */
export function buildFiles(folder: string): string[] {
  const report = { message: { type: 'end-of-call-report', timestamp: 1_790_000_000_000, endedReason: 'customer-ended-call', call: call(2) } };
  const contents: Array<[string, string | Buffer]> = [
    ['array.json', JSON.stringify([call(0), { not: 'a call' }])],
    ['results.json', JSON.stringify({ results: [call(1)], metadata: { totalItems: 1 } })],
    ['message.json', JSON.stringify(report)],
    ['lines.ndjson', `${JSON.stringify(call(3))}\n`],
    ['utf16.json', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(call(4)), 'utf16le')])],
    ['n8n.json', JSON.stringify({ pinData: { Webhook: [{ json: { body: call(5) } }] } })],
  ];
  return contents.map(([name, content]) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  });
}

/** Turns a call of a long file has: enough that its rows take a while to write. */
const TURNS = 40;

const longCall = (n: number) => ({
  ...call(0),
  id: `0198a8f0-0000-7000-8000-${(0x900000 + n).toString(16).padStart(12, '0')}`,
  transcript: undefined,
  artifact: {
    messages: Array.from({ length: TURNS }, (_, turn) => ({
      role: turn % 2 === 0 ? 'bot' : 'user',
      message: `Pass ${turn} of call ${n}: the marmalade is on the upper shelf.`,
      secondsFromStart: turn * 2,
      time: 1_790_000_000_000 + turn * 2_000,
      endTime: 1_790_000_001_500 + turn * 2_000,
      duration: 1_500,
    })),
  },
});

/** A file of so many calls that importing it takes seconds. */
export function buildLongFile(folder: string, calls: number): string {
  const file = join(folder, 'long.ndjson');
  writeFileSync(file, Array.from({ length: calls }, (_, n) => `${JSON.stringify(longCall(n))}\n`).join(''));
  return file;
}
