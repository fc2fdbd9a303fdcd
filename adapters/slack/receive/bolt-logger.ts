import { type Logger, LogLevel } from '@slack/bolt';

/** Bolt's warnings and errors into the bot's own log; what it tells beside them is of no interest. */
export const boltLogger = (report: (problem: string, error: unknown) => void): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...said) => report('slack: bolt warns', said),
  error: (...said) => report('slack: bolt failed', said),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});
