import { z } from 'zod';
import { runCommandBody } from '../../../src/azure-bodies/run-command.ts';
import type { MachineWriter } from '../../../src/ports/azure/machines.ts';
import type { OperationToken } from '../../../src/ports/azure/write.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { nameOf, parseId } from '../core/ids.ts';
import { parsed } from '../core/problems.ts';
import { askRaw } from '../core/raw.ts';
import { requireSuccess } from '../core/reading.ts';
import { write } from '../core/writes.ts';

export const createMachineWriter = (core: Core): MachineWriter => ({
  runInside: ({ vmId, os, script }, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(vmId);
      const { virtualMachines } = await clients.compute(subscription);
      return virtualMachines.beginRunCommand(resourceGroup, name, runCommandBody(os, script));
    };
    // Azure refuses a second one while the first runs: repeated, its refusal would pass for the answer.
    return write(core, { doing: 'run a script inside', resource: vmId, repeatable: false, start }, sending);
  },
  standing: async (token) => {
    const standing = await core.standing(token);
    if (standing.state !== 'succeeded' || token.kind !== 'status-address') return standing;
    return { ...standing, result: await outputOf(core, token) };
  },
});

const status = z.looseObject({
  properties: z.looseObject({
    output: z.looseObject({ value: z.array(z.looseObject({ message: z.string().nullish() })).nullish() }),
  }),
});

/** A journal keeps it: what a script says without end is cut. */
const longest = 4_000;

/** Azure keeps what the script has said with the status of the operation. */
const outputOf = async (core: Core, token: OperationToken): Promise<string> => {
  const what = `read what the script said inside ${nameOf(token.resource)}`;
  const { value } = await core.read.one({
    what,
    key: `output ${token.at}`,
    how: 'fresh',
    ask: async (clients) => {
      const answer = requireSuccess(what, await askRaw(clients, core.resourceManager, { path: token.at }));
      const read = status.safeParse(parsed(answer.body));
      const messages = read.success ? (read.data.properties.output.value ?? []) : [];
      return messages.flatMap(({ message }) => message ?? []).join('\n');
    },
  });
  return value.slice(0, longest);
};
