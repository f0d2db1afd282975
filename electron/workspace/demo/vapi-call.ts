/** A row of `artifact.messages`; `time` and `endTime` are epoch milliseconds. */
export type VapiMessage =
  | { role: 'system'; time: number; message: string; secondsFromStart: number }
  | VapiSpeech
  | { role: 'tool_calls'; time: number; message: ''; toolCalls: VapiToolCall[]; secondsFromStart: number }
  | { role: 'tool_call_result'; time: number; name: string; toolCallId: string; result: string; secondsFromStart: number };

export interface VapiSpeech {
  role: 'bot' | 'user';
  time: number;
  endTime: number;
  message: string;
  duration: number;
  secondsFromStart: number;
}

export interface VapiToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface VapiCost {
  type: 'transport' | 'transcriber' | 'model' | 'voice' | 'vapi' | 'analysis';
  cost: number;
}

export interface VapiCostBreakdown {
  transport: number;
  stt: number;
  llm: number;
  tts: number;
  vapi: number;
  total: number;
  llmPromptTokens: number;
  llmCompletionTokens: number;
  ttsCharacters: number;
  analysisCostBreakdown: { summary: number };
}

export interface VapiTurnLatency {
  modelLatency: number;
  voiceLatency: number;
  transcriberLatency: number;
  endpointingLatency: number;
  turnLatency: number;
}

export interface VapiArtifact {
  messages: VapiMessage[];
  transcript: string;
  recordingUrl?: string;
  stereoRecordingUrl?: string;
  recording?: { stereoUrl: string; mono: { combinedUrl: string } };
  nodes: [];
  variableValues: Record<string, string>;
  performanceMetrics: {
    turnLatencies: VapiTurnLatency[];
    turnLatencyAverage: number;
    numUserInterrupted?: number;
    numAssistantInterrupted?: number;
  };
}

/** An item of GET /call. A call that never connected has no start, end, transcript, artifact or costs. */
export interface VapiCallPayload {
  id: string;
  orgId: string;
  assistantId: string;
  assistantVersion: string;
  phoneNumberId: string;
  type: 'inboundPhoneCall' | 'outboundPhoneCall';
  status: 'ended';
  endedReason: string;
  endedMessage?: string;
  createdAt: string;
  updatedAt: string;
  startedAt?: string;
  endedAt?: string;
  transcript?: string;
  summary?: string;
  recordingUrl?: string;
  stereoRecordingUrl?: string;
  customer: { number: string; name?: string };
  phoneCallProvider: 'vapi';
  phoneCallTransport: 'pstn';
  phoneCallProviderDetails?: { sipStatus: number; sipReason: string };
  assistantOverrides: { variableValues: Record<string, string> };
  cost: number;
  costs?: VapiCost[];
  costBreakdown?: VapiCostBreakdown;
  analysis?: { summary?: string; successEvaluation?: string };
  artifact?: VapiArtifact;
}
