import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Kept = { bytes: Buffer; mimetype: string };

/** Where Lite's storage keeps its files in the tests: memory. It has no adapter of its own that can be imported, and gives versions that it does not ask for again. */
export function filesInMemory(): StorageAdapter {
  const kept = new Map<string, Kept>();
  const take = (bucket: string, key: string): Kept => {
    const file = kept.get(`${bucket}/${key}`);
    if (!file) throw new Error('There is no such file.');
    return file;
  };
  const metadataOf = ({ bytes, mimetype }: Kept) => ({ cacheControl: 'no-cache', contentLength: bytes.length, size: bytes.length, mimetype, eTag: `"${bytes.length}"`, lastModified: new Date(0) });
  return {
    driver: kept,
    getObject: async (bucket, key) => ({ metadata: metadataOf(take(bucket, key)), httpStatusCode: 200, body: take(bucket, key).bytes }),
    uploadObject: async (bucket, key, _version, body, mimetype) => {
      const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(await new Response(body as ReadableStream).arrayBuffer());
      kept.set(`${bucket}/${key}`, { bytes, mimetype });
      return metadataOf({ bytes, mimetype });
    },
    deleteObject: async (bucket, key) => void kept.delete(`${bucket}/${key}`),
    deleteObjects: async (bucket, keys) => {
      for (const key of keys) kept.delete(`${bucket}/${key}`);
    },
    copyObject: async (fromBucket, from, _version, toBucket, to) => {
      kept.set(`${toBucket}/${to}`, take(fromBucket, from));
      return { httpStatusCode: 200, eTag: '', lastModified: new Date(0) };
    },
    headObject: async (bucket, key) => metadataOf(take(bucket, key)),
    privateAssetUrl: async (_bucket, key) => key,
  };
}
