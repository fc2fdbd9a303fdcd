import { type AzureProblem, AzureRefused } from '../errors/azure.ts';

interface Logged {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: string | number;
  /** With Azure's id of the request, for a support ticket. */
  readonly problem?: AzureProblem;
  readonly cause?: unknown;
}

const mostCauses = 5;

/**
 * What of an error goes into the log. Not all that it carries: clients hang on to it what they have sent, the password
 * of Redis or a header with a token as well.
 */
export const loggedError = (error: unknown, causes = mostCauses): unknown => {
  if (Array.isArray(error)) return error.map((each: unknown) => loggedError(each, causes));
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    type: name,
    message,
    stack,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error instanceof AzureRefused && { problem: error.problem }),
    ...(cause !== undefined && causes > 0 && { cause: loggedError(cause, causes - 1) }),
  } satisfies Logged;
};
