import { expect, test } from 'vitest';
import { authorize } from '../../src/authorization/authorize.ts';
import { subjectOf } from '../../src/authorization/decide.ts';
import { createPolicyFor } from '../../src/authorization/policy-for.ts';
import type { Grant, Policy } from '../../src/policy/policy.ts';
import { everything, gives, samplePolicy } from '../sample/policy.ts';

const operate = { level: 'operator', area: 'recovery' } as const;

const start = (changes: Partial<Policy>, grants: readonly Grant[], unread?: string) => {
  const asked: string[] = [];
  const policyFor = createPolicyFor({
    policy: () => samplePolicy({ azureRoles: true, ...changes }),
    roles: {
      grantsOf: async ({ id }, how) => {
        asked.push(`${id} ${how}`);
        return { grants, ...(unread && { unread }) };
      },
    },
  });
  const judge = async (id: string) => {
    const policy = await policyFor([id], 'fresh');
    const person = policy.people.find((each) => each.id === id);
    return authorize(person && subjectOf(person, policy), operate, [], policy);
  };
  return { policyFor, judge, asked };
};

test('what a role in Azure gives counts beside the grants, for whoever is asked about', async () => {
  const { judge, asked } = start({}, [gives('dan', 'operator', everything)]);

  expect(await judge('dan')).toMatchObject({ allowed: true });
  expect(await judge('rob')).toMatchObject({ allowed: false });
  expect(asked).toEqual(['dan fresh', 'rob fresh']);
});

test('a denial of the policy beats any role', async () => {
  const grants = [gives('dan', 'operator', everything, 'deny')];

  const { judge } = start({ grants }, [gives('dan', 'contributor', everything)]);

  expect(await judge('dan')).toMatchObject({ allowed: false, denied: true });
});

test('Azure is not asked unless the policy says so', async () => {
  const { judge, asked } = start({ azureRoles: false }, [gives('dan', 'operator', everything)]);

  expect(await judge('dan')).toMatchObject({ allowed: false });
  expect(asked).toEqual([]);
});

test('roles that could not be read give nothing, and a refusal says so', async () => {
  const { judge } = start({}, [], "Azure's roles could not be read: Azure could not be reached.");

  expect(await judge('cleo')).toMatchObject({ allowed: true });
  expect(await judge('rob')).toEqual({
    allowed: false,
    rule: 'allow reader to rob',
    why: "you are Reader (recovery), by lifeboat.yaml alone. Azure's roles could not be read: Azure could not be reached",
  });
});
