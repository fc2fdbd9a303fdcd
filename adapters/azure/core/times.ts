import { z } from 'zod';

/** A time, or undefined where there is none, whichever way Azure says so; some come without their zone, which is UTC. */
export const time = z
  .union([z.date(), z.string()])
  .nullish()
  .catch(undefined)
  .transform((said) => real(typeof said === 'string' ? inUtc(said) : said));

const inUtc = (said: string): Date => new Date(/(z|[+-]\d\d:?\d\d)$/iu.test(said) ? said : `${said}Z`);

/** "Never" is the year 1, or 1753; "for ever" is the year 9999. */
const real = (at: Date | null | undefined): Date | undefined => {
  const year = at?.getUTCFullYear() ?? 0;
  return at && year >= 2000 && year < 9000 ? at : undefined;
};
