import { z } from 'zod';
import type { Clients } from '../core/clients.ts';
import { parsed } from '../core/problems.ts';
import { askRaw } from '../core/raw.ts';
import { requireSuccess } from '../core/reading.ts';
import { text } from '../core/shapes.ts';

/** A question to the secondary region, where Azure Backup keeps copies of its own records. No SDK knows how to ask. */
interface StampRequest {
  readonly what: string;
  readonly method?: 'GET' | 'POST';
  /** Lists end in a slash. */
  readonly path: string;
  readonly filter?: string;
  readonly body?: unknown;
}

/** It is this version that sends a call to the secondary region: with another one, the same path asks the primary. */
const version = 'api-version=2023-01-15';

/** What asks, and where Azure is. */
interface Stamp {
  readonly clients: Clients;
  readonly resourceManager: string;
}

export const stampPath = ({ path, filter }: Pick<StampRequest, 'path' | 'filter'>): string =>
  `${path}?${version}${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}`;

export const askStamp = ({ clients, resourceManager }: Stamp, request: StampRequest): Promise<unknown> =>
  askAt({ clients, resourceManager }, request, stampPath(request));

/** All pages; those after the first are asked for in the same way, body included. */
export const listFromStamp = async (stamp: Stamp, request: StampRequest): Promise<readonly unknown[]> => {
  const items: unknown[] = [];
  let path: string | undefined = stampPath(request);
  while (path !== undefined) {
    const { value, nextLink } = page.parse(await askAt(stamp, request, path));
    items.push(...value);
    path = nextLink && withoutHost(nextLink);
  }
  return items;
};

const page = z.looseObject({ value: z.array(z.unknown()), nextLink: text });

const askAt = async (stamp: Stamp, { what, method = 'GET', body }: StampRequest, path: string): Promise<unknown> => {
  const answer = await askRaw(stamp.clients, stamp.resourceManager, { method, path, body });
  return parsed(requireSuccess(what, answer).body);
};

const withoutHost = (address: string): string => {
  const { pathname, search } = new URL(address);
  return pathname + search;
};
