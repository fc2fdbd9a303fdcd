import type { ChainableCommander } from 'ioredis';
import { z } from 'zod';

const timeShape = z.tuple([z.coerce.number(), z.coerce.number()]);

/** Sends them in one round trip; the first that failed fails all. */
export async function answersOf(pipeline: ChainableCommander): Promise<readonly unknown[]> {
  const answers = (await pipeline.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error) throw new Error(`Redis: ${error.message}`);
    return answer;
  });
}

/** Milliseconds since 1970, from what TIME answers. */
export function readInstant(answer: unknown): number {
  const [seconds, microseconds] = timeShape.parse(answer);
  return seconds * 1000 + Math.floor(microseconds / 1000);
}
