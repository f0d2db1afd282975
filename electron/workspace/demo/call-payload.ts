import type { DemoAssistant } from './assistants.ts';
import type { CallScript, TimedTurn } from './script-of-call.ts';
import { uuidV4, type SeededRandom } from './seeded-random.ts';
import type {
  VapiArtifact,
  VapiCallPayload,
  VapiCost,
  VapiCostBreakdown,
  VapiMessage,
  VapiTurnLatency,
} from './vapi-call.ts';

/** What the plan knows of a call before anything was said. */
export interface CallFrame {
  id: string;
  orgId: string;
  assistant: DemoAssistant;
  phoneNumberId: string;
  direction: 'inbound' | 'outbound';
  createdAtMs: number;
  promptVersion: number;
  promptContent: string;
  customerNumber: string;
}

/** A failure before anybody answered. */
export interface ConnectFailure {
  endedReason: string;
  sipStatus: number;
  sipReason: string;
}

/** How a connected call is kept: the recording link, if any, and whether Vapi wrote a summary. */
export interface CallKeeping {
  recordingUrl: boolean;
  summary: boolean;
}

/** The payload of a call that never connected: no times, no artifact, no cost. */
export function unconnectedPayload(frame: CallFrame, failure: ConnectFailure, random: SeededRandom): VapiCallPayload {
  return {
    ...head(frame, undefined),
    endedReason: failure.endedReason,
    updatedAt: iso(frame.createdAtMs + random.int(18_000, 46_000)),
    phoneCallProviderDetails: { sipStatus: failure.sipStatus, sipReason: failure.sipReason },
    cost: 0,
  };
}

/** The payload of a call with a conversation, as GET /call returns it after the end. */
export function connectedPayload(
  frame: CallFrame,
  script: CallScript,
  keeping: CallKeeping,
  random: SeededRandom,
): VapiCallPayload {
  const startMs = frame.createdAtMs + random.int(800, 9200);
  const endMs = startMs + script.durationMs;
  const name = frame.direction === 'outbound' ? customerName(script) : undefined;
  const artifact = artifactOf(frame, script, startMs, random);
  const recording = keeping.recordingUrl ? recordingLinks(frame.id, endMs, random) : undefined;
  const { costs, breakdown } = costsOf(frame, script);
  const scored = script.turns.length >= 2;
  const summary = scored && keeping.summary ? script.summary : '';
  return {
    ...head(frame, name),
    endedReason: script.dialogue.endedReason,
    updatedAt: iso(endMs + random.int(3400, 7000)),
    startedAt: iso(startMs),
    endedAt: iso(endMs),
    transcript: artifact.transcript,
    summary,
    ...(recording && { recordingUrl: recording.mono.combinedUrl, stereoRecordingUrl: recording.stereoUrl }),
    cost: breakdown.total,
    costs,
    costBreakdown: breakdown,
    analysis: scored ? { summary, successEvaluation: successOf(script) } : {},
    artifact: recording
      ? { ...artifact, recordingUrl: recording.mono.combinedUrl, stereoRecordingUrl: recording.stereoUrl, recording }
      : artifact,
  };
}

/** `AI:` and `User:` lines of what was said, in the order of the turns. */
export function transcriptOf(turns: readonly TimedTurn[]): string {
  return turns
    .flatMap((turn) => (turn.kind === 'tool' ? [] : `${turn.speaker === 'agent' ? 'AI' : 'User'}: ${turn.text}\n`))
    .join('');
}

type Head = Omit<VapiCallPayload, 'endedReason' | 'updatedAt' | 'cost'>;

function head(frame: CallFrame, name: string | undefined): Head {
  return {
    id: frame.id,
    orgId: frame.orgId,
    assistantId: frame.assistant.vapiAssistantId,
    assistantVersion: `v${frame.promptVersion}`,
    phoneNumberId: frame.phoneNumberId,
    type: frame.direction === 'inbound' ? 'inboundPhoneCall' : 'outboundPhoneCall',
    status: 'ended',
    createdAt: iso(frame.createdAtMs),
    customer: name === undefined ? { number: frame.customerNumber } : { number: frame.customerNumber, name },
    phoneCallProvider: 'vapi',
    phoneCallTransport: 'pstn',
    assistantOverrides: { variableValues: variablesOf(frame, name) },
  };
}

function variablesOf(frame: CallFrame, name: string | undefined): Record<string, string> {
  const unknown = { en: 'the homeowner', ru: 'клиент', es: 'el titular' };
  return { customer_name: name ?? unknown[frame.assistant.language], today: iso(frame.createdAtMs).slice(0, 10) };
}

function customerName(script: CallScript): string | undefined {
  const first = script.slots.get('c.first');
  const last = script.slots.get('c.last');
  return last === undefined ? first : `${first} ${last}`;
}

function artifactOf(frame: CallFrame, script: CallScript, startMs: number, random: SeededRandom): VapiArtifact {
  const name = frame.direction === 'outbound' ? customerName(script) : undefined;
  const variableValues = variablesOf(frame, name);
  const filled = script.turns.map((turn) =>
    turn.kind === 'tool'
      ? { ...turn, arguments: turn.arguments.replaceAll('{{customer.number}}', frame.customerNumber) }
      : turn,
  );
  const system: VapiMessage = { role: 'system', time: startMs - 60, message: frame.promptContent, secondsFromStart: 0 };
  return {
    messages: [system, ...filled.flatMap((turn) => messagesOf(turn, startMs, random))],
    transcript: transcriptOf(script.turns),
    nodes: [],
    variableValues,
    performanceMetrics: metricsOf(script.turns, random),
  };
}

