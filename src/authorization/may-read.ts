import type { Area, Policy } from '../policy/policy.ts';
import { decide, type Subject } from './decide.ts';
import { holding } from './need.ts';

/**
 * Whether a row may be shown that is about all these resources, e.g. a replicated item and its machine: one of them
 * must be readable, none denied.
 */
export type MayRead = (area: Area, ...resources: readonly string[]) => boolean;

export const readingRights =
  (subject: Subject | undefined, policy: Policy): MayRead =>
  (area, ...resources) => {
    if (!subject) return false;
    const decisions = resources.map((id) => decide(subject, holding('reader', area), { kind: 'resource', id }, policy));
    const denied = decisions.some((decision) => !decision.allowed && decision.denied);
    return !denied && decisions.some((decision) => decision.allowed);
  };
