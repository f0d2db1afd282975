import { orgs, rows } from '../../tests/world.ts';
import type { Actor, FullSide } from '../people.ts';
import { type HttpAttempt, httpAttempt, type Sent } from './request.ts';

const folderOf = (side: FullSide): string => `${orgs[side]}/${rows[side].call}`;

/** The recording of an organization that is there. */
export const recordingOf = (side: FullSide): string => `${folderOf(side)}/kept_${side}.mp3`;

const at = (path: string): string => `/storage/v1${path}`;
const sound = 'taken';

interface Try {
  verb: string;
  columns: string;
  filter: string;
  sent: Sent[];
  /** Whether only somebody of the organization may succeed. */
  isTheirs?: boolean;
}

function* onBuckets(): Generator<Try> {
  const open = { id: 'recordings', name: 'recordings', public: true, file_size_limit: null, allowed_mime_types: null };
  const list: [string, string, Sent][] = [
    ['list buckets', '', { method: 'GET', path: at('/bucket') }], ['get bucket', 'recordings', { method: 'GET', path: at('/bucket/recordings') }],
    ['create bucket', 'public', { method: 'POST', path: at('/bucket'), body: { id: 'taken', name: 'taken', public: true } }],
    ['create bucket', 'recordings', { method: 'POST', path: at('/bucket'), body: open }],
    ['update bucket', 'public', { method: 'PUT', path: at('/bucket/recordings'), body: { public: true } }],
    ['empty bucket', '', { method: 'POST', path: at('/bucket/recordings/empty'), body: {} }],
    ['delete bucket', '', { method: 'DELETE', path: at('/bucket/recordings'), body: {} }],
  ];
  for (const [verb, filter, sent] of list) yield { verb, columns: '', filter, sent: [sent] };
}

/** Names that point to the other's recording in some way, or look as if they were one's own. */
function names(target: FullSide, home: FullSide): [string, string][] {
  const theirs = recordingOf(target);
  const file = theirs.slice(theirs.lastIndexOf('/') + 1);
  return [
    ['its name', theirs], ['through the own folder', `${folderOf(home)}/../../${theirs}`], ['through the own folder, escaped', `${folderOf(home)}/%2e%2e/%2e%2e/${theirs}`],
    ['escaped twice', `${folderOf(home)}/%252e%252e%252f${file}`], ['slashes escaped', theirs.replaceAll('/', '%2F')], ['upper case', theirs.toUpperCase()], ['a slash before it', `/${theirs}`],
    ['a double slash', theirs.replace('/', '//')], ['a dot before it', `./${theirs}`], ['the other call in the own organization', `${orgs[home]}/${rows[target].call}/${file}`],
    ['the own call in the other organization', `${orgs[target]}/${rows[home].call}/${file}`], ['a null byte', `${theirs}%00`], ['no call', `${orgs[target]}/${file}`],
    ['a new one of the own', `${folderOf(home)}/new.mp3`], ['the own', recordingOf(home)],
  ];
}

function* onNames(target: FullSide, home: FullSide): Generator<Try> {
  for (const [how, name] of names(target, home)) {
    const object = `/object/recordings/${name}`;
    const one = (verb: string, sent: Sent): Try => ({ verb, columns: '', filter: how, sent: [sent] });
    yield one('download', { method: 'GET', path: at(object) });
    yield one('download authenticated', { method: 'GET', path: at(`/object/authenticated/recordings/${name}`) });
    yield one('download public', { method: 'GET', path: at(`/object/public/recordings/${name}`) });
    yield one('info', { method: 'GET', path: at(`/object/info/recordings/${name}`) });
    yield one('head', { method: 'HEAD', path: at(object) });
    yield one('sign', { method: 'POST', path: at(`/object/sign/recordings/${name}`), body: { expiresIn: 60 } });
    yield one('sign upload', { method: 'POST', path: at(`/object/upload/sign/recordings/${name}`), body: {} });
    yield one('upload', { method: 'POST', path: at(object), body: sound });
    yield one('upsert', { method: 'POST', path: at(object), body: sound, headers: { 'x-upsert': 'true' } });
    yield one('update', { method: 'PUT', path: at(object), body: sound });
    yield one('remove', { method: 'DELETE', path: at('/object/recordings'), body: { prefixes: [name] } });
    yield one('remove one', { method: 'DELETE', path: at(object) });
  }
}

function* onFolders(target: FullSide, home: FullSide): Generator<Try> {
  const [theirs, mine] = [recordingOf(target), `${folderOf(home)}/new.mp3`];
  const prefixes: [string, string][] = [
    ['everything', ''], ['the organization', orgs[target]], ['the folder', folderOf(target)], ['the own folder and up', `${orgs[home]}/..`], ['a wildcard', '%'], ['an underscore', '_'.repeat(36)],
  ];
  for (const [how, prefix] of prefixes)
    for (const search of ['', 'kept', '%'])
      yield { verb: 'list', columns: search, filter: how, sent: [{ method: 'POST', path: at('/object/list/recordings'), body: { prefix, search, limit: 100, offset: 0 } }] };
  for (const bucket of ['Recordings', 'recordings%2F..', '*'])
    yield { verb: 'list', columns: '', filter: `bucket ${bucket}`, sent: [{ method: 'POST', path: at(`/object/list/${bucket}`), body: { prefix: '', limit: 100 } }] };
  const [other, upsert] = [{ destinationBucket: 'taken' }, { 'x-upsert': 'true' }];
  for (const verb of ['copy', 'move'] as const) {
    const carried = (filter: string, sourceKey: string, destinationKey: string, isTheirs: boolean, more = {}, headers: Record<string, string> = {}): Try =>
      {
      const body = { bucketId: 'recordings', sourceKey, destinationKey, ...more };
      return { verb, columns: '', filter, isTheirs, sent: [{ method: 'POST', path: at(`/object/${verb}`), body, headers }] };
    };
    yield carried('the own to another name', recordingOf(home), mine, false);
    yield carried('theirs to the own folder', theirs, mine, true);
    yield carried('theirs to another bucket', theirs, mine, true, other);
    yield carried('the own over theirs', recordingOf(home), theirs, true, {}, upsert);
  }
  yield { verb: 'sign many', columns: '', filter: 'theirs', sent: [{ method: 'POST', path: at('/object/sign/recordings'), body: { expiresIn: 60, paths: [theirs, recordingOf(home)] } }] };
  yield { verb: 'signed upload', columns: '', filter: 'no token', sent: [{ method: 'PUT', path: at(`/object/upload/sign/recordings/${theirs}?token=taken`), body: sound }] };
  yield { verb: 'signed download', columns: '', filter: 'no token', sent: [{ method: 'GET', path: at(`/object/sign/recordings/${theirs}?token=taken`) }] };
}

/** Everything one actor tries on the storage. */
export function* onStorage(actor: Actor): Generator<HttpAttempt> {
  const home: FullSide = actor.target === 'a' ? 'b' : 'a';
  for (const { verb, columns, filter, sent, isTheirs } of [...onBuckets(), ...onNames(actor.target, home), ...onFolders(actor.target, home)])
    yield httpAttempt(actor, {
      kind: 'relation', verb, object: verb.includes('bucket') ? 'storage.buckets' : 'storage.objects', columns, filter, echoes: true,
      isForbidden: isTheirs === true && actor.memberships[actor.target] === undefined,
    }, ...sent);
}
