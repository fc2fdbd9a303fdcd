import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { storageAccountType } from './provision.ts';

interface NameVerdict {
  readonly nameAvailable: boolean;
  readonly reason?: 'AccountNameInvalid' | 'AlreadyExists';
  readonly message?: string;
}

/** Names of storage accounts are names of hosts: one world, one holder. */
export function judgeName(world: World, name: string): NameVerdict {
  if (!/^[a-z0-9]{3,24}$/.test(name)) {
    const message = `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`;
    return { nameAvailable: false, reason: 'AccountNameInvalid', message };
  }
  const taken = world.resources.list(storageAccountType).some((account) => account.name === name);
  if (!taken) return { nameAvailable: true };
  const message = `The storage account named ${name} is already taken.`;
  return { nameAvailable: false, reason: 'AlreadyExists', message };
}

export function requireFreeName(world: World, name: string): void {
  const { reason, message = '' } = judgeName(world, name);
  if (reason === 'AccountNameInvalid') throw new ArmError(400, reason, message);
  if (reason) throw new ArmError(409, 'StorageAccountAlreadyTaken', message);
}
