import type { ArmRequest, ArmResponse, Method, Route } from '../../wire/route.ts';

/** One row; an action is given as what follows `Microsoft.RecoveryServices/vaults/`. */
export function row(
  operation: string,
  method: Method,
  path: string,
  action: string,
  handle: (request: ArmRequest) => ArmResponse,
  note?: string,
): Route {
  return {
    operation,
    method,
    path,
    action: `Microsoft.RecoveryServices/vaults/${action}`,
    coverage: note === undefined ? 'supported' : 'partial',
    ...(note !== undefined && { note }),
    handle,
  };
}

export function ok(body: unknown): ArmResponse {
  return { status: 200, body };
}

export const noContent = (): ArmResponse => ({ status: 204 });
