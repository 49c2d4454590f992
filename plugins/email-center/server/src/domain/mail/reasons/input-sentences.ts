/** What is wrong with what somebody entered: an entry of a list, a line of a CSV file, a group. */
export interface Typed {
  typed: string;
}

export const INPUT_SENTENCES = {
  'not-an-address': ({ typed }: Typed) => `"${typed}" is no e-mail address. Write it like anna@example.org.`,
  'address-not-domain': ({ typed }: Typed) => `"${typed}" is an address, not a domain. Write the part behind the @, like example.org.`,
  'star-in-domain': ({ typed }: Typed) => `"${typed}" has a star in it: choose "pattern" for that.`,
  'not-a-domain': ({ typed }: Typed) => `"${typed}" is no domain. Write it like example.org.`,
  'end-of-domains': ({ typed }: Typed) => `"${typed}" is the end of many domains. Choose "domain and below" for all of them, or write a whole domain like example.org.`,
  'no-star': ({ typed }: Typed) => `"${typed}" has no star in it. A pattern has at least one *, which stands for any characters.`,
  'not-a-pattern': ({ typed }: Typed) => `"${typed}" is no pattern of an address. Write it like *@example.org or newsletter*@*.`,
  'no-domain-behind-at': ({ typed }: Typed) => `The part behind the @ of "${typed}" is no domain.`,
  'entry-there-already': 'This entry is on the list already.',
  'too-many-entries': ({ count }: { count: number }) => `There can be at most ${count} entries altogether. A pattern or "domain and below" may stand for many of them.`,

  'csv-without-heading': 'The first line has to name the columns: kind, form, value and note. Only "value" is needed.',
  'csv-open-quote': 'A quotation mark is not closed.',
  'csv-unknown-kind': ({ typed }: Typed) => `The kind "${typed}" is not known; it is block or allow.`,
  'csv-unknown-form': ({ typed }: Typed) => `The form "${typed}" is not known; it is address, domain, domain-and-below or pattern.`,
  'csv-unknown-account': ({ typed }: Typed) => `"${typed}" is no account whose lists you keep. Write its address, or its name.`,
  'csv-several-accounts': ({ typed }: Typed) => `Several accounts are called "${typed}". Write the address.`,
  'csv-without-value': 'The value is missing.',

  'address-in-use': 'This address belongs to an account already. Each mailbox is connected once.',
  'address-same-as': ({ address }: { address: string }) => `This address is the same as ${address}, which belongs to an account already. Each mailbox is connected once.`,
  'members-unfit': ({ names }: { names: string }) => `Members are active users whose role reads the messages of groups. That is not so for ${names}.`,
  'handler-no-member': 'The default handler is one of the members.',
  'handler-not-chosen': 'Choose the default handler who gets every new message.',
};
