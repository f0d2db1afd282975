#!/usr/bin/env node
/**
 * Speaks the demo dialogues onto two channels and writes down, to the millisecond, who speaks when.
 *
 *   node scripts/demo/record.mjs            all recordings
 *   node scripts/demo/record.mjs en-renter  only these; the others keep their files and times
 *
 * Needs flite, espeak-ng, sox and lame. The results are committed, so nobody but the author of a dialogue runs this.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ speaker?: 'agent' | 'customer', text?: string, pauseBeforeMs?: number, overlap?: number, tool?: string, tookMs?: number }} Turn
 * @typedef {{ id: string, language: 'en' | 'ru' | 'es', slots: Record<string, string[]>, turns: Turn[] }} Dialogue
 * @typedef {{ startMs: number, endMs: number }} Span
 * @typedef {{ file: string, agentChannel: 'left' | 'right', durationMs: number, textHash: string, turns: Span[] }} Recording
 * @typedef {{ engine: 'flite' | 'espeak', name: string, rate?: number, pitch?: number, cents?: number, gainDb: number }} Voice
 */

const RATE = 16_000;
const BITRATE_KBPS = 32;
const SPEECH_LEVEL = 0.012;
/** What an MP3 decoder adds in front. A frame of 144 bytes has no room for the tag that says so, hence it is cut before encoding. */
const DECODER_DELAY = 1105;
const DEMO = fileURLToPath(new URL('../../supabase/demo/', import.meta.url));
const RECORDINGS = join(DEMO, 'recordings');
const TIMES = join(RECORDINGS, 'times.json');

/** @type {Record<string, Voice>} */
const VOICES = {
  ava: { engine: 'flite', name: 'slt', gainDb: -4 },
  enMan: { engine: 'flite', name: 'rms', gainDb: -7 },
  enOther: { engine: 'flite', name: 'awb', gainDb: -6 },
  enWoman: { engine: 'flite', name: 'slt', cents: -230, gainDb: -7 },
  vera: { engine: 'espeak', name: 'ru+f2', rate: 155, pitch: 55, gainDb: -5 },
  ruWoman: { engine: 'espeak', name: 'ru+f4', rate: 148, pitch: 38, gainDb: -7 },
  ruMan: { engine: 'espeak', name: 'ru+m3', rate: 150, pitch: 42, gainDb: -7 },
  lucia: { engine: 'espeak', name: 'es+f2', rate: 158, pitch: 56, gainDb: -5 },
  esWoman: { engine: 'espeak', name: 'es+f4', rate: 150, pitch: 40, gainDb: -7 },
  esMan: { engine: 'espeak', name: 'es+m3', rate: 150, pitch: 40, gainDb: -7 },
};

/** Agent voice by language. */
const AGENTS = { en: VOICES.ava, ru: VOICES.vera, es: VOICES.lucia };

/** What is recorded: [dialogue, customer voice, side of the agent]. Both orders of channels occur, as they do in the field. */
const PLAN = /** @type {const} */ ([
  ['en-price-callback', 'enMan', 'right'],
  ['en-booked-roof-visit', 'enWoman', 'right'],
  ['en-loop-repeat-pitch', 'enWoman', 'left'],
  ['en-renter', 'enWoman', 'right'],
  ['en-neighbour-offer', 'enOther', 'left'],
  ['en-interrupts', 'enWoman', 'right'],
  ['en-support-monitoring', 'enWoman', 'left'],
  ['en-angry-third-call', 'enWoman', 'right'],
  ['en-callback-driving', 'enOther', 'right'],
  ['en-not-interested', 'enMan', 'right'],
  ['en-hangup-greeting', 'enWoman', 'left'],
  ['en-voicemail', 'enOther', 'right'],
  ['ru-booked-saturday', 'ruWoman', 'right'],
  ['ru-bad-line-callback', 'ruWoman', 'left'],
  ['ru-rude-agent', 'ruWoman', 'right'],
  ['ru-otkaz', 'ruMan', 'left'],
  ['es-booked-visit', 'esWoman', 'right'],
  ['es-daughter-callback', 'esMan', 'left'],
  ['es-already-switched', 'esMan', 'right'],
  ['es-buzon', 'esWoman', 'left'],
]);

/** Every slot takes its first value; values may hold slots themselves.
 * @param {string} text @param {Record<string, string[]>} slots @returns {string} */
const fill = (text, slots) => {
  const once = text.replace(/\{([a-z][a-z0-9.]*)\}/gi, (whole, name) => slots[name]?.[0] ?? whole);
  return once === text ? text : fill(once, slots);
};

/** A pause that varies from turn to turn and is the same in every run.
 * @param {string} key @param {number} from @param {number} to */
const steadyPause = (key, from, to) => {
  let hash = 2166136261;
  for (const char of key) hash = Math.imul(hash ^ char.codePointAt(0), 16777619) >>> 0;
  return from + (hash % (to - from));
};

/** One utterance as samples: telephone band, even loudness, no silence at either end.
 * @param {string} text @param {Voice} voice @param {string} folder @returns {Float64Array} */
