import { readFileSync, writeFileSync } from 'node:fs';

/** Marks the fuse wire inside an Electron binary; after it come a version byte, a length byte and one character a fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** Positions on the wire (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const POSITION = { runAsNode: 0, cookieEncryption: 1, nodeOptions: 2, nodeCliInspect: 3, asarIntegrity: 4, onlyAsar: 5, browserSnapshot: 6, fileProtocol: 7 };

/**
 * Turns one fuse of an Electron binary on or off, in place.
 * @param {string} program
 * @param {keyof typeof POSITION} fuse
 * @param {boolean} on
 */
export function setFuse(program, fuse, on) {
  const bytes = readFileSync(program);
  const start = bytes.indexOf(SENTINEL);
  if (start < 0) throw new Error(`${program} has no fuse wire`);
  const wire = start + SENTINEL.length + 2;
  bytes[wire + POSITION[fuse]] = (on ? '1' : '0').charCodeAt(0);
  writeFileSync(program, bytes, { mode: 0o755 });
}
