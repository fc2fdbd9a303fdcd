import type { OperationOptions } from '@azure/core-client';
import { z } from 'zod';

/**
 * What Azure sent, page by page. In the SDK's own objects times that came without their zone, which are in UTC, have
 * become local ones, and what its version has no model for is gone.
 */
const sentPages = async (ask: (options: OperationOptions) => Promise<unknown>): Promise<unknown[]> => {
  const bodies: string[] = [];
  await ask({ onResponse: ({ bodyAsText }) => void bodies.push(bodyAsText ?? 'null') });
  return bodies.map((body): unknown => JSON.parse(body));
};

export const sent = async (ask: (options: OperationOptions) => Promise<unknown>): Promise<unknown> =>
  (await sentPages(ask)).at(-1);

const page = z.object({ value: z.array(z.unknown()).nullish() });

/** Goes through a list to its end; what it says is taken as it was sent. */
export const sentItems = async (list: (options: OperationOptions) => AsyncIterable<unknown>): Promise<unknown[]> => {
  const pages = await sentPages(async (options) => {
    const iterator = list(options)[Symbol.asyncIterator]();
    while (!(await iterator.next()).done);
  });
  return pages.flatMap((each) => page.parse(each).value ?? []);
};
