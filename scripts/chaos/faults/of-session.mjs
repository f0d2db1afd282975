/**
 * Faults of the session: limits and portals on a refresh (F6, F7), a session that was taken back (F8), a token that ends offline
 * (F9), a clock that is wrong (F10), two who refresh at once (F11). Their entries come here, in this order.
 * @type {import('./entry.mjs').Fault[]}
 */
export const SESSION = [];
