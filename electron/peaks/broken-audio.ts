/** The bytes are no audio that the app can decode. */
export class BrokenAudioError extends Error {
  override readonly name = 'BrokenAudioError';
}

/** Runs a decoder on bytes that may be anything; what it throws counts as broken audio. */
export const decodeOrBreak = async <T>(decode: () => T | Promise<T>): Promise<T> => {
  try {
    return await decode();
  } catch (error) {
    throw new BrokenAudioError(error instanceof Error ? error.message : String(error));
  }
};
