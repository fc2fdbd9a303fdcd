import { expect, it } from 'vitest';
import { lockConflicts } from '../../src/operations/lock-kinds.ts';

const pairs = Object.entries(lockConflicts).flatMap(([kind, others]) => others.map((other) => [kind, other]));

it('The table of locks reads the same both ways', () => {
  expect(pairs.map(([a, b]) => `${b} ${a}`).sort()).toEqual(pairs.map(([a, b]) => `${a} ${b}`).sort());
});

it('The table of locks lets neither copies nor back-ups stand in the way of a move', () => {
  expect(lockConflicts.move).toEqual(['move', 'configure', 'restore']);
  expect(lockConflicts.copy).toEqual([]);
});
