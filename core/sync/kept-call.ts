import type { CallDetail } from '../calls/call-detail.ts';

/** What of a call people write, as this device holds it. */
export type KeptCall = Pick<CallDetail, 'moments' | 'analysis' | 'runs' | 'review' | 'bands'>;
