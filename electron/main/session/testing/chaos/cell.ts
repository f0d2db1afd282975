/** Faults of the network and of servers in between: none of them is a word of the auth server on the session. */
export const PASSING_FAULTS = [
  'refused', 'reset', 'reset-after-commit', 'broken-off', 'hang', 'timeout-408', 'html-403', 'html-407', 'html-511', 'portal', 'portal-redirect', 'slow-down', 'error-500', 'down-503',
] as const;

/** The auth server's own word that the session is over. */
export const REVOCATIONS = ['refresh_token_not_found', 'refresh_token_already_used', 'session_not_found'] as const;

export type PassingFault = (typeof PASSING_FAULTS)[number];
export type Revocation = (typeof REVOCATIONS)[number];
export type Fault = PassingFault | Revocation;

/** What the device holds when the fault begins; `rotated`: run out, and the workspace has renewed it in an answer that was lost. */
export const TOKENS = ['fresh', 'expired', 'rotated'] as const;

const HOUR_MS = 3_600_000;
/** How far the device's clock is set wrong after the sign-in. */
export const CLOCKS_MS = [-2 * HOUR_MS, 0, 2 * HOUR_MS, 720 * HOUR_MS] as const;

/** One experiment. */
export interface Cell {
  readonly fault: Fault;
  readonly token: (typeof TOKENS)[number];
  readonly clockMs: number;
  /** The whole network, or the auth server alone. */
  readonly reach: 'everything' | 'auth';
  /** The fault comes while the app runs, or the app starts into it. */
  readonly moment: 'running' | 'starting';
  /** It lasts until supabase-js gives up, or is over before. */
  readonly isLong: boolean;
}

export const isRevocation = (fault: Fault): fault is Revocation => (REVOCATIONS as readonly string[]).includes(fault);

/** No listener is missing for one path alone, and a revocation is an answer of the auth server. */
const reachesOf = (fault: Fault): readonly Cell['reach'][] => (fault === 'refused' ? ['everything'] : isRevocation(fault) ? ['auth'] : ['everything', 'auth']);

/** Every fault with every token, clock and reach; the dice say when it comes and whether it lasts. */
export function cellsOf(random: () => number): Cell[] {
  const faults: readonly Fault[] = [...PASSING_FAULTS, ...REVOCATIONS];
  return faults.flatMap((fault) =>
    TOKENS.flatMap((token) =>
      CLOCKS_MS.flatMap((clockMs) =>
        reachesOf(fault).map((reach) => ({ fault, token, clockMs, reach, moment: random() < 0.5 ? 'running' : 'starting', isLong: !isRevocation(fault) && random() < 0.35 }) satisfies Cell),
      ),
    ),
  );
}

/** A cell in a line. */
export const nameOf = ({ fault, token, clockMs, reach, moment, isLong }: Cell): string =>
  `${fault} on ${reach}, token ${token}, clock ${clockMs > 0 ? '+' : ''}${String(clockMs / HOUR_MS)} h, ${moment}${isLong ? ', long' : ''}`;
