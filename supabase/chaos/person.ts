import { MOMENT_KINDS, type Moment } from '../../core/moments/moment.ts';
import type { MomentOperation, PatchOf } from '../../core/sync/operation.ts';
import type { Device } from './device.ts';
import { ORGANIZATION, PEOPLE, STRANGER } from './workspace.ts';

/** The chance of a history: everything in it comes from one seed. */
export interface Dice {
  next(): number;
  /** True so often of a hundred times. */
  percent(often: number): boolean;
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  id(): string;
}

/** One thing that a person at a desk does next: to a moment he sees, to one he deleted, or a new one; null where nothing occurs to him. */
export function deedOf(device: Device, calls: readonly string[], dice: Dice, nowMs: number): MomentOperation | null {
  const callId = dice.pick(calls);
  const seen = device.screen(callId);
  const common = { opId: dice.id(), organizationId: ORGANIZATION, callId, expectedVersion: 0, madeAt: new Date(nowMs).toISOString() };
  if (seen.length === 0 || (seen.length < 5 && dice.percent(15))) return { ...common, kind: 'mark_moment', ...marked(callId, dice), before: {} };
  const moment = dice.pick(seen);
  const luck = dice.below(100);
  if (luck < 45) return { ...common, kind: 'change_moment', entityId: moment.id, ...changed(moment, dice) };
  if (luck < 55) return deletion(device, callId, moment, dice, common);
  if (luck < 87) return { ...common, kind: 'comment_moment', ...said(device, moment, dice) };
  const userId = dice.percent(4) ? STRANGER : dice.pick(PEOPLE).userId;
  return { ...common, kind: 'share_moment', entityId: moment.id, patch: { moment_id: moment.id, user_id: userId, shared: dice.percent(60) }, before: {} };
}

function marked(callId: string, dice: Dice): { entityId: string; patch: PatchOf<'mark_moment'> } {
  const id = dice.id();
  const start = dice.below(60) * 1000;
  return {
    entityId: id,
    patch: { moment_id: id, call_id: callId, start_ms: start, end_ms: dice.percent(40) ? start + 1 + dice.below(9000) : null, label: words(dice), kind: dice.pick(MOMENT_KINDS), note: dice.percent(30) ? words(dice) : null },
  };
}

function changed(moment: Moment, dice: Dice): { patch: PatchOf<'change_moment'>; before: MomentOperation['before'] } {
  const patch: PatchOf<'change_moment'> = { moment_id: moment.id };
  const before: MomentOperation['before'] = {};
  for (let many = 1 + dice.below(2); many > 0; many -= 1) {
    const key = dice.pick(['label', 'kind', 'note', 'end_ms'] as const);
    if (key === 'label') [patch.label, before['label']] = [words(dice), moment.label];
    else if (key === 'kind') [patch.kind, before['kind']] = [dice.pick(MOMENT_KINDS), moment.kind];
    else if (key === 'note') [patch.note, before['note']] = [dice.percent(30) ? null : words(dice), moment.note];
    else [patch.end_ms, before['end_ms']] = [dice.percent(30) ? null : moment.startMs + 1 + dice.below(9000), moment.endMs];
  }
  return { patch, before };
}

function deletion(device: Device, callId: string, moment: Moment, dice: Dice, common: Omit<MomentOperation, 'kind' | 'patch' | 'entityId' | 'before'>): MomentOperation {
  const gone = device.kept.get(callId)?.filter(({ deleted }) => deleted) ?? [];
  const isReturn = gone.length > 0 && dice.percent(50);
  const id = isReturn ? dice.pick(gone).id : moment.id;
  return { ...common, kind: 'delete_moment', entityId: id, patch: { moment_id: id, deleted: !isReturn }, before: { deleted: isReturn } };
}

function said(device: Device, moment: Moment, dice: Dice): { entityId: string; patch: PatchOf<'comment_moment'>; before: MomentOperation['before'] } {
  const own = moment.comments.filter(({ authorId }) => authorId === device.by.userId);
  const at = dice.percent(30) ? dice.below(60) * 1000 : null;
  if (own.length > 0 && dice.percent(50)) {
    const { id, body, atMs } = dice.pick(own);
    return { entityId: id, patch: { comment_id: id, moment_id: moment.id, body: dice.percent(30) ? null : words(dice), at_ms: at }, before: { body, at_ms: atMs } };
  }
  const id = dice.id();
  // Spaces are no words: the workspace refuses them, and the comment fails.
  return { entityId: id, patch: { comment_id: id, moment_id: moment.id, body: dice.percent(3) ? '  ' : words(dice), at_ms: at }, before: {} };
}

/** A few words, sometimes the very ones that somebody else chose, and with spaces around them. */
export const words = (dice: Dice): string => {
  const text = `${dice.pick(['Refund', 'Наценка', 'Café', "it's", '🎧'])} ${dice.below(12)}`;
  return dice.percent(5) ? ` ${text} ` : text;
};
