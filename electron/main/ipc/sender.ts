/** Where a message came from, reduced to what decides on trust, so that the rule is tested without Electron. */
export interface Sender {
  /** URL of the frame that sent it; empty when the frame is gone. */
  readonly frameUrl: string;
  readonly isMainFrame: boolean;
  /** True when the sending contents are the ones of a window of ours. */
  readonly isOwnWindow: boolean;
}

/**
 * Only the main frame of our own window, showing our own page, may ask main for anything
 * (https://www.electronjs.org/docs/latest/tutorial/security, item 17). Prefixes are compared because Node gives
 * custom schemes the origin "null".
 */
export function isTrustedSender(sender: Sender, ownPage: string): boolean {
  return sender.isOwnWindow && sender.isMainFrame && sender.frameUrl.startsWith(ownPage);
}
