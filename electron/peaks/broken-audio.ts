/** The bytes are no audio that the app can decode. */
export class BrokenAudioError extends Error {
  override readonly name = 'BrokenAudioError';
}
