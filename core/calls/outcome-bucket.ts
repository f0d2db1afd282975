/**
 * Why a call ended, in eight buckets. Vapi's `endedReason` has about 600 values and grows, so the text stays as it is
 * and only this reading of it is an enumeration.
 */
export const OUTCOME_BUCKETS = [
  'no-answer',
  'voicemail',
  'timeout',
  'cancelled',
  'error',
  'transferred',
  'completed',
  'other',
] as const;

export type OutcomeBucket = (typeof OUTCOME_BUCKETS)[number];

/** In this order, because the reasons overlap: "…outbound-sip-480-…-failed" is a call nobody took and no fault of ours. */
const PATTERNS: readonly (readonly [OutcomeBucket, RegExp])[] = [
  [
    'no-answer',
    /^customer-(?:busy|did-not-answer)$|outbound-sip-(?:480|408)-|misdialed|operator-busy|forwarding\.no-answer|hungup-before-call-connect/u,
  ],
  ['voicemail', /^voicemail/u],
  ['timeout', /^(?:silence-timed-out|exceeded-max-duration)$/u],
  ['cancelled', /^(?:manually-canceled|call-deleted|scheduled-call-deleted)$|microphone-permission/u],
  [
    'error',
    /^pipeline-|error|fault|-failed|failed-to|rejected|disconnected|^worker|^assistant-(?:not|request|join)|closed-websocket|no-call-received/u,
  ],
  ['transferred', /forwarded|transfer/u],
  ['completed', /^(?:customer-ended-call|assistant-(?:ended|said))|completed/u],
];

/** The bucket of a reason, the first pattern that fits; null while a call has no reason, that is while it goes on. */
export function outcomeBucket(endedReason: string | null | undefined): OutcomeBucket | null {
  const reason = endedReason?.trim() ?? '';
  if (reason === '') return null;
  return PATTERNS.find(([, pattern]) => pattern.test(reason))?.[0] ?? 'other';
}
