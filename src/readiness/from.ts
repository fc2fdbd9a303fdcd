import type { Check } from '../plans/plan.ts';
import type { Attempt } from '../protection/attempt.ts';
import { gapWords } from '../views/gap-words.ts';
import { warning } from './checks.ts';

/** What could not be read is a warning, never a pass. */
export const from = <Value>(
  tried: Attempt<Value>,
  subject: string,
  check: (value: Value) => readonly Check[],
): readonly Check[] => (tried.read ? check(tried.value) : [warning(subject, gapWords(tried.missing))]);
