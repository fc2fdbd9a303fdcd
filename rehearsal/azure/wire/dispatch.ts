import type { Principal } from '../../entra/principal.ts';
import type { TokenVerifier } from '../../entra/tokens.ts';
import type { Affliction } from '../world/operations.ts';
import type { WiredWorld } from '../world/world.ts';
import { complete, errorAnswer, internalError } from './answers.ts';
import { requireApiVersion } from './api-version.ts';
import { authenticate } from './authentication.ts';
import { readBody } from './body.ts';
import { ArmError } from './errors.ts';
import type { Exchange, WireCall } from './exchange.ts';
import { afflictionOf, underFault } from './fault-effects.ts';
import type { FaultScript } from './faults.ts';
import { standardHeaders } from './headers.ts';
import { type IsAllowed, requirePermission } from './permission.ts';
import { refuseIfRegionIsDown, withoutLostRegions } from './region.ts';
import type { ResourceLimits } from './resource-limits.ts';
import type { ArmRequest, ArmResponse, Method, Route } from './route.ts';
import type { RouteMatch, Router } from './router.ts';
import { requireSubscription, subscriptionIn } from './subscription.ts';
import type { Charge, Throttle } from './throttle.ts';

/** What calls are carried out on; a reset exchanges the whole of it. */
export interface Stage {
  readonly world: WiredWorld;
  readonly throttle: Throttle;
  readonly resourceLimits: ResourceLimits;
}

interface DispatchOptions {
  readonly router: Router;
  readonly stage: () => Stage;
  readonly faults: FaultScript;
  readonly tokens: TokenVerifier;
  readonly isAllowed: IsAllowed;
  /** Called with whatever a handler threw that is not an ArmError: a bug of the rehearsal. */
  readonly onBug: (problem: unknown, call: WireCall) => void;
}

export type Dispatch = (call: WireCall) => Promise<Exchange>;

/** Notes taken while a call goes through its stations, for the answer to whatever station refuses it. */
interface Progress {
  sentBody: unknown;
  operation: string | undefined;
  struck: boolean;
  headers: Record<string, string>;
  /** Past the gateway: it is the service that answers. */
  inService: boolean;
}

/** A call that has passed the gateway. */
interface AcceptedCall {
  readonly route: Route;
  readonly request: ArmRequest;
}

/** Carries out calls: the whole of the wire but the sockets. */
export function createDispatch(options: DispatchOptions): Dispatch {
  return async (call) => {
    const progress: Progress = {
      sentBody: undefined,
      operation: undefined,
      struck: false,
      headers: {},
      inService: false,
    };
    const answer = await carryOut(options, call, progress).catch((problem: unknown) => {
      if (problem instanceof ArmError) return errorAnswer(problem, progress.inService);
      options.onBug(problem, call);
      return errorAnswer(internalError(), true);
    });
    const { sentBody, operation, struck, headers } = progress;
    return { call, sentBody, operation, struck, answer: answer && complete(answer, call.method, headers) };
  };
}

async function carryOut(
  options: DispatchOptions,
  call: WireCall,
  progress: Progress,
): Promise<ArmResponse | undefined> {
  const stage = options.stage();
  const { route, request } = await passGateway(options, stage, call, progress);
  const { method, path } = request;
  const fault = options.faults.strike({ operation: route.operation, method, path });
  progress.struck = fault !== undefined;
  return underFault(fault, () => handle({ route, request }, stage.world, progress, afflictionOf(fault)));
}

async function passGateway(
  options: DispatchOptions,
  stage: Stage,
  call: WireCall,
  progress: Progress,
): Promise<AcceptedCall> {
  const { world } = stage;
  progress.headers = standardHeaders(call.headers, world.clock.now());
  const address = addressOf(call);
  const apiVersion = requireApiVersion(address.searchParams, address.pathname);
  const principal = await authenticate(call.headers.authorization, options.tokens, world.tenantId);
  world.clock.settle();
  const { route, params } = requireRoute(options.router, call.method, address.pathname, apiVersion);
  progress.operation = route.operation;
  const path = decodeURIComponent(address.pathname).replace(/\/+$/, '');
  requireSubscription(path, world);
  Object.assign(progress.headers, charge(stage, route, principal, path));
  if (route.action !== null) requirePermission(options.isAllowed, world, principal, route.action, path);
  progress.sentBody = readBody(call);
  const request = {
    method: call.method as Method,
    path,
    params,
    query: address.searchParams,
    apiVersion,
    headers: call.headers,
    body: progress.sentBody,
    origin: call.origin,
    principal,
    world,
    correlationId: progress.headers['x-ms-correlation-request-id'] ?? '',
    clientRequestId: call.headers['x-ms-client-request-id'],
  };
  return { route, request };
}

function addressOf(call: WireCall): URL {
  const address = `${call.origin}${call.url}`;
  if (call.url.startsWith('/') && URL.canParse(address)) return new URL(address);
  throw new ArmError(400, 'BadRequest', 'The request address is malformed.');
}

function requireRoute(router: Router, method: string, rawPath: string, apiVersion: string): RouteMatch {
  const asked = method as Method;
  const match =
    router.find(asked, rawPath, apiVersion) ?? (asked === 'HEAD' ? router.find('GET', rawPath, apiVersion) : undefined);
  if (match !== undefined) return match;
  throw new ArmError(501, 'RouteNotRehearsed', `Rehearsal Azure does not play '${method} ${rawPath}'.`);
}

function charge(stage: Stage, route: Route, { objectId }: Principal, path: string): Record<string, string> {
  const kind = route.charge ?? chargeByMethod(route.method);
  if (kind === 'none') return {};
  const subscriptionId = subscriptionIn(path);
  const counted = subscriptionId && stage.resourceLimits.take(route, subscriptionId);
  return counted || stage.throttle.take({ charge: kind, subscriptionId, objectId });
}

function chargeByMethod(method: Method): Charge {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function handle(
  { route, request }: AcceptedCall,
  world: WiredWorld,
  progress: Progress,
  affliction: Affliction | undefined,
): ArmResponse {
  try {
    refuseIfRegionIsDown(route, request);
  } catch (problem) {
    progress.struck = true;
    throw problem;
  }
  progress.inService = true;
  const response = world.operations.during(affliction, () => route.handle(request));
  if (request.method !== 'GET') return response;
  return { ...response, body: withoutLostRegions(response.body, world) };
}
