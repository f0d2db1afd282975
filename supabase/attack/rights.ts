import type { Row } from '../tests/harness.ts';
import { rank, type Role } from './people.ts';

/** What may happen to the rows of a table in one's own organization, from which role upwards; what is left out never may. */
export interface Rights {
  read: Role | 'nobody';
  /** Straight over the REST interface. */
  direct?: { insert?: Role; update?: Role; delete?: Role };
  /** Through a function, or as a consequence of a direct write. */
  through?: { insert?: Role; update?: Role; delete?: Role };
}

const fromEditor = { insert: 'editor', update: 'editor' } as const;
const closed: Rights = { read: 'nobody' };

/** The role table, by what it means for rows. Calls, and what hangs off them, go by retention only. */
const tables: Record<string, Rights> = {
  'public.organizations': { read: 'viewer', through: { update: 'admin' } },
  'public.organization_members': { read: 'viewer', through: { update: 'admin', delete: 'admin' } },
  'public.organization_invitations': { read: 'admin', through: { insert: 'admin', update: 'admin' } },
  'public.assistants': { read: 'viewer', direct: { insert: 'editor' }, through: fromEditor },
  'public.prompts': { read: 'viewer', through: fromEditor },
  'public.phone_numbers': { read: 'viewer', direct: fromEditor, through: fromEditor },
  'public.prompt_optimizations': { read: 'viewer', direct: fromEditor },
  'public.calls': { read: 'viewer', through: { ...fromEditor, delete: 'admin' } },
  'public.call_keys': { read: 'viewer', through: { insert: 'editor', delete: 'admin' } },
  'public.call_participants': { read: 'viewer', through: { ...fromEditor, delete: 'editor' } },
  'public.qci_analyses': { read: 'viewer', through: { insert: 'reviewer', update: 'reviewer', delete: 'admin' } },
  'public.qci_runs': { read: 'viewer', through: { insert: 'reviewer', delete: 'admin' } },
  'public.call_reviews': { read: 'viewer', through: { insert: 'reviewer', update: 'reviewer', delete: 'admin' } },
  'public.rubrics': { read: 'viewer', through: { insert: 'admin' } },
  // Views and queues of one's own are nobody else's, so all of them are read through functions. Whoever leaves leaves his calls to the others.
  'public.saved_views': { read: 'nobody', through: { insert: 'viewer', update: 'viewer' } },
  'public.queues': { read: 'nobody', through: { insert: 'reviewer', update: 'reviewer' } },
  'public.queue_items': { read: 'nobody', through: { insert: 'reviewer', update: 'viewer', delete: 'reviewer' } },
  'public.queue_skips': { read: 'nobody', through: { insert: 'reviewer', update: 'reviewer', delete: 'reviewer' } },
  'app.queue_locks': { read: 'nobody', through: { insert: 'reviewer', update: 'reviewer', delete: 'reviewer' } },
  'public.key_moments': { read: 'viewer', through: { insert: 'reviewer', update: 'reviewer', delete: 'admin' } },
  'public.moment_comments': { read: 'viewer', through: { insert: 'reviewer', update: 'reviewer', delete: 'admin' } },
  // Whoever leaves takes the shares with him that he was given.
  'public.moment_shares': { read: 'viewer', through: { insert: 'reviewer', delete: 'viewer' } },
  'public.history': { read: 'viewer', through: { insert: 'viewer', delete: 'admin' } },
  'public.history_tombstones': { read: 'admin', through: { insert: 'admin' } },
  'app.history_heads': { read: 'nobody', through: { insert: 'viewer', update: 'viewer', delete: 'admin' } },
  'storage.objects': { read: 'viewer', direct: { insert: 'editor', delete: 'admin' } },
  'storage.buckets': { read: 'viewer' },
};

/** A table that is not named: members read it, from reviewer upwards functions may write it, nobody does so directly. */
export function rightsOf(table: string): Rights {
  const fallback = table.startsWith('public.') ? { read: 'viewer', through: { insert: 'reviewer', update: 'reviewer' } } as const : closed;
  return tables[table] ?? fallback;
}

export const isKnown = (table: string): boolean => table in tables;

/** The calls of the calibrations on the stage. */
export const sealedCalls: readonly string[] = ['a', 'b'].map((side) => `0000000a-0000-4000-8000-0000000000${side}1`);

/** From which role upwards this very row may be read. */
export function readerOf(table: string, row: Row): Role | 'nobody' {
  // What was given in a calibration is sealed to everybody who has not given his own, and none of those who attack has.
  const isReview = table === 'public.call_reviews' || row['subject_table'] === 'call_reviews';
  if (isReview && sealedCalls.includes(row['call_id'] as string)) return 'nobody';
  if (table === 'public.history' && row['members_organization_id'] === null) return 'admin';
  return rightsOf(table).read;
}

/** From which role upwards a function may tell of this very row: views and queues of one's own are told to nobody else. */
export function tellsOf(table: string, row: Row): Role | 'nobody' {
  if (table === 'public.saved_views' || table === 'public.queues') return row['shared'] === true ? 'viewer' : 'nobody';
  return ['public.queue_items', 'public.queue_skips', 'app.queue_locks'].includes(table) ? 'viewer' : readerOf(table, row);
}

/**
 * From which role upwards this very change may come about through a function: a queue, and which calls lie in it, is changed by
 * whoever made it and otherwise from coach upwards. The flags of reviewers come into a calibration and leave it.
 */
export function changerOf(table: string, { verb, before, after }: { verb: 'insert' | 'update' | 'delete'; before: Row | null; after: Row | null }, queueOf: (id: string) => Row | undefined, by: string | null): Role | undefined {
  const general = rightsOf(table).through?.[verb];
  const queue = table === 'public.queues' ? before : table === 'public.queue_items' ? queueOf(String((after ?? before)?.['queue_id'])) : undefined;
  if (!queue || queue['created_by'] === by) return general;
  const isKeepers = table === 'public.queues' || (queue['kind'] === 'normal' && (verb !== 'update' || before?.['reopened_at'] !== after?.['reopened_at']));
  return isKeepers ? 'coach' : general;
}

/** Functions that answer only from some role upwards; the others answer every member of the organization they are asked about. */
const functionRoles: Record<string, Role> = {
  'public.reviewer_activity': 'coach', 'public.verify_history': 'admin', 'public.drop_calls_before': 'admin', 'public.list_invitations': 'admin', 'public.list_members': 'admin',
  'public.invite_member': 'admin', 'public.withdraw_invitation': 'admin', 'public.change_member_role': 'admin', 'public.remove_member': 'admin',
  'public.next_items': 'reviewer', 'public.take_item': 'reviewer', 'public.erase_member': 'admin', 'public.calls_for_import': 'editor', 'public.import_calls': 'editor',
};

export const roleOfFunction = (name: string): Role => functionRoles[name] ?? 'viewer';

/** Helpers that policies and generated columns run with the rights of whoever asks. */
const helpers = ['app.member_orgs', 'app.orgs_where_role', 'app.sealed_calls', 'app.recording_organization', 'app.fold_text', 'app.search_words', 'app.call_search_vector'];

/** Whether signed-in people may call a function at all. */
export const isOpen = (name: string): boolean => name.startsWith('public.') || helpers.includes(name);

export const holds = (role: Role | undefined, least: Role | 'nobody' | undefined): boolean =>
  role !== undefined && least !== undefined && least !== 'nobody' && rank(role) >= rank(least);
