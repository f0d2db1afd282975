import { z } from 'zod';
import { rpcMomentSchema } from '../moments/rpc-moment.ts';
import { storedTurnsSchema } from '../transcript/turn.ts';
import { callDetailSchema, type CallDetail } from './call-detail.ts';
import { fromRpcAnalysis, fromRpcReview, fromRpcRun, rpcAnalysisSchema, rpcBandsSchema, rpcReviewSchema, rpcRunSchema } from './rpc-analysis.ts';

const text = z.string().nullish().transform((value) => value ?? null);
const amount = z.union([z.number(), z.string().transform(Number)]).nullish().transform((value) => value ?? null);

/** What `get_call` answers, as far as the app reads it. Turns that are not of a known version read as none: the transcript's text is still there. */
const rpcCallSchema = z.object({
  id: z.uuid(),
  vapi_call_id: z.uuid(),
  created_at: z.string(),
  started_at: text,
  ended_at: text,
  call_type: z.string(),
  status: z.string(),
  ended_reason: text,
  outcome_bucket: text,
  duration_seconds: amount,
  assistant_id: text,
  assistant_name: text,
  assistant: z.object({ id: z.uuid(), name: z.string() }).nullish(),
  prompt: z.object({ id: z.uuid(), version: z.int() }).nullish(),
  phone_number: z.object({ phone_number: z.string() }).nullish(),
  customer_number: text,
  customer_info: z.object({ name: text }).nullish().catch(null),
  summary: text,
  transcript: text,
  turns: storedTurnsSchema.nullish().catch(null),
  recording_state: z.string(),
  recording_url: text,
  stereo_recording_url: text,
  cost: amount,
  success_evaluation: text,
  analysis: rpcAnalysisSchema.nullish(),
  reviewed_by_name: text,
  runs: z.array(z.unknown()).nullish().transform((value) => value ?? []),
  my_review: rpcReviewSchema.nullish().catch(null),
  bands: rpcBandsSchema,
  names: z.record(z.string(), z.string()).nullish().catch(null).transform((value) => value ?? {}),
  participants: z.array(
    z.object({ id: z.uuid(), participant_type: z.string(), participant_name: text, phone_number: text, talk_time_seconds: amount }),
  ),
  moments: z.array(rpcMomentSchema).nullish().transform((value) => value ?? []),
  stamp: text,
});

type RpcCall = z.output<typeof rpcCallSchema>;

function linkedNames({ assistant, assistant_name, prompt, phone_number, customer_info }: RpcCall) {
  return {
    assistantId: assistant?.id ?? null,
    assistantName: assistant?.name ?? assistant_name,
    promptId: prompt?.id ?? null,
    promptVersion: prompt?.version ?? null,
    phoneNumber: phone_number?.phone_number ?? null,
    customerName: customer_info?.name ?? null,
  };
}

/** The call RPC's answer as the app names it. Throws a ZodError on an answer that is none. */
export function fromRpcCall(answer: unknown): CallDetail {
  const call = rpcCallSchema.parse(answer);
  return callDetailSchema.parse({
    ...linkedNames(call),
    id: call.id,
    vapiCallId: call.vapi_call_id,
    createdAt: call.created_at,
    startedAt: call.started_at,
    endedAt: call.ended_at,
    callType: call.call_type,
    status: call.status,
    endedReason: call.ended_reason,
    outcomeBucket: call.outcome_bucket,
    durationSeconds: call.duration_seconds,
    customerNumber: call.customer_number,
    summary: call.summary,
    transcript: call.transcript,
    turns: call.turns?.turns ?? [],
    recordingState: call.recording_state,
    recordingUrl: call.recording_url,
    stereoRecordingUrl: call.stereo_recording_url,
    cost: call.cost,
    successEvaluation: call.success_evaluation,
    analysis: call.analysis ? fromRpcAnalysis(call.analysis, call.reviewed_by_name, call.names) : null,
    runs: call.runs.flatMap((run) => {
      const read = rpcRunSchema.safeParse(run);
      return read.success ? [fromRpcRun(read.data, call.names)] : [];
    }),
    review: call.my_review ? fromRpcReview(call.my_review) : null,
    bands: call.bands,
    participants: call.participants.map((one) => ({
      id: one.id,
      type: one.participant_type,
      name: one.participant_name,
      phoneNumber: one.phone_number,
      talkTimeSeconds: one.talk_time_seconds,
    })),
    moments: call.moments,
    stamp: call.stamp,
  });
}