function messagesOf(turn: TimedTurn, callStartMs: number, random: SeededRandom): VapiMessage[] {
  const time = callStartMs + turn.startMs;
  const endTime = callStartMs + turn.endMs;
  if (turn.kind === 'tool') {
    const id = `call_${uuidV4(random).replaceAll('-', '').slice(0, 24)}`;
    const call = { id, type: 'function' as const, function: { name: turn.name, arguments: turn.arguments } };
    const asked = { role: 'tool_calls' as const, time, message: '' as const, toolCalls: [call] };
    const answered = { role: 'tool_call_result' as const, time: endTime, name: turn.name, toolCallId: id };
    return [
      { ...asked, secondsFromStart: turn.startMs / 1000 },
      { ...answered, result: turn.result, secondsFromStart: turn.endMs / 1000 },
    ];
  }
  const duration = turn.endMs - turn.startMs;
  const secondsFromStart = turn.startMs / 1000;
  if (turn.speaker === 'agent') return [{ role: 'bot', time, endTime, message: turn.text, duration, secondsFromStart }];
  // In real payloads this field of user rows runs about 0.2 s early; `time` does not.
  const early = Math.max(0, Math.round(turn.startMs - 180) / 1000);
  return [{ role: 'user', time, endTime, message: turn.text, duration, secondsFromStart: early }];
}

function metricsOf(turns: readonly TimedTurn[], random: SeededRandom): VapiArtifact['performanceMetrics'] {
  const latencies: VapiTurnLatency[] = [];
  let userInterrupted = 0;
  let assistantInterrupted = 0;
  for (const [index, turn] of turns.entries()) {
    const before = turns[index - 1];
    if (turn.kind === 'tool' || before?.kind !== 'speech' || before.speaker === turn.speaker) continue;
    if (turn.startMs < before.endMs) {
      if (turn.speaker === 'agent') userInterrupted += 1;
      else assistantInterrupted += 1;
    } else if (turn.speaker === 'agent') latencies.push(latencyOf(turn.startMs - before.endMs, random));
  }
  const total = latencies.reduce((sum, one) => sum + one.turnLatency, 0);
  return {
    turnLatencies: latencies,
    turnLatencyAverage: latencies.length === 0 ? 0 : Math.round(total / latencies.length),
    ...(userInterrupted > 0 && { numUserInterrupted: userInterrupted }),
    ...(assistantInterrupted > 0 && { numAssistantInterrupted: assistantInterrupted }),
  };
}

function latencyOf(turnLatency: number, random: SeededRandom): VapiTurnLatency {
  const endpointingLatency = Math.round(turnLatency * (0.1 + random.next() * 0.1));
  const transcriberLatency = Math.round(turnLatency * 0.12);
  const voiceLatency = Math.round(turnLatency * (0.25 + random.next() * 0.1));
  const modelLatency = turnLatency - endpointingLatency - transcriberLatency - voiceLatency;
  return { modelLatency, voiceLatency, transcriberLatency, endpointingLatency, turnLatency };
}

function recordingLinks(id: string, endMs: number, random: SeededRandom) {
  const base = `https://recordings.brightwater.example/${id}-${endMs + random.int(2500, 3900)}-${uuidV4(random)}`;
  return { stereoUrl: `${base}-stereo.mp3`, mono: { combinedUrl: `${base}-mono.mp3` } };
}

function costsOf(frame: CallFrame, script: CallScript): { costs: VapiCost[]; breakdown: VapiCostBreakdown } {
  const minutes = script.durationMs / 60_000;
  const spoken = script.turns.filter((turn) => turn.kind === 'speech' && turn.speaker === 'agent');
  const characters = spoken.reduce((sum, turn) => sum + (turn.kind === 'speech' ? turn.text.length : 0), 0);
  const promptTokens = spoken.length * Math.round(frame.promptContent.length / 3.6 + characters / 8);
  const completionTokens = Math.round(characters / 3.8);
  const prices: readonly [VapiCost['type'], number][] = [
    ['transport', minutes * 0.008],
    ['transcriber', minutes * 0.0105],
    ['model', promptTokens * 0.00000015 + completionTokens * 0.0000006],
    ['voice', characters * 0.000022],
    ['vapi', minutes * 0.05],
    ['analysis', script.turns.length < 2 ? 0 : 0.0004],
  ];
  const costs = prices.map(([type, cost]) => ({ type, cost: Math.round(cost * 10_000) / 10_000 }));
  const of = (type: VapiCost['type']): number => costs.find((one) => one.type === type)?.cost ?? 0;
  const total = Math.round(costs.reduce((sum, one) => sum + one.cost, 0) * 10_000) / 10_000;
  return {
    costs,
    breakdown: {
      transport: of('transport'),
      stt: of('transcriber'),
      llm: of('model'),
      tts: of('voice'),
      vapi: of('vapi'),
      total,
      llmPromptTokens: promptTokens,
      llmCompletionTokens: completionTokens,
      ttsCharacters: characters,
      analysisCostBreakdown: { summary: of('analysis') },
    },
  };
}

function successOf(script: CallScript): string {
  const tier = script.dialogue.analysis?.tier;
  return tier === 'meeting' || tier === 'warm_lead' || tier === 'callback' ? 'true' : 'false';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
