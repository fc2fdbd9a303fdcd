import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { SentTooLate } from '../../../src/errors/azure.ts';
import { type ActionOnResource, actionOf } from './actions.ts';
import {
  type Answer,
  AnsweredAlready,
  type Attempt,
  answerOf,
  type Call,
  currentCall,
  type Lane,
  type Write,
} from './call.ts';
import { freshConnection, isFreshConnection } from './fresh-connection.ts';
import { AskedToWait, type Pace, secondsToWait, type Toll } from './pace.ts';

/** One request as it went out, for metrics, the audit, and the comparison with what the role allows. */
export interface AzureCall extends ActionOnResource {
  readonly method: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
  readonly requestId: string;
  readonly lane: Lane;
}

export interface PolicyOptions {
  readonly pace: Pace;
  readonly monotonic: () => number;
  readonly now: () => Date;
  readonly timeouts: { readonly readMs: number; readonly writeMs: number };
  readonly onCall: (call: AzureCall) => void;
}

interface AdditionalPolicy {
  readonly policy: PipelinePolicy;
  readonly position: 'perCall' | 'perRetry';
}

/** What every client does beside what its SDK does. The second is the innermost: after it come only the sockets. */
export const createPolicies = (options: PolicyOptions): AdditionalPolicy[] => [
  { policy: announce(options), position: 'perCall' },
  { policy: send(options), position: 'perRetry' },
];

const requestIdHeader = 'x-ms-client-request-id';

/** Before retries and tokens: who asks, how long it may take, and whether Azure wants to be asked at all. */
const announce = ({ pace, timeouts }: PolicyOptions): PipelinePolicy => ({
  name: 'lifeboatAnnounce',
  async sendRequest(request, next) {
    const call = requireCall(request);
    if (call.write !== undefined) request.headers.set(requestIdHeader, call.write.sending.requestId);
    request.timeout = call.write === undefined ? timeouts.readMs : timeouts.writeMs;
    if (call.write !== undefined && answerOf(call.write) !== undefined) throw new AnsweredAlready();
    await pace.before(tollOf(request), call.lane);
    return next(request);
  },
});

/** A request that is neither a reading nor said with a Sending is a mistake of ours: it must not go out. */
const requireCall = ({ method, url }: PipelineRequest): Call => {
  const call = currentCall();
  if (call === undefined) throw new Error(`A request outside of any call: ${method} ${pathOf(url)}`);
  const reads = method === 'GET' || method === 'HEAD' || (method === 'POST' && call.readsByPost);
  if (!reads && call.write === undefined) throw new Error(`A write without a Sending: ${method} ${pathOf(url)}`);
  return call;
};

const send = (options: PolicyOptions): PipelinePolicy => ({
  name: 'lifeboatSend',
  async sendRequest(request, next) {
    const call = requireCall(request);
    const attempt = call.write && begin(request, call.write, call.what, options);
    const answer = await timed(request, call, options, () => next(request));
    if (attempt !== undefined) attempt.answer = wireAnswer(answer);
    refuseIfAskedToWait(wireAnswer(answer), request, call, options.pace);
    return answer;
  },
});

const begin = (request: PipelineRequest, write: Write, what: string, { monotonic, now }: PolicyOptions): Attempt => {
  const inTime = () => write.deadline === undefined || monotonic() <= write.deadline;
  if (!inTime()) throw new SentTooLate(what);
  const attempt: Attempt = { written: false, tooLate: false };
  write.attempts.push(attempt);
  const connected = () => {
    attempt.tooLate = !inTime();
    attempt.written = !attempt.tooLate;
    attempt.at = now();
    return attempt.written;
  };
  // A proxy brings an agent of its own, and says nothing of its connection.
  if (request.agent === undefined || isFreshConnection(request.agent)) request.agent = freshConnection(connected);
  else connected();
  return attempt;
};

const timed = async (
  request: PipelineRequest,
  { lane }: Call,
  { monotonic, onCall }: PolicyOptions,
  ask: () => Promise<PipelineResponse>,
): Promise<PipelineResponse> => {
  const begun = monotonic();
  let status: number | undefined;
  try {
    const response = await ask();
    status = response.status;
    return response;
  } finally {
    onCall({
      ...actionOf(request.method, pathOf(request.url)),
      method: request.method,
      ...(status !== undefined && { status }),
      milliseconds: Math.round(monotonic() - begun),
      requestId: request.headers.get(requestIdHeader) ?? request.requestId,
      lane,
    });
  }
};

/** The SDKs sleep as long as Azure says, be it an hour: nobody is kept waiting so long without a word. */
const patience = 3;

const refuseIfAskedToWait = (answer: Answer, request: PipelineRequest, { write }: Call, pace: Pace): void => {
  pace.note(tollOf(request), answer);
  if (answer.status !== 429 && answer.status !== 503) return;
  const seconds = secondsToWait(answer);
  if (seconds !== undefined && (seconds > patience || write?.once)) throw new AskedToWait(seconds, answer);
};

const wireAnswer = ({ status, headers, bodyAsText }: PipelineResponse): Answer => ({
  status,
  headers: headers.toJSON(),
  body: bodyAsText ?? '',
});

const tollOf = ({ method, url }: PipelineRequest): Toll => {
  const path = pathOf(url);
  const subscription = /^\/subscriptions\/([^/]+)/iu.exec(path)?.[1]?.toLowerCase() ?? '';
  const kind = method === 'DELETE' ? 'deletes' : method === 'GET' || method === 'HEAD' ? 'reads' : 'writes';
  return { subscription, kind, action: actionOf(method, path).action };
};

const pathOf = (url: string): string => new URL(url).pathname;
