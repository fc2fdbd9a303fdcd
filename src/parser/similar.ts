const longestCompared = 40;

/** Which of the candidates were probably meant, best first. */
export const similarTo = (typed: string, candidates: readonly string[], most = 3): readonly string[] => {
  if (typed.length === 0 || typed.length > longestCompared) return [];
  const lower = typed.toLowerCase();
  const allowed = Math.max(1, Math.floor(lower.length / 3));
  return candidates
    .filter((candidate) => Math.abs(candidate.length - typed.length) <= allowed)
    .map((candidate) => ({ candidate, distance: distance(lower, candidate.toLowerCase()) }))
    .filter((each) => each.distance <= allowed)
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, most)
    .map((each) => each.candidate);
};

/** Edits between two words; two letters swapped count as one. */
const distance = (a: string, b: string): number => {
  let twoBack: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(best, (twoBack[j - 2] ?? 0) + 1) : best);
    }
    twoBack = last;
    last = row;
  }
  return last[b.length] ?? 0;
};
