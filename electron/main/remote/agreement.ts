import { z } from 'zod';
import { overrideReasonsSchema, type PairFilter } from '../../../core/contract/routes/agreement.ts';
import { agreementPairSchema } from '../../../core/qci/agreement/pair.ts';
import { DIMENSIONS } from '../../../core/qci/criteria.ts';
import { OVERRIDE_REASONS, type OverrideReason } from '../../../core/qci/override.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { callRpc, type RemoteClient } from './client.ts';

type AgreementRemote = Pick<Remote, 'listPairs' | 'listJudges' | 'listReasons'>;

/** Points in the order of the dimensions. */
const scores = z.tuple([z.int(), z.int(), z.int(), z.int()]).transform((points) => Object.fromEntries(DIMENSIONS.map((dimension, at) => [dimension, points[at]])));

const rowSchema = z
  .object({
    id: z.string(), call_id: z.string(), called_at: z.string(), assistant_name: z.string().nullable(), reviewed_at: z.string(), first_person: z.string().nullable(), second_person: z.string(),
    judge: z.string().nullable(), rubric_version: z.string().nullable(), blind: z.boolean(), seconds: z.int().nullable(), first: scores, second: scores,
  })
  .transform((row) => ({
    id: row.id, callId: row.call_id, calledAt: row.called_at, assistantName: row.assistant_name, reviewedAt: row.reviewed_at, firstPerson: row.first_person, secondPerson: row.second_person,
    judge: row.judge, rubricVersion: row.rubric_version, blind: row.blind, seconds: row.seconds, first: row.first, second: row.second,
  }))
  .pipe(agreementPairSchema);

const pageSchema = z
  .object({
    rows: z.array(rowSchema),
    next: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
    bands: z.object({ pass: z.number(), review: z.number() }),
  })
  .transform(({ rows, next, bands }) => ({ rows, next, thresholds: bands }));

const judgesSchema = z.array(z.object({ judge: z.string(), rubric_version: z.string() }).transform(({ judge, rubric_version }) => ({ judge, rubricVersion: rubric_version })));

const isKnown = (reason: string): reason is OverrideReason => OVERRIDE_REASONS.some((one) => one === reason);

/** A reason that this version does not know is counted as another one. */
const reasonsSchema = z
  .object({ overrides: z.int(), calls: z.int(), reasons: z.array(z.object({ reason: z.string().nullable(), n: z.int() })) })
  .transform(({ overrides, calls, reasons }) => {
    const counts = new Map<OverrideReason, number>();
    for (const { reason, n } of reasons) {
      const known = reason !== null && isKnown(reason) ? reason : 'other';
      counts.set(known, (counts.get(known) ?? 0) + n);
    }
    return { overrides, calls, reasons: [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count) };
  })
  .pipe(overrideReasonsSchema);

/** The same for what people gave: who the first of a pair is and what was hidden have no part in it. */
const reasonFilters = ({ from, to, assistantIds, secondPerson, judges, rubricVersions }: PairFilter) => ({
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  ...(assistantIds && { assistants: assistantIds }),
  ...(secondPerson !== undefined && { person: secondPerson }),
  ...(judges && { judges }),
  ...(rubricVersions && { rubrics: rubricVersions }),
});

/** A filter in the words of the workspace's function; what is absent is left out. */
const rpcFilters = ({ mode, from, to, assistantIds, firstPerson, secondPerson, blind, judges, rubricVersions }: PairFilter) => ({
  mode,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  ...(assistantIds && { assistants: assistantIds }),
  ...(firstPerson !== undefined && { first: firstPerson }),
  ...(secondPerson !== undefined && { second: secondPerson }),
  ...(blind !== undefined && { blind }),
  ...(judges && { judges }),
  ...(rubricVersions && { rubrics: rubricVersions }),
});

/** The questions about calls that were scored twice. */
export function agreementOf(client: RemoteClient): AgreementRemote {
  return {
    listPairs: (organizationId, { filter, cursor, limit }) =>
      callRpc(client, 'agreement_pairs', { p_organization_id: organizationId, p_filters: rpcFilters(filter), p_cursor: cursor, p_limit: limit }, pageSchema),
    listReasons: (organizationId, filter) => callRpc(client, 'override_reasons', { p_organization_id: organizationId, p_filters: reasonFilters(filter) }, reasonsSchema),
    listJudges: (organizationId) => callRpc(client, 'agreement_judges', { p_organization_id: organizationId }, judgesSchema),
  };
}
