import type { AppError } from '../../../../core/contract/errors.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import { ORG } from '../../../store/testing.ts';
import type { Desk } from '../../session/desk.ts';

/** What no answer may hold: the store's key and its folder, which every desk carries, and a token. */
export const SECRETS = {
  keyHex: '0123456789abcdef'.repeat(4),
  directory: '/home/canary/.config/Sidetone/store/1',
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.canary',
} as const;

const USER = '5d0a0000-0000-4000-8000-0000000000f1';

/** Words of an error that says too much. */
export const TELLTALE = `ENOENT: open '${SECRETS.directory}/a.db' with key ${SECRETS.keyHex} and Bearer ${SECRETS.token}`;

/** A desk whose store and workspace answer what a test gives them; anything else they are asked is a fault. */
export function aDesk(given: { store?: Partial<LocalStore>; remote?: Partial<Remote> | AppError }): Desk {
  const { store = {}, remote = {} } = given;
  return {
    userId: USER,
    organizationId: ORG,
    nameIn: () => 'Ed',
    store: { listOperations: async () => ({ operations: [] }), ...store } as LocalStore,
    isEmbedded: false,
    vault: { directory: SECRETS.directory, keyHex: SECRETS.keyHex },
    remote: async () => {
      if (remote instanceof Error) throw remote;
      return remote as Remote;
    },
  };
}
