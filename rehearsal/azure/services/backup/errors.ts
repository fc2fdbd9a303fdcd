import { ArmError } from '../../wire/errors.ts';

export function invalidInput(reason: string): ArmError {
  return new ArmError(400, 'BMSUserErrorInvalidInput', `Input provided for the call is invalid. ${reason}`);
}

export function itemNotFound(): ArmError {
  const message =
    'Item not found.\r\nSelected item might have been deleted. Please check if item is registered to the vault.';
  return new ArmError(404, 'BMSUserErrorDataSourceObjectNotFound', message);
}

export function containerNotFound(name: string): ArmError {
  return new ArmError(404, 'BMSUserErrorContainerObjectNotFound', `Container '${name}' not found.`);
}

export function recoveryPointNotFound(id: string): ArmError {
  const message = `The specified recovery point '${id}' was not found for the item.`;
  return new ArmError(404, 'BMSUserErrorRecoveryPointNotFound', message);
}

export function itemLocked(): ArmError {
  const message = 'Another operation is in progress on the selected item. Wait until it has ended and try again.';
  return new ArmError(409, 'BMSUserErrorObjectLocked', message);
}

export function resourceNotFound(type: string, name: string): ArmError {
  return new ArmError(404, 'ResourceNotFound', `The ${type} '${name}' was not found.`);
}
