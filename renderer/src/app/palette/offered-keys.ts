import type { CommandId } from '../../lib/commands.tsx';
import { KEYS, type KeyBinding } from '../keys.ts';

type OfferedKey = KeyBinding & { readonly group: NonNullable<KeyBinding['group']> };

/** Most particular first: what is everywhere is needed least. */
const ORDER: readonly OfferedKey['group'][] = ['review', 'list', 'player', 'transcript', 'everywhere'];

/** What is pressed again and again helps little when it has to be looked for: it comes last. */
const REPEATED: ReadonlySet<CommandId> = new Set<CommandId>([
  'review.up', 'review.down', 'review.less', 'review.more', 'review.muchLess', 'review.muchMore', 'review.commit',
  'play.back', 'play.forward', 'play.previousTurn', 'play.nextTurn', 'play.slower', 'play.faster', 'find.next', 'find.previous', 'call.previous', 'call.next',
]);

/** Screens have a group of their own, the palette is open already, and a digit alone says nothing. */
const isOffered = (key: KeyBinding): key is OfferedKey => key.group !== undefined && key.command !== 'palette.show' && !/^screen\.|^review\.digit/.test(key.command);

/** The keys of the table whose commands are answered, most useful first, each command once. */
export const offeredKeys = (answered: ReadonlySet<CommandId>): readonly OfferedKey[] =>
  KEYS.filter(isOffered)
    .filter(({ command }) => answered.has(command))
    .toSorted((a, b) => Number(REPEATED.has(a.command)) - Number(REPEATED.has(b.command)) || ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
