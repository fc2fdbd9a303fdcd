import type { Json } from '../world/shapes.ts';
import type { Triggers } from '../world/triggers.ts';
import type { Workspace } from '../world/workspace.ts';

export interface Stage {
  readonly workspace: Workspace;
  readonly triggers: Triggers;
  /** Where a socket of Socket Mode is opened. */
  readonly socketAddress: () => string;
  /** Hears of everything that changed what people see. */
  readonly changed: () => void;
}

/** What a method answers: its own fields, or Slack's word for why not. */
export type Answer = Json | { readonly error: string; readonly details?: readonly string[] };

export interface Method {
  /** The scope that the token needs; undefined: none. */
  readonly scope?: string | ((args: Json) => string | undefined);
  readonly app?: true;
  readonly run: (args: Json, stage: Stage) => Answer;
}

export const text = (args: Json, name: string): string =>
  typeof args[name] === 'string' ? (args[name] as string) : '';

/** Arguments come as forms, in which nested things are JSON. */
export const nested = (args: Json, name: string): unknown => {
  const value = args[name];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};
