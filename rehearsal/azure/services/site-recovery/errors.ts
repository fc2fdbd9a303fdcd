import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest } from '../../wire/route.ts';

/** What Site Recovery says of a failure, whether it refuses a call or a job fails. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly possibleCauses: string;
  readonly recommendedAction: string;
}

/** Site Recovery's own error body: the reasons are in the details. */
export function refusal(request: ArmRequest, status: number, code: string, complaint: Complaint): ArmError {
  const detail = {
    code: complaint.code,
    message: complaint.message,
    possibleCauses: complaint.possibleCauses,
    recommendedAction: complaint.recommendedAction,
    clientRequestId: request.clientRequestId ?? '',
    activityId: request.correlationId,
  };
  return new ArmError(status, code, complaint.message, { details: [detail] });
}

export function notFound(request: ArmRequest, kind: string, name: string): ArmError {
  return refusal(request, 404, 'NotFound', {
    code: 'ArmResourceDoesNotExist',
    message: `The ${kind} '${name}' does not exist.`,
    possibleCauses: 'The resource was deleted, or its name is misspelt.',
    recommendedAction: 'Check the name and the path of the resource, and retry the operation.',
  });
}

export function badInput(request: ArmRequest, code: string, message: string, recommendedAction: string): ArmError {
  const possibleCauses = 'The input of the operation is incomplete or does not fit the resources that it names.';
  return refusal(request, 400, 'BadRequest', { code, message, possibleCauses, recommendedAction });
}

export function conflict(request: ArmRequest, code: string, message: string, recommendedAction: string): ArmError {
  const possibleCauses = 'Other resources of the vault still depend on it, or another operation is under way.';
  return refusal(request, 409, 'Conflict', { code, message, possibleCauses, recommendedAction });
}

/** Makes a job fail when its step ends, with the words that its errors will carry. */
export class JobFailure extends Error {
  readonly complaint: Complaint;
  /** The number and words of the service that Site Recovery itself was refused by. */
  readonly provider: ProviderComplaint | undefined;

  constructor(complaint: Complaint, provider?: ProviderComplaint) {
    super(complaint.message);
    this.name = 'JobFailure';
    this.complaint = complaint;
    this.provider = provider;
  }
}

export interface ProviderComplaint {
  readonly number: number;
  readonly id: string;
  readonly message: string;
}
