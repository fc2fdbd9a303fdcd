import { z } from 'zod';
import type { OperationStanding, OperationToken } from '../../../src/ports/azure/write.ts';
import type { Answer } from './call.ts';
import { idKey, nameOf, parseId } from './ids.ts';
import { parsed, problemInside, problemOf } from './problems.ts';

/**
 * Both generations of long-running operations, and the services that return neither, come down to three questions:
 * what does the status address say, does the result address still answer 202, what does the resource say of itself.
 */
interface Written {
  readonly resource: string;
  readonly deletes?: boolean;
  readonly now: Date;
}

export const tokenOf = (answer: Answer, { resource, deletes = false, now }: Written): OperationToken => {
  const token = (kind: OperationToken['kind'], at: string): OperationToken => ({
    kind,
    at,
    resource,
    acceptedAt: now.toISOString(),
    ...(deletes && { deletes }),
  });
  const status = pathIn(answer.headers['azure-asyncoperation']);
  if (status !== undefined) return token('status-address', status);
  const result = answer.status === 202 ? pathIn(answer.headers.location) : undefined;
  if (result !== undefined) return token('result-address', result);
  const isDone = answer.status !== 202 && stateIn(answer.body) === 'succeeded';
  return isDone ? token('done', resource) : token('resource', resource);
};

/** What somebody else's server sends is kept within bounds. */
const longest = 8_000;

/** Without the host; with whatever opaque parameters Azure wants back. Nothing but a subscription's own is followed. */
const pathIn = (address: string | undefined): string | undefined => {
  if (address === undefined || address.length > longest || !URL.canParse(address)) return undefined;
  const { pathname, search } = new URL(address);
  return /^\/subscriptions\//iu.test(pathname) ? pathname + search : undefined;
};

/** The name of the operation, which is that of the job where there is one; without signatures. */
export const operationIn = (answer: Answer): string | undefined => {
  const path = pathIn(answer.headers['azure-asyncoperation']) ?? pathIn(answer.headers.location);
  return path && nameOf(path.split('?')[0] ?? '');
};

type Ask = (path: string) => Promise<Answer>;

/** How the operation stands, asked anew from any process. */
export const standingOf = async (token: OperationToken, ask: Ask): Promise<OperationStanding> => {
  if (token.kind === 'done') return { state: 'succeeded', result: token.resource };
  if (token.kind === 'resource') return resourceStanding(token, ask);
  if (token.kind !== 'status-address' && token.kind !== 'result-address') throw new Error(`Not ours: ${token.kind}`);
  const answer = await ask(token.at);
  // Not allowed to look, or forgotten by Azure: the resource still says how it stands.
  if (answer.status === 403 || answer.status === 404) return resourceStanding(token, ask);
  if (isPassing(answer)) return running(answer);
  return token.kind === 'status-address' ? statusStanding(token, answer) : resultStanding(token, answer);
};

const statusBody = z.looseObject({
  status: z.string(),
  percentComplete: z.number().nullish().catch(undefined),
  error: z.unknown().optional(),
});

const statusStanding = (token: OperationToken, answer: Answer): OperationStanding => {
  const read = statusBody.safeParse(parsed(answer.body));
  if (!read.success) return answer.status < 300 ? running(answer) : failed(token, answer);
  const { status, percentComplete, error } = read.data;
  return standing({ token, state: status, answer, error, percent: percentComplete ?? undefined });
};

const resultStanding = (token: OperationToken, answer: Answer): OperationStanding => {
  if (answer.status === 202) return running(answer);
  return answer.status < 300 ? { state: 'succeeded', result: token.resource } : failed(token, answer);
};

const resourceStanding = async (token: OperationToken, ask: Ask): Promise<OperationStanding> => {
  const answer = await ask(`${token.resource}?api-version=${apiVersionOf(token.resource)}`);
  if (answer.status === 404 && token.deletes) return { state: 'succeeded', result: token.resource };
  if (isPassing(answer)) return running(answer);
  if (answer.status >= 300) return failed(token, answer);
  if (token.deletes) return running(answer);
  return standing({ token, state: stateIn(answer.body), answer, error: undefined });
};

interface Said {
  readonly token: OperationToken;
  readonly state: string;
  readonly answer: Answer;
  readonly error: unknown;
  readonly percent?: number | undefined;
}

const ends = new Set(['succeeded', 'failed', 'canceled', 'cancelled']);

const standing = ({ token, state, answer, error, percent }: Said): OperationStanding => {
  const word = state.toLowerCase();
  if (word === 'succeeded') return { state: 'succeeded', result: token.resource };
  if (!ends.has(word)) return { ...running(answer), ...(percent !== undefined && { percent }) };
  return { state: word === 'failed' ? 'failed' : 'cancelled', problem: problemInside(writing(token), error) };
};

const failed = (token: OperationToken, answer: Answer): OperationStanding => ({
  state: 'failed',
  problem: problemOf(writing(token), answer),
});

const writing = ({ resource, deletes }: OperationToken): string =>
  `${deletes ? 'delete' : 'write'} ${nameOf(resource)}`;

/** Says nothing of the operation: asked too often, or nobody there. */
const isPassing = ({ status }: Answer): boolean => status === 429 || status === 408 || status >= 500;

const running = (answer: Answer): OperationStanding & { readonly state: 'running' } => ({
  state: 'running',
  askAgainInSeconds: Math.max(Number(answer.headers['retry-after']) || 10, 2),
});

const resourceBody = z.looseObject({
  properties: z.looseObject({
    provisioningState: z.string().nullish().catch(undefined),
    /** A storage account is `Succeeded` all the while. */
    failoverInProgress: z.boolean().nullish().catch(undefined),
  }),
});

/** What says nothing of itself is as it should be. */
const stateIn = (body: string): string => {
  const read = resourceBody.safeParse(parsed(body));
  if (!read.success) return 'succeeded';
  const { provisioningState, failoverInProgress } = read.data.properties;
  return failoverInProgress ? 'running' : (provisioningState ?? 'succeeded').toLowerCase();
};

/** The same that the SDKs send. */
const apiVersions: Readonly<Record<string, string>> = {
  'microsoft.resources/resourcegroups': '2021-04-01',
  'microsoft.recoveryservices/vaults': '2024-04-01',
  'microsoft.compute/snapshots': '2024-03-02',
  'microsoft.compute/disks': '2024-03-02',
  'microsoft.storage/storageaccounts': '2023-05-01',
};

const byNamespace: Readonly<Record<string, string>> = {
  'microsoft.compute': '2024-07-01',
  'microsoft.network': '2024-03-01',
  'microsoft.recoveryservices': '2023-06-01',
};

const apiVersionOf = (resource: string): string => {
  const type = idKey(parseId(resource).type);
  return apiVersions[type] ?? byNamespace[type.split('/')[0] ?? ''] ?? '2024-07-01';
};