const speak = (text, voice, folder) => {
  const wav = join(folder, 'turn.wav');
  if (voice.engine === 'flite') execFileSync('flite', ['-voice', voice.name, '--setf', 'duration_stretch=1.06', '-t', text, '-o', wav]);
  else execFileSync('espeak-ng', ['-v', voice.name, '-s', `${voice.rate}`, '-p', `${voice.pitch}`, '-w', wav, text]);
  const shift = voice.cents === undefined ? [] : ['pitch', `${voice.cents}`];
  const effects = [...shift, 'rate', '-v', `${RATE}`, 'sinc', '300-3400', 'norm', `${voice.gainDb}`];
  const raw = execFileSync('sox', [wav, '-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1', '-', ...effects], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const samples = new Float64Array(raw.length / 2);
  for (let i = 0; i < samples.length; i += 1) samples[i] = raw.readInt16LE(i * 2) / 32768;
  const from = samples.findIndex((value) => Math.abs(value) > SPEECH_LEVEL);
  const to = samples.findLastIndex((value) => Math.abs(value) > SPEECH_LEVEL);
  return samples.slice(from, to + 1);
};

/** Lays the turns on the clock. A turn with `overlap` starts before the other side has finished; a tool is silence.
 * @param {Dialogue} dialogue @param {Float64Array[]} spoken @returns {Span[]} */
const layOut = (dialogue, spoken) => {
  let clock = 0;
  let lastStart = 0;
  return dialogue.turns.map((turn, index) => {
    const own = turn.speaker === 'agent' ? [650, 1400] : [350, 950];
    const pause = turn.pauseBeforeMs ?? steadyPause(`${dialogue.id}#${index}`, own[0], own[1]);
    const gap = turn.overlap === undefined ? pause : -turn.overlap;
    const startMs = Math.max(lastStart + 240, clock + (turn.tool === undefined ? gap : 260));
    const lengthMs = turn.tool === undefined ? Math.ceil((spoken[index].length / RATE) * 1000) : turn.tookMs;
    const endMs = startMs + lengthMs;
    clock = Math.max(clock, endMs);
    lastStart = startMs;
    return { startMs, endMs };
  });
};

/** @param {Float64Array} left @param {Float64Array} right @param {string} path */
const writeStereo = (left, right, path) => {
  const body = Buffer.alloc(left.length * 4);
  for (let i = 0; i < left.length; i += 1) {
    body.writeInt16LE(Math.round(Math.max(-1, Math.min(1, left[i])) * 32767), i * 4);
    body.writeInt16LE(Math.round(Math.max(-1, Math.min(1, right[i])) * 32767), i * 4 + 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + body.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(body.length, 40);
  writeFileSync(path, Buffer.concat([head, body]));
};

/** @param {Dialogue} dialogue @param {Voice} customer @param {'left' | 'right'} agentChannel @param {string} folder @returns {Recording} */
const record = (dialogue, customer, agentChannel, folder) => {
  const voiceOf = (/** @type {Turn} */ turn) => (turn.speaker === 'agent' ? AGENTS[dialogue.language] : customer);
  const spoken = dialogue.turns.map((turn) =>
    turn.text === undefined ? new Float64Array(0) : speak(fill(turn.text, dialogue.slots), voiceOf(turn), folder),
  );
  const turns = layOut(dialogue, spoken);
  const durationMs = Math.max(...turns.map((turn) => turn.endMs)) + 620;
  const agent = new Float64Array(Math.ceil((durationMs / 1000) * RATE));
  const caller = new Float64Array(agent.length);
  for (const [index, samples] of spoken.entries()) {
    const channel = dialogue.turns[index].speaker === 'agent' ? agent : caller;
    channel.set(samples, Math.round((turns[index].startMs / 1000) * RATE));
  }
  const file = `${dialogue.id}.mp3`;
  const wav = join(folder, 'call.wav');
  const [left, right] = agentChannel === 'left' ? [agent, caller] : [caller, agent];
  writeStereo(left.subarray(DECODER_DELAY), right.subarray(DECODER_DELAY), wav);
  const quality = ['-q', '2', '-m', 's', '--cbr', '-b', `${BITRATE_KBPS}`, '--resample', '16', '-t'];
  execFileSync('lame', ['--silent', ...quality, wav, join(RECORDINGS, file)]);
  const text = dialogue.turns.map((turn) => (turn.text === undefined ? '' : fill(turn.text, dialogue.slots))).join('\n');
  const textHash = createHash('sha256').update(text).digest('hex');
  return { file, agentChannel, durationMs, textHash, turns };
};

/** @returns {Map<string, Dialogue>} */
const readDialogues = () => {
  const folder = join(DEMO, 'dialogues');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = files.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return new Map(all.map((dialogue) => [dialogue.id, dialogue]));
};

const main = () => {
  const only = new Set(process.argv.slice(2));
  mkdirSync(RECORDINGS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-record-'));
  const before = only.size > 0 ? JSON.parse(readFileSync(TIMES, 'utf8')).recordings : {};
  const dialogues = readDialogues();
  /** @type {Record<string, Recording>} */
  const recordings = {};
  for (const [id, customer, side] of PLAN) {
    const dialogue = dialogues.get(id);
    if (dialogue === undefined) throw new Error(`No dialogue ${id} in ${DEMO}dialogues`);
    recordings[id] = only.size > 0 && !only.has(id) ? before[id] : record(dialogue, VOICES[customer], side, folder);
    const { file, durationMs } = recordings[id];
    const size = statSync(join(RECORDINGS, file)).size;
    process.stderr.write(`${file}  ${(durationMs / 1000).toFixed(1)} s  ${Math.round(size / 1024)} KB\n`);
  }
  rmSync(folder, { recursive: true });
  const lines = Object.entries(recordings).map(([id, one]) => `    ${JSON.stringify(id)}: ${JSON.stringify(one)}`);
  writeFileSync(TIMES, `{\n  "sampleRate": ${RATE},\n  "bitrateKbps": ${BITRATE_KBPS},\n  "recordings": {\n${lines.join(',\n')}\n  }\n}\n`);
};

main();
