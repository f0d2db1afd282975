import type { Remote } from '../../../core/remote/remote.ts';
import type { SessionDeps } from './session-deps.ts';

/** Turns of the upkeep after one sign-in; what is left then waits for the next. */
const MOST_TURNS = 12;

/** Asks for turn after turn: each holds the others up for a moment only. */
async function keepMonths(remote: Remote): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) if (!(await remote.keepPartitions())) return;
}

/**
 * What is done each time a person comes to a workspace: invitations to his address are taken up, he is asked for, and where
 * he is an admin the months of calls are made that a project without a scheduler would lack. Only the answer of who he is
 * counts: an older schema or a refusal of the rest stands in nobody's way.
 */
export async function arrive(remote: Remote, log: SessionDeps['log']): ReturnType<Remote['whoAmI']> {
  const report = (step: string) => (error: unknown) => log('session.step-failed', { step, reason: error instanceof Error ? error.message : String(error) });
  await remote.acceptInvitations().catch(report('invitations'));
  const who = await remote.whoAmI();
  if (who.memberships.some(({ role }) => role === 'admin')) void keepMonths(remote).catch(report('partitions'));
  return who;
}
