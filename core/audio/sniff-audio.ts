/** What the first bytes of a recording say it is; names and content types lie. */
export const AUDIO_KINDS = ['wav', 'mp3', 'ogg-opus'] as const;

export type AudioKind = (typeof AUDIO_KINDS)[number];

/** The content type each kind is served with. */
export const AUDIO_CONTENT_TYPES: Readonly<Record<AudioKind, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  'ogg-opus': 'audio/ogg',
};

/** Bytes from the start that `sniffAudio` wants to see. */
export const SNIFF_BYTES = 4096;

const spells = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
};

/** True where an MPEG audio frame header (version, layer, bitrate and rate all valid) starts at `at`. */
export const isMpegFrame = (bytes: Uint8Array, at: number): boolean => {
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  const versionKnown = (second & 0x18) !== 0x08;
  const layerKnown = (second & 0x06) !== 0;
  return bytes[at] === 0xff && (second & 0xe0) === 0xe0 && versionKnown && layerKnown && third >> 4 !== 0x0f && (third & 0x0c) !== 0x0c;
};

/** The kind of a recording from its first bytes, or null where it is none that the app plays. */
export const sniffAudio = (head: Uint8Array): AudioKind | null => {
  if (spells(head, 0, 'RIFF') && spells(head, 8, 'WAVE')) return 'wav';
  if (spells(head, 0, 'OggS')) {
    const packet = 27 + (head[26] ?? 0);
    return spells(head, packet, 'OpusHead') ? 'ogg-opus' : null;
  }
  return spells(head, 0, 'ID3') || isMpegFrame(head, 0) ? 'mp3' : null;
};
