/** A query that cannot be carried out; `detail` is what Resource Graph adds to its refusal. */
export class QueryFailure extends Error {
  readonly detail: QueryFailureDetail;

  constructor(detail: QueryFailureDetail) {
    super(detail.message);
    this.name = 'QueryFailure';
    this.detail = detail;
  }
}

export interface QueryFailureDetail {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
  readonly characterPositionInLine?: number;
  readonly token?: string;
  readonly expectedToken?: string;
}

/** The parser stands before something that it does not understand. */
export function parserFailure(text: string, at: number, token: string, expected?: string): QueryFailure {
  const before = text.slice(0, at).split('\n');
  return new QueryFailure({
    code: 'ParserFailure',
    message: 'ParserFailure',
    line: before.length,
    characterPositionInLine: before.at(-1)?.length ?? 0,
    token,
    ...(expected ? { expectedToken: expected } : {}),
  });
}
