import { expect, test } from 'vitest';
import { workflows } from '../../src/workflows/index.ts';
import { rehearsed } from './rehearsed/index.ts';

test('every workflow is rehearsed', () => {
  const named = new Set(rehearsed.map(({ workflow }) => workflow));

  expect(workflows.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
});
