/** One thing that is wrong in a configuration: where, what is there, and what would be right. */
export interface Problem {
  /** As in `grants[2].level`, or the name of an environment variable. */
  readonly key: string;
  /** What is there now, short enough and safe to show. */
  readonly value: string;
  readonly expected: string;
}

/** All of them in one text, so that one reading is enough to repair the whole. */
export const shownProblems = (source: string, problems: readonly Problem[]): string => {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${source} has ${count}:`, ...problems.map(asLine)].join('\n');
};

const asLine = ({ key, value, expected }: Problem): string => `  ${key}: ${value} (expected: ${expected})`;
