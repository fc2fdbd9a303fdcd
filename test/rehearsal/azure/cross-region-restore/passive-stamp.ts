import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import type { Estate } from '../backup/estate.ts';
import type { Fixture } from '../fixture.ts';

/** Those fields of the answers that tests look at. */
interface Body {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly value: readonly Body[];
  readonly properties: Record<string, unknown> & {
    readonly jobId: string;
    readonly status: string;
    readonly recoveryPointTime: string;
    readonly crossRegionRestoreState?: string;
    readonly extendedInfo: { readonly progressPercentage: number };
  };
  readonly error: { readonly code: string; readonly message: string };
}

interface Answer {
  readonly status: number;
  readonly headers: PipelineResponse['headers'];
  readonly body: Body;
}

export interface PassiveStamp {
  get(path: string, version?: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** The properties of an access token for the newest point of the estate's item. */
  token(): Promise<Record<string, unknown>>;
}

const VERSION = '2023-01-15';

/** Cross Region Restore is in no JavaScript SDK: this is how its callers reach it. */
export function passiveStamp(fixture: Fixture, estate: Estate, options = fixture.clientOptions): PassiveStamp {
  const client = new ServiceClient({ credential: fixture.credential(), ...options });
  const send = async (method: 'GET' | 'POST', path: string, version: string, sent?: unknown): Promise<Answer> => {
    const separator = path.includes('?') ? '&' : '?';
    const request = createPipelineRequest({
      url: path.startsWith('https:') ? path : `${fixture.endpoint}${path}${separator}api-version=${version}`,
      method,
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    });
    if (sent !== undefined) request.headers.set('Content-Type', 'application/json');
    const { status, headers, bodyAsText } = await client.sendRequest(request);
    return { status, headers, body: JSON.parse(bodyAsText || '{}') };
  };
  const stamp: PassiveStamp = {
    get: (path, version = VERSION) => send('GET', path, version),
    post: (path, body) => send('POST', path, VERSION, body),
    async token() {
      const newest = (await stamp.get(pointsPath(estate))).body.value[0];
      const { properties } = (await stamp.get(locationPath(fixture, 'backupAadProperties'))).body;
      return (await stamp.post(`${encodeURI(`${newest?.id}`)}/accessToken`, { properties })).body.properties;
    },
  };
  return stamp;
}

export function itemPath({ vaultId, container, item }: Estate): string {
  const names = [container, item].map(encodeURIComponent);
  return `${vaultId}/backupFabrics/Azure/protectionContainers/${names[0]}/protectedItems/${names[1]}`;
}

export function pointsPath(estate: Estate): string {
  return `${itemPath(estate)}/recoveryPoints/`;
}

export function locationPath({ subscriptionId }: Fixture, rest: string, region = 'northeurope'): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices/locations/${region}/${rest}`;
}
