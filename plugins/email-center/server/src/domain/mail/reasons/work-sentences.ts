/** Whose work a message is and why; why a rule for cases does not work; why work came back. */
export interface Named {
  name: string;
}

export const WORK_SENTENCES = {
  'same-conversation': 'It belongs to a conversation this member works on.',
  'by-turns': 'Given by turns.',
  'least-busy': 'Given to the member with the least open work.',
  'default-handler': 'Given to the default handler of the group.',
  'no-members': 'The group has no members.',
  'no-distribution': 'The group distributes nothing by itself: whoever takes it works on it.',
  'no-default-handler': 'The group has no default handler now.',
  'just-left': 'Its turn was that of a member who has just left the group.',

  'routed-by-rule': ({ name }: Named) => `Routed by the rule from ${name}.`,
  'offered-by-rule': ({ name, count }: Named & { count: number }) => `The rule from ${name} offers it to ${count} people: the first to take it has it.`,
  'rule-inactive': ({ name }: Named) => `The rule from ${name} is inactive:`,
  'no-rule': ({ name }: Named) => `There is no rule for mail from ${name}.`,
  'no-sender': 'The message names no sender.',
  'unknown-sender': ({ address }: { address: string }) => `No employee has the address ${address} on file.`,
  'former-employee': ({ name, address }: Named & { address: string }) => `${name}, who has the address ${address} on file, does not work here now.`,

  'employee-missing': 'There is no such employee any more.',
  'employee-left': ({ name }: Named) => `${name} does not work here now.`,
  'employee-without-address': ({ name }: Named) => `${name} has no mail address on file.`,
  'user-missing': 'This panel user does not exist any more.',
  'user-inactive': ({ name }: Named) => `The panel account of ${name} is not active.`,
  'user-without-right': ({ name }: Named) => `No role of ${name} has the right to receive cases.`,
  'rule-names-nobody': 'It names no panel user.',

  deactivated: ({ name }: Named) => `${name} was deactivated.`,
  'removed-from-panel': ({ name }: Named) => `${name} was removed from the panel.`,
  'taken-out-of-group': ({ name }: Named) => `${name} was taken out of the group.`,
  'not-in-group-now': ({ name }: Named) => `${name} is no member of the group any more.`,
};
