import { describe, expect, test } from 'vitest';

import { OUTCOME_BUCKETS, outcomeBucket, type OutcomeBucket } from './outcome-bucket.ts';

const REASONS: Readonly<Record<OutcomeBucket, readonly string[]>> = {
  'no-answer': [
    'customer-busy', 'customer-did-not-answer', 'call.in-progress.error-sip-outbound-call-failed-to-connect-outbound-sip-480-temporarily-unavailable',
    'call.in-progress.error-providerfault-outbound-sip-480-temporarily-unavailable', 'call.in-progress.error-providerfault-outbound-sip-408-request-timeout',
    'twilio-reported-customer-misdialed', 'call.forwarding.operator-busy', 'call.ringing.forwarding.no-answer', 'customer-hungup-before-call-connect',
    'call.ringing.sip-inbound-caller-hungup-before-call-connect-error',
  ],
  voicemail: ['voicemail', 'voicemail-detected'],
  timeout: ['silence-timed-out', 'exceeded-max-duration'],
  cancelled: ['manually-canceled', 'call-deleted', 'scheduled-call-deleted', 'customer-did-not-give-microphone-permission'],
  error: [
    'pipeline-no-available-llm-model', 'pipeline-error-openai-llm-failed', 'pipeline-error-azure-speech-transcriber-failed', 'pipeline-error-eleven-labs-voice-not-found',
    'pipeline-error-deepgram-transcriber-failed', 'pipeline-error-cartesia-socket-hang-up', 'call-start-error-neither-assistant-nor-server-set',
    'call.start.error-get-org', 'call.start.error-get-transport', 'call.start.error-get-assistant', 'call.start.error-vapi-number-outbound-daily-limit',
    'call.in-progress.error-vapifault-openai-llm-failed', 'call.in-progress.error-vapifault-worker-not-available', 'call.in-progress.error-providerfault-openai-llm-failed',
    'call.in-progress.error-assistant-did-not-receive-customer-audio', 'call.in-progress.error-sip-outbound-call-failed-to-connect', 'call.in-progress.error-transfer-failed',
    'call.in-progress.error-warm-transfer-max-duration', 'call.ringing.error-sip-inbound-call-failed-to-connect',
    'database-error', 'unknown-error', 'vonage-disconnected', 'vonage-failed-to-connect-call', 'vonage-rejected', 'twilio-failed-to-connect-call', 'phone-call-provider-closed-websocket',
    'phone-call-provider-bypass-enabled-but-no-call-received', 'worker-shutdown', 'assistant-not-found', 'assistant-not-valid', 'assistant-request-failed', 'assistant-request-returned-error',
    'assistant-request-returned-invalid-assistant', 'assistant-request-returned-no-assistant', 'assistant-join-timed-out', 'assistant-request-returned-forwarding-phone-number',
  ],
  transferred: [
    'assistant-forwarded-call', 'customer-ended-call-after-warm-transfer-attempt', 'customer-ended-call-before-warm-transfer', 'customer-ended-call-during-transfer',
    'call.ending.hook-executed-transfer', 'call.ringing.hook-executed-transfer',
  ],
  completed: [
    'customer-ended-call', 'assistant-ended-call', 'assistant-ended-call-with-hangup-task', 'assistant-ended-call-after-message-spoken', 'assistant-said-end-call-phrase',
    'assistant-said-message-with-end-call-enabled', 'vonage-completed', 'call.in-progress.twilio-completed-call', 'call.in-progress.sip-completed-call',
  ],
  other: ['call.ending.hook-executed-say', 'call.ringing.hook-executed-say', 'something-new-next-year'],
};

describe('outcomeBucket', () => {
  test.each(OUTCOME_BUCKETS.flatMap((bucket) => REASONS[bucket].map((reason) => [reason, bucket] as const)))('%s is %s', (reason, bucket) => {
    expect(outcomeBucket(reason)).toBe(bucket);
  });

  test('a call without a reason has no bucket yet', () => {
    expect([null, undefined, '', '  '].map(outcomeBucket)).toEqual([null, null, null, null]);
  });
});
