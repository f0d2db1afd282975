import type { Moment } from '../../core/moments/moment.ts';
import type { Device } from './device.ts';
import type { MomentRow, Rows } from './oracle.ts';

/** Where a device's kept moments are not what the tables hold at the very version it believes them to have. */
export function keptDiffers(device: Device, rows: Rows): string[] {
  const there = new Map(rows.moments.map((row) => [row.id, row]));
  return [...device.kept.values()].flat().flatMap((moment) => {
    const row = there.get(moment.id);
    if (!row) return [`a moment that is not there: ${moment.id}`];
    if (moment.version > row.version) return [`version ${moment.version} of a moment at version ${row.version}`];
    return moment.version === row.version && valuesOfMoment(moment) !== valuesOfRow(row) ? [`${valuesOfMoment(moment)} for ${valuesOfRow(row)}`] : [];
  });
}

/** Where a call's screen is not what the tables hold. */
export function screenDiffers(screen: readonly Moment[], callId: string, rows: Rows): string[] {
  const told = screen.map((moment) => [valuesOfMoment(moment), ...comments(moment), ...moment.sharedWith.toSorted()].join('\n')).toSorted();
  const there = rows.moments
    .filter(({ call, deleted }) => call === callId && !deleted)
    .map((row) => [valuesOfRow(row), ...commentRows(row, rows), ...rows.shares.filter((share) => share.startsWith(`${row.id} `)).map((share) => share.slice(37))].join('\n'))
    .toSorted();
  return told.join('\n\n') === there.join('\n\n') ? [] : [`${told.join('; ')} where ${there.join('; ')} is`];
}

const valuesOfMoment = (one: Moment): string => JSON.stringify([one.id, one.callId, one.startMs, one.endMs, one.label.trim(), one.kind, one.note, one.authorId, one.version, one.deleted]);
const valuesOfRow = (row: MomentRow): string => JSON.stringify([row.id, row.call, row.start, row.end, row.label, row.kind, row.note, row.author, row.version, row.deleted]);

const comments = ({ comments }: Moment): string[] => comments.map(({ id, authorId, body, atMs, version }) => JSON.stringify([id, authorId, body, atMs, version])).toSorted();
const commentRows = ({ id }: MomentRow, rows: Rows): string[] =>
  rows.comments.filter(({ moment, body }) => moment === id && body !== null).map((row) => JSON.stringify([row.id, row.author, row.body, row.at, row.version])).toSorted();
