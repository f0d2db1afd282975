import { createContext, use, useEffect, useEffectEvent } from 'react';

/** Everything that has a key. The table in app/keys.ts must bind each of them. */
export const COMMAND_IDS = [
  'calls.open',
  'calls.select',
  'calls.selectOn',
  'calls.selectAll',
  'conflict.save',
  'find',
  'find.field',
  'find.next',
  'find.previous',
  'play.toggle',
  'play.toggleInField',
  'play.back',
  'play.forward',
  'play.previousTurn',
  'play.nextTurn',
  'play.slower',
  'play.faster',
  'play.skipSilence',
  'play.soloAgent',
  'play.soloCustomer',
  'play.soloBoth',
  'evidence.next',
  'checkable.next',
  'checkable.previous',
  'review.up',
  'review.down',
  'review.less',
  'review.more',
  'review.muchLess',
  'review.muchMore',
  'review.digit0',
  'review.digit1',
  'review.digit2',
  'review.digit3',
  'review.digit4',
  'review.digit5',
  'review.digit6',
  'review.digit7',
  'review.digit8',
  'review.digit9',
  'review.erase',
  'review.commit',
  'review.accept',
  'review.acceptVerified',
  'review.complete',
  'review.skip',
  'review.flag',
  'moment.mark',
  'moment.markTurn',
  'moment.tip',
  'undo',
  'prompt.open',
  'call.back',
  'call.list',
  'call.previous',
  'call.next',
  'keys.show',
  'palette.show',
  'screen.calls',
  'screen.queues',
  'screen.moments',
  'screen.prompts',
  'screen.insights',
] as const;

/** What the person's menu does. It has no keys: the palette finds it by its words. */
export const MENU_IDS = [
  'menu.people',
  'menu.import',
  'menu.checkouts',
  'menu.scoring',
  'menu.judge',
  'menu.showLog',
  'menu.about',
  'menu.signOut',
  'theme.system',
  'theme.light',
  'theme.dark',
  'language.system',
  'language.en',
  'language.ru',
] as const;

export type KeyedCommandId = (typeof COMMAND_IDS)[number];
export type MenuCommandId = (typeof MENU_IDS)[number];
export type CommandId = KeyedCommandId | MenuCommandId;

/** Who answers a command now: the handler registered last, so that a dialog overrides the screen under it. */
export class CommandRegistry {
  readonly #handlers = new Map<CommandId, (() => void)[]>();
  readonly keycaps: Readonly<Partial<Record<CommandId, string>>>;

  constructor(keycaps: Readonly<Partial<Record<CommandId, string>>>) {
    this.keycaps = keycaps;
  }

  register(id: CommandId, handler: () => void): () => void {
    const handlers = this.#handlers.get(id) ?? [];
    this.#handlers.set(id, handlers);
    handlers.push(handler);
    return () => {
      handlers.splice(handlers.lastIndexOf(handler), 1);
    };
  }

  /** Runs the command; false where nobody answers it. */
  run(id: CommandId): boolean {
    const handler = this.#handlers.get(id)?.at(-1);
    handler?.();
    return handler !== undefined;
  }

  /** The commands that somebody answers now. */
  answered(): ReadonlySet<CommandId> {
    return new Set([...this.#handlers].flatMap(([id, handlers]) => (handlers.length > 0 ? [id] : [])));
  }
}

export const CommandContext = createContext<CommandRegistry>(new CommandRegistry({}));

/** Answers a command while the component lives and `enabled` holds. */
export const useCommand = (id: CommandId, handler: () => void, enabled = true): void => {
  const registry = use(CommandContext);
  const run = useEffectEvent(handler);
  useEffect(() => {
    if (!enabled) return;
    return registry.register(id, () => run());
  }, [registry, id, enabled]);
};

/** The keycap of a command as the key table writes it. */
export const useKeycap = (id: CommandId): string | undefined => use(CommandContext).keycaps[id];
