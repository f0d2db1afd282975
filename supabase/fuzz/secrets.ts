import type { SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { isRecord, nodesOf, setMember, type Tree, type TreeRecord } from './tree.ts';

/** What every planted secret begins with: wherever this stands in what is stored, a secret got through. */
export const MARK = 'Lk7QzLeak9x8Rt2b';

/** The same for a payload whose words are broken afterwards: half a name hides nothing, so nothing is claimed of it. */
export const LOST_MARK = 'Lk7QzLost9x8Rt2b';

/** Field names that hold a secret, as Vapi, its customers' tools and their headers spell them. */
const NAMES = [
  'serverUrlSecret', 'secret', 'twilioAuthToken', 'twilioApiSecret', 'twilioAccountSid', 'callToken', 'credentials', 'authorization', 'Authorization', 'x-api-key', 'api_key', 'apiKey', 'API-KEY', 'password', 'userPass', 'jwt', 'access_token', 'refreshToken',
  'private_key', 'client_secret', 'stripeCustomerKey', 'listenUrl', 'controlUrl', 'webCallUrl', 'presignedMonoUrl', 'presignedUrls', 'session_token', 'Set-Cookie', 'X-Vapi-Secret', 'aws_access_key_id', 'service_role_key', 'bearer', 'token',
];

type Plant = (node: TreeRecord, secret: string, random: SeededRandom) => void;

const asText = (wrap: (secret: string) => string): Plant => (node, secret, random) => {
  const texts = Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [{ key, value }] : []));
  const { key, value } = texts.length > 0 ? random.pick(texts) : { key: 'note', value: '' };
  setMember(node, key, `${value} ${wrap(secret)}`);
};

const PLANTS: readonly Plant[] = [
  (node, secret, random) => setMember(node, random.pick(NAMES), secret),
  (node, secret, random) => setMember(node, random.pick(NAMES), random.pick<Tree>([[secret], { value: secret }, { deep: [{ x: secret }] }])),
  (node, secret) => setMember(node, 'server', { url: 'https://hooks.example.com', headers: { 'X-Anything': secret } }),
  (node, secret, random) => setMember(node, 'headers', [{ [random.pick(['name', 'key', 'header'])]: random.pick(NAMES), value: secret }]),
  (node, secret, random) => setMember(node, 'tool', { url: 'https://t.example.com', headers: random.pick<Tree>([{ auth: secret }, [secret]]) }),
  (node, secret, random) => setMember(node, random.pick(['recordingUrl', 'stereoRecordingUrl', 'logUrl']), `https://user:${secret}@b.example.com/a.wav?X-Amz-Signature=${secret}&x=1#token=${secret}`),
  (node, secret, random) => setMember(node, 'arguments', JSON.stringify({ query: 'x', [random.pick(NAMES)]: secret })),
  (node, secret, random) => setMember(node, 'payload', JSON.stringify({ body: JSON.stringify({ [random.pick(NAMES)]: secret }) })),
  (node, secret) => setMember(node, `sk-live-${secret}`, 1),
  asText((secret) => `Bearer ${secret}`),
  asText((secret) => `curl -H "Authorization: Bearer ${secret}" -d '{"apiKey": "${secret}"}'`),
  asText((secret) => `sk-proj-${secret}`),
  asText((secret) => `https://b.example.com/a.wav?X-Amz-Expires=1800&X-Amz-Signature=${secret}`),
  asText((secret) => `https%3A%2F%2Fb.example.com%2Fa%3Ftoken%3D${secret}`),
  asText((secret) => `wss://phone-call.vapi.ai/${secret}/listen`),
  asText((secret) => `https://${secret}@db.example.com/x`),
  asText((secret) => `https://hooks.slack.com/services/T1/B2/${secret}`),
  asText((secret) => `eyJhbGciOiJIUzI1NiJ9.${secret}.c2ln`),
  asText((secret) => `password=${secret}; access_token=${secret}`),
  asText((secret) => `sent {"client_secret":"${secret}"}`),
  asText((secret) => `sent ${JSON.stringify(JSON.stringify({ client_secret: secret }))}`),
  asText((secret) => `sent ${JSON.stringify(JSON.stringify(JSON.stringify({ apiKey: secret })))}`),
  asText((secret) => `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`),
];

/** Hides secrets in objects anywhere in the tree: a mark and `n`, so that a leak names its payload. */
export function plantSecrets(tree: Tree, mark: string, n: number, random: SeededRandom): void {
  const records = nodesOf(tree).filter(isRecord);
  if (records.length === 0) return;
  for (let times = random.int(1, 3); times > 0; times -= 1) random.pick(PLANTS)(random.pick(records), `${mark}${n}x0`, random);
}
