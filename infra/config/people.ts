import * as v from 'valibot';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import { notificationKindNames } from '../../functions/shared/core/notification-kinds.ts';
import { groupSchema, type WantedNotices } from '../../functions/shared/ledger/policy/policy.ts';
import { emailSchema } from './email.ts';

const kindsForm = 'kinds of docs/notifications.md, such as "waits-for-approval", each once';
const groupsForm = 'groups of your identity provider, such as "finance", each once';
/** A filter of SNS takes 150 combinations of kinds and groups. */
const groupsMax = 8;
const peopleMax = 50;

const isEachOnce = (all: readonly string[]) => new Set(all).size === all.length;

/** Somebody who is notified by mail. */
export const personSchema = v.strictObject({
  /** A person's mailbox, or a list's. It gets a mail from AWS with a link to confirm, and nothing before that. */
  email: emailSchema,
  /** Without it all kinds. */
  kinds: v.exactOptional(
    v.pipe(
      v.array(v.picklist(notificationKindNames, kindsForm)),
      v.minLength(1, kindsForm),
      v.check((kinds) => isEachOnce(kinds), kindsForm),
    ),
  ),
  /** Only what is for one of these groups. Without it what is for anybody. */
  groups: v.exactOptional(
    v.pipe(
      v.array(groupSchema),
      v.minLength(1, groupsForm),
      v.maxLength(groupsMax, `at most ${groupsMax} groups`),
      v.check((groups) => isEachOnce(groups), groupsForm),
    ),
  ),
});

export const peopleSchema = v.pipe(v.array(personSchema), v.maxLength(peopleMax, `at most ${peopleMax}`));

export type Person = v.InferOutput<typeof personSchema>;

/** As the policy has it: a kind that a later version adds is asked for by a deployment of that version. */
export function wantedNotices(people: readonly Person[]): Readonly<Record<string, WantedNotices>> {
  return Object.fromEntries(
    people.map(({ email, kinds = notificationKindNames, groups = [] }) => [
      email,
      { kinds: [...kinds], groups: [...groups] },
    ]),
  );
}

/** Nothing is ever for a group that has no role: whoever asks for it would wait for ever. */
export function checkPeople(people: readonly Person[], roles: Readonly<Record<string, readonly string[]>>): Flaw[] {
  const known = new Set(Object.values(roles).flat());
  return people.flatMap(({ groups = [] }, person) =>
    groups.flatMap((group, index) => {
      const field = `notifications.people.${person}.groups.${index}`;
      const expected = `one of ${[...known].toSorted().join(', ')}`;
      return known.has(group) ? [] : [{ field, reason: 'is no group that has a role', expected }];
    }),
  );
}
