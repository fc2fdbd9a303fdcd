/** The command that does what Azure calls so. */
const commands: Readonly<Record<string, string>> = {
  TestFailover: 'drill',
  TestFailoverCleanup: 'drill-cleanup',
  UnplannedFailover: 'failover',
  ChangePit: 'change-point',
  Commit: 'commit',
  ReverseReplicate: 'reprotect',
  SwitchProtection: 'reprotect',
  DisableProtection: 'unprotect',
};

/** `failover, drill`: what Azure allows now, as it is typed. What no command does is of no use to whoever reads it. */
export const allowedWords = (allowed: readonly string[]): string =>
  [...new Set(allowed.flatMap((operation) => commands[operation] ?? []))].join(', ');

/** The way out where Azure does not allow what was asked. Where it allows nothing, `see` shows what is under way. */
export const allowedInstead = (allowed: readonly string[], see: string): string => {
  const words = allowedWords(allowed);
  return words === '' ? `Azure allows nothing else with it now. See: ${see}` : `Azure allows now: ${words}.`;
};
