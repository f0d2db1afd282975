import { AppError } from '../../../../../core/contract/errors.ts';
import type { Remote } from '../../../../../core/remote/remote.ts';
import type { LocalStore } from '../../../../../core/store/local-store.ts';
import { storePayloads, type StoreInput, type StoreOp } from '../../../../../core/store/protocol.ts';
import { ORG, serveHere } from '../../../../store/testing.ts';
import type { Desk } from '../../../session/desk.ts';

const USER = '5d0a0000-0000-4000-8000-0000000000f1';

/** A real store in memory, served in this process. */
export function aStore(): LocalStore {
  const { ask } = serveHere();
  ask('open', { path: ':memory:', keyHex: null });
  const ops = (Object.keys(storePayloads) as StoreOp[]).map((op): [string, unknown] => [op, async (payload: StoreInput<typeof op>) => ask(op, payload)]);
  return Object.fromEntries(ops) as unknown as LocalStore;
}

/** A workspace that answers what a test says, and nothing else. */
export function aRemote(answers: Partial<Remote>): Remote {
  const silent = async (): Promise<never> => Promise.reject(new AppError('internal', 'The test has no answer to this.'));
  return { acceptInvitations: silent, createOrganization: silent, keepPartitions: silent, listPeople: silent, inviteMember: silent, withdrawInvitation: silent, changeMemberRole: silent, removeMember: silent, whoAmI: silent, listCalls: silent, countCalls: silent, listFacets: silent, getCall: silent, getRaw: silent, getHistory: silent, signRecording: silent, listMoments: silent, callStamps: silent, listAssistants: silent, listPromptVersions: silent, getPrompt: silent, currentRubric: silent, callsForImport: silent, importCalls: silent, listQueues: silent, getQueue: silent, nextInQueue: silent, takeCall: silent, releaseCall: silent, previewFill: silent, listFlagged: silent, listViews: silent, writeQueue: silent, listPairs: silent, listJudges: silent, listReasons: silent, listRubrics: silent, countOutdatedScores: silent, listOutdatedCalls: silent, sendOperation: async () => ({ type: 'unreached' }), ...answers };
}

/** A signed-in person's desk over both. */
export function aDesk(store: LocalStore, answers: Partial<Remote>): Desk {
  return { userId: USER, organizationId: ORG, nameIn: () => 'Ed', store, isEmbedded: false, vault: { directory: null, keyHex: 'c3'.repeat(32) }, remote: async () => aRemote(answers) };
}

/** Rejects with the code, as the workspace's adapter does. */
export const refuses = (code: AppError['code']) => async (): Promise<never> => Promise.reject(new AppError(code, `The workspace says ${code}.`));
