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

/** `5 min 31 s`, `3 h 40 min`, `12 days`. */
export const spoken = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 48) return `${hours} h ${Math.floor((seconds % 3600) / 60)} min`;
  return counted(Math.floor(hours / 24), 'day');
};
