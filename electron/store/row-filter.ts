import type { CallFilter } from '../../core/calls/filters.ts';
import { asEpochMs } from '../../core/text/instant.ts';
import type { SqlValue } from './database.ts';

/** A piece of SQL with the values of its placeholders. */
export interface SqlPart {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const part = (sql: string, ...values: SqlValue[]): SqlPart => ({ sql, values });

const among = (column: string, wanted: readonly string[] | undefined): SqlPart[] =>
  wanted === undefined || wanted.length === 0 ? [] : [part(`${column} IN (${wanted.map(() => '?').join(', ')})`, ...wanted)];

const atLeast = (column: string, least: number | undefined): SqlPart[] => (least === undefined ? [] : [part(`${column} >= ?`, least)]);

const atMost = (column: string, most: number | undefined): SqlPart[] => (most === undefined ? [] : [part(`${column} <= ?`, most)]);

const asked = (condition: string, wanted: boolean | undefined): SqlPart[] =>
  wanted === undefined ? [] : [part(wanted ? condition : `NOT (${condition})`)];

const period = ({ from, to }: CallFilter): SqlPart[] => {
  const parts: SqlPart[] = [];
  const first = from === undefined ? null : asEpochMs(from);
  if (first !== null) parts.push(part('created_ms >= ?', first));
  if (to !== undefined) parts.push(part('created_ms < ?', asEpochMs(to) ?? Number.MIN_SAFE_INTEGER));
  return parts;
};

/** The WHERE clause of a filter, its search excepted; decides as `matchesFilter` of core does. */
export const filterSql = (organizationId: string, filter: CallFilter): SqlPart => {
  const parts = [
    part('organization_id = ?', organizationId),
    ...period(filter),
    ...among('assistant_id', filter.assistantIds),
    ...among('phone_number_id', filter.phoneNumberIds),
    ...among('call_type', filter.callTypes),
    ...among('status', filter.statuses),
    ...among('outcome_bucket', filter.outcomeBuckets),
    ...among("coalesce(qci_status, 'none')", filter.bands),
    ...atLeast('qci_total_score', filter.scoreMin),
    ...atMost('qci_total_score', filter.scoreMax),
    ...atLeast('duration_seconds', filter.durationMin),
    ...atMost('duration_seconds', filter.durationMax),
    ...asked('has_transcript = 1', filter.hasTranscript),
    ...asked("recording_state = 'remote'", filter.hasRecording),
    ...asked('qci_total_score IS NOT NULL', filter.hasAnalysis),
    ...asked('reviewed = 1', filter.reviewed),
  ];
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
};
