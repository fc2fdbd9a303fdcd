/** Azure's answer to a request it does not carry out. Handlers throw it; the server writes it. */
export class ArmError extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: ArmErrorExtra;

  constructor(status: number, code: string, message: string, extra: ArmErrorExtra = {}) {
    super(message);
    this.name = 'ArmError';
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

interface ArmErrorExtra {
  readonly target?: string | undefined;
  readonly details?: readonly unknown[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a service does not use ARM's own envelope: the whole body. */
  readonly body?: unknown;
}

/** ARM's envelope, or the service's own where the error brings one. */
export function errorBody(error: ArmError): unknown {
  if (error.extra.body !== undefined) return error.extra.body;
  const { target, details } = error.extra;
  return {
    error: { code: error.code, message: error.message, ...(target && { target }), ...(details && { details }) },
  };
}
