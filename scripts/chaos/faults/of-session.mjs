import { main, mutant } from './entry.mjs';

/**
 * Faults of the session: limits and portals on a refresh (F6, F7), a session that was taken back (F8), a token that ends offline
 * (F9), a clock that is wrong (F10), two who refresh at once (F11).
 * @type {import('./entry.mjs').Fault[]}
 */
export const SESSION = [
  {
    fault: 'F6',
    holds: 'The auth server asks to wait: nothing is asked before that, and the session is kept.',
    test: main('electron/main/remote/guarded-fetch.test.ts', 'F6: waits as long as a 429 says before it asks again'),
    // What the server asks for is not heeded.
    mutant: mutant('electron/main/remote/guarded-fetch.ts', 'refreshNotBefore = Date.now() + pauseOf(response) * 1000;', 'refreshNotBefore = 0;'),
  },
  {
    fault: 'F7',
    holds: 'A portal or a proxy answers instead of the auth server: the session is kept, and the app counts as offline.',
    test: main('electron/main/remote/client.test.ts', 'F7: that cannot be renewed keeps the session, and the person is not told that it has ended'),
    // A renewal that nobody answered counts as an end.
    mutant: mutant('electron/main/remote/client.ts', "if (renewal === 'unreached') throw new AppError('offline', 'The session could not be renewed.');", ''),
  },
  {
    fault: 'F8',
    holds: 'The session was really taken back: a sign-in is asked for; the key and what waits stay for the same person.',
    test: main('electron/main/session/renewal.test.ts', 'F8: that the server revoked has ended; profile and store stay'),
    // Nobody notices.
    mutant: mutant('electron/main/session/session-manager.ts', '    this.#ended = true;', '    this.#ended = false;'),
  },
  {
    fault: 'F9',
    holds: 'The token ends while the device is offline for thirty days: reading goes on, and one renewal brings all back.',
    test: main('electron/main/session/auth-matrix.test.ts', 'F9: outlives 30 days without a network: one renewal, and what waited is sent'),
    // Without a token nobody is at the desk.
    mutant: mutant('electron/main/session/session-manager.ts', "throw new AppError('offline', 'The session could not be renewed.');", ';'),
  },
  {
    fault: 'F10',
    holds: 'The clock of the device is wrong or set during a session: questions are renewed for once, not each time.',
    test: main('electron/main/remote/guarded-fetch.test.ts', 'F10: waits no longer than that where the clock was set back meanwhile', 'F10: %s refreshes once for many reads'),
    // A pause outlasts the clock that it was noted by.
    mutant: mutant('electron/main/remote/guarded-fetch.ts', ' && notBefore - Date.now() <= PAUSE_SECONDS.most * 1000', ''),
  },
  {
    fault: 'F11',
    holds: 'Several refresh at once: one refresh is made, and nobody is signed out.',
    test: main('electron/main/session/renewal.test.ts', 'F11: is renewed once for all who ask at the same time', 'F11: is renewed by two apps of one device at once, and both stay signed in'),
    // Each renews for himself.
    mutant: mutant('electron/main/remote/client.ts', "  if ((renewedAt.get(client) ?? -1) >= sentAt) return 'renewed';", ''),
  },
];
