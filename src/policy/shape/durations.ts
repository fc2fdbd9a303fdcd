import { text } from './fields.ts';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `15m`, `4h`, `30d`, in seconds. */
export const duration = (least: string, most: string) => {
  const expects = `a duration from ${least} to ${most}, such as ${least}`;
  return text(expects, /^\d{1,6}[smhd]$/u)
    .transform(secondsOf)
    .refine((seconds) => seconds >= secondsOf(least) && seconds <= secondsOf(most), { error: expects });
};

const secondsOf = (written: string): number => Number(written.slice(0, -1)) * (unitSeconds[written.slice(-1)] ?? 0);

/** The same the other way round, in the largest unit that loses nothing. */
export const shownDuration = (seconds: number): string => {
  const unit = ['d', 'h', 'm'].find((each) => seconds > 0 && seconds % (unitSeconds[each] ?? 1) === 0) ?? 's';
  return `${seconds / (unitSeconds[unit] ?? 1)}${unit}`;
};
