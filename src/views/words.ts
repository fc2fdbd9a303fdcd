/** Cut at a word where there is one near the end. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 3);
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}...`;
};

/** `14:05 UTC`. */
export const clockTime = (time: Date): string => `${time.toISOString().slice(11, 16)} UTC`;

/** `one`, `one and two`, `one, two and three`. */
export const listed = (parts: readonly string[], last = 'and'): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;

/** As the beginning of a sentence. */
export const begun = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

/** `1 warning`, `2 warnings`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `512 GB`, `1.5 TB`: as Azure counts them, 1024 at a time. */
export const gigabytes = (bytes: number): string => {
  const size = bytes / 1024 ** 3;
  return size < 1024 ? `${Math.round(size)} GB` : `${Math.round(size / 102.4) / 10} TB`;
};

/** `5 min 31 s`, `3 h 40 min`, `12 days`. */
export const spoken = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 48) return `${hours} h ${Math.floor((seconds % 3600) / 60)} min`;
  return counted(Math.floor(hours / 24), 'day');
};

const units = [
  [86_400, 'day'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A duration in its two largest units: `5 min 31 s`, `3 h 40 min`, `12 days`. */
export const inWords = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const first = units.findIndex(([size]) => whole >= size);
  const at = first === -1 ? units.length - 1 : first;
  const shown = units.slice(at, at + 2).map(([size, unit], next) => {
    const left = next === 0 ? whole : whole % (units[at]?.[0] ?? 1);
    return { count: Math.floor(left / size), unit };
  });
  return shown
    .filter(({ count }, next) => next === 0 || count > 0)
    .map(({ count, unit }) => (unit === 'day' ? counted(count, unit) : `${count} ${unit}`))
    .join(' ');
};

/** How much data is lost, or would be, rounded up to minutes: nobody loses more than it says. */
export const lossInWords = (seconds: number): string => inWords(Math.ceil(seconds / 60) * 60);

/** A duration in its largest unit alone, rounded down: `12 days`, `41 min`. */
export const roughly = (seconds: number): string => {
  const [size, unit] = units.find(([each]) => seconds >= each) ?? ([1, 's'] as const);
  const count = Math.max(0, Math.floor(seconds / size));
  return unit === 'day' ? counted(count, unit) : `${count} ${unit}`;
};

/** `20 s ago`, `12 days ago`. */
export const ago = (time: Date, now: Date): string => `${roughly(secondsBetween(time, now))} ago`;

export const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** `14:05 UTC`, with the date before it unless that is today. */
export const moment = (time: Date, now: Date): string => {
  const day = time.toISOString().slice(0, 10);
  return day === now.toISOString().slice(0, 10) ? clockTime(time) : `${day} ${clockTime(time)}`;
};

/** `the last 24 h`, `the last 14 days`. */
export const lastPeriod = (seconds: number): string => {
  const hours = Math.round(seconds / 3600);
  return `the last ${seconds < 3600 ? roughly(seconds) : hours < 72 ? `${hours} h` : roughly(seconds)}`;
};
