import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MPEGDecoder } from 'mpg123-decoder';
import { describe, expect, it } from 'vitest';
import { callMetrics } from '../../../core/qci/metrics/call-metrics.ts';
import { DEFAULT_RUBRIC } from '../../../core/qci/rubric.ts';
import type { Turn } from '../../../core/transcript/turn.ts';
import { loadDemoSources } from './demo-data.ts';
import { recordedScript } from './script-of-call.ts';

const FOLDER = join(import.meta.dirname, '../../../supabase/demo/recordings');
const FRAME_SECONDS = 0.02;
/** Synthetic voices on a quiet line: what is louder than this is speech. */
const SPEECH = 0.004;
/** Within a turn a voice pauses between words; shorter gaps than this are the turn's own. */
const JOIN_SECONDS = 1.1;

const { dialogues, recordings } = loadDemoSources();

/** The seconds a channel sounds, heard from the samples alone: frames over the threshold, gaps within a turn filled. */
function soundingSeconds(samples: Float32Array, rate: number): { seconds: number; spans: { start: number; end: number }[] } {
  const size = Math.round(rate * FRAME_SECONDS);
  const spans: { start: number; end: number }[] = [];
  for (let at = 0; at + size <= samples.length; at += size) {
    let power = 0;
    for (let n = at; n < at + size; n += 1) power += (samples[n] ?? 0) ** 2;
    if (Math.sqrt(power / size) < SPEECH) continue;
    const [start, end] = [at / rate, (at + size) / rate];
    const last = spans.at(-1);
    if (last && start - last.end < JOIN_SECONDS) last.end = end;
    else spans.push({ start, end });
  }
  return { seconds: spans.reduce((sum, { start, end }) => sum + end - start, 0), spans };
}

async function heard(file: string, agentChannel: 'left' | 'right') {
  const decoder = new MPEGDecoder({ enableGapless: true });
  await decoder.ready;
  const { channelData, sampleRate } = decoder.decode(new Uint8Array(readFileSync(join(FOLDER, file))));
  decoder.free();
  const [left = new Float32Array(), right = new Float32Array()] = channelData;
  return { agent: soundingSeconds(agentChannel === 'left' ? left : right, sampleRate), customer: soundingSeconds(agentChannel === 'left' ? right : left, sampleRate) };
}

describe('metrics of the recorded calls, beside what their samples say', () => {
  it.each([...recordings].map(([id, recording]) => [id, recording] as const))('%s', async (id, recording) => {
    const dialogue = dialogues.get(id);
    if (!dialogue) throw new Error(`no dialogue ${id}`);
    const turns = recordedScript(dialogue, recording).turns.map((turn, index): Turn => (turn.kind === 'speech' ? { ...turn, index, name: null } : { ...turn, index }));
    const metrics = callMetrics(turns, DEFAULT_RUBRIC);
    const { agent, customer } = await heard(recording.file, recording.agentChannel);
    const near = (told: number | null, sounds: number): void => expect(Math.abs((told ?? 0) - sounds)).toBeLessThan(0.6 + sounds * 0.08);
    near(metrics.talkSeconds.agent, agent.seconds);
    near(metrics.talkSeconds.customer, customer.seconds);
    const share = agent.seconds / (agent.seconds + customer.seconds || 1);
    expect(Math.abs((metrics.talkShare?.agentRatio ?? 0) - share)).toBeLessThan(0.05);
    for (const { startMs, endMs } of metrics.silences) {
      const within = [...agent.spans, ...customer.spans].reduce((sum, span) => sum + Math.max(0, Math.min(span.end, endMs / 1000) - Math.max(span.start, startMs / 1000)), 0);
      expect(within).toBeLessThan(0.35);
    }
  });
});
