import type { z } from 'zod';
import type { Faults } from './faults.ts';
import type { ApprovalPolicy, ApprovalRule, Grant } from './policy.ts';
import { mostApprovals } from './quorum.ts';
import { findRepeatedNames } from './repeated.ts';
import { type Entry, listedEntries, valuesOf } from './sections.ts';
import { shadowing } from './shadowed.ts';
import { approvalRule, approvalSettings, freeze } from './shape/approvals.ts';
import { isMapping, type Names } from './shape/names.ts';

interface Parties {
  readonly parties: ReadonlyMap<string, readonly string[]>;
  /** Absent where not all of them could be read. */
  readonly grants?: readonly Grant[];
}

/** Reads the section `approvals`, and judges its rules against each other and against who could approve. */
export const readApprovals = (faults: Faults, raw: unknown, names: Names, who: Parties): ApprovalPolicy => {
  const absent = raw === undefined || raw === '';
  const settings = absent ? undefined : faults.read(approvalSettings, ['approvals']);
  const { rules, freezes } = isMapping(raw) ? raw : { rules: undefined, freezes: undefined };
  const ruleEntries = listedEntries(faults, [['approvals', 'rules'], rules], approvalRule(names), 100);
  const freezeEntries = listedEntries(faults, [['approvals', 'freezes'], freezes], freeze, 100);
  findRepeatedNames(faults, freezeEntries);
  findUnusedRules(faults, ruleEntries, who);
  findUnreachable(faults, ruleEntries, who);
  const { 'open-requests-per-person': openRequestsPerPerson, 'terminal-may-approve': terminalMayApprove } =
    settings ?? approvalSettings.parse({});
  return {
    rules: valuesOf(ruleEntries).map(([entry, rule]) => asRule(entry, rule, who)),
    freezes: valuesOf(freezeEntries).map(([, each]) => each),
    openRequestsPerPerson,
    terminalMayApprove,
  };
};

type WrittenRule = z.infer<ReturnType<typeof approvalRule>>;

const asRule = ({ id }: Entry<WrittenRule>, written: WrittenRule, { parties }: Parties): ApprovalRule => {
  const { when, escalate } = written;
  return {
    rule: `lifeboat.yaml approvals.rules[${id}]`,
    when: {
      ...(when.danger && { danger: when.danger }),
      ...(when.scope && { scope: when.scope }),
      ...(when['vms-at-least'] !== undefined && { vmsAtLeast: when['vms-at-least'] }),
      ...(when['during-freeze'] !== undefined && { duringFreeze: when['during-freeze'] }),
    },
    ...(written.quorum !== undefined && { quorum: written.quorum }),
    ...(written.approvers && { approvers: written.approvers }),
    ...(written.lifetime !== undefined && { lifetimeSeconds: written.lifetime }),
    ...(written['reason-required'] !== undefined && { reasonRequired: written['reason-required'] }),
    ...(written['type-target'] !== undefined && { typeTarget: written['type-target'] }),
    ...(escalate && {
      escalate: { afterSeconds: escalate.after, to: escalate.to, people: parties.get(escalate.to) ?? [] },
    }),
    ...(written['break-glass'] !== undefined && { breakGlass: written['break-glass'] }),
  };
};

const findUnusedRules = (faults: Faults, entries: readonly Entry<WrittenRule>[], who: Parties): void => {
  const earlier: ApprovalRule[] = [];
  for (const [entry, written] of valuesOf(entries)) {
    const rule = asRule(entry, written, who);
    const wider = shadowing(rule, earlier);
    if (wider)
      faults.add(entry.path, `a case that ${wider.rule} does not take already: the first rule that fits decides`);
    earlier.push(rule);
  }
};

/** A quorum that can never be reached would be found out in the emergency. */
const findUnreachable = (
  faults: Faults,
  entries: readonly Entry<WrittenRule>[],
  { parties, grants }: Parties,
): void => {
  for (const [{ path }, { quorum = 0, approvers, when }] of valuesOf(entries)) {
    const everybody = new Set([...parties.values()].flat()).size;
    const most = grants ? mostApprovals({ approvers, scope: when.scope }, grants) : everybody;
    if (quorum === 0 || quorum <= most) continue;
    const level = approvers ?? 'operator';
    const why = `by the grants of this file no request gets more from people with the level ${level}; nobody approves their own`;
    faults.add([...path, 'quorum'], most === 0 ? `0, or grants for more people: ${why}` : `at most ${most}: ${why}`);
  }
};
