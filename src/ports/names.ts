/** What a person can name in a command. */
export const nameKinds = [
  'application',
  'vm',
  'vault',
  'recovery-plan',
  'region',
  'point',
  'storage-account',
  'disk',
] as const;
export type NameKind = (typeof nameKinds)[number];

/** Something named, found. */
export interface Target {
  readonly kind: NameKind;
  /** How people call it, e.g. `payments`, `pay-web-01`. */
  readonly name: string;
  /** What tells it from others of the same name, e.g. its resource group. */
  readonly where: string;
  /** The Azure resources it stands for, ids in lower case. */
  readonly resources: readonly string[];
}

/** Finds what people name, and knows enough names to help them type. */
export interface Names {
  /** All that bear this name, regardless of letter case; `fresh` never answers from memory. */
  resolve(kinds: readonly NameKind[], name: string, how: 'fresh' | 'remembered'): Promise<readonly Target[]>;
  /** From memory alone, so that it never waits. */
  known(kinds: readonly NameKind[]): readonly Target[];
}
