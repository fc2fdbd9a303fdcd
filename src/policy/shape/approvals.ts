import { z } from 'zod';
import { type Danger, levels } from '../policy.ts';
import { duration } from './durations.ts';
import { count, flag, instant, nameLike, nameOf, namePattern, text, word } from './fields.ts';
import type { Names } from './names.ts';
import { scope } from './scope.ts';
import { mapping } from './structures.ts';

const dangersApproved = ['reversible', 'outage', 'data-loss'] as const satisfies readonly Danger[];

export const approvalRule = (names: Names) =>
  mapping({
    when: mapping({
      danger: word(dangersApproved).optional(),
      scope: scope(names).optional(),
      'vms-at-least': count(1, 10_000).optional(),
      'during-freeze': flag.optional(),
    }).default({}),
    quorum: count(0, 20).optional(),
    approvers: word(levels).optional(),
    lifetime: duration('1m', '7d').optional(),
    'reason-required': flag.optional(),
    'type-target': flag.optional(),
    escalate: mapping({
      after: duration('1m', '7d'),
      to: nameOf('a group or a person of this file', names.parties),
    }).optional(),
    'break-glass': flag.optional(),
  }).transform((written, context) => {
    const { lifetime, escalate } = written;
    if (lifetime !== undefined && escalate && escalate.after >= lifetime) {
      const message = 'less than the lifetime: later nobody could answer any more';
      context.addIssue({ code: 'custom', path: ['escalate', 'after'], message });
      return z.NEVER;
    }
    return written;
  });

export const freeze = mapping({ name: text(nameLike, namePattern), from: instant, to: instant }).transform(
  (written, context) => {
    if (written.from < written.to) return written;
    context.addIssue({ code: 'custom', path: ['to'], message: 'a time after from' });
    return z.NEVER;
  },
);

/** What stands under `approvals` beside the two lists. */
export const approvalSettings = mapping({
  rules: z.unknown().optional(),
  freezes: z.unknown().optional(),
  'open-requests-per-person': count(1, 100).default(5),
  'terminal-may-approve': flag.default(false),
});
